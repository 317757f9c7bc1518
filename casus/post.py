"""Alle berichten per e-mail, op één plaats. Nooit een naam, referentie of inhoud (LR-34).

Een bericht zegt dat er iets klaarstaat en waar; wie het is, blijkt pas na het aanmelden. De adressen wijzen naar een
lijst, nooit naar één casus of uitnodiging.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from casus import databank
from casus.models import Deelname
from toegang import post as toegangspost
from toegang.models import Gebruiker


@dataclass(frozen=True)
class Bericht:
    """Een vast onderwerp, vaste alinea's en de pagina waar iets klaarstaat."""

    onderwerp: str
    alineas: tuple[str, ...]
    urlnaam: str

    @property
    def tekst(self) -> str:
        adres = settings.PUBLIEKE_URL + reverse(self.urlnaam)
        slot = _("U krijgt dit bericht omdat u een account hebt. Antwoorden kan niet.")
        return "\n\n".join((*self.alineas, adres, slot)) + "\n"


def uitnodiging() -> Bericht:
    """Er wacht een uitnodiging: wat de ontvanger mag, en niet over wie het gaat."""
    return Bericht(
        _("Er wacht een uitnodiging op u"),
        (
            _("Er wacht een uitnodiging op u voor een casusoverleg. U leest ze na het aanmelden."),
            _("Over wie het gaat, staat niet in dit bericht. U beslist vrij of u deelneemt."),
            _("Neen zeggen kan altijd, zonder reden en zonder gevolg."),
        ),
        "casus:uitnodigingen",
    )


def ingetrokken() -> Bericht:
    """Een uitnodiging gaat niet door."""
    return Bericht(
        _("Een uitnodiging is ingetrokken"),
        (_("Een uitnodiging voor een casusoverleg is ingetrokken. U hoeft niets te doen."),),
        "casus:uitnodigingen",
    )


def beeindigd() -> Bericht:
    """De burgemeester beëindigde een deelname; de geheimhouding blijft."""
    return Bericht(
        _("Uw deelname aan een casusoverleg is beëindigd"),
        (
            _("De burgemeester beëindigde uw deelname aan een casusoverleg. U hoeft niets te doen."),
            _("Wat u aan tafel hoorde, blijft geheim."),
        ),
        "casus:uitnodigingen",
    )


def herinnering(reden: str) -> Bericht:
    """Een afspraak van de ontvanger zelf; vraagt nooit om informatie over iemand (LR-22)."""
    return Bericht(
        _("Herinnering aan een afspraak"),
        (
            reden,
            _("Waarover het gaat, staat niet in dit bericht. U vindt uw afspraken na het aanmelden."),
            _("Niemand vraagt u informatie over een persoon. ‘Het bleek onmogelijk’ is ook een antwoord."),
        ),
        "casus:werk",
    )


def noodtoegang() -> Bericht:
    """Een casus ging in nood open: wie, waarom en welke casus staat alleen achter het aanmelden (LR-34)."""
    return Bericht(
        _("Er is noodtoegang geopend"),
        (
            _("Twee personen openden samen noodtoegang in een LIVC waarmee u werkt."),
            _("Over welke casus het gaat, wie het deed en waarom, leest u na het aanmelden bij ‘Mijn werk’."),
        ),
        "casus:werk",
    )


def verlenging() -> Bericht:
    """Een dossier wordt voor de tweede of latere keer verlengd: iemand moet er kennis van nemen (LR-52)."""
    return Bericht(
        _("Een bewaartermijn wacht op uw kennisneming"),
        (
            _("De deelnemers van een casusoverleg willen een dossier opnieuw langer bewaren."),
            _("Dat geldt pas nadat u er kennis van nam. U vindt het na het aanmelden bij ‘Mijn werk’."),
        ),
        "casus:werk",
    )


def vernietiging() -> Bericht:
    """Er staat iets op de vernietigingslijst: twee mensen tekenen (LR-53)."""
    return Bericht(
        _("Een vernietigingslijst wacht op handtekeningen"),
        (
            _(
                "Er zijn dossiers waarvan de bewaartermijn om is. Twee mensen tekenen voor ze vernietigd worden."
            ),
            _("U vindt de lijst na het aanmelden bij ‘Mijn werk’."),
        ),
        "casus:werk",
    )


def verwittig(bericht: Bericht, wie: Iterable[UUID]) -> None:
    """Aan elk van deze mensen, na de transactie."""
    for adres in Gebruiker.objects.filter(pk__in=list(wie), is_active=True).values_list("email", flat=True):
        na_vastleggen(bericht, adres)


def verstuur(bericht: Bericht, adres: str) -> bool:
    """Verstuurt nu; False als het niet lukt."""
    return toegangspost.verstuur(bericht.onderwerp, bericht.tekst, adres)


def na_vastleggen(bericht: Bericht, adres: str) -> None:
    """Verstuurt na de transactie; mislukken maakt de handeling niet ongedaan."""
    transaction.on_commit(lambda: verstuur(bericht, adres), robust=True)


def nodig_uit_na_vastleggen(deelname: Deelname) -> None:
    """Verstuurt de uitnodiging na de transactie, en onthoudt of dat lukte zodat iemand ze opnieuw kan sturen."""
    pk, adres = deelname.pk, deelname.gebruiker.email
    transaction.on_commit(lambda: _nodig_uit(pk, adres), robust=True)


def _nodig_uit(pk: UUID, adres: str) -> None:
    gelukt = verstuur(uitnodiging(), adres)
    databank.noteer_bericht(pk, gelukt)
