"""De voorwaarden in de databank op alles wat bij een casus of een signaal hoort.

Vier kringen, van wijd naar nauw: wie van de casus weet (de kern, een genodigde), wie weet over wie ze gaat, wie de
inhoud kent, en voor inbreng het publiek dat de auteur koos (LR-13, LR-30, LR-31, LR-32).
"""

from toegang.rijbeveiliging import NIEMAND, Regel
from toegang.rijtaal import HIER, IK, INHOUD, KERN, casussen, casussen_als, rollen, taak

from . import (
    bewaringrijen,
    ficherijen,
    overdrachtrijen,
    overnamerijen,
    postrijen,
    rijfuncties,
    vernietigingrijen,
    verzoekrijen,
    zaalrijen,
)
from .rijfuncties import VERSTUURD

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
# Sw. art. 353 § 3: ook met eigen SQL brengt een advocaat niets in (LR-33).
_GEEN_ADVOCAAT = f"NOT EXISTS (SELECT FROM toegang_gebruiker g WHERE g.id = {IK} AND g.is_advocaat)"
# Een taak ziet alleen de plaatsen van wie niet meer namens zijn dienst kan komen, en hun casussen (LR-12).
_EINDE = f"({taak('einde van deelnames')} AND NOT rls_komt_nog(gebruiker_id, organisatie_id, livc_id))"
_EINDE_CASUS = f"""({taak("einde van deelnames")} AND EXISTS (SELECT FROM casus_deelname d
    WHERE d.casus_id = casus_casus.id AND NOT rls_komt_nog(d.gebruiker_id, d.organisatie_id, d.livc_id)))"""
_HERINNEREN = taak("herinneringen")
_WISSEN = taak("wissen van signalen")
_OVERLEG = f"""(livc_id = ANY ({KERN}) OR id = ANY ((SELECT rls_overleggen())::uuid[]))
    AND id <> ALL ((SELECT rls_verborgen_overleggen())::uuid[])"""
_BEHEERT = rollen("burgemeester", "preventieambtenaar")
_PUNT = f"casus_id = ANY ({_KERN}) AND livc_id = ANY ({_BEHEERT})"
_WEGERS = rollen("politie", "preventieambtenaar")
_BURGEMEESTER = rollen("burgemeester")

# Wie een signaal leest om ermee te werken, en dus ook wie het wijzigt; wie uitgesloten is, doet geen van beide.
_SIGNAAL = f"""((livc_id = ANY ({_WEGERS})
        OR (livc_id = ANY ({_BURGEMEESTER}) AND (staat IN ('voorgedragen', 'op_lijst') OR afgehandeld_door_id = {IK}))
        OR ({_WISSEN} AND staat IN ('niet_weerhouden', 'doorverwezen', 'acuut_doorgegeven', 'gewist')))
    AND (casus_id IS NULL OR casus_id <> ALL ({_UITGESLOTEN})))"""


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
        lezen=f"""(gebruiker_id = {IK} AND staat IN {VERSTUURD} AND casus_id <> ALL ({_UITGESLOTEN}))
            OR casus_id = ANY ({_KERN_INZIEN})
            OR (staat = 'aanvaard' AND casus_id = ANY ({_INHOUD_OF_NOOD}))
            OR {_EINDE}""",
        toevoegen=f"""(staat = 'voorbereid' AND casus_id = ANY ({_PREVENTIE}) AND vervangt_id IS NULL AND {HIER})
            OR (staat = 'uitgenodigd'
                AND casus_volgt_op(vervangt_id, gebruiker_id, casus_id, livc_id, organisatie_id, overleg_id))""",
        # Ook zonder voorwaarde in de opdracht: dan past de databank `lezen` niet toe, en een concept is nog niets.
        wijzigen=f"""(gebruiker_id = {IK} AND staat IN {VERSTUURD} AND casus_id <> ALL ({_UITGESLOTEN}))
            OR casus_id = ANY ({_KERN_INZIEN}) OR {_EINDE}""",
        gewijzigd=f"""(gebruiker_id = {IK} AND staat IN {VERSTUURD})
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
        toevoegen=f"livc_id = ANY ({_BEHEERT})",
        # Wie leest, mag vergrendelen: het beleid antwoordt dan met ‘verboden’ in plaats van ‘bestaat niet’.
        wijzigen=_OVERLEG,
        gewijzigd=f"livc_id = ANY ({_BEHEERT})",
    ),
    "casus_agendapunt": Regel(
        lezen=f"casus_id = ANY ({casussen('kern', *INHOUD)})",
        toevoegen=f"""{_PUNT} AND {HIER} AND EXISTS (SELECT FROM casus_overleg o
            WHERE o.id = overleg_id AND o.livc_id = casus_agendapunt.livc_id)""",
        wijzigen=f"casus_id = ANY ({casussen('kern', *INHOUD)})",
        gewijzigd=_PUNT,
        wissen=_PUNT,
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
        toevoegen=f"auteur_id = {IK} AND casus_id = ANY ({_INHOUD}) AND {HIER} AND {_GEEN_ADVOCAAT}",
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
            OR (livc_id = ANY ((SELECT rls_diensten())::uuid[]) AND {_GEEN_ADVOCAAT}))""",
        wijzigen=_SIGNAAL,
    ),
    "casus_weging": Regel(
        # Een melder ziet zijn signaal, nooit wat er over gedacht wordt (LR-34).
        lezen=f"""(livc_id = ANY ({KERN}) OR {_WISSEN}) AND EXISTS (SELECT FROM casus_signaal s
            WHERE s.id = signaal_id AND (s.livc_id = ANY ({_WEGERS}) OR s.staat IN ('voorgedragen', 'op_lijst')
                OR s.afgehandeld_door_id = {IK} OR {_WISSEN}))""",
        # Elke weger in zijn eigen rol: één mens weegt niet voor twee (LR-07).
        toevoegen=f"""weger_id = {IK} AND rol IN ('politie', 'preventieambtenaar')
            AND livc_id = ANY (rls_rollen(ARRAY[rol::text]))
            AND EXISTS (SELECT FROM casus_signaal s WHERE s.id = signaal_id AND s.livc_id = casus_weging.livc_id)""",
        wijzigen=f"(weger_id = {IK} AND livc_id = ANY ({_WEGERS})) OR {_WISSEN}",
        gewijzigd=f"(weger_id = {IK} AND livc_id = ANY (rls_rollen(ARRAY[rol::text]))) OR {_WISSEN}",
    ),
}

# Elk deel van het domein met eigen tabellen: wat het zelf zegt over wie wat leest en schrijft.
DELEN = (
    ficherijen,
    overnamerijen,
    bewaringrijen,
    vernietigingrijen,
    overdrachtrijen,
    verzoekrijen,
    postrijen,
    zaalrijen,
)
FUNCTIES = [*rijfuncties.FUNCTIES, *(functie for deel in DELEN for functie in deel.FUNCTIES)]
for _deel in DELEN:
    REGELS |= _deel.REGELS
REGELS = overdrachtrijen.verruim(REGELS)
