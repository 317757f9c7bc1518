"""Wie verwerkingsverantwoordelijke is, en welke soorten mensen toegang hebben (LR-54).

De soorten mensen komen uit de beleidstabel, hun geheimhouding uit de wetsregels: niets ervan staat hier nog eens.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casus.models import Betrokkenenverzoek, Casus, Verwerkingslezing
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
    "volgen",
    "tafel",
    "uitnodiging",
    "personenlijst",
)
"""De acties van het beleid waarbij iemand iets te lezen krijgt."""
MODELLEN = {
    "fiche": "terugkoppelingsfiche",
    "overname": "dossierovername",
    "vernietiging": "vernietigingslijst",
}
"""Waar het beleid een korter woord heeft dan het model."""
INHOUD = frozenset({"kern_inzien", "deelnemer", "wie_kennen", "noodlezer"})
"""Wie een van deze relaties nodig heeft, aanvaardde de geheimhouding (LR-30)."""

OVERLEG = gettext_lazy("geheimhouding van het casusoverleg")
FUNCTIE = gettext_lazy("geheimhouding van de functie zelf")
GEEN_INHOUD = gettext_lazy("leest niets van de inhoud van een casus")


@dataclass(frozen=True)
class Categorie:
    """Een soort mensen met toegang: in welke hoedanigheid, tot wat, en tot welk zwijgen gehouden."""

    hoedanigheid: str
    leest: str
    plicht: str
    regels: list[str]


@dataclass(frozen=True)
class Blad:
    """Alles wat de pagina van een LIVC toont."""

    livc: Livc
    organisator: str
    diensten: list[tuple[str, str]]
    lezingen: tuple[Lezing, ...]
    geldt: Verwerkingslezing | None
    versies: list[Verwerkingslezing]
    categorieen: list[Categorie]
    plichten: list[tuple[str, str]]
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
        categorieen=categorieen(),
        plichten=plichten(),
        mag_vastleggen=bool(mag(gebruiker, "livc.lezing", livc)),
    )


def _geldend(versies: list[Verwerkingslezing]) -> Verwerkingslezing | None:
    vandaag = timezone.localdate()
    return next((versie for versie in versies if versie.vanaf <= vandaag), None)


def deel(_gebruiker: Wie, casus: Casus) -> Deel:
    """Op het blad ‘Dossier’: wie samen voor deze gegevens instaat."""
    tekst = _("Welke organisaties deze gegevens samen verwerken, en welke lezing het LIVC volgt.")
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
        rijen = [rij for rij in RIJEN if relatie in rij.relaties and rij.actie.split(".")[1] in LEZEN]
        if rijen:
            uit.append(_categorie(relatie, str(hoedanigheid), rijen))
    return uit


def _categorie(relatie: str, hoedanigheid: str, rijen: list[Toelating]) -> Categorie:
    regels = sorted({rij.regel for rij in rijen})
    leest = dict.fromkeys(str(_voorwerp(rij.actie)) for rij in rijen)
    return Categorie(capfirst(hoedanigheid), ", ".join(leest), _plicht(relatie), regels)


def _plicht(relatie: str) -> str:
    samen = frozenset[str]().union(*(rij.relaties for rij in RIJEN if relatie in rij.relaties))
    if samen & INHOUD:
        return str(OVERLEG)
    return str(FUNCTIE if relatie in EIGEN_PLICHT else GEEN_INHOUD)


def plichten() -> list[tuple[str, str]]:
    """Waar elke plicht staat, één keer onder de tabel."""
    functies = "; ".join(dict.fromkeys(str(bron) for bron in EIGEN_PLICHT.values()))
    return [
        (capfirst(str(OVERLEG)), REGELS["LR-30"].vindplaats),
        (capfirst(str(FUNCTIE)), functies),
        (capfirst(str(GEEN_INHOUD)), REGELS["LR-31"].vindplaats),
    ]


def _voorwerp(actie: str) -> Any:
    """Waar een actie over gaat, met de naam die het model zelf heeft."""
    soort, wat = actie.split(".")
    if wat == "personenlijst":
        return _("lijst van besproken personen")
    if soort == "verzoek":
        return Betrokkenenverzoek._meta.verbose_name_plural
    if soort == "toezicht":
        return _("logboek")
    app = "toegang" if soort in ("livc", "noodtoegang") else "audit" if soort == "bevinding" else "casus"
    model = apps.get_model(app, MODELLEN.get(soort, soort))
    return _("over wie het gaat") if wat == "wie" else model._meta.verbose_name_plural
