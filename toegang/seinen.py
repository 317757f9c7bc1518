"""Wat `toegang` laat weten aan wie erop steunt, zonder die te kennen (Django-signalen).

Een ontvanger loopt in dezelfde transactie: faalt hij, dan gebeurt ook de handeling niet.
"""

from django.dispatch import Signal

dienst_gewijzigd = Signal()
"""Iemand verliet een dienst, of een dienst verloor haar mandaat of haar plaats in de gids. Geeft `organisatie_id`."""
