"""De enige plaats van waaruit een e-mail vertrekt, zonder databank: een alarm gaat ook weg als zij niet antwoordt.

Wat erin staat, maakt `berichten`; hier komt er niets bij. Elk bericht draagt een willekeurig teken, in Message-ID en in
het adres voor retours.
"""

import logging
import secrets
from email.message import EmailMessage as MimeBericht
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage

from .agendastuk import Agendastuk
from .berichten import Brief

logger = logging.getLogger(__name__)


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


def zend(brief: Brief, adres: str, teken: str) -> bool:
    """Verstuurt nu; False als het niet lukt. Het serverlogboek krijgt geen adres en geen tekst."""
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


def nieuw_teken() -> str:
    return secrets.token_hex(16)
