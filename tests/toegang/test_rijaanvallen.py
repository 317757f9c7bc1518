"""Aanvallen met eigen SQL, binnen de aanvraag van één aangemelde persoon: wat het beleid niet geeft, geeft de databank niet.

Elke aanval begint bij wat die persoon wél is: uitgenodigd, teruggetrokken, aan een andere tafel, uitgesloten, kern.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from casus.actions import deelname
from casus.models import Casus, Deelname, Geheimhouding, Overleg, Signaal
from tests.factories import (
    VROEGER,
    GebruikerFactory,
    Stad,
    maak_casus,
    maak_deelname,
    maak_overleg,
    maak_signaal,
    maak_weging,
)
from tests.toegang.rijhulp import geweigerd, lees, pk_van, schrijf
from tests.wereld import Wereld, maak_wereld
from toegang import toekenningen
from toegang.models import Gebruiker, Livc, Organisatielid

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-31")]

GEHEIM = "SELECT id FROM casus_besluit WHERE casus_id = %s"
TEKEN = """INSERT INTO casus_geheimhouding (id, livc_id, casus_id, gebruiker_id, tekst_versie, aangemaakt, aanvaard_op)
    VALUES (gen_random_uuid(), %s, %s, %s, '1', now(), now()) ON CONFLICT DO NOTHING"""
RECHT = """INSERT INTO toegang_casususerobjectpermission (permission_id, user_id, content_object_id)
    SELECT id, %s, %s FROM auth_permission WHERE codename = %s"""
OPVOLGER = """INSERT INTO casus_deelname (id, livc_id, casus_id, gebruiker_id, organisatie_id, overleg_id, staat, vervangt_id,
        voorbereid_door_id, uitgenodigd_door_id, uitgenodigd_op, aangemaakt, brengt_niets_in)
    SELECT gen_random_uuid(), livc_id, %s, %s, %s, overleg_id, 'uitgenodigd', id, voorbereid_door_id, uitgenodigd_door_id,
        uitgenodigd_op, now(), false FROM casus_deelname WHERE id = %s"""
LOPEND = "('uitgenodigd', 'geheimhouding', 'aanvaard')"


@pytest.fixture
def wereld(stad: Stad, anderstad: Stad) -> Wereld:
    return maak_wereld(stad, anderstad)


@pytest.fixture
def ander(stad: Stad) -> Casus:
    """Een tweede casus van hetzelfde LIVC, waar niemand van de professionals van weet."""
    return maak_casus(stad)


def probeer_binnen(stad: Stad, wie: Gebruiker, casus: Any) -> bool:
    """Alles wat na een deelname komt: tekenen, de rij op aanvaard, en het recht. Waar als de inhoud open ligt."""
    pk = getattr(casus, "pk", casus)
    geweigerd(wie, TEKEN, stad.livc.pk, pk, wie.pk)
    for staat in ("uitgenodigd", "geheimhouding", "aanvaard"):
        geweigerd(wie, "UPDATE casus_deelname SET staat = %s", staat)
        geweigerd(wie, "UPDATE casus_deelname SET staat = %s WHERE casus_id = %s", staat, pk)
    for recht in ("deelnemen", "wie_kennen", "kern_inzien"):
        geweigerd(wie, RECHT, wie.pk, pk, recht)
    return bool(
        lees(wie, "SELECT id FROM casus_betrokkene WHERE casus_id = %s", pk)
        or lees(wie, "SELECT dossier_id FROM toegang_casussleutel WHERE dossier_id = %s", pk)
        or lees(wie, GEHEIM, pk)
    )


@pytest.mark.regel("LR-12", "LR-21")
@pytest.mark.parametrize(
    "staat",
    [
        "voorbereid",
        "geweigerd",
        "teruggetrokken",
        "beeindigd",
        "ingetrokken",
        "vervallen",
        "vervangen",
        "geschrapt",
    ],
)
def test_een_plaats_die_voorbij_is_of_nooit_kwam_gaat_niet_weer_open(stad: Stad, staat: str) -> None:
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw, staat)
    assert not probeer_binnen(stad, stad.caw, casus)
    assert Deelname.objects.get(casus=casus).staat == staat


@pytest.mark.regel("LR-12")
def test_een_eigen_plaats_verhuist_niet_naar_een_andere_casus(
    stad: Stad, wereld: Wereld, ander: Casus
) -> None:
    elders = maak_overleg(stad, ander)
    for kolom, waarde in (
        ("casus_id", ander.pk),
        ("overleg_id", elders.pk),
        ("gebruiker_id", stad.jeugdwerk.pk),
    ):
        assert geweigerd(
            stad.caw, f"UPDATE casus_deelname SET {kolom} = %s WHERE gebruiker_id = %s", waarde, stad.caw.pk
        )
    assert not probeer_binnen(stad, stad.caw, ander)


@pytest.mark.regel("LR-12", "LR-16")
def test_niemand_nodigt_zichzelf_uit_als_zijn_eigen_vervanger(
    stad: Stad, wereld: Wereld, ander: Casus
) -> None:
    """De opvolger komt voor dezelfde dienst, in dezelfde casus, en is iemand anders."""
    for naam in ("caw", "clb", "jeugdwerk", "weg"):
        wie = wereld.persoon(naam)
        assert wie is not None
        dienst, eigen = wie.organisatieleden.get().organisatie_id, pk_van(wereld, f"deelname_{naam}")
        for casus in (ander.pk, pk_van(wereld, "casus")):
            for voor in (wie, stad.preventie):
                assert geweigerd(wie, OPVOLGER, casus, voor.pk, dienst, eigen), (naam, casus, voor)
        assert not probeer_binnen(stad, wie, ander)


@pytest.mark.regel("LR-16")
def test_een_opvolger_komt_niet_van_een_andere_dienst(stad: Stad) -> None:
    casus = maak_casus(stad)
    eigen = maak_deelname(stad, casus, stad.caw, "uitgenodigd")
    assert schrijf(stad.caw, "UPDATE casus_deelname SET staat = 'vervangen' WHERE id = %s", eigen.pk) == 1
    vreemd = stad.clb.organisatieleden.get().organisatie_id
    assert geweigerd(stad.caw, OPVOLGER, casus.pk, stad.clb.pk, vreemd, eigen.pk)
    collega: Gebruiker = GebruikerFactory.create()
    Organisatielid.objects.create(gebruiker=collega, organisatie_id=eigen.organisatie_id, van=VROEGER)
    assert schrijf(stad.caw, OPVOLGER, casus.pk, collega.pk, eigen.organisatie_id, eigen.pk) == 1


@pytest.mark.regel("LR-13", "LR-30")
def test_een_stap_overslaan_of_voor_een_ander_antwoorden_kan_niet(stad: Stad, wereld: Wereld) -> None:
    zet = "UPDATE casus_deelname SET staat = %s WHERE id = %s"
    assert geweigerd(stad.jeugdwerk, zet, "aanvaard", pk_van(wereld, "deelname_jeugdwerk"))
    assert geweigerd(
        stad.jeugdwerk, zet, "geheimhouding", pk_van(wereld, "deelname_jeugdwerk")
    )  # zonder geheimhouding
    for staat in ("aanvaard", "geweigerd", "teruggetrokken", "geheimhouding", "vervangen"):
        for ander in (stad.burgemeester, stad.preventie, stad.caw):
            assert geweigerd(ander, zet, staat, pk_van(wereld, "deelname_jeugdwerk"))
    assert geweigerd(stad.burgemeester, zet, "uitgenodigd", pk_van(wereld, "deelname_weg"))
    assert geweigerd(stad.politie, zet, "ingetrokken", pk_van(wereld, "deelname_clb"))


@pytest.mark.regel("LR-13")
def test_de_naam_wacht_op_de_stap_die_het_livc_koos(stad: Stad) -> None:
    stad.livc.naam_bij_stap = 3
    stad.livc.save()
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.clb, "uitgenodigd")
    schrijf(stad.clb, TEKEN, stad.livc.pk, casus.pk, stad.clb.pk)
    assert schrijf(stad.clb, "UPDATE casus_deelname SET staat = 'geheimhouding'") == 1
    assert geweigerd(stad.clb, RECHT, stad.clb.pk, casus.pk, "wie_kennen")
    assert not lees(stad.clb, "SELECT id FROM casus_betrokkene")


@pytest.mark.regel("LR-13")
@pytest.mark.parametrize(("stap", "mag"), [(1, True), (2, False), (3, False)])
def test_ook_wie_uitnodigt_geeft_de_naam_niet_vroeger(stad: Stad, stap: int, mag: bool) -> None:
    Livc.objects.filter(pk=stad.livc.pk).update(naam_bij_stap=stap)
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.clb, "uitgenodigd")
    toekenningen.neem(stad.clb, casus, toekenningen.WIE_KENNEN)
    assert geweigerd(stad.burgemeester, RECHT, stad.clb.pk, casus.pk, "wie_kennen") is not mag


@pytest.mark.regel("LR-20", "LR-23")
def test_de_tafel_leest_niet_wie_nog_twijfelt_of_uitgesloten_is(stad: Stad, wereld: Wereld) -> None:
    casus, clb = pk_van(wereld, "casus"), stad.clb.pk
    rechten = """SELECT a.codename FROM toegang_casususerobjectpermission p JOIN auth_permission a ON a.id = p.permission_id
        WHERE p.content_object_id = %s AND p.user_id <> %s"""
    assert set(lees(stad.caw, rechten, casus, stad.caw.pk)) <= {"kern", "kern_inzien", "deelnemen"}
    assert not lees(stad.caw, "SELECT id FROM casus_geheimhouding WHERE gebruiker_id = %s", clb)
    assert not lees(stad.caw, "SELECT id FROM casus_deelname WHERE gebruiker_id <> %s", stad.caw.pk)
    uit = set(lees(stad.burgemeester, "SELECT gebruiker_id FROM casus_wraking"))
    assert uit
    for wie in (*stad.sociaal, wereld.persoon("weg"), stad.beheer, wereld.persoon("buur")):
        assert not uit & set(lees(wie, "SELECT casus_bezette_collegas(%s)", casus))
    assert not lees(stad.politie, "SELECT id FROM casus_wraking")


@pytest.mark.regel("LR-20")
def test_een_vraag_naar_de_grond_van_een_recht_verklapt_geen_antwoord(stad: Stad) -> None:
    stad.livc.naam_bij_stap = 1
    stad.livc.save()
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw)
    maak_deelname(stad, casus, stad.clb, "uitgenodigd")
    vraag = "SELECT rls_gegrond(id, %s, %s) FROM auth_permission WHERE codename = 'wie_kennen'"
    for wie in (stad.caw, stad.beheer, stad.jeugdwerk):
        assert lees(wie, vraag, stad.clb.pk, casus.pk) == [False]
    assert lees(stad.burgemeester, vraag, stad.clb.pk, casus.pk) == [True]


@pytest.mark.regel("LR-05", "LR-32")
def test_een_casus_blijft_in_haar_livc_en_wat_eraan_hangt_bij_haar(
    stad: Stad, anderstad: Stad, wereld: Wereld, ander: Casus
) -> None:
    vreemd = anderstad.livc.pk
    maak_deelname(stad, ander, stad.caw)
    for tabel in (
        "casus_casus",
        "casus_inbreng",
        "casus_traject",
        "casus_actie",
        "casus_signaal",
        "casus_overleg",
    ):
        for wie in (stad.caw, stad.burgemeester, stad.preventie):
            assert geweigerd(wie, f"UPDATE {tabel} SET livc_id = %s", vreemd), (tabel, wie)
    for tabel in (
        "casus_inbreng",
        "casus_traject",
        "casus_actie",
        "casus_besluit",
        "casus_agendapunt",
        "casus_betrokkene",
    ):
        for wie in (stad.caw, stad.burgemeester, stad.preventie):
            assert geweigerd(wie, f"UPDATE {tabel} SET casus_id = %s", ander.pk), (tabel, wie)
    assert geweigerd(stad.caw, "UPDATE casus_inbreng SET auteur_id = %s", stad.clb.pk)
    assert geweigerd(
        stad.burgemeester, "UPDATE casus_casus SET referentie = 'AAA-AAA' WHERE id = %s", ander.pk
    )
    assert geweigerd(
        anderstad.burgemeester,
        """INSERT INTO casus_betrokkene (id, livc_id, casus_id, naam_index, aangemaakt)
           VALUES (gen_random_uuid(), %s, %s, '', now())""",
        vreemd,
        Casus.objects.create(livc=stad.livc, rechtsgrond="livc_wet", op_lijst_door=stad.burgemeester).pk,
    )


@pytest.mark.regel("LR-12")
def test_wie_aan_tafel_zit_wijzigt_de_casus_niet(stad: Stad, wereld: Wereld) -> None:
    casus = pk_van(wereld, "casus")
    for zet in (
        "staat = 'afgesloten'",
        f"casusregisseur_id = '{stad.caw.pk}'",
        "laatst_besproken_op = now()",
        "aanwijzingen = NULL",
    ):
        for wie in (stad.caw, stad.clb, stad.jeugdwerk, wereld.persoon("weg")):
            assert geweigerd(wie, f"UPDATE casus_casus SET {zet} WHERE id = %s", casus), (zet, wie)
    nieuw = {
        "casus_besluit": "SET tekst = NULL", "casus_traject": "SET samenvatting = NULL", "casus_doel": "SET tekst = NULL",
        "casus_kindafweging": "SET belang = NULL", "casus_nacontrole": "SET gepland_op = now()", "casus_relatie": "SET naam = NULL",
        "casus_bewaartermijn": "SET maanden = 360",
    }  # fmt: skip
    for tabel, zet in nieuw.items():
        assert geweigerd(stad.caw, f"UPDATE {tabel} {zet} WHERE casus_id = %s", casus), tabel
        assert geweigerd(stad.caw, f"DELETE FROM {tabel} WHERE casus_id = %s", casus), tabel
    assert geweigerd(
        stad.caw,
        """INSERT INTO casus_instemming (id, livc_id, casus_id, bewaartermijn_id, gebruiker_id, aangemaakt)
           VALUES (gen_random_uuid(), %s, %s, %s, %s, now())""",
        *wereld.args("livc", "casus", "termijn"),
        stad.politie.pk,
    )


@pytest.mark.regel("LR-03", "LR-07")
def test_de_burgemeester_haalt_geen_signaal_uit_de_weging(stad: Stad) -> None:
    """Een opdracht zonder voorwaarde leest niets, en schreef vroeger dus ook wat iemand niet mocht zien."""
    signaal = maak_signaal(stad, "in_weging")
    assert geweigerd(stad.burgemeester, "UPDATE casus_signaal SET staat = 'voorgedragen'")
    assert geweigerd(
        stad.burgemeester, "UPDATE casus_signaal SET afgehandeld_door_id = %s", stad.burgemeester.pk
    )
    assert Signaal.objects.get(pk=signaal.pk).staat == "in_weging"


@pytest.mark.regel("LR-30")
def test_ook_de_kern_geeft_zichzelf_geen_inzage_voor_de_geheimhouding(stad: Stad) -> None:
    casus = maak_casus(stad, "op_lijst")
    toekenningen.neem(stad.politie, casus, toekenningen.KERN_INZIEN)
    Geheimhouding.objects.filter(casus=casus, gebruiker=stad.politie).delete()
    recht = (stad.politie.pk, casus.pk, "kern_inzien")
    assert geweigerd(stad.politie, RECHT, *recht)
    assert lees(stad.politie, "SELECT id FROM casus_betrokkene") == []
    assert schrijf(stad.politie, TEKEN, stad.livc.pk, casus.pk, stad.politie.pk) == 1
    assert schrijf(stad.politie, RECHT, *recht) == 1


@pytest.mark.regel("LR-30")
def test_een_aanvaarde_plaats_zonder_geheimhouding_opent_niets(stad: Stad) -> None:
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.clb, "aanvaard")
    toekenningen.neem(stad.clb, casus, toekenningen.DEELNEMEN)
    Geheimhouding.objects.filter(casus=casus, gebruiker=stad.clb).delete()
    assert geweigerd(stad.clb, RECHT, stad.clb.pk, casus.pk, "deelnemen")


@pytest.mark.regel("LR-23")
def test_een_recht_dat_bleef_staan_opent_niets_voor_wie_uitgesloten_is(stad: Stad) -> None:
    casus = maak_casus(stad, "in_overleg")
    vraag = "SELECT id FROM casus_betrokkene WHERE casus_id = %s"
    assert lees(stad.politie, vraag, casus.pk)
    toekenningen.sluit_uit(stad.politie, casus)
    toekenningen.geef(stad.politie, toekenningen.KERN_INZIEN, casus)
    assert lees(stad.politie, vraag, casus.pk) == []


@pytest.mark.regel("LR-03")
def test_alleen_de_burgemeester_maakt_met_sql_een_casus(stad: Stad) -> None:
    sql = """INSERT INTO casus_casus (id, aangemaakt, livc_id, referentie, staat, doel, rechtsgrond, machtiging_referentie,
            op_lijst_door_id, sluitingsreden, gewijzigd) VALUES (gen_random_uuid(), now(), %s, 'ABC-123', 'op_lijst',
        'terroristische-misdrijven-voorkomen', 'livc_wet', '', %s, '', now())"""
    for wie in (stad.preventie, stad.politie, stad.beheer, stad.caw):
        assert geweigerd(wie, sql, stad.livc.pk, wie.pk)
    assert schrijf(stad.burgemeester, sql, stad.livc.pk, stad.burgemeester.pk) == 1


@pytest.mark.regel("LR-11")
def test_zonder_lopende_machtiging_leest_de_politie_niets_meer(stad: Stad) -> None:
    casus = maak_casus(stad, "in_overleg")
    vraag = "SELECT id FROM casus_betrokkene WHERE casus_id = %s"
    assert lees(stad.politie, vraag, casus.pk)
    stad.politie.lidmaatschappen.update(machtiging_tot=timezone.localdate())
    assert lees(stad.politie, vraag, casus.pk) == []
    assert lees(stad.politie, "SELECT id FROM casus_casus") == []


@pytest.mark.regel("LR-04")
def test_niemand_schuift_de_termijn_van_een_signaal_op(stad: Stad) -> None:
    weg, open_ = maak_signaal(stad, "niet_weerhouden"), maak_signaal(stad, "in_weging")
    Signaal.objects.filter(pk=weg.pk).update(wissen_op=timezone.localdate() + timedelta(days=30))
    for wanneer in (None, timezone.localdate() + timedelta(days=31)):
        assert geweigerd(
            stad.preventie, "UPDATE casus_signaal SET wissen_op = %s WHERE id = %s", wanneer, weg.pk
        )
        uitkomst = "UPDATE casus_signaal SET staat = 'niet_weerhouden', wissen_op = %s WHERE id = %s"
        assert geweigerd(stad.preventie, uitkomst, wanneer, open_.pk)
    assert schrijf(stad.preventie, uitkomst, timezone.localdate() + timedelta(days=30), open_.pk) == 1


@pytest.mark.regel("LR-33")
def test_een_advocaat_brengt_ook_met_sql_niets_in(stad: Stad) -> None:
    casus = maak_casus(stad, "in_overleg")
    maak_deelname(stad, casus, stad.caw)
    inbreng = """INSERT INTO casus_inbreng (id, livc_id, casus_id, auteur_id, staat, bron, categorie, categorielijst, niveau,
            publiek, doorgave, aangemaakt, gewijzigd) VALUES
        (gen_random_uuid(), %s, %s, %s, 'concept', 'eigen', '', 'W2026', 'geheim', 'tafel', false, now(), now())"""
    waarden = (stad.livc.pk, casus.pk, stad.caw.pk)
    assert schrijf(stad.caw, inbreng, *waarden) == 1
    Gebruiker.objects.filter(pk=stad.caw.pk).update(is_advocaat=True)
    assert geweigerd(stad.caw, inbreng, *waarden)
    assert geweigerd(stad.caw, "UPDATE casus_inbreng SET staat = 'ingebracht'")  # een concept van voordien
    Gebruiker.objects.filter(pk=stad.caw.pk).update(is_advocaat=False)
    assert schrijf(stad.caw, "UPDATE casus_inbreng SET staat = 'ingebracht'") == 1


@pytest.mark.regel("LR-23")
def test_een_uitgesloten_kernlid_maakt_geen_signaal_of_plaats_los(stad: Stad) -> None:
    casus = maak_casus(stad)
    signaal = maak_signaal(stad, "op_lijst", casus=casus)
    toekenningen.sluit_uit(stad.politie, casus)
    geweigerd(stad.politie, "UPDATE casus_signaal SET casus_id = NULL")
    assert not lees(stad.politie, "SELECT id FROM casus_signaal WHERE id = %s", signaal.pk)
    assert geweigerd(
        stad.politie, "DELETE FROM toegang_casususerobjectpermission WHERE user_id = %s", stad.politie.pk
    )
    for recht in ("kern", "kern_inzien", "uitgesloten"):
        geweigerd(stad.politie, RECHT + " ON CONFLICT DO NOTHING", stad.politie.pk, casus.pk, recht)
    assert not probeer_binnen(stad, stad.politie, casus)
    assert not lees(stad.politie, "SELECT id FROM casus_casus WHERE id = %s", casus.pk)
    # Ook wie wel mag lezen, maakt een signaal niet los van zijn casus: dan zou de uitgeslotene het weer zien.
    assert geweigerd(stad.preventie, "UPDATE casus_signaal SET casus_id = NULL WHERE id = %s", signaal.pk)
    assert geweigerd(
        stad.preventie, "DELETE FROM toegang_casususerobjectpermission WHERE user_id = %s", stad.politie.pk
    )


@pytest.mark.regel("LR-07", "LR-34")
def test_de_melder_leest_geen_weging_en_wist_zijn_signaal_niet(stad: Stad) -> None:
    signaal = maak_signaal(stad, "in_weging", melder=stad.caw, ingezonden=True)
    maak_weging(signaal, stad.preventie)
    assert not lees(stad.caw, "SELECT id FROM casus_weging")
    assert not lees(stad.caw, "SELECT dossier_id FROM toegang_casussleutel")
    for wie in (stad.caw, stad.politie, stad.preventie):
        assert geweigerd(wie, "DELETE FROM toegang_casussleutel WHERE dossier_id = %s", signaal.pk)
    nieuw = """INSERT INTO casus_signaal (id, livc_id, aangemaakt, referentie, staat, melder_id, ingezonden, anoniem, kanaal,
            waargenomen_op, dringendheid, doorgegeven_aan)
        VALUES (gen_random_uuid(), %s, now(), 'ZZZ-ZZZ', 'voorgedragen', %s, true, false, 'formulier', now(), 'gewoon', '')"""
    assert geweigerd(stad.caw, nieuw, stad.livc.pk, stad.caw.pk)


@pytest.mark.regel("LR-31", "LR-57")
def test_noodtoegang_wordt_niet_langer_breder_of_van_een_ander(
    stad: Stad, anderstad: Stad, wereld: Wereld, ander: Casus
) -> None:
    gevraagd, open_ = wereld.args("nood_gevraagd", "nood_open")
    zet = "UPDATE toegang_noodtoegang SET {} WHERE id = %s"
    later = "eindigt_op = now() + interval '1 year'"
    bevestig = f"staat = 'actief', bevestigd_door_id = '{stad.politie.pk}', bevestiger_dienst = 'politie', begonnen_op = now()"
    for wat in (later, f"aanvrager_id = '{stad.caw.pk}'", f"casus_id = '{ander.pk}'", "minuten = 999"):
        for wie in (*stad.kern, stad.toezicht, stad.jeugdwerk):
            assert geweigerd(wie, zet.format(wat), open_), (wat, wie)
    assert geweigerd(stad.politie, zet.format(f"{bevestig}, {later}"), gevraagd)
    assert geweigerd(
        stad.burgemeester, zet.format(bevestig + ", eindigt_op = now()"), gevraagd
    )  # in andermans naam
    assert geweigerd(
        stad.toezicht, zet.format(f"staat = 'nagekeken', nagekeken_door_id = '{stad.toezicht.pk}'"), gevraagd
    )
    vraag = """INSERT INTO toegang_noodtoegang (id, livc_id, casus_id, staat, grond, minuten, aanvrager_id, aanvrager_dienst,
            aangevraagd_op, bevestiger_dienst)
        VALUES (gen_random_uuid(), %s, %s, 'aangevraagd', 'hulp', %s, %s, 'CAW', {}, '')"""
    assert geweigerd(stad.caw, vraag.format("now()"), stad.livc.pk, ander.pk, 9999, stad.caw.pk)
    assert geweigerd(
        stad.caw, vraag.format("now() + interval '1 day'"), stad.livc.pk, ander.pk, 15, stad.caw.pk
    )
    assert geweigerd(anderstad.caw, vraag.format("now()"), anderstad.livc.pk, ander.pk, 15, anderstad.caw.pk)
    assert not lees(stad.toezicht, "SELECT id FROM toegang_noodtoegang WHERE id = %s", gevraagd)
    assert not lees(stad.caw, "SELECT id FROM toegang_noodtoegang WHERE id = %s", gevraagd)


@pytest.mark.regel("LR-32")
def test_een_lezer_weet_niets_van_een_concept_of_na_zijn_vertrek(stad: Stad, wereld: Wereld) -> None:
    from casus.models import Inbreng

    concept = Inbreng.objects.get(pk=pk_van(wereld, "concept"))
    gedeeld = Inbreng.objects.get(pk=pk_van(wereld, "inbreng"))
    for rij in (concept, gedeeld):
        rij.publiek = "gekozen"
        rij.save()
        rij.lezers.set([stad.politie, stad.clb])
    assert lees(stad.politie, "SELECT inbreng_id FROM casus_inbreng_lezers") == [gedeeld.pk]
    assert not lees(stad.clb, "SELECT inbreng_id FROM casus_inbreng_lezers")
    assert geweigerd(
        stad.politie,
        "INSERT INTO casus_inbreng_lezers (inbreng_id, gebruiker_id) VALUES (%s, %s)",
        gedeeld.pk,
        stad.clb.pk,
    )


@pytest.mark.regel("LR-03", "LR-07", "LR-10", "LR-15")
def test_een_kernlid_doet_niet_wat_een_ander_kernlid_hoort_te_doen(stad: Stad, wereld: Wereld) -> None:
    """Twee mensen wegen, de burgemeester beslist, een tweede bevestigt: ook met eigen SQL."""
    signaal, voorgedragen = maak_signaal(stad, "in_weging"), Signaal.objects.get(pk=pk_van(wereld, "signaal"))
    weeg = """INSERT INTO casus_weging (id, signaal_id, livc_id, rol, weger_id, criteria_versie, advies, gewogen_op)
        VALUES (gen_random_uuid(), %s, %s, %s, %s, '1', 'voordragen', now())"""
    assert geweigerd(stad.politie, weeg, signaal.pk, stad.livc.pk, "preventieambtenaar", stad.politie.pk)
    assert schrijf(stad.politie, weeg, signaal.pk, stad.livc.pk, "politie", stad.politie.pk) == 1
    assert geweigerd(stad.politie, "UPDATE casus_weging SET rol = 'preventieambtenaar'")
    zet = "UPDATE {} SET {} WHERE id = %s"
    for wie, tabel, wat, pk in (
        (stad.politie, "casus_signaal", "staat = 'voorgedragen'", signaal.pk),
        (stad.preventie, "casus_signaal", "staat = 'op_lijst'", voorgedragen.pk),
        (stad.preventie, "casus_signaal", f"casus_id = '{pk_van(wereld, 'casus')}'", voorgedragen.pk),
        (stad.preventie, "casus_signaal", "staat = 'niet_weerhouden'", voorgedragen.pk),
        (stad.preventie, "casus_casus", "staat = 'afgesloten'", pk_van(wereld, "casus")),
        (stad.politie, "casus_overleg", "plaats = 'elders'", pk_van(wereld, "overleg")),
        (stad.politie, "casus_agendapunt", "volgorde = 9", pk_van(wereld, "punt")),
    ):
        assert geweigerd(wie, zet.format(tabel, wat), pk), (wie, wat)
    assert geweigerd(stad.politie, "DELETE FROM casus_agendapunt WHERE id = %s", pk_van(wereld, "punt"))
    kind = "UPDATE casus_kindafweging SET {}"
    for wie, wat in (
        (stad.preventie, f"bevestigd_door_id = '{stad.politie.pk}', bevestigd_op = now()"),
        (
            stad.preventie,
            f"opgesteld_door_id = '{stad.politie.pk}', bevestigd_door_id = '{stad.preventie.pk}'",
        ),
        (stad.politie, "belang = NULL"),
    ):
        assert geweigerd(wie, kind.format(wat)), (wie, wat)
    assert (
        schrijf(stad.politie, kind.format(f"bevestigd_door_id = '{stad.politie.pk}', bevestigd_op = now()"))
        == 1
    )


@pytest.mark.regel("LR-05", "LR-31")
def test_een_agendapunt_opent_geen_overleg_van_een_ander(stad: Stad, anderstad: Stad) -> None:
    ver = maak_overleg(anderstad)
    eigen = maak_casus(stad)
    punt = """INSERT INTO casus_agendapunt (id, livc_id, casus_id, overleg_id, volgorde, staat, aangemaakt)
        VALUES (gen_random_uuid(), %s, %s, %s, 1, 'gepland', now())"""
    for livc in (stad.livc.pk, anderstad.livc.pk):
        assert geweigerd(stad.burgemeester, punt, livc, eigen.pk, ver.pk)
    assert Overleg.objects.get(pk=ver.pk).agendapunten.count() == 0


@pytest.mark.regel("LR-23")
def test_een_wraking_of_uitsluiting_is_van_de_burgemeester_of_van_uzelf(stad: Stad, wereld: Wereld) -> None:
    """Een botsing bij het toevoegen zou zeggen wie al uitgesloten is."""
    wraak = """INSERT INTO casus_wraking (id, livc_id, casus_id, gebruiker_id, ingesteld_door_id, aangemaakt)
        VALUES (gen_random_uuid(), %s, %s, %s, %s, now())"""
    uit = lees(stad.burgemeester, "SELECT gebruiker_id FROM casus_wraking")[0]
    for wie in (stad.politie, stad.preventie, stad.caw):
        assert geweigerd(wie, wraak, *wereld.args("livc", "casus"), uit, wie.pk)
        assert geweigerd(wie, RECHT, stad.burgemeester.pk, pk_van(wereld, "casus"), "uitgesloten")
        assert geweigerd(wie, "DELETE FROM toegang_casususerobjectpermission WHERE user_id = %s", uit)
        assert geweigerd(wie, "UPDATE casus_wraking SET opgeheven_op = now()")
    assert schrijf(stad.politie, RECHT, stad.politie.pk, pk_van(wereld, "casus"), "uitgesloten") == 1


@pytest.mark.regel("LR-13", "LR-16")
def test_een_collega_die_wel_mag_komt_ook_met_de_naam_in_de_uitnodiging(stad: Stad) -> None:
    """De tegenproef: wie zich laat vervangen, geeft door wat de burgemeester gaf, en leest daarna niets meer."""
    stad.livc.naam_bij_stap = 1
    stad.livc.save()
    dienst = stad.caw.organisatieleden.get().organisatie
    collega = Organisatielid.objects.create(
        organisatie=dienst, gebruiker=GebruikerFactory.create(), van=VROEGER
    )
    casus = maak_casus(stad)
    plaats = maak_deelname(stad, casus, stad.caw, "uitgenodigd")
    nieuw = deelname.vervang(actor=stad.caw, pk=plaats.pk, lid=collega.pk)
    assert lees(collega.gebruiker, "SELECT id FROM casus_deelname") == [nieuw.pk]
    assert lees(collega.gebruiker, "SELECT casus_id FROM casus_betrokkene") == [casus.pk]
    assert lees(stad.caw, "SELECT id FROM casus_deelname") == [plaats.pk]
    assert not lees(stad.caw, "SELECT id FROM casus_casus")
