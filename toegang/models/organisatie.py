"""De gids van organisaties die de burgemeester kan uitnodigen (LR-12)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7


class Sector(models.TextChoices):
    CAW = "caw", _("CAW")
    CLB = "clb", _("CLB")
    OCMW = "ocmw", _("OCMW en sociaal huis")
    JEUGDWERK = "jeugdwerk", _("jeugdwerk")
    ONDERWIJS = "onderwijs", _("onderwijs")
    JUSTITIEHUIS = "justitiehuis", _("justitiehuis")
    VDAB = "vdab", _("VDAB")
    JEUGDHULP = "jeugdhulp", _("jeugdhulp")
    GEESTELIJKE_GEZONDHEID = "ggz", _("geestelijke gezondheidszorg")
    GEZIN = "gezin", _("gezin en opgroeien")
    HUISVESTING = "huisvesting", _("huisvesting")
    STAD = "stad", _("dienst van de gemeente")
    POLITIE = "politie", _("lokale politie")


class Niveau(models.TextChoices):
    """Op welk niveau de dienst werkt; dat bepaalt of een mandaat nodig is (LR-12)."""

    GEMEENTE = "gemeente", _("gemeente of gemeentelijk niveau")
    GEMEENSCHAP = "gemeenschap", _("gemeenschap of gewest")


class OrganisatieQuerySet(models.QuerySet["Organisatie"]):
    def uitnodigbaar(self, op: date) -> "OrganisatieQuerySet":
        """Organisaties die op die dag uitgenodigd kunnen worden (LR-12, Wet LIVC art. 3 § 1)."""
        gemandateerd = Q(mandaat_datum__lte=op) & (Q(mandaat_tot__isnull=True) | Q(mandaat_tot__gte=op))
        return self.filter(Q(niveau=Niveau.GEMEENTE) | gemandateerd)


class Organisatie(models.Model):
    """Een dienst waarvan mensen aan tafel kunnen komen."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    naam = models.CharField(_("naam"), max_length=160, unique=True)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    niveau = models.CharField(_("niveau"), max_length=12, choices=Niveau)
    mandaat_referentie = models.CharField(_("referentie van het mandaat"), max_length=200, blank=True)
    mandaat_datum = models.DateField(_("mandaat sinds"), null=True, blank=True)
    mandaat_tot = models.DateField(_("mandaat tot en met"), null=True, blank=True)
    contactpunt = models.EmailField(_("contactpunt"), blank=True)
    # Waaraan een aanbieder als ACM/IDM de dienst herkent; NULL en nooit leeg, want twee lege zouden botsen.
    ovo_code = models.CharField(_("OVO-code"), max_length=20, null=True, blank=True)
    livcs = models.ManyToManyField("toegang.Livc", related_name="organisaties", blank=True)

    objects = OrganisatieQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(
                condition=Q(mandaat_datum__isnull=True) | ~Q(mandaat_referentie=""),
                name="organisatie_mandaat_met_referentie",
                violation_error_message=_("Een mandaat heeft een referentie en een datum nodig (LR-12)."),
            ),
            models.UniqueConstraint(
                fields=["ovo_code"],
                name="organisatie_ovo_code_uniek",
                violation_error_message=_("Een andere dienst heeft deze code al."),
            ),
            models.CheckConstraint(condition=~Q(ovo_code=""), name="organisatie_ovo_code_gevuld"),
        ]

    def __str__(self) -> str:
        return self.naam


class OrganisatielidQuerySet(models.QuerySet["Organisatielid"]):
    def geldig(self, op: date) -> "OrganisatielidQuerySet":
        return self.filter(Q(tot__isnull=True) | Q(tot__gte=op), van__lte=op, gebruiker__is_active=True)


class Organisatielid(models.Model):
    """Iemand die voor een organisatie werkt; een vaste vertegenwoordiger kan namens haar komen (LR-16)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisatie = models.ForeignKey(Organisatie, models.CASCADE, related_name="leden")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="organisatieleden")
    functie = models.CharField(_("functie"), max_length=120, blank=True)
    vaste_vertegenwoordiger = models.BooleanField(_("vaste vertegenwoordiger"), default=False)
    van = models.DateField(_("van"))
    tot = models.DateField(_("tot en met"), null=True, blank=True)

    objects = OrganisatielidQuerySet.as_manager()

    class Meta:
        verbose_name = _("lid van een organisatie")
        verbose_name_plural = _("leden van organisaties")
        ordering = ["gebruiker__naam"]
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "gebruiker"], name="organisatielid_eenmaal")
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker} ({self.organisatie})"
