"""LR-01 tot LR-23: de lijst, het LIVC en zijn genodigden, en vrij deelnemen."""

from django.utils.translation import gettext_lazy as _

from .basis import Regel
from .bronnen import D2021, FG2023, GWH, LIVC, SW, SW_OUD, W1998, W2026, casusoverleg

LIJST = (
    Regel(
        "LR-01",
        _("Eén rechtsgrond per casus"),
        _(
            "Een casus steunt op precies één grond: de wet over de LIVC's, of een gemotiveerde schriftelijke machtiging"
            " van de procureur des Konings. Bij een machtiging horen de datum en de referentie."
        ),
        "W",
        casusoverleg(),
    ),
    Regel(
        "LR-02",
        _("Eén doel, en niemand verandert het"),
        _(
            "Het enige doel is terroristische misdrijven voorkomen. Dat doel staat vast in de casus; geen enkele"
            " gebruiker kan er iets anders van maken."
        ),
        "W",
        (LIVC.bij("art. 2"), SW.bij("art. 371-388"), SW_OUD.bij("boek II, titel Iter")),
    ),
    Regel(
        "LR-03",
        _("Alleen de burgemeester zet iemand op de lijst"),
        _(
            "De burgemeester of zijn aangewezen vertegenwoordiger beslist, met geschreven aanwijzingen van een"
            " radicaliseringsproces. Een leeg veld volstaat niet. Wie alleen een geloof, een mening, een afkomst of een"
            " godsdienst noemt, geeft geen aanwijzing."
        ),
        "W",
        (LIVC.bij("art. 3 § 2"), W1998.bij("art. 3, 15°")),
    ),
    Regel(
        "LR-04",
        _("Een signaal zonder gevolg verdwijnt snel"),
        _(
            "Wat niet weerhouden wordt, heeft de kortste bewaartermijn van alles: standaard dertig dagen. Daarna blijft"
            " alleen een spoor zonder persoonsgegevens."
        ),
        "B",
    ),
    Regel(
        "LR-05",
        _("Een casus hoort bij één LIVC"),
        _(
            "Voor mensen van een ander LIVC bestaat de casus niet: geen pagina, geen telling en geen gat in een"
            " nummering dat iets verraadt."
        ),
        "W",
        (LIVC.bij("art. 2"), *casusoverleg()),
    ),
    Regel(
        "LR-06",
        _("De lijst van besproken personen"),
        _(
            "Wie het overleg organiseert, houdt bij over wie gesproken werd. Die lijst is er alleen voor de burgemeester"
            " en de functionaris voor gegevensbescherming."
        ),
        "W",
        (W2026.bij("art. 6"),),
    ),
    Regel(
        "LR-07",
        _("Twee mensen wegen een signaal"),
        _(
            "De preventieambtenaar en de politie wegen elk signaal op dezelfde vaste criteria. Beide namen staan onder"
            " de uitkomst, met de versie van de criteria."
        ),
        "B",
        noot=_("Naar een vaststelling van de Nederlandse inspectie over selectie door één partner."),
    ),
)

