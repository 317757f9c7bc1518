"""Waar iemand zelf aangemeld is, en overal afmelden."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.soorten import Soort
from toegang import sessies
from toegang.aanmelding import leg_overal_vast
from toegang.models import Gebruiker


@require_http_methods(["GET", "POST"])
def lijst(request: HttpRequest) -> HttpResponse:
    wie = request.user
    if request.method == "POST" and isinstance(wie, Gebruiker):
        leg_overal_vast(Soort.TOEGANG_SESSIES_BEEINDIGD, wie, aantal=sessies.beeindig(wie))
        logout(request)
        return redirect("/")
    lopend = sorted(UserSession.objects.purge_and_list(wie), key=lambda s: s.last_seen_at, reverse=True)
    rijen = [{"toestel": sessies.toestel(s.user_agent), "sessie": s, "deze": s.is_current()} for s in lopend]
    return render(request, "account/sessies.html", {"rijen": rijen})
