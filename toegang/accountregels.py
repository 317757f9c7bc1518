"""De termijnen en rechten rond accounts, elk op één plaats."""

from datetime import datetime, timedelta

from django.utils import timezone

from .models import Accountuitnodiging

LINK_DAGEN = 7
HERSTEL_UREN = 24
HERSTELRECHT = "livc.factor_herstellen"


def recht_voor(uitnodiging: Accountuitnodiging) -> str:
    """Wie de aanwijzing mag doen, beheert ook haar link."""
    return "livc.leden" if uitnodiging.rol else "livc.gids"


def herstel_vanaf() -> datetime:
    """Een aanvraag tot herstel van voor dit ogenblik is verlopen."""
    return timezone.now() - timedelta(hours=HERSTEL_UREN)
