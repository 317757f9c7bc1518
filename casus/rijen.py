"""De voorwaarden in de databank op alles wat bij een casus of een signaal hoort.

Vier kringen, van wijd naar nauw: wie van de casus weet (de kern, een genodigde), wie weet over wie ze gaat, wie de
inhoud kent, en voor inbreng het publiek dat de auteur koos (LR-13, LR-30, LR-31, LR-32).
"""

from django.conf import settings

from toegang.rijbeveiliging import NIEMAND, Regel, functie
from toegang.rijtaal import HIER, IK, INHOUD, KERN, casussen, casussen_als, rollen, taak

from . import rijgang

_GEKEND = casussen("kern", *INHOUD, "wie_kennen", "noodtoegang")
_KERN = casussen("kern", "kern_inzien")
_KERN_INZIEN = casussen("kern_inzien")
_LEIDING = casussen_als("kern_inzien", "burgemeester", "preventieambtenaar")
_BURGEMEESTER_INZIEN = casussen_als("kern_inzien", "burgemeester")
_PREVENTIE = casussen_als("kern_inzien", "preventieambtenaar")
_REGIE = "(SELECT rls_regie())::uuid[]"
_INHOUD = casussen(*INHOUD)
_BIJ_INHOUD = f"casus_id = ANY ({_INHOUD})"
_INHOUD_OF_NOOD = casussen(*INHOUD, "noodtoegang")
_UITGENODIGD = "(SELECT rls_uitgenodigd())::uuid[]"
_EIGEN_INBRENG = "(SELECT rls_eigen_inbreng())::uuid[]"
_GEKOZEN_INBRENG = "(SELECT rls_gekozen_inbreng())::uuid[]"
_UITGESLOTEN = "(SELECT rls_uitgesloten())::uuid[]"
_VERSTUURD = """('uitgenodigd', 'geheimhouding', 'aanvaard', 'geweigerd', 'teruggetrokken', 'beeindigd', 'ingetrokken',
    'vervallen', 'vervangen')"""
# Een taak ziet alleen de plaatsen van wie niet meer namens zijn dienst kan komen, en hun casussen (LR-12).
_EINDE = f"({taak('einde van deelnames')} AND NOT rls_komt_nog(gebruiker_id, organisatie_id, livc_id))"
_EINDE_CASUS = f"""({taak("einde van deelnames")} AND EXISTS (SELECT FROM casus_deelname d
    WHERE d.casus_id = casus_casus.id AND NOT rls_komt_nog(d.gebruiker_id, d.organisatie_id, d.livc_id)))"""
_HERINNEREN = taak("herinneringen")
_WISSEN = taak("wissen van signalen")
_OVERLEG = f"""(livc_id = ANY ({KERN}) OR id = ANY ((SELECT rls_overleggen())::uuid[]))
    AND id <> ALL ((SELECT rls_verborgen_overleggen())::uuid[])"""
_WEGERS = rollen("politie", "preventieambtenaar")
_BURGEMEESTER = rollen("burgemeester")

