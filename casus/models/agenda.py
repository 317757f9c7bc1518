"""Wat er van een overleg in iemands eigen agenda staat."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .basis import LivcGebonden


class AgendazendingQuerySet(models.QuerySet["Agendazending"]):
    def wachtend(self) -> "AgendazendingQuerySet":
        """Nieuw of gewijzigd sinds het laatste bericht; intrekken doet alleen wie de afspraak kreeg."""
        anders = Q(gemeld_reeks__lt=F("reeks"))
        return self.filter(anders | Q(actief=True, gemeld_reeks__isnull=True), pogingen__lt=POGINGEN)


POGINGEN = 5
"""Daarna houdt het vanzelf opnieuw proberen op."""


class Agendazending(LivcGebonden):
    """De afspraak van één persoon voor één overleg: een kenmerk dat niets zegt, en welke wijziging het laatst vertrok.

    Zegt niets over een casus: één afspraak, hoeveel casussen er ook op de agenda staan (LR-34).
    """

    overleg = models.ForeignKey("casus.Overleg", models.PROTECT, related_name="agendazendingen")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uid = models.UUIDField(_("kenmerk"), default=uuid4, unique=True, editable=False)
    reeks = models.PositiveSmallIntegerField(_("volgnummer"), default=0)
    gemeld_reeks = models.PositiveSmallIntegerField(_("laatst verstuurd volgnummer"), null=True, blank=True)
    actief = models.BooleanField(_("in de agenda"), default=True)
    begin = models.DateTimeField(_("begin"))
    plaats = models.CharField(_("plaats"), max_length=160)
    gewijzigd_op = models.DateTimeField(_("gewijzigd op"))
    herinnerd_op = models.DateField(_("herinnerd op"), null=True, blank=True)
    pogingen = models.PositiveSmallIntegerField(_("mislukte pogingen"), default=0)

    objects = AgendazendingQuerySet.as_manager()

    class Meta:
        verbose_name = _("agendazending")
        verbose_name_plural = _("agendazendingen")
        constraints = [
            models.UniqueConstraint(
                fields=["overleg", "gebruiker"], condition=Q(actief=True), name="agendazending_een_lopende"
            )
        ]
