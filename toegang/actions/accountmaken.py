"""Van link naar account: alles of niets, en nooit zonder tweede stap.

Het account, de tweede stap, de herstelcodes en wat er op deze persoon wachtte, ontstaan in één transactie.
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from allauth.mfa.adapter import get_adapter
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, validate_totp_code
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.soorten import Soort
from toegang.factorformulieren import neem_in_gebruik
from toegang.handeling import handeling
from toegang.models import Accountuitnodiging, Gebruiker, Organisatielid
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan
from toegang.voorwaarden import beletten_lid

from .accounts import noteer
from .leden import stel_voor


class LinkWerktNiet(Exception):
    """Gebruikt, verlopen, ingetrokken, onbekend, of er is al een account: naar buiten is dat hetzelfde."""


def bij_link(sleutelafdruk: bytes) -> Accountuitnodiging:
    """De uitnodiging bij een link die nu werkt. Raises LinkWerktNiet."""
    rij = Accountuitnodiging.objects.open(timezone.now()).filter(sleutelafdruk=sleutelafdruk).first()
    if rij is None or Gebruiker.objects.filter(email__iexact=rij.email).exists():
        raise LinkWerktNiet
    return rij


def aankomend(rij: Accountuitnodiging, pk: UUID) -> Gebruiker:
    """Wie het wordt. Nog niet bewaard: zonder tweede stap bestaat er niemand."""
    return Gebruiker(id=pk, email=rij.email, naam=rij.naam)


def versluier(wachtwoord: str) -> str:
    """Wat van het gekozen wachtwoord in de sessie wacht op de tweede stap."""
    return make_password(wachtwoord)


@handeling
def maak_met_code(
    *, actor: Gebruiker, sleutelafdruk: bytes, wachtwoord: str, geheim: str, code: str
) -> list[str]:
    """Het account, met een app die codes maakt; geeft de herstelcodes, die nergens meer getoond worden.

    `actor` is de aankomende persoon, `wachtwoord` de afdruk ervan. Raises LinkWerktNiet, NietVoldaan.
    """
    # De code waarmee iemand zijn account maakt, opent daarna niets meer.
    if not validate_totp_code(geheim, code) or not neem_in_gebruik(actor.pk, code):
        raise NietVoldaan(_("Deze code klopt niet. Wacht op de volgende en probeer opnieuw."), "", "code")
    return _maak(actor, sleutelafdruk, wachtwoord, "code", lambda wie: TOTP.activate(wie, geheim))


@handeling
def maak_met_sleutel(
    *, actor: Gebruiker, sleutelafdruk: bytes, wachtwoord: str, antwoord: dict[str, Any]
) -> list[str]:
    """Het account, met een sleutel (passkey) waarvoor de browser zonet het antwoord gaf. Raises LinkWerktNiet, NietVoldaan."""
    try:
        webauthn.parse_registration_response(antwoord)
        webauthn.complete_registration(antwoord)
    except (ValidationError, AttributeError, KeyError, TypeError, ValueError):
        raise NietVoldaan(
            _("De sleutel kon niet gemaakt worden. Probeer het opnieuw."), "", "credential"
        ) from None

    def voeg_toe(wie: Gebruiker) -> None:
        naam = get_adapter().generate_authenticator_name(wie, "webauthn")
        webauthn.WebAuthn.add(wie, naam, antwoord)

    return _maak(actor, sleutelafdruk, wachtwoord, "sleutel", voeg_toe)


def _maak(
    actor: Gebruiker,
    sleutelafdruk: bytes,
    wachtwoord: str,
    soort: str,
    voeg_tweede_stap_toe: Callable[[Gebruiker], object],
) -> list[str]:
    eerste, andere = _vergrendeld(sleutelafdruk)
    actor.email, actor.naam, actor.password = eerste.email, eerste.naam, wachtwoord
    try:
        actor.save(force_insert=True)
    except IntegrityError:
        raise LinkWerktNiet from None
    voeg_tweede_stap_toe(actor)
    codes: list[str] = RecoveryCodes.activate(actor).get_unused_codes()
    for rij in (eerste, *andere):
        if _wijs_aan(actor, rij):
            rij.gebruikt_op = timezone.now()
            rij.save(update_fields=["gebruikt_op"])
            noteer(Soort.ACCOUNT_GEMAAKT, actor, rij, tweede_stap=soort)
    return codes


def _vergrendeld(sleutelafdruk: bytes) -> tuple[Accountuitnodiging, list[Accountuitnodiging]]:
    """De rij van deze link, en wat er nog op hetzelfde adres wacht: wie een account heeft, staat overal meteen."""
    email = bij_link(sleutelafdruk).email
    rijen = Accountuitnodiging.objects.select_for_update(of=("self",)).select_related("livc", "organisatie")
    open_ = list(rijen.open(timezone.now()).filter(email=email).order_by("pk"))
    eerste = next((rij for rij in open_ if bytes(rij.sleutelafdruk) == sleutelafdruk), None)
    if eerste is None:
        raise LinkWerktNiet
    return eerste, [rij for rij in open_ if rij != eerste]


def _wijs_aan(wie: Gebruiker, rij: Accountuitnodiging) -> bool:
    """Waarvoor de link diende. Een rol die intussen botst met een andere, blijft openstaan bij wie ze voorstelde."""
    if rij.organisatie is not None:
        velden = rij.aanwijzing | {"van": timezone.localdate()}
        Organisatielid.objects.get_or_create(organisatie=rij.organisatie, gebruiker=wie, defaults=velden)
        return True
    rol, velden = Rol(rij.rol), dict(rij.aanwijzing)
    if beletten_lid(rij.livc_id, None, wie, rol):
        return False
    for naam in ("van", "machtiging_tot"):
        velden[naam] = date.fromisoformat(velden[naam]) if velden.get(naam) else None
    stel_voor(wie, rij.livc, wie, rol, voorgesteld_door=rij.uitgenodigd_door, **velden)
    return True
