"""Het nazicht: de wachtrij, wie keek, wiens leidinggevende, geopende regels en bevindingen."""

import django.db.models.deletion
import django.utils.timezone
import toegang.velden
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


# Eerst de trigger, dan wat er al staat: zo ontsnapt geen regel die intussen geschreven wordt. De voorwaarden na de
# migratie zetten dezelfde functie opnieuw.
WACHTRIJ = """
CREATE FUNCTION audit_in_wachtrij() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$ BEGIN
    INSERT INTO audit_wachtrij (id, livc_id, soort, tijdstip, actor_pseudoniem, casus_pseudoniem, kenmerken)
    VALUES (NEW.id, NEW.livc_id, NEW.soort, NEW.tijdstip, NEW.actor_pseudoniem, NEW.casus_pseudoniem, NEW.kenmerken);
    RETURN NULL; END $$;
CREATE TRIGGER audit_in_wachtrij AFTER INSERT ON audit_regel FOR EACH ROW
    WHEN (NEW.kenmerken <> '') EXECUTE FUNCTION audit_in_wachtrij();
INSERT INTO audit_wachtrij (id, livc_id, soort, tijdstip, actor_pseudoniem, casus_pseudoniem, kenmerken)
SELECT id, livc_id, soort, tijdstip, actor_pseudoniem, casus_pseudoniem, kenmerken FROM audit_regel WHERE kenmerken <> ''
ON CONFLICT DO NOTHING;
"""
GEEN_WACHTRIJ = """
DROP TRIGGER IF EXISTS audit_in_wachtrij ON audit_regel;
DROP TRIGGER IF EXISTS audit_uit_wachtrij ON audit_regel;
DROP TRIGGER IF EXISTS audit_uit_wachtrij ON audit_nagekeken;
DROP FUNCTION audit_in_wachtrij();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("audit", "0007_toezichtsleutels"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Wachtrij',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False, verbose_name='regel')),
                ('livc_id', models.UUIDField(verbose_name='LIVC')),
                ('soort', models.CharField(max_length=40, verbose_name='soort')),
                ('tijdstip', models.DateTimeField(verbose_name='tijdstip')),
                ('actor_pseudoniem', models.BinaryField()),
                ('casus_pseudoniem', models.BinaryField(null=True)),
                ('kenmerken', models.CharField(max_length=120, verbose_name='kenmerken')),
            ],
            options={
                'verbose_name': 'regel die wacht op nazicht',
                'verbose_name_plural': 'regels die wachten op nazicht',
                'indexes': [models.Index(fields=['livc_id', '-tijdstip', '-id'], name='wachtrij_tijdstip'), models.Index(fields=['livc_id', 'actor_pseudoniem', '-tijdstip', '-id'], name='wachtrij_actor'), models.Index(fields=['livc_id', 'casus_pseudoniem', '-tijdstip', '-id'], name='wachtrij_casus')],
            },
        ),
        migrations.CreateModel(
            name='Bevinding',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('livc_id', models.UUIDField(verbose_name='LIVC')),
                ('regel_id', models.UUIDField(unique=True, verbose_name='regel')),
                ('soort', models.CharField(max_length=40, verbose_name='soort')),
                ('tijdstip', models.DateTimeField(verbose_name='tijdstip')),
                ('kenmerken', models.CharField(blank=True, max_length=120, verbose_name='kenmerken')),
                ('actor_pseudoniem', models.BinaryField()),
                ('casus_pseudoniem', models.BinaryField(null=True)),
                ('staat', models.CharField(choices=[('gevraagd', 'wacht op antwoord'), ('beantwoord', 'beantwoord'), ('beslist', 'beslist, nog af te ronden'), ('gesloten', 'gesloten')], default='gevraagd', max_length=50, verbose_name='staat')),
                ('vraag', toegang.velden.VersleuteldeTekst(blank=True, dossier='id', null=True, verbose_name='vraag')),
                ('gesteld_op', models.DateTimeField(default=django.utils.timezone.now, verbose_name='gesteld op')),
                ('antwoord_tegen', models.DateField(verbose_name='antwoord tegen')),
                ('besluit_tegen', models.DateField(verbose_name='besluit tegen')),
                ('antwoord', toegang.velden.VersleuteldeTekst(blank=True, dossier='id', null=True, verbose_name='antwoord')),
                ('beantwoord_op', models.DateTimeField(blank=True, null=True, verbose_name='beantwoord op')),
                ('uitkomst', models.CharField(blank=True, choices=[('in_orde', 'in orde, niets te doen'), ('afspraak', 'er is een afspraak gemaakt'), ('werkwijze', 'de werkwijze of de instellingen worden aangepast'), ('doorgegeven', 'doorgegeven aan de verwerkingsverantwoordelijke'), ('lek', 'gemeld als mogelijk gegevenslek')], max_length=12, verbose_name='besluit')),
                ('besluit', toegang.velden.VersleuteldeTekst(blank=True, dossier='id', null=True, verbose_name='motivering')),
                ('beslist_op', models.DateTimeField(blank=True, null=True, verbose_name='beslist op')),
                ('slot', toegang.velden.VersleuteldeTekst(blank=True, dossier='id', null=True, verbose_name='hoe het afliep')),
                ('gesloten_op', models.DateTimeField(blank=True, null=True, verbose_name='gesloten op')),
                ('beslist_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gebruiker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='aan wie gevraagd')),
                ('gesteld_door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'bevinding',
                'verbose_name_plural': 'bevindingen',
                'indexes': [models.Index(fields=['livc_id', 'staat', 'besluit_tegen'], name='bevinding_staat'), models.Index(fields=['livc_id', 'gesteld_op'], name='bevinding_gesteld'), models.Index(condition=models.Q(('staat', 'gesloten'), _negated=True), fields=['gebruiker'], name='bevinding_open_gebruiker')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('gebruiker', models.F('gesteld_door')), _negated=True), models.Q(('beslist_door__isnull', True), models.Q(('gebruiker', models.F('beslist_door')), _negated=True), _connector='OR')), name='bevinding_niet_over_uzelf')],
            },
        ),
        migrations.CreateModel(
            name='Leidinggevende',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('livc_id', models.UUIDField(verbose_name='LIVC')),
                ('verklaard_op', models.DateTimeField(default=django.utils.timezone.now, verbose_name='verklaard op')),
                ('gebruiker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('leidinggevende', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'verklaring over een leidinggevende',
                'verbose_name_plural': 'verklaringen over leidinggevenden',
                'constraints': [models.UniqueConstraint(fields=('livc_id', 'gebruiker', 'leidinggevende'), name='leidinggevende_eenmaal', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('gebruiker', models.F('leidinggevende')), _negated=True), name='leidinggevende_is_een_ander')],
            },
        ),
        migrations.CreateModel(
            name='Nagekeken',
            fields=[
                ('regel_id', models.UUIDField(editable=False, primary_key=True, serialize=False, verbose_name='regel')),
                ('livc_id', models.UUIDField(verbose_name='LIVC')),
                ('op', models.DateTimeField(default=django.utils.timezone.now, verbose_name='nagekeken op')),
                ('uitkomst', models.CharField(choices=[('geen_vraag', 'geen vraag'), ('vraag', 'er is een vraag gesteld')], max_length=10, verbose_name='uitkomst')),
                ('gebruiker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'nagekeken regel',
                'verbose_name_plural': 'nagekeken regels',
                'indexes': [models.Index(fields=['livc_id', 'op'], name='nagekeken_op')],
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('livc_id', models.UUIDField(verbose_name='LIVC')),
                ('regel_id', models.UUIDField(verbose_name='regel')),
                ('soort', models.CharField(max_length=40, verbose_name='soort van de regel')),
                ('tijdstip', models.DateTimeField(verbose_name='tijdstip van de regel')),
                ('geopend_op', models.DateTimeField(default=django.utils.timezone.now, verbose_name='geopend op')),
                ('reden', toegang.velden.VersleuteldeTekst(blank=True, dossier='id', null=True, verbose_name='reden')),
                ('gebruiker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='over wiens handeling')),
                ('geopend_door', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'geopende regel',
                'verbose_name_plural': 'geopende regels',
                'indexes': [models.Index(fields=['gebruiker', '-geopend_op'], name='opening_gebruiker'), models.Index(fields=['livc_id', 'geopend_op'], name='opening_op')],
            },
        ),
        migrations.RunSQL(WACHTRIJ, GEEN_WACHTRIJ),
    ]
