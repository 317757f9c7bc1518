"""De enige plaats van waaruit een e-mail vertrekt. Wat erin staat, maakt `berichten`; hier komt er niets bij.

Elk bericht aan iemand met een account krijgt een willekeurig teken mee, in Message-ID en in het adres voor retours. Komt
het terug, dan zegt het teken bij welk account het hoorde, en verder niets.
"""

import logging
import re
import secrets
from collections.abc import Callable, Iterable
from email.message import EmailMessage as MimeBericht
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import DatabaseError, transaction
from django.utils import timezone

from .agendastuk import Agendastuk, Methode
from .berichten import Berichtsoort, Brief, Geheim, Link

logger = logging.getLogger(__name__)
TEKEN = re.compile(r"[a-z0-9]{32}")


class Post(EmailMessage):
    """Een bericht, met zo nodig een afspraak: als tekst die een agenda herkent, en als bijlage om te openen."""

    agenda: Agendastuk | None = None

    def message(self, **kwargs: Any) -> MimeBericht:
        bericht: MimeBericht = super().message(**kwargs)
        if self.agenda is not None:
            ics = self.agenda.ics(self.to[0])
            bericht.make_alternative()
            bericht.add_alternative(
                ics.decode(),
                subtype="calendar",
                charset="utf-8",
                cte="base64",
                params={"method": self.agenda.methode.value},
            )
            bericht.add_attachment(ics, maintype="application", subtype="ics", filename="overleg.ics")
        return bericht


def verstuur(brief: Brief, adres: str) -> bool:
    """Verstuurt nu; False als het niet lukt. Het serverlogboek krijgt geen adres en geen tekst."""
    # Een alarm gaat naar wie de server beheert, en vertrekt ook als de databank weg is.
    teken = _nieuw_teken() if brief.soort is Berichtsoort.ALARM else _merk(adres)
    try:
        opgesteld(brief, adres, teken).send()
    except (OSError, ValueError) as fout:  # smtplib.SMTPException is een OSError
        logger.warning("Een bericht is niet verstuurd (%s).", type(fout).__name__)
        return False
    return True


def opgesteld(brief: Brief, adres: str, teken: str) -> Post:
    """Het bericht zoals het vertrekt."""
    domein = settings.PUBLIEKE_URL.split("//")[-1].split("/")[0].split(":")[0]
    koppen = {
        "Message-ID": f"<{teken}@{domein}>",
        # Een afwezigheidsbericht of een antwoord van een ander programma hoeft niet.
        "Auto-Submitted": "auto-generated",
    }
    post = Post(brief.onderwerp, brief.tekst, to=[adres], headers=koppen)
    if settings.RETOUR_ADRES:
        post.from_email = _retour(teken)
        post.extra_headers["From"] = settings.DEFAULT_FROM_EMAIL
    post.agenda = brief.agenda
    return post


def _retour(teken: str) -> str:
    naam, domein = parseaddr(settings.RETOUR_ADRES)[1].rsplit("@", 1)
    return f"{naam}+{teken}@{domein}"


def _nieuw_teken() -> str:
    return secrets.token_hex(16)


def _merk(adres: str) -> str:
    """Een nieuw teken, onthouden bij het account van dit adres; zonder account of zonder databank alleen het teken."""
    from .models import Gebruiker, Verzending  # het alarm laadt deze module vroeger dan de modellen

    teken = _nieuw_teken()
    try:
        with transaction.atomic():
            wie = Gebruiker.objects.filter(email__iexact=adres).values_list("pk", flat=True).first()
            if wie is not None:
                Verzending.objects.create(teken=teken, gebruiker_id=wie, verstuurd_op=timezone.now())
    except DatabaseError as fout:  # zonder teken komt een retour bij niemand; het bericht zelf vertrekt
        logger.warning("Een bericht kreeg geen teken (%s).", type(fout).__name__)
    return teken


def na_vastleggen(brief: Brief, adres: str, achteraf: Callable[[bool], object] | None = None) -> None:
    """Verstuurt na de transactie; mislukken maakt de handeling niet ongedaan. `achteraf` hoort of het lukte."""

    def nu() -> None:
        gelukt = verstuur(brief, adres)
        if achteraf is not None:
            achteraf(gelukt)

    transaction.on_commit(nu, robust=True)


def stuur_link(sleutel: str, adres: str, dagen: int, achteraf: Callable[[bool], object]) -> None:
    """Na de transactie: de link waarmee iemand zelf een account maakt; `achteraf` hoort of het lukte."""
    na_vastleggen(
        Brief(Berichtsoort.ACCOUNTLINK, geheim=Geheim(Link.ACCOUNT, sleutel), dagen=dagen), adres, achteraf
    )


def meld_toezicht(adressen: Iterable[str]) -> None:
    """Aan wie toezicht houdt: er gebeurde iets met de sleutels, of iemand wacht."""
    for adres in adressen:
        na_vastleggen(Brief(Berichtsoort.TOEZICHT), adres)


def ophaalstuk(stuk: Agendastuk) -> bytes:
    """De afspraak voor wie ze zelf ophaalt: zonder ontvanger erin."""
    if stuk.methode is not Methode.ZELF:
        raise ValueError("Alleen een gewone afspraak wordt opgehaald.")
    return stuk.ics("")
