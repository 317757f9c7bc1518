"""De gids: welke diensten uitgenodigd kunnen worden, en wie er voor hen komt (LR-12)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from toegang.beleid import Wie, mag
from toegang.invoer import Fout, lees
from toegang.invoerplan import Dienststap, Persoonstap, maak_plan
from toegang.models import Livc, Organisatie, Organisatielid
from toegang.models.organisatie import Niveau
from toegang.schermdelen import Merk
from toegang.uitzonderingen import Verborgen


@dataclass(frozen=True)
class Dienst:
    organisatie: Organisatie
    merk: Merk
    leden: list[Organisatielid]


def gids(rij: Livc) -> list[Dienst]:
    """LR-12: elke dienst van de gids, of ze vandaag uitgenodigd kan worden, en wie er dan komt."""
    vandaag = timezone.localdate()
    leden = (
        Organisatielid.objects.geldig(vandaag).select_related("gebruiker").order_by("gebruiker__naam", "pk")
    )
    diensten = rij.organisaties.prefetch_related(Prefetch("leden", leden, to_attr="huidige_leden")).order_by(
        "naam", "pk"
    )
    return [Dienst(d, mandaat(d, vandaag), list(d.huidige_leden)) for d in diensten]  # type: ignore[attr-defined]


def mandaat(organisatie: Organisatie, op: date) -> Merk:
    """LR-12: een gemeentelijke dienst heeft geen mandaat nodig, een dienst van de gemeenschap wel."""
    if organisatie.niveau == Niveau.GEMEENTE:
        return Merk(_("gemeentelijk"), "ja")
    sinds, tot = organisatie.mandaat_datum, organisatie.mandaat_tot
    if sinds is None:
        return Merk(_("geen mandaat"), "stop")
    if sinds > op:
        return Merk(_("mandaat begint later"), "let-op")
    if tot is not None and tot < op:
        return Merk(_("mandaat verlopen"), "stop")
    return Merk(_("mandaat"), "ja")


def dienst(rij: Livc, pk: UUID) -> Organisatie:
    """Een dienst uit deze gids. Raises Verborgen."""
    gevonden = rij.organisaties.filter(pk=pk).first()
    if gevonden is None:
        raise Verborgen("livc.gids", rij, "LR-12")
    return gevonden


def organisatielid(rij: Livc, pk: UUID) -> Organisatielid:
    """Iemand uit deze gids. Raises Verborgen."""
    leden = Organisatielid.objects.select_related("gebruiker", "organisatie")
    gevonden = leden.filter(pk=pk, organisatie__livcs=rij).first()
    if gevonden is None:
        raise Verborgen("livc.gids", rij, "LR-12")
    return gevonden


@dataclass(frozen=True)
class Planregel:
    """Eén regel van wat een bestand zou doen, in woorden."""

    rij: int
    wat: str
    merk: Merk
    uitleg: str


@dataclass(frozen=True)
class Planblad:
    diensten: list[Planregel]
    personen: list[Planregel]
    fouten: list[Fout]
    afdruk: str
    kan: bool
    links: int


def plan(rij: Livc, tekst: str) -> Planblad:
    """Wat dit bestand nu zou doen in de gids van dit LIVC."""
    gemaakt = maak_plan(rij, lees(tekst))
    return Planblad(
        [_dienstregel(stap) for stap in gemaakt.diensten],
        [_persoonregel(stap) for stap in gemaakt.personen],
        gemaakt.fouten,
        gemaakt.afdruk,
        kan=gemaakt.doet_iets and not gemaakt.fouten,
        links=sum(stap.link and stap.daad != "blijft" for stap in gemaakt.personen),
    )


def _dienstregel(stap: Dienststap) -> Planregel:
    velden = {veld.name: str(veld.verbose_name) for veld in Organisatie._meta.fields}
    merk, uitleg = {
        "nieuw": (Merk(_("nieuw"), "ja"), ""),
        "erbij": (Merk(_("nieuw in uw gids"), "ja"), _("Een ander LIVC gebruikt deze dienst al.")),
        "wijzigt": (Merk(_("wijzigt"), "let-op"), ", ".join(velden[veld] for veld in stap.anders)),
        "blijft": (Merk(_("blijft zoals ze is"), "rust"), ""),
    }[stap.daad]
    return Planregel(stap.rij, stap.naam, merk, uitleg)


def _persoonregel(stap: Persoonstap) -> Planregel:
    if stap.daad == "blijft":
        merk = Merk(_("link is al verstuurd"), "rust") if stap.link else Merk(_("staat er al"), "rust")
    else:
        merk = Merk(_("krijgt een link"), "let-op") if stap.link else Merk(_("komt erbij"), "ja")
    return Planregel(stap.persoon.rij, stap.persoon.naam, merk, f"{stap.persoon.email} · {stap.dienst}")


def mag_gids(gebruiker: Wie, rij: Livc) -> bool:
    return bool(mag(gebruiker, "livc.gids", rij))
