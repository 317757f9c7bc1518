"""Het alarm voor wie de server beheert: er is iets met de sleutels, of een onderdeel antwoordt niet.

Eén regel op de logger `casusoverleg.alarm`, en een e-mail naar ALARM_ADRES, hoogstens één per kwartier en per soort
voor alle processen van een server samen. Nergens staat inhoud, een naam of een dossier.
"""

import fcntl
import logging
import os
import time
from pathlib import Path
from tempfile import gettempdir
from typing import Any, Literal

from django.conf import settings
from django.tasks.signals import task_finished

from .berichten import Berichtsoort, Brief
from .berichtteksten import Reden
from .uitzonderingen import SleutelFout
from .verzenden import nieuw_teken, zend

Soort = Literal["sleutels", "kluis", "databank", "logboek", "getuige", "verval"]
TUSSENTIJD = 15 * 60
logger = logging.getLogger("casusoverleg.alarm")


def meld(soort: Soort, fout: Exception) -> None:
    """Werpt nooit: wie dit roept, is al met een fout bezig."""
    # De tekst van een SleutelFout noemt nooit inhoud; van een andere fout telt alleen de soort.
    logger.error("%s: %s", soort, fout if isinstance(fout, SleutelFout) else type(fout).__name__)
    if settings.ALARM_ADRES and _aan_de_beurt(soort):
        zend(Brief(Berichtsoort.ALARM, reden=Reden(soort)), settings.ALARM_ADRES, nieuw_teken())


def _aan_de_beurt(soort: Soort) -> bool:
    """Eén bestand per soort onthoudt voor alle processen wanneer de vorige e-mail ging; bij twijfel gaat hij weg."""
    map_ = Path(settings.ALARM_MAP or gettempdir()) / f"casusoverleg-alarm-{os.geteuid()}"
    try:
        map_.mkdir(mode=0o700, exist_ok=True)
        if map_.is_symlink() or map_.stat().st_uid != os.geteuid():
            return True
        vlaggen = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
        with os.fdopen(os.open(map_ / soort, vlaggen, 0o600), "r+") as bestand:
            fcntl.flock(bestand, fcntl.LOCK_EX)
            vorige = float(bestand.read() or 0)
            if 0 <= time.time() - vorige < TUSSENTIJD:
                return False
            bestand.seek(0)
            bestand.truncate()
            bestand.write(str(time.time()))
    except (OSError, ValueError):
        return True
    return True


def _na_taak(*, task_result: Any, **_: Any) -> None:
    """Een taak die op een sleutel struikelt, heeft geen scherm om het te zeggen."""
    if any(fout.exception_class_path.endswith(f".{SleutelFout.__name__}") for fout in task_result.errors):
        meld("sleutels", SleutelFout("Een taak kon een sleutel niet openen."))


task_finished.connect(_na_taak, dispatch_uid="toegang.alarm.na_taak")
