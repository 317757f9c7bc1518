"""Inhoud openen: de pagina komt pas vrij nadat de inzage in het logboek staat (LR-57).

Dit zijn de enige handelingen die tijdens een GET schrijven, en ze schrijven alleen de regel van het kijken.
"""

from typing import Any
from uuid import UUID

from audit.soorten import Soort
from casus import aanleiding
from casus.models import Actie, Agendapunt, Casus, Doel, Inbreng, Signaal, Traject
from casus.selectors import inbreng as inbrengen
from casus.selectors import tafel
from casus.selectors.inbreng import Inbrengblad, van_anderen
from casus.selectors.tafel import Puntblad
from casus.spoor import noteer
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.verantwoording import leg_vast


@handeling
def open_signaal(*, actor: Gebruiker, pk: UUID) -> Signaal:
    """Het signaal met zijn inhoud. Raises Verborgen."""
    signaal = haal(
        actor, "signaal.zien", Signaal.objects.select_related("livc", "melder", "bron_organisatie"), pk
    )
    leg_vast(
        Soort.SIGNAAL_INGEZIEN,
        actor=actor,
        livc_id=signaal.livc_id,
        dossier_id=signaal.pk,
        referentie=signaal.referentie,
    )
    return signaal


@handeling
def open_casus(*, actor: Gebruiker, pk: UUID, onderdeel: str) -> Casus:
    """De casus met haar inhoud; `onderdeel` zegt welk blad. Raises Verborgen, Verboden (LR-30, LR-31)."""
    casus = _casus(actor, pk)
    _leg_casus_vast(actor, casus, onderdeel, aandacht=aanleiding.bij_inzage(actor, casus))
    return casus


@handeling
def open_eigen_inbreng(*, actor: Gebruiker, pk: UUID) -> Casus:
    """De casus om zelf iets voor te bereiden: eigen werk, dat geen aanleiding vraagt. Raises Verborgen, Verboden."""
    casus = _casus(actor, pk)
    _leg_casus_vast(actor, casus, "eigen inbreng")
    return casus


@handeling
def open_inbrengblad(*, actor: Gebruiker, pk: UUID) -> tuple[Casus, Inbrengblad]:
    """De casus met wat aan tafel ligt; de regel noemt precies de inbreng van anderen die het blad toont (LR-57).

    Raises Verborgen, Verboden (LR-30, LR-31, LR-32).
    """
    casus = _casus(actor, pk)
    blad = inbrengen.inbrengblad(actor, casus)
    getoond = van_anderen(actor, blad.getoond)
    aandacht = aanleiding.bij_inzage(actor, casus) | aanleiding.bij_inbreng(getoond)
    _leg_casus_vast(actor, casus, "inbreng", aandacht=aandacht, getoond=[rij.pk for rij in getoond])
    return casus, blad


@handeling
def open_inbreng(*, actor: Gebruiker, pk: UUID) -> Inbreng:
    """De eigen inbreng om aan verder te werken. Raises Verborgen, Verboden (LR-32)."""
    inbreng = haal(
        actor, "inbreng.zien", Inbreng.objects.select_related("casus__livc", "over", "agendapunt"), pk
    )
    eis(actor, "inbreng.beheren", inbreng)
    _leg_inzage_vast(Soort.INBRENG_INGEZIEN, actor, inbreng)
    return inbreng


@handeling
def open_agendapunt(*, actor: Gebruiker, pk: UUID) -> Puntblad:
    """Een agendapunt met aanwezigen, besluiten, acties en inbreng, op een eigen toestel.

    Raises Verborgen, Verboden (LR-30, LR-31).
    """
    blad, getoond = _puntblad(actor, pk)
    aandacht = aanleiding.bij_inzage(actor, blad.punt.casus) | aanleiding.bij_inbreng(getoond)
    _leg_inzage_vast(
        Soort.AGENDAPUNT_INGEZIEN, actor, blad.punt, aandacht=aandacht, getoond=[rij.pk for rij in getoond]
    )
    return blad


@handeling
def toon_agendapunt(*, actor: Gebruiker, pk: UUID) -> Puntblad:
    """Hetzelfde op het scherm in de zaal: iedereen die bij het punt is, ziet het mee. Raises Verborgen, Verboden."""
    blad, getoond = _puntblad(actor, pk)
    _leg_inzage_vast(
        Soort.AGENDAPUNT_GETOOND,
        actor,
        blad.punt,
        aandacht=aanleiding.bij_inbreng(getoond),
        getoond=[rij.pk for rij in getoond],
    )
    return blad


@handeling
def open_traject(*, actor: Gebruiker, pk: UUID) -> Traject:
    """Eén versie van het plan, ook een oude. Raises Verborgen (LR-31)."""
    traject = haal(
        actor, "traject.zien", Traject.objects.select_related("casus__livc", "casus__casusregisseur"), pk
    )
    _leg_inzage_vast(
        Soort.TRAJECT_INGEZIEN, actor, traject, aandacht=aanleiding.bij_inzage(actor, traject.casus)
    )
    return traject


@handeling
def open_doel(*, actor: Gebruiker, pk: UUID) -> Doel:
    """Eén doel met sterktes en zorgen. Raises Verborgen (LR-31)."""
    doel = haal(actor, "traject.zien", Doel.objects.select_related("casus__livc", "traject"), pk)
    _leg_inzage_vast(Soort.TRAJECT_INGEZIEN, actor, doel, aandacht=aanleiding.bij_inzage(actor, doel.casus))
    return doel


@handeling
def open_actie(*, actor: Gebruiker, pk: UUID) -> Actie:
    """Eén afspraak. Raises Verborgen (LR-31)."""
    actie = haal(actor, "actie.zien", Actie.objects.select_related("casus__livc", "eigenaar", "doel"), pk)
    _leg_inzage_vast(Soort.ACTIE_INGEZIEN, actor, actie)
    return actie


def _casus(actor: Gebruiker, pk: UUID) -> Casus:
    casus = haal(actor, "casus.zien", Casus.objects.select_related("livc", "casusregisseur"), pk)
    eis(actor, "casus.inzien", casus)
    return casus


def _puntblad(actor: Gebruiker, pk: UUID) -> tuple[Puntblad, list[Inbreng]]:
    """Het blad, en welke inbreng van anderen erop staat."""
    punt = haal(actor, "agendapunt.zien", Agendapunt.objects.select_related("casus__livc", "overleg"), pk)
    eis(actor, "agendapunt.inzien", punt)
    blad = tafel.puntblad(actor, punt)
    return blad, van_anderen(actor, blad.inbreng)


def _leg_casus_vast(actor: Gebruiker, casus: Casus, onderdeel: str, **wat: Any) -> None:
    noteer(Soort.CASUS_INGEZIEN, actor, casus, feiten={"onderdeel": onderdeel, "staat": casus.staat}, **wat)


def _leg_inzage_vast(
    soort: Soort, actor: Gebruiker, rij: Agendapunt | Inbreng | Traject | Doel | Actie, **wat: Any
) -> None:
    noteer(soort, actor, rij.casus, object_id=rij.pk, **wat)
