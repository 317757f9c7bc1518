"""Noodtoegang: twee mensen van verschillende diensten openen samen één casus, voor enkele minuten."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition
from uuid_utils.compat import uuid7

from toegang.toestand import MetToestand, Toestandveld
from toegang.velden import VersleuteldeTekst


class Noodtoegang(MetToestand):
    """Eén casus, één reden, één grond, enkele minuten. Opent nooit inbreng onder beroepsgeheim (LR-30, LR-32)."""

    class Staat(models.TextChoices):
        AANGEVRAAGD = "aangevraagd", _("aangevraagd")
        ACTIEF = "actief", _("geopend")
        GEWEIGERD = "geweigerd", _("geweigerd")
        NAGEKEKEN = "nagekeken", _("nagekeken")

    class Grond(models.TextChoices):
        HULP = "hulp", _("hulp aan iemand in groot gevaar (art. 299 Sw., vroeger art. 422bis)")
        NOODTOESTAND = "noodtoestand", _("noodtoestand")

    beleid_casus: ClassVar[str | None] = "casus_id"
    beleid_relaties: ClassVar[dict[str, str]] = {"aanvrager": "aanvrager_id"}

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    livc = models.ForeignKey("toegang.Livc", models.PROTECT, related_name="+")
    casus = models.ForeignKey("casus.Casus", models.PROTECT, related_name="+")
    staat = Toestandveld(_("staat"), default=Staat.AANGEVRAAGD, choices=Staat.choices)
    grond = models.CharField(_("rechtsgrond"), max_length=12, choices=Grond)
    reden = VersleuteldeTekst(_("reden"), dossier="id")
    minuten = models.PositiveSmallIntegerField(_("minuten"), default=15)
    aanvrager = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    aanvrager_dienst = models.CharField(_("dienst van de aanvrager"), max_length=160)
    aangevraagd_op = models.DateTimeField(_("aangevraagd op"))
    bevestigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    bevestiger_dienst = models.CharField(_("dienst van de tweede persoon"), max_length=160, blank=True)
    begonnen_op = models.DateTimeField(_("geopend op"), null=True, blank=True)
    eindigt_op = models.DateTimeField(_("sluit op"), null=True, blank=True)
    nagekeken_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    nagekeken_op = models.DateTimeField(_("nagekeken op"), null=True, blank=True)
    bevinding = VersleuteldeTekst(_("bevinding"), dossier="id")

    class Meta:
        verbose_name = _("noodtoegang")
        verbose_name_plural = _("noodtoegangen")
        ordering = ["-aangevraagd_op"]
        constraints = [
            models.UniqueConstraint(
                fields=["casus"], condition=Q(staat="actief"), name="noodtoegang_een_te_kijken"
            ),
            models.UniqueConstraint(
                fields=["aanvrager"], condition=Q(staat="actief"), name="noodtoegang_een_per_aanvrager"
            ),
            models.CheckConstraint(
                condition=Q(bevestigd_door__isnull=True)
                | (~Q(bevestigd_door=F("aanvrager")) & ~Q(bevestiger_dienst=F("aanvrager_dienst"))),
                name="noodtoegang_twee_diensten",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @transition(staat, source=Staat.AANGEVRAAGD, target=Staat.ACTIEF)
    def open(self) -> None:
        """Een tweede persoon van een andere dienst bevestigt; de minuten lopen."""

    @transition(staat, source=Staat.AANGEVRAAGD, target=Staat.GEWEIGERD)
    def weiger(self) -> None:
        """De tweede persoon zegt neen, of de aanvraag bleef te lang liggen."""

    @transition(staat, source=Staat.ACTIEF, target=Staat.NAGEKEKEN)
    def kijk_na(self) -> None:
        """Het toezicht keek ernaar; pas dan kan er weer noodtoegang komen."""
