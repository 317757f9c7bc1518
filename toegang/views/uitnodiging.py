"""Van link naar account: wachtwoord, tweede stap, herstelcodes.

De sleutel van de link staat alleen in het eerste adres; daarna onthoudt de sessie welke uitnodiging het is. Zo komt ze
in geen verwijzing en niet in de volgende adressen. Tot de tweede stap klopt, staat er alleen iets in de sessie.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from allauth.core.internal import ratelimit
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from uuid_utils.compat import uuid7

from toegang.accountformulieren import CodeForm, EersteWachtwoordForm, SleutelForm
from toegang.actions import accountmaken
from toegang.actions.accounts import afdruk
from toegang.models import Gebruiker
from toegang.sleutelring import ontsleutel_veld, versleutel_veld
from toegang.uitzonderingen import NietVoldaan

SESSIE = "uitnodiging"
GRENZEN = dict.fromkeys(("wachtwoord", "code", "credential"), "30/m/ip,10/10m/key")
"""Een code raden mag nooit lang duren. De link zelf telt 256 bits; haar raden heeft geen zin, en een GET schrijft niets."""

type Staat = dict[str, Any]
type Stap = Callable[[HttpRequest, Staat, Gebruiker], HttpResponse]


@login_not_required
@require_safe
def link(request: HttpRequest, sleutel: str) -> HttpResponse:
    """Onthoudt de uitnodiging in de sessie en gaat verder zonder de sleutel in het adres."""
    antwoord = _open(request, sleutel)
    antwoord.headers["Referrer-Policy"] = "no-referrer"
    return antwoord


def _open(request: HttpRequest, sleutel: str) -> HttpResponse:
    if request.user.is_authenticated:
        return render(request, "toegang/uitnodiging_aangemeld.html")
    try:
        accountmaken.bij_link(afdruk(sleutel))
    except accountmaken.LinkWerktNiet:
        return _werkt_niet(request)
    request.session[SESSIE] = {"afdruk": afdruk(sleutel).hex(), "pk": str(uuid7())}
    return redirect("account_uitnodiging_wachtwoord")


def _met_uitnodiging(stap: Stap) -> Callable[[HttpRequest], HttpResponse]:
    """Kijkt bij elke stap opnieuw of de link nog werkt: intrekken geldt meteen."""

    @wraps(stap)
    def view(request: HttpRequest) -> HttpResponse:
        staat = request.session.get(SESSIE)
        if staat is None or request.user.is_authenticated:
            return _werkt_niet(request)
        try:
            rij = accountmaken.bij_link(bytes.fromhex(staat["afdruk"]))
            return stap(request, staat, accountmaken.aankomend(rij, UUID(staat["pk"])))
        except accountmaken.LinkWerktNiet:
            del request.session[SESSIE]
            return _werkt_niet(request)

    return view


@login_not_required
@require_http_methods(["GET", "POST"])
@_met_uitnodiging
def wachtwoord(request: HttpRequest, staat: Staat, wie: Gebruiker) -> HttpResponse:
    form = EersteWachtwoordForm(request.POST or None, gebruiker=wie)
    if form.is_valid() and _binnen_grens(request, form, "wachtwoord", staat["afdruk"]):
        # Alleen de afdruk wacht in de sessie; het wachtwoord zelf staat nergens.
        staat["wachtwoord"] = accountmaken.versluier(form.cleaned_data["wachtwoord"])
        request.session[SESSIE] = staat
        return redirect("account_uitnodiging_tweede_stap")
    return render(request, "toegang/uitnodiging_wachtwoord.html", {"form": form, "wie": wie})


@login_not_required
@require_http_methods(["GET", "POST"])
@_met_uitnodiging
def tweede_stap(request: HttpRequest, staat: Staat, wie: Gebruiker) -> HttpResponse:
    """Een app die codes maakt: werkt overal, ook zonder JavaScript."""
    if "wachtwoord" not in staat:
        return redirect("account_uitnodiging_wachtwoord")
    context = f"uitnodiging|{staat['pk']}"
    if "geheim" not in staat:
        staat["geheim"] = versleutel_veld(context, generate_totp_secret())
        request.session[SESSIE] = staat
    geheim = ontsleutel_veld(context, staat["geheim"])
    form = CodeForm(request.POST or None)
    if klaar := _rond_af(
        request,
        form,
        "code",
        lambda: accountmaken.maak_met_code(
            actor=wie, geheim=geheim, code=form.cleaned_data["code"], **_bewaard(staat)
        ),
    ):
        return klaar
    adres = get_adapter().build_totp_url(wie, geheim)
    in_groepen = " ".join(geheim[i : i + 4] for i in range(0, len(geheim), 4))
    beeld = get_adapter().build_totp_svg(adres)
    inhoud = {"form": form, "geheim": in_groepen, "adres": adres, "beeld": beeld}
    return render(request, "toegang/uitnodiging_tweede_stap.html", inhoud)


@login_not_required
@require_http_methods(["GET", "POST"])
@_met_uitnodiging
def met_sleutel(request: HttpRequest, staat: Staat, wie: Gebruiker) -> HttpResponse:
    """Een sleutel op het toestel in de plaats van een app."""
    if "wachtwoord" not in staat:
        return redirect("account_uitnodiging_wachtwoord")
    form = SleutelForm(request.POST or None)
    if klaar := _rond_af(
        request,
        form,
        "credential",
        lambda: accountmaken.maak_met_sleutel(
            actor=wie, antwoord=form.cleaned_data["credential"], **_bewaard(staat)
        ),
    ):
        return klaar
    opties = {"creation_options": webauthn.begin_registration(wie, passwordless=True)}
    return render(request, "toegang/uitnodiging_sleutel.html", {"form": form, "js_data": opties})


def _bewaard(staat: Staat) -> dict[str, Any]:
    return {"sleutelafdruk": bytes.fromhex(staat["afdruk"]), "wachtwoord": staat["wachtwoord"]}


def _rond_af(
    request: HttpRequest, form: Form, veld: str, maak: Callable[[], list[str]]
) -> HttpResponse | None:
    """Bestaat het account, dan volgen de herstelcodes: één keer, en nergens bewaard."""
    if not form.is_valid():
        return None
    if not _binnen_grens(request, form, veld, request.session[SESSIE]["afdruk"]):
        return None
    try:
        codes = maak()
    except NietVoldaan as fout:
        form.add_error(fout.veld, fout.uitleg)
        return None
    del request.session[SESSIE]
    return render(request, "toegang/uitnodiging_herstelcodes.html", {"codes": codes})


def _binnen_grens(request: HttpRequest, form: Form, veld: str, link: str) -> bool:
    if ratelimit.consume(request, app="uitnodiging", action=veld, config=GRENZEN, key=link):
        return True
    form.add_error(veld, _("Te veel pogingen. Wacht tien minuten en probeer dan opnieuw."))
    return False


def _werkt_niet(request: HttpRequest) -> HttpResponse:
    """Voor elke link die niet werkt dezelfde pagina: waarom, zou al iets verraden."""
    return render(request, "toegang/uitnodiging_werkt_niet.html", status=404)
