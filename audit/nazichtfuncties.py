"""Het nazicht in de databank: de wachtrij vult en leegt zich vanzelf, en een bevinding gaat alleen haar weg.

De databank kent geen pseudoniemen: dat iemand zijn eigen handelingen niet nakijkt, ziet de handeling na. Bij een
bevinding en een opening staat de persoon er wel bij, en weigert ook de databank.
"""

from toegang.rijbeveiliging import WEIGER, bewaker, functie

FUNCTIES = [
    # Elke regel met redenen wacht, tot iemand ze nakijkt of ze vervalt.
    functie(
        "audit_in_wachtrij()",
        "trigger",
        """BEGIN
            INSERT INTO audit_wachtrij (id, livc_id, soort, tijdstip, actor_pseudoniem, casus_pseudoniem, kenmerken)
            VALUES (NEW.id, NEW.livc_id, NEW.soort, NEW.tijdstip, NEW.actor_pseudoniem, NEW.casus_pseudoniem, NEW.kenmerken);
            RETURN NULL; END""",
        soort="VOLATILE",
    ),
    functie(
        "audit_uit_wachtrij()",
        "trigger",
        """BEGIN
            IF TG_TABLE_NAME = 'audit_regel' THEN DELETE FROM audit_wachtrij w WHERE w.id = OLD.id;
            ELSE DELETE FROM audit_wachtrij w WHERE w.id = NEW.regel_id; END IF;
            RETURN NULL; END""",
        soort="VOLATILE",
    ),
    """CREATE OR REPLACE TRIGGER audit_in_wachtrij AFTER INSERT ON audit_regel FOR EACH ROW
        WHEN (NEW.kenmerken <> '') EXECUTE FUNCTION audit_in_wachtrij()""",
    """CREATE OR REPLACE TRIGGER audit_uit_wachtrij AFTER DELETE ON audit_regel FOR EACH ROW
        WHEN (OLD.kenmerken <> '') EXECUTE FUNCTION audit_uit_wachtrij()""",
    """CREATE OR REPLACE TRIGGER audit_uit_wachtrij AFTER INSERT ON audit_nagekeken FOR EACH ROW
        EXECUTE FUNCTION audit_uit_wachtrij()""",
    # Wat over een regel gezegd wordt, gaat over een regel die er staat, in dat logboek en van die soort.
    functie(
        "audit_is_regel(welke uuid, over uuid, van_soort text)",
        "boolean",
        """BEGIN RETURN EXISTS (SELECT FROM audit_regel r WHERE r.id = welke AND r.livc_id = over
            AND (van_soort IS NULL OR r.soort = van_soort)); END""",
    ),
    functie(
        "audit_is_leidinggevende(wie uuid, over uuid)",
        "boolean",
        """BEGIN RETURN EXISTS (SELECT FROM audit_leidinggevende l WHERE l.livc_id = over
            AND l.gebruiker_id = rls_gebruiker() AND l.leidinggevende_id = wie); END""",
    ),
    # De vraag verandert niet meer; alleen wie gevraagd werd antwoordt, alleen een ander besluit, en zwijgen mag.
    *bewaker(
        "audit_bevinding_gang",
        "audit_bevinding",
        f"""IF NEW.staat = OLD.staat THEN {WEIGER} END IF;
            IF (NEW.antwoord, NEW.beantwoord_op) IS DISTINCT FROM (OLD.antwoord, OLD.beantwoord_op)
                AND (NEW.staat <> 'beantwoord' OR NEW.gebruiker_id <> ik) THEN {WEIGER} END IF;
            IF (NEW.uitkomst, NEW.besluit, NEW.beslist_door_id, NEW.beslist_op)
                IS DISTINCT FROM (OLD.uitkomst, OLD.besluit, OLD.beslist_door_id, OLD.beslist_op)
                AND (NEW.staat <> 'beslist' OR NEW.beslist_door_id IS DISTINCT FROM ik) THEN {WEIGER} END IF;
            IF (NEW.slot, NEW.gesloten_op) IS DISTINCT FROM (OLD.slot, OLD.gesloten_op)
                AND NEW.staat <> 'gesloten' THEN {WEIGER} END IF;
            IF NEW.staat = 'beantwoord' AND NEW.gebruiker_id <> ik THEN {WEIGER} END IF;
            IF NEW.staat IN ('beslist', 'gesloten') AND (NEW.gebruiker_id = ik OR audit_is_leidinggevende(
                NEW.gebruiker_id, NEW.livc_id) OR NEW.livc_id <> ALL (rls_rollen(ARRAY['toezichthouder', 'functionaris'])))
                THEN {WEIGER} END IF;
            IF OLD.staat = 'gevraagd' AND NEW.staat = 'beslist' AND OLD.antwoord_tegen >= rls_vandaag() THEN {WEIGER} END IF;""",
    ),
]
