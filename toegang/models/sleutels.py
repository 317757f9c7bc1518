"""De helft van een dossiersleutel die in de databank staat; de andere helft staat in `toegang.kluis`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Casussleutel(models.Model):
    """Zonder deze rij of zonder haar scherf is het dossier voorgoed onleesbaar (LR-53)."""

    dossier_id = models.UUIDField(primary_key=True, editable=False)
    livc_id = models.UUIDField(db_index=True, editable=False)
    kek_id = models.CharField(max_length=40, editable=False)
    gewikkeld = models.BinaryField()
    aangemaakt = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("dossiersleutel")
        verbose_name_plural = _("dossiersleutels")

    @property
    def context(self) -> bytes:
        """Waaraan de wikkel vastzit: een verplaatste rij opent niet."""
        return b"casusoverleg/dossiersleutel/1" + self.dossier_id.bytes + self.livc_id.bytes

    def __str__(self) -> str:
        return f"{self.dossier_id} ({self.kek_id})"
