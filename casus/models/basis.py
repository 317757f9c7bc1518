"""Wat elk model van een casus deelt."""

import secrets
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

# Zonder 0/O, 1/I/L en klinkers: niet te verwarren aan de telefoon, en er ontstaan geen woorden.
TEKENS = "23456789BCDFGHJKMNPQRSTVWXZ"


def nieuwe_referentie() -> str:
    """Een korte willekeurige referentie ("K7M-2QX"); een volgnummer zou verraden hoeveel casussen er zijn (LR-05)."""
    letters = [secrets.choice(TEKENS) for _i in range(6)]
    return f"{''.join(letters[:3])}-{''.join(letters[3:])}"


class LivcGebonden(models.Model):
    """Hoort bij precies één LIVC (LR-05).

    De klassevelden hieronder leest `toegang.beleid`: welke relaties iemand tot de rij kan hebben (naam → veld), en
    in welk veld de casus staat.
    """

    beleid_relaties: ClassVar[dict[str, str]] = {}
    beleid_casus: ClassVar[str | None] = None

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    livc = models.ForeignKey("toegang.Livc", models.PROTECT, related_name="+")
    aangemaakt = models.DateTimeField(_("aangemaakt"), auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class CasusGebonden(LivcGebonden):
    """Hoort bij precies één casus, en staat onder de sleutel van die casus."""

    beleid_casus: ClassVar[str | None] = "casus_id"

    casus = models.ForeignKey("casus.Casus", models.PROTECT, related_name="%(class)s_set")

    class Meta:
        abstract = True
