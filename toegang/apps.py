from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ToegangConfig(AppConfig):
    name = "toegang"
    verbose_name = _("toegang")

    def ready(self) -> None:
        from toegang import aanmelding, checks  # noqa: F401 - melden zich aan bij Django
        from toegang.rijbeveiliging import zet_rijbeveiliging

        # Na de laatste app: haar tabellen staan in voorwaarden van de eerste.
        post_migrate.connect(
            zet_rijbeveiliging, sender=apps.get_app_config("casus"), dispatch_uid="toegang.rijbeveiliging"
        )
