from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasusConfig(AppConfig):
    name = "casus"
    verbose_name = _("casusoverleg")

    def ready(self) -> None:
        from casus import wetgeving
        from toegang import regelbron

        regelbron.meld_aan(wetgeving.bron)
