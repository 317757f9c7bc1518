"""Een casus verhuist met de persoon mee: wat vertrekt, wie daarmee instemde, en wat aankomt.

Drie plaatsen die elkaar niet lezen: het dossier van de afzender (`Overdracht`), de balie van de ontvanger (`Aanbod`),
en het gesloten pakket daartussen (`Pakketstuk`), onder een eigen sleutel die met het antwoord verdwijnt (LR-05).
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from toegang.toestand import MetToestand, Toestandveld
from toegang.velden import VersleuteldeJson, VersleuteldeTekst

from .basis import CasusGebonden, LivcGebonden
from .inbreng import Inbreng


class Reden(models.TextChoices):
    """Waarom het dossier vertrekt: gesloten keuzes, die niets over de persoon zeggen."""

    VERHUISD = "verhuisd", _("de persoon verhuisde")
    VERBLIJF = "verblijf", _("de persoon verblijft vooral in die gemeente")
    OPVOLGING = "opvolging", _("de opvolging gebeurt vooral in die gemeente")


class Stuksoort(models.TextChoices):
    PERSOON = "persoon", _("wie de persoon is")
    CONTACT = "contact", _("contactgegevens")
    RELATIE = "relatie", _("relatie of contact")
    BESLUIT = "besluit", _("besluit")
    DOEL = "doel", _("doel")
    ACTIE = "actie", _("actie")
    EVALUATIE = "evaluatie", _("evaluatie")
    INBRENG = "inbreng", _("inbreng")


class Overdracht(MetToestand, CasusGebonden):
    """Wat de afzender van een overdracht weet; van de ontvanger niet meer dan zijn antwoord en de dag ervan."""

    class Staat(models.TextChoices):
        VOORBEREIDING = "voorbereiding", _("in voorbereiding")
        TER_INSTEMMING = "ter_instemming", _("ter instemming bij de auteurs")
        AANGEBODEN = "aangeboden", _("aangeboden")
        AANVAARD = "aanvaard", _("aanvaard")
        GEWEIGERD = "geweigerd", _("geweigerd")
        INGETROKKEN = "ingetrokken", _("ingetrokken")

    LOPEND: ClassVar[tuple[str, ...]] = (Staat.VOORBEREIDING, Staat.TER_INSTEMMING, Staat.AANGEBODEN)

    staat = Toestandveld(_("staat"), default=Staat.VOORBEREIDING, choices=Staat.choices)
    ontvanger = models.ForeignKey("toegang.Livc", models.PROTECT, related_name="+")
    reden = models.CharField(_("reden"), max_length=12, choices=Reden)
    opgesteld_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    aangeboden_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    aangeboden_op = models.DateTimeField(_("aangeboden op"), null=True, blank=True)
    beeindigd_op = models.DateTimeField(_("beantwoord of ingetrokken op"), null=True, blank=True)

    class Meta:
        verbose_name = _("overdracht")
        verbose_name_plural = _("overdrachten")
        ordering = ["-aangemaakt"]
        constraints = [
            models.UniqueConstraint(
                fields=["casus"],
                condition=Q(staat__in=("voorbereiding", "ter_instemming", "aangeboden")),
                name="overdracht_een_lopend",
                violation_error_message=_("Er loopt al een overdracht van deze casus."),
            ),
            models.CheckConstraint(
                condition=~Q(ontvanger=models.F("livc")), name="overdracht_naar_een_ander_livc"
            ),
        ]

    @transition(staat, source=Staat.VOORBEREIDING, target=Staat.TER_INSTEMMING)
    def leg_voor(self) -> None:
        """De keuze staat vast; elke auteur van een geheime inbreng krijgt zijn vraag."""

    @transition(staat, source=Staat.TER_INSTEMMING, target=Staat.AANGEBODEN)
    def bied_aan(self) -> None:
        """Het pakket is gesloten en ligt bij de andere burgemeester."""

    @transition(staat, source=Staat.AANGEBODEN, target=Staat.AANVAARD)
    def aanvaard(self) -> None:
        """De andere burgemeester zette de persoon op zijn eigen lijst."""

    @transition(staat, source=Staat.AANGEBODEN, target=Staat.GEWEIGERD)
    def weiger(self) -> None:
        """De andere burgemeester nam niets over; het pakket is vernietigd."""

    @transition(
        staat,
        source=(Staat.VOORBEREIDING, Staat.TER_INSTEMMING, Staat.AANGEBODEN),
        target=Staat.INGETROKKEN,
    )
    def trek_in(self) -> None:
        """De afzender ziet ervan af; een pakket dat er al lag, is vernietigd."""


class Overdrachtkeuze(CasusGebonden):
    """Eén stuk dat de afzender wil meegeven, met de reden waarom de ontvanger het nodig heeft."""

    overdracht = models.ForeignKey(Overdracht, models.PROTECT, related_name="keuzes")
    soort = models.CharField(_("soort"), max_length=10, choices=Stuksoort)
    object_id = models.UUIDField(_("stuk"))
    reden = VersleuteldeTekst(_("waarom dit nodig is"))

    class Meta:
        verbose_name = _("gekozen stuk")
        verbose_name_plural = _("gekozen stukken")
        ordering = ["aangemaakt"]
        constraints = [
            models.UniqueConstraint(
                fields=["overdracht", "soort", "object_id"], name="overdrachtkeuze_eenmaal"
            ),
            models.CheckConstraint(condition=~Q(soort="persoon"), name="overdrachtkeuze_persoon_gaat_altijd"),
        ]


class Overdrachtvraag(CasusGebonden):
    """Aan de auteur alleen: mag deze inbreng mee? Zijn neen en zijn zwijgen leest niemand anders (LR-20, LR-32)."""

    class Antwoord(models.TextChoices):
        GEEN = "", _("nog geen antwoord")
        JA = "ja", _("mag mee")
        NEEN = "neen", _("blijft hier")

    beleid_relaties: ClassVar[dict[str, str]] = {"auteur": "auteur_id"}

    overdracht = models.ForeignKey(Overdracht, models.PROTECT, related_name="vragen")
    inbreng = models.ForeignKey(Inbreng, models.PROTECT, related_name="+")
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    antwoord = models.CharField(
        _("antwoord"), max_length=4, choices=Antwoord, default=Antwoord.GEEN, blank=True
    )
    beantwoord_op = models.DateTimeField(_("beantwoord op"), null=True, blank=True)

    class Meta:
        verbose_name = _("vraag om instemming")
        verbose_name_plural = _("vragen om instemming")
        ordering = ["aangemaakt"]
        constraints = [
            models.UniqueConstraint(fields=["overdracht", "inbreng"], name="overdrachtvraag_eenmaal")
        ]


class Aanbod(MetToestand, LivcGebonden):
    """Wat de ontvanger van een overdracht weet, met dezelfde sleutelwaarde; van de casus van de afzender niets (LR-05).

    `casus` is de eigen, nieuwe casus van de ontvanger. Wie daarvan uitgesloten is, ziet ook dit niet meer (LR-23).
    """

    class Staat(models.TextChoices):
        AANGEBODEN = "aangeboden", _("wacht op uw antwoord")
        AANVAARD = "aanvaard", _("aanvaard")
        GEWEIGERD = "geweigerd", _("geweigerd")
        INGETROKKEN = "ingetrokken", _("ingetrokken door de afzender")

    beleid_casus: ClassVar[str | None] = "casus_id"

    van = models.ForeignKey("toegang.Livc", models.PROTECT, related_name="+")
    reden = models.CharField(_("reden"), max_length=12, choices=Reden)
    staat = Toestandveld(_("staat"), default=Staat.AANGEBODEN, choices=Staat.choices)
    beantwoord_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    beeindigd_op = models.DateTimeField(_("beantwoord of ingetrokken op"), null=True, blank=True)
    casus = models.ForeignKey("casus.Casus", models.PROTECT, null=True, blank=True, related_name="aanbod_set")

    class Meta:
        verbose_name = _("aangeboden overdracht")
        verbose_name_plural = _("aangeboden overdrachten")
        ordering = ["-aangemaakt"]
        constraints = [
            models.CheckConstraint(
                condition=Q(staat="aanvaard", casus__isnull=False)
                | (~Q(staat="aanvaard") & Q(casus__isnull=True)),
                name="aanbod_aanvaard_met_casus",
            )
        ]

    @transition(staat, source=Staat.AANGEBODEN, target=Staat.AANVAARD)
    def aanvaard(self) -> None:
        """De burgemeester zet de persoon op zijn eigen lijst."""

    @transition(staat, source=Staat.AANGEBODEN, target=Staat.GEWEIGERD)
    def weiger(self) -> None:
        """De burgemeester neemt niets over."""

    @transition(staat, source=Staat.AANGEBODEN, target=Staat.INGETROKKEN)
    def trek_in(self) -> None:
        """De afzender zag ervan af."""


class Pakketstuk(LivcGebonden):
    """Eén stuk onderweg, onder de sleutel van het pakket. Niemand leest het, ook de ontvanger niet voor zijn antwoord.

    `livc` is de afzender, `bron` de inbreng waaruit het stuk komt: trekt haar auteur terug, dan verdwijnt het stuk.
    """

    aanbod = models.ForeignKey(Aanbod, models.PROTECT, related_name="stukken")
    soort = models.CharField(_("soort"), max_length=10, choices=Stuksoort)
    bron = models.ForeignKey(Inbreng, models.PROTECT, null=True, blank=True, related_name="+")
    inhoud = VersleuteldeJson(_("inhoud"), dossier="aanbod_id")

    class Meta:
        verbose_name = _("stuk onderweg")
        verbose_name_plural = _("stukken onderweg")
        ordering = ["aangemaakt"]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort="inbreng", bron__isnull=False)
                | (~Q(soort="inbreng") & Q(bron__isnull=True)),
                name="pakketstuk_inbreng_met_bron",
            )
        ]


class OvergenomenQuerySet(models.QuerySet["Overgenomen"]):
    def geheim(self) -> "OvergenomenQuerySet":
        """Inbreng die haar auteur niet vrijgaf voor de hele tafel en om verder te delen: nooit in een fiche (LR-42).

        Een ja voor de overdracht is geen ja voor wat erna komt. Elke fiche wordt ertegen vergeleken, ook in de databank.
        """
        vrij = Q(niveau=Inbreng.Niveau.VRIJGEGEVEN, publiek=Inbreng.Publiek.TAFEL, doorgave=True)
        return self.filter(soort=Stuksoort.INBRENG).exclude(vrij)

    def vrij_voor_fiche(self) -> "OvergenomenQuerySet":
        """Alles behalve `geheim`: besluiten, opvolging, en inbreng die haar auteur vrijgaf (LR-42)."""
        return self.exclude(pk__in=self.geheim().values("pk"))


class Overgenomen(CasusGebonden):
    """Een stuk uit het dossier van een ander LIVC. Alleen te lezen: de auteur is hier niet, en niemand wijzigt zijn woorden.

    Niveau en publiek zijn die van de auteur, en blijven: wie overneemt, verlaagt geen geheimhouding (LR-32).
    """

    soort = models.CharField(_("soort"), max_length=10, choices=Stuksoort)
    niveau = models.CharField(_("geheimhouding"), max_length=14, choices=Inbreng.Niveau, blank=True)
    publiek = models.CharField(
        _("wie het mag lezen"), max_length=8, choices=Inbreng.Publiek, default=Inbreng.Publiek.TAFEL
    )
    doorgave = models.BooleanField(_("mag verder gedeeld worden"), default=False)
    inhoud = VersleuteldeJson(_("inhoud"))

    objects = OvergenomenQuerySet.as_manager()

    class Meta:
        verbose_name = _("overgenomen stuk")
        verbose_name_plural = _("overgenomen stukken")
        ordering = ["aangemaakt", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(soort="inbreng") & ~Q(niveau="")) | (~Q(soort="inbreng") & Q(niveau="")),
                name="overgenomen_inbreng_met_niveau",
            ),
            models.CheckConstraint(
                condition=Q(publiek__in=("tafel", "kern")), name="overgenomen_publiek_tafel_of_kern"
            ),
        ]
