"""De voorwaarden in de databank op bewaren: verlengen, en een bewaarplicht die vernietigen tegenhoudt (LR-52, LR-53)."""

from toegang.rijbeveiliging import NIEMAND, WEIGER, Regel, bewaker, functie
from toegang.rijfuncties import GELDIG_LID
from toegang.rijtaal import HIER, IK, INHOUD, casussen, rollen

TEKENAARS = rollen("burgemeester", "functionaris", "preventieambtenaar")
_PLICHT = rollen("burgemeester", "functionaris")
UITGESLOTEN = "(SELECT rls_uitgesloten())::uuid[]"
_INHOUD = f"casus_id = ANY ({casussen(*INHOUD)})"

MAANDEN = """coalesce((SELECT t.maanden FROM casus_bewaartermijn t
    WHERE t.casus_id = {c}.id AND t.staat = 'vastgelegd'), 12)"""
"""Zonder afspraak geldt het gewone jaar: ook wat nooit besproken werd, eindigt."""


def einde(rij: str, maanden: str = "") -> str:
    """Tot wanneer de casus in deze rij blijft, zoals `voorwaarden.bewaartermijn.bewaard_tot`."""
    kolommen = ", ".join(
        f"{rij}.{kolom}" for kolom in ("laatst_besproken_op", "afgesloten_op", "heropend_op", "aangemaakt")
    )
    return f"casus_reken_einde({kolommen}, {maanden or MAANDEN.format(c=rij)})"


LOOPT = "b.staat = 'lopend' AND (b.tot IS NULL OR b.tot >= rls_vandaag())"

