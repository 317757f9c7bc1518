"""De functies achter de voorwaarden op casussen, en de vragen die de databank beantwoordt in iemands plaats.

Wie de rijen zelf niet mag zien, krijgt alleen het antwoord (zie `casus/databank.py`).
"""

from django.conf import settings

from toegang.rijbeveiliging import functie

from . import rijgang

VERSTUURD = """('uitgenodigd', 'geheimhouding', 'aanvaard', 'geweigerd', 'teruggetrokken', 'beeindigd', 'ingetrokken',
    'vervallen', 'vervangen')"""

FUNCTIES = [
    *rijgang.FUNCTIES,
    functie(
        "rls_regie()",
        "uuid[]",
        """DECLARE mijn uuid[] := rls_casussen(ARRAY['kern_inzien', 'deelnemen']);
        BEGIN RETURN coalesce((SELECT array_agg(c.id) FROM casus_casus c
            WHERE c.casusregisseur_id = rls_gebruiker() AND c.id = ANY (mijn)), '{}'); END""",
    ),
    functie(
        "rls_uitgenodigd()",
        "uuid[]",
        """BEGIN RETURN coalesce((
            SELECT array_agg(DISTINCT d.casus_id) FROM casus_deelname d
            WHERE d.gebruiker_id = rls_gebruiker() AND d.staat IN ('uitgenodigd', 'geheimhouding', 'aanvaard')
            AND d.casus_id <> ALL (rls_uitgesloten())), '{}'); END""",
    ),
    functie(
        "rls_eigen_deelnames()",
        "uuid[]",
        f"""BEGIN RETURN coalesce((
            SELECT array_agg(d.id) FROM casus_deelname d
            WHERE d.gebruiker_id = rls_gebruiker() AND d.staat IN {VERSTUURD}), '{{}}'); END""",
    ),
    functie(
        "rls_overleggen()",
        "uuid[]",
        # Waar en wanneer staat op de eigen uitnodiging, ook als ze voorbij is.
        f"""DECLARE uit uuid[] := rls_uitgesloten();
        BEGIN RETURN coalesce((SELECT array_agg(o.id) FROM (
            SELECT d.overleg_id AS id FROM casus_deelname d WHERE d.gebruiker_id = rls_gebruiker()
                AND d.staat IN {VERSTUURD} AND d.casus_id <> ALL (uit)
            UNION
            SELECT a.overleg_id FROM casus_agendapunt a
                WHERE a.casus_id = ANY (rls_casussen(ARRAY['kern', 'kern_inzien', 'deelnemen']))) o), '{{}}'); END""",
    ),
    # Een overleg dat alleen gaat over casussen waarvan ik uitgesloten ben (LR-23).
    functie(
        "rls_verborgen_overleggen()",
        "uuid[]",
        """DECLARE uit uuid[] := rls_uitgesloten();
        BEGIN
            IF uit = '{}' THEN RETURN uit; END IF;
            RETURN coalesce((SELECT array_agg(o.overleg_id) FROM (
                SELECT a.overleg_id FROM casus_agendapunt a
                WHERE a.overleg_id IN (SELECT x.overleg_id FROM casus_agendapunt x WHERE x.casus_id = ANY (uit))
                GROUP BY a.overleg_id HAVING bool_and(a.casus_id = ANY (uit))) o), '{}'); END""",
    ),
    functie(
        "rls_eigen_inbreng()",
        "uuid[]",
        """DECLARE mijn uuid[] := rls_casussen(ARRAY['kern_inzien', 'deelnemen']);
        BEGIN RETURN coalesce((SELECT array_agg(i.id) FROM casus_inbreng i
            WHERE i.auteur_id = rls_gebruiker() AND i.casus_id = ANY (mijn)), '{}'); END""",
    ),
    functie(
        "rls_gekozen_inbreng()",
        "uuid[]",
        """DECLARE mijn uuid[] := rls_casussen(ARRAY['kern_inzien', 'deelnemen']);
        BEGIN RETURN coalesce((SELECT array_agg(l.inbreng_id) FROM casus_inbreng_lezers l
            JOIN casus_inbreng i ON i.id = l.inbreng_id AND i.staat <> 'concept' AND i.casus_id = ANY (mijn)
            WHERE l.gebruiker_id = rls_gebruiker()), '{}'); END""",
    ),
    # Wat een genodigde over de anderen mag weten: welke diensten gevraagd zijn, niet wie, en niet wat zij antwoordden.
    # Voor de hele casus: verhuist het punt, dan verhuizen alleen open uitnodigingen mee, en dat zou het toch zeggen.
    functie(
        "casus_gevraagde_diensten(over uuid, bij uuid)",
        "SETOF text",
        """BEGIN RETURN QUERY SELECT DISTINCT o.naam::text FROM casus_deelname d
            JOIN toegang_organisatie o ON o.id = d.organisatie_id
            WHERE d.casus_id = over AND d.uitgenodigd_op IS NOT NULL
            AND d.staat <> 'ingetrokken' AND EXISTS (
                SELECT FROM casus_deelname e WHERE e.casus_id = over AND e.overleg_id = bij
                AND e.gebruiker_id = rls_gebruiker() AND e.staat IN ('uitgenodigd', 'geheimhouding')
                AND over <> ALL (rls_uitgesloten()))
            ORDER BY 1; END""",
    ),
    # Wie van de eigen dienst al gevraagd is of niet mag komen: zonder te zeggen welk van de twee (LR-16, LR-23).
    functie(
        "casus_bezette_collegas(over uuid)",
        "SETOF uuid",
        """BEGIN RETURN QUERY SELECT d.gebruiker_id FROM casus_deelname d
            WHERE d.casus_id = over AND d.staat IN ('voorbereid', 'uitgenodigd', 'geheimhouding', 'aanvaard')
            AND d.organisatie_id IN (
                SELECT e.organisatie_id FROM casus_deelname e WHERE e.casus_id = over
                AND e.gebruiker_id = rls_gebruiker() AND e.staat IN ('uitgenodigd', 'geheimhouding', 'aanvaard'))
            UNION SELECT p.user_id FROM toegang_casususerobjectpermission p
            JOIN auth_permission a ON a.id = p.permission_id AND a.codename = 'uitgesloten'
            JOIN toegang_organisatielid m ON m.gebruiker_id = p.user_id
            WHERE p.content_object_id = over AND m.organisatie_id IN (
                SELECT e.organisatie_id FROM casus_deelname e WHERE e.casus_id = over
                AND e.gebruiker_id = rls_gebruiker() AND e.staat IN ('uitgenodigd', 'geheimhouding', 'aanvaard'))
            AND over <> ALL (rls_uitgesloten()); END""",
    ),
    # Wie weg is, leest de casus niet meer; dat hij het probeert, hoort in het logboek van haar LIVC (LR-57).
    functie(
        "casus_livc_van_vroeger(welke uuid)",
        "uuid",
        f"""BEGIN RETURN (SELECT d.livc_id FROM casus_deelname d WHERE d.casus_id = welke
            AND d.gebruiker_id = rls_gebruiker() AND d.staat IN {VERSTUURD}
            AND welke <> ALL (rls_uitgesloten()) LIMIT 1); END""",
    ),
    # Of er al een casus over iemand met die naam loopt, weet de kern vóór de geheimhouding; over wie niet meer dan dat.
    functie(
        "casus_met_naam(in_livc uuid, afdruk bytea)",
        "SETOF uuid",
        """BEGIN RETURN QUERY SELECT b.casus_id FROM casus_betrokkene b
            WHERE b.livc_id = in_livc AND b.naam_index = afdruk
            AND b.casus_id = ANY (rls_casussen(ARRAY['kern', 'kern_inzien'])); END""",
    ),
    # Noodtoegang: wie vraagt, ziet de casus niet. Het antwoord komt op geen pagina (LR-05).
    functie(
        "casus_zoek_nood(in_livc uuid, ref text)",
        "uuid",
        """BEGIN RETURN (SELECT c.id FROM casus_casus c WHERE c.livc_id = in_livc AND c.referentie = ref
            AND c.staat <> 'vernietigd'
            AND in_livc = ANY (rls_diensten() || rls_rollen(ARRAY['burgemeester', 'politie', 'preventieambtenaar'])));
        END""",
    ),
    # Wie in nood leest, kan zijn minuten inkorten, nooit verlengen.
    functie(
        "casus_sluit_nood(welke uuid)",
        "void",
        """BEGIN UPDATE toegang_noodtoegang SET eindigt_op = least(eindigt_op, rls_nu())
            WHERE id = welke AND aanvrager_id = rls_gebruiker() AND staat = 'actief'; END""",
        soort="VOLATILE",
    ),
    # Uitnodigen doet de burgemeester (LR-12); antwoorden, zich terugtrekken en een vervanger aanwijzen alleen de
    # genodigde zelf (LR-13, LR-16, LR-20, LR-21). Welke overgangen er zijn, zegt rls_overgang.
    f"""CREATE OR REPLACE FUNCTION casus_wie_antwoordt() RETURNS trigger LANGUAGE plpgsql
        SET search_path = public, pg_temp AS $$ BEGIN
        IF current_user <> '{settings.DATABASE_ROL}' OR NEW.staat = OLD.staat THEN RETURN NEW; END IF;
        IF NEW.staat IN ('geheimhouding', 'aanvaard', 'geweigerd', 'teruggetrokken', 'vervangen') THEN
            IF NEW.gebruiker_id = rls_gebruiker() THEN RETURN NEW; END IF;
        ELSIF NEW.staat <> 'uitgenodigd' OR NEW.livc_id = ANY (rls_rollen(ARRAY['burgemeester'])) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'Dit antwoord geeft iemand anders.' USING ERRCODE = 'insufficient_privilege';
    END $$""",
    """CREATE OR REPLACE TRIGGER casus_wie_antwoordt BEFORE UPDATE ON casus_deelname
        FOR EACH ROW EXECUTE FUNCTION casus_wie_antwoordt()""",
    # Een relatie verwijderen raakt inbreng die de preventieambtenaar niet mag zien: de databank kijkt in zijn plaats.
    functie(
        "casus_relatie_besproken(welke uuid)",
        "boolean",
        """BEGIN RETURN EXISTS (SELECT FROM casus_inbreng i WHERE i.over_id = welke AND i.staat <> 'concept'
            AND i.casus_id = ANY (rls_casussen(ARRAY['kern_inzien']))); END""",
    ),
    functie(
        "casus_maak_relatie_los(welke uuid)",
        "void",
        """BEGIN UPDATE casus_inbreng i SET over_id = NULL WHERE i.over_id = welke AND i.staat = 'concept'
            AND i.casus_id = ANY (rls_casussen(ARRAY['kern_inzien'])); END""",
        soort="VOLATILE",
    ),
]
