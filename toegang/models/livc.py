"""Het LIVC, zijn leden en zijn modaliteiten."""

import hashlib
from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from toegang.rollen import Rol


class Gemeente(models.Model):
    """Een gemeente van het Vlaamse Gewest (Statbel, REFNIS, toestand 1 januari 2025)."""

    nis = models.CharField(_("NIS-code"), primary_key=True, max_length=5)
    naam = models.CharField(_("naam"), max_length=80)
    provincie = models.CharField(_("provincie"), max_length=40)

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class NaamBijStap(models.IntegerChoices):
    """Bij welke stap de genodigde hoort over wie het gaat (LR-13)."""

    UITNODIGING = 1, _("in de uitnodiging")
    GEHEIMHOUDING = 2, _("na het aanvaarden van de geheimhouding")
    DEELNAME = 3, _("pas na het aanvaarden van de deelname")


class Livc(models.Model):
    """Een Lokale Integrale Veiligheidscel inzake radicalisme, extremisme en terrorisme."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    naam = models.CharField(_("naam"), max_length=120, unique=True)
    gemeenten = models.ManyToManyField(Gemeente, related_name="livcs")
    in_gebruik = models.BooleanField(_("in gebruik"), default=True)

    naam_bij_stap = models.PositiveSmallIntegerField(
        _("naam van de persoon bekend"), choices=NaamBijStap, default=NaamBijStap.GEHEIMHOUDING
    )
    uitnodigingstermijn_dagen = models.PositiveSmallIntegerField(
        _("dagen tussen uitnodiging en overleg"), default=14, validators=[MaxValueValidator(90)]
    )
    signaal_bewaardagen = models.PositiveSmallIntegerField(
        _("dagen dat een niet weerhouden signaal blijft"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
    )
    # De wet noemt geen termijn: een jaar, zoals een dossier na de laatste bespreking (docs/adr/0023-verzoeken.md).
    verzoek_bewaarmaanden = models.PositiveSmallIntegerField(
        _("maanden dat een beantwoord verzoek zonder casus blijft"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
    )

    dpia_referentie = models.CharField(_("referentie van de DPIA"), max_length=200, blank=True)
    verwerkingsverantwoordelijke = models.CharField(
        _("verwerkingsverantwoordelijke"), max_length=200, blank=True
    )
    functionaris_gegevensbescherming = models.CharField(
        _("functionaris voor gegevensbescherming"), max_length=200, blank=True
    )
    toezichthoudende_autoriteit = models.CharField(
        _("toezichthoudende autoriteit"), max_length=200, blank=True
    )

    class Meta:
        verbose_name = _("LIVC")
        verbose_name_plural = _("LIVC's")
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verzoek_bewaarmaanden__gte=1, verzoek_bewaarmaanden__lte=24),
                name="livc_verzoektermijn",
                violation_error_message=_("Een beantwoord verzoek blijft hoogstens twee jaar (LR-55)."),
            )
        ]
        # De toekenningen van guardian: één recht per rol. Ze zeggen wie welke rol heeft, niets over inhoud.
        permissions = [(f"rol_{rol.value}", f"heeft de rol {rol.value}") for rol in Rol]

    def __str__(self) -> str:
        return self.naam


class LidmaatschapQuerySet(models.QuerySet["Lidmaatschap"]):
    def geldig(self, op: date) -> "LidmaatschapQuerySet":
        """Lidmaatschappen die op die dag gelden.

        Op de dag dat de veiligheidsmachtiging vervalt, is de toegang van de politie al geschorst (LR-11).
        """
        met_machtiging = ~Q(rol=Rol.POLITIE) | Q(machtiging_tot__gt=op)
        return self.filter(
            met_machtiging,
            Q(tot__isnull=True) | Q(tot__gte=op),
            van__lte=op,
            bevestigd_op__isnull=False,
            gebruiker__is_active=True,
        )


class Lidmaatschap(models.Model):
    """Een rol van iemand in een LIVC, met begin en einde."""

    class Machtiging(models.TextChoices):
        GEHEIM = "geheim", _("geheim")
        ZEER_GEHEIM = "zeer_geheim", _("zeer geheim")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    livc = models.ForeignKey(Livc, models.CASCADE, related_name="lidmaatschappen")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="lidmaatschappen")
    rol = models.CharField(_("rol"), max_length=20, choices=Rol)
    vertegenwoordiger = models.BooleanField(
        _("vertegenwoordiger"),
        default=False,
        help_text=_("Aangewezen om de titularis te vervangen (LR-03, LR-10)."),
    )
    van = models.DateField(_("van"))
    tot = models.DateField(_("tot en met"), null=True, blank=True)
    machtiging = models.CharField(_("veiligheidsmachtiging"), max_length=12, choices=Machtiging, blank=True)
    machtiging_tot = models.DateField(_("machtiging vervalt op"), null=True, blank=True)
    # Wie accounts maakt, mag niemand alleen aan tafel zetten: een tweede persoon bevestigt (LR-31).
    voorgesteld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    bevestigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    bevestigd_op = models.DateTimeField(_("bevestigd op"), null=True, blank=True)

    objects = LidmaatschapQuerySet.as_manager()

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        constraints = [
            models.UniqueConstraint(
                fields=["livc", "gebruiker", "rol"],
                condition=Q(tot__isnull=True),
                name="lidmaatschap_eenmaal_open",
                violation_error_message=_("Deze persoon heeft die rol al."),
            ),
            models.CheckConstraint(
                condition=~Q(rol=Rol.POLITIE) | (~Q(machtiging="") & Q(machtiging_tot__isnull=False)),
                name="lidmaatschap_politie_gemachtigd",
                violation_error_message=_(
                    "De politie heeft een veiligheidsmachtiging van minstens ‘geheim’ met vervaldatum nodig (LR-11)."
                ),
            ),
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                name="lidmaatschap_einde_na_begin",
                violation_error_message=_("De einddatum ligt voor de begindatum."),
            ),
            models.CheckConstraint(
                condition=Q(bevestigd_door__isnull=True)
                | (~Q(bevestigd_door=F("gebruiker")) & ~Q(bevestigd_door=F("voorgesteld_door"))),
                name="lidmaatschap_tweede_persoon",
                violation_error_message=_("Een tweede persoon bevestigt deze rol (LR-31)."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker} · {self.get_rol_display()}"


class ModaliteitenQuerySet(models.QuerySet["Modaliteiten"]):
    def geldig(self, op: date) -> "ModaliteitenQuerySet":
        """Versies waarmee de hele kern akkoord ging en die die dag lopen; de hoogste eerst (LR-61)."""
        lopend = self.filter(Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=op), geldig_van__lte=op)
        return lopend.filter(akkoord_op__isnull=False).order_by("-versie")


class Modaliteiten(models.Model):
    """Het document met wie, doel en werkwijze van het overleg; elke versie blijft (LR-61).

    Een versie is een ontwerp tot elk van de drie leden van de kern met precies deze tekst akkoord ging.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    livc = models.ForeignKey(Livc, models.CASCADE, related_name="modaliteiten")
    versie = models.PositiveSmallIntegerField(_("versie"))
    tekst = models.TextField(_("wie, doel en werkwijze"))
    geldig_van = models.DateField(_("geldig van"))
    geldig_tot = models.DateField(_("geldig tot en met"), null=True, blank=True)
    opgesteld_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    akkoord_op = models.DateTimeField(_("akkoord op"), null=True, blank=True)

    objects = ModaliteitenQuerySet.as_manager()

    class Meta:
        verbose_name = _("modaliteiten")
        verbose_name_plural = _("modaliteiten")
        ordering = ["-versie"]
        constraints = [
            models.UniqueConstraint(fields=["livc", "versie"], name="modaliteiten_versie_uniek"),
        ]

    def __str__(self) -> str:
        return f"{self.livc} · {self.versie}"

    @property
    def afdruk(self) -> str:
        """Waarmee iemand akkoord gaat: deze tekst, dit nummer en deze datums. De databank rekent hetzelfde uit."""
        tot = self.geldig_tot.isoformat() if self.geldig_tot else ""
        delen = (str(self.livc_id), str(self.versie), self.geldig_van.isoformat(), tot, self.tekst)
        return hashlib.sha256("\n".join(delen).encode()).hexdigest()


