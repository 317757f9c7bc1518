"""Het register van verzoeken van personen: de lijst, en het blad van één verzoek (LR-55)."""

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casus import verzoekgronden
from casus.models import Betrokkenenverzoek, Casus, Verzoekbrief, Verzoekgrond
from casus.voorwaarden import verzoek as voorwaarden
from toegang.beleid import Wie, eis, haal, mag, zichtbaar
from toegang.models import Livc
from toegang.schermdelen import Knop, Merk, wanneer
from toegang.uitzonderingen import Belet, Verborgen

from .bewaartermijn import in_woorden

Staat = Betrokkenenverzoek.Staat


@dataclass(frozen=True)
class Rij:
    merk: Merk
    wat: str
    waarom: str
    url: str
    ref: str


@dataclass(frozen=True)
class Lijst:
    open: list[Rij]
    beantwoord: list[Rij]
    livcs: list[Livc]


@dataclass(frozen=True)
class Grondregel:
    """Wat de functionaris vastlegde, met de grond in woorden."""

    rij: Verzoekgrond
    label: str
    bron: str


@dataclass(frozen=True)
class Blad:
    """Wat het blad toont; een sjabloon vraagt zelf niets."""

    verzoek: Betrokkenenverzoek
    gegevens: list[tuple[str, Any]]
    termijn: Merk | None
    gronden: list[Grondregel]
    knoppen: list[Knop]
    beletten: list[Belet]
    kan_ophalen: bool


def lijst(gebruiker: Wie) -> Lijst:
    """Zonder wie het vraagt: daarvoor opent u het verzoek. Raises Verborgen voor wie er niets mee te maken heeft."""
    livcs = list(zichtbaar(gebruiker, "livc.verzoeken", Livc.objects.filter(in_gebruik=True)))
    if not livcs:
        raise Verborgen(actie="livc.verzoeken", regel="LR-55")
    rijen = list(zichtbare(gebruiker).order_by("ontvangen_op", "pk"))
    return Lijst(
        [_rij(rij) for rij in rijen if rij.staat != Staat.BEANTWOORD],
        [_rij(rij) for rij in reversed(rijen) if rij.staat == Staat.BEANTWOORD],
        livcs,
    )


def zichtbare(gebruiker: Wie) -> QuerySet[Betrokkenenverzoek]:
    return zichtbaar(gebruiker, "verzoek.zien", Betrokkenenverzoek.objects.select_related("livc"))


def _rij(verzoek: Betrokkenenverzoek) -> Rij:
    ontvangen = _("ontvangen op %(dag)s") % {"dag": date_format(verzoek.ontvangen_op, "j F Y")}
    return Rij(
        _merk(verzoek),
        _("Verzoek: %(soort)s") % {"soort": verzoek.get_soort_display()},
        f"{verzoek.get_staat_display()}, {ontvangen}",
        reverse("casus:verzoek", args=[verzoek.pk]),
        verzoek.referentie,
    )


def _merk(verzoek: Betrokkenenverzoek) -> Merk:
    return Merk(_("beantwoord"), "ja") if verzoek.beantwoord_op else wanneer(voorwaarden.einde(verzoek))


def livc_voor(gebruiker: Wie, pk: UUID, actie: str) -> Livc:
    """Raises Verborgen, of Verboden voor wie het LIVC alleen ziet."""
    rij = haal(gebruiker, "livc.zien", Livc.objects.all(), pk)
    eis(gebruiker, actie, rij)
    return rij


def voor(gebruiker: Wie, pk: UUID, actie: str) -> Betrokkenenverzoek:
    """Het verzoek voor een formulier. Raises Verborgen, Verboden."""
    rijen = Betrokkenenverzoek.objects.select_related("livc", "casus")
    verzoek = haal(gebruiker, "verzoek.zien", rijen, pk)
    eis(gebruiker, actie, verzoek)
    return verzoek


def casuskeuzes(gebruiker: Wie, verzoek: Betrokkenenverzoek) -> list[tuple[str, str]]:
    """De casussen van dit LIVC die de gebruiker mag inzien, met de naam; van een andere ziet hij niets (LR-05, LR-23)."""
    rijen = (
        Casus.objects.filter(livc=verzoek.livc_id).prefetch_related("betrokkene_set").order_by("-gewijzigd")
    )
    casussen = list(zichtbaar(gebruiker, "casus.inzien", rijen))
    return [(str(casus.pk), f"{casus.referentie}: {_naam(casus)}") for casus in casussen]


def _naam(casus: Casus) -> str:
    return next((wie.naam for wie in casus.betrokkene_set.all()), "")


