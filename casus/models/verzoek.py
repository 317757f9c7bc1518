"""Een verzoek van de persoon zelf: wat hij vraagt, wie geraadpleegd wordt, en wat hij te horen krijgt (LR-55)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from toegang.toestand import MetToestand, Toestandveld
from toegang.velden import VersleuteldeJson, VersleuteldeTekst

from .basis import CasusGebonden, LivcGebonden, nieuwe_referentie


class BetrokkenenverzoekQuerySet(models.QuerySet["Betrokkenenverzoek"]):
    def open(self) -> "BetrokkenenverzoekQuerySet":
        return self.exclude(staat=Betrokkenenverzoek.Staat.BEANTWOORD)


class Betrokkenenverzoek(MetToestand, LivcGebonden):
    """Inzage, verbetering of wissen, gevraagd door de persoon over wie het gaat (LR-55).

    Onder een eigen sleutel: wie vraagt, is nog niet wie besproken wordt. Zonder casus is er geen gevonden.
    """

    class Staat(models.TextChoices):
        ONTVANGEN = "ontvangen", _("ontvangen")
        IN_BEOORDELING = "in_beoordeling", _("in beoordeling")
        BEANTWOORD = "beantwoord", _("beantwoord")

    class Soort(models.TextChoices):
        INZAGE = "inzage", _("inzage")
        VERBETERING = "verbetering", _("verbetering")
        WISSEN = "wissen", _("wissen")

    class Kanaal(models.TextChoices):
        BRIEF = "brief", _("een brief")
        EMAIL = "email", _("een e-mail")
        LOKET = "loket", _("aan het loket")
        FUNCTIONARIS = "functionaris", _("bij de functionaris voor gegevensbescherming")

    class Identiteit(models.TextChoices):
        EID = "eid", _("met de identiteitskaart, in persoon")
        AANMELDING = "aanmelding", _("met een aanmelding van de overheid")
        AFSCHRIFT = "afschrift", _("met een afschrift dat daarna vernietigd werd")
        VERTEGENWOORDIGER = "vertegenwoordiger", _("een vertegenwoordiger toonde zijn volmacht")
        NIET = "niet", _("niet vastgesteld")

    beleid_casus: ClassVar[str | None] = "casus_id"

    referentie = models.CharField(_("referentie"), max_length=7, unique=True, default=nieuwe_referentie)
    staat = Toestandveld(_("staat"), default=Staat.ONTVANGEN, choices=Staat.choices)
    soort = models.CharField(_("wat gevraagd wordt"), max_length=12, choices=Soort)
    kanaal = models.CharField(_("hoe het binnenkwam"), max_length=12, choices=Kanaal)
    ontvangen_op = models.DateField(_("ontvangen op"))
    verzoeker = VersleuteldeTekst(_("wie het vraagt"), dossier="id")
    adres = VersleuteldeTekst(_("waar het antwoord heen gaat"), dossier="id")
    vraag = VersleuteldeTekst(_("de vraag"), dossier="id")
    identiteit = models.CharField(
        _("hoe de identiteit nagegaan is"), max_length=18, choices=Identiteit, blank=True
    )
    geregistreerd_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    casus = models.ForeignKey("casus.Casus", models.PROTECT, null=True, blank=True, related_name="+")
    begonnen_op = models.DateTimeField(_("beoordeling begonnen op"), null=True, blank=True)
    verlengd_op = models.DateField(_("verlengd op"), null=True, blank=True)
    verlengreden = VersleuteldeTekst(_("waarom verlengd"), dossier="id")
    beantwoord_op = models.DateTimeField(_("beantwoord op"), null=True, blank=True)
    beantwoord_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = BetrokkenenverzoekQuerySet.as_manager()

    class Meta:
        verbose_name = _("verzoek van de persoon")
        verbose_name_plural = _("verzoeken van personen")
        ordering = ["ontvangen_op", "aangemaakt"]
        constraints = [
            models.CheckConstraint(
                condition=Q(staat="ontvangen") | ~Q(identiteit=""), name="verzoek_identiteit_nagegaan"
            ),
        ]

    def __str__(self) -> str:
        return self.referentie

    @transition(staat, source=Staat.ONTVANGEN, target=Staat.IN_BEOORDELING)
    def begin(self) -> None:
        """De organisator ging na wie het vraagt, en welke casus erbij hoort of dat er geen is."""

    @transition(staat, source=Staat.IN_BEOORDELING, target=Staat.BEANTWOORD)
    def beantwoord(self) -> None:
        """De brief ligt vast."""


class Raadpleging(CasusGebonden):
    """Wat één deelnemer over de eigen inbreng antwoordt: mag ze verteld worden, of niet (LR-55).

    Alleen voor hem en voor wie het verzoek beoordeelt; onder een eigen sleutel. Zwijgen betekent: niet verteld (LR-22).
    """

    beleid_relaties: ClassVar[dict[str, str]] = {"geraadpleegde": "gebruiker_id"}

    verzoek = models.ForeignKey(Betrokkenenverzoek, models.PROTECT, related_name="raadplegingen")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Wie geraadpleegd wordt, ziet het verzoek zelf niet: alleen wat gevraagd is, en tegen wanneer het antwoord vertrekt.
    soort = models.CharField(_("wat gevraagd wordt"), max_length=12, choices=Betrokkenenverzoek.Soort)
    vraag = VersleuteldeTekst(_("wat aan de tafel gevraagd wordt"), dossier="id")
    antwoorden = VersleuteldeJson(_("wat mag verteld worden"), dossier="id")
    beantwoord_op = models.DateTimeField(_("beantwoord op"), null=True, blank=True)

    class Meta:
        verbose_name = _("raadpleging")
        verbose_name_plural = _("raadplegingen")
        ordering = ["aangemaakt"]
        constraints = [
            models.UniqueConstraint(fields=["verzoek", "gebruiker"], name="raadpleging_een_per_persoon")
        ]


class Verzoekgrond(LivcGebonden):
    """De feitelijke en juridische gronden die de functionaris vastlegt; er komt alleen bij (LR-55)."""

    beleid_casus: ClassVar[str | None] = "casus_id"

    verzoek = models.ForeignKey(Betrokkenenverzoek, models.PROTECT, related_name="gronden")
    casus = models.ForeignKey("casus.Casus", models.PROTECT, null=True, blank=True, related_name="+")
    grond = models.CharField(_("grond"), max_length=24)
    versie = models.CharField(_("versie van de lijst"), max_length=12)
    feiten = VersleuteldeTekst(_("feitelijke gronden"), dossier="verzoek_id")
    recht = VersleuteldeTekst(_("juridische gronden"), dossier="verzoek_id")
    meedelen = models.BooleanField(_("de grond mag in de brief"), default=True)
    opgesteld_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("gronden van een verzoek")
        verbose_name_plural = _("gronden van verzoeken")
        ordering = ["-aangemaakt"]


class Verzoekbrief(LivcGebonden):
    """Het antwoord zoals het vertrok: alleen wat gegeven mag worden, en niet meer te wijzigen (LR-55).

    Onder een eigen sleutel: de functionaris legt gronden vast, en leest dit niet.
    """

    class Uitkomst(models.TextChoices):
        GEHEEL = "geheel", _("ingewilligd")
        DEELS = "deels", _("deels ingewilligd")
        GEWEIGERD = "geweigerd", _("niet ingewilligd")

    beleid_casus: ClassVar[str | None] = "casus_id"

    verzoek = models.OneToOneField(Betrokkenenverzoek, models.PROTECT, related_name="brief")
    casus = models.ForeignKey("casus.Casus", models.PROTECT, null=True, blank=True, related_name="+")
    uitkomst = models.CharField(_("uitkomst"), max_length=10, choices=Uitkomst)
    inhoud = VersleuteldeJson(_("wat gegeven wordt"), dossier="id")
    opgesteld_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("antwoord op een verzoek")
        verbose_name_plural = _("antwoorden op verzoeken")
