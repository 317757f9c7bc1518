"""Het overleg: een moment, met per casus een agendapunt."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from toegang.toestand import MetToestand, Toestandveld
from toegang.velden import VersleuteldeTekst

from .basis import CasusGebonden, LivcGebonden


class Overleg(MetToestand, LivcGebonden):
    """Een bijeenkomst van het LIVC. Zegt zelf niets over een persoon."""

    class Staat(models.TextChoices):
        GEPLAND = "gepland", _("gepland")
        BEZIG = "bezig", _("bezig")
        AFGEROND = "afgerond", _("afgerond")
        GEANNULEERD = "geannuleerd", _("geannuleerd")

    # Een deelnemer ziet een overleg omdat minstens één van de casussen op de agenda de zijne is.
    beleid_casus: ClassVar[str | None] = "agendapunten__casus_id"
    beleid_relaties: ClassVar[dict[str, str]] = {"voorzitter": "voorzitter_id"}

    staat = Toestandveld(_("staat"), default=Staat.GEPLAND, choices=Staat.choices)
    begin = models.DateTimeField(_("begin"))
    plaats = models.CharField(_("plaats"), max_length=160)
    voorzitter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    modaliteiten = models.ForeignKey(
        "toegang.Modaliteiten", models.PROTECT, null=True, blank=True, related_name="+"
    )
    geopend_op = models.DateTimeField(_("geopend op"), null=True, blank=True)
    afgerond_op = models.DateTimeField(_("afgerond op"), null=True, blank=True)

    class Meta:
        verbose_name = _("overleg")
        verbose_name_plural = _("overlegmomenten")
        ordering = ["-begin"]

    @transition(staat, source=Staat.GEPLAND, target=Staat.BEZIG)
    def open(self) -> None:
        """De voorzitter opent, met de herinnering aan de geheimhouding."""

    @transition(staat, source=Staat.BEZIG, target=Staat.AFGEROND)
    def rond_af(self) -> None:
        """Alle punten zijn besproken of verdaagd."""

    @transition(staat, source=Staat.GEPLAND, target=Staat.GEANNULEERD)
    def annuleer(self) -> None:
        """Het overleg gaat niet door."""


class Agendapunt(MetToestand, CasusGebonden):
    """De bespreking van één casus in één overleg."""

    class Staat(models.TextChoices):
        GEPLAND = "gepland", _("gepland")
        BEZIG = "bezig", _("wordt besproken")
        BESPROKEN = "besproken", _("besproken")
        VERDAAGD = "verdaagd", _("verdaagd")

    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="agendapunten")
    volgorde = models.PositiveSmallIntegerField(_("volgorde"), default=1)
    staat = Toestandveld(_("staat"), default=Staat.GEPLAND, choices=Staat.choices)
    begonnen_op = models.DateTimeField(_("begonnen op"), null=True, blank=True)
    beeindigd_op = models.DateTimeField(_("beëindigd op"), null=True, blank=True)
    # Zonder het eerste toont het scherm niets; zonder het tweede sluit het punt niet (LR-31, LR-41).
    aanwezig_genoteerd_op = models.DateTimeField(_("aanwezigheid genoteerd op"), null=True, blank=True)
    aanwezig_bevestigd_op = models.DateTimeField(_("aanwezigheid bevestigd op"), null=True, blank=True)
    aanwezig_bevestigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("agendapunt")
        verbose_name_plural = _("agendapunten")
        ordering = ["volgorde"]
        constraints = [
            models.UniqueConstraint(
                fields=["overleg", "casus"],
                name="agendapunt_een_per_casus",
                violation_error_message=_("Deze casus staat al op de agenda."),
            ),
            models.UniqueConstraint(
                fields=["overleg"], condition=Q(staat="bezig"), name="agendapunt_een_tegelijk"
            ),
        ]

    @transition(staat, source=(Staat.GEPLAND, Staat.VERDAAGD), target=Staat.BEZIG)
    def begin(self) -> None:
        """Het punt komt aan de beurt."""

    @transition(staat, source=Staat.BEZIG, target=Staat.BESPROKEN)
    def rond_af(self) -> None:
        """Het punt is besproken; de aanwezigheid staat vast."""

    @transition(staat, source=(Staat.GEPLAND, Staat.BEZIG), target=Staat.VERDAAGD)
    def verdaag(self) -> None:
        """Het punt komt later terug."""


class Aanwezigheid(CasusGebonden):
    """Wie er werkelijk was, per agendapunt.

    `van` en `tot` zeggen wie nu in de zaal is; `aanwezig` wie deelnam, ook als hij vroeger vertrok. Dat laatste ligt vast
    zodra het punt besproken is (LR-41).
    """

    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="aanwezigheden")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    aanwezig = models.BooleanField(_("aanwezig"), default=False)
    van = models.DateTimeField(_("in de zaal vanaf"), null=True, blank=True)
    tot = models.DateTimeField(_("in de zaal tot"), null=True, blank=True)

    class Meta:
        verbose_name = _("aanwezigheid")
        verbose_name_plural = _("aanwezigheden")
        constraints = [
            models.UniqueConstraint(fields=["agendapunt", "gebruiker"], name="aanwezigheid_eenmaal")
        ]

    @property
    def in_zaal(self) -> bool:
        """Is deze persoon er nu?"""
        return self.van is not None and self.tot is None


class Besluit(CasusGebonden):
    """Een beslissing van de tafel. Het verslag houdt besluiten en acties bij, geen uitspraken (LR-45)."""

    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="besluiten")
    tekst = VersleuteldeTekst(_("besluit"))
    genoteerd_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        ordering = ["aangemaakt"]
