"""De rollen van een LIVC: een gesloten lijst (LR-10, LR-17)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rol(models.TextChoices):
    """Wat iemand in een LIVC is. Inlichtingendiensten, OCAD en parket staan er met opzet niet in (LR-17)."""

    BURGEMEESTER = "burgemeester", _("burgemeester")
    POLITIE = "politie", _("politie")
    PREVENTIEAMBTENAAR = "preventieambtenaar", _("preventieambtenaar")
    TOEZICHTHOUDER = "toezichthouder", _("toezichthouder")
    FUNCTIONARIS = "functionaris", _("functionaris voor gegevensbescherming")
    BEHEERDER = "beheerder", _("beheerder")


KERN = frozenset({Rol.BURGEMEESTER, Rol.POLITIE, Rol.PREVENTIEAMBTENAAR})
"""De drie rollen zonder welke een LIVC niet actief is (LR-10)."""

TOEZICHT = (Rol.TOEZICHTHOUDER, Rol.FUNCTIONARIS)
"""Wie een sleutel van het logboek kan houden (LR-57)."""
