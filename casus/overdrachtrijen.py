"""De voorwaarden in de databank op een overdracht: de afzender, de ontvanger en het pakket lezen elkaar niet (LR-05).

Wat over de grens van een LIVC heen moet (het pakket openen, de casus van de afzender sluiten), doet één taak, en alleen
nadat de ontvangende burgemeester antwoordde.
"""

from collections.abc import Mapping
from dataclasses import replace

from casus.ficherijen import VRIJ, VRIJ_OVERGENOMEN
from toegang.rijbeveiliging import WEIGER, Regel, bewaker, functie
from toegang.rijtaal import HIER, IK, INHOUD, casussen, casussen_als, rollen, taak
from toegang.verantwoording import Systeemactor

OVERDRAGER = Systeemactor("overdracht")

_TAAK = taak(OVERDRAGER.naam)
_LEIDING = casussen_als("kern_inzien", "burgemeester", "preventieambtenaar")
_BURGEMEESTER = rollen("burgemeester")
_BURGEMEESTER_INZIEN = casussen_als("kern_inzien", "burgemeester")
_INHOUD = casussen(*INHOUD)
_UITGESLOTEN = "(SELECT rls_uitgesloten())::uuid[]"
_AANGEBODEN = "(SELECT casus_overgedragen(ARRAY['aangeboden', 'aanvaard']))::uuid[]"
_AANVAARD = "(SELECT casus_overgedragen(ARRAY['aanvaard']))::uuid[]"
_TE_VULLEN = "(SELECT casus_te_vullen())::uuid[]"
_BEANTWOORD = "EXISTS (SELECT FROM casus_aanbod a WHERE a.id = aanbod_id AND a.staat <> 'aangeboden')"

# Een inbreng gaat mee als haar auteur ze vrijgaf én verder liet delen, of als hij voor deze overdracht ja zei.
_MAG_MEE = """i.staat = 'ingebracht' AND i.publiek IN ('tafel', 'kern') AND i.casus_id = o.casus_id
    AND ((i.niveau = 'vrijgegeven' AND i.doorgave) OR EXISTS (SELECT FROM casus_overdrachtvraag v
        WHERE v.overdracht_id = o.id AND v.inbreng_id = i.id AND v.antwoord = 'ja'))"""

SLUIT_AF = f"""IF {_TAAK} AND NEW.staat = 'afgesloten' AND NEW.sluitingsreden = 'overgedragen'
    AND NEW.id = ANY (casus_overgedragen(ARRAY['aanvaard']))
    AND to_jsonb(NEW) - ARRAY['staat', 'gewijzigd', 'casusregisseur_id', 'sluitingsreden', 'afgesloten_op']
        = to_jsonb(OLD) - ARRAY['staat', 'gewijzigd', 'casusregisseur_id', 'sluitingsreden', 'afgesloten_op']
    THEN RETURN NEW; END IF;"""
"""De uitzondering in `casus_casus_wie`: de taak sluit wat aanvaard is, en raakt niets anders aan."""

