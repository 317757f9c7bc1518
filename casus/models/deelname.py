"""Wie aan tafel zit: vrij gekomen, en gebonden door de geheimhouding."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from toegang.toestand import MetToestand, Toestandveld
from toegang.velden import VersleuteldeTekst

from .basis import CasusGebonden


class DeelnameQuerySet(models.QuerySet["Deelname"]):
    def openstaand(self) -> "DeelnameQuerySet":
        """Nog te beantwoorden door de genodigde."""
        return self.filter(staat__in=(Deelname.Staat.UITGENODIGD, Deelname.Staat.GEHEIMHOUDING))

    def aanvaard(self) -> "DeelnameQuerySet":
        return self.filter(staat=Deelname.Staat.AANVAARD)


class Deelname(MetToestand, CasusGebonden):
    """De plaats van één persoon aan de tafel van één casus (LR-12, LR-13, LR-20, LR-21).

    Onder een eigen sleutel: wie alleen uitgenodigd is, krijgt de sleutel van de casus nooit in handen (LR-13).
    """

    class Staat(models.TextChoices):
        VOORBEREID = "voorbereid", _("klaar om te ondertekenen")
        UITGENODIGD = "uitgenodigd", _("uitgenodigd")
        GEHEIMHOUDING = "geheimhouding", _("geheimhouding aanvaard")
        AANVAARD = "aanvaard", _("aanvaard")
        GEWEIGERD = "geweigerd", _("niet ingegaan op de uitnodiging")
        TERUGGETROKKEN = "teruggetrokken", _("teruggetrokken")
        BEEINDIGD = "beeindigd", _("beëindigd")
        INGETROKKEN = "ingetrokken", _("uitnodiging ingetrokken")
        VERVALLEN = "vervallen", _("vervallen")
        VERVANGEN = "vervangen", _("vervangen")
        GESCHRAPT = "geschrapt", _("nooit verstuurd")

    LOPEND: ClassVar[tuple[str, ...]] = (
        Staat.VOORBEREID,
        Staat.UITGENODIGD,
        Staat.GEHEIMHOUDING,
        Staat.AANVAARD,
    )

    beleid_relaties: ClassVar[dict[str, str]] = {"genodigde": "gebruiker_id"}

    staat = Toestandveld(_("staat"), default=Staat.VOORBEREID, choices=Staat.choices)
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="deelnames")
    organisatie = models.ForeignKey("toegang.Organisatie", models.PROTECT, related_name="+")
    overleg = models.ForeignKey("casus.Overleg", models.PROTECT, related_name="deelnames")
    bijdrage = VersleuteldeTekst(_("verwachte bijdrage aan de opvolging"), dossier="id")
    dringend_reden = VersleuteldeTekst(_("reden van de dringendheid"), dossier="id")
    voorbereid_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uitgenodigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    uitgenodigd_op = models.DateTimeField(_("uitgenodigd op"), null=True, blank=True)
    geheimhouding_op = models.DateTimeField(_("geheimhouding aanvaard op"), null=True, blank=True)
    beantwoord_op = models.DateTimeField(_("beantwoord op"), null=True, blank=True)
    beeindigd_op = models.DateTimeField(_("beëindigd op"), null=True, blank=True)
    weigerreden = VersleuteldeTekst(_("reden, alleen voor de burgemeester"), dossier="id")
    vervangt = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="vervangers")
    mail_mislukt_op = models.DateTimeField(_("bericht niet verstuurd op"), null=True, blank=True)
    brengt_niets_in = models.BooleanField(_("brengt niets in"), default=False)

    objects = DeelnameQuerySet.as_manager()

    class Meta:
        verbose_name = _("deelname")
        verbose_name_plural = _("deelnames")
        ordering = ["organisatie__naam", "aangemaakt"]
        constraints = [
            models.UniqueConstraint(
                fields=["casus", "gebruiker"],
                condition=Q(staat__in=("voorbereid", "uitgenodigd", "geheimhouding", "aanvaard")),
                name="deelname_een_lopende",
                violation_error_message=_("Deze persoon is voor deze casus al uitgenodigd."),
            )
        ]

    @transition(staat, source=Staat.VOORBEREID, target=Staat.UITGENODIGD)
    def nodig_uit(self) -> None:
        """De burgemeester ondertekent (LR-12)."""

    @transition(staat, source=Staat.UITGENODIGD, target=Staat.GEHEIMHOUDING)
    def aanvaard_geheimhouding(self) -> None:
        """De genodigde hoort over wie het gaat, en niets meer (LR-13)."""

    @transition(staat, source=Staat.GEHEIMHOUDING, target=Staat.AANVAARD)
    def aanvaard(self) -> None:
        """De genodigde komt aan tafel."""

    @transition(staat, source=(Staat.UITGENODIGD, Staat.GEHEIMHOUDING), target=Staat.GEWEIGERD)
    def weiger(self) -> None:
        """Altijd mogelijk, zonder gevolg (LR-20)."""

    @transition(staat, source=Staat.AANVAARD, target=Staat.TERUGGETROKKEN)
    def trek_terug(self) -> None:
        """Op elk moment; de geheimhouding blijft (LR-21)."""

    @transition(staat, source=Staat.VOORBEREID, target=Staat.GESCHRAPT)
    def schrap(self) -> None:
        """Nooit verstuurd: de persoon hoort nooit dat hij overwogen werd."""

    @transition(staat, source=(Staat.UITGENODIGD, Staat.GEHEIMHOUDING), target=Staat.INGETROKKEN)
    def trek_uitnodiging_in(self) -> None:
        """De uitnodiger bedenkt zich."""

    @transition(
        staat, source=(Staat.UITGENODIGD, Staat.GEHEIMHOUDING, Staat.AANVAARD), target=Staat.VERVANGEN
    )
    def vervang(self) -> None:
        """Een ander van dezelfde organisatie krijgt een eigen uitnodiging (LR-16)."""

    @transition(staat, source=Staat.AANVAARD, target=Staat.BEEINDIGD)
    def beeindig(self) -> None:
        """De casus sluit, of de plaats aan tafel valt weg; de toegang eindigt."""

    @transition(staat, source=(Staat.UITGENODIGD, Staat.GEHEIMHOUDING), target=Staat.VERVALLEN)
    def verval(self) -> None:
        """De casus sluit, of de plaats valt weg, voor er een antwoord kwam."""


class Geheimhouding(CasusGebonden):
    """Iemand aanvaardde persoonlijk de geheimhouding voor één casus; blijft bestaan, ook na terugtrekking (LR-30)."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tekst_versie = models.CharField(_("versie van de tekst"), max_length=12)
    aanvaard_op = models.DateTimeField(_("aanvaard op"), auto_now_add=True)

    class Meta:
        verbose_name = _("geheimhouding")
        verbose_name_plural = _("geheimhoudingen")
        constraints = [
            models.UniqueConstraint(fields=["casus", "gebruiker"], name="geheimhouding_een_per_casus")
        ]
