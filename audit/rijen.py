"""De voorwaarden in de databank op het logboek: iedereen voegt nu toe, alleen het toezicht van dat LIVC leest."""

from toegang.rijbeveiliging import IEDEREEN, Regel
from toegang.rijtaal import IK, INSTALLATIE, rollen, taak

from . import bladfuncties, boomfuncties, nazichtfuncties, sleutelrijen, tekstvervalfuncties, vervalfuncties
from .aandacht import Aandacht
from .soorten import Soort
from .vrijheid import GEEN_VRAAG

_TOEZICHT = rollen("toezichthouder", "functionaris")
_VERZEGELEN = taak("verzegelen")
_NAREKENEN = taak("logboek narekenen")
# Pseudoniemen staan niet in de databank: welke regels van iemand zelf zijn, weet alleen wie de sleutelring heeft.
_EIGEN = taak("eigen logboek")
_VERVALLEN = taak("logboek laten vervallen")
_BOOM = f"livc_id = ANY ({_TOEZICHT}) OR {_VERZEGELEN} OR {_NAREKENEN} OR {_VERVALLEN}"

_NU = "BETWEEN rls_nu() - interval '1 minute' AND rls_nu()"
_VAN_HET_TOEZICHT = f"livc_id = ANY ({_TOEZICHT})"
_NIET_OVER_MIJ = f"gebruiker_id <> {IK} AND NOT audit_is_leidinggevende(gebruiker_id, livc_id)"
_GEEN_VRAAG = ", ".join(sorted(f"'{soort.value}'" for soort in GEEN_VRAAG))
_MIJN_TIJDVAKKEN = "(SELECT rls_mijn_tijdvakken())::uuid[]"
_MIJN_HOUDER = f"houder_id IN (SELECT id FROM audit_sleutelhouder WHERE gebruiker_id = {IK})"
_HERSTELBEHEER = f"livc_id = ANY ({rollen('toezichthouder')}) AND rls_houdt_sleutel(livc_id)"

FUNCTIES = [
    *bladfuncties.FUNCTIES,
    *boomfuncties.FUNCTIES,
    *sleutelrijen.FUNCTIES,
    *nazichtfuncties.FUNCTIES,
    *vervalfuncties.FUNCTIES,
    *tekstvervalfuncties.FUNCTIES,
]

REGELS = {
    # Ook een mislukte aanmelding komt erin, en dan is er nog niemand. Niemand dateert een regel terug.
    "audit_regel": Regel(
        # Wie narekent of laat vervallen, leest wat verzegeld is; openen kan alleen het toezicht.
        lezen=f"livc_id = ANY ({_TOEZICHT}) OR {_NAREKENEN} OR {_EIGEN} OR {_VERVALLEN}",
        # Ook geen soort of reden die niemand kent: de lijst van het toezicht zou er niet meer door te tonen zijn.
        toevoegen=f"""tijdstip BETWEEN rls_nu() - interval '5 minutes' AND rls_nu()
            AND soort = ANY ('{{{",".join(Soort)}}}'::text[])
            AND string_to_array(kenmerken, ',') <@ '{{{",".join(Aandacht)}}}'::text[]""",
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
    # De databank vult en leegt ze zelf.
    "audit_wachtrij": Regel(lezen=_VAN_HET_TOEZICHT),
    "audit_nagekeken": Regel(
        lezen=_VAN_HET_TOEZICHT,
        toevoegen=f"{_VAN_HET_TOEZICHT} AND gebruiker_id = {IK} AND op {_NU} AND audit_is_regel(regel_id, livc_id, NULL)",
    ),
    "audit_leidinggevende": Regel(
        lezen=_VAN_HET_TOEZICHT,
        toevoegen=f"{_VAN_HET_TOEZICHT} AND gebruiker_id = {IK} AND verklaard_op {_NU}",
    ),
    # Wie de regel schreef, leest wie ze opende en waarom (LR-57).
    "audit_opening": Regel(
        lezen=f"gebruiker_id = {IK} OR {_VAN_HET_TOEZICHT}",
        toevoegen=f"""{_VAN_HET_TOEZICHT} AND geopend_door_id = {IK} AND geopend_op {_NU}
            AND (gebruiker_id IS NULL OR ({_NIET_OVER_MIJ})) AND audit_is_regel(regel_id, livc_id, soort)""",
    ),
    # Over neen zeggen, zwijgen of terugnemen komt er geen vraag (LR-20, LR-22). Wie wat wijzigt: audit_bevinding_gang.
    "audit_bevinding": Regel(
        lezen=f"gebruiker_id = {IK} OR {_VAN_HET_TOEZICHT}",
        toevoegen=f"""{_VAN_HET_TOEZICHT} AND gesteld_door_id = {IK} AND gesteld_op {_NU} AND {_NIET_OVER_MIJ}
            AND staat = 'gevraagd' AND antwoord IS NULL AND besluit IS NULL AND slot IS NULL AND beslist_door_id IS NULL
            AND antwoord_tegen >= rls_vandaag() AND soort NOT IN ({_GEEN_VRAAG})
            AND audit_is_regel(regel_id, livc_id, soort)""",
        wijzigen=f"gebruiker_id = {IK} OR {_VAN_HET_TOEZICHT}",
    ),
}
