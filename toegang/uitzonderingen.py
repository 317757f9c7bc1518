"""De fouten waarmee toegang en domein zeggen waarom iets niet gaat."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Belet:
    """Eén reden waarom iets nu niet kan: in gewone taal, met de regel en (in een formulier) het veld.

    Staat op het scherm: schrijf er nooit inhoud van een dossier in (LR-34).
    """

    uitleg: str
    regel: str = ""
    veld: str = ""


class Weigering(Exception):
    """Iemand mag iets niet. Wordt vastgelegd; kies altijd `Verborgen` of `Verboden`.

    `uitleg` en `regel` komen op het scherm: schrijf er nooit inhoud van een dossier in (LR-34).
    """

    def __init__(self, actie: str, object: object = None, regel: str = "", uitleg: str = "") -> None:  # noqa: A002
        super().__init__(actie, regel)
        self.actie = actie
        self.object = object
        self.regel = regel
        self.uitleg = uitleg
        self.vastgelegd = False


class Verborgen(Weigering):
    """Voor deze gebruiker bestaat het object niet: 404."""


class Verboden(Weigering):
    """De gebruiker ziet het object, maar mag dit niet doen: 403."""


class NietVoldaan(Exception):
    """Een voorwaarde is niet vervuld. Geen weigering: de gebruiker kan er iets aan doen."""

    def __init__(self, uitleg: str, regel: str = "", veld: str = "") -> None:
        super().__init__(uitleg)
        self.uitleg = uitleg
        self.regel = regel
        self.veld = veld


def eis_geen(beletten: Sequence[Belet]) -> None:
    """Werpt NietVoldaan met het eerste belet, als er een is."""
    if beletten:
        raise NietVoldaan(beletten[0].uitleg, beletten[0].regel, beletten[0].veld)


class SleutelFout(Exception):
    """Een sleutel ontbreekt of past niet. Er komt nooit cijfertekst of een lege waarde voor in de plaats.

    De tekst gaat naar het serverlogboek (`alarm`): schrijf er nooit inhoud of een dossier in (LR-34).
    """


class GeenActor(TypeError):
    """Een handeling zonder iemand die ze stelt bestaat niet."""
