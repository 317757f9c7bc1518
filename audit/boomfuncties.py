"""Het verzegelen, in de databank: de toepassing kan het vragen, en kan zelf geen nummer, tegel of boom schrijven.

Een regel krijgt pas een nummer als geen oudere transactie nog vóór haar kan vastleggen: de volgorde van nummers is de
volgorde van de transacties, zonder gaten. Het slot is per logboek; wie het heeft, neemt alles mee wat wacht.
"""

FUNCTIES = [
    # De wortel van een volle tegel: 256 waarden, acht lagen.
    """CREATE OR REPLACE FUNCTION audit_tegelwortel(waarden bytea) RETURNS bytea LANGUAGE plpgsql IMMUTABLE
       SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DECLARE laag bytea := waarden; hoger bytea;
    BEGIN
        WHILE length(laag) > 32 LOOP
            hoger := '';
            FOR i IN 0 .. length(laag) / 64 - 1 LOOP
                hoger := hoger || sha256('\\x01'::bytea || substring(laag FROM i * 64 + 1 FOR 64));
            END LOOP;
            laag := hoger;
        END LOOP;
        RETURN laag;
    END $$""",
    # Zet waarden achteraan op een niveau; een tegel die vol raakt, geeft haar wortel aan het niveau erboven.
    # Geen SECURITY DEFINER: rechtstreeks gevraagd heeft de toepassing het recht niet, alleen binnen `audit_verzegel`.
    """CREATE OR REPLACE FUNCTION audit_voeg_toe(over uuid, op_niveau integer, van bigint, waarden bytea)
       RETURNS void LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
    DECLARE positie bigint := van; rest bytea := waarden; hoger bytea := ''; neem integer; tegel bytea;
    BEGIN
        WHILE length(rest) > 0 LOOP
            neem := least(256 - positie % 256, length(rest) / 32);
            IF positie % 256 = 0 THEN
                INSERT INTO audit_tegel (livc_id, niveau, nummer, waarden)
                VALUES (over, op_niveau, positie / 256, substring(rest FOR neem * 32)) RETURNING audit_tegel.waarden INTO tegel;
            ELSE
                UPDATE audit_tegel t SET waarden = t.waarden || substring(rest FOR neem * 32)
                WHERE t.livc_id = over AND t.niveau = op_niveau AND t.nummer = positie / 256
                  AND length(t.waarden) = positie % 256 * 32
                RETURNING t.waarden INTO tegel;
            END IF;
            IF tegel IS NULL THEN
                RAISE EXCEPTION 'De boom past niet meer: niveau %, plaats %.', op_niveau, positie USING ERRCODE = 'data_corrupted';
            END IF;
            IF length(tegel) = 8192 THEN hoger := hoger || audit_tegelwortel(tegel); END IF;
            rest := substring(rest FROM neem * 32 + 1);
            positie := positie + neem;
        END LOOP;
        IF hoger <> '' THEN PERFORM audit_voeg_toe(over, op_niveau + 1, van / 256, hoger); END IF;
    END $$""",
    # Nummert wat wacht, hoogstens `meest` regels, en geeft hoeveel. Het slot: ‘LOG’ en het LIVC.
    """CREATE OR REPLACE FUNCTION audit_verzegel(over uuid, meest integer) RETURNS integer LANGUAGE plpgsql VOLATILE
       SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DECLARE stand bigint; bladen bytea; grens xid8;
    BEGIN
        PERFORM pg_advisory_xact_lock(4999239, hashtext(over::text));
        SELECT grootte INTO stand FROM audit_boom WHERE livc_id = over;
        IF NOT FOUND THEN
            stand := 0;
            INSERT INTO audit_boom (livc_id, grootte) SELECT over, 0 WHERE EXISTS (SELECT FROM audit_regel WHERE livc_id = over);
            IF NOT FOUND THEN RETURN 0; END IF;
        END IF;
        -- Pas na het slot: anders mist deze ronde wat intussen vastgelegd is.
        grens := pg_snapshot_xmin(pg_current_snapshot());
        WITH wachtend AS (
            SELECT id, stand - 1 + row_number() OVER (ORDER BY transactie, id) AS nummer
            FROM audit_regel WHERE livc_id = over AND volgnummer IS NULL
              -- Wat te zien is en toch nog moet beginnen, schreef een vorige server: die is met zekerheid klaar.
              AND (transactie < grens OR transactie >= pg_snapshot_xmax(pg_current_snapshot())
                   AND transactie IS DISTINCT FROM pg_current_xact_id_if_assigned())
            ORDER BY transactie, id LIMIT meest
        ), genummerd AS (
            UPDATE audit_regel r SET volgnummer = w.nummer, verzegeld_op = clock_timestamp()
            FROM wachtend w WHERE r.id = w.id RETURNING r.volgnummer, r.blad
        )
        SELECT string_agg(blad, '' ORDER BY volgnummer) INTO bladen FROM genummerd;
        IF bladen IS NULL THEN RETURN 0; END IF;
        PERFORM audit_voeg_toe(over, 0, stand, bladen);
        UPDATE audit_boom SET grootte = stand + length(bladen) / 32 WHERE livc_id = over;
        RETURN length(bladen) / 32;
    END $$""",
]
