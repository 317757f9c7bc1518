"""De voorwaarden in de databank op wat van tafel meegaat: niemand antwoordt voor een ander, en niets gaat zonder allen.

Wie wat antwoordde, leest alleen die persoon zelf; de burgemeester krijgt een telling zonder namen (LR-20). Of iedereen
ja zei, zegt de databank aan de tafel met één woord; ze telt zelf, over de rijen heen die niemand ziet (LR-43, W2026 art. 4).
"""

from toegang.rijbeveiliging import WEIGER, Regel, bewaker, functie
from toegang.rijtaal import HIER, IK, INHOUD, casussen, casussen_als

from .ficherijen import TELT_VANAF
from .models.overname import OPEN

_BIJ_INHOUD = f"casus_id = ANY ({casussen(*INHOUD)})"
_LOPEND = "staat IN ({}) AND afgedrukt_op IS NULL".format(", ".join(f"'{staat}'" for staat in OPEN))
_NU = "BETWEEN rls_nu() - interval '1 minute' AND rls_nu()"
_OPEN_VRAAG = f"""EXISTS (SELECT FROM casus_dossierovername
    WHERE id = NEW.overname_id AND casus_id = NEW.casus_id AND {_LOPEND})"""

REGELS = {
    "casus_dossierovername": Regel(
        lezen=_BIJ_INHOUD,
        toevoegen=f"""aanvrager_id = {IK} AND {_BIJ_INHOUD} AND {HIER} AND staat = 'voorgesteld'
            AND parket_op IS NULL AND parket_door_id IS NULL AND afgedrukt_op IS NULL""",
        wijzigen=_BIJ_INHOUD,
    ),
    "casus_overnameantwoord": Regel(
        lezen=f"gebruiker_id = {IK} AND {_BIJ_INHOUD}",
        # Wie later aan tafel kwam, heeft nog geen rij; de andere maakt de databank zelf, bij de vraag.
        toevoegen=f"gebruiker_id = {IK} AND {_BIJ_INHOUD} AND {HIER}",
        wijzigen=f"gebruiker_id = {IK} AND {_BIJ_INHOUD}",
    ),
    # Een register: wat er staat, blijft staan.
    "casus_verstrekking": Regel(
        lezen=_BIJ_INHOUD,
        toevoegen=f"""genoteerd_door_id = {IK} AND {HIER} AND verstrekt_op <= rls_vandaag()
            AND casus_id = ANY ({casussen_als("kern_inzien", "burgemeester", "politie")})""",
    ),
}

