"""Hoe lang het dossier blijft: de deelnemers leggen het vast vóór het eerste overleg (LR-52)."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from toegang.toestand import MetToestand
from toegang.velden import VersleuteldeTekst

from .basis import CasusGebonden

STANDAARD_MAANDEN = 12
LANG_MAANDEN = 60
MAX_MAANDEN = 30 * 12


class Bewaartermijn(MetToestand, CasusGebonden):
    """Een voorgestelde of vastgelegde termijn, in maanden na de laatste bespreking."""

    class Staat(models.TextChoices):
        VOORGESTELD = "voorgesteld", _("voorgesteld")
        VASTGELEGD = "vastgelegd", _("vastgelegd")
        VERVANGEN = "vervangen", _("vervangen")

    staat = FSMField(_("staat"), default=Staat.VOORGESTELD, choices=Staat.choices, protected=True)
    maanden = models.PositiveSmallIntegerField(
        _("maanden na de laatste bespreking"),
        default=STANDAARD_MAANDEN,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_MAANDEN)],
    )
    reden = VersleuteldeTekst(_("reden om langer te bewaren"))
    voorgesteld_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField(_("vastgelegd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("bewaartermijn")
        verbose_name_plural = _("bewaartermijnen")
        ordering = ["-aangemaakt"]
        constraints = [
            models.UniqueConstraint(
                fields=["casus"], condition=Q(staat="voorgesteld"), name="bewaartermijn_een_voorstel"
            ),
            models.UniqueConstraint(
                fields=["casus"], condition=Q(staat="vastgelegd"), name="bewaartermijn_een_vastgelegd"
            ),
            models.CheckConstraint(
                condition=Q(maanden__gte=1, maanden__lte=MAX_MAANDEN),
                name="bewaartermijn_hoogstens_dertig_jaar",
                violation_error_message=_("Een dossier blijft hoogstens dertig jaar (LR-52)."),
            ),
        ]

    @transition(staat, source=Staat.VOORGESTELD, target=Staat.VASTGELEGD)
    def leg_vast(self) -> None:
        """Alle deelnemers stemden in."""

    @transition(staat, source=(Staat.VOORGESTELD, Staat.VASTGELEGD), target=Staat.VERVANGEN)
    def vervang(self) -> None:
        """Een ander voorstel komt in de plaats."""


class Instemming(CasusGebonden):
    """Het antwoord van één deelnemer op een voorgestelde bewaartermijn."""

    bewaartermijn = models.ForeignKey(Bewaartermijn, models.PROTECT, related_name="instemmingen")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("instemming")
        verbose_name_plural = _("instemmingen")
        constraints = [
            models.UniqueConstraint(fields=["bewaartermijn", "gebruiker"], name="instemming_eenmaal")
        ]
