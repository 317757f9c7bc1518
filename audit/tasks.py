"""Wat vanzelf gebeurt met het logboek."""

from crontask import cron
from django.tasks import task

from toegang import alarm
from toegang.uitzonderingen import SleutelFout

from . import controlepunten, getuigen, narekenen, quorum, tekstverval, verval, verzegeling
from .verificateur import OngeldigeNota


@cron("* * * * *")  # type: ignore[untyped-decorator]
@task
def logboeken_verzegelen() -> int:
    """Elke minuut: wat nog op een plaats in de boom wacht, en een getekend controlepunt van wat erbij kwam,
    dat de getuigen mede ondertekenen.

    Wacht een regel dan nog te lang, lukt het tekenen niet, of ondertekenden na een kwartier te weinig getuigen, dan volgt
    een alarm. Geeft het aantal controlepunten.
    """
    getekend = 0
    for livc_id in narekenen.met_een_logboek():
        verzegeling.verzegel(livc_id)
        try:
            getekend += controlepunten.teken(livc_id) is not None
        except SleutelFout as fout:
            alarm.meld("sleutels", fout)
        try:
            getuigen.vraag_alle(livc_id)
        except OngeldigeNota as fout:  # GETUIGEN staat verkeerd; dat houdt de andere logboeken niet tegen
            alarm.meld("getuige", fout)
        quorum.waak(livc_id)
    if narekenen.wacht_te_lang():
        alarm.meld("logboek", RuntimeError("Een regel wacht te lang op haar plaats."))
    return getekend


@cron("45 3 * * *")  # type: ignore[untyped-decorator]
@task
def regels_laten_vervallen() -> int:
    """Elke nacht: regels waarvan de termijn om is, per vol segment en per klasse. Geeft het aantal regels."""
    aantal = 0
    for livc_id in narekenen.met_een_logboek():
        try:
            aantal += verval.laat_vervallen(livc_id)
        except (verval.PastNiet, SleutelFout) as fout:
            alarm.meld("verval", fout)
    return aantal


@cron("50 4 * * *")  # type: ignore[untyped-decorator]
@task
def teksten_laten_vervallen() -> int:
    """Elke nacht, na het vernietigen: wat het toezicht schreef over wat er niet meer is (LR-53)."""
    return tekstverval.laat_vervallen()
