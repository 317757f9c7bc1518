"""Wat alleen van één persoon is: wat hij aan tafel intypt, en waaraan hij zichzelf wil herinneren."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from toegang.velden import VersleuteldeJson

from .basis import CasusGebonden


class Notitieconcept(CasusGebonden):
    """Een besluit of actie die iemand nog aan het typen is; verdwijnt zodra ze genoteerd is of het punt sluit.

    `sleutel` wordt de sleutel van de rij die eruit ontstaat: twee keer verzenden maakt er nooit twee (LR-45).
    """

    class Soort(models.TextChoices):
        BESLUIT = "besluit", _("besluit")
        ACTIE = "actie", _("actie")

    agendapunt = models.ForeignKey("casus.Agendapunt", models.PROTECT, related_name="concepten")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    soort = models.CharField(_("soort"), max_length=8, choices=Soort)
    sleutel = models.UUIDField(_("sleutel"), editable=False)
    velden = VersleuteldeJson(_("wat er al staat"))
    gewijzigd = models.DateTimeField(_("gewijzigd"), auto_now=True)

    class Meta:
        verbose_name = _("concept van een notitie")
        verbose_name_plural = _("concepten van notities")
        constraints = [
            models.UniqueConstraint(
                fields=["agendapunt", "gebruiker", "soort"], name="notitieconcept_een_per_persoon"
            )
        ]


class Geheugensteun(CasusGebonden):
    """Wat iemand wel, niet of alleen op vraag wil zeggen. Alleen de auteur weet dat dit bestaat (LR-20, LR-22).

    Alle regels samen in één versleutelde waarde: ook in de databank valt er niets te tellen.
    """

    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    regels = VersleuteldeJson(_("eigen notities"))

    class Meta:
        verbose_name = _("geheugensteun")
        verbose_name_plural = _("geheugensteunen")
        constraints = [
            models.UniqueConstraint(fields=["casus", "auteur"], name="geheugensteun_een_per_persoon")
        ]
