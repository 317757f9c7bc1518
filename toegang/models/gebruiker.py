"""Wie zich aanmeldt."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7


class GebruikerManager(BaseUserManager["Gebruiker"]):
    def create_user(self, email: str, password: str | None = None, **velden: Any) -> "Gebruiker":
        """Maakt een account; zonder wachtwoord kan niemand ermee aanmelden."""
        gebruiker = self.model(email=self.normalize_email(email).lower(), **velden)
        gebruiker.set_password(password)
        gebruiker.save(using=self._db)
        return gebruiker

    def get_by_natural_key(self, username: str | None) -> "Gebruiker":
        return self.get(email__iexact=username)


class Gebruiker(AbstractBaseUser):
    """Een persoon met een account.

    Geen enkel veld hier geeft inzage: er is geen superuser en geen staff. Wat iemand mag, volgt alleen uit
    Lidmaatschap, Deelname en de toekenningen (LR-31).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("e-mailadres"), unique=True)
    naam = models.CharField(_("naam"), max_length=120)
    is_advocaat = models.BooleanField(
        _("advocaat"), default=False, help_text=_("Een advocaat brengt niets in (LR-33).")
    )
    is_active = models.BooleanField(_("actief"), default=True)
    aangemaakt = models.DateTimeField(_("aangemaakt"), auto_now_add=True)

    is_staff = False
    is_superuser = False

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["naam"]

    objects = GebruikerManager()

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="gebruiker_email_uniek",
                violation_error_message=_("Er bestaat al een account met dit e-mailadres."),
            )
        ]

    def __str__(self) -> str:
        return self.naam

    def get_full_name(self) -> str:
        return self.naam
