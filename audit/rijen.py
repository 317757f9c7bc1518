"""De voorwaarden in de databank op het logboek: iedereen voegt nu toe, alleen het toezicht van dat LIVC leest."""

from toegang.rijbeveiliging import IEDEREEN, Regel
from toegang.rijtaal import IK, INSTALLATIE, rollen, taak

from . import boomfuncties, sleutelrijen

_TOEZICHT = rollen("toezichthouder", "functionaris")
_VERZEGELEN = taak("verzegelen")
_NAREKENEN = taak("logboek narekenen")
_MIJN_TIJDVAKKEN = "(SELECT rls_mijn_tijdvakken())::uuid[]"
_MIJN_HOUDER = f"houder_id IN (SELECT id FROM audit_sleutelhouder WHERE gebruiker_id = {IK})"
_HERSTELBEHEER = f"livc_id = ANY ({rollen('toezichthouder')}) AND rls_houdt_sleutel(livc_id)"
_BOOM = f"livc_id = ANY ({_TOEZICHT}) OR {_VERZEGELEN} OR {_NAREKENEN}"

FUNCTIES = [*boomfuncties.FUNCTIES, *sleutelrijen.FUNCTIES]

REGELS = {
    # Ook een mislukte aanmelding komt erin, en dan is er nog niemand. Niemand dateert een regel terug.
    "audit_regel": Regel(
        # Wie narekent, leest wat verzegeld is; openen kan alleen het toezicht.
        lezen=f"livc_id = ANY ({_TOEZICHT}) OR {_NAREKENEN}",
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
    # Elke handeling verzegelt ermee. Een nieuwe komt er alleen langs audit_vernieuw_sleutel: met een kopie voor elke houder.
    "audit_toezichtsleutel": Regel(IEDEREEN),
    # De publieke helft: wie toezicht houdt, verzegelt ermee voor een collega. Weg gaat ze langs audit_ontneem_sleutel.
    "audit_sleutelhouder": Regel(
        lezen=f"livc_id = ANY ({_TOEZICHT}) OR {INSTALLATIE}",
        toevoegen=f"(gebruiker_id = {IK} AND livc_id = ANY ({_TOEZICHT})) OR {INSTALLATIE}",
    ),
    "audit_wachtzinwikkel": Regel(
        lezen=f"{_MIJN_HOUDER} OR {INSTALLATIE}",
        toevoegen=f"{_MIJN_HOUDER} OR {INSTALLATIE}",
        wijzigen=_MIJN_HOUDER,
    ),
    # Geven kan wie het tijdvak zelf houdt, en alleen aan wie nu toezicht houdt.
    "audit_toezichttoegang": Regel(
        lezen="houder_id IN (SELECT id FROM audit_sleutelhouder)",
        toevoegen=f"""toezichtsleutel_id = ANY ({_MIJN_TIJDVAKKEN}) AND gegeven_door = {IK}
            AND rls_kan_krijgen(houder_id, toezichtsleutel_id)""",
        wijzigen=_MIJN_HOUDER,
    ),
    "audit_directwikkel": Regel(lezen=f"gebruiker_id = {IK}", wissen=f"gebruiker_id = {IK}"),
    "audit_herstelsleutel": Regel(
        lezen=f"livc_id = ANY ({_TOEZICHT}) OR {INSTALLATIE}",
        toevoegen=f"{_HERSTELBEHEER} AND gemaakt_door = {IK}",
        wijzigen=_HERSTELBEHEER,
    ),
    "audit_herstelkopie": Regel(
        lezen="herstelsleutel_id IN (SELECT id FROM audit_herstelsleutel)",
        toevoegen=f"toezichtsleutel_id = ANY ({_MIJN_TIJDVAKKEN})",
    ),
}
