"""Het nazicht: wat nog bekeken moet worden, wie keek, wie wiens leidinggevende is, en welke inhoud geopend werd.

De wachtrij vult de databank zelf (`audit/nazichtfuncties.py`); de toepassing kan ze alleen lezen. Zo blijft de lijst
even vlug, hoeveel regels er ook al nagekeken zijn.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from toegang.velden import VersleuteldeTekst

from .open import InHetOpen, MetSoort


class Wachtrij(InHetOpen, models.Model):
    """Een regel met redenen die nog niemand nakeek: de open kolommen, verder niets."""

    id = models.UUIDField(_("regel"), primary_key=True, editable=False)
    livc_id = models.UUIDField(_("LIVC"))
    soort = models.CharField(_("soort"), max_length=40)
    tijdstip = models.DateTimeField(_("tijdstip"))
    actor_pseudoniem = models.BinaryField()
    casus_pseudoniem = models.BinaryField(null=True)
    kenmerken = models.CharField(_("kenmerken"), max_length=120)

    class Meta:
        verbose_name = _("regel die wacht op nazicht")
        verbose_name_plural = _("regels die wachten op nazicht")
        indexes = [
            models.Index(fields=["livc_id", "-tijdstip", "-id"], name="wachtrij_tijdstip"),
            models.Index(fields=["livc_id", "actor_pseudoniem", "-tijdstip", "-id"], name="wachtrij_actor"),
            models.Index(fields=["livc_id", "casus_pseudoniem", "-tijdstip", "-id"], name="wachtrij_casus"),
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.tijdstip:%Y-%m-%d %H:%M:%S}"


class Nagekeken(models.Model):
    """Iemand van het toezicht keek naar een regel: zonder vraag, of met een vraag. Eén keer per regel."""

    class Uitkomst(models.TextChoices):
        GEEN_VRAAG = "geen_vraag", _("geen vraag")
        VRAAG = "vraag", _("er is een vraag gesteld")

    regel_id = models.UUIDField(_("regel"), primary_key=True, editable=False)
    livc_id = models.UUIDField(_("LIVC"))
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(_("nagekeken op"), default=timezone.now)
    uitkomst = models.CharField(_("uitkomst"), max_length=10, choices=Uitkomst)

    class Meta:
        verbose_name = _("nagekeken regel")
        verbose_name_plural = _("nagekeken regels")
        indexes = [models.Index(fields=["livc_id", "op"], name="nagekeken_op")]

    def __str__(self) -> str:
        return str(self.regel_id)


class Leidinggevende(models.Model):
    """Wat iemand van het toezicht zelf verklaart: wie zijn leidinggevende is, of dat die hier niets doet.

    Een verklaring blijft tellen, ook na een nieuwe: wie van baas wisselt, kijkt de vorige niet alsnog na.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    livc_id = models.UUIDField(_("LIVC"))
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    leidinggevende = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    verklaard_op = models.DateTimeField(_("verklaard op"), default=timezone.now)

    class Meta:
        verbose_name = _("verklaring over een leidinggevende")
        verbose_name_plural = _("verklaringen over leidinggevenden")
        constraints = [
            models.UniqueConstraint(
                fields=["livc_id", "gebruiker", "leidinggevende"],
                nulls_distinct=False,
                name="leidinggevende_eenmaal",
            ),
            models.CheckConstraint(
                condition=~models.Q(gebruiker=models.F("leidinggevende")), name="leidinggevende_is_een_ander"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Opening(MetSoort, models.Model):
    """De inhoud van een regel werd geopend, met een reden. Wie de regel schreef, leest dat later zelf."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    livc_id = models.UUIDField(_("LIVC"))
    regel_id = models.UUIDField(_("regel"))
    soort = models.CharField(_("soort van de regel"), max_length=40)
    tijdstip = models.DateTimeField(_("tijdstip van de regel"))
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("over wiens handeling"),
    )
    geopend_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    geopend_op = models.DateTimeField(_("geopend op"), default=timezone.now)
    reden = VersleuteldeTekst(_("reden"), dossier="id")

    class Meta:
        verbose_name = _("geopende regel")
        verbose_name_plural = _("geopende regels")
        indexes = [
            models.Index(fields=["gebruiker", "-geopend_op"], name="opening_gebruiker"),
            models.Index(fields=["livc_id", "geopend_op"], name="opening_op"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