FUNCTIES = [
    """CREATE OR REPLACE FUNCTION casus_reken_einde(besproken date, gesloten timestamptz, heropend timestamptz,
            begonnen timestamptz, maanden integer) RETURNS date LANGUAGE sql STABLE AS $$
        SELECT least((coalesce(besproken, dag.gesloten, (heropend AT TIME ZONE 'Europe/Brussels')::date,
                (begonnen AT TIME ZONE 'Europe/Brussels')::date) + make_interval(months => maanden))::date,
            (dag.gesloten + interval '30 years')::date)
        FROM (SELECT (gesloten AT TIME ZONE 'Europe/Brussels')::date AS gesloten) dag $$""",
    # Voor een trigger op de casus: hij loopt namens wie schrijft, en die leest de termijn misschien niet.
    functie(
        "casus_geldige_maanden(over uuid)",
        "integer",
        """BEGIN
            IF rls_taak() IS NULL AND over <> ALL (rls_casussen(ARRAY['kern', 'kern_inzien', 'deelnemen']))
            THEN RETURN NULL; END IF;
            RETURN coalesce((SELECT t.maanden FROM casus_bewaartermijn t
                WHERE t.casus_id = over AND t.staat = 'vastgelegd'), 12); END""",
    ),
    # De hoeveelste verlenging een voorstel is: langer dan wat nu vastligt; al de rest is 0.
    functie(
        "casus_verlengingsnummer(over uuid, nieuw integer)",
        "integer",
        """DECLARE geldig integer := (SELECT t.maanden FROM casus_bewaartermijn t
            WHERE t.casus_id = over AND t.staat = 'vastgelegd');
        BEGIN
            IF over <> ALL (rls_casussen(ARRAY['kern_inzien', 'deelnemen'])) OR geldig IS NULL OR nieuw <= geldig
            THEN RETURN 0; END IF;
            RETURN 1 + coalesce((SELECT max(t.verlenging) FROM casus_bewaartermijn t
                WHERE t.casus_id = over AND t.vastgelegd_op IS NOT NULL), 0); END""",
    ),
    # Iedereen aan tafel stemde in, en verlengen kan niet meer als de lopende termijn om is (LR-52).
    functie(
        "casus_termijn_kan(welke uuid, wordt text)",
        "boolean",
        f"""BEGIN RETURN EXISTS (SELECT FROM casus_bewaartermijn n JOIN casus_casus c ON c.id = n.casus_id
            WHERE n.id = welke AND n.staat = 'voorgesteld' AND c.id = ANY (rls_casussen(ARRAY['kern_inzien', 'deelnemen']))
            AND wordt = CASE WHEN n.verlenging < 2 THEN 'vastgelegd' ELSE 'te_bevestigen' END
            AND (n.verlenging = 0 OR {einde("c")} > rls_vandaag())
            AND NOT EXISTS (
                SELECT FROM (
                    SELECT d.gebruiker_id FROM casus_deelname d WHERE d.casus_id = c.id AND d.staat = 'aanvaard'
                    AND rls_komt_nog(d.gebruiker_id, d.organisatie_id, d.livc_id)
                    UNION SELECT p.user_id FROM toegang_casususerobjectpermission p
                    JOIN auth_permission a ON a.id = p.permission_id AND a.codename = 'kern_inzien'
                    WHERE p.content_object_id = c.id AND rls_is_kern(p.user_id, c.livc_id)) tafel
                WHERE NOT rls_is_uitgesloten(tafel.gebruiker_id, c.id) AND NOT EXISTS (
                    SELECT FROM casus_instemming i
                    WHERE i.bewaartermijn_id = n.id AND i.gebruiker_id = tafel.gebruiker_id))); END""",
    ),
    *bewaker(
        "casus_bewaartermijn_nieuw",
        "casus_bewaartermijn",
        f"""IF NEW.staat <> 'voorgesteld' OR NEW.vastgelegd_op IS NOT NULL OR NEW.voorgesteld_door_id <> ik
            OR NEW.verlenging <> casus_verlengingsnummer(NEW.casus_id, NEW.maanden) THEN {WEIGER} END IF;""",
        bij="INSERT",
    ),
    *bewaker(
        "casus_bewaartermijn_wie",
        "casus_bewaartermijn",
        f"""IF (NEW.maanden, NEW.voorgesteld_door_id, NEW.verlenging)
                <> (OLD.maanden, OLD.voorgesteld_door_id, OLD.verlenging)
            OR NEW.reden IS DISTINCT FROM OLD.reden THEN {WEIGER} END IF;
        IF NEW.staat <> OLD.staat AND NEW.staat IN ('te_bevestigen', 'vastgelegd')
            AND NOT casus_termijn_kan(NEW.id, NEW.staat) THEN {WEIGER} END IF;""",
    ),
    # Een tweede verlenging maakt zelf de rij waarvan de twee anderen kennis nemen; een ander voorstel laat ze vervallen.
    functie(
        "casus_verlenging_volgt()",
        "trigger",
        f"""BEGIN
            IF OLD.staat = 'te_bevestigen' AND NEW.staat = 'vervangen' THEN
                UPDATE casus_verlenging v SET vervallen_op = rls_nu() WHERE v.bewaartermijn_id = NEW.id;
            ELSIF OLD.staat <> NEW.staat AND NEW.staat = 'te_bevestigen' THEN
                INSERT INTO casus_verlenging (id, aangemaakt, livc_id, casus_id, bewaartermijn_id, referentie, nummer,
                    oud_tot, nieuw_tot)
                SELECT gen_random_uuid(), rls_nu(), c.livc_id, c.id, NEW.id, c.referentie, NEW.verlenging,
                    {einde("c")}, {einde("c", "NEW.maanden")} FROM casus_casus c WHERE c.id = NEW.casus_id;
            END IF;
            RETURN NULL; END""",
        soort="VOLATILE",
    ),
    """CREATE OR REPLACE TRIGGER casus_verlenging_volgt AFTER UPDATE ON casus_bewaartermijn
        FOR EACH ROW EXECUTE FUNCTION casus_verlenging_volgt()""",
    # Een nieuwe bespreking schuift het einde op, ook in de rij die wie kennis neemt leest.
    functie(
        "casus_verlenging_schuift()",
        "trigger",
        f"""BEGIN
            UPDATE casus_verlenging v SET oud_tot = {einde("NEW")}, nieuw_tot = {einde("NEW", "t.maanden")}
            FROM casus_bewaartermijn t WHERE t.id = v.bewaartermijn_id AND t.staat = 'te_bevestigen'
            AND v.casus_id = NEW.id AND v.vervallen_op IS NULL;
            RETURN NULL; END""",
        soort="VOLATILE",
    ),
    """CREATE OR REPLACE TRIGGER casus_verlenging_schuift AFTER UPDATE ON casus_casus FOR EACH ROW
        WHEN ((NEW.laatst_besproken_op, NEW.afgesloten_op, NEW.heropend_op)
            IS DISTINCT FROM (OLD.laatst_besproken_op, OLD.afgesloten_op, OLD.heropend_op))
        EXECUTE FUNCTION casus_verlenging_schuift()""",
    # Of er nu een functionaris is die kennis kan nemen. Dat hij uitgesloten is, hoort alleen een burgemeester die dat ook
    # in de toekenningen leest; een ander leest dan niets (LR-23).
    functie(
        "casus_verlenging_mist(welke uuid)",
        "text",
        f"""DECLARE v casus_verlenging; ik uuid := rls_gebruiker(); kandidaten uuid[];
        BEGIN
            SELECT * INTO v FROM casus_verlenging x WHERE x.id = welke AND x.vervallen_op IS NULL
                AND x.functionaris_id IS NULL AND x.oud_tot > rls_vandaag();
            IF v.id IS NULL OR ik IS NULL OR rls_is_uitgesloten(ik, v.casus_id)
                OR (v.casus_id <> ALL (rls_casussen(ARRAY['kern_inzien', 'deelnemen']))
                    AND v.livc_id <> ALL (rls_rollen(ARRAY['burgemeester', 'functionaris']))) THEN RETURN NULL; END IF;
            kandidaten := ARRAY(SELECT l.gebruiker_id FROM toegang_lidmaatschap l
                JOIN toegang_gebruiker g ON g.id = l.gebruiker_id AND g.is_active
                WHERE l.livc_id = v.livc_id AND l.rol = 'functionaris' AND {GELDIG_LID}
                AND l.gebruiker_id IS DISTINCT FROM v.burgemeester_id
                AND EXISTS (SELECT FROM toegang_livcuserobjectpermission p
                    JOIN auth_permission a ON a.id = p.permission_id AND a.codename = 'rol_functionaris'
                    WHERE p.user_id = l.gebruiker_id AND p.content_object_id = l.livc_id));
            IF kandidaten = '{{}}' THEN RETURN 'geen'; END IF;
            IF v.livc_id = ANY (rls_rollen(ARRAY['burgemeester'])) AND v.casus_id = ANY (rls_casussen(ARRAY['kern', 'kern_inzien']))
                AND NOT EXISTS (SELECT FROM unnest(kandidaten) k(wie) WHERE NOT rls_is_uitgesloten(k.wie, v.casus_id))
                THEN RETURN 'uitgesloten'; END IF;
            RETURN NULL; END""",
    ),
    # Kennis nemen kan wie de casus niet leest: de databank legt de termijn vast als ook de ander het deed.
    functie(
        "casus_neem_kennis(welke uuid, als text)",
        "boolean",
        f"""DECLARE v casus_verlenging; ik uuid := rls_gebruiker();
        BEGIN
            SELECT * INTO v FROM casus_verlenging x WHERE x.id = welke FOR UPDATE;
            IF v.id IS NULL OR v.vervallen_op IS NOT NULL OR ik IS NULL OR als NOT IN ('burgemeester', 'functionaris')
                OR v.livc_id <> ALL (rls_rollen(ARRAY[als])) OR rls_is_uitgesloten(ik, v.casus_id)
                OR ik IN (v.burgemeester_id, v.functionaris_id)
                OR (CASE als WHEN 'burgemeester' THEN v.burgemeester_id ELSE v.functionaris_id END) IS NOT NULL
                OR NOT EXISTS (SELECT FROM casus_casus c WHERE c.id = v.casus_id AND {einde("c")} > rls_vandaag())
                THEN {WEIGER} END IF;
            IF als = 'burgemeester' THEN
                UPDATE casus_verlenging SET burgemeester_id = ik, burgemeester_op = rls_nu() WHERE id = welke;
            ELSE
                UPDATE casus_verlenging SET functionaris_id = ik, functionaris_op = rls_nu() WHERE id = welke;
            END IF;
            IF v.burgemeester_id IS NULL AND v.functionaris_id IS NULL THEN RETURN false; END IF;
            UPDATE casus_bewaartermijn SET staat = 'vervangen' WHERE casus_id = v.casus_id AND staat = 'vastgelegd';
            UPDATE casus_bewaartermijn SET staat = 'vastgelegd', vastgelegd_op = rls_nu()
                WHERE id = v.bewaartermijn_id AND staat = 'te_bevestigen';
            RETURN true; END""",
        soort="VOLATILE",
    ),
    # Wie bericht moet krijgen over een casus die hij misschien niet leest; nooit wie uitgesloten is. Alleen voor een taak:
    # aan het antwoord zou te zien zijn wie uitgesloten is (LR-23).
    functie(
        "casus_te_verwittigen(over uuid, namen text[])",
        "SETOF uuid",
        """BEGIN
            IF rls_taak() IS NULL THEN RETURN; END IF;
            RETURN QUERY SELECT DISTINCT l.gebruiker_id FROM casus_casus c
            JOIN toegang_lidmaatschap l ON l.livc_id = c.livc_id AND l.rol = ANY (namen) AND l.bevestigd_op IS NOT NULL
                AND l.van <= rls_vandaag() AND (l.tot IS NULL OR l.tot >= rls_vandaag())
            WHERE c.id = over AND NOT rls_is_uitgesloten(l.gebruiker_id, c.id); END""",
    ),
    # Is de termijn om, dan schuift niets haar nog op, en niets vervroegt ze; vernietigen doet alleen `casus_begin_vernietiging`.
    *bewaker(
        "casus_einde_vast",
        "casus_casus",
        f"""IF NEW.staat <> OLD.staat AND 'vernietigd' IN (NEW.staat, OLD.staat) THEN {WEIGER} END IF;
        IF NEW.vernietigd_op IS DISTINCT FROM OLD.vernietigd_op OR NEW.aangemaakt <> OLD.aangemaakt THEN {WEIGER} END IF;
        -- Alleen wat nu gebeurt: een dag uit het verleden zou het einde vervroegen.
        IF (NEW.laatst_besproken_op IS DISTINCT FROM OLD.laatst_besproken_op
                AND NEW.laatst_besproken_op IS DISTINCT FROM rls_vandaag())
            OR (NEW.afgesloten_op IS DISTINCT FROM OLD.afgesloten_op
                AND NEW.afgesloten_op NOT BETWEEN rls_nu() - interval '1 minute' AND rls_nu())
            OR (NEW.heropend_op IS DISTINCT FROM OLD.heropend_op
                AND coalesce(NEW.heropend_op NOT BETWEEN rls_nu() - interval '1 minute' AND rls_nu(), true))
            THEN {WEIGER} END IF;
        IF (NEW.laatst_besproken_op, NEW.afgesloten_op, NEW.heropend_op)
                IS DISTINCT FROM (OLD.laatst_besproken_op, OLD.afgesloten_op, OLD.heropend_op)
            AND {einde("OLD", "casus_geldige_maanden(OLD.id)")} <= rls_vandaag()
            AND {einde("NEW", "casus_geldige_maanden(OLD.id)")} > {einde("OLD", "casus_geldige_maanden(OLD.id)")}
            THEN {WEIGER} END IF;""",
    ),
    # Een bewaarplicht stopt wat op de lijst staat. Wat al onomkeerbaar is, houdt ze niet meer tegen, en dat zegt ze.
    functie(
        "casus_bewaarplicht_stopt()",
        "trigger",
        """BEGIN
            PERFORM FROM casus_casus c WHERE c.id = NEW.casus_id FOR UPDATE;
            IF EXISTS (SELECT FROM casus_vernietigingspunt p WHERE p.casus_id = NEW.casus_id
                AND p.staat IN ('bezig', 'vernietigd')) THEN
                RAISE EXCEPTION 'Deze casus is al vernietigd.' USING ERRCODE = 'insufficient_privilege'; END IF;
            UPDATE casus_vernietigingspunt p SET staat = 'tegengehouden'
                WHERE p.casus_id = NEW.casus_id AND p.staat = 'voorgesteld';
            RETURN NEW; END""",
        soort="VOLATILE",
    ),
    """CREATE OR REPLACE TRIGGER casus_bewaarplicht_stopt BEFORE INSERT ON casus_bewaarplicht
        FOR EACH ROW EXECUTE FUNCTION casus_bewaarplicht_stopt()""",
    *bewaker(
        "casus_bewaarplicht_wie",
        "casus_bewaarplicht",
        f"""IF to_jsonb(NEW) - ARRAY['staat', 'opgeheven_door_id', 'opgeheven_op']
                <> to_jsonb(OLD) - ARRAY['staat', 'opgeheven_door_id', 'opgeheven_op'] THEN {WEIGER} END IF;
        IF NEW.staat <> 'opgeheven' OR OLD.staat <> 'lopend' OR NEW.opgeheven_door_id IS DISTINCT FROM ik
            OR NEW.opgeheven_op NOT BETWEEN rls_nu() - interval '1 minute' AND rls_nu() THEN {WEIGER} END IF;""",
    ),
]

