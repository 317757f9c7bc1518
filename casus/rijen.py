"""De voorwaarden in de databank op alles wat bij een casus of een signaal hoort.

Vier kringen, van wijd naar nauw: wie van de casus weet (de kern, een genodigde), wie weet over wie ze gaat, wie de
inhoud kent, en voor inbreng het publiek dat de auteur koos (LR-13, LR-30, LR-31, LR-32).
"""

from toegang.rijbeveiliging import Regel, functie
from toegang.rijen import IK, INHOUD, KERN, casussen, rollen, taak

_GEKEND = casussen("kern", *INHOUD, "wie_kennen", "noodtoegang")
_KERN = casussen("kern", "kern_inzien")
_KERN_INZIEN = casussen("kern_inzien")
_INHOUD = casussen(*INHOUD)
_INHOUD_OF_NOOD = casussen(*INHOUD, "noodtoegang")
_UITGENODIGD = "(SELECT rls_uitgenodigd())::uuid[]"
_EIGEN_INBRENG = "(SELECT rls_eigen_inbreng())::uuid[]"
_GEKOZEN_INBRENG = "(SELECT rls_gekozen_inbreng())::uuid[]"
_EIGEN_DEELNAMES = "(SELECT rls_eigen_deelnames())::uuid[]"
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

