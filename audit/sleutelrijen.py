"""Wat de databank zelf weet over sleutels van het toezicht: wie welke houdt, en wat daarmee mag.

Vernieuwen, ontnemen en herstellen gaan langs een functie van de eigenaar: een tijdvak begint nooit zonder een
verzegelde kopie voor elke houder, en niemand neemt een collega in functie zijn sleutel af, ook niet met eigen SQL. Wat
in een kopie zit, ziet de databank niet: dat ziet de houder bij het ontgrendelen.
"""

from toegang.rijbeveiliging import WEIGER, functie
from toegang.rijfuncties import GELDIG_LID
from toegang.rijtaal import INSTALLATIE

ROLLEN = "ARRAY['toezichthouder', 'functionaris']"
KOPIE = 1000
"""Een verzegelde privésleutel is altijd langer dan dit: een lege kopie komt er niet in."""

FUNCTIES = [
    functie(
        "rls_houdt_toezicht(wie uuid, in_livc uuid)",
        "boolean",
        f"""BEGIN RETURN EXISTS (
            SELECT FROM toegang_lidmaatschap l JOIN toegang_gebruiker g ON g.id = l.gebruiker_id AND g.is_active
            WHERE l.gebruiker_id = wie AND l.livc_id = in_livc AND l.rol = ANY ({ROLLEN}) AND {GELDIG_LID}
            AND EXISTS (SELECT FROM toegang_livcuserobjectpermission p JOIN auth_permission a ON a.id = p.permission_id
                        WHERE p.user_id = wie AND p.content_object_id = in_livc
                        AND a.codename = 'rol_' || l.rol)); END""",
    ),
    # De tijdvakken die ik houd, zolang mijn rol loopt.
    functie(
        "rls_mijn_tijdvakken()",
        "uuid[]",
        f"""BEGIN RETURN coalesce((
            SELECT array_agg(s.id) FROM audit_toezichtsleutel s WHERE s.livc_id = ANY (rls_rollen({ROLLEN})) AND (
                EXISTS (SELECT FROM audit_toezichttoegang t JOIN audit_sleutelhouder h ON h.id = t.houder_id
                        WHERE t.toezichtsleutel_id = s.id AND h.gebruiker_id = rls_gebruiker())
                OR EXISTS (SELECT FROM audit_directwikkel d
                           WHERE d.toezichtsleutel_id = s.id AND d.gebruiker_id = rls_gebruiker()))), '{{}}'); END""",
    ),
    functie(
        "rls_houdt_sleutel(in_livc uuid)",
        "boolean",
        """BEGIN RETURN EXISTS (SELECT FROM audit_toezichtsleutel
            WHERE livc_id = in_livc AND id = ANY (rls_mijn_tijdvakken())); END""",
    ),
    # Het bewijs volgt uit twee hersteldelen; de databank kent er alleen de afdruk van.
    functie(
        "rls_bewijst_herstel(in_livc uuid, bewijs bytea)",
        "boolean",
        """BEGIN RETURN EXISTS (SELECT FROM audit_herstelsleutel
            WHERE livc_id = in_livc AND vervallen IS NULL AND bewijs_afdruk = sha256(bewijs)); END""",
    ),
    # Een sleutel gaat alleen naar wie in dat LIVC nu toezicht houdt.
    functie(
        "rls_kan_krijgen(over uuid, sleutel uuid)",
        "boolean",
        """BEGIN RETURN EXISTS (SELECT FROM audit_sleutelhouder h JOIN audit_toezichtsleutel s ON s.livc_id = h.livc_id
            WHERE h.id = over AND s.id = sleutel AND rls_houdt_toezicht(h.gebruiker_id, h.livc_id)); END""",
    ),
    # Wie het volgende tijdvak moet krijgen: wie het laatste houdt en nog toezicht houdt; bij het eerste wie het maakt.
    functie(
        "audit_sleutelhouders(in_livc uuid)",
        "uuid[]",
        f"""DECLARE laatste uuid := (SELECT id FROM audit_toezichtsleutel WHERE livc_id = in_livc ORDER BY epoch DESC LIMIT 1);
        BEGIN
            IF NOT (in_livc = ANY (rls_rollen({ROLLEN})) OR coalesce({INSTALLATIE}, false)) THEN {WEIGER} END IF;
            RETURN coalesce((SELECT array_agg(h.id ORDER BY h.id) FROM audit_sleutelhouder h
                WHERE h.livc_id = in_livc AND CASE WHEN laatste IS NULL THEN h.gebruiker_id = rls_gebruiker()
                    ELSE rls_houdt_toezicht(h.gebruiker_id, in_livc) AND EXISTS (SELECT FROM audit_toezichttoegang t
                        WHERE t.houder_id = h.id AND t.toezichtsleutel_id = laatste) END), '{{}}'); END""",
    ),
    # Wie nog de vorm van vroeger heeft: alleen wie, nooit wat onder de wachtzin ligt.
    functie(
        "audit_directhouders(in_livc uuid)",
        "uuid[]",
        f"""BEGIN RETURN coalesce((SELECT array_agg(DISTINCT d.gebruiker_id) FROM audit_directwikkel d
            JOIN audit_toezichtsleutel s ON s.id = d.toezichtsleutel_id
            WHERE s.livc_id = in_livc AND in_livc = ANY (rls_rollen({ROLLEN}))), '{{}}'); END""",
    ),
    functie(
        "audit_vernieuw_sleutel(in_livc uuid, nieuw uuid, publiek bytea, voor uuid[], kopieen bytea[], herstel bytea)",
        "integer",
        f"""DECLARE
            installatie boolean := coalesce({INSTALLATIE}, false);
            nummer integer; laatste uuid; herstel_id uuid; houders uuid[]; gegeven uuid[];
        BEGIN
            PERFORM pg_advisory_xact_lock(4999240, hashtext(in_livc::text));
            SELECT epoch, id INTO nummer, laatste FROM audit_toezichtsleutel WHERE livc_id = in_livc
                ORDER BY epoch DESC LIMIT 1;
            SELECT id INTO herstel_id FROM audit_herstelsleutel WHERE livc_id = in_livc AND vervallen IS NULL;
            IF NOT installatie THEN
                IF laatste IS NULL AND NOT in_livc = ANY (rls_rollen(ARRAY['toezichthouder'])) THEN {WEIGER} END IF;
                IF laatste IS NOT NULL AND NOT laatste = ANY (rls_mijn_tijdvakken()) THEN {WEIGER} END IF;
                houders := audit_sleutelhouders(in_livc);
                gegeven := (SELECT array_agg(v ORDER BY v) FROM unnest(voor) v);
                -- Alleen zichzelf laat iemand weg: wie zijn sleutel afgeeft, krijgt de volgende niet meer.
                IF gegeven IS DISTINCT FROM houders AND gegeven IS DISTINCT FROM (SELECT array_agg(v ORDER BY v)
                    FROM unnest(houders) v WHERE v NOT IN (SELECT id FROM audit_sleutelhouder WHERE gebruiker_id = rls_gebruiker()))
                    OR (herstel_id IS NULL) <> (herstel IS NULL) THEN {WEIGER} END IF;
            END IF;
            IF (cardinality(voor) = 0 AND NOT installatie) OR cardinality(voor) <> cardinality(kopieen) OR length(publiek) < {KOPIE}
                OR EXISTS (SELECT FROM unnest(kopieen || herstel) k WHERE length(k) < {KOPIE}) THEN {WEIGER} END IF;
            UPDATE audit_toezichtsleutel SET ingetrokken = rls_nu() WHERE livc_id = in_livc AND ingetrokken IS NULL;
            INSERT INTO audit_toezichtsleutel (id, livc_id, epoch, publieke_sleutel, aangemaakt)
                VALUES (nieuw, in_livc, coalesce(nummer, 0) + 1, publiek, rls_nu());
            INSERT INTO audit_toezichttoegang (id, toezichtsleutel_id, houder_id, verzegeld, gegeven_door, gegeven_op)
                SELECT gen_random_uuid(), nieuw, v.houder, v.kopie, rls_gebruiker(), rls_nu()
                FROM unnest(voor, kopieen) v (houder, kopie) JOIN audit_sleutelhouder h ON h.id = v.houder
                    AND h.livc_id = in_livc;
            IF herstel_id IS NOT NULL AND herstel IS NOT NULL THEN
                INSERT INTO audit_herstelkopie (id, herstelsleutel_id, toezichtsleutel_id, verzegeld)
                    VALUES (gen_random_uuid(), herstel_id, nieuw, herstel);
            END IF;
            RETURN coalesce(nummer, 0) + 1; END""",
        soort="VOLATILE",
    ),
    # Weg van wie vertrok, of van zichzelf; zonder bewijs van herstel nooit zo dat een tijdvak zonder houder blijft.
    functie(
        "audit_ontneem_sleutel(in_livc uuid, wie uuid, bewijs bytea)",
        "void",
        f"""BEGIN
            PERFORM pg_advisory_xact_lock(4999240, hashtext(in_livc::text));
            IF NOT (coalesce(wie = rls_gebruiker(), false) OR coalesce({INSTALLATIE}, false)
                    OR (rls_houdt_sleutel(in_livc) AND NOT rls_houdt_toezicht(wie, in_livc))) THEN {WEIGER} END IF;
            IF wie = rls_gebruiker() AND NOT rls_bewijst_herstel(in_livc, bewijs) AND EXISTS (
                SELECT FROM audit_toezichtsleutel s WHERE s.livc_id = in_livc AND s.id = ANY (rls_mijn_tijdvakken())
                AND NOT EXISTS (SELECT FROM audit_toezichttoegang t JOIN audit_sleutelhouder h ON h.id = t.houder_id
                    WHERE t.toezichtsleutel_id = s.id AND h.gebruiker_id <> wie
                    AND rls_houdt_toezicht(h.gebruiker_id, in_livc))) THEN {WEIGER} END IF;
            DELETE FROM audit_directwikkel d USING audit_toezichtsleutel s
                WHERE s.id = d.toezichtsleutel_id AND s.livc_id = in_livc AND d.gebruiker_id = wie;
            DELETE FROM audit_toezichttoegang t USING audit_sleutelhouder h
                WHERE h.id = t.houder_id AND h.livc_id = in_livc AND h.gebruiker_id = wie;
            DELETE FROM audit_wachtzinwikkel w USING audit_sleutelhouder h
                WHERE h.id = w.houder_id AND h.livc_id = in_livc AND h.gebruiker_id = wie;
            DELETE FROM audit_sleutelhouder WHERE livc_id = in_livc AND gebruiker_id = wie; END""",
        soort="VOLATILE",
    ),
    # Met het bewijs van twee delen krijgt een toezichthouder een nieuwe eigen sleutel, met wat voor het herstel bewaard is.
    functie(
        "audit_herstel_sleutel(in_livc uuid, bewijs bytea, houder uuid, publiek bytea, sleutels uuid[], kopieen bytea[])",
        "void",
        f"""BEGIN
            PERFORM pg_advisory_xact_lock(4999240, hashtext(in_livc::text));
            IF NOT rls_bewijst_herstel(in_livc, bewijs) OR NOT in_livc = ANY (rls_rollen(ARRAY['toezichthouder']))
                OR cardinality(sleutels) <> cardinality(kopieen)
                OR EXISTS (SELECT FROM unnest(sleutels) k WHERE NOT EXISTS (
                    SELECT FROM audit_herstelkopie h JOIN audit_herstelsleutel g ON g.id = h.herstelsleutel_id
                    WHERE g.livc_id = in_livc AND g.vervallen IS NULL AND h.toezichtsleutel_id = k)) THEN {WEIGER} END IF;
            PERFORM audit_ontneem_sleutel(in_livc, rls_gebruiker(), bewijs);
            INSERT INTO audit_sleutelhouder (id, livc_id, gebruiker_id, publiek, aangemaakt)
                VALUES (houder, in_livc, rls_gebruiker(), publiek, rls_nu());
            INSERT INTO audit_toezichttoegang (id, toezichtsleutel_id, houder_id, verzegeld, gegeven_door, gegeven_op)
                SELECT gen_random_uuid(), k.sleutel, houder, k.kopie, rls_gebruiker(), rls_nu()
                FROM unnest(sleutels, kopieen) k (sleutel, kopie); END""",
        soort="VOLATILE",
    ),
]
