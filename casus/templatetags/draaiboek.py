"""{% draaiboek "signaal" livc.pk %}: dicht bij de titel van een stap, waarvoor ze dient. Ook op pagina's van later."""

from typing import Any
from uuid import UUID

from django import template

from casus.selectors import draaiboek as selectors

register = template.Library()


@register.inclusion_tag("casus/draaiboek/stap.html")
def draaiboek(stap: str, livc_id: UUID | None = None) -> dict[str, Any]:
    """Een gesloten uitklapper. Zonder LIVC de meegeleverde tekst; een onbekende stap is een fout."""
    blad = selectors.stapblad(stap, livc_id)
    return {"blad": blad, "herkomst": selectors.herkomst(blad)}
