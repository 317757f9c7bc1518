"""De terugkoppelingsfiche in de databank: wie schrijft, wie antwoordt, en wanneer ze weg mag (LR-40, LR-41, LR-42).

`casus_fiche_stand` is de enige plaats die zegt of een fiche klaar is; de handelingen vragen het haar, en de bewaker
van de rij vraagt het opnieuw. Ze telt alleen wat nu waar is: een antwoord van wie er niet meer bij kan, telt niet.
"""

from datetime import date

from toegang.rijbeveiliging import NIEMAND, WEIGER, Regel, bewaker, functie
from toegang.rijtaal import HIER, IK, INHOUD, casussen, casussen_als

from .bestemmelingen import LIJST

TELT_VANAF = 5
"""Bij minder mensen wijst een telling van ja en neen iemand aan: wie telt, kent zijn eigen antwoord en dat van wie vroeg."""

_INHOUD = casussen(*INHOUD)
_BURGEMEESTER = casussen_als("kern_inzien", "burgemeester")
_POLITIE = casussen_als("kern_inzien", "politie")
_BIJ = f"casus_id = ANY ({_INHOUD})"
_OPSTELLER = "casus_id = ANY ((SELECT rls_fiche_opstellers())::uuid[])"
_FICHE = "casus_terugkoppelingsfiche"
_NU = "BETWEEN rls_nu() - interval '1 minute' AND rls_nu()"
VRIJ = "i.staat = 'ingebracht' AND i.niveau = 'vrijgegeven' AND i.publiek = 'tafel' AND i.doorgave"
"""Inbreng die in een fiche mag: van de hele tafel, vrijgegeven, en om verder te delen (LR-32, LR-42)."""
VRIJ_OVERGENOMEN = "o.niveau = 'vrijgegeven' AND o.publiek = 'tafel' AND o.doorgave"
"""Hetzelfde voor wat uit een ander LIVC kwam; zie `OvergenomenQuerySet.geheim`."""
_VERGELIJKT = """(f.staat = 'concept' AND f.casus_id = ANY (rls_fiche_opstellers())
    OR f.staat IN ('vrijgegeven', 'overgemaakt')
        AND f.casus_id = ANY (rls_casussen_als('kern_inzien', ARRAY['politie'])))"""


def _geldige_bestemmelingen() -> str:
    rijen = (
        f"(bestemmeling = '{b.code}' AND (SELECT rls_vandaag()) BETWEEN '{b.geldig_van}' AND '{b.geldig_tot or date.max}')"
        for b in LIJST
    )
    return " OR ".join(rijen)


REGELS = {
    # Een concept is van wie opstelt; wat voorligt, leest de tafel.
    _FICHE: Regel(
        lezen=f"{_BIJ} AND (staat <> 'concept' OR {_OPSTELLER})",
        toevoegen=f"""{_OPSTELLER} AND {HIER} AND staat = 'concept' AND ronde = 0 AND hash = '' AND tekst IS NULL
            AND opgesteld_door_id = {IK} AND casus_fiche_rijp(agendapunt_id, casus_id)""",
        wijzigen=_BIJ,
    ),
    "casus_fichebron": Regel(
        lezen=f"EXISTS (SELECT FROM {_FICHE} f WHERE f.id = fiche_id)",
        toevoegen=f"""{_OPSTELLER} AND {HIER} AND EXISTS (SELECT FROM {_FICHE} f
            WHERE f.id = fiche_id AND f.casus_id = casus_fichebron.casus_id AND f.staat = 'concept')
            AND casus_fichebron_mag(fiche_id, inbreng_id, besluit_id, evaluatie_id)""",
        wissen=f"""{_OPSTELLER} AND EXISTS (SELECT FROM {_FICHE} f
            WHERE f.id = fiche_id AND f.staat = 'concept')""",
    ),
    # De rijen maakt de databank (casus_fiche_vraag). De burgemeester leest alleen wie hem een reden schreef (LR-20).
    "casus_fichegoedkeurder": Regel(
        lezen=f"""(gebruiker_id = {IK} AND {_BIJ})
            OR (casus_id = ANY ({_BURGEMEESTER}) AND antwoord = 'geweigerd' AND reden IS NOT NULL)""",
        wijzigen=f"gebruiker_id = {IK} AND {_BIJ}",
    ),
    # Alleen casus_fiche_geraakt schrijft hier: wie opstelt, kent de auteur niet.
    "casus_ficheraking": Regel(
        lezen=f"(auteur_id = {IK} AND {_BIJ}) OR casus_id = ANY ({_BURGEMEESTER})", toevoegen=NIEMAND
    ),
    "casus_ficheoverdracht": Regel(
        lezen=_BIJ,
        toevoegen=f"""casus_id = ANY ({_POLITIE}) AND {HIER} AND door_id = {IK} AND aangemaakt {_NU}
            AND ({_geldige_bestemmelingen()})
            AND EXISTS (SELECT FROM {_FICHE} f WHERE f.id = fiche_id AND f.staat = 'overgemaakt'
                AND f.hash = casus_ficheoverdracht.hash AND f.casus_id = casus_ficheoverdracht.casus_id)
            AND casus_fiche_stand(fiche_id) = 'klaar'""",
    ),
}

