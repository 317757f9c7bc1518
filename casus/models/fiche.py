"""De terugkoppelingsfiche: de enige weg van de tafel naar de veiligheidsdiensten (LR-40, LR-41, LR-42)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from toegang.toestand import MetToestand, Toestandveld
from toegang.velden import VersleuteldeJson, VersleuteldeTekst

from .basis import CasusGebonden, nieuwe_referentie


class Terugkoppelingsfiche(MetToestand, CasusGebonden):
    """Eén tekst over één bespreking. Zolang ze concept is, ligt er geen tekst vast; daarna verandert ze niet meer.

    `tekst` en `hash` horen bij `ronde`: wie wijzigt, wist ze, en met hen elk antwoord (LR-41).
    """

    class Staat(models.TextChoices):
        CONCEPT = "concept", _("concept")
        TER_GOEDKEURING = "ter_goedkeuring", _("ter goedkeuring")
        VRIJGEGEVEN = "vrijgegeven", _("door iedereen goedgekeurd")
        OVERGEMAAKT = "overgemaakt", _("overgemaakt")
        GEBLOKKEERD = "geblokkeerd", _("tegengehouden")

    beleid_relaties: ClassVar[dict[str, str]] = {
        "goedkeurder": "goedkeurders__gebruiker_id",
        "casusregisseur": "casus__casusregisseur_id",
    }

    referentie = models.CharField(_("referentie"), max_length=7, default=nieuwe_referentie, unique=True)
    staat = Toestandveld(_("staat"), default=Staat.CONCEPT, choices=Staat.choices)
    agendapunt = models.ForeignKey("casus.Agendapunt", models.PROTECT, related_name="fiches")
    opgesteld_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    inleiding = VersleuteldeTekst(_("inleiding"))
    slot = VersleuteldeTekst(_("slot"))
    tekst = VersleuteldeJson(_("vastgelegde tekst"))
    hash = models.CharField(_("vingerafdruk"), max_length=64, blank=True)
    ronde = models.PositiveSmallIntegerField(_("ronde"), default=0)
    voorgelegd_op = models.DateTimeField(_("voorgelegd op"), null=True, blank=True)
    vrijgegeven_op = models.DateTimeField(_("vrijgegeven op"), null=True, blank=True)

    class Meta:
        verbose_name = _("terugkoppelingsfiche")
        verbose_name_plural = _("terugkoppelingsfiches")
        ordering = ["-aangemaakt"]
        constraints = [
            models.UniqueConstraint(
                fields=["agendapunt"],
                condition=~Q(staat="overgemaakt"),
                name="fiche_een_lopende_per_bespreking",
                violation_error_message=_("Voor deze bespreking loopt al een fiche."),
            ),
            models.CheckConstraint(
                condition=Q(staat="concept", hash="") | (~Q(staat="concept") & ~Q(hash="")),
                name="fiche_concept_zonder_vingerafdruk",
            ),
        ]

    @transition(staat, source=Staat.CONCEPT, target=Staat.TER_GOEDKEURING)
    def leg_voor(self) -> None:
        """De tekst ligt vast; wie bij de bespreking was, antwoordt."""

    @transition(staat, source=Staat.TER_GOEDKEURING, target=Staat.VRIJGEGEVEN)
    def geef_vrij(self) -> None:
        """Iedereen die erbij was, keurde precies deze tekst goed."""

    @transition(staat, source=(Staat.VRIJGEGEVEN, Staat.OVERGEMAAKT), target=Staat.OVERGEMAAKT)
    def maak_over(self) -> None:
        """De politie maakt ze over; elke ontvanger is een eigen overdracht."""

    @transition(staat, source=(Staat.TER_GOEDKEURING, Staat.VRIJGEGEVEN), target=Staat.GEBLOKKEERD)
    def blokkeer(self) -> None:
        """Een neen, een bron die wegviel, of iemand die er niet meer bij kan."""

    @transition(
        staat,
        source=(Staat.TER_GOEDKEURING, Staat.VRIJGEGEVEN, Staat.GEBLOKKEERD),
        target=Staat.CONCEPT,
    )
    def herwerk(self) -> None:
        """Opnieuw schrijven: elk gegeven antwoord vervalt."""


class Fichebron(CasusGebonden):
    """Waaruit de fiche bestaat: vrijgegeven inbreng, een besluit of een evaluatie (LR-42)."""

    fiche = models.ForeignKey(Terugkoppelingsfiche, models.PROTECT, related_name="bronnen")
    inbreng = models.ForeignKey(
        "casus.Inbreng", models.PROTECT, null=True, blank=True, related_name="fichebronnen"
    )
    besluit = models.ForeignKey(
        "casus.Besluit", models.PROTECT, null=True, blank=True, related_name="fichebronnen"
    )
    evaluatie = models.ForeignKey(
        "casus.Evaluatie", models.PROTECT, null=True, blank=True, related_name="fichebronnen"
    )

    class Meta:
        verbose_name = _("bron van een fiche")
        verbose_name_plural = _("bronnen van een fiche")
        ordering = ["aangemaakt"]
        constraints = [
            models.CheckConstraint(
                condition=Q(inbreng__isnull=False, besluit__isnull=True, evaluatie__isnull=True)
                | Q(inbreng__isnull=True, besluit__isnull=False, evaluatie__isnull=True)
                | Q(inbreng__isnull=True, besluit__isnull=True, evaluatie__isnull=False),
                name="fichebron_precies_een",
            ),
            models.UniqueConstraint(fields=["fiche", "inbreng"], name="fichebron_inbreng_eenmaal"),
            models.UniqueConstraint(fields=["fiche", "besluit"], name="fichebron_besluit_eenmaal"),
            models.UniqueConstraint(fields=["fiche", "evaluatie"], name="fichebron_evaluatie_eenmaal"),
        ]


class Fichegoedkeurder(CasusGebonden):
    """Iemand die bij de bespreking was, en zijn antwoord op precies deze tekst. De databank maakt de rijen zelf."""

    class Antwoord(models.TextChoices):
        GEEN = "", _("nog geen antwoord")
        GOEDGEKEURD = "goedgekeurd", _("goedgekeurd")
        GEWEIGERD = "geweigerd", _("niet goedgekeurd")

    fiche = models.ForeignKey(Terugkoppelingsfiche, models.PROTECT, related_name="goedkeurders")
    ronde = models.PositiveSmallIntegerField(_("ronde"))
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    antwoord = models.CharField(
        _("antwoord"), max_length=11, choices=Antwoord, default=Antwoord.GEEN, blank=True
    )
    hash = models.CharField(_("vingerafdruk van de gelezen tekst"), max_length=64, blank=True)
    reden = VersleuteldeTekst(_("reden, alleen voor de burgemeester"))
    beantwoord_op = models.DateTimeField(_("beantwoord op"), null=True, blank=True)

    class Meta:
        verbose_name = _("goedkeurder van een fiche")
        verbose_name_plural = _("goedkeurders van een fiche")
        constraints = [
            models.UniqueConstraint(
                fields=["fiche", "ronde", "gebruiker"], name="fichegoedkeurder_eenmaal_per_ronde"
            )
        ]


class Ficheraking(CasusGebonden):
    """Dat een voorgelegde tekst te dicht bij een geheime inbreng kwam, van wie en wanneer; nooit wat (LR-42).

    Eén poging raakt soms meer dan een auteur: dezelfde `poging`, een rij per auteur. Zonder auteur: een stuk uit een
    ander LIVC, wiens auteur hier niet is.
    """

    beleid_relaties: ClassVar[dict[str, str]] = {"auteur": "auteur_id"}

    fiche = models.ForeignKey(Terugkoppelingsfiche, models.PROTECT, related_name="rakingen")
    poging = models.UUIDField(_("poging"))
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("raking van een geheim")
        verbose_name_plural = _("rakingen van een geheim")
        ordering = ["-aangemaakt"]
        constraints = [
            models.UniqueConstraint(
                fields=["poging", "auteur"], name="ficheraking_eenmaal_per_auteur", nulls_distinct=False
            )
        ]


class Ficheoverdracht(CasusGebonden):
    """Wat naar wie vertrok, wanneer, en door wie (LR-40). De PDF zelf wordt nergens bewaard."""

    fiche = models.ForeignKey(Terugkoppelingsfiche, models.PROTECT, related_name="overdrachten")
    bestemmeling = models.CharField(_("ontvanger"), max_length=24)
    hash = models.CharField(_("vingerafdruk"), max_length=64)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("overdracht van een fiche")
        verbose_name_plural = _("overdrachten van een fiche")
        ordering = ["aangemaakt"]
        constraints = [
            models.UniqueConstraint(
                fields=["fiche", "bestemmeling"],
                name="ficheoverdracht_eenmaal_per_ontvanger",
                violation_error_message=_("Deze fiche ging al naar deze ontvanger."),
            )
        ]
