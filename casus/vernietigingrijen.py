"""Vernietigen in de databank zelf: ze kijkt de twee handtekeningen en de bewaarplicht na, en wist in één keer (LR-53).

Eerst de sleutels en alle rechten, in een eigen transactie; dan de scherven in de kluis; dan de rijen. Stopt het
ergens, dan is de casus al onleesbaar, en maakt de volgende ronde het af.
"""

from toegang.rijbeveiliging import NIEMAND, WEIGER, Regel, functie
from toegang.rijbeveiliging import bewaker as _bewaker
from toegang.rijfuncties import GELDIG_LID
from toegang.rijtaal import IK, taak

from .bewaringrijen import LOOPT, TEKENAARS, UITGESLOTEN, einde

TAAKNAAM = "vernietigen van casussen"
_TAAK = taak(TAAKNAAM)
_NU = "BETWEEN rls_nu() - interval '1 minute' AND rls_nu()"

BLIJFT = {
    "casus_casus": "de grafsteen: referentie, LIVC, toestand en datums",
    "casus_signaal": "leeggemaakt tot een spoor zonder persoonsgegevens, zoals een gewist signaal (LR-04)",
    "casus_vernietigingspunt": "wat op de lijst stond",
    "casus_vernietigingsbewijs": "wat vernietigd is, zonder inhoud",
    "toegang_casususerobjectpermission": "alleen ‘uitgesloten’ blijft: die persoon ziet ook de grafsteen niet (LR-23)",
}
"""Tabellen die aan een casus hangen en niet gewist worden, met de reden; al het andere verdwijnt, ook wat later bijkomt."""

_NIET = ", ".join(f"'{naam}'" for naam in BLIJFT)
_ALLEEN_DE_TAAK = f"IF NOT coalesce({_TAAK}, false) THEN {WEIGER} END IF;"
_VAN_DE_LIJST = f"({_TAAK} OR (livc_id = ANY ({TEKENAARS}) AND casus_id <> ALL ({UITGESLOTEN})))"

_TWEE = f"""(SELECT count(DISTINCT h.gebruiker_id) >= 2 AND count(DISTINCT h.rol) >= 2
    FROM casus_vernietigingshandtekening h JOIN toegang_lidmaatschap l ON l.gebruiker_id = h.gebruiker_id
        AND l.livc_id = h.livc_id AND l.rol = h.rol AND {GELDIG_LID}
    JOIN toegang_gebruiker g ON g.id = h.gebruiker_id AND g.is_active
    WHERE h.punt_id = {{p}}.id AND NOT rls_is_uitgesloten(h.gebruiker_id, {{p}}.casus_id))"""
"""Twee mensen in twee rollen. Wie intussen zijn rol verloor of uitgesloten is, telt niet meer mee."""

# Een vraag van de persoon zelf gaat voor. Hoort er (nog) geen casus bij, dan wacht alles tot ze beantwoord is: wie ze
# beoordeelt, ziet misschien niet elke casus. En wat bij een ander
# LIVC ligt, haalt de afzender eerst terug (LR-05, LR-55).
_WACHT = """(CASE WHEN EXISTS (SELECT FROM casus_betrokkenenverzoek v WHERE v.livc_id = {p}.livc_id AND v.staat <> 'beantwoord'
        AND v.casus_id = {p}.casus_id) THEN 'verzoek'
    WHEN EXISTS (SELECT FROM casus_betrokkenenverzoek v WHERE v.livc_id = {p}.livc_id AND v.staat <> 'beantwoord'
        AND v.casus_id IS NULL) THEN 'nieuw_verzoek'
    WHEN EXISTS (SELECT FROM casus_overdracht o WHERE o.casus_id = {p}.casus_id AND o.staat = 'aangeboden')
        THEN 'aanbod' END)"""

