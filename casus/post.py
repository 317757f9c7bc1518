"""Berichten bij een uitnodiging en haar einde, met de afspraak voor de agenda erbij (LR-13, LR-34).

Vertrekken na het vastleggen; mislukken maakt de handeling niet ongedaan.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from casus import agenda, databank
from casus.models import Deelname
from toegang import post
from toegang.agendastuk import Methode
from toegang.berichten import Berichtsoort, Brief
from toegang.models import Gebruiker


def nodig_uit_na_vastleggen(deelname: Deelname) -> None:
    """De uitnodiging, met wanneer en waar; onthoudt of ze vertrok zodat iemand ze opnieuw kan sturen."""
    pk, wie, overleg = deelname.pk, deelname.gebruiker_id, deelname.overleg_id
    livc, adres = deelname.livc_id, deelname.gebruiker.email

    def nu() -> None:
        gelukt = _met_afspraak(Berichtsoort.UITNODIGING, adres, livc, wie, overleg)
        databank.noteer_bericht(pk, gelukt)
        if not gelukt:
            agenda.stem_af(livc)

    transaction.on_commit(nu, robust=True)


def meld_einde_na_vastleggen(soort: Berichtsoort, deelname: Deelname) -> None:
    """Dat een uitnodiging of een deelname niet doorgaat, en het overleg uit de agenda."""
    wie, overleg, livc = deelname.gebruiker_id, deelname.overleg_id, deelname.livc_id
    adres = deelname.gebruiker.email
    transaction.on_commit(lambda: _met_afspraak(soort, adres, livc, wie, overleg), robust=True)


def verwittig(soort: Berichtsoort, wie: Iterable[UUID]) -> None:
    """Hetzelfde bericht zonder inhoud aan elk van deze mensen."""
    for adres in Gebruiker.objects.filter(pk__in=list(wie), is_active=True).values_list("email", flat=True):
        post.na_vastleggen(Brief(soort), adres)


def _met_afspraak(soort: Berichtsoort, adres: str, livc: UUID, wie: UUID, overleg: UUID) -> bool:
    agenda.stem_af(livc)
    zending, stuk = agenda.stuk_voor(wie, overleg)
    # Wie voor een andere casus op hetzelfde overleg blijft, houdt zijn afspraak zoals ze is.
    if stuk is not None and (stuk.methode is Methode.VRAAG) != (soort is Berichtsoort.UITNODIGING):
        stuk = None
    gelukt = post.verstuur(Brief(soort, agenda=stuk), adres)
    if zending is not None and stuk is not None:
        agenda.noteer(zending, stuk.reeks, gelukt)
    return gelukt
