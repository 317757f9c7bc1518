"""Wie welke berichten wil, en welke adressen niet werken. Nooit waarover een bericht ging (LR-34)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7


class Berichtkeuze(models.Model):
    """Wat iemand zelf koos; zonder rij gelden de standaarden. Uitnodigingen komen altijd (LR-13)."""

    gebruiker = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="berichtkeuze"
    )
    agenda = models.BooleanField(
        _("Overleggen voor mijn agenda"),
        default=True,
        help_text=_("Een bijlage met uur en plaats, en een nieuwe als er iets verandert."),
    )
    herinnering_overleg = models.BooleanField(
        _("Een herinnering aan een overleg waarop ik verwacht word"),
        default=True,
        help_text=_("Eén bericht, hoogstens twee dagen vooraf."),
    )
    herinnering_afspraak = models.BooleanField(
        _("Een herinnering aan een afspraak waarvan ik eigenaar ben"),
        default=True,
        help_text=_("Een week vooraf, op de dag zelf, en daarna hoogstens elke week."),
    )

    class Meta:
        verbose_name = _("keuze van berichten")
        verbose_name_plural = _("keuzes van berichten")

    def __str__(self) -> str:
        return str(self.pk)


class Verzending(models.Model):
    """Bij welk account een willekeurig teken hoorde; verdwijnt na een maand. Zegt niet welk bericht het was."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    teken = models.CharField(_("teken"), max_length=32, unique=True)
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    verstuurd_op = models.DateTimeField(_("verstuurd op"))

    class Meta:
        verbose_name = _("verzending")
        verbose_name_plural = _("verzendingen")

    def __str__(self) -> str:
        return str(self.pk)


class Adresfout(models.Model):
    """Een bericht aan dit account kwam terug. Blijft tot iemand het adres nakeek."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    gebruiker = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="adresfout")
    sinds = models.DateTimeField(_("sinds"))
    code = models.CharField(_("code van de mailserver"), max_length=12)

    class Meta:
        verbose_name = _("adres dat niet werkt")
        verbose_name_plural = _("adressen die niet werken")

    def __str__(self) -> str:
        return str(self.pk)
