"""De vernietigingslijst: wat aan het einde van zijn termijn is, wie ervoor tekende, en wat ervan overblijft (LR-53).

Niets hier zegt iets over de persoon. Deze rijen en de grafsteen van de casus blijven; al het andere verdwijnt.
"""

import hashlib
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from toegang.toestand import MetToestand, Toestandveld

from .basis import CasusGebonden, LivcGebonden


class Tekenrol(models.TextChoices):
    """In welke rol iemand voor een vernietiging tekent; de twee handtekeningen dragen een andere."""

    BURGEMEESTER = "burgemeester", _("burgemeester")
    FUNCTIONARIS = "functionaris", _("functionaris voor gegevensbescherming")
    PREVENTIEAMBTENAAR = "preventieambtenaar", _("preventieambtenaar")


class Vernietigingslijst(LivcGebonden):
    """Wat een LIVC op één dag voorgesteld kreeg. Getekend wordt per casus, niet per lijst (LR-23)."""

    opgemaakt_op = models.DateField(_("opgemaakt op"))

    class Meta:
        verbose_name = _("vernietigingslijst")
        verbose_name_plural = _("vernietigingslijsten")
        ordering = ["opgemaakt_op", "id"]
        constraints = [
            models.UniqueConstraint(fields=["livc", "opgemaakt_op"], name="vernietigingslijst_een_per_dag")
        ]


class Vernietigingspunt(MetToestand, CasusGebonden):
    """Eén casus op een lijst. De staat verandert alleen de databank."""

    class Staat(models.TextChoices):
        VOORGESTELD = "voorgesteld", _("wacht op twee handtekeningen")
        TEGENGEHOUDEN = "tegengehouden", _("tegengehouden door een bewaarplicht")
        BEZIG = "bezig", _("sleutels vernietigd, rijen worden gewist")
        VERNIETIGD = "vernietigd", _("vernietigd")

    OPEN: ClassVar[tuple[str, ...]] = (Staat.VOORGESTELD, Staat.BEZIG)

    lijst = models.ForeignKey(Vernietigingslijst, models.PROTECT, related_name="+")
    referentie = models.CharField(_("referentie"), max_length=7)
    einde = models.DateField(_("einde van de termijn"))
    staat = Toestandveld(_("staat"), default=Staat.VOORGESTELD, choices=Staat.choices)
    # Welke scherven nog uit de kluis moeten: zo maakt een volgende ronde af wat halverwege stopte.
    dossiers = models.JSONField(_("vernietigde sleutels"), default=list, editable=False)

    class Meta:
        verbose_name = _("punt van een vernietigingslijst")
        verbose_name_plural = _("punten van een vernietigingslijst")
        ordering = ["einde", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["casus"],
                condition=Q(staat__in=("voorgesteld", "bezig", "vernietigd")),
                name="vernietigingspunt_een_per_casus",
            )
        ]

    @transition(staat, source=Staat.VOORGESTELD, target=Staat.TEGENGEHOUDEN)
    def houd_tegen(self) -> None:
        """Er kwam een bewaarplicht; de handtekeningen van dit punt tellen niet meer."""

    @transition(staat, source=Staat.VOORGESTELD, target=Staat.BEZIG)
    def begin(self) -> None:
        """Twee mensen tekenden: de sleutels zijn weg, vanaf nu leest niemand nog iets."""

    @transition(staat, source=Staat.BEZIG, target=Staat.VERNIETIGD)
    def maak_af(self) -> None:
        """Alle rijen zijn weg; de grafsteen en het bewijs blijven."""


class Vernietigingshandtekening(LivcGebonden):
    """Eén persoon tekende voor één casus, in één rol; nooit voor een ander, en nooit twee keer."""

    punt = models.ForeignKey(Vernietigingspunt, models.PROTECT, related_name="handtekeningen")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rol = models.CharField(_("als"), max_length=20, choices=Tekenrol)
    op = models.DateTimeField(_("getekend op"))

    class Meta:
        verbose_name = _("handtekening")
        verbose_name_plural = _("handtekeningen")
        ordering = ["op"]
        constraints = [
            models.UniqueConstraint(fields=["punt", "gebruiker"], name="vernietiging_een_per_persoon"),
            models.UniqueConstraint(fields=["punt", "rol"], name="vernietiging_een_per_rol"),
        ]


class Vernietigingsbewijs(CasusGebonden):
    """Wat er vernietigd is, zonder inhoud: het bewijs is hieruit altijd opnieuw te maken."""

    punt = models.ForeignKey(Vernietigingspunt, models.PROTECT, related_name="+")
    lijst = models.ForeignKey(Vernietigingslijst, models.PROTECT, related_name="+")
    referentie = models.CharField(_("referentie"), max_length=7)
    op_lijst_op = models.DateField(_("op de lijst sinds"))
    laatst_besproken_op = models.DateField(_("laatst besproken op"), null=True)
    afgesloten_op = models.DateField(_("afgesloten op"), null=True)
    einde = models.DateField(_("einde van de termijn"))
    vernietigd_op = models.DateTimeField(_("vernietigd op"))
    tellingen = models.JSONField(_("rijen per tabel"))
    sleutels = models.JSONField(_("vernietigde sleutels"))
    regel_id = models.UUIDField(_("regel van het logboek"), null=True, editable=False)

    class Meta:
        verbose_name = _("bewijs van vernietiging")
        verbose_name_plural = _("bewijzen van vernietiging")
        ordering = ["-vernietigd_op"]
        constraints = [models.UniqueConstraint(fields=["casus"], name="vernietigingsbewijs_een_per_casus")]

    @property
    def sleutelafdruk(self) -> str:
        """Eén afdruk over alle vernietigde sleutels, in vaste volgorde: staat in het logboek en op het bewijs."""
        return hashlib.sha256("\n".join(sorted(self.sleutels)).encode()).hexdigest()
