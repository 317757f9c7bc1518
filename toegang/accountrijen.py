"""De voorwaarden op wie waar werkt: accounts, rollen, diensten en het LIVC zelf.

Lezen kan iedereen: het gaat aan het aanmelden vooraf, en zegt niets over een casus. Schrijven beslist mee over wie
casussen ziet, en volgt daarom hetzelfde beleid als de pagina's (LR-10, LR-12, LR-31).
"""

from .rijbeveiliging import IEDEREEN, WEIGER, Regel, bewaker, functie
from .rijtaal import ALLE_ROLLEN, IK, IN_LIVC, INSTALLATIE, NIEMAND_AANGEMELD, rollen

_BEHEER = rollen("beheerder")
_GIDS = rollen("preventieambtenaar", "beheerder")
_DIENSTEN = "(SELECT rls_gidsdiensten())::uuid[]"

FUNCTIES = [
    functie(
        "rls_gidsdiensten()",
        "uuid[]",
        """DECLARE livcs uuid[] := rls_rollen(ARRAY['preventieambtenaar', 'beheerder']);
        BEGIN RETURN coalesce((SELECT array_agg(DISTINCT ol.organisatie_id) FROM toegang_organisatie_livcs ol
            WHERE ol.livc_id = ANY (livcs)), '{}'); END""",
    ),
    # Wie een link gebruikte, krijgt precies waarvoor ze vertrok.
    functie(
        "rls_uitgenodigd_voor(in_livc uuid, als text, dienst uuid, door uuid)",
        "boolean",
        """BEGIN RETURN EXISTS (SELECT FROM toegang_accountuitnodiging u
            JOIN toegang_gebruiker g ON g.id = rls_gebruiker() AND lower(g.email) = lower(u.email)
            WHERE u.gebruikt_op IS NULL AND u.ingetrokken_op IS NULL AND u.verloopt_op > rls_nu()
            AND (als IS NULL OR u.livc_id = in_livc AND u.rol = als AND u.uitgenodigd_door_id IS NOT DISTINCT FROM door)
            AND u.organisatie_id IS NOT DISTINCT FROM dienst); END""",
    ),
    # Of iemand ooit bij een LIVC hoorde dat ik beheer, of nergens (meer): van een ingetrokken voorstel blijft geen rij.
    functie(
        "rls_beheert(wie uuid)",
        "boolean",
        """DECLARE livcs uuid[] := rls_rollen(ARRAY['beheerder']);
        BEGIN
            IF livcs = '{}' THEN RETURN false; END IF;
            RETURN NOT EXISTS (SELECT FROM toegang_lidmaatschap l WHERE l.gebruiker_id = wie
                    UNION ALL SELECT FROM toegang_organisatielid m WHERE m.gebruiker_id = wie)
            OR EXISTS (SELECT FROM toegang_lidmaatschap l WHERE l.gebruiker_id = wie AND l.livc_id = ANY (livcs))
            OR EXISTS (SELECT FROM toegang_organisatielid m JOIN toegang_organisatie_livcs ol USING (organisatie_id)
                WHERE m.gebruiker_id = wie AND ol.livc_id = ANY (livcs)); END""",
    ),
    # Het aanmelden zet een wachtwoord; een beheerder sluit of heropent. Naam en adres wijzigt niemand.
    *bewaker(
        "toegang_gebruiker_wie",
        "toegang_gebruiker",
        f"""IF (NEW.id, NEW.email, NEW.naam, NEW.is_advocaat) <> (OLD.id, OLD.email, OLD.naam, OLD.is_advocaat)
            THEN {WEIGER} END IF;
        IF (NEW.password, NEW.last_login) IS DISTINCT FROM (OLD.password, OLD.last_login)
            AND ik IS DISTINCT FROM NEW.id AND NOT (ik IS NULL AND rls_taak() IS NULL) THEN {WEIGER} END IF;
        IF NEW.is_active <> OLD.is_active AND (ik IS NOT DISTINCT FROM NEW.id OR NOT rls_beheert(NEW.id))
            THEN {WEIGER} END IF;""",
    ),
    # Een rol loopt niet opnieuw: wie weg was, wordt opnieuw voorgesteld en door een tweede persoon bevestigd.
    *bewaker(
        "toegang_lidmaatschap_wie",
        "toegang_lidmaatschap",
        f"""IF (NEW.van, NEW.vertegenwoordiger) <> (OLD.van, OLD.vertegenwoordiger) THEN {WEIGER} END IF;
        IF NEW.tot IS DISTINCT FROM OLD.tot AND NOT coalesce(NEW.tot < OLD.tot, OLD.tot IS NULL) THEN {WEIGER} END IF;
        IF (NEW.tot, NEW.machtiging, NEW.machtiging_tot) IS DISTINCT FROM (OLD.tot, OLD.machtiging, OLD.machtiging_tot)
            AND NEW.livc_id <> ALL (rls_rollen(ARRAY['beheerder'])) THEN {WEIGER} END IF;
        IF OLD.bevestigd_op IS NULL AND NEW.bevestigd_op IS NOT NULL
            AND NEW.livc_id = ANY (rls_rollen(ARRAY['beheerder'])) THEN {WEIGER} END IF;""",
    ),
    # Bij welke stap de naam bekend is, kiest de burgemeester (LR-13); de rest van het blad, wie het beheert.
    *bewaker(
        "toegang_livc_wie",
        "toegang_livc",
        f"""IF rls_taak() IS NULL AND (NEW.id, NEW.naam, NEW.in_gebruik) <> (OLD.id, OLD.naam, OLD.in_gebruik)
            THEN {WEIGER} END IF;
        IF NEW.naam_bij_stap <> OLD.naam_bij_stap AND NEW.id <> ALL (rls_rollen(ARRAY['burgemeester']))
            THEN {WEIGER} END IF;
        IF to_jsonb(NEW) - 'naam_bij_stap' <> to_jsonb(OLD) - 'naam_bij_stap' AND rls_taak() IS NULL
            AND NEW.id <> ALL (rls_rollen(ARRAY['beheerder', 'functionaris'])) THEN {WEIGER} END IF;""",
    ),
    *bewaker(
        "toegang_accountuitnodiging_wie",
        "toegang_accountuitnodiging",
        f"""IF (NEW.email, NEW.rol, NEW.aanwijzing) <> (OLD.email, OLD.rol, OLD.aanwijzing)
            OR NEW.uitgenodigd_door_id IS DISTINCT FROM OLD.uitgenodigd_door_id THEN {WEIGER} END IF;""",
    ),
]

