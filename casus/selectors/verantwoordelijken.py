"""Wie verwerkingsverantwoordelijke is, en welke soorten mensen toegang hebben (LR-54).

De soorten mensen komen uit de beleidstabel, hun geheimhouding uit de wetsregels, de woorden uit `casus.leesrecht`.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casus import leesrecht
from casus.models import Casus, Verwerkingslezing
from casus.verantwoordelijken import EIGEN_PLICHT, LEZINGEN, Lezing
from casus.wetgeving import REGELS
from toegang.beleid import Wie, eis, haal, mag
from toegang.beleidstabel import RELATIES, RIJEN, Toelating
from toegang.models import Livc
from toegang.schermdelen import Deel

LEZEN = (
    "zien",
    "inzien",
    "wie",
    "noodlezen",
    "weging_zien",
    "antwoorden_zien",
    "volgen",
    "tafel",
    "uitnodiging",
    "personenlijst",
)
"""De acties van het beleid waarbij iemand iets te lezen krijgt."""
INHOUD = frozenset({"kern_inzien", "deelnemer", "wie_kennen", "noodlezer"})
"""Wie een van deze relaties nodig heeft, aanvaardde de geheimhouding (LR-30)."""

OVERLEG = gettext_lazy("Zwijgen over wat ze lezen: geheimhouding van het casusoverleg")
FUNCTIE = gettext_lazy("Zwijgen over wat ze lezen: geheimhouding van hun functie")
GEEN_INHOUD = gettext_lazy("Met deze rol alleen lezen ze niets van wat over iemand verteld wordt")


@dataclass(frozen=True)
class Categorie:
    """Een soort mensen met toegang: wie, in welke hoedanigheid van het beleid, en wat ze lezen."""

    wie: str
    hoedanigheid: str
    leest: list[str]
    plicht: str
    regels: list[str]


@dataclass(frozen=True)
class Plicht:
    """Waarom mensen zwijgen over wat ze lezen, waar dat staat, en om wie het gaat."""

    naam: str
    bron: str
    categorieen: list[Categorie]


@dataclass(frozen=True)
class Blad:
    """Alles wat de pagina van een LIVC toont."""

    livc: Livc
    organisator: str
    diensten: list[tuple[str, str]]
    lezingen: tuple[Lezing, ...]
    geldt: Verwerkingslezing | None
    versies: list[Verwerkingslezing]
    plichten: list[Plicht]
    mag_vastleggen: bool

    @property
    def begin(self) -> dict[str, Any]:
        laatste = self.versies[0] if self.versies else None
        begin = {"na_versie": laatste.versie if laatste else 0, "vanaf": timezone.localdate()}
        return begin | ({"lezing": laatste.lezing} if laatste else {})


@dataclass(frozen=True)
class Casusdeel:
    """Wat een deelnemer over zijn eigen casus leest."""

    organisaties: list[str]
    geldt: Verwerkingslezing | None
    lezing: Lezing | None
    lezingen: tuple[Lezing, ...]


def blad(gebruiker: Wie, pk: UUID) -> Blad:
    """Raises Verborgen, Verboden."""
    livc = haal(gebruiker, "livc.zien", Livc.objects.all(), pk)
    eis(gebruiker, "livc.verantwoordelijken", livc)
    versies = list(Verwerkingslezing.objects.filter(livc=livc).select_related("vastgesteld_door"))
    diensten = livc.organisaties.order_by("naam")
    return Blad(
        livc=livc,
        organisator=livc.verwerkingsverantwoordelijke or livc.naam,
        diensten=[(dienst.naam, str(dienst.get_sector_display())) for dienst in diensten],
        lezingen=LEZINGEN,
        geldt=_geldend(versies),
        versies=versies,
        plichten=plichten(),
        mag_vastleggen=bool(mag(gebruiker, "livc.lezing", livc)),
    )


def _geldend(versies: list[Verwerkingslezing]) -> Verwerkingslezing | None:
    vandaag = timezone.localdate()
    return next((versie for versie in versies if versie.vanaf <= vandaag), None)


def deel(_gebruiker: Wie, casus: Casus) -> Deel:
    """Op het blad ‘Dossier’: wie samen voor deze gegevens instaat."""
    tekst = _("Welke organisaties voor deze gegevens instaan, en welke wet het LIVC daarvoor volgt.")
    return Deel(_("Verantwoordelijken"), tekst, reverse("casus:casus_verantwoordelijken", args=[casus.pk]))


def casusdeel(casus: Casus) -> Casusdeel:
    """Alleen wie nu aan tafel zit: wie gevraagd werd en niet kwam, verwerkt hier niets. Roep eerst `open_casus`."""
    aan_tafel = casus.deelname_set.aanvaard().select_related("organisatie")
    organisator = casus.livc.verwerkingsverantwoordelijke or casus.livc.naam
    namen = sorted({deelname.organisatie.naam for deelname in aan_tafel})
    geldt = _geldend(list(Verwerkingslezing.objects.filter(livc=casus.livc_id)))
    lezing = next((rij for rij in LEZINGEN if geldt and rij.code == geldt.lezing), None)
    return Casusdeel([organisator, _("de lokale politie"), *namen], geldt, lezing, LEZINGEN)


def categorieen() -> list[Categorie]:
    """Elke relatie van het beleid die iets te lezen geeft; wat er niet staat, leest niemand."""
    uit = []
    for relatie, hoedanigheid in RELATIES.items():
        rijen = [
            rij
            for rij in RIJEN
            if leesrecht.staat_bij(relatie, rij.relaties) and rij.actie.split(".")[1] in LEZEN
        ]
        if rijen:
            uit.append(_categorie(relatie, str(hoedanigheid), rijen))
    return uit


def _categorie(relatie: str, hoedanigheid: str, rijen: list[Toelating]) -> Categorie:
    return Categorie(
        wie=str(leesrecht.WIE.get(relatie) or capfirst(hoedanigheid)),
        hoedanigheid=hoedanigheid,
        leest=list(dict.fromkeys(str(leesrecht.wat(rij.actie, relatie)) for rij in rijen)),
        plicht=_plicht(relatie),
        regels=sorted({rij.regel for rij in rijen}),
    )


def _plicht(relatie: str) -> str:
    samen = frozenset[str]().union(*(rij.relaties for rij in RIJEN if relatie in rij.relaties))
    if samen & INHOUD:
        return str(OVERLEG)
    return str(FUNCTIE if relatie in EIGEN_PLICHT else GEEN_INHOUD)


def plichten() -> list[Plicht]:
    """De soorten mensen per plicht tot zwijgen, met waar die plicht staat."""
    functies = "; ".join(dict.fromkeys(str(bron) for bron in EIGEN_PLICHT.values()))
    bronnen = {
        str(OVERLEG): str(REGELS["LR-30"].vindplaats),
        str(FUNCTIE): functies,
        str(GEEN_INHOUD): str(REGELS["LR-31"].vindplaats),
    }
    soorten = categorieen()
    return [
        Plicht(naam, bron, [rij for rij in soorten if rij.plicht == naam]) for naam, bron in bronnen.items()
    ]
