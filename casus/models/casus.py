"""De casus: de persoon die besproken wordt, en waarom."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from casus import databank
from toegang.toestand import MetToestand, Toestandveld
from toegang.velden import VersleuteldeDatum, VersleuteldeJson, VersleuteldeTekst

from .basis import CasusGebonden, LivcGebonden, nieuwe_referentie

DOEL = "terroristische-misdrijven-voorkomen"
"""Het enige doel van elke casus (LR-02); staat ook als voorwaarde in de databank."""


class CasusQuerySet(models.QuerySet["Casus"]):
    def lopend(self) -> "CasusQuerySet":
        return self.exclude(
            staat__in=(Casus.Staat.AFGESLOTEN, Casus.Staat.NACONTROLE, Casus.Staat.VERNIETIGD)
        )


class Casus(MetToestand, LivcGebonden):
    """Eén persoon op de lijst van het LIVC, met één rechtsgrond en één doel (LR-01, LR-02)."""

    class Staat(models.TextChoices):
        OP_LIJST = "op_lijst", _("op de lijst")
        VOORBEREIDING = "voorbereiding", _("in voorbereiding")
        IN_OVERLEG = "in_overleg", _("in overleg")
        IN_TRAJECT = "in_traject", _("in traject")
        IN_EVALUATIE = "in_evaluatie", _("in evaluatie")
        AFGESLOTEN = "afgesloten", _("afgesloten")
        NACONTROLE = "nacontrole", _("in nacontrole")
        VERNIETIGD = "vernietigd", _("vernietigd")

    class Rechtsgrond(models.TextChoices):
        LIVC_WET = "livc_wet", _("de wet van 30 juli 2018 over de LIVC's")
        MACHTIGING = "machtiging", _("een gemotiveerde machtiging van de procureur des Konings")

    class Sluitingsreden(models.TextChoices):
        DOEL_BEREIKT = "doel_bereikt", _("de opvolging heeft haar doel bereikt")
        GEEN_AANWIJZING = "geen_aanwijzing", _("er zijn geen aanwijzingen meer")
        ANDERE_DIENST = "andere_dienst", _("een andere dienst volgt verder op")
        VERHUISD = "verhuisd", _("de persoon woont niet meer in de gemeente")
        OVERGEDRAGEN = "overgedragen", _("een ander LIVC nam het dossier over")
        ANDERS = "anders", _("een andere reden")

    beleid_casus: ClassVar[str | None] = "id"
    beleid_relaties: ClassVar[dict[str, str]] = {"casusregisseur": "casusregisseur_id"}

    referentie = models.CharField(_("referentie"), max_length=7, unique=True, default=nieuwe_referentie)
    staat = Toestandveld(_("staat"), default=Staat.OP_LIJST, choices=Staat.choices)
    doel = models.CharField(_("doel"), max_length=60, default=DOEL, editable=False)
    rechtsgrond = models.CharField(_("rechtsgrond"), max_length=12, choices=Rechtsgrond)
    machtiging_datum = models.DateField(_("datum van de machtiging"), null=True, blank=True)
    machtiging_referentie = models.CharField(_("referentie van de machtiging"), max_length=120, blank=True)
    aanwijzingen = VersleuteldeTekst(_("aanwijzingen van een radicaliseringsproces"), dossier="id")
    indicatoren = VersleuteldeJson(_("aangekruiste indicatoren"), dossier="id")
    op_lijst_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    casusregisseur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    noodzaak = VersleuteldeTekst(_("waarom heropenen nodig is"), dossier="id")
    heropend_op = models.DateTimeField(_("heropend op"), null=True, blank=True)
    sluitingsreden = models.CharField(
        _("reden van afsluiten"), max_length=20, choices=Sluitingsreden, blank=True
    )
    sluiting_toelichting = VersleuteldeTekst(_("toelichting bij het afsluiten"), dossier="id")
    afgesloten_op = models.DateTimeField(_("afgesloten op"), null=True, blank=True)
    laatst_besproken_op = models.DateField(_("laatst besproken op"), null=True, blank=True)
    vernietigd_op = models.DateTimeField(_("vernietigd op"), null=True, blank=True)
    gewijzigd = models.DateTimeField(_("laatst gewijzigd"), auto_now=True)

    objects = CasusQuerySet.as_manager()

    class Meta:
        verbose_name = _("casus")
        verbose_name_plural = _("casussen")
        ordering = ["-gewijzigd", "-id"]
        indexes = [models.Index(fields=["livc", "-gewijzigd", "-id"], name="casus_livc_gewijzigd")]
        constraints = [
            models.CheckConstraint(condition=Q(doel=DOEL), name="casus_een_doel"),
            models.CheckConstraint(
                condition=(
                    Q(rechtsgrond="livc_wet") & Q(machtiging_datum__isnull=True) & Q(machtiging_referentie="")
                )
                | (
                    Q(rechtsgrond="machtiging")
                    & Q(machtiging_datum__isnull=False)
                    & ~Q(machtiging_referentie="")
                )
                # Een grafsteen houdt alleen welke grond het was; de referentie van het parket is weg.
                | (Q(staat="vernietigd") & Q(machtiging_datum__isnull=True) & Q(machtiging_referentie="")),
                name="casus_een_rechtsgrond",
                violation_error_message=_(
                    "Kies één rechtsgrond; een machtiging van de procureur heeft een datum en een referentie (LR-01)."
                ),
            ),
        ]
        # Eén recht per stap; wie het geeft en neemt staat in toegang/toekenningen.py.
        permissions = [
            ("kern", "hoort bij de kern van het LIVC van deze casus"),
            ("kern_inzien", "kern, en aanvaardde de geheimhouding voor deze casus"),
            ("wie_kennen", "genodigde die de geheimhouding aanvaardde: mag weten over wie het gaat"),
            ("deelnemen", "aanvaarde deelnemer"),
            ("noodtoegang", "noodtoegang, zolang de minuten lopen"),
            ("uitgesloten", "uitgesloten wegens een belangenconflict: neemt elk ander recht weg"),
        ]

    def __str__(self) -> str:
        return self.referentie

    @classmethod
    def beleid_spoor(cls, pk: UUID) -> "Casus | None":
        """Een lege casus met haar LIVC, voor wie er ooit uitgenodigd was: ook zijn geweigerde blik laat een regel na."""
        livc_id = databank.livc_van_vroeger(pk)
        return cls(pk=pk, livc_id=livc_id) if livc_id else None

    @transition(staat, source=Staat.OP_LIJST, target=Staat.VOORBEREIDING)
    def start_voorbereiding(self) -> None:
        """De preventieambtenaar bereidt de tafel voor."""

    @transition(
        staat,
        source=(Staat.VOORBEREIDING, Staat.IN_OVERLEG, Staat.IN_TRAJECT, Staat.IN_EVALUATIE),
        target=Staat.IN_OVERLEG,
    )
    def bespreek(self) -> None:
        """Het agendapunt wordt geopend."""

    @transition(staat, source=(Staat.IN_OVERLEG, Staat.IN_EVALUATIE), target=Staat.IN_TRAJECT)
    def start_traject(self) -> None:
        """Het opvolgingsplan loopt."""

    @transition(staat, source=Staat.IN_TRAJECT, target=Staat.IN_EVALUATIE)
    def evalueer(self) -> None:
        """De tafel kijkt hoe het traject loopt."""

    @transition(
        staat,
        source=(
            Staat.OP_LIJST,
            Staat.VOORBEREIDING,
            Staat.IN_OVERLEG,
            Staat.IN_TRAJECT,
            Staat.IN_EVALUATIE,
        ),
        target=Staat.AFGESLOTEN,
    )
    def sluit_af(self) -> None:
        """De opvolging stopt; de bewaartermijn loopt door."""

    @transition(staat, source=Staat.AFGESLOTEN, target=Staat.NACONTROLE)
    def start_nacontrole(self) -> None:
        """Een afgesproken moment om te kijken of afsluiten juist was."""

    @transition(staat, source=Staat.NACONTROLE, target=Staat.AFGESLOTEN)
    def rond_nacontrole_af(self) -> None:
        """Niets nieuws: de casus blijft afgesloten."""

    @transition(staat, source=(Staat.AFGESLOTEN, Staat.NACONTROLE), target=Staat.VOORBEREIDING)
    def heropen(self) -> None:
        """Alleen met een nieuwe verantwoording van de noodzaak."""

    @transition(
        staat,
        source=(
            Staat.OP_LIJST,
            Staat.VOORBEREIDING,
            Staat.IN_OVERLEG,
            Staat.IN_TRAJECT,
            Staat.IN_EVALUATIE,
            Staat.AFGESLOTEN,
            Staat.NACONTROLE,
        ),
        target=Staat.VERNIETIGD,
    )
    def vernietig(self) -> None:
        """De termijn is om en twee mensen tekenden; alleen de databank doet dit (`casus_begin_vernietiging`)."""


class Betrokkene(CasusGebonden):
    """De persoon over wie het gaat. Alles wat zegt wie het is, staat versleuteld.

    Onder een eigen sleutel: een genodigde die weet over wie het gaat, kan de casus nog niet ontsleutelen (LR-13).
    """

    naam = VersleuteldeTekst(_("naam"), dossier="id")
    geboortedatum = VersleuteldeDatum(_("geboortedatum"), dossier="id")
    gemeente = VersleuteldeTekst(_("woonplaats"), dossier="id")
    contact = VersleuteldeTekst(_("contactgegevens"), dossier="id")
    naam_index = models.BinaryField(_("zoekindex"), max_length=32, editable=False, db_index=True)

    class Meta:
        verbose_name = _("betrokkene")
        verbose_name_plural = _("betrokkenen")
        constraints = [models.UniqueConstraint(fields=["casus"], name="betrokkene_een_per_casus")]

    def leeftijd(self, op: date) -> int | None:
        """Leeftijd in hele jaren op die dag; None als de geboortedatum niet bekend is."""
        geboren: date | None = self.geboortedatum
        if geboren is None:
            return None
        return op.year - geboren.year - ((op.month, op.day) < (geboren.month, geboren.day))


class Relatie(CasusGebonden):
    """Een relatie of contact van de betrokkene; over niemand anders wordt iets vastgelegd (LR-51)."""

    naam = VersleuteldeTekst(_("naam"))
    verband = VersleuteldeTekst(_("verband met de persoon"))

    class Meta:
        verbose_name = _("relatie")
        verbose_name_plural = _("relaties")


class Kindafweging(CasusGebonden):
    """Het belang van het kind, gewogen door één en bevestigd door een ander (LR-15)."""

    belang = VersleuteldeTekst(_("belang van het kind"))
    bijzondere_reden = VersleuteldeTekst(_("bijzondere reden onder de twaalf jaar"))
    opgesteld_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    bevestigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    bevestigd_op = models.DateTimeField(_("bevestigd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("afweging van het belang van het kind")
        verbose_name_plural = _("afwegingen van het belang van het kind")
        constraints = [
            models.UniqueConstraint(fields=["casus"], name="kindafweging_een_per_casus"),
            models.CheckConstraint(
                condition=Q(bevestigd_door__isnull=True) | ~Q(bevestigd_door=models.F("opgesteld_door")),
                name="kindafweging_twee_personen",
                violation_error_message=_("Een tweede persoon bevestigt deze afweging (LR-15)."),
            ),
        ]


class Nacontrole(CasusGebonden):
    """Een afgesproken moment na het afsluiten."""

    gepland_op = models.DateField(_("gepland op"))
    gedaan_op = models.DateField(_("gedaan op"), null=True, blank=True)
    gedaan_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    vaststelling = VersleuteldeTekst(_("vaststelling"))

    class Meta:
        verbose_name = _("nacontrole")
        verbose_name_plural = _("nacontroles")
        ordering = ["gepland_op"]
