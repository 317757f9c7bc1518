"""Hoe lang het dossier blijft: de deelnemers leggen het vast vóór het eerste overleg (LR-52)."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from toegang.toestand import MetToestand, Toestandveld
from toegang.velden import VersleuteldeTekst

from .basis import CasusGebonden

STANDAARD_MAANDEN = 12
LANG_MAANDEN = 60
MAX_MAANDEN = 30 * 12
TWEEDE = 2
"""Vanaf deze verlenging nemen de burgemeester en de functionaris eerst kennis."""


class Bewaartermijn(MetToestand, CasusGebonden):
    """Een voorgestelde of vastgelegde termijn, in maanden na de laatste bespreking.

    Een tweede of latere verlenging geldt pas als ook de burgemeester en de functionaris ervan kennis namen.
    """

    class Staat(models.TextChoices):
        VOORGESTELD = "voorgesteld", _("voorgesteld")
        TE_BEVESTIGEN = "te_bevestigen", _("wacht op de burgemeester en de functionaris")
        VASTGELEGD = "vastgelegd", _("vastgelegd")
        VERVANGEN = "vervangen", _("vervangen")

    staat = Toestandveld(_("staat"), default=Staat.VOORGESTELD, choices=Staat.choices)
    maanden = models.PositiveSmallIntegerField(
        _("maanden na de laatste bespreking"),
        default=STANDAARD_MAANDEN,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_MAANDEN)],
    )
    reden = VersleuteldeTekst(_("reden om langer te bewaren"))
    # De hoeveelste verlenging dit is; 0 is de eerste termijn, of een kortere. De databank rekent het na.
    verlenging = models.PositiveSmallIntegerField(_("hoeveelste verlenging"), default=0, editable=False)
    voorgesteld_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField(_("vastgelegd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("bewaartermijn")
        verbose_name_plural = _("bewaartermijnen")
        ordering = ["-aangemaakt"]
        constraints = [
            models.UniqueConstraint(
                fields=["casus"],
                condition=Q(staat__in=("voorgesteld", "te_bevestigen")),
                name="bewaartermijn_een_voorstel",
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

    @transition(staat, source=Staat.VOORGESTELD, target=Staat.TE_BEVESTIGEN)
    def meld_tweede_verlenging(self) -> None:
        """Alle deelnemers stemden in met een tweede of latere verlenging; twee anderen nemen eerst kennis."""

    @transition(staat, source=Staat.TE_BEVESTIGEN, target=Staat.VASTGELEGD)
    def bevestig(self) -> None:
        """De burgemeester en de functionaris namen kennis; alleen de databank doet dit (`casus_neem_kennis`)."""

    @transition(
        staat, source=(Staat.VOORGESTELD, Staat.TE_BEVESTIGEN, Staat.VASTGELEGD), target=Staat.VERVANGEN
    )
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


class Verlenging(CasusGebonden):
    """Een tweede of latere verlenging: de burgemeester en de functionaris nemen er kennis van (LR-52).

    Zonder inhoud: wie niet aan tafel zit, leest alleen de referentie, de dagen en de hoeveelste keer. De databank
    maakt deze rij, en vult ze langs `casus_neem_kennis`.
    """

    bewaartermijn = models.ForeignKey(Bewaartermijn, models.PROTECT, related_name="verlengingen")
    referentie = models.CharField(_("referentie"), max_length=7)
    nummer = models.PositiveSmallIntegerField(_("hoeveelste verlenging"))
    oud_tot = models.DateField(_("bewaard tot, nu"))
    nieuw_tot = models.DateField(_("bewaard tot, na de verlenging"))
    burgemeester = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    burgemeester_op = models.DateTimeField(_("kennis genomen op"), null=True, blank=True)
    functionaris = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    functionaris_op = models.DateTimeField(_("kennis genomen op"), null=True, blank=True)
    vervallen_op = models.DateTimeField(_("vervallen op"), null=True, blank=True)

    class Meta:
        verbose_name = _("verlenging")
        verbose_name_plural = _("verlengingen")
        ordering = ["aangemaakt"]
        constraints = [
            models.UniqueConstraint(fields=["bewaartermijn"], name="verlenging_een_per_termijn"),
            models.CheckConstraint(
                condition=Q(burgemeester__isnull=True)
                | Q(functionaris__isnull=True)
                | ~Q(burgemeester=models.F("functionaris")),
                name="verlenging_twee_personen",
            ),
        ]
