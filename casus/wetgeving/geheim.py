"""LR-30 tot LR-46: geheimhouding, en wat van tafel weggaat."""

from django.utils.translation import gettext_lazy as _

from .basis import Regel
from .bronnen import AVG, LIVC, SW, SW_OUD, W2026, casusoverleg

GEHEIM = (
    Regel(
        "LR-30",
        _("Geheimhouding voor de eerste blik"),
        _(
            "Iedereen aanvaardt per casus de geheimhouding, voor er iets van de inhoud te zien is. Ook de kern."
        ),
        "WB",
        casusoverleg(),
        _("De plicht staat in de wet; de manier van aanvaarden is een keuze van dit product."),
    ),
    Regel(
        "LR-31",
        _("Inhoud is alleen voor de tafel"),
        _(
            "Alleen aanvaarde deelnemers van die casus en de kern zien de inhoud. Een beheerder kan ze niet lezen, niet"
            " in de toepassing en niet in de databank."
        ),
        "W",
        (*casusoverleg(), W2026.bij("art. 3 § 2")),
    ),
    Regel(
        "LR-32",
        _("Elke inbreng blijft van haar auteur"),
        _(
            "Bij elke inbreng staan de auteur, de bron, het soort gegeven, de geheimhouding, wie mag lezen en of verder"
            " delen mag. Standaard is ze geheim en mag ze niet verder. Alleen de auteur verlaagt dat of trekt ze in."
        ),
        "B",
    ),
    Regel(
        "LR-33",
        _("Een advocaat brengt niets in"),
        _("Wie als advocaat geregistreerd staat, kan geen inbreng doen."),
        "W",
        (SW.bij("art. 353 § 3"), SW_OUD.bij("art. 458quater")),
        _("Strenger dan de tekst."),
    ),
    Regel(
        "LR-34",
        _("Geen namen of inhoud buiten de casus"),
        _(
            "Namen en inhoud staan nooit in een e-mail, een kalender, een adres, een paginatitel, een bestandsnaam, een"
            " serverlogboek of een foutmelding."
        ),
        "WB",
        (AVG.bij("art. 32"),),
        _("De plicht om te beveiligen staat in de wet; de manier is een keuze van dit product."),
    ),
)

WEG = (
    Regel(
        "LR-40",
        _("De fiche is de enige weg naar de veiligheidsdiensten"),
        _(
            "Alleen de terugkoppelingsfiche gaat naar de diensten die de T.E.R.-wet van 29 maart 2024 noemt, en alleen"
            " de korpschef of zijn vertegenwoordiger maakt ze over."
        ),
        "W",
        (LIVC.bij("art. 4 § 2"),),
    ),
    Regel(
        "LR-41",
        _("Iedereen die er was, keurt de fiche goed"),
        _(
            "Alle leden die werkelijk aan dat overleg deelnamen, keuren precies die tekst goed. Eén neen of één"
            " ontbrekend antwoord houdt ze tegen. Wie een woord wijzigt, begint opnieuw."
        ),
        "W",
        (LIVC.bij("art. 4 § 2"),),
    ),
    Regel(
        "LR-42",
        _("Geen geheim in de fiche"),
        _(
            "De fiche zegt hoe de opvolging loopt en verklapt niets van wat aan tafel als geheim verteld werd. Ze bestaat"
            " alleen uit inbreng die de auteur vrijgaf; tekst die met geheime inbreng samenvalt, wordt geweigerd."
        ),
        "WB",
        (LIVC.bij("art. 4 § 2"),),
        _("De plicht staat in de wet; de manier is een keuze van dit product."),
    ),
    Regel(
        "LR-43",
        _("Wat een deelnemer in het eigen dossier mag zetten"),
        _(
            "Alleen afspraken die voor de eigen wettelijke taak dienen, en mondelinge informatie die daarvoor strikt"
            " nodig is. Alle deelnemers stemmen in. Komen de gegevens uit een gerechtelijk dossier, dan moet ook de"
            " procureur uitdrukkelijk akkoord gaan."
        ),
        "W",
        (W2026.bij("art. 4"),),
    ),
    Regel(
        "LR-44",
        _("Alleen vervolging voor waar het overleg over ging"),
        _(
            "Geheimen van de tafel dienen alleen om de misdrijven te vervolgen waarvoor het overleg er was. Wie een ander"
            " misdrijf opgeeft, krijgt een weigering."
        ),
        "W",
        casusoverleg(),
    ),
    Regel(
        "LR-45",
        _("Een verslag met besluiten, geen uitspraken"),
        _("Het verslag houdt besluiten en acties bij. Inhoud in bulk uitvoeren bestaat niet."),
        "B",
    ),
    Regel(
        "LR-46",
        _("Geen dreigingsniveau in dit product"),
        _(
            "Er is geen veld voor een categorie of een dreigingsniveau, en er wordt niets van ingelezen. De politie toont"
            " een informatiekaart aan tafel; alleen dat het gebeurde, wordt genoteerd."
        ),
        "WB",
        (LIVC.bij("art. 4 § 1"),),
    ),
)
