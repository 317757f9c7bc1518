"""De getekende weg van een signaal."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from casus.models import Signaal
from toegang.schermdelen import Spoorpunt

type Stap = tuple[str, datetime | None]


def spoor(signaal: Signaal) -> list[Spoorpunt]:
    """Van binnenkomst tot lijst; wie geen casus wordt, eindigt bij het wissen (LR-04)."""
    stappen: list[Stap] = [
        (_("Ingestuurd") if signaal.ingezonden else _("Geregistreerd"), signaal.aangemaakt)
    ]
    if signaal.ingezonden:
        stappen.append((_("Ontvangen"), signaal.ontvangen_op))
    gewogen = signaal.wegingen.order_by("gewogen_op").values_list("gewogen_op", flat=True).first()
    if signaal.staat in Signaal.TE_WISSEN:
        stappen += [(_("Weging"), gewogen)] if gewogen else []
        stappen.append((signaal.get_staat_display().capitalize(), signaal.afgehandeld_op))
        return [*_punten(stappen, len(stappen) - 1), Spoorpunt(_("Wordt gewist"), signaal.wissen_op)]
    begin = len(stappen) - 1 if signaal.ontvangen_op else 0
    huidig = {
        Signaal.Staat.IN_WEGING: len(stappen),
        Signaal.Staat.VOORGEDRAGEN: len(stappen) + 1,
        Signaal.Staat.OP_LIJST: len(stappen) + 2,
    }.get(Signaal.Staat(signaal.staat), begin)
    uitkomst = signaal.afgehandeld_op
    stappen += [
        (_("Weging"), gewogen),
        (_("Voorgedragen"), uitkomst if signaal.staat == Signaal.Staat.VOORGEDRAGEN else None),
        (_("Op de lijst"), uitkomst if signaal.staat == Signaal.Staat.OP_LIJST else None),
    ]
    return _punten(stappen, huidig)


def volgspoor(signaal: Signaal) -> list[Spoorpunt]:
    """Wat de melder ziet: ingestuurd en ontvangen. Verder niets, wat er ook gebeurde."""
    stappen: list[Stap] = [(_("Ingestuurd"), signaal.aangemaakt), (_("Ontvangen"), signaal.ontvangen_op)]
    return _punten(stappen, 1 if signaal.ontvangen_op else 0)


def _punten(stappen: list[Stap], huidig: int) -> list[Spoorpunt]:
    standen: list[Any] = [
        "af" if i < huidig else "nu" if i == huidig else "komt" for i in range(len(stappen))
    ]
    return [Spoorpunt(label, datum, stand) for (label, datum), stand in zip(stappen, standen, strict=True)]
