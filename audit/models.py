"""De regels van het logboek en de sleutels waaronder ze verzegeld zijn.

Geen enkele vreemde sleutel: een regel overleeft alles waarover ze gaat. De databank weigert wijzigen en wissen
(zie de migratie `alleen_toevoegen`); `logboek.schrijf` is de enige weg naar binnen.
"""

from typing import Any, NoReturn

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from .blad import Open
from .soorten import Soort
from .velden import TransactieNu, TransactieVeld


def _code(letter: str, pseudoniem: bytes | memoryview) -> str:
    """Kort genoeg om te vergelijken op het scherm; filteren gaat op het hele pseudoniem."""
    return f"{letter}-{bytes(pseudoniem).hex()[:6].upper()}"


class Regel(models.Model):
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

    @property
    def soort_in_woorden(self) -> str:
        return str(Soort(self.soort).label)

    @property
    def actor_code(self) -> str:
        return _code("P", self.actor_pseudoniem)

    @property
    def casus_code(self) -> str:
        return _code("C", self.casus_pseudoniem) if self.casus_pseudoniem else ""

    @property
    def casus_hex(self) -> str:
        return bytes(self.casus_pseudoniem).hex() if self.casus_pseudoniem else ""

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
        )


class Boom(models.Model):
    """Hoeveel regels van een logboek al een plaats in de boom hebben; alleen `audit_verzegel` schrijft hier."""

    livc_id = models.UUIDField(primary_key=True, editable=False)
    grootte = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("boom van een logboek")
        verbose_name_plural = _("bomen van logboeken")

    def __str__(self) -> str:
        return f"{self.livc_id} · {self.grootte}"


class Tegel(models.Model):
    """Hoogstens 256 waarden van één niveau van de boom, achter elkaar (C2SP tlog-tiles)."""

    id = models.BigAutoField(primary_key=True)
    livc_id = models.UUIDField()
    niveau = models.PositiveSmallIntegerField()
    nummer = models.BigIntegerField()
    waarden = models.BinaryField()

    class Meta:
        verbose_name = _("tegel van een boom")
        verbose_name_plural = _("tegels van bomen")
        constraints = [
            models.UniqueConstraint(fields=["livc_id", "niveau", "nummer"], name="tegel_plaats_uniek")
        ]

    def __str__(self) -> str:
        return f"{self.livc_id} · {self.niveau}/{self.nummer}"


class Logsleutel(models.Model):
    """Waarmee een logboek zijn boom tekent (Ed25519); de privésleutel is gewikkeld onder de sleutelring."""

    livc_id = models.UUIDField(primary_key=True, editable=False)
    naam = models.CharField(_("herkomst"), max_length=200)
    publiek = models.BinaryField()
    gewikkeld = models.TextField()

    class Meta:
        verbose_name = _("sleutel van een logboek")
        verbose_name_plural = _("sleutels van logboeken")

    def __str__(self) -> str:
        return self.naam


class Controlepunt(models.Model):
    """Hoe groot de boom op een ogenblik was, met zijn wortel, getekend (C2SP tlog-checkpoint)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    livc_id = models.UUIDField()
    grootte = models.BigIntegerField()
    wortel = models.BinaryField()
    nota = models.TextField()
    getekend_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("controlepunt")
        verbose_name_plural = _("controlepunten")
        constraints = [
            models.UniqueConstraint(fields=["livc_id", "grootte"], name="controlepunt_grootte_uniek")
        ]

    def __str__(self) -> str:
        return f"{self.livc_id} · {self.grootte}"


class Medeondertekening(models.Model):
    """De handtekening van een getuige onder een controlepunt (C2SP tlog-cosignature)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    livc_id = models.UUIDField()
    grootte = models.BigIntegerField()
    getuige = models.CharField(_("getuige"), max_length=255)
    regel = models.TextField()
    ontvangen_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("medeondertekening")
        verbose_name_plural = _("medeondertekeningen")
        constraints = [
            models.UniqueConstraint(
                fields=["livc_id", "getuige", "grootte"], name="medeondertekening_eenmaal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.getuige} · {self.grootte}"


class Toezichtsleutel(models.Model):
    """De publieke sleutel waaronder het logboek van een LIVC in een tijdvak (epoch) verzegeld wordt."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    livc_id = models.UUIDField(_("LIVC"))
    epoch = models.PositiveIntegerField(_("tijdvak"))
    publieke_sleutel = models.BinaryField()
    aangemaakt = models.DateTimeField(_("aangemaakt"), default=timezone.now)
    ingetrokken = models.DateTimeField(_("ingetrokken"), null=True, blank=True)

    class Meta:
        verbose_name = _("toezichtsleutel")
        verbose_name_plural = _("toezichtsleutels")
        constraints = [
            models.UniqueConstraint(fields=["livc_id", "epoch"], name="toezichtsleutel_epoch_uniek"),
            models.UniqueConstraint(
                fields=["livc_id"],
                condition=models.Q(ingetrokken__isnull=True),
                name="toezichtsleutel_een_actief",
                violation_error_message=_("Dit LIVC heeft al een geldige toezichtsleutel."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.livc_id} · {self.epoch}"


class Toezichttoegang(models.Model):
    """De privésleutel, gewikkeld onder de wachtzin van één toezichthouder (Argon2id en AES-256-GCM)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    toezichtsleutel = models.ForeignKey(Toezichtsleutel, models.CASCADE, related_name="toegangen")
    gebruiker_id = models.UUIDField(_("toezichthouder"))
    zout = models.BinaryField()
    rondes = models.PositiveIntegerField()
    geheugen_kib = models.PositiveIntegerField()
    banen = models.PositiveSmallIntegerField()
    gewikkeld = models.BinaryField()
    aangemaakt = models.DateTimeField(_("aangemaakt"), default=timezone.now)
    # Simpele rem op raden; de dure wachtzinafleiding is de echte.
    mislukt = models.PositiveSmallIntegerField(_("mislukte pogingen"), default=0)
    laatst_mislukt = models.DateTimeField(_("laatste mislukte poging"), null=True, blank=True)

    class Meta:
        verbose_name = _("toegang tot een toezichtsleutel")
        verbose_name_plural = _("toegangen tot toezichtsleutels")
        constraints = [
            models.UniqueConstraint(
                fields=["toezichtsleutel", "gebruiker_id"], name="toezichttoegang_eenmaal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.toezichtsleutel} · {self.gebruiker_id}"
