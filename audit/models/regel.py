"""De regels van het logboek.

Geen enkele vreemde sleutel: een regel overleeft alles waarover ze gaat. De databank weigert wijzigen en wissen
(zie de migratie `alleen_toevoegen`); `logboek.schrijf` is de enige weg naar binnen.
"""

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from ..blad import Open
from ..velden import Bytesrij, TransactieNu, TransactieVeld
from ..zegel import VERSIE
from .open import InHetOpen


class Regel(InHetOpen, models.Model):
    """Wat er gebeurde: open kolommen zonder namen, en een omhulling die alleen toezichthouders openen (LR-57)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    livc_id = models.UUIDField(_("LIVC"))
    soort = models.CharField(_("soort"), max_length=40)
    tijdstip = models.DateTimeField(_("tijdstip"))
    actor_pseudoniem = models.BinaryField()
    casus_pseudoniem = models.BinaryField(null=True)
    object_pseudoniem = models.BinaryField(null=True)
    epoch = models.PositiveIntegerField(_("toezichtsleutel"))
    omhulling = models.BinaryField()
    blad = models.BinaryField(_("bladwaarde"))
    versie = models.PositiveSmallIntegerField(_("versie"), default=VERSIE, db_default=1)
    # Waarom het toezicht hiernaar kijkt (aandacht.Aandacht, met komma's); vast vanaf het schrijven, en mee in het blad.
    kenmerken = models.CharField(_("kenmerken"), max_length=120, default="", db_default="", blank=True)
    # Wiens inbreng deze blik mee toonde.
    getoond = Bytesrij(default=tuple, db_default=models.Value("{}"))
    transactie = TransactieVeld(db_default=TransactieNu())
    # Het verzegelen in de boom vult deze twee; schrijven kan ze niet zetten.
    volgnummer = models.BigIntegerField(null=True)
    verzegeld_op = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("regel van het logboek")
        verbose_name_plural = _("regels van het logboek")
        indexes = [
            models.Index(fields=["livc_id", "-tijdstip", "-id"], name="regel_tijdstip"),
            models.Index(fields=["livc_id", "actor_pseudoniem", "-tijdstip", "-id"], name="regel_actor"),
            models.Index(fields=["livc_id", "casus_pseudoniem", "-tijdstip", "-id"], name="regel_casus"),
            models.Index(
                fields=["livc_id", "transactie", "id"],
                condition=models.Q(volgnummer__isnull=True),
                name="regel_wachtend",
            ),
            models.Index(
                fields=["livc_id", "-tijdstip", "-id"],
                condition=~models.Q(kenmerken=""),
                name="regel_aandacht",
            ),
            models.Index(fields=["livc_id", "soort", "-tijdstip", "-id"], name="regel_soort"),
            models.Index(fields=["livc_id", "object_pseudoniem", "-tijdstip", "-id"], name="regel_object"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["livc_id", "volgnummer"], name="regel_volgnummer_uniek")
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.tijdstip:%Y-%m-%d %H:%M:%S}"

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Een regel schrijven gaat alleen via audit.logboek.schrijf.")

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Het logboek kent geen wissen.")

    def open(self) -> Open:
        """De open kolommen, zoals ze in het zegel en in het blad meetellen."""
        return Open(
            id=self.id,
            livc_id=self.livc_id,
            soort=self.soort,
            tijdstip=self.tijdstip,
            actor_pseudoniem=bytes(self.actor_pseudoniem),
            casus_pseudoniem=bytes(self.casus_pseudoniem) if self.casus_pseudoniem else None,
            object_pseudoniem=bytes(self.object_pseudoniem) if self.object_pseudoniem else None,
            epoch=self.epoch,
            versie=self.versie,
            kenmerken=self.kenmerken,
            getoond=self.getoond,
        )
