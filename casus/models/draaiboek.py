"""De eigen tekst van een LIVC bij een stap van het draaiboek; elke versie blijft."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .basis import LivcGebonden


class Draaiboektekst(LivcGebonden):
    """Goede praktijk en vragen zoals dit LIVC ze schrijft. Wat de wet vraagt, staat hier niet: dat volgt uit de regels.

    Een versie met `standaard` zegt dat het LIVC terugging naar de meegeleverde tekst.
    """

    stap = models.CharField(_("stap"), max_length=20)
    versie = models.PositiveSmallIntegerField(_("versie"))
    standaard = models.BooleanField(_("meegeleverde tekst"), default=False)
    basis = models.PositiveSmallIntegerField(_("versie van de meegeleverde tekst"))
    praktijk = models.TextField(_("goede praktijk"), blank=True)
    vragen = models.TextField(_("vragen"), blank=True)
    geschreven_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("draaiboektekst")
        verbose_name_plural = _("draaiboekteksten")
        ordering = ["-versie"]
        constraints = [
            models.UniqueConstraint(fields=["livc", "stap", "versie"], name="draaiboektekst_versie_uniek")
        ]
