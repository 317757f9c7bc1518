"""Wat de persoon te horen kan krijgen: samengesteld uit wat gegeven mag worden, en uit niets anders (LR-55).

Wat over een ander gaat, en wat iemand onder geheim vertelde, komt hier niet langs: de inbreng van een deelnemer staat
in zijn eigen antwoord, of hij gaf ze zelf vrij. Er wordt niets weggestreept uit een dossier.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casus import categorieen, databank
from casus.models import Betrokkenenverzoek, Casus, Inbreng, Raadpleging
from casus.selectors.bewaartermijn import klok
from casus.wetgeving import bron

from .raadpleging import te_vertellen


@dataclass(frozen=True)
class Onderdeel:
    """Eén stuk dat gegeven of achtergehouden wordt; `code` is wat het formulier kent."""

    code: str
    kop: str
    paren: list[tuple[str, str]]
    inbreng: UUID | None = None

    @property
    def gegevens(self) -> dict[str, Any]:
        return {"kop": self.kop, "paren": [list(paar) for paar in self.paren]}


def samengesteld(verzoek: Betrokkenenverzoek) -> list[Onderdeel]:
    """Alles wat gegeven kan worden; leeg zonder casus. Alleen voor wie het verzoek beoordeelt en de casus mag inzien."""
    casus = verzoek.casus
    if casus is None:
        return []
    delen = [_persoon(casus), _soorten(casus), _verwerking(casus)]
    return delen + (_verteld(verzoek, casus) if verzoek.soort == Betrokkenenverzoek.Soort.INZAGE else [])


def _persoon(casus: Casus) -> Onderdeel:
    wie = casus.betrokkene_set.get()
    geboren = date_format(wie.geboortedatum, "j F Y") if wie.geboortedatum else ""
    paren = [
        (_("Naam"), wie.naam),
        (_("Geboortedatum"), geboren),
        (_("Woonplaats"), wie.gemeente),
        (_("Contactgegevens"), wie.contact),
    ]
    return Onderdeel("persoon", _("Wie u bent"), [(label, waarde) for label, waarde in paren if waarde])


def _soorten(casus: Casus) -> Onderdeel:
    """Van wat voor de hele tafel is; een soort die maar enkelen lezen, zou zelf al iets vertellen (LR-32)."""
    rijen = _over_de_persoon(casus).order_by("categorielijst", "categorie")
    codes = rijen.values_list("categorielijst", "categorie").distinct()
    labels = [str(categorie.label) for paar in codes if (categorie := categorieen.zoek(*paar))]
    vast = [_("identificatie"), _("contactgegevens")]
    return Onderdeel(
        "soorten",
        _("Welke soorten gegevens"),
        [(_("Soorten"), ", ".join(dict.fromkeys([*vast, *labels])))],
    )


def _verwerking(casus: Casus) -> Onderdeel:
    stand = klok(casus)
    return Onderdeel(
        "verwerking",
        _("Waarom, hoe lang en voor wie"),
        [
            (_("Doel"), _("terroristische misdrijven voorkomen")),
            (_("Rechtsgrond"), f"{casus.get_rechtsgrond_display()} ({bron('LR-01')})"),
            (stand.label, stand.waarde),
            (_("Wie ze ontvangt"), ", ".join(_ontvangers(casus))),
        ],
    )


def _ontvangers(casus: Casus) -> list[str]:
    """De soorten diensten aan tafel, nu of vroeger; geen naam van een dienst of een mens."""
    geweest = casus.deelname_set.filter(staat__in=("aanvaard", "teruggetrokken", "beeindigd"))
    sectoren = {str(rij.organisatie.get_sector_display()) for rij in geweest.select_related("organisatie")}
    kern = [_("de gemeente"), _("de lokale politie")]
    return [*kern, *sorted(sectoren)]


def _verteld(verzoek: Betrokkenenverzoek, casus: Casus) -> list[Onderdeel]:
    """Wat een auteur liet vertellen, en wat hij eerder vrijgaf en nu niet tegenhield."""
    ja, neen = _antwoorden(verzoek)
    vrij = _over_de_persoon(casus).filter(
        niveau=Inbreng.Niveau.VRIJGEGEVEN, bron__in=(Inbreng.Bron.EIGEN, Inbreng.Bron.BETROKKENE)
    )
    for rij in vrij.exclude(pk__in=[*ja, *neen]).select_related("organisatie", "auteur"):
        ja[rij.pk] = te_vertellen(rij)
    return [_als_deel(pk, wat) for pk, wat in sorted(ja.items())]


def _over_de_persoon(casus: Casus) -> Any:
    """Nooit over een relatie, nooit een concept, en alleen wat de hele tafel leest (LR-51)."""
    return Inbreng.objects.filter(
        casus=casus, over=None, staat=Inbreng.Staat.INGEBRACHT, publiek=Inbreng.Publiek.TAFEL
    )


def _antwoorden(verzoek: Betrokkenenverzoek) -> tuple[dict[UUID, dict[str, str]], set[UUID]]:
    """Wat verteld mag worden, met zijn tekst, en waar iemand neen op zei; zwijgen staat in geen van beide."""
    ja: dict[UUID, dict[str, str]] = {}
    neen: set[UUID] = set()
    for rij in Raadpleging.objects.filter(verzoek=verzoek).exclude(beantwoord_op=None):
        gegeven = {UUID(pk): wat for pk, wat in rij.antwoorden.items()}
        mag = [pk for pk, wat in gegeven.items() if wat["mag"] is True]
        neen |= gegeven.keys() - set(mag)
        ja |= {pk: gegeven[pk] for pk in databank.nog_te_vertellen(rij.pk, mag)} if mag else {}
    return ja, neen


def redenen(verzoek: Betrokkenenverzoek) -> list[str]:
    """Wat deelnemers er aan wie beoordeelt bij schreven; zonder naam."""
    rijen = Raadpleging.objects.filter(verzoek=verzoek).exclude(beantwoord_op=None)
    return sorted(wat["reden"] for rij in rijen for wat in rij.antwoorden.values() if wat["reden"])


def _als_deel(pk: UUID, wat: dict[str, str]) -> Onderdeel:
    van = _("u zelf, bij een dienst (%(dienst)s)") if wat["zelf"] else _("dienst (%(dienst)s)")
    kop = _("Over %(soort)s") % {"soort": wat["soort"]} if wat["soort"] else _("Wat verteld is")
    return Onderdeel(str(pk), kop, [(van % {"dienst": wat["dienst"]}, wat["tekst"])], pk)
