import casus.models.basis
import django.db.models.deletion
import toegang.velden
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("casus", "0010_overdracht"),
        ('toegang', '0007_signaaltermijn'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Betrokkenenverzoek',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('aangemaakt', models.DateTimeField(auto_now_add=True, verbose_name='aangemaakt')),
                ('referentie', models.CharField(default=casus.models.basis.nieuwe_referentie, max_length=7, unique=True, verbose_name='referentie')),
                ('staat', models.CharField(choices=[('ontvangen', 'ontvangen'), ('in_beoordeling', 'in beoordeling'), ('beantwoord', 'beantwoord')], default='ontvangen', max_length=50, verbose_name='staat')),
                ('soort', models.CharField(choices=[('inzage', 'inzage'), ('verbetering', 'verbetering'), ('wissen', 'wissen')], max_length=12, verbose_name='wat gevraagd wordt')),
                ('kanaal', models.CharField(choices=[('brief', 'een brief'), ('email', 'een e-mail'), ('loket', 'aan het loket'), ('functionaris', 'bij de functionaris voor gegevensbescherming')], max_length=12, verbose_name='hoe het binnenkwam')),
                ('ontvangen_op', models.DateField(verbose_name='ontvangen op')),
                ('verzoeker', toegang.velden.VersleuteldeTekst(blank=True, dossier='id', null=True, verbose_name='wie het vraagt')),
                ('adres', toegang.velden.VersleuteldeTekst(blank=True, dossier='id', null=True, verbose_name='waar het antwoord heen gaat')),
                ('vraag', toegang.velden.VersleuteldeTekst(blank=True, dossier='id', null=True, verbose_name='de vraag')),
                ('identiteit', models.CharField(blank=True, choices=[('eid', 'met de identiteitskaart, in persoon'), ('aanmelding', 'met een aanmelding van de overheid'), ('afschrift', 'met een afschrift dat daarna vernietigd werd'), ('vertegenwoordiger', 'een vertegenwoordiger toonde zijn volmacht'), ('niet', 'niet vastgesteld')], max_length=18, verbose_name='hoe de identiteit nagegaan is')),
                ('begonnen_op', models.DateTimeField(blank=True, null=True, verbose_name='beoordeling begonnen op')),
                ('verlengd_op', models.DateField(blank=True, null=True, verbose_name='verlengd op')),
                ('verlengreden', toegang.velden.VersleuteldeTekst(blank=True, dossier='id', null=True, verbose_name='waarom verlengd')),
                ('beantwoord_op', models.DateTimeField(blank=True, null=True, verbose_name='beantwoord op')),
                ('beantwoord_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('casus', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casus.casus')),
                ('geregistreerd_door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('livc', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='toegang.livc')),
            ],
            options={
                'verbose_name': 'verzoek van de persoon',
                'verbose_name_plural': 'verzoeken van personen',
                'ordering': ['ontvangen_op', 'aangemaakt'],
            },
        ),
        migrations.CreateModel(
            name='Raadpleging',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('aangemaakt', models.DateTimeField(auto_now_add=True, verbose_name='aangemaakt')),
                ('soort', models.CharField(choices=[('inzage', 'inzage'), ('verbetering', 'verbetering'), ('wissen', 'wissen')], max_length=12, verbose_name='wat gevraagd wordt')),
                ('vraag', toegang.velden.VersleuteldeTekst(blank=True, dossier='id', null=True, verbose_name='wat aan de tafel gevraagd wordt')),
                ('antwoorden', toegang.velden.VersleuteldeJson(blank=True, dossier='id', null=True, verbose_name='wat mag verteld worden')),
                ('beantwoord_op', models.DateTimeField(blank=True, null=True, verbose_name='beantwoord op')),
                ('casus', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='casus.casus')),
                ('gebruiker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('livc', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='toegang.livc')),
                ('verzoek', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='raadplegingen', to='casus.betrokkenenverzoek')),
            ],
            options={
                'verbose_name': 'raadpleging',
                'verbose_name_plural': 'raadplegingen',
                'ordering': ['aangemaakt'],
            },
        ),
        migrations.CreateModel(
            name='Verwerkingslezing',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('aangemaakt', models.DateTimeField(auto_now_add=True, verbose_name='aangemaakt')),
                ('versie', models.PositiveSmallIntegerField(verbose_name='versie')),
                ('lezing', models.CharField(choices=[('gezamenlijk', 'samen verantwoordelijk tijdens voorbereiding en overleg'), ('afzonderlijk', 'elke organisatie afzonderlijk verantwoordelijk')], max_length=14, verbose_name='lezing')),
                ('vanaf', models.DateField(verbose_name='geldt vanaf')),
                ('reden', models.TextField(verbose_name='reden')),
                ('livc', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='toegang.livc')),
                ('vastgesteld_door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'lezing over de verantwoordelijken',
                'verbose_name_plural': 'lezingen over de verantwoordelijken',
                'ordering': ['-versie'],
            },
        ),
        migrations.CreateModel(
            name='Verzoekbrief',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('aangemaakt', models.DateTimeField(auto_now_add=True, verbose_name='aangemaakt')),
                ('uitkomst', models.CharField(choices=[('geheel', 'ingewilligd'), ('deels', 'deels ingewilligd'), ('geweigerd', 'niet ingewilligd')], max_length=10, verbose_name='uitkomst')),
                ('inhoud', toegang.velden.VersleuteldeJson(blank=True, dossier='id', null=True, verbose_name='wat gegeven wordt')),
                ('casus', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casus.casus')),
                ('livc', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='toegang.livc')),
                ('opgesteld_door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('verzoek', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='brief', to='casus.betrokkenenverzoek')),
            ],
            options={
                'verbose_name': 'antwoord op een verzoek',
                'verbose_name_plural': 'antwoorden op verzoeken',
            },
        ),
        migrations.CreateModel(
            name='Verzoekgrond',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('aangemaakt', models.DateTimeField(auto_now_add=True, verbose_name='aangemaakt')),
                ('grond', models.CharField(max_length=24, verbose_name='grond')),
                ('versie', models.CharField(max_length=12, verbose_name='versie van de lijst')),
                ('feiten', toegang.velden.VersleuteldeTekst(blank=True, dossier='verzoek_id', null=True, verbose_name='feitelijke gronden')),
                ('recht', toegang.velden.VersleuteldeTekst(blank=True, dossier='verzoek_id', null=True, verbose_name='juridische gronden')),
                ('meedelen', models.BooleanField(default=True, verbose_name='de grond mag in de brief')),
                ('casus', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casus.casus')),
                ('livc', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='toegang.livc')),
                ('opgesteld_door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('verzoek', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gronden', to='casus.betrokkenenverzoek')),
            ],
            options={
                'verbose_name': 'gronden van een verzoek',
                'verbose_name_plural': 'gronden van verzoeken',
                'ordering': ['-aangemaakt'],
            },
        ),
        migrations.AddConstraint(
            model_name='betrokkenenverzoek',
            constraint=models.CheckConstraint(condition=models.Q(('staat', 'ontvangen'), models.Q(('identiteit', ''), _negated=True), _connector='OR'), name='verzoek_identiteit_nagegaan'),
        ),
        migrations.AddConstraint(
            model_name='raadpleging',
            constraint=models.UniqueConstraint(fields=('verzoek', 'gebruiker'), name='raadpleging_een_per_persoon'),
        ),
        migrations.AddConstraint(
            model_name='verwerkingslezing',
            constraint=models.UniqueConstraint(fields=('livc', 'versie'), name='verwerkingslezing_versie_uniek'),
        ),
    ]