FUNCTIES = [
    functie(
        "casus_te_vernietigen()",
        "TABLE(casus uuid, in_livc uuid, ref text, op date)",
        f"""BEGIN {_ALLEEN_DE_TAAK}
            RETURN QUERY SELECT c.id, c.livc_id, c.referentie::text, {einde("c")} FROM casus_casus c
            WHERE c.staat <> 'vernietigd' AND {einde("c")} <= rls_vandaag()
            AND NOT EXISTS (SELECT FROM casus_bewaarplicht b WHERE b.casus_id = c.id AND {LOOPT})
            AND NOT EXISTS (SELECT FROM casus_vernietigingspunt p WHERE p.casus_id = c.id
                AND p.staat IN ('voorgesteld', 'bezig', 'vernietigd'))
            ORDER BY 4, 1; END""",
    ),
    functie(
        "casus_punt_klopt(over uuid, in_livc uuid, ref text, op date, in_lijst uuid)",
        "boolean",
        f"""BEGIN RETURN {_TAAK} AND EXISTS (SELECT FROM casus_casus c JOIN casus_vernietigingslijst l ON l.id = in_lijst
            WHERE c.id = over AND c.livc_id = in_livc AND l.livc_id = in_livc AND c.referentie = ref
            AND c.staat <> 'vernietigd' AND {einde("c")} = op AND op <= rls_vandaag()
            AND NOT EXISTS (SELECT FROM casus_bewaarplicht b WHERE b.casus_id = c.id AND {LOOPT})); END""",
    ),
    # Alleen wie vandaag die rol heeft en niet uitgesloten is; nooit voor een ander, en niet voor wat niet meer wacht.
    functie(
        "casus_mag_tekenen(welk uuid, als text, in_livc uuid)",
        "boolean",
        f"""BEGIN RETURN als IN ('burgemeester', 'functionaris', 'preventieambtenaar')
            AND in_livc = ANY (rls_rollen(ARRAY[als]))
            AND EXISTS (SELECT FROM casus_vernietigingspunt p WHERE p.id = welk AND p.livc_id = in_livc
                AND p.staat = 'voorgesteld' AND NOT rls_is_uitgesloten(rls_gebruiker(), p.casus_id)
                AND {_WACHT.format(p="p")} IS NULL
                AND NOT EXISTS (SELECT FROM casus_bewaarplicht b WHERE b.casus_id = p.casus_id AND {LOOPT})); END""",
    ),
    # Waarom een punt nog niet getekend kan worden; alleen voor wie erbij kan, en nooit van welk verzoek.
    functie(
        "casus_vernietiging_wacht(welke uuid[])",
        "TABLE (punt uuid, waarop text)",
        f"""BEGIN RETURN QUERY SELECT w.id, w.reden FROM (SELECT p.id, {_WACHT.format(p="p")} AS reden
            FROM casus_vernietigingspunt p WHERE p.id = ANY (welke) AND p.staat = 'voorgesteld'
            AND p.livc_id = ANY (rls_rollen(ARRAY['burgemeester', 'functionaris', 'preventieambtenaar']))
            AND p.casus_id <> ALL (rls_uitgesloten())) w WHERE w.reden IS NOT NULL; END""",
    ),
    # Wat de taak uitvoert of afmaakt. Wat op iets wacht, blijft gewoon staan.
    functie(
        "casus_klaar_om_te_vernietigen()",
        "SETOF uuid",
        f"""BEGIN {_ALLEEN_DE_TAAK}
            RETURN QUERY SELECT p.id FROM casus_vernietigingspunt p WHERE p.staat = 'bezig'
            OR (p.staat = 'voorgesteld' AND {_TWEE.format(p="p")} AND {_WACHT.format(p="p")} IS NULL)
            ORDER BY p.id; END""",
    ),
    # Alles wat aan deze casus hangt: elke tabel met een verwijzing, en wat daar weer naar verwijst. Wie later een tabel
    # toevoegt, hoeft hier niets aan te doen.
    functie(
        "casus_gebonden(over uuid)",
        "TABLE(tabel text, kolom text, aard text, ids text[])",
        f"""DECLARE
            stapel jsonb := '[]'; i integer := 0; hier jsonb; r record; gevonden text[]; al text[];
        BEGIN {_ALLEEN_DE_TAAK}
            -- Een overleg waar niets anders op stond, verdwijnt mee: leeg zou het zeggen dat er iets was (LR-23).
            SELECT array_agg(o.id::text) INTO gevonden FROM casus_overleg o
                WHERE EXISTS (SELECT FROM casus_agendapunt a WHERE a.overleg_id = o.id AND a.casus_id = over)
                AND NOT EXISTS (SELECT FROM casus_agendapunt a WHERE a.overleg_id = o.id AND a.casus_id <> over)
                AND NOT EXISTS (SELECT FROM casus_deelname d WHERE d.overleg_id = o.id AND d.casus_id <> over);
            IF gevonden IS NOT NULL THEN
                stapel := stapel || jsonb_build_array(jsonb_build_object(
                    't', 'casus_overleg', 'k', 'id', 'a', 'uuid', 'ids', to_jsonb(gevonden)));
            END IF;
            FOR r IN SELECT k.relname, k.attname, s.kolom AS sleutel, s.aard FROM (
                    SELECT t.relname, a.attname, t.oid FROM pg_constraint c
                        JOIN pg_class t ON t.oid = c.conrelid AND t.relnamespace = 'public'::regnamespace
                        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
                        WHERE c.contype = 'f' AND c.confrelid = 'casus_casus'::regclass
                    UNION SELECT t.relname, a.attname, t.oid FROM pg_class t
                        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'casus_id' AND NOT a.attisdropped
                        WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p')
                        AND a.atttypid = 'uuid'::regtype) k
                JOIN LATERAL (SELECT a.attname AS kolom, format_type(a.atttypid, a.atttypmod) AS aard FROM pg_index x
                    JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0]
                    WHERE x.indrelid = k.oid AND x.indisprimary) s ON true
                WHERE k.relname NOT IN ({_NIET}) ORDER BY 1, 2 LOOP
                EXECUTE format('SELECT array_agg(%1$I::text) FROM %2$I WHERE %3$I = $1', r.sleutel, r.relname, r.attname)
                    INTO gevonden USING over;
                IF gevonden IS NOT NULL THEN
                    stapel := stapel || jsonb_build_array(jsonb_build_object(
                        't', r.relname, 'k', r.sleutel, 'a', r.aard, 'ids', to_jsonb(gevonden)));
                END IF;
            END LOOP;
            WHILE i < jsonb_array_length(stapel) LOOP
                hier := stapel -> i; i := i + 1;
                FOR r IN SELECT t.relname, a.attname, s.kolom AS sleutel, s.aard FROM pg_constraint c
                    JOIN pg_class t ON t.oid = c.conrelid
                    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
                    JOIN LATERAL (SELECT b.attname AS kolom, format_type(b.atttypid, b.atttypmod) AS aard
                        FROM pg_index x JOIN pg_attribute b ON b.attrelid = x.indrelid AND b.attnum = x.indkey[0]
                        WHERE x.indrelid = t.oid AND x.indisprimary) s ON true
                    WHERE c.contype = 'f' AND c.confrelid = (hier ->> 't')::regclass AND t.relname NOT IN ({_NIET})
                    ORDER BY 1, 2 LOOP
                    SELECT coalesce(array_agg(e.v), '{{}}') INTO al FROM jsonb_array_elements(stapel) x,
                        jsonb_array_elements_text(x -> 'ids') AS e(v) WHERE x ->> 't' = r.relname;
                    EXECUTE format('SELECT array_agg(%1$I::text) FROM %2$I WHERE %3$I = ANY ($1::%4$s[])
                        AND %1$I::text <> ALL ($2)', r.sleutel, r.relname, r.attname, hier ->> 'a')
                        INTO gevonden USING ARRAY(SELECT jsonb_array_elements_text(hier -> 'ids')), al;
                    IF gevonden IS NOT NULL THEN
                        stapel := stapel || jsonb_build_array(jsonb_build_object(
                            't', r.relname, 'k', r.sleutel, 'a', r.aard, 'ids', to_jsonb(gevonden)));
                    END IF;
                END LOOP;
            END LOOP;
            -- Het laatst gevondene eerst: dan verwijst niets meer naar wat verdwijnt.
            RETURN QUERY SELECT e.x ->> 't', e.x ->> 'k', e.x ->> 'a', ARRAY(SELECT jsonb_array_elements_text(e.x -> 'ids'))
                FROM jsonb_array_elements(stapel) WITH ORDINALITY AS e(x, n) ORDER BY e.n DESC; END""",
    ),
    # Voor de regel die zegt dat ook het signaal weg is: haar inhoud ging met de casus.
    functie(
        "casus_gewiste_signalen(welk uuid)",
        "TABLE (signaal uuid, ref text)",
        f"""BEGIN {_ALLEEN_DE_TAAK}
            RETURN QUERY SELECT g.id, g.referentie::text FROM casus_vernietigingspunt p JOIN casus_signaal g
            ON g.casus_id = p.casus_id AND g.staat = 'gewist' WHERE p.id = welk AND p.staat = 'bezig' ORDER BY g.id; END""",
    ),
    functie(
        "casus_begin_vernietiging(welk uuid)",
        "jsonb",
        f"""DECLARE p casus_vernietigingspunt; c casus_casus; weg uuid[];
        BEGIN {_ALLEEN_DE_TAAK}
            SELECT x.casus_id INTO p.casus_id FROM casus_vernietigingspunt x WHERE x.id = welk;
            SELECT * INTO c FROM casus_casus x WHERE x.id = p.casus_id FOR UPDATE;
            SELECT * INTO p FROM casus_vernietigingspunt x WHERE x.id = welk FOR UPDATE;
            IF p.staat = 'bezig' THEN RETURN p.dossiers; END IF;
            IF c.id IS NULL OR p.staat <> 'voorgesteld' OR {einde("c")} > rls_vandaag() THEN {WEIGER} END IF;
            IF EXISTS (SELECT FROM casus_bewaarplicht b WHERE b.casus_id = c.id AND {LOOPT}) THEN {WEIGER} END IF;
            IF NOT {_TWEE.format(p="p")} OR {_WACHT.format(p="p")} IS NOT NULL THEN {WEIGER} END IF;
            SELECT coalesce(array_agg(s.dossier_id), '{{}}') INTO weg FROM toegang_casussleutel s WHERE s.dossier_id = c.id
                OR s.dossier_id IN (SELECT g.id FROM casus_signaal g WHERE g.casus_id = c.id)
                OR s.dossier_id IN (SELECT e.v::uuid FROM casus_gebonden(c.id) b, unnest(b.ids) AS e(v)
                    WHERE b.aard = 'uuid');
            DELETE FROM toegang_casussleutel s WHERE s.dossier_id = ANY (weg);
            DELETE FROM toegang_casususerobjectpermission r USING auth_permission a
                WHERE a.id = r.permission_id AND a.codename <> 'uitgesloten' AND r.content_object_id = c.id;
            UPDATE casus_weging w SET antwoorden = NULL, motivering = NULL
                WHERE w.signaal_id IN (SELECT g.id FROM casus_signaal g WHERE g.casus_id = c.id);
            UPDATE casus_signaal g SET staat = 'gewist', persoon = NULL, feiten = NULL, interpretatie = NULL,
                uitkomst_reden = NULL, besluit_reden = NULL, bron_organisatie_id = NULL WHERE g.casus_id = c.id;
            UPDATE casus_casus x SET staat = 'vernietigd', vernietigd_op = rls_nu(), gewijzigd = rls_nu(),
                aanwijzingen = NULL, indicatoren = NULL, noodzaak = NULL, sluiting_toelichting = NULL,
                sluitingsreden = '', machtiging_datum = NULL, machtiging_referentie = '', casusregisseur_id = NULL
                WHERE x.id = c.id;
            UPDATE casus_vernietigingspunt x SET staat = 'bezig', dossiers = to_jsonb(weg) WHERE x.id = welk;
            RETURN to_jsonb(weg); END""",
        soort="VOLATILE",
    ),
    functie(
        "casus_maak_vernietiging_af(welk uuid)",
        "jsonb",
        f"""DECLARE p casus_vernietigingspunt; c casus_casus; r record; n integer; aantal jsonb := '{{}}';
        BEGIN {_ALLEEN_DE_TAAK}
            SELECT * INTO p FROM casus_vernietigingspunt x WHERE x.id = welk FOR UPDATE;
            IF p.staat IS DISTINCT FROM 'bezig' THEN {WEIGER} END IF;
            SELECT * INTO c FROM casus_casus x WHERE x.id = p.casus_id;
            FOR r IN SELECT * FROM casus_gebonden(c.id) LOOP
                -- Wie net voor het begin nog iets vastlegde, gaf het een sleutel die de eerste stap niet zag.
                IF r.aard = 'uuid' THEN
                    DELETE FROM toegang_casussleutel s WHERE s.dossier_id = ANY (r.ids::uuid[]);
                END IF;
                EXECUTE format('DELETE FROM %I WHERE %I = ANY ($1::%s[])', r.tabel, r.kolom, r.aard) USING r.ids;
                GET DIAGNOSTICS n = ROW_COUNT;
                IF n > 0 THEN
                    aantal := aantal || jsonb_build_object(r.tabel, n + coalesce((aantal ->> r.tabel)::integer, 0));
                END IF;
            END LOOP;
            SELECT count(*) INTO n FROM casus_signaal g WHERE g.casus_id = c.id;
            IF n > 0 THEN aantal := aantal || jsonb_build_object('casus_signaal', n); END IF;
            INSERT INTO casus_vernietigingsbewijs (id, aangemaakt, livc_id, casus_id, punt_id, lijst_id, referentie,
                op_lijst_op, laatst_besproken_op, afgesloten_op, einde, vernietigd_op, tellingen, sleutels)
            VALUES (gen_random_uuid(), rls_nu(), c.livc_id, c.id, p.id, p.lijst_id, c.referentie,
                (c.aangemaakt AT TIME ZONE 'Europe/Brussels')::date, c.laatst_besproken_op,
                (c.afgesloten_op AT TIME ZONE 'Europe/Brussels')::date, p.einde, c.vernietigd_op, aantal, p.dossiers);
            UPDATE casus_vernietigingspunt x SET staat = 'vernietigd' WHERE x.id = welk;
            RETURN aantal; END""",
        soort="VOLATILE",
    ),
    *_bewaker(
        "casus_bewijs_wie",
        "casus_vernietigingsbewijs",
        f"""IF to_jsonb(NEW) - 'regel_id' <> to_jsonb(OLD) - 'regel_id' OR OLD.regel_id IS NOT NULL
            THEN {WEIGER} END IF;""",
    ),
]

