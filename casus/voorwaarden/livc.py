"""Mag dit LIVC iets nieuws beginnen?"""

from uuid import UUID

from django.utils.translation import gettext as _

from toegang.livcs import geldige_modaliteiten, ontbrekende_kernrollen
from toegang.uitzonderingen import Belet


def beletten_nieuw(livc_id: UUID) -> list[Belet]:
    """LR-10: zonder ingevulde kern begint er niets nieuws; lezen blijft mogelijk."""
    leeg = ontbrekende_kernrollen(livc_id)
    if not leeg:
        return []
    namen = ", ".join(str(rol.label) for rol in leeg)
    return [
        Belet(
            _("Het LIVC is niet volledig. Niemand vult vandaag deze rol in: %(rollen)s.") % {"rollen": namen},
            "LR-10",
        )
    ]


def beletten_bijeenroepen(livc_id: UUID) -> list[Belet]:
    """LR-10 en LR-61: geen overleg zonder kern en zonder geldige modaliteiten."""
    beletten = beletten_nieuw(livc_id)
    if geldige_modaliteiten(livc_id) is None:
        beletten.append(
            Belet(
                _(
                    "Er is geen geldig document met wie, doel en werkwijze van het overleg waarmee de hele kern akkoord is. Stel het eerst op."
                ),
                "LR-61",
            )
        )
    return beletten
