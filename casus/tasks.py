"""Wat vanzelf gebeurt, onder een eigen naam in het logboek."""

from crontask import cron
from django.tasks import task

from casus.actions.signaal import wis_verlopen
from toegang.verantwoording import Systeemactor

WISSER = Systeemactor("wissen van signalen")


@cron("15 3 * * *")
@task
def signalen_wissen() -> int:
    """Elke nacht: signalen zonder casus waarvan de termijn om is (LR-04)."""
    return wis_verlopen(actor=WISSER)