_LINK = f"((rol = '' AND livc_id = ANY ({_GIDS})) OR livc_id = ANY ({_BEHEER}))"
_ZELF_MET_LINK = f"lower(email) = (SELECT lower(g.email) FROM toegang_gebruiker g WHERE g.id = {IK})"

REGELS = {
    "toegang_gebruiker": Regel(
        IEDEREEN,
        # Een account maakt wie het wordt, met zijn link; de eerste twee maakt de installatie.
        toevoegen=f"id = {IK} OR {INSTALLATIE}",
        wijzigen=f"id = {IK} OR {NIEMAND_AANGEMELD} OR rls_beheert(id)",
    ),
    "toegang_lidmaatschap": Regel(
        IEDEREEN,
        toevoegen=f"""(livc_id = ANY ({_BEHEER}) AND voorgesteld_door_id = {IK}) OR {INSTALLATIE}
            OR (gebruiker_id = {IK} AND rls_uitgenodigd_voor(livc_id, rol, NULL, voorgesteld_door_id))""",
        wijzigen=f"livc_id = ANY ({ALLE_ROLLEN}) OR {INSTALLATIE}",
        wissen=f"bevestigd_op IS NULL AND livc_id = ANY ({ALLE_ROLLEN})",
    ),
    "toegang_organisatielid": Regel(
        IEDEREEN,
        toevoegen=f"""organisatie_id = ANY ({_DIENSTEN})
            OR (gebruiker_id = {IK} AND rls_uitgenodigd_voor(NULL, NULL, organisatie_id, NULL))""",
        wijzigen=f"organisatie_id = ANY ({_DIENSTEN})",
    ),
    "toegang_organisatie": Regel(
        IEDEREEN, toevoegen=f"{_GIDS} <> '{{}}'", wijzigen=f"id = ANY ({_DIENSTEN})"
    ),
    "toegang_organisatie_livcs": Regel(
        IEDEREEN, toevoegen=f"livc_id = ANY ({_GIDS})", wissen=f"livc_id = ANY ({_GIDS})"
    ),
    "toegang_livc": Regel(
        IEDEREEN, toevoegen=INSTALLATIE, wijzigen=f"id = ANY ({ALLE_ROLLEN}) OR {INSTALLATIE}"
    ),
    "toegang_livc_gemeenten": Regel(IEDEREEN, toevoegen=INSTALLATIE),
    "toegang_gemeente": Regel(IEDEREEN),
    "toegang_accountuitnodiging": Regel(
        IEDEREEN,
        toevoegen=f"uitgenodigd_door_id = {IK} AND gebruikt_op IS NULL AND {_LINK}",
        # Vergrendelen kan wie het LIVC kent, en wie nog een account moet worden.
        wijzigen=f"""livc_id = ANY ({IN_LIVC}) OR {_ZELF_MET_LINK}
            OR NOT EXISTS (SELECT FROM toegang_gebruiker g WHERE g.id = {IK})""",
        gewijzigd=f"{_LINK} OR {_ZELF_MET_LINK}",
    ),
    "toegang_factorherstel": Regel(
        IEDEREEN,
        toevoegen=f"aangevraagd_door_id = {IK} AND bevestigd_door_id IS NULL AND livc_id = ANY ({ALLE_ROLLEN})",
        wijzigen=f"livc_id = ANY ({ALLE_ROLLEN}) OR gebruiker_id = {IK}",
        gewijzigd=f"bevestigd_door_id IS NULL OR bevestigd_door_id = {IK}",
    ),
}
