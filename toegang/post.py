"""Berichten over accounts. Nooit een naam, een dienst of een LIVC: wie meeleest, leert alleen dat er een account is.

De link voor een nieuw account is het enige geheim dat ooit in een e-mail staat; ze werkt één keer en niet lang.
"""

import logging
from collections.abc import Callable, Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


def verstuur(onderwerp: str, tekst: str, adres: str) -> bool:
    """Verstuurt nu; False als het niet lukt. Het serverlogboek krijgt geen adres en geen tekst."""
    try:
        EmailMessage(onderwerp, tekst, to=[adres]).send()
    except (OSError, ValueError) as fout:  # smtplib.SMTPException is een OSError
        logger.warning("Een bericht is niet verstuurd (%s).", type(fout).__name__)
        return False
    return True


def stuur_link(sleutel: str, adres: str, dagen: int, achteraf: Callable[[bool], object]) -> None:
    """Na de transactie: de link waarmee iemand zelf een account maakt; `achteraf` hoort of het lukte."""
    alineas = (
        _("U werd gevraagd een account te maken voor het casusoverleg."),
        _("Kies met deze link een wachtwoord en een tweede stap. Pas daarna bestaat uw account."),
        _adres("account_uitnodiging", sleutel),
        _("De link werkt één keer, en %(dagen)d dagen lang. Stuur ze niet door.") % {"dagen": dagen},
        _("Kent u dit niet, dan hoeft u niets te doen."),
    )
    tekst = _tekst(alineas)
    transaction.on_commit(
        lambda: achteraf(verstuur(_("Maak uw account voor het casusoverleg"), tekst, adres)), robust=True
    )


def meld_herstel_gevraagd(adres: str) -> None:
    """Aan de persoon zelf, zodra iemand het vraagt: wie de tweede stap nog heeft, kan het tegenhouden (LR-31)."""
    _stuur(
        _("Iemand vroeg om uw tweede stap te herstellen"),
        (
            _("Iemand vroeg om de tweede stap van uw aanmelding opnieuw in te stellen."),
            _("Vroeg u dit zelf, dan hoeft u niets te doen: een tweede persoon bevestigt nog."),
            _("Vroeg u dit niet, meld u dan aan en weiger het. U vindt het bij uw werk."),
            settings.PUBLIEKE_URL + "/",
        ),
        adres,
    )


def meld_hersteld(adres: str) -> None:
    """Aan de persoon zelf, zodra twee anderen het herstel bevestigden."""
    _stuur(
        _("Uw tweede stap is hersteld"),
        (
            _("Twee personen herstelden de tweede stap van uw aanmelding. Al uw sessies zijn beëindigd."),
            _("Meld u aan met uw wachtwoord en kies een nieuwe tweede stap."),
            _adres("account_login"),
            _("Vroeg u dit niet, verwittig dan meteen wie toezicht houdt."),
        ),
        adres,
    )


def meld_toezicht(adressen: Iterable[str]) -> None:
    """Aan wie toezicht houdt: er gebeurde iets met de sleutels, of iemand wacht. Niet wat, niet waar, niet wie."""
    for adres in adressen:
        _stuur(
            _("Iets bij het toezicht vraagt uw aandacht"),
            (
                _("Er gebeurde iets met de sleutels van het toezicht, of een collega wacht op u."),
                _("Meld u aan en kijk bij het toezicht, op het blad Sleutels."),
                settings.PUBLIEKE_URL + "/",
            ),
            adres,
        )


def _stuur(onderwerp: str, alineas: tuple[str, ...], adres: str) -> None:
    tekst = _tekst(alineas)
    transaction.on_commit(lambda: verstuur(onderwerp, tekst, adres), robust=True)


def _tekst(alineas: tuple[str, ...]) -> str:
    return "\n\n".join((*alineas, _("Antwoorden op dit bericht kan niet."))) + "\n"


def _adres(urlnaam: str, *args: str) -> str:
    return f"{settings.PUBLIEKE_URL}{reverse(urlnaam, args=args)}"
