"""De vorm van een bron en van een regel. Wetsartikelen zijn gegevens met een geldigheid: de nummers veranderen."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Tekst = str | Promise

GRONDSLAGEN: dict[str, tuple[Tekst, Tekst]] = {
    "W": (_("wettekst"), _("Gelezen in de tekst van de wet of het decreet zelf.")),
    "S": (
        _("bijkomende bron"),
        _("Uit een samenvatting, een parlementair stuk of een nota; niet uit de wet zelf."),
    ),
    "B": (_("eigen keuze"), _("Geen artikel gevonden. Dit product kiest de veilige kant.")),
}


@dataclass(frozen=True)
class Bron:
    """Een wet, decreet of uitspraak. `numac` is het nummer in het Belgisch Staatsblad."""

    sleutel: str
    kort: Tekst
    titel: Tekst
    gelezen: str
    numac: str = ""
    van: date | None = None
    tot: date | None = None
    opmerking: Tekst = ""
    model: bool = False  # bindt ons niet, maar is het best geschreven voorbeeld

    def bij(self, artikel: str = "") -> "Vindplaats":
        return Vindplaats(self, artikel)


@dataclass(frozen=True)
class Vindplaats:
    """Eén plaats in één bron, met de dagen waarop dat nummer geldt."""

    bron: Bron
    artikel: str = ""

    @property
    def van(self) -> date | None:
        return self.bron.van

    @property
    def tot(self) -> date | None:
        return self.bron.tot

    def geldig(self, op: date) -> bool:
        return (self.van is None or self.van <= op) and (self.tot is None or op <= self.tot)

    def __str__(self) -> str:
        return f"{self.bron.kort}, {self.artikel}" if self.artikel else str(self.bron.kort)


@dataclass(frozen=True)
class Regel:
    """Wat de software moet, in gewone taal, en waarop dat steunt."""

    nummer: str
    titel: Tekst
    uitleg: Tekst
    grondslagen: str
    vindplaatsen: tuple[Vindplaats, ...] = ()
    noot: Tekst = ""

    @property
    def grondslag(self) -> str:
        """De letters van de grondslag: W, S, B of een combinatie zoals W/B."""
        return "/".join(self.grondslagen)

    @property
    def vindplaats(self) -> str:
        """Alle vindplaatsen in één tekst, het oude nummer naast het nieuwe."""
        if self.vindplaatsen:
            return "; ".join(str(plaats) for plaats in self.vindplaatsen)
        return str(
            _("keuze van dit product") if "B" in self.grondslagen else _("bijkomende bron, geen artikel")
        )

    @property
    def letters(self) -> list[tuple[str, Tekst]]:
        return [(letter, GRONDSLAGEN[letter][0]) for letter in self.grondslagen]

    @property
    def na_te_kijken(self) -> bool:
        """Of een jurist of DPO dit voor echt gebruik moet nakijken."""
        return "S" in self.grondslagen or "B" in self.grondslagen
