"""Wie welk deel van een rij wijzigt: triggers met de oude rij ernaast, omdat een voorwaarde alleen de nieuwe ziet.

Welke overgangen er zijn en wat nooit verandert, zegt `toegang.rijslot` voor elke tabel; hier staat wie.
"""

from toegang.rijbeveiliging import WEIGER, bewaker, functie

from .overdrachtrijen import SLUIT_AF

FUNCTIES = [
    # Een opvolger komt voor dezelfde dienst, in dezelfde casus, één keer, en is iemand anders (LR-16, LR-23).
    functie(
        "casus_volgt_op(oud uuid, nieuw uuid, over uuid, in_livc uuid, dienst uuid, bij uuid)",
        "boolean",
        """BEGIN RETURN nieuw <> rls_gebruiker() AND rls_komt_nog(nieuw, dienst, in_livc)
            AND NOT rls_is_uitgesloten(nieuw, over) AND NOT rls_is_uitgesloten(rls_gebruiker(), over)
            AND EXISTS (SELECT FROM casus_deelname d WHERE d.id = oud AND d.gebruiker_id = rls_gebruiker()
                AND d.staat = 'vervangen' AND d.casus_id = over AND d.livc_id = in_livc
                AND d.organisatie_id = dienst AND d.overleg_id = bij)
            AND NOT EXISTS (SELECT FROM casus_deelname d WHERE d.vervangt_id = oud); END""",
    ),
    # Of het bericht van een uitnodiging vertrok: ook wie zich liet vervangen verstuurt ze, en leest ze daarna niet meer.
    functie(
        "casus_bericht_verstuurd(welke uuid, gelukt boolean)",
        "void",
        """BEGIN UPDATE casus_deelname d SET mail_mislukt_op = CASE WHEN gelukt THEN NULL ELSE rls_nu() END
            WHERE d.id = welke AND (d.casus_id = ANY (rls_casussen(ARRAY['kern_inzien']))
                OR d.vervangt_id = ANY (rls_eigen_deelnames())); END""",
        soort="VOLATILE",
    ),
    # De genodigde antwoordt en zegt verder niets over zijn plaats; wie uitnodigt, antwoordt niet in zijn plaats.
    *bewaker(
        "casus_deelname_wie",
        "casus_deelname",
        f"""IF NEW.staat <> OLD.staat AND NOT (CASE NEW.staat
            WHEN 'geheimhouding' THEN EXISTS (SELECT FROM casus_geheimhouding g
                WHERE g.casus_id = NEW.casus_id AND g.gebruiker_id = NEW.gebruiker_id)
            WHEN 'ingetrokken' THEN NEW.casus_id = ANY (rls_casussen_als('kern_inzien', ARRAY['burgemeester']))
            WHEN 'geschrapt' THEN ik IS NULL OR NEW.gebruiker_id = ik OR NEW.casus_id = ANY (
                rls_casussen_als('kern_inzien', ARRAY['burgemeester', 'preventieambtenaar']))
            WHEN 'beeindigd' THEN ik IS NULL OR NEW.gebruiker_id = ik
                OR NEW.casus_id = ANY (rls_casussen_als('kern_inzien', ARRAY['burgemeester']))
            WHEN 'vervallen' THEN ik IS NULL OR NEW.gebruiker_id = ik
                OR NEW.casus_id = ANY (rls_casussen_als('kern_inzien', ARRAY['burgemeester']))
            ELSE true END) THEN {WEIGER} END IF;
        IF NEW.gebruiker_id IS DISTINCT FROM ik AND (NEW.geheimhouding_op, NEW.beantwoord_op, NEW.weigerreden,
            NEW.brengt_niets_in) IS DISTINCT FROM (OLD.geheimhouding_op, OLD.beantwoord_op, OLD.weigerreden,
            OLD.brengt_niets_in) THEN {WEIGER} END IF;
        IF (NEW.overleg_id, NEW.bijdrage, NEW.dringend_reden, NEW.voorbereid_door_id, NEW.uitgenodigd_door_id,
            NEW.uitgenodigd_op) IS DISTINCT FROM (OLD.overleg_id, OLD.bijdrage, OLD.dringend_reden,
            OLD.voorbereid_door_id, OLD.uitgenodigd_door_id, OLD.uitgenodigd_op)
            AND NEW.casus_id <> ALL (rls_casussen_als('kern_inzien', ARRAY['burgemeester', 'preventieambtenaar']))
            THEN {WEIGER} END IF;""",
    ),
    # Wie de casus niet leidt, wijzigt er niets aan, behalve zijn eigen regie teruggeven; de regisseur ook haar gang.
    *bewaker(
        "casus_casus_wie",
        "casus_casus",
        f"""IF (NEW.referentie, NEW.doel, NEW.op_lijst_door_id) <> (OLD.referentie, OLD.doel, OLD.op_lijst_door_id)
            THEN {WEIGER} END IF;
        {SLUIT_AF}
        IF NEW.staat <> OLD.staat AND (NEW.staat = 'afgesloten' AND OLD.staat <> 'nacontrole'
                OR NEW.staat = 'voorbereiding' AND OLD.staat IN ('afgesloten', 'nacontrole'))
            AND NEW.livc_id <> ALL (rls_rollen(ARRAY['burgemeester'])) THEN {WEIGER} END IF;
        IF NEW.id = ANY (rls_casussen_als('kern_inzien', ARRAY['burgemeester', 'preventieambtenaar']))
            THEN RETURN NEW; END IF;
        IF to_jsonb(NEW) - ARRAY['staat', 'gewijzigd', 'casusregisseur_id']
            <> to_jsonb(OLD) - ARRAY['staat', 'gewijzigd', 'casusregisseur_id'] THEN {WEIGER} END IF;
        IF NEW.casusregisseur_id IS DISTINCT FROM OLD.casusregisseur_id
            AND NOT (NEW.casusregisseur_id IS NULL AND coalesce(OLD.casusregisseur_id = ik, ik IS NULL))
            THEN {WEIGER} END IF;
        IF NEW.staat <> OLD.staat AND NOT (OLD.casusregisseur_id IS NOT DISTINCT FROM ik
            AND NEW.staat IN ('in_traject', 'in_evaluatie')) THEN {WEIGER} END IF;""",
    ),
    # Twee wegen en de preventieambtenaar stelt vast; over wat voorgedragen is, beslist de burgemeester (LR-03, LR-07).
    *bewaker(
        "casus_signaal_wie",
        "casus_signaal",
        f"""IF (NEW.referentie, NEW.ingezonden) <> (OLD.referentie, OLD.ingezonden) THEN {WEIGER} END IF;
        IF (NEW.casus_id IS DISTINCT FROM OLD.casus_id OR NEW.staat <> OLD.staat AND (NEW.staat = 'op_lijst'
                OR OLD.staat = 'voorgedragen' AND NEW.staat <> 'acuut_doorgegeven'))
            AND NEW.livc_id <> ALL (rls_rollen(ARRAY['burgemeester'])) THEN {WEIGER} END IF;
        IF NEW.staat <> OLD.staat AND OLD.staat = 'in_weging' AND NEW.staat <> 'acuut_doorgegeven'
            AND NEW.livc_id <> ALL (rls_rollen(ARRAY['preventieambtenaar'])) THEN {WEIGER} END IF;
        IF NEW.staat <> OLD.staat AND NEW.staat = 'gewist' AND ik IS NOT NULL THEN {WEIGER} END IF;
        -- De termijn begint bij de uitkomst, zoals het LIVC ze instelde, en niemand schuift ze op (LR-04).
        IF NEW.wissen_op IS DISTINCT FROM (CASE WHEN NEW.staat = OLD.staat OR NEW.staat NOT IN ('niet_weerhouden',
                'doorverwezen', 'acuut_doorgegeven') THEN OLD.wissen_op
            ELSE (SELECT rls_vandaag() + v.signaal_bewaardagen FROM toegang_livc v WHERE v.id = NEW.livc_id) END)
            THEN {WEIGER} END IF;""",
    ),
    *bewaker(
        "casus_kindafweging_wie",
        "casus_kindafweging",
        f"""IF NEW.bevestigd_door_id IS NOT NULL AND NEW.bevestigd_door_id IS DISTINCT FROM OLD.bevestigd_door_id
            AND (NEW.bevestigd_door_id <> ik OR OLD.opgesteld_door_id = ik
                OR NEW.livc_id <> ALL (rls_rollen(ARRAY['burgemeester', 'politie']))) THEN {WEIGER} END IF;
        IF (NEW.belang, NEW.bijzondere_reden, NEW.opgesteld_door_id)
                IS DISTINCT FROM (OLD.belang, OLD.bijzondere_reden, OLD.opgesteld_door_id)
            AND (NEW.opgesteld_door_id <> ik OR NEW.bevestigd_door_id IS NOT NULL
                OR NEW.livc_id <> ALL (rls_rollen(ARRAY['preventieambtenaar']))) THEN {WEIGER} END IF;""",
    ),
    # Sw. art. 353 § 3: wie intussen advocaat werd, brengt ook zijn concept niet meer in (LR-33).
    *bewaker(
        "casus_inbreng_wie",
        "casus_inbreng",
        f"""IF OLD.staat = 'concept' AND NEW.staat <> 'concept'
            AND EXISTS (SELECT FROM toegang_gebruiker g WHERE g.id = ik AND g.is_advocaat) THEN {WEIGER} END IF;""",
    ),
    # Een punt blijft in zijn overleg. De bewaartermijn staat in bewaringrijen.
    *bewaker(
        "casus_agendapunt_wie",
        "casus_agendapunt",
        f"IF NEW.overleg_id <> OLD.overleg_id THEN {WEIGER} END IF;",
    ),
]
