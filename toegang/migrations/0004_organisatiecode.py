from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('toegang', '0003_toegang_volledig'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisatie',
            name='ovo_code',
            field=models.CharField(blank=True, max_length=20, null=True, verbose_name='OVO-code'),
        ),
        migrations.AddConstraint(
            model_name='organisatie',
            constraint=models.UniqueConstraint(fields=('ovo_code',), name='organisatie_ovo_code_uniek', violation_error_message='Een andere dienst heeft deze code al.'),
        ),
        migrations.AddConstraint(
            model_name='organisatie',
            constraint=models.CheckConstraint(condition=models.Q(('ovo_code', ''), _negated=True), name='organisatie_ovo_code_gevuld'),
        ),
    ]
