"""De boom over de regels van een logboek: tegels, de sleutel waarmee getekend wordt, en wat getekend is."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7


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
