"""Welke lezing over de verwerkingsverantwoordelijken een LIVC volgt (LR-54)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .basis import LivcGebonden


class Verwerkingslezing(LivcGebonden):
    """De keuze van de functionaris, met haar reden; elke versie blijft. Zegt niets over een persoon of een casus."""

    class Lezing(models.TextChoices):
        GEZAMENLIJK = "gezamenlijk", _("samen verantwoordelijk tijdens voorbereiding en overleg")
        AFZONDERLIJK = "afzonderlijk", _("elke organisatie afzonderlijk verantwoordelijk")

    versie = models.PositiveSmallIntegerField(_("versie"))
    lezing = models.CharField(_("lezing"), max_length=14, choices=Lezing)
    vanaf = models.DateField(_("geldt vanaf"))
    reden = models.TextField(_("reden"))
    vastgesteld_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("lezing over de verantwoordelijken")
        verbose_name_plural = _("lezingen over de verantwoordelijken")
        ordering = ["-versie"]
        constraints = [
            models.UniqueConstraint(fields=["livc", "versie"], name="verwerkingslezing_versie_uniek")
        ]
