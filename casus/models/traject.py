"""Het opvolgingsplan: doelen met sterktes naast zorgen, en acties met een eigenaar."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from toegang.toestand import MetToestand, Toestandveld
from toegang.velden import VersleuteldeTekst

from .basis import CasusGebonden


class Traject(MetToestand, CasusGebonden):
    """Eén versie van het plan; een nieuwe versie vervangt de vorige."""

    class Staat(models.TextChoices):
        LOPEND = "lopend", _("lopend")
        VERVANGEN = "vervangen", _("vervangen door een nieuwe versie")
        BEEINDIGD = "beeindigd", _("beëindigd")

    versie = models.PositiveSmallIntegerField(_("versie"), default=1)
    staat = Toestandveld(_("staat"), default=Staat.LOPEND, choices=Staat.choices)
    samenvatting = VersleuteldeTekst(_("waar dit traject naartoe werkt"))
    evaluatie_op = models.DateField(_("evaluatie op"))
    opgesteld_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("traject")
        verbose_name_plural = _("trajecten")
        ordering = ["-versie"]
        constraints = [
            models.UniqueConstraint(fields=["casus", "versie"], name="traject_versie_uniek"),
            models.UniqueConstraint(fields=["casus"], condition=Q(staat="lopend"), name="traject_een_lopend"),
        ]

    @transition(staat, source=Staat.LOPEND, target=Staat.VERVANGEN)
    def vervang(self) -> None:
        """Na een evaluatie komt een nieuwe versie."""

    @transition(staat, source=Staat.LOPEND, target=Staat.BEEINDIGD)
    def beeindig(self) -> None:
        """De casus sluit."""


class Doel(CasusGebonden):
    """Een doel in één levensdomein, met wat sterk staat naast wat zorgen baart."""

    class Levensdomein(models.TextChoices):
        GEZIN = "gezin", _("gezin en relaties")
        ONDERWIJS = "onderwijs", _("school en opleiding")
        WERK = "werk", _("werk en inkomen")
        WONEN = "wonen", _("wonen")
        VRIJE_TIJD = "vrije_tijd", _("vrije tijd en netwerk")
        WELZIJN = "welzijn", _("welzijn en gezondheid")
        IDENTITEIT = "identiteit", _("identiteit en zingeving")

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="doelen")
    levensdomein = models.CharField(_("levensdomein"), max_length=12, choices=Levensdomein)
    tekst = VersleuteldeTekst(_("doel"))
    sterktes = VersleuteldeTekst(_("sterktes en beschermende factoren"))
    zorgen = VersleuteldeTekst(_("zorgen"))

    class Meta:
        verbose_name = _("doel")
        verbose_name_plural = _("doelen")
        ordering = ["aangemaakt"]


class Actie(MetToestand, CasusGebonden):
    """Een afspraak met een eigenaar en een datum; drie uitkomsten, geen ervan een verwijt."""

    class Staat(models.TextChoices):
        OPEN = "open", _("open")
        UITGEVOERD = "uitgevoerd", _("uitgevoerd")
        ONMOGELIJK = "onmogelijk", _("bleek onmogelijk")
        NIET_UITGEVOERD = "niet_uitgevoerd", _("niet uitgevoerd")

    beleid_relaties: ClassVar[dict[str, str]] = {"eigenaar": "eigenaar_id"}

    doel = models.ForeignKey(Doel, models.PROTECT, null=True, blank=True, related_name="acties")
    agendapunt = models.ForeignKey(
        "casus.Agendapunt", models.PROTECT, null=True, blank=True, related_name="acties"
    )
    staat = Toestandveld(_("staat"), default=Staat.OPEN, choices=Staat.choices)
    omschrijving = VersleuteldeTekst(_("actie"))
    eigenaar = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="acties")
    tegen = models.DateField(_("tegen"))
    toelichting = VersleuteldeTekst(_("toelichting"))
    afgehandeld_op = models.DateTimeField(_("afgehandeld op"), null=True, blank=True)
    herinnerd_op = models.DateField(_("laatst herinnerd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("actie")
        verbose_name_plural = _("acties")
        ordering = ["tegen"]

    @transition(staat, source=Staat.OPEN, target=Staat.UITGEVOERD)
    def voer_uit(self) -> None:
        """De eigenaar deed wat was afgesproken."""

    @transition(staat, source=Staat.OPEN, target=Staat.ONMOGELIJK)
    def meld_onmogelijk(self) -> None:
        """Het kon niet; dat is een volwaardig antwoord."""

    @transition(staat, source=Staat.OPEN, target=Staat.NIET_UITGEVOERD)
    def meld_niet_uitgevoerd(self) -> None:
        """Het gebeurde niet."""


class Evaluatie(CasusGebonden):
    """Wat de tafel van het traject vond, en wat daarna gebeurt."""

    class Gevolg(models.TextChoices):
        VERDER = "verder", _("het traject loopt verder")
        NIEUWE_VERSIE = "nieuwe_versie", _("er komt een nieuwe versie")
        AFSLUITEN = "afsluiten", _("de casus kan afgesloten worden")

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="evaluaties")
    tekst = VersleuteldeTekst(_("hoe het loopt"))
    gevolg = models.CharField(_("gevolg"), max_length=14, choices=Gevolg)
    opgesteld_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("evaluatie")
        verbose_name_plural = _("evaluaties")
        ordering = ["-aangemaakt"]
