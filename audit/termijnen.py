"""Hoe lang elke soort regel in het logboek blijft: gegevens, met de reden in woorden (LR-57; AVG 5, lid 1, e).

Elke soort hoort bij één klasse, voor altijd: wat vervallen is, zegt zijn klasse bij naam. Wil een soort later een
andere termijn, dan krijgt ze een nieuwe klasse. `docs/adr/0017-verval-en-bezorgen.md` zegt waarom deze getallen.
"""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from .soorten import Soort


class Klasse(models.TextChoices):
    AANMELDINGEN = "aanmeldingen", _("aanmeldingen")
    HANDELINGEN = "handelingen", _("handelingen en inzage")
    GRONDSLAG = "grondslag", _("grondslag van het logboek")


DAGEN: Mapping[Klasse, int] = {
    Klasse.AANMELDINGEN: 731,
    Klasse.HANDELINGEN: 3653,
    Klasse.GRONDSLAG: 10958,
}
"""2, 10 en 30 jaar, naar boven: hele dagen, want een jaar is niet overal even lang.

Wie een getal wijzigt, zet het nieuwe erbij in `verificateur.TERMIJNEN`: oude verklaringen blijven kloppen.
"""

TEKST_DAGEN = 184
"""Hoogstens een half jaar blijft de tekst van een vraag die nog loopt, na het vernietigen van haar casus of na het vragen.

Zes keer de gewone tijd voor een besluit. De wet noemt geen termijn: een keuze van het product, door de functionaris na te
kijken (docs/adr/0021-vernietiging.md).
"""

WAAROM: Mapping[Klasse, object] = {
    Klasse.AANMELDINGEN: _(
        "Twee jaar: lang genoeg om een inbraak in een account na te gaan, te kort om iemands uren bij te houden."
    ),
    Klasse.HANDELINGEN: _(
        "Tien jaar: wie keek en wat gebeurde, moet na te gaan zijn zolang iemand het kan betwisten."
    ),
    Klasse.GRONDSLAG: _(
        "Dertig jaar: sleutels, leden, uitvoer, vernietiging en verval. Zonder hen is niets anders te controleren; "
        "langer dan een dossier kan bestaan (LR-52), blijft ook dit niet."
    ),
}

_AANMELDEN = frozenset(
    {
        Soort.TOEGANG_AANGEMELD,
        Soort.TOEGANG_AFGEMELD,
        Soort.TOEGANG_AANMELDING_MISLUKT,
        Soort.TOEGANG_SESSIES_BEEINDIGD,
        Soort.TOEZICHT_VERGRENDELD,
    }
)
_ONDERWERPEN = frozenset(
    {
        "sleutel",
        "toezichtsleutel",
        "livc",
        "modaliteiten",
        "lidmaatschap",
        "bewaartermijn",
        "bewaarplicht",
        "vernietiging",
    }
)
_GROND = frozenset(
    {
        Soort.SIGNAAL_GEWIST,
        Soort.VERZOEK_GEWIST,
        Soort.CASUS_VERNIETIGD,
        Soort.TOEZICHT_SLEUTEL_GEMAAKT,
        Soort.TOEZICHT_UITVOER,
        Soort.TOEZICHT_BEZORGD,
        Soort.TOEZICHT_VERSLAG,
        Soort.TOEZICHT_VERVALLEN,
        Soort.FICHE_OVERGEMAAKT,
        # Waar een dossier heen ging en vandaan kwam, blijft te weten zolang het kan bestaan (LR-52).
        Soort.OVERDRACHT_AANGEBODEN,
        Soort.OVERDRACHT_AANVAARD,
        Soort.OVERDRACHT_AFGELOPEN,
        Soort.OVERNAME_AFGEDRUKT,
        Soort.VERSTREKKING_GENOTEERD,
    }
)


def klasse(soort: Soort) -> Klasse:
    """Wat niet uitdrukkelijk korter of langer is, is een handeling."""
    if soort in _AANMELDEN:
        return Klasse.AANMELDINGEN
    return Klasse.GRONDSLAG if soort in _GROND or soort.onderwerp in _ONDERWERPEN else Klasse.HANDELINGEN


def soorten(van: Klasse) -> list[str]:
    return [soort.value for soort in Soort if klasse(soort) == van]
