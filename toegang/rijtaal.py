"""De woorden waarin voorwaarden op rijen geschreven zijn: wie ik ben, waar, met welk recht, en elke taak."""

from .verantwoording import Systeemactor

IK = "(SELECT rls_gebruiker())"
TAAK = "(SELECT rls_taak())"
NIEMAND_AANGEMELD = f"({IK} IS NULL AND {TAAK} IS NULL)"
"""Tot iemand aangemeld is, werkt de databank namens niemand; het aanmelden zelf moet dan wel lezen en schrijven."""

IN_LIVC = "(SELECT rls_livcs())::uuid[]"
INHOUD = ("kern_inzien", "deelnemen")
HIER = "NOT rls_elders(casus_id, livc_id)"
"""Een rij hoort bij het LIVC van haar casus."""


def taak(naam: str) -> str:
    """Waar voor deze ene taak; een taak die hier niet genoemd wordt, ziet niets."""
    return f"{TAAK} = '{Systeemactor(naam).id}'::uuid"


def rollen(*namen: str) -> str:
    return f"(SELECT rls_rollen(ARRAY[{_lijst(namen)}]))::uuid[]"


def casussen(*rechten_: str) -> str:
    return f"(SELECT rls_casussen(ARRAY[{_lijst(rechten_)}]))::uuid[]"


def casussen_als(recht: str, *als: str) -> str:
    """De casussen waarop ik dit recht heb én in hun LIVC een van deze rollen."""
    return f"(SELECT rls_casussen_als('{recht}', ARRAY[{_lijst(als)}]))::uuid[]"


def rechten(*namen: str) -> str:
    return f"permission_id IN (SELECT a.id FROM auth_permission a WHERE a.codename IN ({_lijst(namen)}))"


def _lijst(namen: tuple[str, ...]) -> str:
    return ", ".join(f"'{naam}'" for naam in namen)


KERN = rollen("burgemeester", "politie", "preventieambtenaar")
ALLE_ROLLEN = rollen(
    "burgemeester", "politie", "preventieambtenaar", "toezichthouder", "functionaris", "beheerder"
)
INSTALLATIE = taak("installatie")
