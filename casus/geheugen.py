"""De vorm van een eigen notitie: één regel van een geheugensteun."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

KAN, KAN_NIET, VRAAG = "kan", "kan_niet", "vraag"
SOORTEN = (
    (KAN, _("ik kan dit delen")),
    (KAN_NIET, _("ik kan dit niet delen")),
    (VRAAG, _("vraag mij hiernaar")),
)
HOOGSTENS = 60


@dataclass(frozen=True)
class Regel:
    """Wat iemand voor zichzelf opschreef, bij een thema dat hij zelf koos."""

    id: str
    soort: str
    tekst: str
    thema: str = ""

    @property
    def pk(self) -> UUID:
        return UUID(self.id)

    @property
    def label(self) -> Any:
        return dict(SOORTEN)[self.soort]


def lees(waarde: Any) -> list[Regel]:
    return [Regel(**regel) for regel in waarde.get("regels", [])]


def schrijf(regels: Iterable[Regel]) -> dict[str, Any]:
    return {"regels": [asdict(regel) for regel in regels]}
