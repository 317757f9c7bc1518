"""Hoe iemand aan een account komt, en hoe een verloren tweede stap hersteld wordt: nooit door één persoon alleen."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from toegang.rollen import Rol


class AccountuitnodigingQuerySet(models.QuerySet["Accountuitnodiging"]):
    def open(self, op: datetime) -> "AccountuitnodigingQuerySet":
        """Nog te gebruiken: niet gebruikt, niet ingetrokken, niet verlopen."""
        return self.filter(gebruikt_op=None, ingetrokken_op=None, verloopt_op__gt=op)


class Accountuitnodiging(models.Model):
    """Een link die één keer werkt, voor iemand die een dienst of een LIVC aanwees.

    Het account ontstaat pas na de tweede stap van het aanmelden; tot dan is er niemand om iets aan te geven.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    livc = models.ForeignKey("toegang.Livc", models.CASCADE, related_name="accountuitnodigingen")
    email = models.EmailField(_("e-mailadres"))
    naam = models.CharField(_("naam"), max_length=120)
    # Waarvoor: een plaats bij een dienst, of een rol in het LIVC.
    organisatie = models.ForeignKey(
        "toegang.Organisatie", models.CASCADE, null=True, blank=True, related_name="+"
    )
    rol = models.CharField(_("rol"), max_length=20, choices=Rol, blank=True)
    aanwijzing = models.JSONField(_("aanwijzing"), default=dict)
    # Alleen de afdruk: wie de databank leest, kan de link niet namaken.
    sleutelafdruk = models.BinaryField(max_length=32, unique=True, editable=False)
    uitgenodigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    aangemaakt = models.DateTimeField(_("aangemaakt"), auto_now_add=True)
    verloopt_op = models.DateTimeField(_("vervalt op"))
    gebruikt_op = models.DateTimeField(_("gebruikt op"), null=True, blank=True)
    ingetrokken_op = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    mail_mislukt_op = models.DateTimeField(_("bericht niet verstuurd op"), null=True, blank=True)

    objects = AccountuitnodigingQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitnodiging voor een account")
        verbose_name_plural = _("uitnodigingen voor een account")
        ordering = ["-aangemaakt"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(organisatie__isnull=True) & ~Q(rol=""))
                | (Q(organisatie__isnull=False) & Q(rol="")),
                name="accountuitnodiging_een_aanwijzing",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Factorherstel(models.Model):
    """Iemand verloor zijn tweede stap; twee anderen van het LIVC laten hem die opnieuw kiezen."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    livc = models.ForeignKey("toegang.Livc", models.CASCADE, related_name="+")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    aangevraagd_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    aangevraagd_op = models.DateTimeField(_("aangevraagd op"))
    bevestigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    bevestigd_op = models.DateTimeField(_("bevestigd op"), null=True, blank=True)
    geweigerd_op = models.DateTimeField(_("geweigerd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("herstel van de tweede stap")
        verbose_name_plural = _("herstel van de tweede stap")
        ordering = ["-aangevraagd_op"]
        constraints = [
            models.UniqueConstraint(
                fields=["livc", "gebruiker"],
                condition=Q(bevestigd_op__isnull=True, geweigerd_op__isnull=True),
                name="factorherstel_een_open",
                violation_error_message=_("Voor deze persoon loopt al een aanvraag."),
            ),
            models.CheckConstraint(
                condition=~Q(aangevraagd_door=F("gebruiker"))
                & (
                    Q(bevestigd_door__isnull=True)
                    | (~Q(bevestigd_door=F("aangevraagd_door")) & ~Q(bevestigd_door=F("gebruiker")))
                ),
                name="factorherstel_twee_anderen",
                violation_error_message=_("Twee andere personen doen dit samen."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
