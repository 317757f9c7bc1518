"""De voorwaarden in de databank op het logboek: iedereen voegt nu toe, alleen het toezicht van dat LIVC leest."""

from toegang.rijbeveiliging import IEDEREEN, Regel
from toegang.rijtaal import IK, INSTALLATIE, rollen

_TOEZICHT = rollen("toezichthouder", "functionaris")

REGELS = {
    # Ook een mislukte aanmelding komt erin, en dan is er nog niemand. Niemand dateert een regel terug.
    "audit_regel": Regel(
        lezen=f"livc_id = ANY ({_TOEZICHT})",
        toevoegen="tijdstip BETWEEN rls_nu() - interval '5 minutes' AND rls_nu()",
    ),
    # Elke handeling verzegelt ermee; wie ze vervangt, neemt het toezicht zijn logboek af.
    "audit_toezichtsleutel": Regel(IEDEREEN, toevoegen=INSTALLATIE, wijzigen=INSTALLATIE),
    "audit_toezichttoegang": Regel(
        lezen=f"gebruiker_id = {IK} OR {INSTALLATIE}", toevoegen=INSTALLATIE, wijzigen=f"gebruiker_id = {IK}"
    ),
}