FUNCTIES = [
    # Wie er nu aan tafel zit, zoals casus.voorwaarden.tafel.aan_tafel; alleen voor wie er zelf zit.
    functie(
        "casus_aan_tafel(over uuid)",
        "SETOF uuid",
        """DECLARE in_livc uuid := (SELECT c.livc_id FROM casus_casus c WHERE c.id = over);
        BEGIN
            IF over <> ALL (rls_casussen(ARRAY['kern_inzien', 'deelnemen'])) THEN RETURN; END IF;
            RETURN QUERY SELECT p.user_id FROM toegang_casususerobjectpermission p
                JOIN auth_permission a ON a.id = p.permission_id AND a.codename = 'kern_inzien'
                WHERE p.content_object_id = over AND rls_is_kern(p.user_id, in_livc)
                AND NOT rls_is_uitgesloten(p.user_id, over)
            UNION SELECT d.gebruiker_id FROM casus_deelname d
                WHERE d.casus_id = over AND d.staat = 'aanvaard' AND NOT rls_is_uitgesloten(d.gebruiker_id, over)
                AND rls_komt_nog(d.gebruiker_id, d.organisatie_id, d.livc_id);
        END""",
    ),
    # Ja van iedereen aan wie het gevraagd werd, ook wie intussen wegging, en van iedereen die er nu zit.
    functie(
        "casus_overname_unaniem(welke uuid)",
        "boolean",
        """BEGIN RETURN EXISTS (
            SELECT FROM casus_dossierovername o WHERE o.id = welke
            AND o.casus_id = ANY (rls_casussen(ARRAY['kern_inzien', 'deelnemen']))
            AND NOT EXISTS (SELECT FROM casus_overnameantwoord a WHERE a.overname_id = welke AND a.antwoord <> 'ja')
            AND NOT EXISTS (SELECT FROM casus_aan_tafel(o.casus_id) t(wie) WHERE NOT EXISTS (
                SELECT FROM casus_overnameantwoord a
                WHERE a.overname_id = welke AND a.gebruiker_id = t.wie AND a.antwoord = 'ja'))
            AND EXISTS (SELECT FROM casus_overnameantwoord a WHERE a.overname_id = welke AND a.gebruiker_id = o.aanvrager_id)
            AND (o.inbreng_id IS NULL OR EXISTS (SELECT FROM casus_inbreng i JOIN casus_overnameantwoord a
                ON a.overname_id = welke AND a.gebruiker_id = i.auteur_id AND a.antwoord = 'ja'
                WHERE i.id = o.inbreng_id AND i.staat = 'ingebracht' AND i.publiek = 'tafel'))); END""",
    ),
    # Aan hoevelen het nu gevraagd is, hoeveel ja en neen, en hoeveel er weggingen, wat ze ook antwoordden; alleen voor de
    # burgemeester, en bij weinig mensen zonder ja en neen (zie ficherijen).
    functie(
        "casus_overname_telling(welke uuid)",
        "bigint[]",
        f"""DECLARE over uuid := (SELECT o.casus_id FROM casus_dossierovername o WHERE o.id = welke
            AND o.casus_id = ANY (rls_casussen_als('kern_inzien', ARRAY['burgemeester'])));
        BEGIN RETURN (SELECT ARRAY[count(*), CASE WHEN count(*) NOT BETWEEN 1 AND {TELT_VANAF - 1} THEN
                    count(*) FILTER (WHERE a.antwoord = 'ja') END, CASE WHEN count(*) NOT BETWEEN 1 AND {TELT_VANAF - 1} THEN
                    count(*) FILTER (WHERE a.antwoord = 'nee') END,
                count(*) FILTER (WHERE a.gebruiker_id IS NOT NULL AND t.wie IS NULL)]
            FROM (SELECT x.gebruiker_id, x.antwoord FROM casus_overnameantwoord x
                WHERE x.overname_id = welke AND over IS NOT NULL) a
            FULL JOIN casus_aan_tafel(over) t(wie) ON t.wie = a.gebruiker_id); END""",
    ),
    functie(
        "casus_unanieme_overnames(welke uuid[])",
        "SETOF uuid",
        """BEGIN RETURN QUERY SELECT w.id FROM unnest(welke) w(id) WHERE casus_overname_unaniem(w.id); END""",
    ),
    # De databank legt zelf vast aan wie het gevraagd is: iedereen die er bij de vraag zit (LR-43).
    functie(
        "casus_overname_vraag()",
        "trigger",
        """BEGIN
            INSERT INTO casus_overnameantwoord
                (id, livc_id, casus_id, aangemaakt, overname_id, gebruiker_id, antwoord, beantwoord_op)
            SELECT gen_random_uuid(), NEW.livc_id, NEW.casus_id, rls_nu(), NEW.id, t.wie,
                CASE WHEN t.wie = NEW.aanvrager_id THEN 'ja' ELSE '' END,
                CASE WHEN t.wie = NEW.aanvrager_id THEN rls_nu() END
            FROM casus_aan_tafel(NEW.casus_id) t(wie);
            RETURN NULL; END""",
        soort="VOLATILE",
    ),
    """CREATE OR REPLACE TRIGGER casus_overname_vraag AFTER INSERT ON casus_dossierovername
        FOR EACH ROW EXECUTE FUNCTION casus_overname_vraag()""",
    # Wat de auteur terugneemt of geheimer maakt, gaat niet meer mee; ook niet als hij dat met eigen SQL doet (LR-32).
    functie(
        "casus_overname_verval()",
        "trigger",
        f"""BEGIN
            IF NEW.staat = 'ingetrokken' OR NEW.publiek <> 'tafel' OR (OLD.doorgave AND NOT NEW.doorgave)
                OR array_position(ARRAY['vrijgegeven', 'geheim', 'beroepsgeheim'], NEW.niveau::text)
                    > array_position(ARRAY['vrijgegeven', 'geheim', 'beroepsgeheim'], OLD.niveau::text)
            THEN UPDATE casus_dossierovername SET staat = 'vervallen' WHERE inbreng_id = NEW.id AND {_LOPEND}; END IF;
            RETURN NULL; END""",
        soort="VOLATILE",
    ),
    """CREATE OR REPLACE TRIGGER casus_overname_verval AFTER UPDATE ON casus_inbreng
        FOR EACH ROW EXECUTE FUNCTION casus_overname_verval()""",
    # Alleen wat de hele tafel mag lezen, namens de eigen dienst; gegevens van politie of gerecht vragen altijd het parket.
    *bewaker(
        "casus_overname_nieuw",
        "casus_dossierovername",
        f"""IF NEW.inbreng_id IS NOT NULL THEN
            IF NOT EXISTS (SELECT FROM casus_inbreng i WHERE i.id = NEW.inbreng_id AND i.casus_id = NEW.casus_id
                AND i.staat = 'ingebracht' AND i.publiek = 'tafel') THEN {WEIGER} END IF;
            NEW.gerechtelijk := NEW.gerechtelijk OR EXISTS (
                SELECT FROM casus_inbreng i WHERE i.id = NEW.inbreng_id AND i.categorie = 'politie_gerecht');
        END IF;
        IF NEW.actie_id IS NOT NULL AND NOT EXISTS (SELECT FROM casus_actie a
            WHERE a.id = NEW.actie_id AND a.casus_id = NEW.casus_id) THEN {WEIGER} END IF;
        IF NEW.organisatie_id IS NOT NULL AND NOT EXISTS (SELECT FROM casus_deelname d
            WHERE d.casus_id = NEW.casus_id AND d.gebruiker_id = ik AND d.staat = 'aanvaard'
            AND d.organisatie_id = NEW.organisatie_id) THEN {WEIGER} END IF;
        IF NEW.rol <> '' AND NEW.casus_id <> ALL (rls_casussen_als('kern_inzien', ARRAY[NEW.rol::text]))
            THEN {WEIGER} END IF;""",
        bij="INSERT",
    ),
    # Wat gevraagd is, verandert niet; elke stap heeft haar eigen grond, en een afdruk is voor altijd.
    *bewaker(
        "casus_overname_wie",
        "casus_dossierovername",
        f"""IF OLD.afgedrukt_op IS NOT NULL THEN {WEIGER} END IF;
        IF to_jsonb(NEW) - ARRAY['staat', 'gerechtelijk', 'parket_op', 'parket_referentie', 'parket_door_id',
                'afgedrukt_op', 'tekst', 'reden', 'noodzaak']
            <> to_jsonb(OLD) - ARRAY['staat', 'gerechtelijk', 'parket_op', 'parket_referentie', 'parket_door_id',
                'afgedrukt_op', 'tekst', 'reden', 'noodzaak'] THEN {WEIGER} END IF;
        IF (NEW.tekst, NEW.reden, NEW.noodzaak) IS DISTINCT FROM (OLD.tekst, OLD.reden, OLD.noodzaak)
            AND NOT (OLD.staat <> 'ingetrokken' AND NEW.staat = 'ingetrokken' AND NEW.tekst IS NULL
                AND NEW.reden IS NULL AND NEW.noodzaak IS NULL) THEN {WEIGER} END IF;
        IF OLD.gerechtelijk AND NOT NEW.gerechtelijk THEN {WEIGER} END IF;
        IF (NEW.parket_op, NEW.parket_referentie, NEW.parket_door_id)
                IS DISTINCT FROM (OLD.parket_op, OLD.parket_referentie, OLD.parket_door_id)
            AND NOT (OLD.staat = 'parket' AND NEW.staat IN ('toegestaan', 'geweigerd') AND NEW.parket_door_id = ik
                AND NEW.parket_op <= rls_vandaag() AND NEW.parket_referentie IS NOT NULL AND ik <> NEW.aanvrager_id
                AND NEW.casus_id = ANY (rls_casussen_als('kern_inzien', ARRAY['burgemeester', 'politie'])))
            THEN {WEIGER} END IF;
        IF NEW.staat <> OLD.staat AND NOT coalesce(CASE NEW.staat
            WHEN 'consensus' THEN casus_overname_unaniem(NEW.id)
            WHEN 'parket' THEN NEW.gerechtelijk
            WHEN 'toegestaan' THEN casus_overname_unaniem(NEW.id)
                AND (NOT NEW.gerechtelijk OR (OLD.staat = 'parket' AND NEW.parket_op IS NOT NULL))
            WHEN 'geweigerd' THEN (OLD.staat = 'parket' AND NEW.parket_op IS NOT NULL)
                OR EXISTS (SELECT FROM casus_overnameantwoord a
                    WHERE a.overname_id = NEW.id AND a.gebruiker_id = ik AND a.antwoord = 'nee')
            WHEN 'ingetrokken' THEN NEW.aanvrager_id = ik
            ELSE false END, false) THEN {WEIGER} END IF;
        IF NEW.afgedrukt_op IS NOT NULL AND NOT coalesce(OLD.staat = 'toegestaan' AND NEW.staat = 'toegestaan'
            AND NEW.aanvrager_id = ik AND NEW.afgedrukt_op {_NU} AND casus_overname_unaniem(NEW.id)
            AND (NOT NEW.gerechtelijk OR NEW.parket_op IS NOT NULL), false) THEN {WEIGER} END IF;""",
    ),
    # Eén antwoord per persoon: ja kan nog neen worden, neen blijft neen.
    *bewaker(
        "casus_overnameantwoord_wie",
        "casus_overnameantwoord",
        f"""IF NEW.antwoord NOT IN ('ja', 'nee') OR NOT coalesce(NEW.beantwoord_op {_NU}, false)
            OR NOT {_OPEN_VRAAG} THEN {WEIGER} END IF;
        IF TG_OP = 'UPDATE' THEN
            IF NEW.overname_id <> OLD.overname_id OR OLD.antwoord = NEW.antwoord OR OLD.antwoord = 'nee'
                THEN {WEIGER} END IF;
        END IF;""",
        bij="INSERT OR UPDATE",
    ),
]
