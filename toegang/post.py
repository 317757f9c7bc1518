"""Een bericht aan iemand van wie het adres gekend is: nu, of na de transactie.

Het teken van elk bericht aan iemand met een account wordt onthouden. Komt het terug, dan zegt het bij welk account het
hoorde, en verder niets.
"""

import logging
from collections.abc import Callable, Iterable

from django.db import DatabaseError, transaction
from django.utils import timezone

from .agendastuk import Agendastuk, Methode
from .berichten import Berichtsoort, Brief, Geheim, Link
from .models import Gebruiker, Verzending
from .verzenden import nieuw_teken, zend

logger = logging.getLogger(__name__)


def verstuur(brief: Brief, adres: str) -> bool:
    """Verstuurt nu; False als het niet lukt."""
    return zend(brief, adres, _merk(adres))


def _merk(adres: str) -> str:
    """Een nieuw teken, onthouden bij het account van dit adres; zonder account of zonder databank alleen het teken."""
    teken = nieuw_teken()
    try:
        with transaction.atomic():
            wie = Gebruiker.objects.filter(email__iexact=adres).values_list("pk", flat=True).first()
            if wie is not None:
                Verzending.objects.create(teken=teken, gebruiker_id=wie, verstuurd_op=timezone.now())
    except DatabaseError as fout:  # zonder teken komt een retour bij niemand; het bericht zelf vertrekt
        logger.warning("Een bericht kreeg geen teken (%s).", type(fout).__name__)
    return teken


def na_vastleggen(brief: Brief, adres: str, achteraf: Callable[[bool], object] | None = None) -> None:
    """Verstuurt na de transactie; mislukken maakt de handeling niet ongedaan. `achteraf` hoort of het lukte."""

    def nu() -> None:
        gelukt = verstuur(brief, adres)
        if achteraf is not None:
            achteraf(gelukt)

    transaction.on_commit(nu, robust=True)


def stuur_link(sleutel: str, adres: str, dagen: int, achteraf: Callable[[bool], object]) -> None:
    """Na de transactie: de link waarmee iemand zelf een account maakt; `achteraf` hoort of het lukte."""
    na_vastleggen(
        Brief(Berichtsoort.ACCOUNTLINK, geheim=Geheim(Link.ACCOUNT, sleutel), dagen=dagen), adres, achteraf
    )


def meld_toezicht(adressen: Iterable[str]) -> None:
    """Aan wie toezicht houdt: er gebeurde iets met de sleutels, of iemand wacht."""
    for adres in adressen:
        na_vastleggen(Brief(Berichtsoort.TOEZICHT), adres)


def ophaalstuk(stuk: Agendastuk) -> bytes:
    """De afspraak voor wie ze zelf ophaalt: zonder ontvanger erin."""
    if stuk.methode is not Methode.ZELF:
        raise ValueError("Alleen een gewone afspraak wordt opgehaald.")
    return stuk.ics("")
