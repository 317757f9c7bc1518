"""Wat uit het dossier van een ander LIVC kwam: alleen te lezen, met het niveau dat de auteur koos (LR-32)."""

from dataclasses import dataclass

from django.utils.text import capfirst

from casus.models import Casus, Overgenomen
from casus.models.overdracht import OvergenomenQuerySet, Stuksoort
from casus.selectors.inbreng import NIVEAU_KLEUR
from casus.selectors.overdracht import in_woorden
from toegang.beleid import Wie, zichtbaar
from toegang.schermdelen import Merk


@dataclass(frozen=True)
class Overgenomenstuk:
    titel: str
    niveau: Merk | None
    woorden: list[tuple[str, str]]


@dataclass(frozen=True)
class Overgenomendeel:
    """Van waar het dossier kwam, en wat er te lezen valt."""

    van: str
    op: object
    stukken: list[Overgenomenstuk]


def van_casus(gebruiker: Wie, casus: Casus) -> Overgenomendeel | None:
    """None voor een casus die hier begon; roep eerst `inzage.open_casus`."""
    aanbod = casus.aanbod_set.select_related("van").first()
    if aanbod is None:
        return None
    rijen = zichtbaar(gebruiker, "overgenomen.zien", Overgenomen.objects.filter(casus=casus))
    return Overgenomendeel(aanbod.van.naam, aanbod.beeindigd_op, [_stuk(rij) for rij in rijen])


def vrij_voor_fiche(gebruiker: Wie, casus: Casus) -> OvergenomenQuerySet:
    """Wat een terugkoppelingsfiche mag gebruiken: nooit inbreng die haar auteur niet vrijgaf (LR-42)."""
    mijn = zichtbaar(gebruiker, "overgenomen.zien", Overgenomen.objects.filter(casus=casus))
    return Overgenomen.objects.vrij_voor_fiche().filter(pk__in=mijn.values("pk"))


def geheim(casus: Casus) -> OvergenomenQuerySet:
    """Waartegen de tekst van een fiche vergeleken wordt, naast de eigen geheime inbreng (LR-42)."""
    return Overgenomen.objects.geheim().filter(casus=casus)


def _stuk(rij: Overgenomen) -> Overgenomenstuk:
    niveau = Merk(capfirst(rij.get_niveau_display()), NIVEAU_KLEUR[rij.niveau]) if rij.niveau else None
    return Overgenomenstuk(capfirst(str(Stuksoort(rij.soort).label)), niveau, in_woorden(rij.inhoud))