REGELS = {
    # Wie gevraagd werd, leest waarheen en waarom; wie de ontvanger is, leest hier niets.
    "casus_overdracht": Regel(
        lezen=f"casus_id = ANY ({_LEIDING}) OR {_TAAK} OR id = ANY ((SELECT casus_mij_gevraagd())::uuid[])",
        toevoegen=f"""opgesteld_door_id = {IK} AND staat = 'voorbereiding' AND casus_id = ANY ({_LEIDING}) AND {HIER}
            AND aangeboden_door_id IS NULL AND beeindigd_op IS NULL""",
        wijzigen=f"casus_id = ANY ({_LEIDING}) OR {_TAAK}",
        gewijzigd=f"""(casus_id = ANY ({_LEIDING}) AND staat NOT IN ('aanvaard', 'geweigerd'))
            OR ({_TAAK} AND staat IN ('aanvaard', 'geweigerd'))""",
    ),
    "casus_overdrachtkeuze": Regel(
        lezen=f"casus_id = ANY ({_LEIDING})",
        toevoegen=f"""casus_id = ANY ({_LEIDING}) AND {HIER} AND EXISTS (SELECT FROM casus_overdracht o
            WHERE o.id = overdracht_id AND o.casus_id = casus_overdrachtkeuze.casus_id AND o.staat = 'voorbereiding')""",
        wissen=f"""casus_id = ANY ({_LEIDING}) AND EXISTS (SELECT FROM casus_overdracht o
            WHERE o.id = overdracht_id AND o.staat = 'voorbereiding')""",
    ),
    # Een neen en een stilte leest alleen wie ze gaf; een ja leest wie het pakket maakt (LR-20, LR-32).
    "casus_overdrachtvraag": Regel(
        lezen=f"""(auteur_id = {IK} AND casus_id = ANY ({_INHOUD}))
            OR (antwoord = 'ja' AND casus_id = ANY ({_LEIDING}))""",
        toevoegen=f"""antwoord = '' AND beantwoord_op IS NULL AND casus_id = ANY ({_LEIDING}) AND {HIER}
            AND EXISTS (SELECT FROM casus_overdracht o WHERE o.id = overdracht_id
                AND o.casus_id = casus_overdrachtvraag.casus_id AND o.staat = 'ter_instemming')
            AND EXISTS (SELECT FROM casus_inbreng i WHERE i.id = inbreng_id AND i.staat = 'ingebracht'
                AND i.casus_id = casus_overdrachtvraag.casus_id AND i.auteur_id = casus_overdrachtvraag.auteur_id)""",
        wijzigen=f"auteur_id = {IK} AND casus_id = ANY ({_INHOUD})",
    ),
    "casus_aanbod": Regel(
        lezen=f"""(livc_id = ANY ({_BURGEMEESTER}) AND (casus_id IS NULL OR casus_id <> ALL ({_UITGESLOTEN})))
            OR casus_id = ANY ({_INHOUD}) OR {_TAAK}""",
        toevoegen=f"""staat = 'aangeboden' AND casus_id IS NULL AND beantwoord_door_id IS NULL
            AND casus_kan_ontvangen(livc_id) AND EXISTS (SELECT FROM casus_overdracht o WHERE o.id = casus_aanbod.id
                AND o.staat = 'aangeboden' AND o.ontvanger_id = casus_aanbod.livc_id AND o.livc_id = casus_aanbod.van_id
                AND o.reden = casus_aanbod.reden AND o.casus_id = ANY ({_BURGEMEESTER_INZIEN}))""",
        wijzigen=f"livc_id = ANY ({_BURGEMEESTER}) OR {_TAAK}",
        gewijzigd=f"""(livc_id = ANY ({_BURGEMEESTER}) AND staat IN ('aanvaard', 'geweigerd')
                AND beantwoord_door_id = {IK}) OR ({_TAAK} AND staat = 'ingetrokken')""",
    ),
    # Ook wie het pakket maakt, leest het niet terug. De taak opent het na het antwoord, en ledigt het.
    "casus_pakketstuk": Regel(
        lezen=f"{_TAAK} AND {_BEANTWOORD}",
        toevoegen=f"""EXISTS (SELECT FROM casus_overdracht o WHERE o.id = aanbod_id AND o.staat = 'aangeboden'
                AND o.livc_id = casus_pakketstuk.livc_id AND o.casus_id = ANY ({_BURGEMEESTER_INZIEN}))
            AND (bron_id IS NULL OR casus_mag_mee(aanbod_id, bron_id))""",
        wissen=f"{_TAAK} AND {_BEANTWOORD}",
    ),
    # Niemand wijzigt of voegt toe: wat overkwam, blijft wat de auteur schreef, voor wie hij het bestemde.
    "casus_overgenomen": Regel(
        lezen=f"""(publiek = 'tafel' AND casus_id = ANY ({_INHOUD}))
            OR (publiek = 'kern' AND casus_id = ANY ({casussen("kern_inzien")}))""",
        toevoegen=f"{_TAAK} AND casus_id = ANY ({_TE_VULLEN}) AND {HIER}",
    ),
}

_SLUITEN = {
    "casus_casus": "id",
    "casus_deelname": "casus_id",
    "casus_actie": "casus_id",
    "casus_agendapunt": "casus_id",
    "casus_traject": "casus_id",
}
"""Wat de taak raakt als ze de casus van de afzender sluit, met de kolom van de casus."""


def verruim(regels: Mapping[str, Regel]) -> dict[str, Regel]:
    """Dezelfde voorwaarden, met de taak erbij: vergrendelen vanaf het aanbod, schrijven pas na het aanvaarden."""
    uit = dict(regels) | REGELS
    for tabel, kolom in _SLUITEN.items():
        regel, lezen = regels[tabel], f"({_TAAK} AND {kolom} = ANY ({_AANGEBODEN}))"
        uit[tabel] = replace(
            regel,
            lezen=f"({regel.lezen}) OR {lezen}",
            wijzigen=f"({regel.wijzigen}) OR {lezen}",
            gewijzigd=f"({regel.gewijzigd or regel.wijzigen}) OR ({_TAAK} AND {kolom} = ANY ({_AANVAARD}))",
        )
    relatie = regels["casus_relatie"]
    vullen = f"({_TAAK} AND casus_id = ANY ({_TE_VULLEN}) AND {HIER})"
    return uit | {"casus_relatie": replace(relatie, toevoegen=f"({relatie.toevoegen}) OR {vullen}")}


