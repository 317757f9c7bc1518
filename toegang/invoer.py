"""Een CSV-bestand met diensten en hun mensen: lezen wat er staat. Raakt de databank niet aan.

Eén rij is één persoon van één dienst, of een dienst alleen. Elke fout noemt de rij en de kolom, en zegt wat te doen.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Field
from django.utils.translation import gettext as _

from .models import Accountuitnodiging, Organisatie, Organisatielid
from .models.organisatie import Niveau, Sector

GROOTST = 256 * 1024
MEEST_RIJEN = 200
DIENSTVELDEN = (
    "sector", "niveau", "mandaat_referentie", "mandaat_datum", "mandaat_tot", "contactpunt", "ovo_code",
)  # fmt: skip
PERSOONVELDEN = ("naam", "email", "functie", "vaste_vertegenwoordiger")
KOLOMMEN = ("dienst", *DIENSTVELDEN, *PERSOONVELDEN)
JA, NEE = frozenset({"ja", "j", "x", "1"}), frozenset({"nee", "neen", "n", "0", ""})


@dataclass(frozen=True, order=True)
class Fout:
    """`rij` telt zoals een rekenblad: de kop is rij 1; 0 is het hele bestand."""

    rij: int
    kolom: str
    uitleg: str


@dataclass
class Dienst:
    """Wat het bestand over één dienst zegt; een lege cel zegt niets en wijzigt dus niets."""

    rij: int
    naam: str
    velden: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Persoon:
    rij: int
    dienst: str
    naam: str
    email: str
    functie: str
    vaste_vertegenwoordiger: bool


@dataclass
class Bestand:
    """De diensten op naam, de mensen in volgorde, en alles wat niet klopt."""

    diensten: dict[str, Dienst] = field(default_factory=dict)
    personen: list[Persoon] = field(default_factory=list)
    fouten: list[Fout] = field(default_factory=list)


def tekst_van(inhoud: bytes) -> str | None:
    """UTF-8, of wat een rekenblad op Windows bewaart; None als het geen tekst is."""
    for codering in ("utf-8-sig", "cp1252"):
        try:
            tekst = inhoud.decode(codering)
        except UnicodeDecodeError:
            continue
        return None if "\0" in tekst else tekst
    return None


def lees(tekst: str) -> Bestand:
    """Leest het hele bestand, ook na een fout: wie verbetert, wil ze allemaal zien."""
    bestand = Bestand()
    try:
        rijen = list(_rijen(tekst))
    except csv.Error:
        bestand.fouten.append(
            Fout(0, "", _("Dit bestand is niet te lezen als CSV: een aanhalingsteken sluit niet."))
        )
        return bestand
    if not rijen:
        bestand.fouten.append(Fout(0, "", _("Het bestand is leeg.")))
        return bestand
    kop = [naam.strip().lower().replace(" ", "_") for naam in rijen[0][1]]
    bestand.fouten += _kopfouten(kop)
    if len(rijen) > MEEST_RIJEN + 1:
        uitleg = _("Hoogstens %(meest)d rijen per bestand. Verdeel het over meer bestanden.")
        bestand.fouten.append(Fout(0, "", uitleg % {"meest": MEEST_RIJEN}))
    if not bestand.fouten:
        for nummer, cellen in rijen[1:]:
            _lees_rij(bestand, nummer, kop, [cel.strip() for cel in cellen])
    return bestand


def _rijen(tekst: str) -> Iterator[tuple[int, list[str]]]:
    eerste = tekst.partition("\n")[0]
    scheiding = max(";,\t", key=eerste.count)
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding, strict=True)
    for nummer, cellen in enumerate(lezer, 1):
        if any(cel.strip() for cel in cellen):
            yield nummer, cellen


def _kopfouten(kop: list[str]) -> Iterable[Fout]:
    if "dienst" not in kop:
        yield Fout(1, "dienst", _("De kolom ‘dienst’ ontbreekt. Vertrek van het voorbeeld."))
    for naam in dict.fromkeys(kop):
        if naam not in KOLOMMEN:
            yield Fout(1, naam, _("Deze kolom kennen we niet. Vertrek van het voorbeeld, of haal ze weg."))
        elif kop.count(naam) > 1:
            yield Fout(1, naam, _("Deze kolom staat er twee keer."))


def _lees_rij(bestand: Bestand, nummer: int, kop: list[str], cellen: list[str]) -> None:
    if len(cellen) > len(kop):
        bestand.fouten.append(Fout(nummer, "", _("Deze rij heeft meer cellen dan de kop kolommen heeft.")))
        return
    rij = dict(zip(kop, cellen, strict=False))
    if not rij["dienst"]:
        bestand.fouten.append(Fout(nummer, "dienst", _("Vul de naam van de dienst in.")))
        return
    velden: dict[str, Any] = {}
    for veld in DIENSTVELDEN:
        if waarde := rij.get(veld):
            try:
                velden[veld] = _waarde(veld, waarde)
            except ValidationError as fout:
                bestand.fouten.append(Fout(nummer, veld, " ".join(fout.messages)))
    _voeg_samen(bestand, nummer, rij["dienst"], velden)
    if any(rij.get(veld) for veld in PERSOONVELDEN):
        _lees_persoon(bestand, nummer, rij)


def _waarde(veld: str, waarde: str) -> Any:
    """Raises ValidationError, in gewone taal."""
    if veld == "sector":
        return _keuze(waarde, Sector.choices)
    if veld == "niveau":
        return _keuze(
            waarde, [*Niveau.choices, (Niveau.GEMEENTE, "gemeentelijk"), (Niveau.GEMEENSCHAP, "gewest")]
        )
    if veld.startswith("mandaat_") and veld != "mandaat_referentie":
        return _datum(waarde)
    return cast(Field[Any, Any], Organisatie._meta.get_field(veld)).clean(waarde, None)


def _keuze(waarde: str, keuzes: Iterable[tuple[str, Any]]) -> str:
    namen = {naam.casefold(): str(code) for code, label in keuzes for naam in (str(code), str(label))}
    if waarde.casefold() not in namen:
        uitleg = _("Kies een van: %(keuzes)s.")
        raise ValidationError(uitleg % {"keuzes": ", ".join(dict.fromkeys(namen.values()))})
    return namen[waarde.casefold()]


def _datum(waarde: str) -> date:
    for vorm in ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(waarde, vorm).date()  # noqa: DTZ007 - een dag heeft geen tijdzone
        except ValueError:
            continue
    raise ValidationError(_("Schrijf een datum als dag/maand/jaar, bijvoorbeeld 31/12/2027."))


def _voeg_samen(bestand: Bestand, nummer: int, naam: str, velden: dict[str, Any]) -> None:
    """Een dienst staat op elke rij van haar mensen; twee rijen mogen elkaar niet tegenspreken."""
    dienst = bestand.diensten.setdefault(naam.casefold(), Dienst(nummer, naam))
    for veld, waarde in velden.items():
        if dienst.velden.setdefault(veld, waarde) != waarde:
            uitleg = _("Op een eerdere rij staat voor deze dienst iets anders.")
            bestand.fouten.append(Fout(nummer, veld, uitleg))


def _lees_persoon(bestand: Bestand, nummer: int, rij: dict[str, str]) -> None:
    fouten = []
    for veld, uitleg in (
        ("naam", _("Vul de naam van de persoon in.")),
        ("email", _("Vul het e-mailadres in.")),
    ):
        if not rij.get(veld):
            fouten.append(Fout(nummer, veld, uitleg))
    vast = rij.get("vaste_vertegenwoordiger", "").casefold()
    if vast not in JA | NEE:
        fouten.append(Fout(nummer, "vaste_vertegenwoordiger", _("Schrijf ‘ja’ of ‘nee’.")))
    email = rij.get("email", "").lower()
    if email:
        try:
            validate_email(email)
        except ValidationError as fout:
            fouten.append(Fout(nummer, "email", " ".join(fout.messages)))
    for veld, model in (
        ("naam", Accountuitnodiging),
        ("email", Accountuitnodiging),
        ("functie", Organisatielid),
    ):
        meest = cast(Field[Any, Any], model._meta.get_field(veld)).max_length
        if meest and len(rij.get(veld, "")) > meest:
            fouten.append(Fout(nummer, veld, _("Hoogstens %(meest)d tekens.") % {"meest": meest}))
    fouten += _dubbel(bestand, nummer, rij, email)
    bestand.fouten += fouten
    if not fouten:
        bestand.personen.append(
            Persoon(nummer, rij["dienst"].casefold(), rij["naam"], email, rij.get("functie", ""), vast in JA)
        )


def _dubbel(bestand: Bestand, nummer: int, rij: dict[str, str], email: str) -> list[Fout]:
    for ander in bestand.personen:
        if ander.email != email:
            continue
        if ander.dienst == rij["dienst"].casefold():
            uitleg = _("Deze persoon staat al op rij %(rij)d bij deze dienst.")
            return [Fout(nummer, "email", uitleg % {"rij": ander.rij})]
        if ander.naam != rij.get("naam"):
            uitleg = _("Op rij %(rij)d hoort bij dit adres een andere naam.")
            return [Fout(nummer, "naam", uitleg % {"rij": ander.rij})]
    return []