REGELS = {
    # Een lijst waarop voor deze lezer niets staat, is er voor hem niet (LR-23).
    "casus_vernietigingslijst": Regel(
        f"""{_TAAK} OR (livc_id = ANY ({TEKENAARS}) AND EXISTS (
            SELECT FROM casus_vernietigingspunt p WHERE p.lijst_id = casus_vernietigingslijst.id))""",
        toevoegen=f"{_TAAK} AND opgemaakt_op = rls_vandaag()",
    ),
    # Wie leest, mag vergrendelen; de staat wijzigt alleen de databank.
    "casus_vernietigingspunt": Regel(
        _VAN_DE_LIJST,
        toevoegen=f"""{_TAAK} AND staat = 'voorgesteld' AND dossiers = '[]'
            AND casus_punt_klopt(casus_id, livc_id, referentie, einde, lijst_id)""",
        wijzigen=_VAN_DE_LIJST,
        gewijzigd=NIEMAND,
    ),
    # Voor altijd: niemand wijzigt of wist een handtekening.
    "casus_vernietigingshandtekening": Regel(
        f"""{_TAAK} OR EXISTS (SELECT FROM casus_vernietigingspunt p
            WHERE p.id = casus_vernietigingshandtekening.punt_id)""",
        toevoegen=f"gebruiker_id = {IK} AND op {_NU} AND casus_mag_tekenen(punt_id, rol, livc_id)",
    ),
    # Alleen `casus_maak_vernietiging_af` schrijft hier; de taak zet er één keer de regel van het logboek bij.
    "casus_vernietigingsbewijs": Regel(_VAN_DE_LIJST, wijzigen=_TAAK),
}