_STAND = f"""DECLARE f {_FICHE}%ROWTYPE;
BEGIN
    SELECT * INTO f FROM {_FICHE} x WHERE x.id = welke
        AND x.casus_id = ANY (rls_casussen(ARRAY['kern_inzien', 'deelnemen']));
    IF NOT FOUND THEN RETURN 'onbekend'; END IF;
    IF f.staat = 'concept' THEN RETURN 'concept'; END IF;
    IF EXISTS (SELECT FROM casus_fichebron b WHERE b.fiche_id = f.id
            AND NOT casus_fichebron_mag(f.id, b.inbreng_id, b.besluit_id, b.evaluatie_id))
        OR NOT EXISTS (SELECT FROM casus_fichebron b WHERE b.fiche_id = f.id AND b.evaluatie_id IS NOT NULL)
        THEN RETURN 'bron'; END IF;
    IF EXISTS (SELECT FROM casus_fichegoedkeurder g WHERE g.fiche_id = f.id AND g.ronde = f.ronde
            AND g.antwoord = 'geweigerd') THEN RETURN 'geweigerd'; END IF;
    IF NOT casus_fiche_rijp(f.agendapunt_id, f.casus_id) OR EXISTS (
            (SELECT a.gebruiker_id FROM casus_aanwezigheid a WHERE a.agendapunt_id = f.agendapunt_id AND a.aanwezig)
            EXCEPT (SELECT g.gebruiker_id FROM casus_fichegoedkeurder g WHERE g.fiche_id = f.id AND g.ronde = f.ronde))
        OR EXISTS (SELECT FROM casus_fichegoedkeurder g WHERE g.fiche_id = f.id AND g.ronde = f.ronde
            AND NOT casus_leest(g.gebruiker_id, f.casus_id)) THEN RETURN 'toegang'; END IF;
    IF EXISTS (SELECT FROM casus_fichegoedkeurder g WHERE g.fiche_id = f.id AND g.ronde = f.ronde
            AND (g.antwoord <> 'goedgekeurd' OR g.hash <> f.hash)) THEN RETURN 'open'; END IF;
    RETURN 'klaar';
END"""

_VAST = "ARRAY['staat', 'inleiding', 'slot', 'tekst', 'hash', 'ronde', 'voorgelegd_op', 'vrijgegeven_op']"
_INHOUD_GELIJK = """(NEW.inleiding, NEW.slot, NEW.hash, NEW.ronde, NEW.voorgelegd_op)
    IS NOT DISTINCT FROM (OLD.inleiding, OLD.slot, OLD.hash, OLD.ronde, OLD.voorgelegd_op)
    AND (OLD.vrijgegeven_op IS NULL OR NEW.vrijgegeven_op = OLD.vrijgegeven_op)"""
_GELIJK = f"{_INHOUD_GELIJK} AND NEW.tekst IS NOT DISTINCT FROM OLD.tekst"

