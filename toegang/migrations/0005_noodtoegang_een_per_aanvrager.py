from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("toegang", "0004_organisatiecode")]

    operations = [
        migrations.AddConstraint(
            model_name="noodtoegang",
            constraint=models.UniqueConstraint(
                condition=models.Q(("staat", "actief")),
                fields=("aanvrager",),
                name="noodtoegang_een_per_aanvrager",
            ),
        ),
    ]
