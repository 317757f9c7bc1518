from uuid import UUID

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasusConfig(AppConfig):
    name = "casus"
    verbose_name = _("casusoverleg")

    def ready(self) -> None:
        from audit import dossiernamen
        from casus import wetgeving
        from casus.selectors.dossiernamen import namen
        from toegang import regelbron, seinen

        regelbron.meld_aan(wetgeving.bron)
        dossiernamen.meld_aan(namen)
        seinen.dienst_gewijzigd.connect(_sluit_plaatsen, dispatch_uid="casus.vertrek")


def _sluit_plaatsen(sender: object, *, organisatie_id: UUID, **anders: object) -> None:
    from casus.actions.vertrek import beeindig_bij_dienst

    beeindig_bij_dienst(organisatie_id)
