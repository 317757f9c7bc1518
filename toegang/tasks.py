"""Wat vanzelf gebeurt met de sleutels."""

from crontask import cron
from django.tasks import task

from . import alarm
from .kluisbeheer import ruim_op
from .uitzonderingen import SleutelFout


@cron("45 3 * * *")  # type: ignore[untyped-decorator]
@task
def kluis_opruimen() -> int:
    """Elke nacht: scherven zonder dossier (LR-53). Klopt er iets niet, dan blijft alles staan en volgt een alarm."""
    try:
        return ruim_op()
    except SleutelFout as fout:
        alarm.meld("kluis", fout)
        return 0
