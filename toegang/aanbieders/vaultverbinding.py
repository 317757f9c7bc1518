"""De verbinding met Vault (of OpenBao, dat dezelfde API spreekt): aanmelden, vragen, en fouten als SleutelFout.

Aanmelden met een token (VAULT_TOKEN, of VAULT_TOKEN_BESTAND dat een agent ververst), met AppRole, of als pod van
Kubernetes. Een verlopen token meldt zich één keer opnieuw aan. TLS wordt altijd nagekeken; VAULT_CACERT noemt een
eigen uitgever.
"""

from functools import cache
from pathlib import Path
from typing import Any

import hvac
from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver
from hvac.exceptions import Forbidden, InvalidPath, InvalidRequest, VaultError
from requests.exceptions import RequestException

from toegang.uitzonderingen import SleutelFout


class Vault:
    """Eén verbinding per proces."""

    def __init__(self) -> None:
        self._client = hvac.Client(
            url=settings.VAULT_ADDR,
            token="",
            verify=settings.VAULT_CACERT or True,
            timeout=settings.VAULT_TIMEOUT,
            namespace=settings.VAULT_NAMESPACE or None,
            strict_http=True,
        )

    def vraag(self, methode: str, pad: str, json: dict[str, Any] | None = None) -> dict[str, Any]:
        """Het deel `data` van het antwoord; leeg als er niets is op dit pad. Raises SleutelFout."""
        try:
            if not self._client.token:
                self._meld_aan()
            try:
                return self._stuur(methode, pad, json)
            except Forbidden:
                # Een token heeft een einde; een nieuw token is de enige poging.
                self._meld_aan()
                return self._stuur(methode, pad, json)
        except (VaultError, RequestException, OSError) as fout:
            # Zonder de oorzaak: die noemt het pad, en soms wat meegestuurd werd.
            raise SleutelFout(f"Vault antwoordt niet zoals het moet ({type(fout).__name__}).") from None

    def _stuur(self, methode: str, pad: str, json: dict[str, Any] | None) -> dict[str, Any]:
        try:
            antwoord = self._client.adapter.request(methode, f"/v1/{pad}", json=json)
        except InvalidPath:
            return {}
        except InvalidRequest as fout:
            # Een reeks waarvan één deel niet opent, komt terug met 400 en alle antwoorden.
            antwoord = fout.json if "batch_results" in ((fout.json or {}).get("data") or {}) else None
            if antwoord is None:
                raise
        data = antwoord.get("data") if isinstance(antwoord, dict) else None
        return data or {}

    def _meld_aan(self) -> None:
        client = self._client
        if settings.VAULT_TOKEN_BESTAND:
            client.token = _inhoud(settings.VAULT_TOKEN_BESTAND)
        elif settings.VAULT_TOKEN:
            client.token = settings.VAULT_TOKEN
        elif settings.VAULT_ROLE_ID:
            client.token = ""
            geheim = settings.VAULT_SECRET_ID or _inhoud(settings.VAULT_SECRET_ID_BESTAND)
            client.auth.approle.login(settings.VAULT_ROLE_ID, geheim)
        elif settings.VAULT_K8S_ROL:
            client.token = ""
            client.auth.kubernetes.login(settings.VAULT_K8S_ROL, _inhoud(settings.VAULT_K8S_JWT_BESTAND))
        else:
            raise SleutelFout(
                "Er is geen aanmelding voor Vault: zet VAULT_TOKEN, VAULT_ROLE_ID of VAULT_K8S_ROL."
            )


def _inhoud(bestand: str) -> str:
    return Path(bestand).read_text().strip()


@cache
def vault() -> Vault:
    return Vault()


@receiver(setting_changed)
def _vergeet(*, setting: str, **_: Any) -> None:
    if setting.startswith("VAULT"):
        vault.cache_clear()
