"""Wat iemand aan tafel vertelt: van de auteur, met een niveau van geheimhouding (LR-32)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from toegang.toestand import MetToestand, Toestandveld
from toegang.velden import VersleuteldeTekst

from .basis import CasusGebonden


class Inbreng(MetToestand, CasusGebonden):
    """Een uitspraak van één deelnemer over de betrokkene of een relatie (LR-51)."""

    class Staat(models.TextChoices):
        CONCEPT = "concept", _("concept, alleen voor u")
        INGEBRACHT = "ingebracht", _("ingebracht")
        INGETROKKEN = "ingetrokken", _("ingetrokken")

    class Bron(models.TextChoices):
        EIGEN = "eigen", _("eigen waarneming")
        BETROKKENE = "betrokkene", _("van de persoon zelf")
        OMGEVING = "omgeving", _("van iemand uit de omgeving")
        DOSSIER = "dossier", _("uit een dossier van de eigen dienst")
        ANDERE_DIENST = "andere_dienst", _("van een andere dienst")

    class Niveau(models.TextChoices):
        BEROEPSGEHEIM = "beroepsgeheim", _("beroepsgeheim")
        GEHEIM = "geheim", _("geheim, alleen deze tafel")
        VRIJGEGEVEN = "vrijgegeven", _("vrijgegeven door de auteur")

    class Publiek(models.TextChoices):
        TAFEL = "tafel", _("iedereen aan deze tafel")
        KERN = "kern", _("alleen de kern: burgemeester, politie en preventieambtenaar")
        GEKOZEN = "gekozen", _("alleen wie ik aanduid")

    beleid_relaties: ClassVar[dict[str, str]] = {"auteur": "auteur_id", "lezer": "lezers__id"}

    staat = Toestandveld(_("staat"), default=Staat.CONCEPT, choices=Staat.choices)
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    organisatie = models.ForeignKey(
        "toegang.Organisatie", models.PROTECT, null=True, blank=True, related_name="+"
    )
    agendapunt = models.ForeignKey(
        "casus.Agendapunt", models.PROTECT, null=True, blank=True, related_name="inbrengen"
    )
    over = models.ForeignKey("casus.Relatie", models.PROTECT, null=True, blank=True, related_name="+")
    tekst = VersleuteldeTekst(_("uw inbreng"))
    bron = models.CharField(_("bron"), max_length=14, choices=Bron, default=Bron.EIGEN)
    categorie = models.CharField(_("soort gegeven"), max_length=24)
    categorielijst = models.CharField(_("versie van de lijst"), max_length=12)
    noodzaak = VersleuteldeTekst(_("waarom dit nodig is"))
    niveau = models.CharField(_("geheimhouding"), max_length=14, choices=Niveau, default=Niveau.GEHEIM)
    publiek = models.CharField(_("wie het mag lezen"), max_length=8, choices=Publiek, default=Publiek.TAFEL)
    lezers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    doorgave = models.BooleanField(_("mag verder gedeeld worden"), default=False)
    ingebracht_op = models.DateTimeField(_("ingebracht op"), null=True, blank=True)
    ingetrokken_op = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    gewijzigd = models.DateTimeField(_("gewijzigd"), auto_now=True)

    class Meta:
        verbose_name = _("inbreng")
        verbose_name_plural = _("inbrengen")
        ordering = ["ingebracht_op", "aangemaakt"]

    @transition(staat, source=Staat.CONCEPT, target=Staat.INGEBRACHT)
    def breng_in(self) -> None:
        """Het concept wordt zichtbaar voor het gekozen publiek."""

    @transition(staat, source=(Staat.CONCEPT, Staat.INGEBRACHT), target=Staat.INGETROKKEN)
    def trek_in(self) -> None:
        """De tekst verdwijnt; dat er iets stond, blijft zichtbaar."""
