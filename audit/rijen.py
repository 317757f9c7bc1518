"""De voorwaarden in de databank op het logboek: iedereen voegt toe, alleen het toezicht van dat LIVC leest."""

from toegang.rijbeveiliging import IEDEREEN, Regel
from toegang.rijtaal import IK, rollen, taak

_TOEZICHT = rollen("toezichthouder", "functionaris")

REGELS = {
    # Ook een mislukte aanmelding komt erin, en dan is er nog niemand.
    "audit_regel": Regel(lezen=f"livc_id = ANY ({_TOEZICHT})", toevoegen=IEDEREEN),
    "audit_toezichttoegang": Regel(
        lezen=f"gebruiker_id = {IK} OR {taak('installatie')}",
        toevoegen=f"{IK} IS NOT NULL OR {taak('installatie')}",
        wijzigen=f"gebruiker_id = {IK}",
    ),
}

VRIJ = {"audit_toezichtsleutel": "publieke sleutels; elke handeling verzegelt ermee"}
"""Tabellen zonder voorwaarde, met de reden."""
