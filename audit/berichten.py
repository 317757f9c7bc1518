"""Berichten van het toezicht per e-mail: dat er iets klaarstaat, nooit wat, waarover of van welk LIVC (LR-34)."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from toegang.post import verstuur


def meld_vraag(adres: str) -> None:
    """Na de transactie; mislukken maakt de vraag niet ongedaan: ze staat ook bij ‘Mijn werk’."""
    alineas = (
        _("Het toezicht heeft een vraag voor u. U leest ze na het aanmelden, bij ‘Mijn werk’."),
        _("Waarover ze gaat, staat niet in dit bericht. ‘Ik antwoord liever niet’ is ook een antwoord."),
        settings.PUBLIEKE_URL + "/",
        _("U krijgt dit bericht omdat u een account hebt. Antwoorden kan niet."),
    )
    onderwerp, tekst = _("Er wacht een vraag op u"), "\n\n".join(alineas) + "\n"
    transaction.on_commit(lambda: verstuur(onderwerp, tekst, adres), robust=True)