FUNCTIES = [
    functie(
        "rls_uitgenodigd()",
        "uuid[]",
        f"""BEGIN RETURN coalesce((
            SELECT array_agg(DISTINCT d.casus_id) FROM casus_deelname d
            WHERE d.gebruiker_id = rls_gebruiker() AND d.staat IN {_VERSTUURD}
            AND d.casus_id <> ALL (rls_uitgesloten())), '{{}}'); END""",
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
        """BEGIN RETURN coalesce((SELECT array_agg(o.id) FROM (
            SELECT d.overleg_id AS id FROM casus_deelname d WHERE d.casus_id = ANY (rls_uitgenodigd())
                AND d.gebruiker_id = rls_gebruiker()
            UNION
            SELECT a.overleg_id FROM casus_agendapunt a
                WHERE a.casus_id = ANY (rls_casussen(ARRAY['kern', 'kern_inzien', 'deelnemen']))) o), '{}'); END""",
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
        """BEGIN RETURN coalesce((SELECT array_agg(i.id) FROM casus_inbreng i
            WHERE i.auteur_id = rls_gebruiker()), '{}'); END""",
    ),
    functie(
        "rls_gekozen_inbreng()",
        "uuid[]",
        """BEGIN RETURN coalesce((SELECT array_agg(l.inbreng_id) FROM casus_inbreng_lezers l
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
            WHERE p.content_object_id = over AND over = ANY (rls_uitgenodigd()); END""",
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


def _inhoud(lezen: str = _INHOUD, *, wissen: str = "false") -> Regel:
    """Wat alleen kent en schrijft wie de inhoud van de casus kent (LR-31)."""
    bij = f"casus_id = ANY ({_INHOUD})"
    return Regel(f"casus_id = ANY ({lezen})", toevoegen=bij, wijzigen=bij, wissen=wissen)


_BIJ_INHOUD = f"casus_id = ANY ({_INHOUD})"

REGELS = {
    "casus_casus": Regel(
        lezen=f"""id = ANY ({_GEKEND}) OR id = ANY ({_UITGENODIGD}) OR {_EINDE_CASUS}
            OR ({_HERINNEREN} AND EXISTS (SELECT FROM casus_actie a WHERE a.casus_id = casus_casus.id))""",
        toevoegen=f"livc_id = ANY ({_BURGEMEESTER})",
        # Een genodigde vergrendelt de rij om te antwoorden, maar schrijft ze niet.
        wijzigen=f"""id = ANY ({casussen("kern", *INHOUD)}) OR id = ANY ({_UITGENODIGD}) OR {_EINDE_CASUS}
            OR ({_HERINNEREN} AND EXISTS (SELECT FROM casus_actie a WHERE a.casus_id = casus_casus.id))""",
        gewijzigd=f"id = ANY ({casussen('kern', *INHOUD)}) OR {_EINDE_CASUS}",
    ),
    "casus_betrokkene": Regel(
        lezen=f"casus_id = ANY ({casussen(*INHOUD, 'wie_kennen', 'noodtoegang')})",
        toevoegen=f"livc_id = ANY ({_BURGEMEESTER})",
        wijzigen=f"casus_id = ANY ({_KERN_INZIEN})",
    ),
    "casus_relatie": _inhoud(wissen=_BIJ_INHOUD),
    "casus_kindafweging": _inhoud(),
    "casus_nacontrole": _inhoud(wissen=_BIJ_INHOUD),
    "casus_aanwezigheid": _inhoud(wissen=_BIJ_INHOUD),
    "casus_besluit": _inhoud(_INHOUD_OF_NOOD, wissen=_BIJ_INHOUD),
    "casus_bewaartermijn": _inhoud(),
    "casus_instemming": _inhoud(wissen=_BIJ_INHOUD),
    "casus_traject": _inhoud(_INHOUD_OF_NOOD),
    "casus_doel": _inhoud(_INHOUD_OF_NOOD, wissen=_BIJ_INHOUD),
    "casus_evaluatie": _inhoud(),
    "casus_actie": Regel(
        lezen=f"casus_id = ANY ({_INHOUD_OF_NOOD}) OR ({_HERINNEREN} AND staat = 'open')",
        toevoegen=_BIJ_INHOUD,
        wijzigen=f"{_BIJ_INHOUD} OR ({_HERINNEREN} AND staat = 'open')",
    ),
    "casus_wraking": Regel(
        lezen=f"casus_id = ANY ({_KERN_INZIEN})",
        toevoegen=f"casus_id = ANY ({_KERN}) AND ingesteld_door_id = {IK}",
        wijzigen=f"casus_id = ANY ({_KERN_INZIEN})",
    ),
    # Alleen wie het zelf is, kan aanvaarden, weigeren of zich terugtrekken (LR-13, LR-20, LR-21).
    "casus_deelname": Regel(
        lezen=f"""(gebruiker_id = {IK} AND staat IN {_VERSTUURD} AND casus_id <> ALL ({_UITGESLOTEN}))
            OR casus_id = ANY ({_KERN_INZIEN})
            OR (staat = 'aanvaard' AND casus_id = ANY ({_INHOUD_OF_NOOD}))
            OR (id = ANY ({_EIGEN_DEELNAMES}) AND casus_id <> ALL ({_UITGESLOTEN}))
            OR (vervangt_id = ANY ({_EIGEN_DEELNAMES}) AND staat = 'uitgenodigd') OR {_EINDE}""",
        toevoegen=f"""(staat = 'voorbereid' AND casus_id = ANY ({_KERN_INZIEN}))
            OR (staat = 'uitgenodigd' AND vervangt_id = ANY ({_EIGEN_DEELNAMES}))""",
        wijzigen=f"""gebruiker_id = {IK} OR casus_id = ANY ({_KERN_INZIEN})
            OR vervangt_id = ANY ({_EIGEN_DEELNAMES}) OR {_EINDE}""",
        gewijzigd=f"""(gebruiker_id = {IK} AND staat IN {_VERSTUURD})
            OR (casus_id = ANY ({_KERN_INZIEN})
                AND staat NOT IN ('geheimhouding', 'aanvaard', 'geweigerd', 'teruggetrokken'))
            OR (vervangt_id = ANY ({_EIGEN_DEELNAMES}) AND staat = 'uitgenodigd')
            OR ({_EINDE} AND staat IN ('geschrapt', 'vervallen', 'beeindigd'))""",
    ),
    "casus_geheimhouding": Regel(
        lezen=f"(gebruiker_id = {IK} AND casus_id <> ALL ({_UITGESLOTEN})) OR casus_id = ANY ({_INHOUD})",
        toevoegen=f"""gebruiker_id = {IK}
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
        toevoegen=f"casus_id = ANY ({_KERN})",
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
        toevoegen=f"auteur_id = {IK} AND casus_id = ANY ({_INHOUD})",
        wijzigen=f"auteur_id = {IK} AND casus_id = ANY ({_INHOUD})",
        wissen=f"auteur_id = {IK} AND staat = 'concept' AND casus_id = ANY ({_INHOUD})",
    ),
    "casus_inbreng_lezers": Regel(
        lezen=f"gebruiker_id = {IK} OR inbreng_id = ANY ({_EIGEN_INBRENG})",
        toevoegen=f"inbreng_id = ANY ({_EIGEN_INBRENG})",
        wijzigen=f"inbreng_id = ANY ({_EIGEN_INBRENG})",
        wissen=f"inbreng_id = ANY ({_EIGEN_INBRENG})",
    ),
    "casus_signaal": Regel(
        lezen=f"""melder_id = {IK} OR (livc_id = ANY ({_WEGERS})
                OR (livc_id = ANY ({_BURGEMEESTER}) AND (staat IN ('voorgedragen', 'op_lijst')
                    OR afgehandeld_door_id = {IK}))
                OR ({_WISSEN} AND staat IN ('niet_weerhouden', 'doorverwezen', 'acuut_doorgegeven', 'gewist')))
            AND (casus_id IS NULL OR casus_id <> ALL ({_UITGESLOTEN}))""",
        toevoegen=f"""melder_id = {IK} AND (livc_id = ANY ({rollen("preventieambtenaar")})
            OR livc_id = ANY ((SELECT rls_diensten())::uuid[]))""",
        wijzigen=f"""livc_id = ANY ({KERN})
            OR ({_WISSEN} AND staat IN ('niet_weerhouden', 'doorverwezen', 'acuut_doorgegeven', 'gewist'))""",
    ),
    "casus_weging": Regel(
        lezen="EXISTS (SELECT FROM casus_signaal s WHERE s.id = signaal_id)",
        toevoegen=f"weger_id = {IK} AND livc_id = ANY ({_WEGERS})",
        wijzigen=f"(weger_id = {IK} AND livc_id = ANY ({_WEGERS})) OR {_WISSEN}",
    ),
}
