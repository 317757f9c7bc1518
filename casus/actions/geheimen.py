"""Of woorden te dicht bij een geheim van de tafel komen: de enige plaats waar geheimen daarvoor opengaan (LR-42).

In het geheugen, zonder hun auteur, en niet langer dan de vergelijking.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from casus import geheimcontrole
from casus.categorieen import is_gevoelig
from casus.databank import Dicht
from casus.models import Casus, Inbreng, Overgenomen
from casus.models.overdracht import Stuksoort
from casus.voorwaarden.fiche import vrije_inbreng
from toegang.beleid import zichtbaar
from toegang.models import Gebruiker
from toegang.versleuteld import Envelop


@dataclass(frozen=True)
class Geheim:
    pk: UUID
    afdruk: geheimcontrole.Afdruk
    gevoelig: bool


def open_voor_vergelijking(casus_id: UUID, dicht: Iterable[Dicht]) -> list[Geheim]:
    """Van een stuk van elders kennen we de soort niet: dan zoals het gevoeligste."""
    return [
        Geheim(
            rij.pk,
            geheimcontrole.afdruk(_tekst(casus_id, rij)),
            rij.van_elders or is_gevoelig(rij.lijst, rij.soort),
        )
        for rij in dicht
    ]


def geraakt(tekst: str, geheimen: Iterable[Geheim], bekend: frozenset[str]) -> list[UUID]:
    """Welke geheimen deze tekst te dicht nadert."""
    afdruk = geheimcontrole.afdruk(tekst)
    return [g.pk for g in geheimen if geheimcontrole.raakt(afdruk, g.afdruk, bekend, gevoelig=g.gevoelig)]


def bekend(casus: Casus, stellen_op: Collection[UUID | None]) -> list[str]:
    """Wat op zichzelf niets verklapt: de diensten, en wat een dienst zelf al vrijgaf.

    Niet wie een relatie is, en niet wat de kern of wie opstelt vrijgaf: anders maakt wie een geheim hoorde, het zelf
    bekend (LR-42).
    """
    vrij = vrije_inbreng(casus.pk).filter(organisatie__isnull=False)
    return [
        *(f"x {deelname.organisatie.naam}" for deelname in casus.deelname_set.select_related("organisatie")),
        *(inbreng.tekst for inbreng in vrij.exclude(auteur__in=[pk for pk in stellen_op if pk])),
    ]


def verklapt_besloten(actor: Gebruiker, casus: Casus, tekst: str) -> bool:
    """Of iemand voor de hele tafel navertelt wat hij zelf las en wat niet voor de hele tafel was (LR-32).

    Alleen tegen wat deze persoon leest: zo zegt het antwoord hem niets nieuws.
    """
    besloten = {"casus": casus, "publiek__in": (Inbreng.Publiek.KERN, Inbreng.Publiek.GEKOZEN)}
    inbreng = Inbreng.objects.filter(staat=Inbreng.Staat.INGEBRACHT, **besloten).exclude(auteur=actor)
    stukken = Overgenomen.objects.filter(soort=Stuksoort.INBRENG, **besloten)
    woorden = [
        *(rij.tekst for rij in zichtbaar(actor, "inbreng.zien", inbreng)),
        *(str(rij.inhoud.get("tekst", "")) for rij in zichtbaar(actor, "overgenomen.zien", stukken)),
    ]
    persoon = casus.betrokkene_set.get()
    mag = geheimcontrole.bekende([f"x {persoon.naam} {persoon.gemeente}", *bekend(casus, [actor.pk])])
    afdruk = geheimcontrole.afdruk(tekst)
    return any(geheimcontrole.raakt(afdruk, geheimcontrole.afdruk(woord), mag) for woord in woorden)


def _tekst(casus_id: UUID, rij: Dicht) -> str:
    if rij.van_elders:
        stuk = Overgenomen(pk=rij.pk, casus_id=casus_id)
        stuk.__dict__["inhoud"] = Envelop(rij.envelop)
        return str(stuk.inhoud.get("tekst", ""))
    inbreng = Inbreng(pk=rij.pk, casus_id=casus_id)
    inbreng.__dict__["tekst"] = Envelop(rij.envelop)
    return str(inbreng.tekst)
