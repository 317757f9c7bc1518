"""Het kwartier waarin het logboek van één LIVC ontgrendeld is, in één browser."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from . import toezichtsleutels
from .toezichtsleutels import DUUR, Prives

KOEKJE = "__Secure-toezicht" if settings.PRODUCTIE else "toezicht"
PAD = "/toezicht/"
_SESSIE = "toezicht"


def ontgrendel(request: HttpRequest, antwoord: HttpResponse, livc_id: UUID, prives: Prives) -> None:
    tot = (timezone.now() + DUUR).isoformat()
    sleutel, envelop = toezichtsleutels.berg_op(prives, _context(request, livc_id, tot))
    request.session[_SESSIE] = {"livc": str(livc_id), "tot": tot, "envelop": envelop}
    antwoord.set_cookie(
        KOEKJE,
        sleutel,
        max_age=DUUR,
        path=PAD,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def vergrendel(request: HttpRequest, antwoord: HttpResponse) -> None:
    request.session.pop(_SESSIE, None)
    antwoord.delete_cookie(KOEKJE, path=PAD, samesite="Strict")


def ontgrendeld_tot(request: HttpRequest, livc_id: UUID) -> datetime | None:
    """Tot wanneer dit logboek in deze browser open staat."""
    bewaard = request.session.get(_SESSIE)
    if not bewaard or bewaard["livc"] != str(livc_id) or KOEKJE not in request.COOKIES:
        return None
    tot = datetime.fromisoformat(bewaard["tot"])
    if tot > timezone.now():
        return tot
    del request.session[_SESSIE]
    return None


def prives(request: HttpRequest, livc_id: UUID) -> Prives:
    """De privésleutels, of leeg als het logboek vergrendeld is."""
    if ontgrendeld_tot(request, livc_id) is None:
        return Prives({})
    bewaard = request.session[_SESSIE]
    context = _context(request, livc_id, bewaard["tot"])
    return toezichtsleutels.haal_op(request.COOKIES[KOEKJE], bewaard["envelop"], context)


def _context(request: HttpRequest, livc_id: UUID, tot: str) -> str:
    # Het uur hoort erbij: wie de sessie in de databank verlengt, opent niets meer.
    return f"{request.user.pk}|{livc_id}|{tot}"
