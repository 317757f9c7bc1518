"""Waarom het toezicht naar een regel kijkt: vaste regels, elk in woorden uit te leggen. Nooit een score (LR-58).

De redenen liggen vast bij het schrijven en staan mee in het blad: niemand neemt ze later weg.
"""

from collections.abc import Mapping
from datetime import datetime, time

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .soorten import Soort


class Aandacht(models.TextChoices):
    NOOD = "nood", _("noodtoegang")
    WEIGERING = "weigering", _("iemand werd geweigerd")
    BUITEN_OVERLEG = "buiten_overleg", _("inhoud bekeken zonder overleg of eigen actie in de buurt")
    GEVOELIG = "gevoelig", _("gevoelige soort gegevens")
    UITVOER = "uitvoer", _("iets ging naar buiten")
    SLEUTEL = "sleutel", _("er gebeurde iets met de sleutels")
    BUITEN_UREN = "buiten_uren", _("buiten de werkuren")


UITLEG: Mapping[Aandacht, object] = {
    Aandacht.NOOD: _("Elke stap van een noodtoegang: gevraagd, geopend, gelezen, geweigerd of gesloten."),
    Aandacht.WEIGERING: _(
        "Iemand vroeg iets wat hij niet mag zien of doen, een wachtzin klopte niet, een fiche kwam te dicht bij een "
        "geheim, of een verstrekking aan het gerecht noemde een ander misdrijf."
    ),
    Aandacht.BUITEN_OVERLEG: _(
        "Iemand opende een casus terwijl er geen overleg over die casus was van dertig dagen ervoor tot zeven dagen "
        "erna, en hij er zelf geen open actie heeft en het lopende traject niet samenhoudt. De eerste veertien dagen op "
        "de lijst of na een heropening tellen als voorbereiding; aan de eigen inbreng werken telt nooit mee."
    ),
    Aandacht.GEVOELIG: _(
        "Wat gedeeld of getoond werd, gaat over politie of gerecht, gezondheid, herkomst, overtuiging of seksualiteit "
        "(LR-50)."
    ),
    Aandacht.UITVOER: _(
        "Regels van het logboek zijn uitgevoerd of aan een autoriteit bezorgd, een fiche ging naar een dienst, een "
        "dossier is aan een ander LIVC aangeboden, iets is afgedrukt voor een eigen dossier, er is een verstrekking aan "
        "het gerecht genoteerd, of wat een persoon over zichzelf mag weten is opgehaald."
    ),
    Aandacht.SLEUTEL: _(
        "Een sleutel van het toezicht of van de dossiers is gemaakt, doorgegeven, ontnomen, vervangen of vernietigd."
    ),
    Aandacht.BUITEN_UREN: _(
        "Het gebeurde op een weekdag buiten de werkuren, of in het weekend. Of en wanneer iemand komt of iets vertelt, "
        "telt hier nooit mee (LR-20, LR-22), en nakijken zelf ook niet."
    ),
}
"""Wat elke reden precies betekent; de pagina van het toezicht toont dit."""

VRIJ = frozenset({"deelname", "geheimhouding", "account", "factor", "logboek"})
"""Onderwerpen waarbij het uur niemands zaak is: de eigen keuze om te komen (LR-20), het eigen account en het eigen bewijs."""
UUR_TELT_NIET = frozenset(
    {
        Soort.INBRENG_BEWAARD,
        Soort.INBRENG_GEDEELD,
        Soort.INBRENG_NIETS,
        Soort.INBRENG_GEWIJZIGD,
        Soort.INBRENG_INGETROKKEN,
        Soort.INBRENG_VERWIJDERD,
        Soort.BEWAARTERMIJN_INGESTEMD,
        Soort.OVERDRACHT_BEANTWOORD,
        Soort.OVERDRACHT_AFGESLAGEN,
        Soort.OVERNAME_BEANTWOORD,
        Soort.OVERNAME_CONSENSUS,
        Soort.OVERNAME_INGETROKKEN,
        Soort.OVERNAME_VERVALLEN,
        Soort.TOEGANG_AANGEMELD,
        Soort.TOEGANG_AFGEMELD,
        Soort.TOEGANG_AANMELDING_MISLUKT,
        Soort.TOEGANG_SESSIES_BEEINDIGD,
        Soort.FICHE_BEANTWOORD,
        Soort.BEVINDING_BEANTWOORD,
        Soort.BEVINDING_INGEZIEN,
        Soort.RAADPLEGING_INGEZIEN,
        Soort.RAADPLEGING_BEANTWOORD,
        # Anders maakt elke avond nazicht nieuw nazicht; een regel openen telt wel.
        Soort.TOEZICHT_LEIDINGGEVENDE,
        Soort.TOEZICHT_NAGEKEKEN,
        Soort.TOEZICHT_VERSLAG,
        Soort.BEVINDING_GEVRAAGD,
        Soort.BEVINDING_BESLIST,
        Soort.BEVINDING_GESLOTEN,
    }
)
UITVOER = frozenset(
    {
        Soort.TOEZICHT_UITVOER,
        Soort.TOEZICHT_BEZORGD,
        Soort.FICHE_OVERGEMAAKT,
        Soort.FICHE_AFGEHAALD,
        Soort.OVERDRACHT_AANGEBODEN,
        Soort.OVERNAME_AFGEDRUKT,
        Soort.VERSTREKKING_GENOTEERD,
        Soort.VERZOEK_UITVOER,
    }
)
WEIGERING = frozenset(
    {
        Soort.TOEGANG_GEWEIGERD,
        Soort.TOEZICHT_ONTGRENDELEN_MISLUKT,
        Soort.VERSTREKKING_GEWEIGERD,
        Soort.FICHE_GERAAKT,
    }
)


def vaste_redenen(soort: Soort, moment: datetime, *, systeem: bool) -> frozenset[Aandacht]:
    """De redenen die uit soort en uur volgen; een taak die uit zichzelf loopt, kent geen werkuren."""
    redenen = {
        Aandacht.NOOD: soort.onderwerp == "noodtoegang"
        and soort not in (Soort.NOODTOEGANG_GELEZEN, Soort.NOODTOEGANG_NAGEKEKEN),
        Aandacht.WEIGERING: soort in WEIGERING,
        Aandacht.UITVOER: soort in UITVOER,
        Aandacht.SLEUTEL: soort.onderwerp in ("sleutel", "toezichtsleutel")
        or soort in (Soort.TOEZICHT_SLEUTEL_GEMAAKT, Soort.VERNIETIGING_BEGONNEN),
        Aandacht.BUITEN_UREN: not systeem
        and soort.onderwerp not in VRIJ
        and soort not in UUR_TELT_NIET
        and _buiten_uren(moment),
    }
    return frozenset(reden for reden, waar in redenen.items() if waar)


def _buiten_uren(moment: datetime) -> bool:
    lokaal = timezone.localtime(moment)
    van, tot = settings.WERKUREN
    return lokaal.weekday() > 4 or not time(van) <= lokaal.time() < time(tot)
