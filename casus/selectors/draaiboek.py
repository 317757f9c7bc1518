"""Het draaiboek zoals een LIVC het leest: de meegeleverde tekst, of de eigen versie."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from casus import draaiboek
from casus.draaiboek import Stap, Zin
from casus.models import Draaiboektekst
from toegang.beleid import Wie, haal, mag, zichtbaar
from toegang.models import Livc


@dataclass(frozen=True)
class Stapblad:
    """Eén stap, met de tekst die nu geldt."""

    stap: Stap
    livc_id: UUID | None
    eigen: Draaiboektekst | None = None
    laatste: int = 0

    @property
    def praktijk(self) -> list[Zin]:
        return _zinnen(self.eigen.praktijk) if self.eigen else list(self.stap.praktijk)

    @property
    def vragen(self) -> list[Zin]:
        return _zinnen(self.eigen.vragen) if self.eigen else list(self.stap.vragen)

    @property
    def verouderd(self) -> bool:
        """De meegeleverde tekst is intussen nieuwer dan die waarop de eigen tekst steunt."""
        return self.eigen is not None and self.eigen.basis < self.stap.versie


@dataclass(frozen=True)
class Schrijfblad:
    """Een stap om aan te passen, met al haar versies."""

    livc: Livc
    blad: Stapblad
    versies: list[Draaiboektekst]

    @property
    def begin(self) -> dict[str, str | int]:
        """Wat er nu staat, één zin per regel."""
        return {
            "stap": self.blad.stap.code,
            "praktijk": "\n".join(str(zin.tekst) for zin in self.blad.praktijk),
            "vragen": "\n".join(str(zin.tekst) for zin in self.blad.vragen),
            "na_versie": self.blad.laatste,
        }


def stapblad(code: str, livc_id: UUID | None) -> Stapblad:
    """Eén stap; één vraag aan de databank, die alleen geeft wat deze persoon van dat LIVC leest."""
    rijen = Draaiboektekst.objects.select_related("geschreven_door").filter(livc=livc_id, stap=code)
    return _blad(code, livc_id, rijen.order_by("-versie").first() if livc_id else None)


def alle(livc_id: UUID | None) -> list[Stapblad]:
    """Elke stap, in de volgorde van een casus; één vraag."""
    rijen = Draaiboektekst.objects.select_related("geschreven_door").filter(livc=livc_id)
    laatste = {rij.stap: rij for rij in rijen.order_by("stap", "versie")} if livc_id else {}
    return [_blad(code, livc_id, laatste.get(code)) for code in draaiboek.STAPPEN]


def livcs(gebruiker: Wie) -> list[Livc]:
    """De LIVC's waarvan deze persoon het draaiboek leest."""
    return list(zichtbaar(gebruiker, "livc.draaiboek_lezen", Livc.objects.filter(in_gebruik=True)).distinct())


def livc(gebruiker: Wie, pk: UUID, actie: str = "livc.draaiboek_lezen") -> Livc:
    """Raises Verborgen."""
    return haal(gebruiker, actie, Livc.objects.distinct(), pk)


def mag_schrijven(gebruiker: Wie, livc: Livc) -> bool:
    return bool(mag(gebruiker, "livc.draaiboek", livc))


def schrijfblad(gebruiker: Wie, pk: UUID, code: str) -> Schrijfblad:
    """Raises Verborgen."""
    gevonden = livc(gebruiker, pk, "livc.draaiboek")
    versies = list(Draaiboektekst.objects.select_related("geschreven_door").filter(livc=gevonden, stap=code))
    return Schrijfblad(gevonden, _blad(code, pk, versies[0] if versies else None), versies)


def _blad(code: str, livc_id: UUID | None, laatste: Draaiboektekst | None) -> Stapblad:
    eigen = laatste if laatste and not laatste.standaard else None
    return Stapblad(draaiboek.STAPPEN[code], livc_id, eigen, laatste.versie if laatste else 0)


def _zinnen(tekst: str) -> list[Zin]:
    return [Zin(regel) for regel in regels(tekst)]


def regels(tekst: str) -> list[str]:
    """Eén zin per regel; een streepje vooraan hoort niet bij de zin."""
    gevonden: Iterable[str] = (regel.strip().removeprefix("- ").strip() for regel in tekst.splitlines())
    return [regel for regel in gevonden if regel]


def herkomst(blad: Stapblad) -> str:
    """Van wie de tekst is die er nu staat."""
    if blad.eigen is None:
        return _("Meegeleverde tekst")
    return _("Eigen tekst van dit LIVC, versie %(nummer)s") % {"nummer": blad.eigen.versie}
