"""Regels laten vervallen, in de databank: per vol segment en per klasse, alles samen of niets.

De toepassing mag niets wissen; ze kan alleen deze functie vragen, met een getekende verklaring. De functie rekent zelf
na wat de verklaring zegt: welk segment, welke regels, hoe oud, op de klok van de databank. De termijnen staan erin
gebakken. Alleen de handtekening ziet ze niet na: dat doet wie narekent.
"""

from toegang.rijtaal import taak

from .soorten import Soort
from .termijnen import DAGEN, klasse

ONDERZOCHT = "EXISTS (SELECT FROM audit_bevinding b WHERE b.regel_id = r.id AND b.staat <> 'gesloten')"
"""Of er over regel `r` nog een bevinding open staat: dan vervalt er in dat segment niets van haar klasse.

Een voorwaarde in SQL, bijvoorbeeld `EXISTS (SELECT FROM audit_bevinding b WHERE b.regel_id = r.id AND …)`.
"""

_VERVALLEN = taak("logboek laten vervallen")
_SOORTEN = ", ".join(f"('{soort.value}', '{klasse(soort).value}')" for soort in Soort)
_TERMIJNEN = ", ".join(f"('{van.value}', {dagen})" for van, dagen in DAGEN.items())
_UTC = """'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'"""

