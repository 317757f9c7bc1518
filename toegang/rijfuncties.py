"""De functies waarop de voorwaarden van alle apps steunen: wie ik ben, waar ik werk, welk recht ik nu heb.

Ze behoren de eigenaar toe, en geven alleen antwoord over wie het vraagt of over wat geen geheim is.
"""

from django.conf import settings

from . import accountrijen, berichtrijen
from .rijbeveiliging import WEIGER, bewaker, functie
from .rijtaal import taak

GELDIG_LID = """
    l.bevestigd_op IS NOT NULL AND l.van <= rls_vandaag() AND (l.tot IS NULL OR l.tot >= rls_vandaag())
    AND (l.rol <> 'politie' OR l.machtiging_tot > rls_vandaag())
"""

UITNODIGBAAR = """(o.niveau = 'gemeente' OR (o.mandaat_datum <= rls_vandaag()
    AND (o.mandaat_tot IS NULL OR o.mandaat_tot >= rls_vandaag())))"""

FUNCTIES = [
    *accountrijen.FUNCTIES,
    *berichtrijen.FUNCTIES,
    # Instellingen van de transactie; leeg is niemand, en een lege datum is met niets te vergelijken.
    """CREATE OR REPLACE FUNCTION rls_gebruiker() RETURNS uuid LANGUAGE sql STABLE AS
       $$ SELECT nullif(current_setting('casusoverleg.gebruiker', true), '')::uuid $$""",
    """CREATE OR REPLACE FUNCTION rls_taak() RETURNS uuid LANGUAGE sql STABLE AS
       $$ SELECT nullif(current_setting('casusoverleg.taak', true), '')::uuid $$""",
    """CREATE OR REPLACE FUNCTION rls_nu() RETURNS timestamptz LANGUAGE sql STABLE AS
       $$ SELECT nullif(current_setting('casusoverleg.nu', true), '')::timestamptz $$""",
    """CREATE OR REPLACE FUNCTION rls_vandaag() RETURNS date LANGUAGE sql STABLE AS
       $$ SELECT (rls_nu() AT TIME ZONE 'Europe/Brussels')::date $$""",
    functie(
        "rls_is_kern(wie uuid, in_livc uuid)",
        "boolean",
        f"""BEGIN RETURN EXISTS (
            SELECT FROM toegang_lidmaatschap l JOIN toegang_gebruiker g ON g.id = l.gebruiker_id AND g.is_active
            WHERE l.gebruiker_id = wie AND l.livc_id = in_livc
            AND l.rol IN ('burgemeester', 'politie', 'preventieambtenaar') AND {GELDIG_LID}
            AND EXISTS (SELECT FROM toegang_livcuserobjectpermission p JOIN auth_permission a ON a.id = p.permission_id
                        WHERE p.user_id = wie AND p.content_object_id = in_livc
                        AND a.codename = 'rol_' || l.rol)); END""",
    ),
    # De LIVC's waar ik vandaag een van deze rollen heb: het lidmaatschap loopt én de toekenning is er.
    functie(
        "rls_rollen(namen text[])",
        "uuid[]",
        f"""BEGIN RETURN coalesce((
            SELECT array_agg(l.livc_id) FROM toegang_lidmaatschap l
            JOIN toegang_gebruiker g ON g.id = l.gebruiker_id AND g.is_active
            WHERE l.gebruiker_id = rls_gebruiker() AND l.rol = ANY (namen) AND {GELDIG_LID}
            AND EXISTS (SELECT FROM toegang_livcuserobjectpermission p JOIN auth_permission a ON a.id = p.permission_id
                        WHERE p.user_id = l.gebruiker_id AND p.content_object_id = l.livc_id
                        AND a.codename = 'rol_' || l.rol)), '{{}}'); END""",
    ),
    # De LIVC's met in de gids een dienst waarvoor ik vandaag werk.
    functie(
        "rls_diensten()",
        "uuid[]",
        """BEGIN RETURN coalesce((
            SELECT array_agg(DISTINCT ol.livc_id) FROM toegang_organisatielid m
            JOIN toegang_gebruiker g ON g.id = m.gebruiker_id AND g.is_active
            JOIN toegang_organisatie o ON o.id = m.organisatie_id
            JOIN toegang_organisatie_livcs ol ON ol.organisatie_id = o.id
            JOIN toegang_livc v ON v.id = ol.livc_id AND v.in_gebruik
            WHERE m.gebruiker_id = rls_gebruiker() AND m.van <= rls_vandaag()
            AND (m.tot IS NULL OR m.tot >= rls_vandaag())), '{}'); END""",
    ),
    # De LIVC's waar ik vandaag namens een dienst aan tafel kan zitten: ze is ook uitnodigbaar (LR-12).
    functie(
        "rls_tafels()",
        "uuid[]",
        f"""BEGIN RETURN coalesce((
            SELECT array_agg(DISTINCT ol.livc_id) FROM toegang_organisatielid m
            JOIN toegang_organisatie o ON o.id = m.organisatie_id AND {UITNODIGBAAR}
            JOIN toegang_organisatie_livcs ol ON ol.organisatie_id = o.id
            WHERE m.gebruiker_id = rls_gebruiker() AND m.van <= rls_vandaag()
            AND (m.tot IS NULL OR m.tot >= rls_vandaag()) AND ol.livc_id = ANY (rls_diensten())), '{{}}'); END""",
    ),
    functie(
        "rls_komt_nog(wie uuid, dienst uuid, in_livc uuid)",
        "boolean",
        f"""BEGIN RETURN EXISTS (
            SELECT FROM toegang_organisatielid m
            JOIN toegang_gebruiker g ON g.id = m.gebruiker_id AND g.is_active
            JOIN toegang_organisatie o ON o.id = m.organisatie_id AND {UITNODIGBAAR}
            JOIN toegang_organisatie_livcs ol ON ol.organisatie_id = o.id AND ol.livc_id = in_livc
            WHERE m.gebruiker_id = wie AND m.organisatie_id = dienst AND m.van <= rls_vandaag()
            AND (m.tot IS NULL OR m.tot >= rls_vandaag())); END""",
    ),
    functie(
        "rls_livcs()",
        "uuid[]",
        """BEGIN RETURN rls_diensten() || rls_rollen(ARRAY['burgemeester', 'politie', 'preventieambtenaar',
            'toezichthouder', 'functionaris', 'beheerder']); END""",
    ),
    functie(
        "rls_uitgesloten()",
        "uuid[]",
        """BEGIN RETURN coalesce((
            SELECT array_agg(p.content_object_id) FROM toegang_casususerobjectpermission p
            JOIN auth_permission a ON a.id = p.permission_id AND a.codename = 'uitgesloten'
            WHERE p.user_id = rls_gebruiker()), '{}'); END""",
    ),
    # De casussen waarop ik een van deze rechten heb dat nu telt; de spiegel van beleid._rechten en beleid._loopt.
    functie(
        "rls_casussen(namen text[])",
        "uuid[]",
        """DECLARE
            kern uuid[] := rls_rollen(ARRAY['burgemeester', 'politie', 'preventieambtenaar']);
            diensten uuid[] := rls_tafels();
            uit uuid[] := rls_uitgesloten();
        BEGIN RETURN coalesce((
            SELECT array_agg(DISTINCT c.id) FROM toegang_casususerobjectpermission p
            JOIN auth_permission a ON a.id = p.permission_id
            JOIN casus_casus c ON c.id = p.content_object_id
            WHERE p.user_id = rls_gebruiker() AND a.codename = ANY (namen) AND c.id <> ALL (uit)
            AND CASE
                WHEN a.codename IN ('kern', 'kern_inzien') THEN c.livc_id = ANY (kern)
                WHEN a.codename IN ('wie_kennen', 'deelnemen') THEN c.livc_id = ANY (diensten)
                WHEN a.codename = 'noodtoegang' THEN EXISTS (
                    SELECT FROM toegang_noodtoegang n WHERE n.casus_id = c.id AND n.aanvrager_id = p.user_id
                    AND n.staat = 'actief' AND n.eindigt_op > rls_nu())
                ELSE false END), '{}'); END""",
    ),
    functie(
        "rls_casussen_als(recht text, als text[])",
        "uuid[]",
        """DECLARE mijn uuid[] := rls_casussen(ARRAY[recht]); livcs uuid[] := rls_rollen(als);
        BEGIN RETURN coalesce((SELECT array_agg(c.id) FROM casus_casus c
            WHERE c.id = ANY (mijn) AND c.livc_id = ANY (livcs)), '{}'); END""",
    ),
    functie(
        "rls_elders(over uuid, in_livc uuid)",
        "boolean",
        """BEGIN RETURN EXISTS (SELECT FROM casus_casus c WHERE c.id = over AND c.livc_id <> in_livc); END""",
    ),
    functie(
        "rls_is_uitgesloten(wie uuid, over uuid)",
        "boolean",
        """BEGIN RETURN EXISTS (SELECT FROM toegang_casususerobjectpermission p
            JOIN auth_permission a ON a.id = p.permission_id AND a.codename = 'uitgesloten'
            WHERE p.user_id = wie AND p.content_object_id = over); END""",
    ),
    # Een toekenning zonder grond komt er niet in, wie ze ook schrijft: het recht volgt uit wat iemand deed.
    functie(
        "rls_gegrond(recht integer, wie uuid, over uuid)",
        "boolean",
        """DECLARE
            naam text := (SELECT codename FROM auth_permission WHERE id = recht);
            in_livc uuid := (SELECT livc_id FROM casus_casus WHERE id = over);
            ik uuid := rls_gebruiker();
        BEGIN
        IF naam <> 'uitgesloten' AND rls_is_uitgesloten(wie, over) THEN RETURN false; END IF;
        -- Een grafsteen opent voor niemand meer (LR-53).
        IF EXISTS (SELECT FROM casus_casus WHERE id = over AND staat = 'vernietigd') THEN RETURN false; END IF;
        RETURN CASE naam
            WHEN 'kern' THEN rls_is_kern(wie, in_livc)
            WHEN 'kern_inzien' THEN wie = ik AND rls_is_kern(wie, in_livc)
                AND EXISTS (SELECT FROM casus_geheimhouding g WHERE g.casus_id = over AND g.gebruiker_id = wie)
            WHEN 'wie_kennen' THEN EXISTS (
                SELECT FROM casus_deelname d JOIN toegang_livc v ON v.id = d.livc_id
                WHERE d.casus_id = over AND d.gebruiker_id = wie
                AND (d.staat = 'geheimhouding' AND wie = ik AND v.naam_bij_stap <= 2 AND EXISTS (
                        SELECT FROM casus_geheimhouding g WHERE g.casus_id = over AND g.gebruiker_id = wie)
                     OR d.staat = 'uitgenodigd' AND v.naam_bij_stap = 1
                        AND (over = ANY (rls_casussen_als('kern_inzien', ARRAY['burgemeester']))
                             OR d.vervangt_id = ANY (rls_eigen_deelnames()))))
            WHEN 'deelnemen' THEN wie = ik
                AND EXISTS (SELECT FROM casus_deelname d
                            WHERE d.casus_id = over AND d.gebruiker_id = wie AND d.staat = 'aanvaard')
                AND EXISTS (SELECT FROM casus_geheimhouding g WHERE g.casus_id = over AND g.gebruiker_id = wie)
            WHEN 'noodtoegang' THEN EXISTS (
                SELECT FROM toegang_noodtoegang n WHERE n.casus_id = over AND n.aanvrager_id = wie
                AND n.staat = 'actief' AND n.eindigt_op > rls_nu() AND n.bevestigd_door_id = ik)
            WHEN 'uitgesloten' THEN over = ANY (rls_casussen_als('kern_inzien', ARRAY['burgemeester']))
                OR (wie = ik AND rls_is_kern(ik, in_livc))
            ELSE false END; END""",
    ),
    # De kern krijgt en verliest haar zicht op casussen volgens wie er vandaag kernlid is, niet volgens wie het vraagt.
    functie(
        "toegang_open_voor_kern(in_livc uuid, wie uuid, over uuid)",
        "void",
        """BEGIN
            INSERT INTO toegang_casususerobjectpermission (permission_id, user_id, content_object_id)
            SELECT a.id, l.gebruiker_id, c.id
            FROM casus_casus c
            JOIN (SELECT DISTINCT gebruiker_id, livc_id FROM toegang_lidmaatschap) l ON l.livc_id = c.livc_id
            JOIN auth_permission a ON a.codename = 'kern'
            JOIN django_content_type t ON t.id = a.content_type_id AND t.app_label = 'casus' AND t.model = 'casus'
            WHERE c.livc_id = in_livc AND (wie IS NULL OR l.gebruiker_id = wie) AND (over IS NULL OR c.id = over)
            AND c.staat <> 'vernietigd'
            AND rls_is_kern(l.gebruiker_id, in_livc) AND NOT rls_is_uitgesloten(l.gebruiker_id, c.id)
            ON CONFLICT DO NOTHING;
        END""",
        soort="VOLATILE",
    ),
    functie(
        "toegang_sluit_voor_kern(in_livc uuid, wie uuid)",
        "void",
        """BEGIN
            IF rls_vandaag() IS NULL OR rls_is_kern(wie, in_livc) THEN RETURN; END IF;
            DELETE FROM toegang_casususerobjectpermission p USING auth_permission a, casus_casus c
            WHERE a.id = p.permission_id AND a.codename IN ('kern', 'kern_inzien')
            AND c.id = p.content_object_id AND c.livc_id = in_livc AND p.user_id = wie;
        END""",
        soort="VOLATILE",
    ),
    # Wie accounts maakt, zet niemand alleen aan tafel, ook niet met eigen SQL: een rol bevestigt een tweede persoon.
    f"""CREATE OR REPLACE FUNCTION toegang_rol_bevestigd() RETURNS trigger LANGUAGE plpgsql
        SET search_path = public, pg_temp AS $$ BEGIN
        IF current_user <> '{settings.DATABASE_ROL}' OR {taak("installatie")} THEN RETURN NEW; END IF;
        IF TG_OP = 'INSERT' THEN
            IF NEW.bevestigd_op IS NULL AND NEW.bevestigd_door_id IS NULL THEN RETURN NEW; END IF;
        ELSIF (NEW.rol, NEW.gebruiker_id, NEW.livc_id, NEW.voorgesteld_door_id)
              IS NOT DISTINCT FROM (OLD.rol, OLD.gebruiker_id, OLD.livc_id, OLD.voorgesteld_door_id) THEN
            IF (NEW.bevestigd_op, NEW.bevestigd_door_id)
               IS NOT DISTINCT FROM (OLD.bevestigd_op, OLD.bevestigd_door_id) THEN RETURN NEW; END IF;
            IF OLD.bevestigd_op IS NULL AND NEW.bevestigd_door_id = rls_gebruiker()
               AND NEW.bevestigd_door_id <> NEW.gebruiker_id
               AND NEW.bevestigd_door_id IS DISTINCT FROM NEW.voorgesteld_door_id
               AND NEW.livc_id = ANY (rls_rollen(ARRAY['burgemeester', 'politie', 'preventieambtenaar',
                                                       'toezichthouder', 'functionaris'])) THEN RETURN NEW; END IF;
        END IF;
        RAISE EXCEPTION 'Een tweede persoon bevestigt een rol.' USING ERRCODE = 'insufficient_privilege';
    END $$""",
    """CREATE OR REPLACE TRIGGER toegang_rol_bevestigd BEFORE INSERT OR UPDATE ON toegang_lidmaatschap
        FOR EACH ROW EXECUTE FUNCTION toegang_rol_bevestigd()""",
    # Eén antwoord, nu, en niet langer dan gevraagd; het toezicht kan alleen inkorten.
    *bewaker(
        "toegang_nood_gang",
        "toegang_noodtoegang",
        f"""IF (NEW.aanvrager_dienst, NEW.aangevraagd_op, NEW.minuten, NEW.grond)
                <> (OLD.aanvrager_dienst, OLD.aangevraagd_op, OLD.minuten, OLD.grond)
                OR NEW.reden IS DISTINCT FROM OLD.reden THEN {WEIGER} END IF;
            IF NOT (CASE OLD.staat || ' ' || NEW.staat
            WHEN 'aangevraagd geweigerd' THEN NEW.eindigt_op IS NULL
            WHEN 'aangevraagd actief' THEN NEW.begonnen_op BETWEEN rls_nu() - interval '1 minute' AND rls_nu()
                AND NEW.eindigt_op <= NEW.begonnen_op + make_interval(mins => NEW.minuten)
            WHEN 'actief nagekeken' THEN NEW.eindigt_op <= OLD.eindigt_op
                AND (NEW.bevestigd_door_id, NEW.bevestiger_dienst, NEW.begonnen_op)
                    = (OLD.bevestigd_door_id, OLD.bevestiger_dienst, OLD.begonnen_op)
            ELSE false END) THEN {WEIGER} END IF;""",
    ),
    functie(
        "rls_rol_gegrond(recht integer, wie uuid, in_livc uuid)",
        "boolean",
        """BEGIN RETURN EXISTS (
            SELECT FROM toegang_lidmaatschap l JOIN auth_permission a ON a.id = recht AND a.codename = 'rol_' || l.rol
            WHERE l.gebruiker_id = wie AND l.livc_id = in_livc AND l.bevestigd_op IS NOT NULL); END""",
    ),
]
