"""Wat er over één noodtoegang te zien en te doen is: voor wie bevestigt, en voor wie nakijkt."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from casus.voorwaarden.nood import beletten_antwoord, beletten_nakijken, beletten_openen
from toegang.beleid import haal, mag
from toegang.models import Gebruiker, Noodtoegang
from toegang.pseudoniem import pseudoniem
from toegang.schermdelen import Knop, Merk
from toegang.uitzonderingen import Belet

from . import nood as selectors


@dataclass(frozen=True)
class Toezichtrij:
    merk: Merk
    nood: Noodtoegang


@dataclass(frozen=True)
class Nakijkblad:
    """Wat het toezicht ziet zonder de reden te openen."""

    gegevens: list[tuple[str, Any]]
    beletten: list[Belet]
    logboek: str
    open: bool


def knoppen(gebruiker: Gebruiker, nood: Noodtoegang) -> list[Knop]:
    """Openen of weigeren, voor wie mag bevestigen."""
    if not can_proceed(nood.open) or not mag(gebruiker, "noodtoegang.bevestigen", nood):
        return []
    args = [nood.pk]
    gevolg = _("De casus gaat %(n)d minuten open voor deze persoon. U tekent hier mee voor.") % {
        "n": nood.minuten
    }
    return [
        Knop(
            "openen",
            _("Noodtoegang openen"),
            reverse("casus:nood_openen", args=args),
            stijl="hoofd",
            bevestiging=gevolg,
            beletten=tuple(beletten_openen(gebruiker, nood)),
        ),
        Knop(
            "weigeren",
            _("Noodtoegang weigeren"),
            reverse("casus:nood_weigeren", args=args),
            beletten=tuple(beletten_antwoord(gebruiker, nood)),
        ),
    ]


def toezichtlijst(gebruiker: Gebruiker) -> list[Toezichtrij]:
    """Raises Verborgen voor wie geen toezicht houdt."""
    selectors.eis_toezicht(gebruiker)
    return [Toezichtrij(merk(rij), rij) for rij in selectors.na_te_kijken(gebruiker)]


def na_te_kijken(gebruiker: Gebruiker, pk: UUID) -> Noodtoegang:
    """Raises Verborgen."""
    return haal(gebruiker, "noodtoegang.nakijken", selectors.rijen_zonder_casus(), pk)


def nakijkblad(gebruiker: Gebruiker, nood: Noodtoegang) -> Nakijkblad:
    casus = pseudoniem("casus", nood.livc_id, nood.casus_id).hex()
    gegevens = [
        (_("Gevraagd door"), f"{nood.aanvrager.naam} ({nood.aanvrager_dienst})"),
        (
            _("Bevestigd door"),
            f"{nood.bevestigd_door.naam if nood.bevestigd_door else ''} ({nood.bevestiger_dienst})",
        ),
        (_("Rechtsgrond"), nood.get_grond_display()),
        (_("Gevraagd op"), _moment(nood.aangevraagd_op)),
        (_("Open van"), _moment(nood.begonnen_op)),
        (_("Open tot"), _moment(nood.eindigt_op)),
    ]
    if nood.nagekeken_door:
        gegevens.append((_("Nagekeken door"), f"{nood.nagekeken_door.naam}, {_moment(nood.nagekeken_op)}"))
    return Nakijkblad(
        gegevens=gegevens,
        beletten=beletten_nakijken(gebruiker, nood),
        logboek=f"{reverse('toezicht:regels', args=[nood.livc_id])}?casus={casus}",
        open=nood.staat == Noodtoegang.Staat.ACTIEF,
    )


def merk(nood: Noodtoegang) -> Merk:
    """De stand in één woord."""
    if nood.staat != Noodtoegang.Staat.ACTIEF:
        return Merk(nood.get_staat_display(), "rust")
    if nood.eindigt_op and nood.eindigt_op > timezone.now():
        return Merk(_("nu open"), "stop")
    return Merk(_("na te kijken"), "let-op")


def _moment(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "j F Y, H.i") if moment else ""