FUNCTIES = [
    # De casussen die de taak mag vergrendelen of sluiten; leeg voor iedereen anders.
    functie(
        "casus_overgedragen(staten text[])",
        "uuid[]",
        f"""BEGIN IF NOT coalesce({_TAAK}, false) THEN RETURN '{{}}'; END IF;
        RETURN coalesce((SELECT array_agg(o.casus_id) FROM casus_overdracht o WHERE o.staat = ANY (staten)), '{{}}'); END""",
    ),
    # De overdrachten waarvoor ik als auteur gevraagd werd, in een casus die ik nog inzie.
    functie(
        "casus_mij_gevraagd()",
        "uuid[]",
        """DECLARE mijn uuid[] := rls_casussen(ARRAY['kern_inzien', 'deelnemen']);
        BEGIN RETURN coalesce((SELECT array_agg(v.overdracht_id) FROM casus_overdrachtvraag v
            WHERE v.auteur_id = rls_gebruiker() AND v.casus_id = ANY (mijn)), '{}'); END""",
    ),
    # De nieuwe casussen die de taak mag vullen: zolang de sleutel van hun pakket bestaat, en dat is één transactie lang.
    functie(
        "casus_te_vullen()",
        "uuid[]",
        f"""BEGIN IF NOT coalesce({_TAAK}, false) THEN RETURN '{{}}'; END IF;
        RETURN coalesce((SELECT array_agg(a.casus_id) FROM casus_aanbod a JOIN toegang_casussleutel s ON s.dossier_id = a.id
            WHERE a.staat = 'aanvaard'), '{{}}'); END""",
    ),
    # LR-10: de drie rollen van de kern zijn vandaag ingevuld, en er is een toezicht dat het logboek kan lezen.
    functie(
        "casus_kan_ontvangen(in_livc uuid)",
        "boolean",
        """BEGIN RETURN EXISTS (SELECT FROM toegang_livc v WHERE v.id = in_livc AND v.in_gebruik)
            AND EXISTS (SELECT FROM audit_toezichtsleutel t WHERE t.livc_id = in_livc AND t.ingetrokken IS NULL)
            AND (SELECT count(DISTINCT l.rol) FROM toegang_lidmaatschap l WHERE l.livc_id = in_livc
                AND l.rol IN ('burgemeester', 'politie', 'preventieambtenaar')
                AND rls_is_kern(l.gebruiker_id, in_livc)) = 3; END""",
    ),
    functie(
        "casus_mag_mee(welke uuid, uit uuid)",
        "boolean",
        f"""BEGIN RETURN EXISTS (SELECT FROM casus_overdracht o JOIN casus_inbreng i ON i.id = uit
            WHERE o.id = welke AND o.casus_id = ANY (rls_casussen_als('kern_inzien', ARRAY['burgemeester']))
            AND {_MAG_MEE}); END""",
    ),
    # Waartegen een pakket vergeleken wordt, dicht en zonder auteur; alleen voor wie het nu maakt, en het is nog leeg.
    functie(
        "casus_overdracht_geheimen(welke uuid)",
        "TABLE(stuk uuid, dicht bytea, soort text, lijst text, van_elders boolean)",
        f"""DECLARE over uuid := (SELECT o.casus_id FROM casus_overdracht o WHERE o.id = welke AND o.staat = 'aangeboden'
            AND o.casus_id = ANY (rls_casussen_als('kern_inzien', ARRAY['burgemeester']))
            AND NOT EXISTS (SELECT FROM casus_pakketstuk s WHERE s.aanbod_id = o.id));
        BEGIN RETURN QUERY
            SELECT i.id, i.tekst, i.categorie::text, i.categorielijst::text, false FROM casus_inbreng i
            WHERE i.casus_id = over AND i.staat = 'ingebracht' AND NOT ({VRIJ})
            UNION ALL SELECT o.id, o.inhoud, '', '', true FROM casus_overgenomen o
            WHERE o.casus_id = over AND o.soort = 'inbreng' AND NOT ({VRIJ_OVERGENOMEN}); END""",
    ),
    # Hoeveel stukken van elke soort: meer ziet de ontvanger niet voor hij antwoordt.
    functie(
        "casus_aanbod_telling(welke uuid)",
        "TABLE (soort text, aantal bigint)",
        """BEGIN RETURN QUERY SELECT s.soort::text, count(*) FROM casus_pakketstuk s JOIN casus_aanbod a ON a.id = s.aanbod_id
            WHERE a.id = welke AND a.staat = 'aangeboden' AND a.livc_id = ANY (rls_rollen(ARRAY['burgemeester']))
            GROUP BY s.soort ORDER BY s.soort; END""",
    ),
    functie(
        "casus_overdracht_staat(welke uuid)",
        "text",
        "BEGIN RETURN (SELECT o.staat FROM casus_overdracht o WHERE o.id = welke); END",
    ),
    functie(
        "casus_aanbod_staat(welke uuid)",
        "text",
        "BEGIN RETURN (SELECT a.staat FROM casus_aanbod a WHERE a.id = welke); END",
    ),
    # Aanbieden en een aanbod intrekken doet de burgemeester; een antwoord staat eerst bij de ontvanger.
    *bewaker(
        "casus_overdracht_wie",
        "casus_overdracht",
        f"""IF (NEW.ontvanger_id, NEW.reden, NEW.opgesteld_door_id) <> (OLD.ontvanger_id, OLD.reden, OLD.opgesteld_door_id)
            OR OLD.staat IN ('aanvaard', 'geweigerd', 'ingetrokken')
            OR (OLD.aangeboden_door_id IS NOT NULL AND (NEW.aangeboden_door_id, NEW.aangeboden_op)
                IS DISTINCT FROM (OLD.aangeboden_door_id, OLD.aangeboden_op))
            THEN {WEIGER} END IF;
        IF NEW.staat <> OLD.staat AND NOT (CASE NEW.staat
            WHEN 'aangeboden' THEN NEW.aangeboden_door_id = ik AND NEW.livc_id = ANY (rls_rollen(ARRAY['burgemeester']))
            WHEN 'ingetrokken' THEN OLD.staat <> 'aangeboden' OR NEW.livc_id = ANY (rls_rollen(ARRAY['burgemeester']))
            WHEN 'aanvaard' THEN casus_aanbod_staat(NEW.id) = 'aanvaard'
            WHEN 'geweigerd' THEN casus_aanbod_staat(NEW.id) = 'geweigerd'
            ELSE true END) THEN {WEIGER} END IF;""",
    ),
    # Eén antwoord, en alleen op wat de afzender nog aanbiedt: na het intrekken kan er niets meer aanvaard worden.
    *bewaker(
        "casus_aanbod_wie",
        "casus_aanbod",
        f"""IF (NEW.van_id, NEW.reden) <> (OLD.van_id, OLD.reden) OR OLD.staat <> 'aangeboden' THEN {WEIGER} END IF;
        IF NEW.staat IN ('aanvaard', 'geweigerd') AND casus_overdracht_staat(NEW.id) IS DISTINCT FROM 'aangeboden'
            OR NEW.staat = 'ingetrokken' AND casus_overdracht_staat(NEW.id) IS DISTINCT FROM 'ingetrokken'
            THEN {WEIGER} END IF;
        IF NEW.casus_id IS NOT NULL AND (rls_elders(NEW.casus_id, NEW.livc_id) OR NEW.staat <> 'aanvaard')
            THEN {WEIGER} END IF;""",
    ),
    # Antwoorden kan zolang de andere burgemeester het niet deed, en verandert niets anders aan de vraag.
    *bewaker(
        "casus_overdrachtvraag_wie",
        "casus_overdrachtvraag",
        f"""IF NEW.auteur_id IS DISTINCT FROM ik OR NEW.overdracht_id <> OLD.overdracht_id OR NEW.antwoord NOT IN ('ja', 'neen')
            OR coalesce(casus_overdracht_staat(NEW.overdracht_id), '') NOT IN ('ter_instemming', 'aangeboden')
            OR (NEW.antwoord = 'ja' AND OLD.antwoord <> 'ja'
                AND casus_overdracht_staat(NEW.overdracht_id) <> 'ter_instemming')
            THEN {WEIGER} END IF;""",
    ),
    # Wie zijn ja terugneemt of zijn inbreng intrekt, haalt ze uit het pakket, tot het aanvaard is (LR-32).
    f"""CREATE OR REPLACE FUNCTION casus_uit_pakket() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = public, pg_temp AS $$ BEGIN
        DELETE FROM casus_pakketstuk s USING casus_overdracht o, casus_inbreng i
            WHERE i.id = coalesce(to_jsonb(NEW) ->> 'inbreng_id', to_jsonb(NEW) ->> 'id')::uuid AND s.bron_id = i.id AND o.id = s.aanbod_id
            AND o.staat = 'aangeboden' AND NOT ({_MAG_MEE});
        RETURN NULL;
    END $$""",
    """CREATE OR REPLACE TRIGGER casus_uit_pakket AFTER UPDATE ON casus_inbreng
        FOR EACH ROW EXECUTE FUNCTION casus_uit_pakket()""",
    """CREATE OR REPLACE TRIGGER casus_uit_pakket AFTER UPDATE ON casus_overdrachtvraag
        FOR EACH ROW EXECUTE FUNCTION casus_uit_pakket()""",
]
