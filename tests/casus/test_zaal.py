"""In de zaal: wat op het scherm komt, en een lijst van aanwezigen die niemand nog wijzigt."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus.actions import deelname, tafel, zaal
from casus.models import Aanwezigheid, Agendapunt, Besluit, Deelname, Notitieconcept
from tests.casus.hulp_inbreng import maak_inbreng
from tests.casus.tafelhulp import maak_lopend_punt, maak_tafel, noteer, rond_af
from tests.factories import Stad, maak_casus, maak_deelname
from tests.toegang.rijhulp import geweigerd, lees, schrijf
from toegang import toekenningen
from toegang.uitzonderingen import NietVoldaan, Verboden, Verborgen

pytestmark = pytest.mark.django_db


def adres(naam: str, rij: Any) -> str:
    return reverse(f"casus:{naam}", args=[rij.pk])


def scherm(punt: Agendapunt) -> str:
    return reverse("casus:overleg_scherm", args=[punt.overleg_id])


def aanwezig(punt: Agendapunt) -> set[str]:
    return set(
        Aanwezigheid.objects.filter(agendapunt=punt, aanwezig=True).values_list("gebruiker__naam", flat=True)
    )


# Het scherm


@pytest.mark.regel("LR-31")
@pytest.mark.parametrize("pagina", ["overleg_leiden", "overleg_scherm"])
def test_zonder_aanwezigheid_staat_er_niets(stad: Stad, als, pagina: str) -> None:
    punt = maak_lopend_punt(stad)
    maak_inbreng(punt.casus, stad.caw, tekst="Voor de tafel.")
    tafel.noteer_besluit(actor=stad.burgemeester, pk=punt.pk, tekst="Elke week.")
    client, url = als(stad.burgemeester), adres(pagina, punt.overleg)
    tekst = client.get(url).text
    assert not any(geheim in tekst for geheim in ("Voor de tafel.", "Elke week.", "Zeno"))
    noteer(stad, punt, stad.burgemeester, stad.caw)
    tekst = client.get(url).text
    assert all(zichtbaar in tekst for zichtbaar in ("Voor de tafel.", "Elke week."))


@pytest.mark.regel("LR-31", "LR-32")
def test_inbreng_voor_een_deel_van_de_tafel_komt_nooit_op_het_scherm(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    maak_inbreng(punt.casus, stad.caw, tekst="Voor de kern.", publiek="kern")
    maak_inbreng(punt.casus, stad.caw, tekst="Voor een.", publiek="gekozen").lezers.add(stad.burgemeester)
    noteer(stad, punt, stad.burgemeester)  # ook als alleen lezers in de zaal zitten
    tekst = als(stad.burgemeester).get(scherm(punt)).text
    assert "Voor de kern." not in tekst
    assert "Voor een." not in tekst


@pytest.mark.regel("LR-31", "LR-21")
@pytest.mark.parametrize("hoe", ["terugtrekken", "uitsluiten", "machtiging"])
def test_wie_zijn_toegang_verliest_maakt_het_scherm_leeg(stad: Stad, als, hoe: str) -> None:
    punt = maak_lopend_punt(stad)
    noteer(stad, punt, stad.burgemeester, stad.politie, stad.caw)
    tafel.noteer_besluit(actor=stad.burgemeester, pk=punt.pk, tekst="Elke week.")
    client = als(stad.burgemeester)
    assert "Elke week." in client.get(scherm(punt)).text
    if hoe == "terugtrekken":
        deelname.trek_terug(actor=stad.caw, pk=Deelname.objects.get(gebruiker=stad.caw).pk)
    elif hoe == "uitsluiten":
        toekenningen.sluit_uit(stad.politie, punt.casus)
    else:
        stad.politie.lidmaatschappen.update(machtiging_tot=timezone.localdate())
    assert "Elke week." not in client.get(scherm(punt)).text
    assert "Elke week." not in client.get(adres("overleg_leiden", punt.overleg)).text
    noteer(stad, punt, stad.burgemeester)
    assert "Elke week." in client.get(scherm(punt)).text


@pytest.mark.regel("LR-30")
def test_een_kernlid_zonder_geheimhouding_staat_niet_in_de_lijst(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    toekenningen.neem(stad.politie, punt.casus, toekenningen.KERN_INZIEN)
    assert str(stad.politie.pk) not in als(stad.burgemeester).get(adres("overleg_leiden", punt.overleg)).text
    with pytest.raises(NietVoldaan, match="aan deze tafel"):
        noteer(stad, punt, stad.politie)


@pytest.mark.regel("LR-31")
def test_tussen_twee_punten_staat_niets_over_het_vorige_of_het_volgende(stad: Stad, als) -> None:
    een, twee = maak_lopend_punt(stad, maak_casus(stad), maak_casus(stad)).overleg.agendapunten.all()
    noteer(stad, een, stad.burgemeester)
    tafel.noteer_besluit(actor=stad.burgemeester, pk=een.pk, tekst="Elke week.")
    rond_af(stad, een, stad.burgemeester)
    tekst = als(stad.burgemeester).get(scherm(een)).text
    assert "Tussen twee punten" in tekst
    assert not any(s in tekst for s in (een.casus.referentie, twee.casus.referentie, "Elke week."))
    voor_de_agenda = (
        als(stad.burgemeester).get(adres("overleg_leiden", een.overleg)).text.split("<details", 2)[0]
    )
    assert een.casus.referentie not in voor_de_agenda


def test_het_volgende_punt_begint_zonder_het_te_noemen(stad: Stad, als) -> None:
    een, twee = maak_tafel(stad, maak_casus(stad), maak_casus(stad)).agendapunten.all()
    tafel.verdaag_punt(actor=stad.burgemeester, pk=een.pk)
    client = als(stad.burgemeester)
    client.post(adres("overleg_volgende", een.overleg))
    twee.refresh_from_db()
    assert twee.staat == "bezig"
    noteer(stad, twee, stad.burgemeester)
    rond_af(stad, twee, stad.burgemeester)
    assert "geen volgend punt" in client.post(adres("overleg_volgende", een.overleg), follow=True).text


def test_afgedekt_staat_er_niets(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    noteer(stad, punt, stad.burgemeester)
    tekst = als(stad.burgemeester).get(scherm(punt) + "?dek").text
    assert punt.casus.referentie not in tekst


@pytest.mark.regel("LR-57")
def test_het_scherm_staat_in_het_logboek_en_het_kijken_of_het_klopt_niet(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    client = als(stad.burgemeester)
    client.get(scherm(punt))
    client.get(adres("overleg_stand", punt.overleg))
    assert list(Regel.objects.values_list("soort", flat=True)) == ["agendapunt.getoond"]


def test_het_kenmerk_verandert_met_wat_er_staat(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    client, url = als(stad.burgemeester), adres("overleg_stand", punt.overleg)
    kenmerken = [client.get(url).text]
    noteer(stad, punt, stad.burgemeester)
    kenmerken.append(client.get(url).text)
    tafel.noteer_besluit(actor=stad.burgemeester, pk=punt.pk, tekst="Elke week.")
    kenmerken.append(client.get(url).text)
    maak_inbreng(punt.casus, stad.caw)
    kenmerken += [client.get(url).text, client.get(url).text]
    assert len(set(kenmerken)) == 4
    assert kenmerken[3] == kenmerken[4]


# Wie er was


@pytest.mark.regel("LR-41")
def test_wie_vroeger_vertrekt_nam_wel_deel(stad: Stad) -> None:
    punt = maak_lopend_punt(stad)
    noteer(stad, punt, stad.burgemeester, stad.caw)
    noteer(stad, punt, stad.burgemeester, stad.politie)
    rijen = {rij.gebruiker: rij for rij in Aanwezigheid.objects.filter(agendapunt=punt)}
    assert (rijen[stad.caw].aanwezig, rijen[stad.caw].in_zaal) == (True, False)
    assert rijen[stad.politie].in_zaal
    assert aanwezig(punt) == {stad.burgemeester.naam, stad.caw.naam, stad.politie.naam}


@pytest.mark.regel("LR-41")
def test_zonder_bevestigde_lijst_sluit_een_punt_niet(stad: Stad) -> None:
    punt = maak_lopend_punt(stad)
    noteer(stad, punt, stad.burgemeester, stad.caw)
    with pytest.raises(NietVoldaan, match="bevestigt eerst"):
        tafel.rond_punt_af(actor=stad.burgemeester, pk=punt.pk)
    zaal.bevestig_aanwezigheid(actor=stad.burgemeester, pk=punt.pk, aanwezig={stad.burgemeester.pk})
    assert tafel.rond_punt_af(actor=stad.preventie, pk=punt.pk).staat == "besproken"
    assert aanwezig(punt) == {stad.burgemeester.naam}


@pytest.mark.regel("LR-41")
def test_de_voorzitter_bevestigt_zelf_als_hij_erbij_is(stad: Stad) -> None:
    punt = maak_lopend_punt(stad)
    noteer(stad, punt, stad.burgemeester, stad.caw)
    with pytest.raises(NietVoldaan, match="voorzitter is bij dit punt"):
        zaal.bevestig_aanwezigheid(actor=stad.preventie, pk=punt.pk, aanwezig={stad.caw.pk})


@pytest.mark.regel("LR-41", "LR-23")
def test_is_de_voorzitter_er_niet_bij_dan_bevestigt_wie_het_punt_leidt(stad: Stad) -> None:
    punt = maak_lopend_punt(stad)
    noteer(stad, punt, stad.preventie, stad.caw)
    zaal.bevestig_aanwezigheid(actor=stad.preventie, pk=punt.pk, aanwezig={stad.preventie.pk, stad.caw.pk})
    assert tafel.rond_punt_af(actor=stad.preventie, pk=punt.pk).staat == "besproken"


@pytest.mark.regel("LR-41")
def test_wie_na_het_bevestigen_binnenkomt_vraagt_een_nieuwe_bevestiging(stad: Stad) -> None:
    punt = maak_lopend_punt(stad)
    noteer(stad, punt, stad.caw)
    zaal.bevestig_aanwezigheid(actor=stad.burgemeester, pk=punt.pk, aanwezig={stad.caw.pk})
    noteer(stad, punt, stad.caw, stad.politie)
    with pytest.raises(NietVoldaan, match="bevestigt eerst"):
        tafel.rond_punt_af(actor=stad.burgemeester, pk=punt.pk)


@pytest.mark.regel("LR-41")
def test_alleen_wie_genoteerd_stond_kan_bevestigd_worden(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    noteer(stad, punt, stad.caw)
    for wie in (set(), {stad.jeugdwerk.pk}, {uuid4()}):
        with pytest.raises(NietVoldaan):
            zaal.bevestig_aanwezigheid(actor=stad.burgemeester, pk=punt.pk, aanwezig=wie)
    antwoord = als(stad.burgemeester).post(adres("punt_bevestigen", punt), {"aanwezig": ["x"]})
    assert (antwoord.status_code, Agendapunt.objects.get(pk=punt.pk).aanwezig_bevestigd_op) == (200, None)


@pytest.mark.regel("LR-41")
def test_een_verdaagd_punt_begint_met_een_lege_zaal(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    noteer(stad, punt, stad.burgemeester)
    zaal.bevestig_aanwezigheid(actor=stad.burgemeester, pk=punt.pk, aanwezig={stad.burgemeester.pk})
    tafel.verdaag_punt(actor=stad.burgemeester, pk=punt.pk)
    punt = tafel.begin_punt(actor=stad.burgemeester, pk=punt.pk)
    assert (punt.aanwezig_genoteerd_op, punt.aanwezig_bevestigd_op, aanwezig(punt)) == (None, None, set())


@pytest.mark.regel("LR-41")
def test_twee_mensen_noteren_tegelijk(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    oud = als(stad.preventie)
    noteer(stad, punt, stad.burgemeester, stad.caw)
    antwoord = oud.post(
        adres("punt_aanwezigheid", punt),
        {"aanwezig": [str(stad.burgemeester.pk)], "zaal_leeg": "on", "stand": ""},
    )
    assert "noteerde intussen" in antwoord.text
    assert Aanwezigheid.objects.get(gebruiker=stad.caw).in_zaal


# Wat de databank zelf weigert


AANWEZIG = "UPDATE casus_aanwezigheid SET aanwezig = NOT aanwezig WHERE agendapunt_id = %s"


@pytest.mark.regel("LR-41")
def test_de_databank_wijzigt_een_lijst_alleen_terwijl_het_punt_loopt(stad: Stad) -> None:
    punt = maak_lopend_punt(stad)
    noteer(stad, punt, stad.burgemeester, stad.caw)
    assert schrijf(stad.burgemeester, AANWEZIG, punt.pk) == 4
    assert schrijf(stad.burgemeester, AANWEZIG, punt.pk) == 4
    rond_af(stad, punt, stad.burgemeester, stad.caw)
    for wie in (stad.burgemeester, stad.preventie, stad.caw, stad.beheer):
        assert geweigerd(wie, AANWEZIG, punt.pk)
        assert geweigerd(wie, "DELETE FROM casus_aanwezigheid WHERE agendapunt_id = %s", punt.pk)
    assert geweigerd(
        stad.burgemeester, NIEUW, uuid4(), punt.pk, stad.jeugdwerk.pk, punt.casus_id, stad.livc.pk
    )
    assert aanwezig(punt) == {stad.burgemeester.naam, stad.caw.naam}


NIEUW = """INSERT INTO casus_aanwezigheid (id, agendapunt_id, gebruiker_id, casus_id, livc_id, aanwezig, aangemaakt)
    VALUES (%s, %s, %s, %s, %s, true, now())"""


@pytest.mark.regel("LR-41")
def test_de_databank_wijzigt_een_bevestigde_lijst_niet_en_sluit_geen_onbevestigde(stad: Stad) -> None:
    punt = maak_lopend_punt(stad)
    noteer(stad, punt, stad.burgemeester, stad.caw)
    sluit = "UPDATE casus_agendapunt SET staat = 'besproken' WHERE id = %s"
    assert geweigerd(stad.burgemeester, sluit, punt.pk)
    namens = """UPDATE casus_agendapunt SET aanwezig_bevestigd_op = now(), aanwezig_bevestigd_door_id = %s
        WHERE id = %s"""
    assert geweigerd(stad.preventie, namens, stad.burgemeester.pk, punt.pk)
    zaal.bevestig_aanwezigheid(actor=stad.burgemeester, pk=punt.pk, aanwezig={stad.caw.pk})
    assert geweigerd(stad.burgemeester, AANWEZIG, punt.pk)
    assert schrijf(stad.burgemeester, sluit, punt.pk) == 1
    terug = "UPDATE casus_agendapunt SET aanwezig_bevestigd_op = NULL, aanwezig_bevestigd_door_id = NULL WHERE id = %s"
    assert geweigerd(stad.burgemeester, terug, punt.pk)
    assert geweigerd(stad.burgemeester, "UPDATE casus_agendapunt SET staat = 'bezig' WHERE id = %s", punt.pk)


@pytest.mark.regel("LR-41")
def test_na_het_overleg_wijzigt_niemand_nog_een_lijst(stad: Stad) -> None:
    punt = maak_lopend_punt(stad)
    noteer(stad, punt, stad.burgemeester, stad.caw)
    type(punt.overleg).objects.filter(pk=punt.overleg_id).update(staat="afgerond")
    assert geweigerd(stad.burgemeester, AANWEZIG, punt.pk)


# Wat iemand typt


def concept(punt: Agendapunt, **anders: Any) -> dict[str, Any]:
    return {"soort": "besluit", "sleutel": str(uuid4()), "tekst": "Joris belt"} | anders


@pytest.mark.regel("LR-45")
def test_wat_iemand_typt_staat_versleuteld_klaar_en_alleen_voor_hem(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    noteer(stad, punt, stad.burgemeester, stad.preventie)
    assert als(stad.preventie).post(adres("punt_concept", punt), concept(punt)).status_code == 204
    with connection.cursor() as cursor:
        cursor.execute("SELECT velden FROM casus_notitieconcept")
        assert b"Joris" not in bytes(cursor.fetchone()[0])
    leiden = adres("overleg_leiden", punt.overleg)
    assert "Joris belt" in als(stad.preventie).get(leiden).text
    assert "Joris belt" not in als(stad.burgemeester).get(leiden).text
    for wie in (stad.burgemeester, stad.politie, stad.caw, stad.beheer, stad.toezicht):
        assert lees(wie, "SELECT id FROM casus_notitieconcept") == []
    assert not Regel.objects.filter(soort="besluit.genomen").exists()


@pytest.mark.regel("LR-45")
def test_twee_keer_verzenden_maakt_een_besluit(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    client, typt = als(stad.burgemeester), concept(punt)
    client.post(adres("punt_concept", punt), typt)
    for _i in range(2):
        antwoord = client.post(adres("punt_besluit", punt), typt, headers={"X-Requested-With": "notitie"})
        assert antwoord.status_code == 204
    assert client.post(adres("punt_concept", punt), typt).status_code == 204  # te laat: al genoteerd
    assert Besluit.objects.count() == 1
    assert not Notitieconcept.objects.exists()
    assert Regel.objects.filter(soort="besluit.genomen").count() == 1


def test_twee_keer_verzenden_maakt_een_actie(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    client = als(stad.burgemeester)
    gegevens = {
        "sleutel": str(uuid4()),
        "omschrijving": "Bellen.",
        "eigenaar": str(stad.caw.pk),
        "tegen": timezone.localdate().isoformat(),
    }
    for _i in range(2):
        antwoord = client.post(adres("punt_actie", punt), gegevens, headers={"X-Requested-With": "notitie"})
        assert antwoord.status_code == 204
    assert punt.acties.count() == 1
    fout = client.post(
        adres("punt_actie", punt),
        gegevens | {"sleutel": str(uuid4()), "tegen": "x"},
        headers={"X-Requested-With": "notitie"},
    )
    assert fout.status_code == 409
    assert fout.text


@pytest.mark.regel("LR-31")
def test_een_sleutel_van_elders_geeft_niets_prijs(stad: Stad, anderstad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    ander = maak_lopend_punt(anderstad)
    vreemd = tafel.noteer_besluit(actor=anderstad.burgemeester, pk=ander.pk, tekst="Van ginder.")
    antwoord = als(stad.burgemeester).post(
        adres("punt_besluit", punt), {"tekst": "Van hier.", "sleutel": str(vreemd.pk)}
    )
    assert (antwoord.status_code, "Van ginder." in antwoord.text) == (200, False)
    vreemd.refresh_from_db()
    assert vreemd.tekst == "Van ginder."


@pytest.mark.regel("LR-31")
@pytest.mark.parametrize("wie", ["caw", "politie", "clb", "jeugdwerk", "beheer", "buur"])
def test_wie_niet_leidt_bewaart_niets(stad: Stad, anderstad: Stad, als, wie: str) -> None:
    punt = maak_lopend_punt(stad)
    persoon = anderstad.burgemeester if wie == "buur" else getattr(stad, wie)
    assert als(persoon).post(adres("punt_concept", punt), concept(punt)).status_code in {403, 404}
    with pytest.raises((Verboden, Verborgen)):
        zaal.bevestig_aanwezigheid(actor=persoon, pk=punt.pk, aanwezig={stad.caw.pk})
    assert als(persoon).get(scherm(punt)).status_code in {403, 404}


def test_sluit_het_punt_dan_blijft_van_niemand_een_halve_zin(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    for wie in (stad.burgemeester, stad.preventie):
        als(wie).post(adres("punt_concept", punt), concept(punt))
    assert Notitieconcept.objects.count() == 2
    rond_af(stad, punt)
    assert not Notitieconcept.objects.exists()
    antwoord = als(stad.preventie).post(adres("punt_concept", punt), concept(punt))
    assert (antwoord.status_code, "ligt vast" in antwoord.text) == (409, True)


def test_een_leeg_formulier_laat_geen_concept_na(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    client = als(stad.burgemeester)
    client.post(adres("punt_concept", punt), concept(punt))
    assert client.post(adres("punt_concept", punt), concept(punt, tekst="")).status_code == 204
    assert client.post(adres("punt_concept", punt), concept(punt, sleutel="x")).status_code == 400
    assert not Notitieconcept.objects.exists()


def test_leiden_met_een_concept_vraagt_evenveel(stad: Stad, als) -> None:
    punt = maak_lopend_punt(stad)
    noteer(stad, punt, stad.burgemeester)

    def tel() -> int:
        client = als(stad.burgemeester)
        with CaptureQueriesContext(connection) as vragen:
            client.get(scherm(punt))
        return len(vragen)

    tafel.noteer_besluit(actor=stad.burgemeester, pk=punt.pk, tekst="Een.")
    een = tel()
    for i in range(4):
        tafel.noteer_besluit(actor=stad.burgemeester, pk=punt.pk, tekst=f"Besluit {i}.")
    maak_deelname(stad, punt.casus, stad.clb, overleg=punt.overleg)
    noteer(stad, punt, stad.burgemeester, stad.clb)
    assert tel() == een
