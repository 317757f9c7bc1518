"""Het signaal: wat iemand zag, en hoe twee mensen het samen wogen."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition
from uuid_utils.compat import uuid7

from toegang.toestand import MetToestand, Toestandveld
from toegang.velden import VersleuteldeJson, VersleuteldeTekst

from .basis import LivcGebonden, nieuwe_referentie


class Signaal(MetToestand, LivcGebonden):
    """Een melding die nog geen casus is. Staat onder een eigen sleutel, zodat wissen onomkeerbaar is (LR-04)."""

    class Staat(models.TextChoices):
        GEREGISTREERD = "geregistreerd", _("geregistreerd")
        IN_WEGING = "in_weging", _("in weging")
        VOORGEDRAGEN = "voorgedragen", _("voorgedragen")
        OP_LIJST = "op_lijst", _("op de lijst")
        NIET_WEERHOUDEN = "niet_weerhouden", _("niet weerhouden")
        DOORVERWEZEN = "doorverwezen", _("doorverwezen")
        ACUUT_DOORGEGEVEN = "acuut_doorgegeven", _("acuut doorgegeven")
        GEWIST = "gewist", _("gewist")

    OPEN: ClassVar[tuple[str, ...]] = (Staat.GEREGISTREERD, Staat.IN_WEGING, Staat.VOORGEDRAGEN)
    TE_WISSEN: ClassVar[tuple[str, ...]] = (
        Staat.NIET_WEERHOUDEN,
        Staat.DOORVERWEZEN,
        Staat.ACUUT_DOORGEGEVEN,
    )

    class Kanaal(models.TextChoices):
        GESPREK = "gesprek", _("gesprek")
        TELEFOON = "telefoon", _("telefoon")
        BRIEF = "brief", _("brief of e-mail")
        FORMULIER = "formulier", _("formulier op dit platform")
        EIGEN = "eigen", _("eigen vaststelling")

    class Dringendheid(models.TextChoices):
        GEWOON = "gewoon", _("gewoon")
        DRINGEND = "dringend", _("dringend")

    class Overdracht(models.TextChoices):
        NOODNUMMER = "noodnummer", _("het noodnummer 101 of 112")
        WACHTDIENST = "wachtdienst", _("de wachtdienst van de lokale politie")
        KORPSCHEF = "korpschef", _("de korpschef of zijn vertegenwoordiger")
        INFORMATIE = "informatie", _("de informatieambtenaar van de lokale politie")
        FEDERAAL = "federaal", _("de federale politie")
        PARKET = "parket", _("het parket")

    beleid_relaties: ClassVar[dict[str, str]] = {"melder": "melder_id"}
    # Wie van de casus uitgesloten is, ziet ook het signaal niet waaruit ze ontstond (LR-23).
    beleid_uitsluiting: ClassVar[str | None] = "casus_id"

    referentie = models.CharField(_("referentie"), max_length=7, unique=True, default=nieuwe_referentie)
    staat = Toestandveld(_("staat"), default=Staat.GEREGISTREERD, choices=Staat.choices)
    melder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ingezonden = models.BooleanField(_("ingezonden door een professional"), default=False)
    bron_organisatie = models.ForeignKey(
        "toegang.Organisatie", models.PROTECT, null=True, blank=True, related_name="+"
    )
    anoniem = models.BooleanField(_("de bron wil anoniem blijven"), default=False)
    kanaal = models.CharField(_("hoe het signaal binnenkwam"), max_length=12, choices=Kanaal)
    waargenomen_op = models.DateField(_("waargenomen op"))
    dringendheid = models.CharField(
        _("dringendheid"), max_length=10, choices=Dringendheid, default=Dringendheid.GEWOON
    )
    ontvangen_op = models.DateTimeField(_("ontvangst bevestigd op"), null=True, blank=True)
    persoon = VersleuteldeJson(_("over wie"), dossier="id")
    feiten = VersleuteldeTekst(_("wat is gezien of gehoord"), dossier="id")
    interpretatie = VersleuteldeTekst(_("wat de melder ervan denkt"), dossier="id")
    uitkomst_reden = VersleuteldeTekst(_("reden van de uitkomst"), dossier="id")
    besluit_reden = VersleuteldeTekst(_("reden van de burgemeester"), dossier="id")
    # Een gesloten lijst: in een vrij veld in klare tekst komt vroeg of laat een naam te staan.
    doorgegeven_aan = models.CharField(
        _("acuut doorgegeven aan"), max_length=12, choices=Overdracht, blank=True
    )
    afgehandeld_op = models.DateTimeField(_("laatste uitkomst op"), null=True, blank=True)
    afgehandeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    wissen_op = models.DateField(_("wordt gewist op"), null=True, blank=True)
    casus = models.ForeignKey("casus.Casus", models.PROTECT, null=True, blank=True, related_name="signalen")

    class Meta:
        verbose_name = _("signaal")
        verbose_name_plural = _("signalen")
        ordering = ["-aangemaakt"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(anoniem=False) | models.Q(bron_organisatie__isnull=True),
                name="signaal_bron_of_anoniem",
                violation_error_message=_("Kies een organisatie als bron, of anoniem. Niet allebei."),
            )
        ]

    def __str__(self) -> str:
        return self.referentie

    @transition(staat, source=Staat.GEREGISTREERD, target=Staat.IN_WEGING)
    def start_weging(self) -> None:
        """De twee wegers kunnen beginnen (LR-07)."""

    @transition(staat, source=Staat.IN_WEGING, target=Staat.VOORGEDRAGEN)
    def draag_voor(self) -> None:
        """Beide wegers dragen het signaal voor aan de burgemeester."""

    @transition(staat, source=(Staat.IN_WEGING, Staat.VOORGEDRAGEN), target=Staat.NIET_WEERHOUDEN)
    def weerhoud_niet(self) -> None:
        """Geen casus. De kortste bewaartermijn begint te lopen (LR-04)."""

    @transition(staat, source=(Staat.IN_WEGING, Staat.VOORGEDRAGEN), target=Staat.DOORVERWEZEN)
    def verwijs_door(self) -> None:
        """Een andere dienst neemt het op, buiten het LIVC."""

    @transition(staat, source=OPEN, target=Staat.ACUUT_DOORGEGEVEN)
    def geef_acuut_door(self) -> None:
        """Onmiddellijk gevaar gaat naar de politie, buiten het LIVC; alleen de overdracht blijft."""

    @transition(staat, source=Staat.VOORGEDRAGEN, target=Staat.OP_LIJST)
    def zet_op_lijst(self) -> None:
        """De burgemeester zet de casus op de lijst (LR-03)."""

    @transition(staat, source=TE_WISSEN, target=Staat.GEWIST)
    def wis(self) -> None:
        """Alleen een spoor zonder persoonsgegevens blijft (LR-04)."""

    @transition(staat, source=Staat.OP_LIJST, target=Staat.GEWIST)
    def wis_met_casus(self) -> None:
        """De casus die eruit ontstond is vernietigd; alleen de databank doet dit."""


class Weging(models.Model):
    """Het oordeel van één weger op de vaste criteria; beide namen staan eronder (LR-07)."""

    class Advies(models.TextChoices):
        VOORDRAGEN = "voordragen", _("voordragen aan de burgemeester")
        NIET_WEERHOUDEN = "niet_weerhouden", _("niet weerhouden")
        DOORVERWIJZEN = "doorverwijzen", _("doorverwijzen naar een andere dienst")

    class Weger(models.TextChoices):
        PREVENTIEAMBTENAAR = "preventieambtenaar", _("preventieambtenaar")
        POLITIE = "politie", _("politie")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    signaal = models.ForeignKey(Signaal, models.PROTECT, related_name="wegingen")
    livc = models.ForeignKey("toegang.Livc", models.PROTECT, related_name="+")
    rol = models.CharField(_("als"), max_length=20, choices=Weger)
    weger = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    criteria_versie = models.CharField(_("versie van de criteria"), max_length=12)
    antwoorden = VersleuteldeJson(_("antwoorden"), dossier="signaal_id")
    motivering = VersleuteldeTekst(_("motivering"), dossier="signaal_id")
    advies = models.CharField(_("advies"), max_length=20, choices=Advies)
    gewogen_op = models.DateTimeField(_("gewogen op"), auto_now=True)

    class Meta:
        verbose_name = _("weging")
        verbose_name_plural = _("wegingen")
        constraints = [models.UniqueConstraint(fields=["signaal", "rol"], name="weging_een_per_rol")]

    def __str__(self) -> str:
        return f"{self.get_rol_display()} · {self.signaal}"
