"""Een tweede of latere verlenging, voor wie er kennis van neemt: dagen en een referentie, geen inhoud (LR-52)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casus import databank
from casus.models import Verlenging
from casus.voorwaarden.verlenging import belet_functionaris, beletten_kennisname, einde_blijft
from toegang.beleid import haal, rollen_van, zichtbaar
from toegang.models import Gebruiker
from toegang.rollen import Rol
from toegang.uitzonderingen import Belet


@dataclass(frozen=True)
class Verlengingsblad:
    verlenging: Verlenging
    gegevens: list[tuple[str, Any]]
    beletten: list[Belet]
    mist: Belet | None
    einde: str


def eigen_rol(gebruiker: Gebruiker, verlenging: Verlenging) -> str:
    """In welke rol iemand kennis neemt; wie ze allebei heeft, doet het als burgemeester."""
    rollen = rollen_van(gebruiker).get(verlenging.livc_id, frozenset())
    return Rol.BURGEMEESTER.value if Rol.BURGEMEESTER in rollen else Rol.FUNCTIONARIS.value


def open_(gebruiker: Gebruiker) -> QuerySet[Verlenging]:
    """Wat nu op de kennisneming van deze persoon wacht."""
    rijen = Verlenging.objects.filter(vervallen_op=None, oud_tot__gt=timezone.localdate())
    rijen = rijen.exclude(burgemeester=gebruiker).exclude(functionaris=gebruiker)
    als = {rol: [livc for livc, eigen in rollen_van(gebruiker).items() if rol in eigen] for rol in Rol}
    wacht = Q(burgemeester=None, livc_id__in=als[Rol.BURGEMEESTER]) | Q(
        functionaris=None, livc_id__in=als[Rol.FUNCTIONARIS]
    )
    return zichtbaar(gebruiker, "verlenging.kennisnemen", rijen.filter(wacht)).order_by(F("oud_tot"))


def blad(gebruiker: Gebruiker, pk: UUID) -> Verlengingsblad:
    """Raises Verborgen."""
    rijen = Verlenging.objects.select_related("livc", "burgemeester", "functionaris")
    verlenging = haal(gebruiker, "verlenging.zien", rijen, pk)
    gegevens = [
        (_("LIVC"), verlenging.livc.naam),
        (_("Casus"), verlenging.referentie),
        (_("Hoeveelste verlenging"), verlenging.nummer),
        (_("Nu bewaard tot"), date_format(verlenging.oud_tot, "j F Y")),
        (_("Na de verlenging tot"), date_format(verlenging.nieuw_tot, "j F Y")),
        (_("Burgemeester"), _wie(verlenging.burgemeester, verlenging.burgemeester_op)),
        (_("Functionaris"), _wie(verlenging.functionaris, verlenging.functionaris_op)),
    ]
    beletten = beletten_kennisname(gebruiker, verlenging, eigen_rol(gebruiker, verlenging))
    return Verlengingsblad(verlenging, gegevens, beletten, mist(verlenging), einde(verlenging))


def zonder_functionaris(gebruiker: Gebruiker) -> list[tuple[Verlenging, Belet]]:
    """Wat op een functionaris wacht die er niet is, voor de burgemeester."""
    rijen = Verlenging.objects.filter(vervallen_op=None, functionaris=None, oud_tot__gt=timezone.localdate())
    als = [livc for livc, eigen in rollen_van(gebruiker).items() if Rol.BURGEMEESTER in eigen]
    wacht = zichtbaar(gebruiker, "verlenging.zien", rijen.filter(livc_id__in=als)).order_by("oud_tot", "pk")
    return [(rij, belet) for rij in wacht if (belet := mist(rij))]


def mist(verlenging: Verlenging) -> Belet | None:
    return belet_functionaris(databank.verlenging_mist(verlenging.pk))


def einde(verlenging: Verlenging) -> str:
    """Leeg als er niets meer loopt: dan geldt ze, of gaat ze niet door."""
    wacht = verlenging.burgemeester_id is None or verlenging.functionaris_id is None
    loopt = verlenging.vervallen_op is None and verlenging.oud_tot > timezone.localdate()
    return einde_blijft(verlenging.oud_tot) if wacht and loopt else ""


def _wie(wie: Gebruiker | None, op: Any) -> str:
    if wie is None:
        return _("nam nog geen kennis")
    return f"{wie.naam}, {date_format(timezone.localtime(op), 'j F Y, H.i')}"
