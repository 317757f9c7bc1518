"""De voorwaarden in de databank op afspraken en teruggekomen berichten; beide lopen alleen onder hun eigen taak."""

from toegang.rijbeveiliging import Regel, functie
from toegang.rijtaal import IK, taak
from toegang.verantwoording import Systeemactor

_AGENDA = taak("agenda")

FUNCTIES = [
    # Wie op welk overleg verwacht wordt, zonder te zeggen voor welke casus of voor hoeveel (LR-23, LR-34).
    functie(
        "casus_agenda(in_livc uuid)",
        "TABLE (o_overleg uuid, o_begin timestamptz, o_plaats text, o_gebruiker uuid, o_soort text)",
        f"""BEGIN
        IF rls_taak() IS DISTINCT FROM '{Systeemactor("agenda").id}'::uuid THEN RETURN; END IF;
        RETURN QUERY
        -- Een retour trekt niets in: iedereen kan er een sturen. Wie de afspraak kreeg, houdt ze.
        WITH komend AS (SELECT o.id, o.begin, o.plaats, o.staat FROM casus_overleg o
            WHERE o.livc_id = in_livc AND o.begin > rls_nu() AND o.staat IN ('gepland', 'geannuleerd')),
        punt AS (SELECT p.overleg_id, p.casus_id FROM casus_agendapunt p
            JOIN komend k ON k.id = p.overleg_id AND k.staat = 'gepland' WHERE p.staat = 'gepland'),
        plaats AS (SELECT p.overleg_id, d.gebruiker_id,
                CASE d.staat WHEN 'aanvaard' THEN 'aan_tafel' ELSE 'genodigde' END AS soort
            FROM punt p JOIN casus_deelname d ON d.casus_id = p.casus_id
            WHERE (d.staat = 'aanvaard' OR (d.staat IN ('uitgenodigd', 'geheimhouding')
                AND d.overleg_id = p.overleg_id AND (d.mail_mislukt_op IS NULL OR EXISTS (
                    SELECT FROM casus_agendazending z WHERE z.overleg_id = p.overleg_id AND z.actief
                    AND z.gebruiker_id = d.gebruiker_id AND z.gemeld_reeks IS NOT NULL))))
            AND rls_komt_nog(d.gebruiker_id, d.organisatie_id, d.livc_id)
            AND NOT rls_is_uitgesloten(d.gebruiker_id, d.casus_id)),
        wie AS (SELECT * FROM plaats
            UNION SELECT p.overleg_id, l.gebruiker_id, 'aan_tafel' FROM punt p
                JOIN toegang_lidmaatschap l ON l.livc_id = in_livc
                WHERE rls_is_kern(l.gebruiker_id, in_livc) AND NOT rls_is_uitgesloten(l.gebruiker_id, p.casus_id)
            UNION SELECT k.id, d.gebruiker_id, 'neen' FROM komend k
                JOIN casus_deelname d ON d.overleg_id = k.id AND d.staat = 'geweigerd')
        SELECT k.id, k.begin, k.plaats::text, w.gebruiker_id, w.soort
            FROM komend k LEFT JOIN wie w ON w.overleg_id = k.id; END""",
    ),
    # Een bericht kwam terug: wie uitnodigde, kan het opnieuw sturen. Alleen voor de taak, en alleen dat ene veld.
    functie(
        "casus_bericht_terug(wie uuid)",
        "void",
        f"""BEGIN IF rls_taak() = '{Systeemactor("retouren").id}'::uuid THEN
            UPDATE casus_deelname d SET mail_mislukt_op = rls_nu()
            WHERE d.gebruiker_id = wie AND d.staat = 'uitgenodigd' AND d.mail_mislukt_op IS NULL; END IF; END""",
        soort="VOLATILE",
    ),
]

REGELS = {
    "casus_agendazending": Regel(
        lezen=f"{_AGENDA} OR (gebruiker_id = {IK} AND actief)",
        toevoegen=_AGENDA,
        wijzigen=_AGENDA,
        wissen=f"{_AGENDA} AND begin < rls_nu()",
    ),
}
