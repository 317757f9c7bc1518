"""De voorwaarden in de databank op verzoeken van personen, de raadpleging erover, en de lijst van personen (LR-06, LR-55).

De organisator beoordeelt, de functionaris legt gronden vast, elke deelnemer antwoordt alleen over zichzelf.
"""

from toegang.rijbeveiliging import WEIGER, Regel, bewaker, functie
from toegang.rijtaal import HIER, IK, IN_LIVC, INHOUD, casussen, casussen_als, rollen, taak

TAAKNAAM = "wissen van verzoeken"

_DRIE = rollen("burgemeester", "preventieambtenaar", "functionaris")
_ORGANISATOR = rollen("burgemeester", "preventieambtenaar")
_FUNCTIONARIS = rollen("functionaris")
_LEIDING = casussen_als("kern_inzien", "burgemeester", "preventieambtenaar")
_NIET_UITGESLOTEN = "(casus_id IS NULL OR casus_id <> ALL ((SELECT rls_uitgesloten())::uuid[]))"
_VERZOEK = f"(livc_id = ANY ({_DRIE}) AND {_NIET_UITGESLOTEN})"
_BEOORDELEN = (
    f"(livc_id = ANY ({_ORGANISATOR}) AND (casus_id IS NULL OR casus_id = ANY ({_LEIDING})) AND {HIER})"
)
_WISSEN = taak(TAAKNAAM)
_OM = "v.staat = 'beantwoord' AND v.casus_id IS NULL AND v.wissen_op <= rls_vandaag()"
_EIGEN = f"(gebruiker_id = {IK} AND casus_id = ANY ({casussen(*INHOUD)}))"


def _bij_open_verzoek(tabel: str) -> str:
    """De rij hoort bij een verzoek in beoordeling, van hetzelfde LIVC en over dezelfde casus."""
    return f"""EXISTS (SELECT FROM casus_betrokkenenverzoek v WHERE v.id = verzoek_id AND v.staat = 'in_beoordeling'
        AND v.livc_id = {tabel}.livc_id AND v.casus_id IS NOT DISTINCT FROM {tabel}.casus_id)"""


REGELS = {
    # Wie uitgesloten is van de casus, ziet ook het verzoek niet meer (LR-23).
    "casus_betrokkenenverzoek": Regel(
        lezen=_VERZOEK,
        toevoegen=f"""livc_id = ANY ({_DRIE}) AND geregistreerd_door_id = {IK} AND staat = 'ontvangen'
            AND casus_id IS NULL AND identiteit = '' AND verlengd_op IS NULL AND beantwoord_op IS NULL
            AND wissen_op IS NULL
            AND ontvangen_op <= rls_vandaag()""",
        # Wie leest, mag vergrendelen: het beleid antwoordt dan, en niet de databank.
        wijzigen=_VERZOEK,
        gewijzigd=_BEOORDELEN,
    ),
    # Geen deelnemer ziet het antwoord van een ander, ook de politie niet (LR-22, LR-55).
    "casus_raadpleging": Regel(
        lezen=f"{_EIGEN} OR casus_id = ANY ({_LEIDING})",
        toevoegen=f"""casus_id = ANY ({_LEIDING}) AND antwoorden IS NULL AND beantwoord_op IS NULL AND {HIER}
            AND {_bij_open_verzoek("casus_raadpleging")}""",
        wijzigen=_EIGEN,
    ),
    "casus_verzoekgrond": Regel(
        lezen=f"{_VERZOEK} AND verzoek_id IN (SELECT id FROM casus_betrokkenenverzoek)",
        toevoegen=f"""livc_id = ANY ({_FUNCTIONARIS}) AND opgesteld_door_id = {IK} AND {_NIET_UITGESLOTEN} AND {HIER}
            AND {_bij_open_verzoek("casus_verzoekgrond")}""",
    ),
    # Wie beperkt of weigert, heeft eerst de gronden van de functionaris nodig, over precies deze casus.
    "casus_verzoekbrief": Regel(
        lezen=_BEOORDELEN,
        toevoegen=f"""{_BEOORDELEN} AND opgesteld_door_id = {IK} AND {_bij_open_verzoek("casus_verzoekbrief")}
            AND (uitkomst = 'geheel' OR EXISTS (SELECT FROM casus_verzoekgrond g
                WHERE g.verzoek_id = casus_verzoekbrief.verzoek_id
                AND g.casus_id IS NOT DISTINCT FROM casus_verzoekbrief.casus_id))""",
    ),
    "casus_verwerkingslezing": Regel(
        lezen=f"livc_id = ANY ({IN_LIVC})",
        toevoegen=f"livc_id = ANY ({_FUNCTIONARIS}) AND vastgesteld_door_id = {IK}",
    ),
}

