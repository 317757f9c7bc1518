"""De voorwaarden in de databank op het logboek: iedereen voegt nu toe, alleen het toezicht van dat LIVC leest."""

from toegang.rijbeveiliging import IEDEREEN, Regel
from toegang.rijtaal import IK, INSTALLATIE, rollen, taak

from . import boomfuncties, vervalfuncties

_TOEZICHT = rollen("toezichthouder", "functionaris")
_VERZEGELEN = taak("verzegelen")
_NAREKENEN = taak("logboek narekenen")
# Pseudoniemen staan niet in de databank: welke regels van iemand zelf zijn, weet alleen wie de sleutelring heeft.
_EIGEN = taak("eigen logboek")
_VERVALLEN = taak("logboek laten vervallen")
_BOOM = f"livc_id = ANY ({_TOEZICHT}) OR {_VERZEGELEN} OR {_NAREKENEN} OR {_VERVALLEN}"

FUNCTIES = [*boomfuncties.FUNCTIES, *vervalfuncties.FUNCTIES]

REGELS = {
    # Ook een mislukte aanmelding komt erin, en dan is er nog niemand. Niemand dateert een regel terug.
    "audit_regel": Regel(
        # Wie narekent of laat vervallen, leest wat verzegeld is; openen kan alleen het toezicht.
        lezen=f"livc_id = ANY ({_TOEZICHT}) OR {_NAREKENEN} OR {_EIGEN} OR {_VERVALLEN}",
        toevoegen="tijdstip BETWEEN rls_nu() - interval '5 minutes' AND rls_nu()",
    ),
    # Geen inhoud, wel hoe druk het is: alleen voor het toezicht, en voor wie verzegelt en tekent.
    "audit_boom": Regel(lezen=_BOOM),
    "audit_tegel": Regel(lezen=_BOOM),
    # Wijzigen is herwikkelen; wie tekent, vergrendelt alleen.
    "audit_logsleutel": Regel(
        lezen=f"{_BOOM} OR {taak('sleutelbeheer')}",
        toevoegen=_VERZEGELEN,
        wijzigen=f"{_VERZEGELEN} OR {taak('sleutelbeheer')}",
        gewijzigd=taak("sleutelbeheer"),
    ),
    "audit_controlepunt": Regel(lezen=_BOOM, toevoegen=_VERZEGELEN),
    "audit_medeondertekening": Regel(lezen=_BOOM, toevoegen=_VERZEGELEN),
    # Alleen `audit_verval` schrijft hier, als ze zelf zag dat het klopt.
    "audit_verval": Regel(lezen=_BOOM),
    # Elke handeling verzegelt ermee; wie ze vervangt, neemt het toezicht zijn logboek af.
    "audit_toezichtsleutel": Regel(IEDEREEN, toevoegen=INSTALLATIE, wijzigen=INSTALLATIE),
    "audit_toezichttoegang": Regel(
        lezen=f"gebruiker_id = {IK} OR {INSTALLATIE}", toevoegen=INSTALLATIE, wijzigen=f"gebruiker_id = {IK}"
    ),
}
