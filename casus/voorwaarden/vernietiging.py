"""Wie voor een vernietiging kan tekenen, en wanneer (LR-53)."""

from django.utils.translation import gettext as _

from casus.models import Vernietigingspunt
from casus.models.vernietiging import Tekenrol
from toegang.beleid import rollen_van
from toegang.models import Gebruiker
from toegang.uitzonderingen import Belet


def tekenrol(wie: Gebruiker, punt: Vernietigingspunt) -> str | None:
    """De eerste rol van deze persoon die onder dit punt nog niet staat; None als er geen over is."""
    eigen = {rol.value for rol in rollen_van(wie).get(punt.livc_id, frozenset())}
    staan_er = {teken.rol for teken in punt.handtekeningen.all()}
    return next((rol for rol in Tekenrol.values if rol in eigen and rol not in staan_er), None)


def beletten_tekenen(wie: Gebruiker, punt: Vernietigingspunt, wacht: str | None) -> list[Belet]:
    """Twee verschillende mensen in twee verschillende rollen, en nooit zolang het op iets wacht (LR-05, LR-55).

    Een bewaarplicht haalt het punt zelf van de lijst. `wacht` komt van `databank.vernietiging_wacht`.
    """
    if punt.staat != Vernietigingspunt.Staat.VOORGESTELD:
        return [Belet(_("Dit dossier wacht niet meer op handtekeningen."), "LR-53")]
    if wacht is not None:
        return [belet_wacht(wacht)]
    if any(teken.gebruiker_id == wie.pk for teken in punt.handtekeningen.all()):
        return [Belet(_("U tekende hier al voor. Een ander tekent als tweede."), "LR-53")]
    if tekenrol(wie, punt) is None:
        return [
            Belet(_("Iemand met uw rol tekende al. De tweede handtekening komt van een andere rol."), "LR-53")
        ]
    return []


def belet_wacht(waarop: str) -> Belet:
    """Wat eerst af moet. Een vernietigd dossier kan geen verzoek meer beantwoorden."""
    return {
        "verzoek": Belet(_("De persoon vroeg iets over dit dossier. Beantwoord eerst dat verzoek."), "LR-55"),
        "nieuw_verzoek": Belet(
            _(
                "Er is een open verzoek van een persoon waar nog geen dossier bij hoort. Beantwoord het eerst."
            ),
            "LR-55",
        ),
        "aanbod": Belet(_("Dit dossier ligt bij een ander LIVC. Trek het aanbod eerst in."), "LR-05"),
    }[waarop]
