"""Wat een signaal tegenhoudt: de ontvangst, de weging door twee mensen, en de uitkomst."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django_fsm import can_proceed

from casus.models import Signaal, Weging
from toegang.models import Gebruiker, Livc
from toegang.uitzonderingen import Belet

from .livc import beletten_nieuw

WEEGBAAR = (Signaal.Staat.GEREGISTREERD, Signaal.Staat.IN_WEGING)


def beletten_overgang(signaal: Signaal, overgang: Callable[..., Any]) -> list[Belet]:
    """Iemand anders was eerst, of de vraag kwam twee keer aan."""
    return [] if can_proceed(overgang) else [_te_laat(signaal)]


def _te_laat(signaal: Signaal) -> Belet:
    staat = signaal.get_staat_display()
    return Belet(_("Dit kan niet meer: het signaal is intussen %(staat)s.") % {"staat": staat})


def beletten_insturen(gebruiker: Gebruiker, livc: Livc) -> list[Belet]:
    """LR-10: zonder kern leest niemand het signaal. LR-33 (Sw. 353 § 3): een advocaat brengt niets in."""
    beletten = beletten_nieuw(livc.pk)
    if gebruiker.is_advocaat:
        beletten.append(
            Belet(_("U bent ingeschreven als advocaat. Een advocaat brengt hier niets in."), "LR-33")
        )
    return beletten


def beletten_ontvangen(signaal: Signaal) -> list[Belet]:
    """Ontvangst bevestigt men één keer, van een ingezonden signaal."""
    if signaal.ontvangen_op is None and signaal.staat in Signaal.OPEN:
        return []
    return [Belet(_("De ontvangst van dit signaal is al bevestigd."))]


def beletten_wegen(signaal: Signaal) -> list[Belet]:
    """LR-07: wegen kan tot er een uitkomst is, en pas nadat de melder weet dat het signaal aankwam."""
    if signaal.staat not in WEEGBAAR:
        return [_te_laat(signaal)]
    if signaal.ontvangen_op is None:
        return [Belet(_("De preventieambtenaar bevestigt eerst de ontvangst aan de melder."), "LR-07")]
    return beletten_nieuw(signaal.livc_id)


def beletten_twee_mensen(weger: Gebruiker, ander: Weging | None) -> list[Belet]:
    """LR-07: de twee wegingen komen van twee verschillende mensen, ook als iemand twee rollen heeft."""
    if ander is None or ander.weger_id != weger.pk:
        return []
    return [Belet(_("U vulde de andere weging al in. Twee verschillende mensen wegen een signaal."), "LR-07")]


def mag_andere_weging_lezen(als_weger: bool, eigen: Weging | None) -> bool:
    """LR-07: wie zelf weegt, leest de andere weging pas na de eigen; zo stuurt de ene de andere niet."""
    return not als_weger or eigen is not None


def beletten_uitkomst(signaal: Signaal, wegingen: Sequence[Weging]) -> list[Belet]:
    """LR-07: een uitkomst vraagt twee wegingen, van twee mensen, met hetzelfde advies.

    LR-10: voordragen begint iets nieuws en vraagt een volledige kern; een signaal sluiten kan altijd.
    """
    if signaal.staat not in WEEGBAAR:
        return [_te_laat(signaal)]
    ontbreekt = [rol.label for rol in Weging.Weger if rol not in {weging.rol for weging in wegingen}]
    if ontbreekt:
        uitleg = _("Deze weging ontbreekt nog: %(rollen)s.") % {"rollen": ", ".join(map(str, ontbreekt))}
        return [Belet(uitleg, "LR-07")]
    if len({weging.weger_id for weging in wegingen}) < len(wegingen):
        return [Belet(_("Twee verschillende mensen wegen een signaal."), "LR-07")]
    if len({weging.advies for weging in wegingen}) > 1:
        uitleg = _("De twee adviezen verschillen. Bespreek het samen; elk past zo nodig de eigen weging aan.")
        return [Belet(uitleg, "LR-07")]
    return beletten_nieuw(signaal.livc_id) if wegingen[0].advies == Weging.Advies.VOORDRAGEN else []
