"""LR-50 tot LR-61: wat bewaard wordt, hoe lang, en wie ervoor instaat."""

from django.utils.translation import gettext_lazy as _

from .basis import Regel
from .bronnen import AVG, D2023, FG2023, W2026, WGB, casusoverleg

DOSSIER = (
    Regel(
        "LR-50",
        _("Alleen deze soorten gegevens"),
        _(
            "De wet noemt veertien soorten gegevens; andere worden niet bewaard. Voor politie en gerecht, gezondheid,"
            " afkomst, overtuiging en seksueel gedrag schrijft de auteur telkens waarom het nodig is. Vlaamse"
            " organisaties hebben een eigen lijst van vijftien."
        ),
        "WB",
        (W2026.bij("art. 2 § 2"), D2023.bij("art. 5")),
        _("De lijst staat in de wet; de reden per inbreng is een keuze van dit product."),
    ),
    Regel(
        "LR-51",
        _("Alleen de persoon en wie rond hem staat"),
        _("Er wordt alleen iets bewaard over de besproken persoon, en over zijn relaties en contacten."),
        "W",
        (W2026.bij("art. 2 § 2"), D2023.bij("art. 5")),
    ),
    Regel(
        "LR-52",
        _("De bewaartermijn staat vast voor het eerste overleg"),
        _(
            "De deelnemers spreken vooraf af hoe lang het dossier blijft, en nooit langer dan dertig jaar na het"
            " afsluiten. Zonder afspraak begint geen overleg. Standaard is dat één jaar na de laatste bespreking; vijf"
            " jaar kan alleen met redenen."
        ),
        "WB",
        (W2026.bij("art. 2 § 4"), D2023.bij("art. 5"), FG2023.bij("art. 20")),
        _("De grens van dertig jaar staat in de wet; één en vijf jaar volgen het voorbeeld."),
    ),
    Regel(
        "LR-53",
        _("Vernietigen is voorgoed"),
        _(
            "Na de termijn verdwijnt de inhoud onherroepelijk, ook uit reservekopieën. Twee mensen tekenen de"
            " vernietigingslijst, en het bewijs van vernietigen blijft."
        ),
        "WB",
        (W2026.bij("art. 2 § 4"), D2023.bij("art. 5")),
        _("De wet vraagt dat bewaren eindigt; hoe dat gebeurt, is een keuze van dit product."),
    ),
    Regel(
        "LR-54",
        _("Wie verantwoordelijk is voor de verwerking"),
        _(
            "Voor het signaal staat elke dienst in voor de eigen verwerking. Tijdens de voorbereiding en het overleg doen"
            " alle diensten dat samen met de organisator. Daarna staat elke deelnemer weer in voor de eigen verwerking."
            " Het Vlaamse decreet leest dat anders; de functionaris legt vast welke lezing het LIVC volgt."
        ),
        "W",
        (W2026.bij("art. 3"), WGB.bij("art. 9"), WGB.bij("art. 10 § 2"), D2023.bij("art. 4 § 3")),
    ),
    Regel(
        "LR-55",
        _("Een vraag van de persoon zelf"),
        _(
            "Wie vraagt om inzage, verbetering of wissen, krijgt antwoord binnen één maand, met hoogstens twee maanden"
            " erbij. De organisator overlegt met de deelnemers. Zolang de casus loopt, kan het antwoord beperkt worden op"
            " een van vijf gronden; de functionaris schrijft op waarom, en wijst de weg naar de toezichthouder."
        ),
        "WB",
        (W2026.bij("art. 6"),),
        _(
            "De plicht staat in de wet. De woorden van de vijf gronden volgen hier de AVG, art. 23, lid 1: een jurist kijkt"
            " ze na in de wet zelf. Wie geraadpleegd wordt en hoe, is een keuze van dit product."
        ),
    ),
    Regel(
        "LR-56",
        _("Vier gegevens voor er echt gewerkt wordt"),
        _(
            "Een LIVC begint pas in productie als dit vaststaat: de referentie van de DPIA, de"
            " verwerkingsverantwoordelijke, de functionaris voor gegevensbescherming en de toezichthoudende autoriteit."
        ),
        "W",
        (AVG.bij("art. 35"),),
    ),
    Regel(
        "LR-57",
        _("Alles komt in het logboek"),
        _(
            "Elke inzage, wijziging, weigering, vrijgave en vernietiging staat in een logboek waar niemand iets uit haalt:"
            " wie, wanneer en waarom. Wat niet vastgelegd kan worden, gebeurt niet."
        ),
        "WB",
        (AVG.bij("art. 5, lid 2"), AVG.bij("art. 32")),
        _(
            "De plicht om verantwoording af te leggen staat in de wet; de manier is een keuze van dit product."
        ),
    ),
    Regel(
        "LR-58",
        _("Geen scores over mensen"),
        _("Nergens krijgt iemand automatisch een score, een profiel of een plaats in een rangorde."),
        "B",
        (AVG.bij("art. 22"),),
    ),
    Regel(
        "LR-59",
        _("Alleen afgeronde cijfers gaan naar buiten"),
        _("Cijfers over het LIVC zijn samengeteld en afgerond; kleine aantallen worden verborgen."),
        "B",
    ),
    Regel(
        "LR-60",
        _("Een melding na twaalf maanden stilte"),
        _("Kwam een LIVC twaalf maanden lang niet samen, dan ziet de kern daar een melding van."),
        "S",
    ),
    Regel(
        "LR-61",
        _("Geen overleg zonder modaliteiten"),
        _(
            "Een geldig document zegt wie er komt, met welk doel en hoe er gewerkt wordt. Elke versie blijft bewaard."
            " Zonder zo'n document roept niemand een overleg bijeen."
        ),
        "W",
        casusoverleg(),
    ),
)
