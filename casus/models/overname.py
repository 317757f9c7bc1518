"""Wat iemand van tafel meeneemt naar het dossier van zijn eigen dienst: alleen als iedereen ja zegt (LR-43)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from toegang.toestand import MetToestand, Toestandveld
from toegang.velden import VersleuteldeTekst

from .basis import CasusGebonden, nieuwe_referentie

OPEN = ("voorgesteld", "consensus", "parket", "toegestaan")
"""Zolang er niets afgedrukt is, kan iemand in elk van deze standen nog neen zeggen."""


class OvernameQuerySet(models.QuerySet["Dossierovername"]):
    def lopend(self) -> "OvernameQuerySet":
        return self.filter(staat__in=OPEN, afgedrukt_op=None)


class Dossierovername(MetToestand, CasusGebonden):
    """De vraag van één deelnemer om één afspraak of één stuk informatie in het eigen dossier te zetten.

    De tekst van andermans inbreng staat hier niet: ze wordt gelezen waar ze staat, en verdwijnt er ook (LR-32).
    """

    class Staat(models.TextChoices):
        VOORGESTELD = "voorgesteld", _("ligt voor aan de tafel")
        CONSENSUS = "consensus", _("iedereen zei ja")
        PARKET = "parket", _("wacht op het parket")
        TOEGESTAAN = "toegestaan", _("toegestaan")
        GEWEIGERD = "geweigerd", _("geweigerd")
        INGETROKKEN = "ingetrokken", _("ingetrokken")
        VERVALLEN = "vervallen", _("vervallen")

    class Voorwaarde(models.TextChoices):
        AFSPRAAK = "afspraak", _("een maatregel of werkafspraak die nuttig is voor de eigen wettelijke taak")
        INFORMATIE = "informatie", _("mondeling gedeelde informatie die daarvoor strikt nodig is")

    beleid_relaties: ClassVar[dict[str, str]] = {"vrager": "aanvrager_id"}

    staat = Toestandveld(_("staat"), default=Staat.VOORGESTELD, choices=Staat.choices)
    kenmerk = models.CharField(_("kenmerk"), max_length=7, default=nieuwe_referentie, editable=False)
    aanvrager = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    organisatie = models.ForeignKey(
        "toegang.Organisatie", models.PROTECT, null=True, blank=True, related_name="+"
    )
    rol = models.CharField(_("rol in de kern"), max_length=20, blank=True)
    voorwaarde = models.CharField(_("voorwaarde van de wet"), max_length=12, choices=Voorwaarde)
    actie = models.ForeignKey("casus.Actie", models.PROTECT, null=True, blank=True, related_name="+")
    inbreng = models.ForeignKey(
        "casus.Inbreng", models.PROTECT, null=True, blank=True, related_name="overnames"
    )
    tekst = VersleuteldeTekst(_("wat meegaat"))
    reden = VersleuteldeTekst(_("waarom de voorwaarde klopt"))
    noodzaak = VersleuteldeTekst(_("waarom het nodig is voor het doel"))
    gerechtelijk = models.BooleanField(_("komt van het gerecht"), default=False)
    parket_op = models.DateField(_("antwoord van het parket op"), null=True, blank=True)
    parket_referentie = VersleuteldeTekst(_("referentie van het parket"))
    parket_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    afgedrukt_op = models.DateTimeField(_("afgedrukt op"), null=True, blank=True)

    objects = OvernameQuerySet.as_manager()

    class Meta:
        verbose_name = _("dossierovername")
        verbose_name_plural = _("dossierovernames")
        ordering = ["-aangemaakt"]
        constraints = [
            models.CheckConstraint(
                condition=Q(voorwaarde="afspraak", actie__isnull=False, inbreng__isnull=True)
                | Q(voorwaarde="informatie", actie__isnull=True),
                name="overname_een_voorwaarde",
                violation_error_message=_("Een afspraak of informatie, en niet allebei (LR-43)."),
            ),
            models.CheckConstraint(
                condition=Q(organisatie__isnull=False, rol="") | (Q(organisatie__isnull=True) & ~Q(rol="")),
                name="overname_een_dienst",
            ),
            models.CheckConstraint(
                condition=Q(afgedrukt_op__isnull=True) | Q(staat="toegestaan"),
                name="overname_afgedrukt_is_toegestaan",
            ),
            models.CheckConstraint(
                condition=~Q(staat="toegestaan") | Q(gerechtelijk=False) | Q(parket_op__isnull=False),
                name="overname_gerecht_alleen_met_parket",
                violation_error_message=_("Eerst geeft het parket uitdrukkelijk akkoord (LR-43)."),
            ),
            *(
                models.UniqueConstraint(
                    fields=["aanvrager", bron],
                    condition=Q(staat__in=OPEN, afgedrukt_op__isnull=True),
                    name=f"overname_{bron}_een_vraag",
                )
                for bron in ("actie", "inbreng")
            ),
        ]

    @transition(staat, source=Staat.VOORGESTELD, target=Staat.CONSENSUS)
    def bereik_consensus(self) -> None:
        """De laatste aan tafel zei ja."""

    @transition(staat, source=(Staat.CONSENSUS, Staat.TOEGESTAAN), target=Staat.PARKET)
    def leg_voor_aan_parket(self) -> None:
        """Het komt van het gerecht: zonder uitdrukkelijk akkoord van het parket gaat het niet mee."""

    @transition(staat, source=(Staat.CONSENSUS, Staat.PARKET), target=Staat.TOEGESTAAN)
    def sta_toe(self) -> None:
        """Het kan één keer afgedrukt worden."""

    @transition(staat, source=OPEN, target=Staat.GEWEIGERD)
    def weiger(self) -> None:
        """Iemand zei neen, of het parket gaf geen akkoord."""

    @transition(staat, source=OPEN, target=Staat.INGETROKKEN)
    def trek_in(self) -> None:
        """Wie het vroeg, vraagt het niet meer."""

    @transition(staat, source=OPEN, target=Staat.VERVALLEN)
    def verval(self) -> None:
        """De auteur trok de inbreng in, of maakte ze geheimer; dat doet de databank zelf."""


class Overnameantwoord(CasusGebonden):
    """Het antwoord van één deelnemer. Leeg is nog geen antwoord: dat houdt het tegen, en mag (LR-22)."""

    class Antwoord(models.TextChoices):
        JA = "ja", _("ja")
        NEE = "nee", _("neen")

    overname = models.ForeignKey(Dossierovername, models.PROTECT, related_name="antwoorden")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    antwoord = models.CharField(_("antwoord"), max_length=4, choices=Antwoord, blank=True)
    beantwoord_op = models.DateTimeField(_("beantwoord op"), null=True, blank=True)

    class Meta:
        verbose_name = _("antwoord op een dossierovername")
        verbose_name_plural = _("antwoorden op een dossierovername")
        constraints = [
            models.UniqueConstraint(fields=["overname", "gebruiker"], name="overnameantwoord_een_per_persoon")
        ]