FUNCTIES = [
    f"""CREATE OR REPLACE FUNCTION audit_klasse(van text) RETURNS text LANGUAGE sql IMMUTABLE
       SECURITY DEFINER SET search_path = public, pg_temp AS $$
       SELECT klasse FROM (VALUES {_SOORTEN}) s(soort, klasse) WHERE soort = van $$""",
    f"""CREATE OR REPLACE FUNCTION audit_termijn(van text) RETURNS integer LANGUAGE sql IMMUTABLE
       SECURITY DEFINER SET search_path = public, pg_temp AS $$
       SELECT dagen FROM (VALUES {_TERMIJNEN}) t(klasse, dagen) WHERE klasse = van $$""",
    # Wat nu kan vervallen, in één segment of in alle. Het zegel telt mee: dat uur kiest alleen de databank.
    f"""CREATE OR REPLACE FUNCTION audit_rijp(over uuid, alleen bigint)
       RETURNS TABLE (segment bigint, klasse text) LANGUAGE sql STABLE
       SECURITY DEFINER SET search_path = public, pg_temp AS $$
       SELECT r.volgnummer / 256, s.klasse
       FROM audit_regel r
       JOIN (VALUES {_SOORTEN}) s(soort, klasse) ON s.soort = r.soort
       JOIN (VALUES {_TERMIJNEN}) t(klasse, dagen) ON t.klasse = s.klasse
       WHERE r.livc_id = over AND {_VERVALLEN}
       AND r.volgnummer >= coalesce(alleen, 0) * 256
       AND r.volgnummer < least((alleen + 1) * 256,
           coalesce((SELECT max(grootte) / 256 * 256 FROM audit_controlepunt WHERE livc_id = over), 0),
           coalesce((SELECT grootte / 256 * 256 FROM audit_boom WHERE livc_id = over), 0))
       GROUP BY r.volgnummer / 256, s.klasse, t.dagen
       HAVING max(greatest(r.tijdstip, r.verzegeld_op)) < clock_timestamp() - make_interval(days => t.dagen)
       AND NOT bool_or({ONDERZOCHT})
       ORDER BY 1, 2 $$""",
    # Bewaart de verklaring en neemt de regels weg; geeft hoeveel. Weigert als de verklaring iets anders zegt.
    f"""CREATE OR REPLACE FUNCTION audit_verval(over uuid, van bigint, soort_klasse text, moment timestamptz,
           getekend text, spoor uuid) RETURNS integer LANGUAGE plpgsql VOLATILE
       SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DECLARE nummers bigint[]; afdruk bytea; laatste timestamptz; tekst text; aantal integer;
            dagen integer := audit_termijn(soort_klasse); naam text;
    BEGIN
        PERFORM pg_advisory_xact_lock(4999239, hashtext(over::text));
        IF moment IS NULL OR moment NOT BETWEEN clock_timestamp() - interval '5 minutes' AND clock_timestamp() THEN
            RAISE EXCEPTION 'Dit verval is niet van nu.' USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF NOT EXISTS (SELECT FROM audit_rijp(over, van) k WHERE k.segment = van AND k.klasse = soort_klasse) THEN
            RAISE EXCEPTION 'Hier is niets vervallen.' USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF NOT EXISTS (SELECT FROM audit_regel r WHERE r.id = spoor AND r.livc_id = over AND r.volgnummer IS NULL
                       AND r.soort = '{Soort.TOEZICHT_VERVALLEN.value}' AND r.transactie = pg_current_xact_id()) THEN
            RAISE EXCEPTION 'Een verval staat zelf in het logboek.' USING ERRCODE = 'insufficient_privilege';
        END IF;
        SELECT array_agg(r.volgnummer ORDER BY r.volgnummer),
               sha256(string_agg(substring(t.waarden FROM (r.volgnummer % 256)::integer * 32 + 1 FOR 32), ''
                                 ORDER BY r.volgnummer)),
               max(greatest(r.tijdstip, r.verzegeld_op))
        INTO nummers, afdruk, laatste
        FROM audit_regel r JOIN audit_tegel t ON t.livc_id = over AND t.niveau = 0 AND t.nummer = van
        WHERE r.livc_id = over AND r.volgnummer BETWEEN van * 256 AND van * 256 + 255
        AND audit_klasse(r.soort) = soort_klasse;
        SELECT l.naam INTO naam FROM audit_logsleutel l WHERE l.livc_id = over;
        tekst := concat_ws(E'\\n', 'casusoverleg/verval/1', naam, 'segment ' || van, 'klasse ' || soort_klasse,
            'termijn ' || dagen, 'tot ' || to_char(laatste AT TIME ZONE 'UTC', {_UTC}),
            'regels ' || array_to_string(nummers, ','), 'bladen ' || encode(afdruk, 'hex'),
            'op ' || to_char(moment AT TIME ZONE 'UTC', {_UTC}), '');
        IF tekst IS NULL OR left(getekend, length(tekst) + 1) IS DISTINCT FROM tekst || E'\\n' THEN
            RAISE EXCEPTION 'De verklaring zegt iets anders dan het logboek.' USING ERRCODE = 'insufficient_privilege';
        END IF;
        INSERT INTO audit_verval (id, livc_id, segment, klasse, dagen, nummers, bladen, tot, op, nota, regel_id)
        VALUES (gen_random_uuid(), over, van, soort_klasse, dagen, nummers, afdruk, laatste, moment, getekend, spoor);
        -- Wat het toezicht over die regels zei, gaat mee, met de sleutels ervan.
        DELETE FROM toegang_casussleutel s USING audit_regel r
        WHERE r.livc_id = over AND r.volgnummer = ANY (nummers) AND s.dossier_id IN (
            SELECT o.id FROM audit_opening o WHERE o.regel_id = r.id
            UNION ALL SELECT b.id FROM audit_bevinding b WHERE b.regel_id = r.id);
        DELETE FROM audit_opening o USING audit_regel r
        WHERE r.livc_id = over AND r.volgnummer = ANY (nummers) AND o.regel_id = r.id;
        DELETE FROM audit_bevinding b USING audit_regel r
        WHERE r.livc_id = over AND r.volgnummer = ANY (nummers) AND b.regel_id = r.id;
        DELETE FROM audit_nagekeken k USING audit_regel r
        WHERE r.livc_id = over AND r.volgnummer = ANY (nummers) AND k.regel_id = r.id;
        DELETE FROM audit_regel WHERE livc_id = over AND volgnummer = ANY (nummers);
        GET DIAGNOSTICS aantal = ROW_COUNT;
        RETURN aantal;
    END $$""",
]