FUNCTIES = [
    # Wat binnenkwam, verandert niet meer; verlengen kan één keer, met reden en voor het einde; na het antwoord niets.
    *bewaker(
        "casus_verzoek_gang",
        "casus_betrokkenenverzoek",
        f"""IF OLD.staat = 'beantwoord' THEN {WEIGER} END IF;
        IF OLD.casus_id IS NOT NULL AND NEW.casus_id IS DISTINCT FROM OLD.casus_id THEN {WEIGER} END IF;
        IF (NEW.referentie, NEW.soort, NEW.kanaal, NEW.ontvangen_op, NEW.geregistreerd_door_id, NEW.verzoeker,
                NEW.adres, NEW.vraag) IS DISTINCT FROM (OLD.referentie, OLD.soort, OLD.kanaal, OLD.ontvangen_op,
                OLD.geregistreerd_door_id, OLD.verzoeker, OLD.adres, OLD.vraag) THEN {WEIGER} END IF;
        IF (NEW.verlengd_op, NEW.verlengreden) IS DISTINCT FROM (OLD.verlengd_op, OLD.verlengreden)
            AND (OLD.verlengd_op IS NOT NULL OR NEW.verlengreden IS NULL OR NEW.verlengd_op <> rls_vandaag()
                OR rls_vandaag() > (OLD.ontvangen_op + interval '1 month')::date) THEN {WEIGER} END IF;
        IF (NEW.staat = 'beantwoord') <> (NEW.beantwoord_op IS NOT NULL) THEN {WEIGER} END IF;
        IF NEW.staat = 'beantwoord' AND (NEW.beantwoord_door_id IS DISTINCT FROM ik
            OR NOT EXISTS (SELECT FROM casus_verzoekbrief b WHERE b.verzoek_id = NEW.id
                AND b.casus_id IS NOT DISTINCT FROM NEW.casus_id)) THEN {WEIGER} END IF;
        IF NEW.wissen_op IS DISTINCT FROM (CASE WHEN NEW.staat = 'beantwoord' AND NEW.casus_id IS NULL THEN
                (SELECT (rls_vandaag() + make_interval(months => l.verzoek_bewaarmaanden))::date
                    FROM toegang_livc l WHERE l.id = NEW.livc_id) END) THEN {WEIGER} END IF;""",
    ),
    # Alleen wat beantwoord is, bij geen casus hoort en zijn termijn uit heeft.
    functie(
        "casus_te_wissen_verzoeken()",
        "SETOF uuid",
        f"""BEGIN IF NOT coalesce({_WISSEN}, false) THEN {WEIGER} END IF;
            RETURN QUERY SELECT v.id FROM casus_betrokkenenverzoek v WHERE {_OM} ORDER BY v.wissen_op, v.id; END""",
    ),
    # Sleutels en rijen samen; de scherven gaan na het vastleggen. Wie welke sleutel wiste, staat in het antwoord.
    functie(
        "casus_wis_verzoek(welk uuid)",
        "jsonb",
        f"""DECLARE rij casus_betrokkenenverzoek; weg uuid[];
        BEGIN IF NOT coalesce({_WISSEN}, false) THEN {WEIGER} END IF;
            SELECT * INTO rij FROM casus_betrokkenenverzoek v WHERE v.id = welk AND {_OM} FOR UPDATE;
            IF rij.id IS NULL THEN RETURN NULL; END IF;
            weg := rij.id || ARRAY(SELECT b.id FROM casus_verzoekbrief b WHERE b.verzoek_id = rij.id);
            DELETE FROM toegang_casussleutel s WHERE s.dossier_id = ANY (weg);
            DELETE FROM casus_verzoekbrief b WHERE b.verzoek_id = rij.id;
            DELETE FROM casus_verzoekgrond g WHERE g.verzoek_id = rij.id;
            DELETE FROM casus_betrokkenenverzoek x WHERE x.id = rij.id;
            RETURN jsonb_build_object('livc', rij.livc_id, 'wissen_op', rij.wissen_op, 'dossiers', weg); END""",
        soort="VOLATILE",
    ),
    # Wie geraadpleegd wordt, ziet het verzoek zelf niet; welke van zijn vragen nog open zijn, zegt dit alleen aan hem.
    functie(
        "casus_open_raadplegingen()",
        "SETOF uuid",
        """BEGIN RETURN QUERY SELECT r.id FROM casus_raadpleging r JOIN casus_betrokkenenverzoek v ON v.id = r.verzoek_id
            WHERE r.gebruiker_id = rls_gebruiker() AND v.staat = 'in_beoordeling'; END""",
    ),
    *bewaker(
        "casus_raadpleging_gang",
        "casus_raadpleging",
        f"""IF (NEW.verzoek_id, NEW.soort) <> (OLD.verzoek_id, OLD.soort) OR NEW.vraag IS DISTINCT FROM OLD.vraag
            OR NEW.id NOT IN (SELECT casus_open_raadplegingen()) THEN {WEIGER} END IF;""",
    ),
    # Wat een deelnemer liet vertellen en intussen introk, of wat over een ander gaat, is er niet meer bij. Wie
    # beoordeelt, leest die inbreng zelf misschien niet: hij krijgt alleen de ids terug die hij al had.
    functie(
        "casus_nog_te_vertellen(bij uuid, welke uuid[])",
        "SETOF uuid",
        """BEGIN RETURN QUERY SELECT i.id FROM casus_raadpleging r
            JOIN casus_inbreng i ON i.casus_id = r.casus_id AND i.auteur_id = r.gebruiker_id
            WHERE r.id = bij AND i.id = ANY (welke) AND i.staat = 'ingebracht' AND i.over_id IS NULL
            AND r.casus_id = ANY (rls_casussen_als('kern_inzien', ARRAY['burgemeester', 'preventieambtenaar'])); END""",
    ),
    # De lijst van personen: wie besproken is, voor burgemeester en functionaris (LR-06). Een functie en geen voorwaarde
    # op de rijen: de functionaris leest zo van een casus en van een persoon niets anders dan dit. De naam van een casus
    # krijgt een burgemeester pas na de geheimhouding (LR-30).
    functie(
        "casus_besproken_personen(in_livc uuid)",
        "TABLE (casus uuid, persoon uuid, ref text, stand text, eerste timestamptz, laatste timestamptz, wie bytea)",
        """BEGIN RETURN QUERY
            SELECT c.id, b.id, c.referentie::text, c.staat::text, p.van, p.tot,
                CASE WHEN in_livc = ANY (rls_rollen(ARRAY['functionaris']))
                    OR c.id = ANY (rls_casussen(ARRAY['kern_inzien'])) THEN b.naam END
            FROM casus_casus c
            JOIN casus_betrokkene b ON b.casus_id = c.id
            JOIN (SELECT a.casus_id, min(a.begonnen_op) AS van, max(a.begonnen_op) AS tot FROM casus_agendapunt a
                WHERE a.staat = 'besproken' GROUP BY a.casus_id) p ON p.casus_id = c.id
            WHERE c.livc_id = in_livc AND in_livc = ANY (rls_rollen(ARRAY['burgemeester', 'functionaris']))
            AND c.id <> ALL (rls_uitgesloten())
            ORDER BY p.tot DESC, c.id; END""",
    ),
]
