"""Hoe allauth met een tweede stap omgaat: versleuteld bewaren, en nooit de laatste weghalen."""

from typing import Any
from urllib.parse import urlsplit

import qrcode
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .models import Gebruiker
from .sleutelring import aanbieder, ontsleutel_veld, versleutel_veld

# Herstelcodes zijn een reserve, geen tweede stap: alleen hiermee is niemand ingeschreven.
SOORTEN = (Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP)
# De demo en haar tests; productie dient niet zolang een account dit geheim heeft (toegang.checks).
DEMOGEHEIM = "JBSWY3DPEHPK3PXP"
CONTEXT = "tweede stap"


def factoren(gebruiker: Gebruiker) -> "QuerySet[Authenticator]":
    """De sleutels en apps waarmee deze persoon zijn tweede stap doet."""
    gevonden: QuerySet[Authenticator] = Authenticator.objects.filter(user=gebruiker, type__in=SOORTEN)
    return gevonden


def zet_totp(gebruiker: Gebruiker, geheim: str) -> Authenticator:
    """Geeft iemand een app met een gekend geheim: alleen voor de demo en de tests."""
    if settings.PRODUCTIE:
        raise RuntimeError("In productie kiest iedereen zijn tweede stap zelf.")
    return TOTP.activate(gebruiker, geheim).instance


def met_demogeheim() -> bool:
    """Is er een account met het geheim van de demo?"""
    rijen = Authenticator.objects.filter(type=Authenticator.Type.TOTP).values_list("data", flat=True)
    return any(ontsleutel_veld(CONTEXT, rij["secret"]) == DEMOGEHEIM for rij in rijen.iterator())


def herwikkel() -> int:
    """Zet elk geheim van een tweede stap onder de actieve sleutel van de sleutelring; geeft hoeveel er wisselden."""
    actief, aantal = aanbieder().actief, 0
    for rij in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).select_for_update():
        for veld in rij.data.keys() & {"secret", "seed"}:
            if not rij.data[veld].startswith(f"{actief}:"):
                rij.data[veld] = versleutel_veld(CONTEXT, ontsleutel_veld(CONTEXT, rij.data[veld]))
                rij.save(update_fields=["data"])
                aantal += 1
    return aantal


class Factoradapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Deze code of sleutel klopt niet. Wacht op een nieuwe code en probeer opnieuw."),
        "cannot_delete_authenticator": _("Dit is uw enige tweede stap. Voeg eerst een andere toe."),
        "cannot_generate_recovery_codes": _("Kies eerst uw tweede stap."),
    }

    def encrypt(self, text: str) -> str:
        return versleutel_veld(CONTEXT, text)

    def decrypt(self, encrypted_text: str) -> str:
        return ontsleutel_veld(CONTEXT, encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return factoren(authenticator.user).exclude(pk=authenticator.pk).exists()

    def get_totp_issuer(self) -> str:
        return "Casusoverleg"

    def build_totp_svg(self, url: str) -> str:
        """De QR-code als element van de pagina: een beeld in een data-adres mag niet van de CSP."""
        code = qrcode.QRCode(border=4)
        code.add_data(url)
        rijen = code.get_matrix()
        pad = "".join(
            f"M{x} {y}h1v1h-1z" for y, rij in enumerate(rijen) for x, zwart in enumerate(rij) if zwart
        )
        return format_html(
            '<svg class="qr" viewBox="0 0 {0} {0}" aria-hidden="true" focusable="false"><path d="{1}"/></svg>',
            len(rijen),
            pad,
        )

    def generate_authenticator_name(self, user: Gebruiker, type: Authenticator.Type) -> str:  # noqa: A002
        aantal = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Sleutel {nummer}").format(nummer=aantal + 1)

    def get_public_key_credential_rp_entity(self) -> dict[str, Any]:
        """De site waarvoor een sleutel geldt: in productie die van PUBLIEKE_URL, wat een aanvraag ook beweert."""
        adres = urlsplit(settings.PUBLIEKE_URL).hostname if settings.PRODUCTIE else None
        return {"id": adres or context.request.get_host().partition(":")[0], "name": "Casusoverleg"}
