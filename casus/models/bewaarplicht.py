"""Een bewaarplicht houdt de vernietiging van één casus tegen, zolang ze loopt (LR-53)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from toegang.toestand import MetToestand, Toestandveld
from toegang.velden import VersleuteldeTekst

from .basis import CasusGebonden


class BewaarplichtQuerySet(models.QuerySet["Bewaarplicht"]):
    def lopend(self) -> "BewaarplichtQuerySet":
        """Wat vandaag tegenhoudt: niet opgeheven, en de einddatum nog niet voorbij."""
        tot = Q(tot__isnull=True) | Q(tot__gte=timezone.localdate())
        return self.filter(tot, staat=Bewaarplicht.Staat.LOPEND)


class Bewaarplicht(MetToestand, CasusGebonden):
    """Wie, wanneer, tot wanneer, en op welke grond.

    De grond staat onder een eigen sleutel: de functionaris leest hem, en de casus niet. Met de casus verdwijnt ook
    hij: het kan over de persoon gaan. Wat blijft, staat in het logboek: wie, wanneer en de soort.
    """

    class Staat(models.TextChoices):
        LOPEND = "lopend", _("loopt")
        OPGEHEVEN = "opgeheven", _("opgeheven")

    class Soort(models.TextChoices):
        GERECHT = "gerecht", _("een gerechtelijk onderzoek of een geding")
        AUTORITEIT = "autoriteit", _("een vraag van een toezichthoudende autoriteit")
        VERZOEK = "verzoek", _("een verzoek van de persoon zelf dat nog loopt")
        WET = "wet", _("een andere wettelijke plicht")

    beleid_relaties: ClassVar[dict[str, str]] = {}

    staat = Toestandveld(_("staat"), default=Staat.LOPEND, choices=Staat.choices)
    referentie = models.CharField(_("referentie"), max_length=7)
    soort = models.CharField(_("soort grond"), max_length=12, choices=Soort)
    grond = VersleuteldeTekst(_("grond"), dossier="id")
    tot = models.DateField(_("tot en met"), null=True, blank=True)
    opgelegd_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opgelegd_op = models.DateTimeField(_("opgelegd op"))
    opgeheven_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opgeheven_op = models.DateTimeField(_("opgeheven op"), null=True, blank=True)

    objects = BewaarplichtQuerySet.as_manager()

    class Meta:
        verbose_name = _("bewaarplicht")
        verbose_name_plural = _("bewaarplichten")
        ordering = ["-opgelegd_op"]

    @transition(staat, source=Staat.LOPEND, target=Staat.OPGEHEVEN)
    def hef_op(self) -> None:
        """De grond is weg; is de termijn om, dan komt de casus op de volgende lijst."""
