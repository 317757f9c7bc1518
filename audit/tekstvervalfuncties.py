"""Wat het toezicht over een casus schreef, eindigt met die casus: de databank zoekt het zelf uit in het logboek (LR-53).

Een vraag, een antwoord of een besluit is vrije tekst, en kan iets uit de casus herhalen. De rij blijft (wie vroeg, wanneer,
wat er besloten is), en vervalt met haar regel; de tekst en haar sleutel niet. Loopt de vraag nog, dan wacht het tot ze
gesloten is, hoogstens `TEKST_DAGEN`: wie iets uit te leggen heeft, wacht niet tot zijn dossier weg is.
"""

from toegang.rijbeveiliging import WEIGER, functie
from toegang.rijtaal import taak

from .soorten import Soort
from .termijnen import TEKST_DAGEN

TAAKNAAM = "teksten van het toezicht laten vervallen"
_TAAK = taak(TAAKNAAM)

# De regel die een bewijs van vernietiging noemt, en geen andere: een verzonnen regel telt niet. Van een signaal en van een
# verzoek zonder casus is er geen bewijs; wie daarvan een regel verzint, raakt alleen wat daarover gevraagd is, en laat voor
# altijd een spoor na. De oudste regel telt: een latere schuift niets op.
_WEG = f"""LEAST((SELECT min(r.tijdstip) FROM audit_regel r WHERE r.livc_id = b.livc_id
    AND r.casus_pseudoniem = b.casus_pseudoniem
    AND ((r.soort = '{Soort.CASUS_VERNIETIGD.value}' AND EXISTS (SELECT FROM casus_vernietigingsbewijs v
            WHERE v.regel_id = r.id AND v.livc_id = r.livc_id))
        OR (r.soort = '{Soort.SIGNAAL_GEWIST.value}' AND split_part(b.soort, '.', 1) IN ('signaal', 'weging')))),
    (SELECT min(r.tijdstip) FROM audit_regel x JOIN audit_regel r ON r.livc_id = x.livc_id
        AND r.object_pseudoniem = x.object_pseudoniem AND r.soort = '{Soort.VERZOEK_GEWIST.value}'
    WHERE x.id = b.regel_id AND split_part(b.soort, '.', 1) = 'verzoek'))"""
_OM = f"""num_nonnulls(b.vraag, b.antwoord, b.besluit, b.slot) > 0
    AND CASE WHEN b.staat = 'gesloten' THEN {_WEG} IS NOT NULL
        ELSE {_WEG} < rls_nu() - interval '{TEKST_DAGEN} days'
            AND b.gesteld_op < rls_nu() - interval '{TEKST_DAGEN} days' END"""

FUNCTIES = [
    functie(
        "audit_teksten_om()",
        "SETOF uuid",
        f"""BEGIN IF NOT coalesce({_TAAK}, false) THEN {WEIGER} END IF;
            RETURN QUERY SELECT b.id FROM audit_bevinding b WHERE {_OM} ORDER BY b.gesteld_op, b.id; END""",
    ),
    # De sleutel en de tekst samen. Wat nog liep, sluit hier: zonder tekst valt er niets meer te besluiten.
    functie(
        "audit_wis_tekst(welke uuid)",
        "TABLE (livc uuid, regel uuid, stand text)",
        f"""BEGIN IF NOT coalesce({_TAAK}, false) THEN {WEIGER} END IF;
            PERFORM FROM audit_bevinding b WHERE b.id = welke FOR UPDATE;
            IF NOT EXISTS (SELECT FROM audit_bevinding b WHERE b.id = welke AND {_OM}) THEN RETURN; END IF;
            DELETE FROM toegang_casussleutel s WHERE s.dossier_id = welke;
            RETURN QUERY WITH oud AS (SELECT b.id, b.staat FROM audit_bevinding b WHERE b.id = welke)
                UPDATE audit_bevinding b SET vraag = NULL, antwoord = NULL, besluit = NULL, slot = NULL,
                staat = 'gesloten', gesloten_op = coalesce(b.gesloten_op, rls_nu())
                FROM oud WHERE b.id = oud.id RETURNING b.livc_id, b.regel_id, oud.staat::text; END""",
        soort="VOLATILE",
    ),
]