FUNCTIES = [
    functie(
        "rls_fiche_opstellers()",
        "uuid[]",
        """BEGIN RETURN rls_regie() || rls_casussen_als('kern_inzien', ARRAY['burgemeester', 'preventieambtenaar']); END""",
    ),
    # Of iemand anders de inhoud van deze casus vandaag nog leest; dezelfde vraag als rls_casussen over wie vraagt.
    functie(
        "casus_leest(wie uuid, over uuid)",
        "boolean",
        """BEGIN RETURN NOT rls_is_uitgesloten(wie, over) AND EXISTS (
            SELECT FROM toegang_casususerobjectpermission p JOIN auth_permission a ON a.id = p.permission_id
            JOIN casus_casus c ON c.id = p.content_object_id JOIN toegang_livc v ON v.id = c.livc_id
            WHERE p.user_id = wie AND c.id = over AND over = ANY (rls_casussen(ARRAY['kern_inzien', 'deelnemen']))
            AND CASE a.codename WHEN 'kern_inzien' THEN rls_is_kern(wie, c.livc_id)
                WHEN 'deelnemen' THEN v.in_gebruik AND EXISTS (SELECT FROM toegang_organisatielid m
                    WHERE m.gebruiker_id = wie AND rls_komt_nog(wie, m.organisatie_id, c.livc_id))
                ELSE false END); END""",
        soort="VOLATILE",
    ),
    # Besproken, en het overleg is gesloten: vanaf dan staat vast wie erbij was (LR-41).
    functie(
        "casus_fiche_rijp(punt uuid, over uuid)",
        "boolean",
        """BEGIN RETURN EXISTS (SELECT FROM casus_agendapunt p JOIN casus_overleg o ON o.id = p.overleg_id
            WHERE p.id = punt AND p.casus_id = over AND p.staat = 'besproken' AND o.staat = 'afgerond')
            AND EXISTS (SELECT FROM casus_aanwezigheid a WHERE a.agendapunt_id = punt AND a.aanwezig); END""",
        soort="VOLATILE",
    ),
    functie(
        "casus_fichebron_mag(welke uuid, inbreng uuid, besluit uuid, evaluatie uuid)",
        "boolean",
        f"""BEGIN RETURN EXISTS (SELECT FROM {_FICHE} f WHERE f.id = welke AND CASE
            WHEN inbreng IS NOT NULL THEN EXISTS (SELECT FROM casus_inbreng i
                WHERE i.id = inbreng AND i.casus_id = f.casus_id AND {VRIJ})
            WHEN besluit IS NOT NULL THEN EXISTS (SELECT FROM casus_besluit b
                WHERE b.id = besluit AND b.casus_id = f.casus_id AND b.agendapunt_id = f.agendapunt_id)
            ELSE EXISTS (SELECT FROM casus_evaluatie e WHERE e.id = evaluatie AND e.casus_id = f.casus_id) END); END""",
        soort="VOLATILE",
    ),
    # VOLATILE: wie op het slot van de rij wachtte, moet zien wat de ander intussen vastlegde.
    functie("casus_fiche_stand(welke uuid)", "text", _STAND, soort="VOLATILE"),
    # Elke geheime inbreng van deze casus, dicht, ook die uit een ander LIVC: alleen voor wie nu voorlegt of overmaakt.
    # Zonder auteur, en te openen alleen met de sleutel van de casus, die de databank niet heeft.
    functie(
        "casus_fiche_geheimen(welke uuid)",
        "TABLE(stuk uuid, dicht bytea, soort text, lijst text, van_elders boolean)",
        f"""BEGIN RETURN QUERY
            SELECT i.id, i.tekst, i.categorie::text, i.categorielijst::text, false
            FROM casus_inbreng i JOIN {_FICHE} f ON f.casus_id = i.casus_id
            WHERE f.id = welke AND i.staat = 'ingebracht' AND NOT ({VRIJ}) AND {_VERGELIJKT}
            UNION ALL SELECT o.id, o.inhoud, '', '', true
            FROM casus_overgenomen o JOIN {_FICHE} f ON f.casus_id = o.casus_id
            WHERE f.id = welke AND o.soort = 'inbreng' AND NOT ({VRIJ_OVERGENOMEN}) AND {_VERGELIJKT}; END""",
    ),
    functie(
        "casus_fiche_geraakt(welke uuid, stukken uuid[], bij uuid)",
        "void",
        # Een tweede keer zegt niets: anders verried een botsing dat twee geheimen van dezelfde auteur zijn.
        f"""BEGIN INSERT INTO casus_ficheraking (id, livc_id, casus_id, aangemaakt, fiche_id, poging, auteur_id)
            SELECT gen_random_uuid(), f.livc_id, f.casus_id, rls_nu(), f.id, bij, g.auteur
            FROM {_FICHE} f JOIN LATERAL (
                SELECT i.auteur_id AS auteur FROM casus_inbreng i
                    WHERE i.casus_id = f.casus_id AND i.id = ANY (stukken) AND i.staat = 'ingebracht' AND NOT ({VRIJ})
                UNION SELECT NULL FROM casus_overgenomen o
                    WHERE o.casus_id = f.casus_id AND o.id = ANY (stukken) AND o.soort = 'inbreng'
                    AND NOT ({VRIJ_OVERGENOMEN})) g ON true
            WHERE f.id = welke AND {_VERGELIJKT} ON CONFLICT DO NOTHING; END""",
        soort="VOLATILE",
    ),
    # Hoe vaak een tekst over deze casus geweigerd werd; wie opstelt, leest de rijen zelf niet.
    functie(
        "casus_fiche_pogingen(over uuid, sinds timestamptz)",
        "bigint",
        """BEGIN RETURN (SELECT count(DISTINCT r.poging) FROM casus_ficheraking r WHERE r.casus_id = over
            AND r.aangemaakt > sinds AND over = ANY (rls_fiche_opstellers())); END""",
    ),
    # Aan hoevelen het gevraagd is, en hoeveel ja en neen: alleen voor de burgemeester, en zonder namen. Bij weinig mensen
    # is een telling een naam: dan staat er alleen aan hoevelen (LR-20).
    functie(
        "casus_fiche_telling(welke uuid)",
        "bigint[]",
        f"""BEGIN RETURN (SELECT CASE WHEN count(*) BETWEEN 1 AND {TELT_VANAF - 1} THEN ARRAY[count(*), NULL, NULL]
                ELSE ARRAY[count(*), count(*) FILTER (WHERE g.antwoord = 'goedgekeurd'),
                    count(*) FILTER (WHERE g.antwoord = 'geweigerd')] END
            FROM casus_fichegoedkeurder g JOIN casus_terugkoppelingsfiche f ON f.id = g.fiche_id AND f.ronde = g.ronde
            WHERE f.id = welke AND f.casus_id = ANY (rls_casussen_als('kern_inzien', ARRAY['burgemeester']))); END""",
    ),
    # Wie antwoordt, is wie erbij was: niemand stelt die lijst zelf op (LR-41).
    """CREATE OR REPLACE FUNCTION casus_fiche_vraag() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = public, pg_temp AS $lichaam$ BEGIN
        IF NEW.staat = 'ter_goedkeuring' AND OLD.staat = 'concept' THEN
            INSERT INTO casus_fichegoedkeurder
                (id, livc_id, casus_id, aangemaakt, fiche_id, ronde, gebruiker_id, antwoord, hash)
            SELECT gen_random_uuid(), NEW.livc_id, NEW.casus_id, now(), NEW.id, NEW.ronde, a.gebruiker_id, '', ''
            FROM casus_aanwezigheid a WHERE a.agendapunt_id = NEW.agendapunt_id AND a.aanwezig;
        END IF;
        RETURN NULL; END $lichaam$""",
    f"""CREATE OR REPLACE TRIGGER casus_fiche_vraag AFTER UPDATE ON {_FICHE}
        FOR EACH ROW EXECUTE FUNCTION casus_fiche_vraag()""",
    # Steeds IS NOT TRUE: een lege waarde is een neen.
    *bewaker(
        "casus_fiche_wie",
        _FICHE,
        f"""IF to_jsonb(NEW) - {_VAST} <> to_jsonb(OLD) - {_VAST} THEN {WEIGER} END IF;
        IF NEW.staat = 'concept' THEN
            -- Schrijven, of terugkomen op een tekst die voorlag: dan is er geen tekst, en geen antwoord dat nog telt.
            IF (NEW.casus_id = ANY (rls_fiche_opstellers()) AND NEW.hash = '' AND NEW.tekst IS NULL
                AND NEW.ronde = OLD.ronde AND NEW.vrijgegeven_op IS NULL) IS NOT TRUE THEN {WEIGER} END IF;
        ELSIF OLD.staat = 'concept' THEN
            IF (NEW.staat = 'ter_goedkeuring' AND NEW.casus_id = ANY (rls_fiche_opstellers())
                AND NEW.ronde = OLD.ronde + 1 AND NEW.hash ~ '^[0-9a-f]{{64}}$' AND NEW.tekst IS NOT NULL
                AND (NEW.inleiding, NEW.slot) IS NOT DISTINCT FROM (OLD.inleiding, OLD.slot)
                AND NEW.voorgelegd_op {_NU} AND casus_fiche_rijp(NEW.agendapunt_id, NEW.casus_id)) IS NOT TRUE
                THEN {WEIGER} END IF;
        ELSIF NEW.staat = 'geblokkeerd' AND OLD.staat <> 'geblokkeerd' THEN
            IF ({_GELIJK} AND casus_fiche_stand(NEW.id) IN ('bron', 'geweigerd', 'toegang')) IS NOT TRUE
                THEN {WEIGER} END IF;
        ELSIF NEW.staat = OLD.staat AND NEW.staat <> 'overgemaakt' THEN
            -- Met een bron die wegviel, verdwijnt ook de tekst waarin ze stond.
            IF ({_GELIJK} OR {_INHOUD_GELIJK} AND NEW.staat = 'geblokkeerd' AND NEW.tekst IS NULL
                AND casus_fiche_stand(NEW.id) = 'bron') IS NOT TRUE THEN {WEIGER} END IF;
        ELSIF NEW.staat IN ('vrijgegeven', 'overgemaakt') THEN
            IF ({_GELIJK} AND casus_fiche_stand(NEW.id) = 'klaar'
                AND CASE NEW.staat WHEN 'vrijgegeven' THEN NEW.vrijgegeven_op {_NU}
                    ELSE NEW.casus_id = ANY (rls_casussen_als('kern_inzien', ARRAY['politie'])) END) IS NOT TRUE
                THEN {WEIGER} END IF;
        ELSE {WEIGER} END IF;""",
    ),
    # Elk antwoordt zelf, op de tekst die nu voorligt. Het slot op de fiche: niemand antwoordt op wat een ander net wijzigt.
    *bewaker(
        "casus_fichegoedkeurder_wie",
        "casus_fichegoedkeurder",
        f"""IF NEW.gebruiker_id IS DISTINCT FROM ik OR (NEW.fiche_id, NEW.ronde) <> (OLD.fiche_id, OLD.ronde)
            OR NOT (NEW.antwoord IN ('goedgekeurd', 'geweigerd') AND OLD.antwoord = ''
                OR NEW.antwoord = 'geweigerd' AND OLD.antwoord = 'goedgekeurd')
            OR NEW.beantwoord_op IS NULL OR NOT (NEW.beantwoord_op {_NU}) THEN {WEIGER} END IF;
        PERFORM FROM {_FICHE} f WHERE f.id = NEW.fiche_id FOR UPDATE;
        IF NOT EXISTS (SELECT FROM {_FICHE} f WHERE f.id = NEW.fiche_id AND f.ronde = NEW.ronde AND f.hash = NEW.hash
            AND (f.staat = 'ter_goedkeuring' OR f.staat = 'vrijgegeven' AND NEW.antwoord = 'geweigerd'))
            THEN {WEIGER} END IF;""",
    ),
    # Wie erbij was, staat vast zodra het punt besproken is (LR-41).
    *bewaker(
        "casus_aanwezigheid_vast",
        "casus_aanwezigheid",
        f"""IF NOT EXISTS (SELECT FROM casus_agendapunt p WHERE p.id = NEW.agendapunt_id AND p.casus_id = NEW.casus_id
                AND p.staat = 'bezig') THEN {WEIGER} END IF;
        IF TG_OP = 'UPDATE' THEN IF NEW.agendapunt_id <> OLD.agendapunt_id THEN {WEIGER} END IF; END IF;""",
        bij="INSERT OR UPDATE",
    ),
]