class ModaliteitenAkkoord(models.Model):
    """Eén lid van de kern ging akkoord met één versie, op die tekst. Verandert nooit."""

    ROLLEN = (Rol.BURGEMEESTER, Rol.POLITIE, Rol.PREVENTIEAMBTENAAR)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    livc = models.ForeignKey(Livc, models.CASCADE, related_name="+")
    modaliteiten = models.ForeignKey(Modaliteiten, models.CASCADE, related_name="akkoorden")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rol = models.CharField(_("rol"), max_length=20, choices=Rol)
    afdruk = models.CharField(_("afdruk"), max_length=64)
    op = models.DateTimeField(_("op"))

    class Meta:
        verbose_name = _("akkoord met de modaliteiten")
        verbose_name_plural = _("akkoorden met de modaliteiten")
        ordering = ["op"]
        constraints = [
            models.UniqueConstraint(
                fields=["modaliteiten", "rol"],
                name="modaliteiten_akkoord_per_rol",
                violation_error_message=_("Voor deze rol is er al een akkoord."),
            ),
            # Eén mens gaat niet voor twee akkoord.
            models.UniqueConstraint(
                fields=["modaliteiten", "gebruiker"],
                name="modaliteiten_akkoord_per_mens",
                violation_error_message=_("U ging al akkoord met deze versie."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
