"""Wat een andere gemeente aanbiedt: van wie, waarom, en hoeveel stukken. Van de persoon niets (LR-05, LR-13)."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from casus import databank
from casus.models import Aanbod
from casus.models.overdracht import Stuksoort
from casus.voorwaarden import overdracht as voorwaarden
from toegang.beleid import Wie, eis, haal, mag, zichtbaar
from toegang.schermdelen import Knop, Merk

KLEUR = {"aangeboden": "let-op", "aanvaard": "ja"}


@dataclass(frozen=True)
class Aanbodblad:
    """De pagina van één aanbod."""

    aanbod: Aanbod
    merk: Merk
    telling: list[tuple[str, int]]
    knoppen: list[Knop]


def zichtbare(gebruiker: Wie) -> list[tuple[Aanbod, Merk]]:
    """Wat er wacht, en wat vroeger beantwoord is."""
    rijen = zichtbaar(gebruiker, "aanbod.zien", Aanbod.objects.select_related("van", "livc"))
    return [(rij, _merk(rij)) for rij in rijen]


def bestaat(gebruiker: Wie) -> bool:
    return zichtbaar(gebruiker, "aanbod.zien", Aanbod.objects.all()).exists()


def te_beslissen(gebruiker: Wie) -> list[Aanbod]:
    wacht = Aanbod.objects.filter(staat=Aanbod.Staat.AANGEBODEN).select_related("van")
    return list(zichtbaar(gebruiker, "aanbod.beantwoorden", wacht))


def aanbod_voor(gebruiker: Wie, pk: UUID) -> Aanbod:
    """Voor het formulier van de beslissing. Raises Verborgen, Verboden."""
    aanbod = haal(gebruiker, "aanbod.zien", Aanbod.objects.select_related("van", "livc"), pk)
    eis(gebruiker, "aanbod.beantwoorden", aanbod)
    return aanbod


def wacht(aanbod: Aanbod) -> bool:
    return bool(aanbod.staat == Aanbod.Staat.AANGEBODEN)


def blad(gebruiker: Wie, aanbod: Aanbod) -> Aanbodblad:
    """Roep eerst `aanbod.open_aanbod`."""
    knoppen = []
    if wacht(aanbod) and mag(gebruiker, "aanbod.beantwoorden", aanbod):
        aanvaarden, weigeren = (
            reverse(f"casus:aanbod_{naam}", args=[aanbod.pk]) for naam in ("aanvaarden", "weigeren")
        )
        gevolg = _("Het pakket is dan vernietigd. De afzender leest alleen dat u het niet overneemt.")
        beletten = tuple(voorwaarden.beletten_overnemen(aanbod))
        knoppen = [
            Knop("aanvaarden", _("Casus overnemen"), aanvaarden, "get", "hoofd", beletten=beletten),
            Knop("weigeren", _("Casus niet overnemen"), weigeren, stijl="gevaar", bevestiging=gevolg),
        ]
    return Aanbodblad(aanbod, _merk(aanbod), telling(aanbod), knoppen)


def telling(aanbod: Aanbod) -> list[tuple[str, int]]:
    """Hoeveel stukken van elke soort; leeg zodra er geantwoord is."""
    aantallen = databank.aanbod_telling(aanbod.pk)
    return [
        (capfirst(str(soort.label)), aantallen[soort.value])
        for soort in Stuksoort
        if soort.value in aantallen
    ]


def _merk(aanbod: Aanbod) -> Merk:
    return Merk(aanbod.get_staat_display(), KLEUR.get(aanbod.staat, "rust"))
