
import django.db.models.deletion
import toegang.velden
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("casus", "0009_bewaring"),
        ('toegang', '0007_signaaltermijn'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='casus',
            name='sluitingsreden',
            field=models.CharField(blank=True, choices=[('doel_bereikt', 'de opvolging heeft haar doel bereikt'), ('geen_aanwijzing', 'er zijn geen aanwijzingen meer'), ('andere_dienst', 'een andere dienst volgt verder op'), ('verhuisd', 'de persoon woont niet meer in de gemeente'), ('overgedragen', 'een ander LIVC nam het dossier over'), ('anders', 'een andere reden')], max_length=20, verbose_name='reden van afsluiten'),
        ),
        migrations.CreateModel(
            name='Aanbod',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('aangemaakt', models.DateTimeField(auto_now_add=True, verbose_name='aangemaakt')),
                ('reden', models.CharField(choices=[('verhuisd', 'de persoon verhuisde'), ('verblijf', 'de persoon verblijft vooral in die gemeente'), ('opvolging', 'de opvolging gebeurt vooral in die gemeente')], max_length=12, verbose_name='reden')),
                ('staat', models.CharField(choices=[('aangeboden', 'wacht op uw antwoord'), ('aanvaard', 'aanvaard'), ('geweigerd', 'geweigerd'), ('ingetrokken', 'ingetrokken door de afzender')], default='aangeboden', max_length=50, verbose_name='staat')),
                ('beeindigd_op', models.DateTimeField(blank=True, null=True, verbose_name='beantwoord of ingetrokken op')),
                ('beantwoord_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('casus', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='aanbod_set', to='casus.casus')),
                ('livc', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='toegang.livc')),
                ('van', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='toegang.livc')),
            ],
            options={
                'verbose_name': 'aangeboden overdracht',
                'verbose_name_plural': 'aangeboden overdrachten',
                'ordering': ['-aangemaakt'],
            },
        ),
        migrations.CreateModel(
            name='Overdracht',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('aangemaakt', models.DateTimeField(auto_now_add=True, verbose_name='aangemaakt')),
                ('staat', models.CharField(choices=[('voorbereiding', 'in voorbereiding'), ('ter_instemming', 'ter instemming bij de auteurs'), ('aangeboden', 'aangeboden'), ('aanvaard', 'aanvaard'), ('geweigerd', 'geweigerd'), ('ingetrokken', 'ingetrokken')], default='voorbereiding', max_length=50, verbose_name='staat')),
                ('reden', models.CharField(choices=[('verhuisd', 'de persoon verhuisde'), ('verblijf', 'de persoon verblijft vooral in die gemeente'), ('opvolging', 'de opvolging gebeurt vooral in die gemeente')], max_length=12, verbose_name='reden')),
                ('aangeboden_op', models.DateTimeField(blank=True, null=True, verbose_name='aangeboden op')),
                ('beeindigd_op', models.DateTimeField(blank=True, null=True, verbose_name='beantwoord of ingetrokken op')),
                ('aangeboden_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('casus', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='casus.casus')),
                ('livc', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='toegang.livc')),
                ('ontvanger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='toegang.livc')),
                ('opgesteld_door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'overdracht',
                'verbose_name_plural': 'overdrachten',
                'ordering': ['-aangemaakt'],
            },
        ),
        migrations.CreateModel(
            name='Overdrachtkeuze',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('aangemaakt', models.DateTimeField(auto_now_add=True, verbose_name='aangemaakt')),
                ('soort', models.CharField(choices=[('persoon', 'wie de persoon is'), ('contact', 'contactgegevens'), ('relatie', 'relatie of contact'), ('besluit', 'besluit'), ('doel', 'doel'), ('actie', 'actie'), ('evaluatie', 'evaluatie'), ('inbreng', 'inbreng')], max_length=10, verbose_name='soort')),
                ('object_id', models.UUIDField(verbose_name='stuk')),
                ('reden', toegang.velden.VersleuteldeTekst(blank=True, dossier='casus_id', null=True, verbose_name='waarom dit nodig is')),
                ('casus', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='casus.casus')),
                ('livc', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='toegang.livc')),
                ('overdracht', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keuzes', to='casus.overdracht')),
            ],
            options={
                'verbose_name': 'gekozen stuk',
                'verbose_name_plural': 'gekozen stukken',
                'ordering': ['aangemaakt'],
            },
        ),
        migrations.CreateModel(
            name='Overdrachtvraag',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('aangemaakt', models.DateTimeField(auto_now_add=True, verbose_name='aangemaakt')),
                ('antwoord', models.CharField(blank=True, choices=[('', 'nog geen antwoord'), ('ja', 'mag mee'), ('neen', 'blijft hier')], default='', max_length=4, verbose_name='antwoord')),
                ('beantwoord_op', models.DateTimeField(blank=True, null=True, verbose_name='beantwoord op')),
                ('auteur', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('casus', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='casus.casus')),
                ('inbreng', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casus.inbreng')),
                ('livc', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='toegang.livc')),
                ('overdracht', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vragen', to='casus.overdracht')),
            ],
            options={
                'verbose_name': 'vraag om instemming',
                'verbose_name_plural': 'vragen om instemming',
                'ordering': ['aangemaakt'],
            },
        ),
        migrations.CreateModel(
            name='Overgenomen',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('aangemaakt', models.DateTimeField(auto_now_add=True, verbose_name='aangemaakt')),
                ('soort', models.CharField(choices=[('persoon', 'wie de persoon is'), ('contact', 'contactgegevens'), ('relatie', 'relatie of contact'), ('besluit', 'besluit'), ('doel', 'doel'), ('actie', 'actie'), ('evaluatie', 'evaluatie'), ('inbreng', 'inbreng')], max_length=10, verbose_name='soort')),
                ('niveau', models.CharField(blank=True, choices=[('beroepsgeheim', 'beroepsgeheim'), ('geheim', 'geheim, alleen deze tafel'), ('vrijgegeven', 'vrijgegeven door de auteur')], max_length=14, verbose_name='geheimhouding')),
                ('publiek', models.CharField(choices=[('tafel', 'iedereen aan deze tafel'), ('kern', 'alleen de kern: burgemeester, politie en preventieambtenaar'), ('gekozen', 'alleen wie ik aanduid')], default='tafel', max_length=8, verbose_name='wie het mag lezen')),
                ('doorgave', models.BooleanField(default=False, verbose_name='mag verder gedeeld worden')),
                ('inhoud', toegang.velden.VersleuteldeJson(blank=True, dossier='casus_id', null=True, verbose_name='inhoud')),
                ('casus', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='casus.casus')),
                ('livc', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='toegang.livc')),
            ],
            options={
                'verbose_name': 'overgenomen stuk',
                'verbose_name_plural': 'overgenomen stukken',
                'ordering': ['aangemaakt', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Pakketstuk',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('aangemaakt', models.DateTimeField(auto_now_add=True, verbose_name='aangemaakt')),
                ('soort', models.CharField(choices=[('persoon', 'wie de persoon is'), ('contact', 'contactgegevens'), ('relatie', 'relatie of contact'), ('besluit', 'besluit'), ('doel', 'doel'), ('actie', 'actie'), ('evaluatie', 'evaluatie'), ('inbreng', 'inbreng')], max_length=10, verbose_name='soort')),
                ('inhoud', toegang.velden.VersleuteldeJson(blank=True, dossier='aanbod_id', null=True, verbose_name='inhoud')),
                ('aanbod', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stukken', to='casus.aanbod')),
                ('bron', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casus.inbreng')),
                ('livc', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='toegang.livc')),
            ],
            options={
                'verbose_name': 'stuk onderweg',
                'verbose_name_plural': 'stukken onderweg',
                'ordering': ['aangemaakt'],
            },
        ),
        migrations.AddConstraint(
            model_name='aanbod',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('casus__isnull', False), ('staat', 'aanvaard')), models.Q(models.Q(('staat', 'aanvaard'), _negated=True), ('casus__isnull', True)), _connector='OR'), name='aanbod_aanvaard_met_casus'),
        ),
        migrations.AddConstraint(
            model_name='overdracht',
            constraint=models.UniqueConstraint(condition=models.Q(('staat__in', ('voorbereiding', 'ter_instemming', 'aangeboden'))), fields=('casus',), name='overdracht_een_lopend', violation_error_message='Er loopt al een overdracht van deze casus.'),
        ),
        migrations.AddConstraint(
            model_name='overdracht',
            constraint=models.CheckConstraint(condition=models.Q(('ontvanger', models.F('livc')), _negated=True), name='overdracht_naar_een_ander_livc'),
        ),
        migrations.AddConstraint(
            model_name='overdrachtkeuze',
            constraint=models.UniqueConstraint(fields=('overdracht', 'soort', 'object_id'), name='overdrachtkeuze_eenmaal'),
        ),
        migrations.AddConstraint(
            model_name='overdrachtkeuze',
            constraint=models.CheckConstraint(condition=models.Q(('soort', 'persoon'), _negated=True), name='overdrachtkeuze_persoon_gaat_altijd'),
        ),
        migrations.AddConstraint(
            model_name='overdrachtvraag',
            constraint=models.UniqueConstraint(fields=('overdracht', 'inbreng'), name='overdrachtvraag_eenmaal'),
        ),
        migrations.AddConstraint(
            model_name='overgenomen',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('soort', 'inbreng'), models.Q(('niveau', ''), _negated=True)), models.Q(models.Q(('soort', 'inbreng'), _negated=True), ('niveau', '')), _connector='OR'), name='overgenomen_inbreng_met_niveau'),
        ),
        migrations.AddConstraint(
            model_name='overgenomen',
            constraint=models.CheckConstraint(condition=models.Q(('publiek__in', ('tafel', 'kern'))), name='overgenomen_publiek_tafel_of_kern'),
        ),
        migrations.AddConstraint(
            model_name='pakketstuk',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('bron__isnull', False), ('soort', 'inbreng')), models.Q(models.Q(('soort', 'inbreng'), _negated=True), ('bron__isnull', True)), _connector='OR'), name='pakketstuk_inbreng_met_bron'),
        ),
    ]
