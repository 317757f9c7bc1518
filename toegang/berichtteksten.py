"""De vaste woorden van elk bericht. Een tekst die hier niet staat, kan niet vertrekken (LR-34)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Berichtsoort(Enum):
    UITNODIGING = "uitnodiging"
    UITNODIGING_INGETROKKEN = "uitnodiging_ingetrokken"
    DEELNAME_BEEINDIGD = "deelname_beeindigd"
    AGENDA = "agenda"
    AGENDA_GEWIJZIGD = "agenda_gewijzigd"
    AGENDA_VERVALT = "agenda_vervalt"
    HERINNERING_AFSPRAAK = "herinnering_afspraak"
    HERINNERING_OVERLEG = "herinnering_overleg"
    NOODTOEGANG = "noodtoegang"
    VERLENGING = "verlenging"
    VERNIETIGING = "vernietiging"
    ACCOUNTLINK = "accountlink"
    WACHTWOORD = "wachtwoord"
    HERSTEL_GEVRAAGD = "herstel_gevraagd"
    HERSTELD = "hersteld"
    TOEZICHT = "toezicht"
    VRAAG_VAN_TOEZICHT = "vraag_van_toezicht"
    ALARM = "alarm"


class Reden(Enum):
    """Waarom een herinnering of een alarm nu komt; nooit waarover het gaat."""

    AFSPRAAK_VOORBIJ = "afspraak_voorbij"
    AFSPRAAK_VANDAAG = "afspraak_vandaag"
    AFSPRAAK_BINNENKORT = "afspraak_binnenkort"
    AFSPRAAK_OPEN = "afspraak_open"
    OVERLEG_VANDAAG = "overleg_vandaag"
    OVERLEG_MORGEN = "overleg_morgen"
    OVERLEG_OVERMORGEN = "overleg_overmorgen"
    SLEUTELS = "sleutels"
    KLUIS = "kluis"
    DATABANK = "databank"
    VERVAL = "verval"
    GETUIGE = "getuige"
    LOGBOEK = "logboek"


REDENEN: Mapping[Reden, Any] = {
    Reden.AFSPRAAK_VOORBIJ: _("De datum van een afspraak waarvan u eigenaar bent, is voorbij."),
    Reden.AFSPRAAK_VANDAAG: _("Een afspraak waarvan u eigenaar bent, is voor vandaag."),
    Reden.AFSPRAAK_BINNENKORT: _("De datum van een afspraak waarvan u eigenaar bent, komt dichterbij."),
    Reden.AFSPRAAK_OPEN: _("U bent eigenaar van een afspraak die nog openstaat."),
    Reden.OVERLEG_VANDAAG: _("Vandaag is er een overleg waarop u verwacht wordt."),
    Reden.OVERLEG_MORGEN: _("Morgen is er een overleg waarop u verwacht wordt."),
    Reden.OVERLEG_OVERMORGEN: _("Overmorgen is er een overleg waarop u verwacht wordt."),
    Reden.SLEUTELS: _(
        "Een sleutel ontbreekt of past niet; wie werkt, ziet een pagina dat het even niet gaat."
    ),
    Reden.KLUIS: _("De sleutelkluis antwoordt niet, of het opruimen ervan wacht op een mens."),
    Reden.DATABANK: _("De databank antwoordt niet."),
    Reden.VERVAL: _(
        "Oude regels van een logboek vervallen niet, want ze passen niet meer in hun boom. Draai verifieer_audit."
    ),
    Reden.GETUIGE: _(
        "Een getuige zag een ander logboek dan dit, of al een kwartier ondertekenen er te weinig. Kijk na of iemand het"
        " logboek terugdraaide en of elke getuige bereikbaar is."
    ),
    Reden.LOGBOEK: _("Een regel van het logboek wacht al meer dan een minuut op haar plaats in de boom."),
}

VAN_EEN_ACCOUNT = _("U krijgt dit bericht omdat u een account hebt. Antwoorden kan niet.")
ZONDER_ANTWOORD = _("Antwoorden op dit bericht kan niet.")


@dataclass(frozen=True)
class Sjabloon:
    """Een vast onderwerp en vaste alinea's. `vraagt` noemt wat een brief precies moet invullen.

    `keuze` is waar voor wat de ontvanger zelf kan uitzetten.
    """

    onderwerp: Any
    alineas: tuple[Any, ...]
    urlnaam: str = ""
    slot: Any = VAN_EEN_ACCOUNT
    vraagt: frozenset[str] = frozenset()
    keuze: bool = False


_WIE_NIET = _("Over wie het gaat, staat niet in dit bericht. U leest het na het aanmelden.")

SJABLONEN: Mapping[Berichtsoort, Sjabloon] = {
    Berichtsoort.UITNODIGING: Sjabloon(
        _("Er wacht een uitnodiging op u"),
        (
            _("Er wacht een uitnodiging op u voor een casusoverleg. U leest ze na het aanmelden."),
            _("Over wie het gaat, staat niet in dit bericht. U beslist vrij of u deelneemt."),
            _("Neen zeggen kan altijd, zonder reden en zonder gevolg."),
        ),
        "casus:uitnodigingen",
    ),
    Berichtsoort.UITNODIGING_INGETROKKEN: Sjabloon(
        _("Een uitnodiging is ingetrokken"),
        (_("Een uitnodiging voor een casusoverleg is ingetrokken. U hoeft niets te doen."),),
        "casus:uitnodigingen",
    ),
    Berichtsoort.DEELNAME_BEEINDIGD: Sjabloon(
        _("Uw deelname aan een casusoverleg is beëindigd"),
        (
            _("De burgemeester beëindigde uw deelname aan een casusoverleg. U hoeft niets te doen."),
            _("Wat u aan tafel hoorde, blijft geheim."),
        ),
        "casus:uitnodigingen",
    ),
    Berichtsoort.AGENDA: Sjabloon(
        _("Casusoverleg: voor uw agenda"),
        (_("In de bijlage staat een overleg voor uw agenda: wanneer en waar, en niets anders."), _WIE_NIET),
        "casus:overleggen",
        keuze=True,
    ),
    Berichtsoort.AGENDA_GEWIJZIGD: Sjabloon(
        _("Casusoverleg: ander uur of andere plaats"),
        (_("Een overleg in uw agenda is gewijzigd. De bijlage past uw agenda aan."), _WIE_NIET),
        "casus:overleggen",
        keuze=True,
    ),
    Berichtsoort.AGENDA_VERVALT: Sjabloon(
        _("Casusoverleg: niet meer in uw agenda"),
        (_("Een overleg in uw agenda vervalt voor u. De bijlage haalt het weg. U hoeft niets te doen."),),
        "casus:overleggen",
        keuze=True,
    ),
    Berichtsoort.HERINNERING_AFSPRAAK: Sjabloon(
        _("Herinnering aan een afspraak"),
        (
            "%(reden)s",
            _("Waarover het gaat, staat niet in dit bericht. U vindt uw afspraken na het aanmelden."),
            _("Niemand vraagt u informatie over een persoon. ‘Het bleek onmogelijk’ is ook een antwoord."),
        ),
        "casus:werk",
        vraagt=frozenset({"reden"}),
        keuze=True,
    ),
    Berichtsoort.HERINNERING_OVERLEG: Sjabloon(
        _("Herinnering aan een overleg"),
        (
            "%(reden)s",
            _("Uur en plaats vindt u na het aanmelden. U hoeft niets voor te bereiden of in te brengen."),
        ),
        "casus:overleggen",
        vraagt=frozenset({"reden"}),
        keuze=True,
    ),
    Berichtsoort.NOODTOEGANG: Sjabloon(
        _("Er is noodtoegang geopend"),
        (
            _("Twee personen openden samen noodtoegang in een LIVC waarmee u werkt."),
            _("Over welke casus het gaat, wie het deed en waarom, leest u na het aanmelden bij ‘Mijn werk’."),
        ),
        "casus:werk",
    ),
    Berichtsoort.VERLENGING: Sjabloon(
        _("Een bewaartermijn wacht op uw kennisneming"),
        (
            _("De deelnemers van een casusoverleg willen een dossier opnieuw langer bewaren."),
            _("Dat geldt pas nadat u er kennis van nam. U vindt het na het aanmelden bij ‘Mijn werk’."),
        ),
        "casus:werk",
    ),
    Berichtsoort.VERNIETIGING: Sjabloon(
        _("Een vernietigingslijst wacht op handtekeningen"),
        (
            _(
                "Er zijn dossiers waarvan de bewaartermijn om is. Twee mensen tekenen voor ze vernietigd worden."
            ),
            _("U vindt de lijst na het aanmelden bij ‘Mijn werk’."),
        ),
        "casus:werk",
    ),
    Berichtsoort.ACCOUNTLINK: Sjabloon(
        _("Maak uw account voor het casusoverleg"),
        (
            _("U werd gevraagd een account te maken voor het casusoverleg."),
            _("Kies met deze link een wachtwoord en een tweede stap. Pas daarna bestaat uw account."),
            "%(link)s",
            _("De link werkt één keer, en %(dagen)d dagen lang. Stuur ze niet door."),
            _("Kent u dit niet, dan hoeft u niets te doen."),
        ),
        slot=ZONDER_ANTWOORD,
        vraagt=frozenset({"geheim", "dagen"}),
    ),
    Berichtsoort.WACHTWOORD: Sjabloon(
        _("Een nieuw wachtwoord kiezen"),
        (
            _(
                "Iemand vroeg een nieuw wachtwoord voor uw account. Was u dat niet? Dan hoeft u niets te doen."
            ),
            _("Was u het wel, open dan deze link:"),
            "%(link)s",
        ),
        slot=ZONDER_ANTWOORD,
        vraagt=frozenset({"geheim"}),
    ),
    # Aan de persoon zelf, zodra iemand het vraagt: wie de tweede stap nog heeft, kan het tegenhouden (LR-31).
    Berichtsoort.HERSTEL_GEVRAAGD: Sjabloon(
        _("Iemand vroeg om uw tweede stap te herstellen"),
        (
            _("Iemand vroeg om de tweede stap van uw aanmelding opnieuw in te stellen."),
            _("Vroeg u dit zelf, dan hoeft u niets te doen: een tweede persoon bevestigt nog."),
            _("Vroeg u dit niet, meld u dan aan en weiger het. U vindt het bij uw werk."),
        ),
        "casus:werk",
        slot=ZONDER_ANTWOORD,
    ),
    Berichtsoort.HERSTELD: Sjabloon(
        _("Uw tweede stap is hersteld"),
        (
            _("Twee personen herstelden de tweede stap van uw aanmelding. Al uw sessies zijn beëindigd."),
            _("Meld u aan met uw wachtwoord en kies een nieuwe tweede stap."),
            _("Vroeg u dit niet, verwittig dan meteen wie toezicht houdt."),
        ),
        "account_login",
        slot=ZONDER_ANTWOORD,
    ),
    # Niet wat, niet waar, niet wie.
    Berichtsoort.TOEZICHT: Sjabloon(
        _("Iets bij het toezicht vraagt uw aandacht"),
        (
            _("Er gebeurde iets met de sleutels van het toezicht, of een collega wacht op u."),
            _("Meld u aan en kijk bij het toezicht, op het blad Sleutels."),
        ),
        "casus:werk",
        slot=ZONDER_ANTWOORD,
    ),
    Berichtsoort.VRAAG_VAN_TOEZICHT: Sjabloon(
        _("Er wacht een vraag op u"),
        (
            _("Het toezicht heeft een vraag voor u. U leest ze na het aanmelden, bij ‘Mijn werk’."),
            _("Waarover ze gaat, staat niet in dit bericht. ‘Ik antwoord liever niet’ is ook een antwoord."),
        ),
        "casus:werk",
    ),
    Berichtsoort.ALARM: Sjabloon(
        _("Alarm van het casusoverleg: %(code)s"),
        (_("Op %(site)s is iets mis: %(reden)s Kijk in het serverlogboek bij casusoverleg.alarm."),),
        slot=ZONDER_ANTWOORD,
        vraagt=frozenset({"reden"}),
    ),
}
