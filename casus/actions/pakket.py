"""Het pakket van een overdracht: dichtdoen bij de afzender, openen bij de ontvanger, en vernietigen.

Alleen de taak leest een pakket, en pas na het antwoord: geen mens ziet de inhoud onderweg, ook niet met eigen SQL.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from casus import databank, geheimcontrole, stukken
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

from . import geheimen

WORDT_RIJ = (Stuksoort.PERSOON, Stuksoort.CONTACT, Stuksoort.RELATIE)
"""Wat bij de ontvanger in zijn eigen tabel komt; de rest blijft een overgenomen stuk."""
RELATIE_WOORDEN = 8


def doe_dicht(actor: Gebruiker, casus: Casus, overdracht: Overdracht) -> dict[str, int]:
    """Sluit de gekozen stukken onder een eigen sleutel; wat niet mee mag, zit er gewoon niet in. Geeft de aantallen.

    Ook een doel, besluit of reden die een geheim navertelt, gaat niet mee: het geheim zelf gaat alleen met het ja van zijn
    auteur (LR-32).
    """
    verklapt = _verklapt(actor, casus, overdracht)
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
        if verklapt("\n".join([*_na_te_kijken(soort, woorden), keuze.reden])):
            continue
        telling[_leg_in(overdracht, soort, woorden | {"waarom": keuze.reden}, rij)] += 1
    return dict(telling)


def _mag_mee(inbreng: Inbreng, ja: set[UUID]) -> bool:
    """Dezelfde vraag als `casus_mag_mee` in de databank, die een stuk zonder instemming weigert (LR-32)."""
    vrij = inbreng.niveau == Inbreng.Niveau.VRIJGEGEVEN and inbreng.doorgave
    return vrij or inbreng.pk in ja


def _na_te_kijken(soort: Stuksoort, woorden: dict[str, str]) -> list[str]:
    """Inbreng zijn de eigen woorden van wie ja zei; een naam met een verband is nog geen verhaal."""
    teksten = list(woorden.values())
    kort = soort == Stuksoort.RELATIE and sum(len(tekst.split()) for tekst in teksten) <= RELATIE_WOORDEN
    return [] if kort or soort == Stuksoort.INBRENG else teksten


def _verklapt(actor: Gebruiker, casus: Casus, overdracht: Overdracht) -> Callable[[str], bool]:
    persoon = casus.betrokkene_set.get()
    stellen_op = [actor.pk, overdracht.opgesteld_door_id, casus.casusregisseur_id]
    bekend = geheimcontrole.bekende([f"x {persoon.naam}", *geheimen.bekend(casus, stellen_op)])
    open_ = geheimen.open_voor_vergelijking(casus.pk, databank.overdracht_geheimen(overdracht.pk))
    return lambda tekst: bool(geheimen.geraakt(tekst, open_, bekend))


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