LEDEN = (
    Regel(
        "LR-10",
        _("Drie rollen, anders werkt het LIVC niet"),
        _(
            "Een LIVC werkt alleen als deze drie rollen ingevuld zijn: de burgemeester, de korpschef van de lokale"
            " politie en de preventieambtenaar van de gemeente. Een vertegenwoordiger telt mee voor de eerste twee."
        ),
        "W",
        (LIVC.bij("art. 3 § 1"),),
    ),
    Regel(
        "LR-11",
        _("De politie heeft een veiligheidsmachtiging"),
        _(
            "Het lid van de politie heeft een machtiging van minstens niveau ‘geheim’. Op de dag dat ze vervalt,"
            " stopt de toegang."
        ),
        "W",
        (LIVC.bij("art. 3 § 1"),),
    ),
    Regel(
        "LR-12",
        _("Alle anderen komen op uitnodiging van de burgemeester"),
        _(
            "Andere mensen komen per casus, omdat hun dienst iets kan betekenen voor de opvolging van die persoon. Het"
            " gaat om mensen van gemeentelijke diensten, en van diensten van een gemeenschap of gewest die een mandaat"
            " hebben. Zonder mandaat kan zo'n dienst niet uitgenodigd worden."
        ),
        "W",
        (LIVC.bij("art. 3 § 1"),),
    ),
    Regel(
        "LR-13",
        _("Eerst geheimhouding, dan de naam, dan ja of neen"),
        _(
            "De uitnodiging zegt niets over de persoon. Wie de geheimhouding aanvaardt, hoort over wie het gaat: naam,"
            " geboortedatum en woonplaats. Pas wie de deelname aanvaardt, ziet de casus. Wie na de tweede stap neen zegt,"
            " blijft gebonden en ziet verder niets. Een LIVC kan de naam vroeger of later geven."
        ),
        "WB",
        (FG2023.bij("art. 6"),),
        _("Het voorbeeld noemt de naam al in de uitnodiging. De volgorde hier is een keuze van dit product."),
    ),
    Regel(
        "LR-14",
        _("Veertien dagen tussen uitnodiging en overleg"),
        _(
            "Een genodigde krijgt minstens veertien kalenderdagen. Korter kan alleen als de dringendheid opgeschreven"
            " en uitgelegd is. Een LIVC kan een andere termijn instellen."
        ),
        "W",
        (FG2023.bij("art. 5"),),
    ),
    Regel(
        "LR-15",
        _("Extra zorg voor kinderen"),
        _(
            "Onder achttien jaar weegt iemand het belang van het kind op schrift, en bevestigt een tweede persoon dat."
            " Onder twaalf jaar is er ook een bijzondere geschreven reden nodig."
        ),
        "W",
        (FG2023.bij("art. 6"), FG2023.bij("art. 8")),
    ),
    Regel(
        "LR-16",
        _("Een vaste vertegenwoordiger of een vervanger"),
        _(
            "Een organisatie kan iemand vast aanduiden, en een genodigde kan een collega laten komen. Die aanvaardt zelf"
            " de uitnodiging en de geheimhouding. Wat beiden vooraf of achteraf bespreken, valt onder hetzelfde geheim."
        ),
        "W",
        (W2026.bij("art. 5"),),
    ),
    Regel(
        "LR-17",
        _("Geen plaats voor inlichtingendiensten, OCAD of parket"),
        _(
            "Deze rollen bestaan niet in het product, tenzij ze met een opgeschreven rechtsgrond worden aangezet."
        ),
        "S",
    ),
)

VRIJ = (
    Regel(
        "LR-20",
        _("Neen zeggen kan altijd"),
        _(
            "Neen zeggen werkt meteen en heeft nooit een gevolg: geen straf, geen score, geen lijst met namen. Wie een"
            " reden geeft, geeft ze alleen aan de burgemeester. De vraag daarnaar vraagt geen feiten over de persoon."
        ),
        "SW",
        (D2021.bij(), FG2023.bij("art. 7 § 2-3")),
    ),
    Regel(
        "LR-21",
        _("Stoppen kan op elk moment"),
        _("Wie stopt, verliest de toegang op hetzelfde ogenblik. De geheimhouding blijft gelden."),
        "BW",
        casusoverleg(),
    ),
    Regel(
        "LR-22",
        _("Niemand moet iets vertellen"),
        _(
            "Geen veld voor inbreng is verplicht. Geen termijn of herinnering vraagt om informatie. ‘Ik breng niets in’"
            " is een volledig antwoord zonder gevolg."
        ),
        "S",
        (GWH.bij(), D2021.bij()),
    ),
    Regel(
        "LR-23",
        _("Uitsluiten bij een belangenconflict"),
        _(
            "Iemand met een belangenconflict kan uitgesloten worden, en ziet dan geen spoor meer van de casus."
        ),
        "B",
    ),
)