# Wie een signaal leest om ermee te werken, en dus ook wie het wijzigt; wie uitgesloten is, doet geen van beide.
_SIGNAAL = f"""((livc_id = ANY ({_WEGERS})
        OR (livc_id = ANY ({_BURGEMEESTER}) AND (staat IN ('voorgedragen', 'op_lijst') OR afgehandeld_door_id = {IK}))
        OR ({_WISSEN} AND staat IN ('niet_weerhouden', 'doorverwezen', 'acuut_doorgegeven', 'gewist')))
    AND (casus_id IS NULL OR casus_id <> ALL ({_UITGESLOTEN})))"""

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
            WHERE d.gebruiker_id = rls_gebruiker() AND d.staat IN {_VERSTUURD}), '{{}}'); END""",
    ),
    functie(
        "rls_overleggen()",
        "uuid[]",
        # Waar en wanneer staat op de eigen uitnodiging, ook als ze voorbij is.
        f"""DECLARE uit uuid[] := rls_uitgesloten();
        BEGIN RETURN coalesce((SELECT array_agg(o.id) FROM (
            SELECT d.overleg_id AS id FROM casus_deelname d WHERE d.gebruiker_id = rls_gebruiker()
                AND d.staat IN {_VERSTUURD} AND d.casus_id <> ALL (uit)
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
            AND d.gebruiker_id = rls_gebruiker() AND d.staat IN {_VERSTUURD}
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


def _inhoud(
    *door: str, lezen: str = _INHOUD, gewijzigd: tuple[str, ...] = (), wissen: tuple[str, ...] = ()
) -> Regel:
    """Wat alleen kent wie de inhoud van de casus kent (LR-31), en alleen schrijft wie hier genoemd is.

    Wie leest, mag vergrendelen: dan antwoordt het beleid, en niet de databank.
    """
    return Regel(
        f"casus_id = ANY ({lezen})",
        toevoegen=f"({_van(door)}) AND {HIER}",
        wijzigen=_BIJ_INHOUD,
        gewijzigd=_van((*door, *gewijzigd)),
        wissen=_van(wissen),
    )


def _van(casussen_: tuple[str, ...]) -> str:
    return " OR ".join(f"casus_id = ANY ({deel})" for deel in casussen_) or NIEMAND


REGELS = {
    "casus_casus": Regel(
        lezen=f"""id = ANY ({_GEKEND}) OR id = ANY ({_UITGENODIGD}) OR {_EINDE_CASUS}
            OR ({_HERINNEREN} AND EXISTS (SELECT FROM casus_actie a WHERE a.casus_id = casus_casus.id))""",
        toevoegen=f"livc_id = ANY ({_BURGEMEESTER})",
        # Een genodigde vergrendelt de rij om te antwoorden, maar schrijft ze niet.
        wijzigen=f"""id = ANY ({casussen("kern", *INHOUD)}) OR id = ANY ({_UITGENODIGD}) OR {_EINDE_CASUS}
            OR ({_HERINNEREN} AND EXISTS (SELECT FROM casus_actie a WHERE a.casus_id = casus_casus.id))""",
        gewijzigd=f"id = ANY ({_INHOUD}) OR {_EINDE_CASUS}",
    ),
    "casus_betrokkene": Regel(
        lezen=f"casus_id = ANY ({casussen(*INHOUD, 'wie_kennen', 'noodtoegang')})",
        toevoegen=f"livc_id = ANY ({_BURGEMEESTER}) AND {HIER}",
        wijzigen=f"casus_id = ANY ({_KERN_INZIEN})",
        gewijzigd=f"casus_id = ANY ({_PREVENTIE})",
    ),
    "casus_relatie": _inhoud(_PREVENTIE, wissen=(_PREVENTIE,)),
    "casus_kindafweging": _inhoud(_PREVENTIE, gewijzigd=(_KERN_INZIEN,)),
    "casus_nacontrole": _inhoud(_LEIDING, wissen=(_BURGEMEESTER_INZIEN,)),
    "casus_aanwezigheid": _inhoud(_LEIDING),
    "casus_besluit": _inhoud(_LEIDING, lezen=_INHOUD_OF_NOOD, wissen=(_LEIDING,)),
    # Wie als laatste instemt, legt ze vast.
    "casus_bewaartermijn": _inhoud(_PREVENTIE, gewijzigd=(_INHOUD,)),
    "casus_instemming": Regel(_BIJ_INHOUD, toevoegen=f"gebruiker_id = {IK} AND {_BIJ_INHOUD} AND {HIER}"),
    "casus_traject": _inhoud(_PREVENTIE, _REGIE, lezen=_INHOUD_OF_NOOD, gewijzigd=(_LEIDING,)),
    "casus_doel": _inhoud(_PREVENTIE, _REGIE, lezen=_INHOUD_OF_NOOD, wissen=(_PREVENTIE, _REGIE)),
    "casus_evaluatie": _inhoud(_PREVENTIE, _REGIE),
    "casus_actie": Regel(
        lezen=f"casus_id = ANY ({_INHOUD_OF_NOOD}) OR ({_HERINNEREN} AND staat = 'open')",
        toevoegen=f"({_van((_LEIDING, _REGIE))}) AND {HIER}",
        wijzigen=f"{_BIJ_INHOUD} OR ({_HERINNEREN} AND staat = 'open')",
        gewijzigd=f"""(eigenaar_id = {IK} AND {_BIJ_INHOUD}) OR {_van((_LEIDING, _REGIE))}
            OR ({_HERINNEREN} AND staat = 'open')""",
    ),
    # De reden leest alleen de burgemeester; zichzelf uitsluiten kan elk kernlid, ook voor het de inhoud kent.
    "casus_wraking": Regel(
        lezen=f"casus_id = ANY ({_BURGEMEESTER_INZIEN})",
        toevoegen=f"""ingesteld_door_id = {IK} AND {HIER} AND (casus_id = ANY ({_BURGEMEESTER_INZIEN})
            OR (gebruiker_id = {IK} AND casus_id = ANY ({_KERN})))""",
        wijzigen=f"casus_id = ANY ({_BURGEMEESTER_INZIEN})",
    ),
    # Alleen wie het zelf is, kan aanvaarden, weigeren of zich terugtrekken (LR-13, LR-20, LR-21).
    "casus_deelname": Regel(
        lezen=f"""(gebruiker_id = {IK} AND staat IN {_VERSTUURD} AND casus_id <> ALL ({_UITGESLOTEN}))
            OR casus_id = ANY ({_KERN_INZIEN})
            OR (staat = 'aanvaard' AND casus_id = ANY ({_INHOUD_OF_NOOD}))
            OR {_EINDE}""",
        toevoegen=f"""(staat = 'voorbereid' AND casus_id = ANY ({_PREVENTIE}) AND vervangt_id IS NULL AND {HIER})
            OR (staat = 'uitgenodigd'
                AND casus_volgt_op(vervangt_id, gebruiker_id, casus_id, livc_id, organisatie_id, overleg_id))""",
        # Ook zonder voorwaarde in de opdracht: dan past de databank `lezen` niet toe, en een concept is nog niets.
        wijzigen=f"""(gebruiker_id = {IK} AND staat IN {_VERSTUURD} AND casus_id <> ALL ({_UITGESLOTEN}))
            OR casus_id = ANY ({_KERN_INZIEN}) OR {_EINDE}""",
        gewijzigd=f"""(gebruiker_id = {IK} AND staat IN {_VERSTUURD})
            OR (casus_id = ANY ({_KERN_INZIEN})
                AND staat NOT IN ('geheimhouding', 'aanvaard', 'geweigerd', 'teruggetrokken'))
            OR ({_EINDE} AND staat IN ('geschrapt', 'vervallen', 'beeindigd'))""",
    ),
    "casus_geheimhouding": Regel(
        lezen=f"(gebruiker_id = {IK} AND casus_id <> ALL ({_UITGESLOTEN})) OR casus_id = ANY ({_KERN_INZIEN})",
        toevoegen=f"""gebruiker_id = {IK} AND {HIER}
            AND (casus_id = ANY ({casussen("kern", "noodtoegang")}) OR casus_id = ANY ({_UITGENODIGD}))""",
    ),
    "casus_overleg": Regel(
        lezen=_OVERLEG,
        toevoegen=f"livc_id = ANY ({KERN})",
        # Wie leest, mag vergrendelen: het beleid antwoordt dan met ‘verboden’ in plaats van ‘bestaat niet’.
        wijzigen=_OVERLEG,
        gewijzigd=f"livc_id = ANY ({KERN})",
    ),
    "casus_agendapunt": Regel(
        lezen=f"casus_id = ANY ({casussen('kern', *INHOUD)})",
        toevoegen=f"""casus_id = ANY ({_KERN}) AND {HIER} AND EXISTS (SELECT FROM casus_overleg o
            WHERE o.id = overleg_id AND o.livc_id = casus_agendapunt.livc_id)""",
        wijzigen=f"casus_id = ANY ({casussen('kern', *INHOUD)})",
        gewijzigd=f"casus_id = ANY ({_KERN})",
        wissen=f"casus_id = ANY ({_KERN})",
    ),
    # Het publiek dat de auteur koos, ook voor de kern; een concept is alleen van de auteur (LR-32). Noodtoegang opent
    # nooit meer dan wat de auteur vrijgaf.
    "casus_inbreng": Regel(
        lezen=f"""(auteur_id = {IK} AND casus_id = ANY ({_INHOUD}))
            OR (staat <> 'concept' AND casus_id = ANY ({_INHOUD}) AND publiek = 'tafel')
            OR (staat <> 'concept' AND casus_id = ANY ({_KERN_INZIEN}) AND publiek = 'kern')
            OR (staat <> 'concept' AND casus_id = ANY ({_INHOUD}) AND publiek = 'gekozen'
                AND id = ANY ({_GEKOZEN_INBRENG}))
            OR (staat = 'ingebracht' AND publiek = 'tafel' AND niveau = 'vrijgegeven'
                AND casus_id = ANY ({casussen("noodtoegang")}))""",
        toevoegen=f"auteur_id = {IK} AND casus_id = ANY ({_INHOUD}) AND {HIER}",
        wijzigen=f"auteur_id = {IK} AND casus_id = ANY ({_INHOUD})",
        wissen=f"auteur_id = {IK} AND staat = 'concept' AND casus_id = ANY ({_INHOUD})",
    ),
    "casus_inbreng_lezers": Regel(
        lezen=f"""(gebruiker_id = {IK} AND inbreng_id = ANY ({_GEKOZEN_INBRENG}))
            OR inbreng_id = ANY ({_EIGEN_INBRENG})""",
        toevoegen=f"inbreng_id = ANY ({_EIGEN_INBRENG})",
        wijzigen=f"inbreng_id = ANY ({_EIGEN_INBRENG})",
        wissen=f"inbreng_id = ANY ({_EIGEN_INBRENG})",
    ),
    "casus_signaal": Regel(
        lezen=f"melder_id = {IK} OR {_SIGNAAL}",
        toevoegen=f"""melder_id = {IK} AND staat = 'geregistreerd' AND casus_id IS NULL AND (livc_id = ANY ({rollen("preventieambtenaar")})
            OR livc_id = ANY ((SELECT rls_diensten())::uuid[]))""",
        wijzigen=_SIGNAAL,
    ),
    "casus_weging": Regel(
        # Een melder ziet zijn signaal, nooit wat er over gedacht wordt (LR-34).
        lezen=f"""(livc_id = ANY ({KERN}) OR {_WISSEN}) AND EXISTS (SELECT FROM casus_signaal s
            WHERE s.id = signaal_id AND (s.livc_id = ANY ({_WEGERS}) OR s.staat IN ('voorgedragen', 'op_lijst')
                OR s.afgehandeld_door_id = {IK} OR {_WISSEN}))""",
        toevoegen=f"weger_id = {IK} AND livc_id = ANY ({_WEGERS})",
        wijzigen=f"(weger_id = {IK} AND livc_id = ANY ({_WEGERS})) OR {_WISSEN}",
    ),
}
