"""De voorwaarden in de databank op de zaal: wat van één persoon is, en een aanwezigheid die niemand nog wijzigt."""

from django.conf import settings

from toegang.rijbeveiliging import WEIGER, Regel, bewaker, functie
from toegang.rijtaal import HIER, IK, IN_LIVC, INHOUD, casussen, casussen_als, rollen

_LEIDING = casussen_als("kern_inzien", "burgemeester", "preventieambtenaar")
_BEHEERT = rollen("burgemeester", "preventieambtenaar")
_EIGEN_CONCEPT = f"gebruiker_id = {IK} AND casus_id = ANY ({_LEIDING})"
_EIGEN_STEUN = f"auteur_id = {IK} AND casus_id = ANY ({casussen(*INHOUD)})"

REGELS = {
    # Wie niet meer leidt, leest ook zijn eigen halve zin niet meer.
    "casus_notitieconcept": Regel(
        lezen=_EIGEN_CONCEPT,
        toevoegen=f"""{_EIGEN_CONCEPT} AND {HIER} AND EXISTS (SELECT FROM casus_agendapunt a
            WHERE a.id = agendapunt_id AND a.casus_id = casus_notitieconcept.casus_id AND a.staat = 'bezig')""",
        wijzigen=_EIGEN_CONCEPT,
        wissen=_EIGEN_CONCEPT,
    ),
    # Alleen van de auteur: niet van de kern, niet van de burgemeester, en geen taak komt erbij (LR-22).
    "casus_geheugensteun": Regel(
        lezen=_EIGEN_STEUN,
        toevoegen=f"{_EIGEN_STEUN} AND {HIER}",
        wijzigen=_EIGEN_STEUN,
        wissen=_EIGEN_STEUN,
    ),
    # Iedereen van het LIVC leest het draaiboek; elke versie blijft zoals ze geschreven is.
    "casus_draaiboektekst": Regel(
        lezen=f"livc_id = ANY ({IN_LIVC})",
        toevoegen=f"geschreven_door_id = {IK} AND livc_id = ANY ({_BEHEERT})",
    ),
}

FUNCTIES = [
    # Alleen terwijl het punt loopt en de voorzitter de lijst nog niet bevestigde (LR-41). `FOR SHARE` laat wie het punt
    # sluit wachten. Wissen kan alleen een taak, en die heeft haar eigen voorwaarde.
    f"""CREATE OR REPLACE FUNCTION casus_aanwezigheid_vast() RETURNS trigger LANGUAGE plpgsql
        SET search_path = public, pg_temp AS $lichaam$ DECLARE rij casus_aanwezigheid; BEGIN
        IF TG_OP = 'DELETE' THEN rij := OLD; ELSE rij := NEW; END IF;
        IF current_user <> '{settings.DATABASE_ROL}' OR (TG_OP = 'DELETE' AND rls_gebruiker() IS NULL) THEN
            RETURN rij;
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.agendapunt_id <> NEW.agendapunt_id THEN {WEIGER} END IF;
        PERFORM FROM casus_agendapunt a JOIN casus_overleg o ON o.id = a.overleg_id AND o.staat = 'bezig'
            WHERE a.id = rij.agendapunt_id AND a.casus_id = rij.casus_id AND a.staat = 'bezig'
            AND a.aanwezig_bevestigd_op IS NULL FOR SHARE OF a;
        IF NOT FOUND THEN {WEIGER} END IF;
        RETURN rij;
    END $lichaam$""",
    """CREATE OR REPLACE TRIGGER casus_aanwezigheid_vast BEFORE INSERT OR UPDATE OR DELETE ON casus_aanwezigheid
        FOR EACH ROW EXECUTE FUNCTION casus_aanwezigheid_vast()""",
    # Een punt sluit nooit zonder lijst die iemand in eigen naam bevestigde, en daarna verandert dat niet meer.
    *bewaker(
        "casus_agendapunt_aanwezig",
        "casus_agendapunt",
        f"""IF (NEW.aanwezig_genoteerd_op, NEW.aanwezig_bevestigd_op, NEW.aanwezig_bevestigd_door_id)
            IS DISTINCT FROM (OLD.aanwezig_genoteerd_op, OLD.aanwezig_bevestigd_op, OLD.aanwezig_bevestigd_door_id)
            AND NOT (NEW.staat = 'bezig' AND (NEW.aanwezig_bevestigd_op IS NULL) =
                (NEW.aanwezig_bevestigd_door_id IS NULL)
                AND (NEW.aanwezig_bevestigd_op IS NULL OR (NEW.aanwezig_bevestigd_door_id = ik
                    AND OLD.aanwezig_bevestigd_op IS NULL AND NEW.aanwezig_genoteerd_op IS NOT NULL)))
            THEN {WEIGER} END IF;
        IF NEW.staat = 'besproken' AND OLD.staat <> 'besproken' AND (NEW.aanwezig_bevestigd_op IS NULL
            OR NOT EXISTS (SELECT FROM casus_aanwezigheid w WHERE w.agendapunt_id = NEW.id AND w.aanwezig))
            THEN {WEIGER} END IF;""",
    ),
    # Met het recht op de inhoud eindigt ook wat alleen van die persoon was, in dezelfde transactie (LR-21).
    functie(
        "casus_einde_zicht()",
        "trigger",
        """BEGIN
            IF NOT EXISTS (SELECT FROM toegang_casususerobjectpermission p JOIN auth_permission a
                ON a.id = p.permission_id AND a.codename IN ('kern_inzien', 'deelnemen')
                WHERE p.user_id = OLD.user_id AND p.content_object_id = OLD.content_object_id) THEN
                DELETE FROM casus_geheugensteun g
                    WHERE g.casus_id = OLD.content_object_id AND g.auteur_id = OLD.user_id;
                DELETE FROM casus_notitieconcept n
                    WHERE n.casus_id = OLD.content_object_id AND n.gebruiker_id = OLD.user_id;
            END IF;
            RETURN NULL; END""",
        soort="VOLATILE",
    ),
    """CREATE OR REPLACE TRIGGER casus_einde_zicht AFTER DELETE ON toegang_casususerobjectpermission
        FOR EACH ROW EXECUTE FUNCTION casus_einde_zicht()""",
    # Sluit een punt, dan blijft van niemand een halve zin staan; wie sluit, leest ze niet.
    functie(
        "casus_wis_concepten(welk uuid)",
        "void",
        """BEGIN DELETE FROM casus_notitieconcept n USING casus_agendapunt a
            WHERE n.agendapunt_id = welk AND a.id = welk AND a.staat <> 'bezig'
            AND a.casus_id = ANY (rls_casussen(ARRAY['kern', 'kern_inzien'])); END""",
        soort="VOLATILE",
    ),
]
