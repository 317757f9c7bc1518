"""Wat aan het gerecht verstrekt is: alleen dat het gebeurde, en voor welk misdrijf (LR-44, Sw. 353 § 2)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casus.misdrijven import alle_codes
from toegang.velden import VersleuteldeTekst

from .basis import CasusGebonden


class Verstrekking(CasusGebonden):
    """Eén mededeling aan een gerechtelijke overheid. Er gaat niets langs hier naar buiten; dit is het register."""

    class Autoriteit(models.TextChoices):
        PROCUREUR = "procureur", _("de procureur des Konings")
        FEDERAAL = "federaal", _("de federale procureur")
        ONDERZOEKSRECHTER = "onderzoeksrechter", _("de onderzoeksrechter")
        RECHTBANK = "rechtbank", _("een rechtbank of hof")

    autoriteit = models.CharField(_("aan wie"), max_length=18, choices=Autoriteit)
    misdrijf = models.CharField(_("voor welk misdrijf"), max_length=24)
    misdrijvenlijst = models.CharField(_("versie van de lijst"), max_length=12)
    verstrekt_op = models.DateField(_("verstrekt op"))
    tekst = VersleuteldeTekst(_("wat verstrekt is"))
    referentie = VersleuteldeTekst(_("referentie"))
    genoteerd_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("verstrekking aan het gerecht")
        verbose_name_plural = _("verstrekkingen aan het gerecht")
        ordering = ["-verstrekt_op", "-aangemaakt"]
        constraints = [
            models.CheckConstraint(
                condition=Q(misdrijf__in=alle_codes()),
                name="verstrekking_alleen_waarvoor_het_overleg_er_is",
                violation_error_message=_(
                    "Geheimen van de tafel dienen alleen voor misdrijven waarvoor het overleg er is (LR-44)."
                ),
            )
        ]
