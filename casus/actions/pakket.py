"""Het pakket van een overdracht: dichtdoen bij de afzender, openen bij de ontvanger, en vernietigen.

Alleen de taak leest een pakket, en pas na het antwoord: geen mens ziet de inhoud onderweg, ook niet met eigen SQL.
"""

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from casus import stukken
from casus.models import (
    Aanbod,
    Betrokkene,
    Casus,
    Inbreng,
    Overdracht,
    Overdrachtvraag,
    Overgenomen,
    Pakketstuk,
    Relatie,
)
from casus.models.overdracht import Stuksoort
from casus.overdrachtrijen import OVERDRAGER
from toegang import identiteit, sleutels
from toegang.models import Gebruiker

WORDT_RIJ = (Stuksoort.PERSOON, Stuksoort.CONTACT, Stuksoort.RELATIE)
"""Wat bij de ontvanger in zijn eigen tabel komt; de rest blijft een overgenomen stuk."""


def doe_dicht(actor: Gebruiker, casus: Casus, overdracht: Overdracht) -> dict[str, int]:
    """Sluit de gekozen stukken onder een eigen sleutel; wat niet mee mag, zit er gewoon niet in. Geeft de aantallen."""
    sleutels.maak(overdracht.pk, overdracht.livc_id)
    persoon = casus.betrokkene_set.get()
    geboren = persoon.geboortedatum.isoformat() if persoon.geboortedatum else ""
    inhoud = {"naam": persoon.naam, "geboortedatum": geboren, "gemeente": persoon.gemeente}
    telling = Counter([_leg_in(overdracht, Stuksoort.PERSOON, inhoud)])
    kiesbaar = {soort: {rij.pk: rij for rij in rijen} for soort, rijen in stukken.van(actor, casus).items()}
    ja = set(overdracht.vragen.filter(antwoord=Overdrachtvraag.Antwoord.JA).values_list("inbreng", flat=True))
    for keuze in overdracht.keuzes.all():
        soort = Stuksoort(keuze.soort)
        rij: Any = persoon if soort == Stuksoort.CONTACT else kiesbaar[soort].get(keuze.object_id)
        if rij is None or (soort == Stuksoort.INBRENG and not _mag_mee(rij, ja)):
            continue
        woorden = {"contact": persoon.contact} if soort == Stuksoort.CONTACT else stukken.inhoud(soort, rij)
        telling[_leg_in(overdracht, soort, woorden | {"waarom": keuze.reden}, rij)] += 1
    return dict(telling)


def _mag_mee(inbreng: Inbreng, ja: set[UUID]) -> bool:
    """Dezelfde vraag als `casus_mag_mee` in de databank, die een stuk zonder instemming weigert (LR-32)."""
    vrij = inbreng.niveau == Inbreng.Niveau.VRIJGEGEVEN and inbreng.doorgave
    return vrij or inbreng.pk in ja


def _leg_in(overdracht: Overdracht, soort: Stuksoort, inhoud: dict[str, str], rij: Any = None) -> str:
    bron = rij if soort == Stuksoort.INBRENG else None
    deel = {"niveau": bron.niveau, "publiek": bron.publiek, "doorgave": bron.doorgave} if bron else {}
    stuk = Pakketstuk(
        aanbod_id=overdracht.pk,
        livc_id=overdracht.livc_id,
        soort=soort,
        bron=bron,
        inhoud={"woorden": inhoud} | deel,
    )
    stuk.save(force_insert=True)
    return soort.value


def vul(aanbod: Aanbod, casus: Casus) -> dict[str, int]:
    """Zet elk stuk onder de sleutel van de nieuwe casus. Alleen na het aanvaarden, in dezelfde transactie (LR-05, LR-31)."""
    with identiteit.als(OVERDRAGER):
        alle = [(Stuksoort(stuk.soort), stuk.inhoud) for stuk in aanbod.stukken.order_by("aangemaakt", "id")]
    _maak_betrokkene(casus, [(soort, inhoud["woorden"]) for soort, inhoud in alle])
    with identiteit.als(OVERDRAGER):
        for soort, inhoud in alle:
            if soort == Stuksoort.RELATIE:
                naam, verband = inhoud["woorden"]["naam"], inhoud["woorden"].get("verband", "")
                Relatie.objects.create(casus=casus, livc_id=casus.livc_id, naam=naam, verband=verband)
            elif soort not in WORDT_RIJ:
                _neem_over(casus, soort, inhoud)
    return dict(Counter(soort.value for soort, _inhoud in alle))


def _maak_betrokkene(casus: Casus, alle: list[tuple[Stuksoort, dict[str, str]]]) -> None:
    persoon = next(woorden for soort, woorden in alle if soort == Stuksoort.PERSOON)
    geboren = persoon.get("geboortedatum")
    wie = Betrokkene(
        casus=casus,
        livc_id=casus.livc_id,
        naam=persoon["naam"],
        geboortedatum=date.fromisoformat(geboren) if geboren else None,
        gemeente=persoon.get("gemeente", ""),
        contact=next((woorden["contact"] for soort, woorden in alle if soort == Stuksoort.CONTACT), ""),
        naam_index=sleutels.blinde_index(casus.livc_id, persoon["naam"]),
    )
    sleutels.maak(wie.pk, wie.livc_id)
    wie.save(force_insert=True)


def _neem_over(casus: Casus, soort: Stuksoort, inhoud: dict[str, Any]) -> None:
    stuk = Overgenomen(
        casus=casus,
        livc_id=casus.livc_id,
        soort=soort,
        niveau=inhoud.get("niveau", ""),
        publiek=inhoud.get("publiek", Inbreng.Publiek.TAFEL),
        doorgave=inhoud.get("doorgave", False),
        inhoud=inhoud["woorden"],
    )
    stuk.save(force_insert=True)


def vernietig(pk: UUID) -> None:
    """De sleutel weg en de rijen leeg; wat in een reservekopie staat, opent daarna niet meer (LR-53)."""
    with identiteit.als(OVERDRAGER):
        Pakketstuk.objects.filter(aanbod=pk).delete()
        sleutels.vernietig(pk)
