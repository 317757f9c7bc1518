"""Wat van het logboek vervallen is: per vol segment en per klasse één getekende verklaring."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..termijnen import Klasse
from ..velden import Getallenrij


class Verval(models.Model):
    """Welke regels weg zijn, met de afdruk van hun bladen; alleen `audit_verval` schrijft hier (LR-57).

    De bladen zelf blijven in de boom: elke wortel en elk bewijs blijft kloppen.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    livc_id = models.UUIDField()
    segment = models.BigIntegerField()
    klasse = models.CharField(_("klasse"), max_length=20, choices=Klasse)
    dagen = models.PositiveIntegerField(_("termijn in dagen"))
    nummers = Getallenrij()
    bladen = models.BinaryField()
    # De jongste regel die verviel.
    tot = models.DateTimeField(_("tot"))
    op = models.DateTimeField(_("vervallen op"))
    nota = models.TextField()
    regel_id = models.UUIDField()

    class Meta:
        verbose_name = _("vervallen deel van een logboek")
        verbose_name_plural = _("vervallen delen van logboeken")
        constraints = [
            models.UniqueConstraint(fields=["livc_id", "segment", "klasse"], name="verval_eenmaal")
        ]

    def __str__(self) -> str:
        return f"{self.livc_id} · {self.segment} · {self.klasse}"
