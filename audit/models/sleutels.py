"""De sleutels waaronder een logboek verzegeld is, en wie ze opent."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7


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
