"""Een bevinding: een vraag aan wie iets deed, zijn antwoord, en wat het toezicht besluit."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition
from uuid_utils.compat import uuid7

from toegang.toestand import MetToestand, Toestandveld
from toegang.velden import VersleuteldeTekst

from .open import InHetOpen


class Bevinding(InHetOpen, MetToestand):
    """Het toezicht vraagt zonder de naam te leren; de persoon antwoordt vrij, en ook niet antwoorden mag (LR-22)."""

    class Staat(models.TextChoices):
        GEVRAAGD = "gevraagd", _("wacht op antwoord")
        BEANTWOORD = "beantwoord", _("beantwoord")
        BESLIST = "beslist", _("beslist, nog af te ronden")
        GESLOTEN = "gesloten", _("gesloten")

    class Uitkomst(models.TextChoices):
        IN_ORDE = "in_orde", _("in orde, niets te doen")
        AFSPRAAK = "afspraak", _("er is een afspraak gemaakt")
        WERKWIJZE = "werkwijze", _("de werkwijze of de instellingen worden aangepast")
        DOORGEGEVEN = "doorgegeven", _("doorgegeven aan de verwerkingsverantwoordelijke")
        LEK = "lek", _("gemeld als mogelijk gegevenslek")

    beleid_relaties: ClassVar[dict[str, str]] = {"gevraagde": "gebruiker_id"}

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    livc_id = models.UUIDField(_("LIVC"))
    regel_id = models.UUIDField(_("regel"), unique=True)
    # Van de regel overgenomen: wie de vraag krijgt, leest het logboek zelf niet.
    soort = models.CharField(_("soort"), max_length=40)
    tijdstip = models.DateTimeField(_("tijdstip"))
    kenmerken = models.CharField(_("kenmerken"), max_length=120, blank=True)
    actor_pseudoniem = models.BinaryField()
    casus_pseudoniem = models.BinaryField(null=True)

    staat = Toestandveld(_("staat"), default=Staat.GEVRAAGD, choices=Staat.choices)
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("aan wie gevraagd")
    )
    vraag = VersleuteldeTekst(_("vraag"), dossier="id")
    gesteld_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    gesteld_op = models.DateTimeField(_("gesteld op"), default=timezone.now)
    antwoord_tegen = models.DateField(_("antwoord tegen"))
    besluit_tegen = models.DateField(_("besluit tegen"))
    antwoord = VersleuteldeTekst(_("antwoord"), dossier="id")
    beantwoord_op = models.DateTimeField(_("beantwoord op"), null=True, blank=True)
    uitkomst = models.CharField(_("besluit"), max_length=12, choices=Uitkomst, blank=True)
    besluit = VersleuteldeTekst(_("motivering"), dossier="id")
    beslist_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    beslist_op = models.DateTimeField(_("beslist op"), null=True, blank=True)
    slot = VersleuteldeTekst(_("hoe het afliep"), dossier="id")
    gesloten_op = models.DateTimeField(_("gesloten op"), null=True, blank=True)

    class Meta:
        verbose_name = _("bevinding")
        verbose_name_plural = _("bevindingen")
        indexes = [
            models.Index(fields=["livc_id", "staat", "besluit_tegen"], name="bevinding_staat"),
            models.Index(fields=["livc_id", "gesteld_op"], name="bevinding_gesteld"),
            models.Index(
                fields=["gebruiker"], condition=~Q(staat="gesloten"), name="bevinding_open_gebruiker"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(gebruiker=F("gesteld_door"))
                & (Q(beslist_door__isnull=True) | ~Q(gebruiker=F("beslist_door"))),
                name="bevinding_niet_over_uzelf",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def stand(self) -> str:
        return str(self.Staat(self.staat).label)

    @transition(staat, source=Staat.GEVRAAGD, target=Staat.BEANTWOORD)
    def beantwoord(self) -> None:
        """De persoon antwoordt, of zegt dat hij liever niet antwoordt."""

    @transition(staat, source=[Staat.GEVRAAGD, Staat.BEANTWOORD], target=Staat.BESLIST)
    def beslis(self) -> None:
        """Het toezicht besluit; zonder antwoord pas na de termijn."""

    @transition(staat, source=Staat.BESLIST, target=Staat.GESLOTEN)
    def sluit(self) -> None:
        """Wat beslist is, is gedaan."""
