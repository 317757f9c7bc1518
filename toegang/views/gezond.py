"""Voor de bewaking van de server: antwoordt alles? Zegt nooit wat er scheelt; dat staat in het serverlogboek."""

from functools import lru_cache
from time import monotonic

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from toegang.gezondheid import onderzoek

VERS = 5  # seconden: wie dit adres bestookt, bestookt de databank en Vault niet mee


@login_not_required
@require_safe
def gezond(request: HttpRequest) -> HttpResponse:
    """200 of 503, zonder uitleg."""
    in_orde = _onderzocht(int(monotonic() // VERS))
    tekst = "in orde" if in_orde else "niet in orde"
    return HttpResponse(
        f"{tekst}\n", content_type="text/plain; charset=utf-8", status=200 if in_orde else 503
    )


@lru_cache(maxsize=1)
def _onderzocht(tijdvak: int) -> bool:
    return not onderzoek()
