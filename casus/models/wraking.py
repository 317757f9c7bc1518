"""Wie een casus niet mag kennen omdat hij er zelf bij betrokken is."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from toegang.velden import VersleuteldeTekst

from .basis import CasusGebonden


class Wraking(CasusGebonden):
    """Een belangenconflict sluit iemand uit van één casus; hij ziet er geen spoor van (LR-23).

    De uitsluiting zelf is de toekenning `uitgesloten` in toegang.toekenningen; deze rij zegt waarom en door wie.
    """

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ingesteld_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reden = VersleuteldeTekst(_("belangenconflict"))
    opgeheven_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opgeheven_op = models.DateTimeField(_("opgeheven op"), null=True, blank=True)

    class Meta:
        verbose_name = _("wraking")
        verbose_name_plural = _("wrakingen")
        ordering = ["-aangemaakt"]
        constraints = [
            models.UniqueConstraint(
                fields=["casus", "gebruiker"],
                condition=Q(opgeheven_op__isnull=True),
                name="wraking_een_per_persoon",
                violation_error_message=_("Deze persoon is al uitgesloten."),
            )
        ]