REGELS = {
    # De referentie en de dagen, voor de twee die kennis nemen; de databank schrijft zelf.
    "casus_verlenging": Regel(
        f"{_INHOUD} OR (livc_id = ANY ({_PLICHT}) AND casus_id <> ALL ({UITGESLOTEN}))",
        wijzigen=NIEMAND,
    ),
    # Dat ze loopt, weet ook de tafel; de grond ligt onder een eigen sleutel, voor wie ze oplegt en opheft.
    "casus_bewaarplicht": Regel(
        f"{_INHOUD} OR (livc_id = ANY ({TEKENAARS}) AND casus_id <> ALL ({UITGESLOTEN}))",
        toevoegen=f"""opgelegd_door_id = {IK} AND staat = 'lopend' AND opgeheven_door_id IS NULL AND {HIER}
            AND opgelegd_op BETWEEN rls_nu() - interval '1 minute' AND rls_nu()
            AND livc_id = ANY ({_PLICHT}) AND casus_id <> ALL ({UITGESLOTEN})""",
        # Wie leest, mag vergrendelen; opheffen kan alleen wie ook kan opleggen.
        wijzigen=f"livc_id = ANY ({TEKENAARS}) AND casus_id <> ALL ({UITGESLOTEN})",
        gewijzigd=f"livc_id = ANY ({_PLICHT}) AND casus_id <> ALL ({UITGESLOTEN})",
    ),
}
