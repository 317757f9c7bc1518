"""De sleutels waaronder een logboek verzegeld is, en wie ze opent.

Een tijdvak (epoch) heeft een sleutelpaar; elke houder heeft een eigen paar. Van elk tijdvak ligt de privésleutel
verzegeld voor elke houder, en voor het herstel. Zo kan iemand een sleutel geven zonder de wachtzin van een ander.
"""

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


class Sleutelhouder(models.Model):
    """De publieke helft van iemands eigen sleutel bij het toezicht van één LIVC."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    livc_id = models.UUIDField(_("LIVC"))
    gebruiker_id = models.UUIDField(_("houder"))
    publiek = models.BinaryField()
    aangemaakt = models.DateTimeField(_("aangemaakt"), default=timezone.now)

    class Meta:
        verbose_name = _("houder van een toezichtsleutel")
        verbose_name_plural = _("houders van toezichtsleutels")
        constraints = [
            models.UniqueConstraint(fields=["livc_id", "gebruiker_id"], name="sleutelhouder_eenmaal")
        ]

    def __str__(self) -> str:
        return f"{self.livc_id} · {self.gebruiker_id}"


class Wachtzinwikkel(models.Model):
    """De privéhelft van die eigen sleutel, gewikkeld onder de wachtzin (Argon2id en AES-256-GCM).

    Een eigen tabel: alleen de houder leest haar, ook wie op een zin van een ander wil raden.
    """

    houder = models.OneToOneField(Sleutelhouder, models.PROTECT, primary_key=True, related_name="wikkel")
    zout = models.BinaryField()
    rondes = models.PositiveIntegerField()
    geheugen_kib = models.PositiveIntegerField()
    banen = models.PositiveSmallIntegerField()
    gewikkeld = models.BinaryField()

    class Meta:
        verbose_name = _("gewikkelde eigen sleutel")
        verbose_name_plural = _("gewikkelde eigen sleutels")

    def __str__(self) -> str:
        return str(self.houder_id)


class Toezichttoegang(models.Model):
    """De privésleutel van één tijdvak, verzegeld voor één houder."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    toezichtsleutel = models.ForeignKey(Toezichtsleutel, models.PROTECT, related_name="toegangen")
    houder = models.ForeignKey(Sleutelhouder, models.PROTECT, related_name="toegangen")
    verzegeld = models.BinaryField()
    gegeven_door = models.UUIDField(_("gegeven door"), null=True)
    gegeven_op = models.DateTimeField(_("gegeven op"), default=timezone.now)
    geopend_op = models.DateTimeField(_("voor het eerst geopend op"), null=True, blank=True)

    class Meta:
        verbose_name = _("toegang tot een toezichtsleutel")
        verbose_name_plural = _("toegangen tot toezichtsleutels")
        constraints = [
            models.UniqueConstraint(fields=["toezichtsleutel", "houder"], name="toezichttoegang_per_houder")
        ]

    def __str__(self) -> str:
        return f"{self.toezichtsleutel_id} · {self.houder_id}"


class Directwikkel(models.Model):
    """De vorm van voor de eigen sleutels: een tijdvak rechtstreeks onder een wachtzin. Verdwijnt bij het ontgrendelen."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    toezichtsleutel = models.ForeignKey(Toezichtsleutel, models.PROTECT, related_name="directwikkels")
    gebruiker_id = models.UUIDField(_("toezichthouder"))
    zout = models.BinaryField()
    rondes = models.PositiveIntegerField()
    geheugen_kib = models.PositiveIntegerField()
    banen = models.PositiveSmallIntegerField()
    gewikkeld = models.BinaryField()
    aangemaakt = models.DateTimeField(_("aangemaakt"), default=timezone.now)

    class Meta:
        verbose_name = _("toezichtsleutel rechtstreeks onder een wachtzin")
        verbose_name_plural = _("toezichtsleutels rechtstreeks onder een wachtzin")
        constraints = [
            models.UniqueConstraint(
                fields=["toezichtsleutel", "gebruiker_id"], name="toezichttoegang_eenmaal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.toezichtsleutel_id} · {self.gebruiker_id}"


class Herstelsleutel(models.Model):
    """De publieke helft van wat twee van de drie hersteldelen openen; de delen zelf staan nergens."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    livc_id = models.UUIDField(_("LIVC"))
    publiek = models.BinaryField()
    bewijs_afdruk = models.BinaryField()
    gemaakt_door = models.UUIDField(_("gemaakt door"))
    aangemaakt = models.DateTimeField(_("aangemaakt"), default=timezone.now)
    nagegaan_op = models.DateTimeField(_("nagekeken op"), null=True, blank=True)
    vervallen = models.DateTimeField(_("vervallen"), null=True, blank=True)

    class Meta:
        verbose_name = _("herstelsleutel")
        verbose_name_plural = _("herstelsleutels")
        constraints = [
            models.UniqueConstraint(
                fields=["livc_id"],
                condition=models.Q(vervallen__isnull=True),
                name="herstelsleutel_een_geldig",
            )
        ]

    def __str__(self) -> str:
        return f"{self.livc_id} · {self.aangemaakt:%Y-%m-%d}"


class Herstelkopie(models.Model):
    """De privésleutel van één tijdvak, verzegeld voor het herstel."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    herstelsleutel = models.ForeignKey(Herstelsleutel, models.PROTECT, related_name="kopieen")
    toezichtsleutel = models.ForeignKey(Toezichtsleutel, models.PROTECT, related_name="herstelkopieen")
    verzegeld = models.BinaryField()

    class Meta:
        verbose_name = _("tijdvak voor het herstel")
        verbose_name_plural = _("tijdvakken voor het herstel")
        constraints = [
            models.UniqueConstraint(fields=["herstelsleutel", "toezichtsleutel"], name="herstelkopie_eenmaal")
        ]

    def __str__(self) -> str:
        return f"{self.herstelsleutel_id} · {self.toezichtsleutel_id}"
