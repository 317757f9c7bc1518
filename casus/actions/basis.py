"""Wat handelingen delen."""

from uuid import UUID

from django.db import IntegrityError, models
from django.utils.translation import gettext as _

from toegang.uitzonderingen import NietVoldaan


def bewaar_onder(rij: models.Model, sleutel: UUID | None) -> None:
    """Voegt een nieuwe rij toe, onder de sleutel van het formulier als er een is. Raises NietVoldaan."""
    if sleutel:
        rij.pk = sleutel
    try:
        rij.save(force_insert=True)
    except IntegrityError as fout:
        if sleutel is None:
            raise
        raise NietVoldaan(_("Dit formulier is al verstuurd.")) from fout