def blad(gebruiker: Wie, verzoek: Betrokkenenverzoek) -> Blad:
    """Roep eerst `actions.verzoek.open_verzoek`."""
    rijen = verzoek.gronden.select_related("opgesteld_door").order_by("-aangemaakt", "-pk")
    beletten = (
        voorwaarden.beletten_inhoud(gebruiker, verzoek)
        if mag(gebruiker, "verzoek.beoordelen", verzoek)
        else []
    )
    return Blad(
        verzoek=verzoek,
        gegevens=_gegevens(gebruiker, verzoek),
        termijn=None if verzoek.beantwoord_op else wanneer(voorwaarden.einde(verzoek)),
        gronden=[_grondregel(rij) for rij in rijen],
        knoppen=[] if beletten else _knoppen(gebruiker, verzoek),
        beletten=beletten,
        kan_ophalen=not beletten
        and bool(mag(gebruiker, "verzoek.beoordelen", verzoek))
        and Verzoekbrief.objects.filter(verzoek=verzoek).exists(),
    )


def _grondregel(rij: Verzoekgrond) -> Grondregel:
    grond = verzoekgronden.zoek(rij.versie, rij.grond)
    return Grondregel(rij, str(grond.label) if grond else rij.grond, grond.bron if grond else "")


def _gegevens(gebruiker: Wie, verzoek: Betrokkenenverzoek) -> list[tuple[str, Any]]:
    paren: list[tuple[str, Any]] = [
        (_("Wie het vraagt"), verzoek.verzoeker),
        (_("Waar het antwoord heen gaat"), verzoek.adres),
        (_("De vraag"), verzoek.vraag),
        (_("Hoe het binnenkwam"), verzoek.get_kanaal_display()),
        (_("Ontvangen op"), date_format(verzoek.ontvangen_op, "j F Y")),
        (_("Antwoorden tegen"), date_format(voorwaarden.einde(verzoek), "j F Y")),
    ]
    if verzoek.staat != Staat.ONTVANGEN:
        paren.append((_("Identiteit nagegaan"), verzoek.get_identiteit_display()))
        paren.append((_("Casus"), _casus(gebruiker, verzoek)))
    paren.append((_("Blijft bewaard"), _hoe_lang(verzoek)))
    if verzoek.verlengd_op:
        paren += [
            (_("Verlengd op"), date_format(verzoek.verlengd_op, "j F Y")),
            (_("Waarom verlengd"), verzoek.verlengreden),
        ]
    return paren


def _hoe_lang(verzoek: Betrokkenenverzoek) -> str:
    """Bij een casus eindigt het met haar; zonder casus op een dag die vaststaat zodra het antwoord vertrok (LR-55)."""
    if verzoek.wissen_op:
        return _("tot %(dag)s") % {"dag": date_format(verzoek.wissen_op, "j F Y")}
    if verzoek.casus_id is not None:
        return _("tot de casus vernietigd wordt")
    duur = in_woorden(verzoek.livc.verzoek_bewaarmaanden)
    return _("tot %(duur)s na het antwoord, als er geen casus bij hoort") % {"duur": duur}


def _casus(gebruiker: Wie, verzoek: Betrokkenenverzoek) -> str:
    """De referentie alleen voor wie de casus inziet: hier staat ook een naam (LR-30). Een ander leest of er een is."""
    if verzoek.casus_id is None:
        return _("geen casus gevonden")
    zien = mag(gebruiker, "verzoek.beoordelen", verzoek) and not voorwaarden.beletten_inhoud(
        gebruiker, verzoek
    )
    return verzoek.casus.referentie if zien and verzoek.casus else _("gevonden")


def _knoppen(gebruiker: Wie, verzoek: Betrokkenenverzoek) -> list[Knop]:
    """Wat nu kan: de organisator beoordeelt, de functionaris legt gronden vast."""
    if verzoek.staat == Staat.BEANTWOORD:
        return []
    if mag(gebruiker, "verzoek.gronden", verzoek) and verzoek.staat == Staat.IN_BEOORDELING:
        gronden = [_knop("gronden", _("Gronden vastleggen"), verzoek, stijl="hoofd")]
    else:
        gronden = []
    if not mag(gebruiker, "verzoek.beoordelen", verzoek):
        return gronden
    if verzoek.staat == Staat.ONTVANGEN:
        return [_knop("beginnen", _("Beoordeling beginnen"), verzoek, stijl="hoofd"), *_verlengen(verzoek)]
    koppelen = [] if verzoek.casus_id else [_knop("koppelen", _("Toch een casus gevonden"), verzoek)]
    antwoorden = _knop("antwoorden", _("Antwoord voorbereiden"), verzoek, stijl="hoofd")
    return [antwoorden, *gronden, *koppelen, *_verlengen(verzoek)]


def _verlengen(verzoek: Betrokkenenverzoek) -> list[Knop]:
    return (
        []
        if voorwaarden.beletten_verlengen(verzoek)
        else [_knop("verlengen", _("Termijn verlengen"), verzoek)]
    )


def _knop(
    naam: str, label: str, verzoek: Betrokkenenverzoek, stijl: Literal["hoofd", "stil"] = "stil"
) -> Knop:
    adres = reverse(f"casus:verzoek_{naam}", args=[verzoek.pk])
    return Knop(naam, label, adres, methode="get", stijl=stijl)
