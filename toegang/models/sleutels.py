"""De gewikkelde sleutel van een dossier (een casus of een signaal)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Casussleutel(models.Model):
    """Zonder deze rij is het dossier voorgoed onleesbaar: haar wissen is het dossier vernietigen (LR-53)."""

    dossier_id = models.UUIDField(primary_key=True, editable=False)
    livc_id = models.UUIDField(db_index=True, editable=False)
    kek_id = models.CharField(max_length=40, editable=False)
    gewikkeld = models.BinaryField()
    aangemaakt = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("dossiersleutel")
        verbose_name_plural = _("dossiersleutels")

    def __str__(self) -> str:
        return f"{self.dossier_id} ({self.kek_id})"
