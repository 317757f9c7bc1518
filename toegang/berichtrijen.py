"""De voorwaarden in de databank op berichten en op de modaliteiten: wie koos, wie ging akkoord, welk adres faalt."""

from .rijbeveiliging import IEDEREEN, WEIGER, Regel, bewaker, functie
from .rijtaal import IK, KERN, rollen, taak

_RETOUREN = taak("retouren")
_AFDRUK = """encode(sha256(convert_to(concat_ws(E'\\n', m.livc_id::text, m.versie::text, m.geldig_van::text,
    coalesce(m.geldig_tot::text, ''), m.tekst), 'UTF8')), 'hex')"""

FUNCTIES = [
    # Wie berichten opvolgt of accounts beheert, ziet alleen adressen van mensen van het eigen LIVC.
    functie(
        "rls_volgt_adres(wie uuid)",
        "boolean",
        """DECLARE livcs uuid[] := rls_rollen(ARRAY['preventieambtenaar', 'beheerder']);
        BEGIN RETURN EXISTS (SELECT FROM toegang_lidmaatschap l WHERE l.gebruiker_id = wie AND l.livc_id = ANY (livcs))
            OR EXISTS (SELECT FROM toegang_organisatielid m JOIN toegang_organisatie_livcs ol USING (organisatie_id)
                WHERE m.gebruiker_id = wie AND ol.livc_id = ANY (livcs)); END""",
    ),
    # Voor iedereen, ook voor de eigenaar: waarmee de kern akkoord ging, verandert niet meer (LR-61).
    """CREATE OR REPLACE FUNCTION toegang_modaliteiten_blijft() RETURNS trigger LANGUAGE plpgsql
        SET search_path = public, pg_temp AS $$ BEGIN
        IF OLD.akkoord_op IS NOT NULL AND (NEW.id, NEW.livc_id, NEW.versie, NEW.tekst, NEW.geldig_van, NEW.akkoord_op,
            NEW.opgesteld_door_id) IS DISTINCT FROM (OLD.id, OLD.livc_id, OLD.versie, OLD.tekst, OLD.geldig_van,
            OLD.akkoord_op, OLD.opgesteld_door_id) THEN
            RAISE EXCEPTION 'Deze versie staat vast.' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW; END $$""",
    """CREATE OR REPLACE TRIGGER toegang_modaliteiten_blijft BEFORE UPDATE ON toegang_modaliteiten
        FOR EACH ROW EXECUTE FUNCTION toegang_modaliteiten_blijft()""",
    # Van een ontwerp verandert alleen dat ze akkoord zijn: alle drie, elk met precies deze tekst.
    *bewaker(
        "toegang_modaliteiten_akkoord",
        "toegang_modaliteiten",
        f"""IF to_jsonb(NEW) - 'akkoord_op' <> to_jsonb(OLD) - 'akkoord_op' OR NEW.akkoord_op IS NULL
            OR NEW.akkoord_op NOT BETWEEN rls_nu() - interval '1 minute' AND rls_nu() THEN {WEIGER} END IF;
        IF (SELECT count(DISTINCT a.rol) FROM toegang_modaliteitenakkoord a
            JOIN toegang_modaliteiten m ON m.id = a.modaliteiten_id
            WHERE m.id = OLD.id AND a.rol IN ('burgemeester', 'politie', 'preventieambtenaar')
            AND a.afdruk = {_AFDRUK}) < 3 THEN {WEIGER} END IF;""",
    ),
    *bewaker(
        "toegang_modaliteiten_instemmen",
        "toegang_modaliteitenakkoord",
        f"""IF NOT EXISTS (SELECT FROM toegang_modaliteiten m WHERE m.id = NEW.modaliteiten_id
            AND m.livc_id = NEW.livc_id AND m.akkoord_op IS NULL AND NEW.afdruk = {_AFDRUK}) THEN {WEIGER} END IF;""",
        bij="INSERT",
    ),
]

REGELS = {
    "toegang_modaliteiten": Regel(
        IEDEREEN,
        toevoegen=f"""opgesteld_door_id = {IK} AND akkoord_op IS NULL
            AND livc_id = ANY ({rollen("burgemeester", "preventieambtenaar")})""",
        wijzigen=f"livc_id = ANY ({KERN})",
    ),
    "toegang_modaliteitenakkoord": Regel(
        IEDEREEN,
        toevoegen=f"""gebruiker_id = {IK} AND rol IN ('burgemeester', 'politie', 'preventieambtenaar')
            AND livc_id = ANY (rls_rollen(ARRAY[rol::text])) AND op BETWEEN rls_nu() - interval '1 minute' AND rls_nu()""",
    ),
    "toegang_berichtkeuze": Regel(
        lezen=f"gebruiker_id = {IK} OR {taak('agenda')} OR {taak('herinneringen')}",
        toevoegen=f"gebruiker_id = {IK}",
        wijzigen=f"gebruiker_id = {IK}",
    ),
    # Versturen gebeurt namens wie handelde, of namens niemand bij een vergeten wachtwoord; lezen doet alleen de taak.
    "toegang_verzending": Regel(
        lezen=_RETOUREN,
        toevoegen="verstuurd_op BETWEEN rls_nu() - interval '1 minute' AND rls_nu()",
        wissen=_RETOUREN,
    ),
    "toegang_adresfout": Regel(
        lezen=f"{_RETOUREN} OR rls_volgt_adres(gebruiker_id)",
        toevoegen=_RETOUREN,
        wijzigen=_RETOUREN,
        wissen="rls_volgt_adres(gebruiker_id)",
    ),
}
