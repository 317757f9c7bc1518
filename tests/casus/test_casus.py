"""De lijst van casussen, zoeken, de geheimhouding van de kern, en het overzicht."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus.models import Betrokkene, Casus, Geheimhouding, Inbreng, Relatie
from tests.factories import Stad, geef_rol, maak_casus, maak_deelname
from toegang import toekenningen
from toegang.models import Lidmaatschap
from toegang.rollen import Rol

pytestmark = pytest.mark.django_db


def soorten() -> list[str]:
    return sorted(Regel.objects.values_list("soort", flat=True))


def zonder_geheimhouding(stad: Stad, casus: Casus) -> None:
    for wie in stad.kern:
        toekenningen.neem(wie, casus, toekenningen.KERN_INZIEN)
    Geheimhouding.objects.all().delete()


# De lijst


def test_de_lijst_toont_alleen_referenties(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    tekst = als(stad.preventie).get(reverse("casus:casussen")).content.decode()
    assert casus.referentie in tekst
    assert "Zeno" not in tekst
    assert "filmpjes" not in tekst


@pytest.mark.regel("LR-05")
def test_de_lijst_toont_niets_van_een_ander_livc(stad: Stad, anderstad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    adres = reverse("casus:casussen")
    assert casus.referentie in als(stad.preventie).get(adres).content.decode()
    assert casus.referentie not in als(anderstad.preventie).get(adres).content.decode()


@pytest.mark.regel("LR-31")
def test_een_deelnemer_ziet_alleen_de_casus_die_hij_aanvaardde(stad: Stad, als: Client) -> None:
    eigen, gevraagd, vreemd = maak_casus(stad), maak_casus(stad), maak_casus(stad)
    maak_deelname(stad, eigen, stad.caw)
    maak_deelname(stad, gevraagd, stad.caw, "geheimhouding")
    tekst = als(stad.caw).get(reverse("casus:casussen")).content.decode()
    assert eigen.referentie in tekst
    assert gevraagd.referentie not in tekst
    assert vreemd.referentie not in tekst


def test_de_lijst_filtert_op_staat_en_negeert_onzin(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad, Casus.Staat.IN_TRAJECT)
    preventie, adres = als(stad.preventie), reverse("casus:casussen")
    assert casus.referentie in preventie.get(adres, {"staat": "in_traject"}).content.decode()
    assert casus.referentie not in preventie.get(adres, {"staat": "afgesloten"}).content.decode()
    assert casus.referentie in preventie.get(adres, {"staat": "onzin", "pagina": "99"}).content.decode()


def test_de_lijst_stelt_altijd_evenveel_vragen(
    stad: Stad, als: Client, django_assert_max_num_queries
) -> None:
    preventie, adres = als(stad.preventie), reverse("casus:casussen")
    maak_casus(stad)
    with django_assert_max_num_queries(12) as een:
        preventie.get(adres)
    for _i in range(8):
        maak_casus(stad)
    with django_assert_max_num_queries(len(een)):
        preventie.get(adres)


# Zoeken


def test_de_kern_vindt_een_casus_op_naam_en_het_logboek_weet_het(stad: Stad, als: Client) -> None:
    casus, ander = maak_casus(stad), maak_casus(stad)
    Betrokkene.objects.filter(casus=ander).update(naam_index=b"iemand anders")
    antwoord = als(stad.politie).post(reverse("casus:casus_zoeken"), {"naam": " zéno   VERZONNEN "})
    tekst = antwoord.content.decode()
    assert casus.referentie in tekst
    assert ander.referentie not in tekst
    assert soorten() == ["casus.gezocht"]


@pytest.mark.regel("LR-30")
def test_zoeken_verraadt_niets_voor_de_geheimhouding(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    politie, adres = als(stad.politie), reverse("casus:casus_zoeken")
    assert casus.referentie in politie.post(adres, {"naam": "Zeno Verzonnen"}).content.decode()
    zonder_geheimhouding(stad, casus)
    assert casus.referentie not in politie.post(adres, {"naam": "Zeno Verzonnen"}).content.decode()


@pytest.mark.regel("LR-31")
def test_alleen_de_kern_zoekt_op_naam(stad: Stad, als: Client) -> None:
    maak_deelname(stad, maak_casus(stad), stad.caw)
    adres = reverse("casus:casus_zoeken")
    for wie in (stad.caw, stad.toezicht, stad.dpo, stad.beheer):
        assert als(wie).post(adres, {"naam": "Zeno Verzonnen"}).status_code == 403


@pytest.mark.regel("LR-34")
def test_zoeken_kan_niet_met_de_naam_in_het_adres(stad: Stad, als: Client) -> None:
    assert als(stad.politie).get(reverse("casus:casus_zoeken"), {"naam": "Zeno"}).status_code == 405


# Geheimhouding van de kern


@pytest.mark.regel("LR-30")
def test_de_kern_aanvaardt_eerst_en_leest_dan_pas(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    zonder_geheimhouding(stad, casus)
    politie = als(stad.politie)
    verklaring = reverse("casus:geheimhouding", args=[casus.pk])
    for blad in ("casus:casus", "casus:tafel"):
        assert politie.get(reverse(blad, args=[casus.pk])).url == verklaring
    pagina = politie.get(verklaring)
    assert "Zeno" not in pagina.content.decode()
    assert politie.post(verklaring, {"versie": "2026-1"}).status_code == 200
    assert not Geheimhouding.objects.exists()
    politie.post(verklaring, {"versie": "2026-1", "akkoord": "on"})
    assert Geheimhouding.objects.get().gebruiker == stad.politie
    assert soorten() == ["geheimhouding.aanvaard"]
    assert "Zeno" in politie.get(reverse("casus:casus", args=[casus.pk])).content.decode()


@pytest.mark.regel("LR-30")
def test_een_andere_versie_van_de_verklaring_geldt_niet(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    zonder_geheimhouding(stad, casus)
    als(stad.politie).post(
        reverse("casus:geheimhouding", args=[casus.pk]), {"versie": "1999-1", "akkoord": "on"}
    )
    assert not Geheimhouding.objects.exists()


@pytest.mark.regel("LR-31")
def test_wie_er_niet_bij_hoort_ziet_geen_blad(stad: Stad, anderstad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw, "uitgenodigd")
    maak_deelname(stad, casus, stad.clb, "geheimhouding")
    maak_deelname(stad, casus, stad.jeugdwerk, "teruggetrokken")
    buiten = [*stad.sociaal, stad.toezicht, stad.dpo, stad.beheer, *anderstad.kern, *anderstad.sociaal]
    for naam in (
        "casus",
        "tafel",
        "geheimhouding",
        "casus_persoon",
        "uitnodigen",
        "ondertekenen",
        "weigerredenen",
    ):
        adres = reverse(f"casus:{naam}", args=[casus.pk])
        assert als(stad.burgemeester).get(adres).status_code != 404, naam
        for wie in buiten:
            assert als(wie).get(adres).status_code == 404, (naam, wie)


@pytest.mark.regel("LR-11")
def test_een_vervallen_machtiging_sluit_de_casus_die_dag(stad: Stad, als: Client) -> None:
    adres = reverse("casus:casus", args=[maak_casus(stad).pk])
    politie = als(stad.politie)
    assert politie.get(adres).status_code == 200
    Lidmaatschap.objects.filter(rol=Rol.POLITIE).update(machtiging_tot=timezone.localdate())
    assert politie.get(adres).status_code == 404


# Het overzicht


def test_het_overzicht_toont_wie_waarom_en_onder_welke_regel(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    tekst = als(stad.preventie).get(reverse("casus:casus", args=[casus.pk])).content.decode()
    for deel in ("Zeno Verzonnen", "5 mei 1999", "Voorbeeldegem", "Deelt filmpjes.", "30 juli 2018", "LR-02"):
        assert deel in tekst
    assert soorten() == ["casus.ingezien"]


@pytest.mark.regel("LR-34")
def test_de_titel_van_het_blad_zegt_niet_over_wie_het_gaat(stad: Stad, als: Client) -> None:
    tekst = als(stad.preventie).get(reverse("casus:casus", args=[maak_casus(stad).pk])).content.decode()
    titel = tekst[tekst.index("<title>") : tekst.index("</title>")]
    assert "Zeno" not in titel


def test_de_persoon_wijzigen_verhuist_ook_de_zoekindex(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    preventie, adres = als(stad.preventie), reverse("casus:casus_persoon", args=[casus.pk])
    gegevens = {
        "naam": "Zeno Anders",
        "geboortedatum": "2001-02-03",
        "gemeente": "Elders",
        "contact": "via school",
    }
    assert preventie.post(adres, gegevens).status_code == 302
    persoon = Betrokkene.objects.get()
    assert (persoon.naam, persoon.geboortedatum) == ("Zeno Anders", date(2001, 2, 3))
    assert soorten() == ["betrokkene.gewijzigd"]
    gezocht = preventie.post(reverse("casus:casus_zoeken"), {"naam": "Zeno Anders"})
    assert casus.referentie in gezocht.content.decode()


@pytest.mark.regel("LR-51")
def test_relaties_toevoegen_wijzigen_en_verwijderen(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    preventie = als(stad.preventie)
    preventie.post(reverse("casus:relatie_nieuw", args=[casus.pk]), {"naam": "Mia", "verband": "moeder"})
    relatie = Relatie.objects.get()
    preventie.post(reverse("casus:relatie", args=[casus.pk, relatie.pk]), {"naam": "Mia", "verband": "tante"})
    assert Relatie.objects.get().verband == "tante"
    preventie.post(reverse("casus:relatie_verwijderen", args=[casus.pk, relatie.pk]))
    assert not Relatie.objects.exists()
    assert soorten() == ["relatie.gewijzigd", "relatie.toegevoegd", "relatie.verwijderd"]


@pytest.mark.regel("LR-51")
def test_een_relatie_met_inbreng_blijft_staan(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    relatie = Relatie.objects.create(casus=casus, livc=stad.livc, naam="Mia", verband="moeder")
    Inbreng.objects.create(
        casus=casus, livc=stad.livc, auteur=stad.preventie, over=relatie, staat="ingebracht"
    )
    adres = reverse("casus:relatie_verwijderen", args=[casus.pk, relatie.pk])
    assert als(stad.preventie).post(adres).status_code == 409
    assert Relatie.objects.exists()


def test_een_relatie_van_een_andere_casus_is_er_niet(stad: Stad, als: Client) -> None:
    casus, ander = maak_casus(stad), maak_casus(stad)
    relatie = Relatie.objects.create(casus=ander, livc=stad.livc, naam="Mia", verband="moeder")
    assert als(stad.preventie).get(reverse("casus:relatie", args=[casus.pk, relatie.pk])).status_code == 404


def test_alleen_de_preventieambtenaar_wijzigt_de_persoon(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw)
    adres = reverse("casus:casus_persoon", args=[casus.pk])
    assert als(stad.preventie).get(adres).status_code == 200
    for wie in (stad.burgemeester, stad.politie, stad.caw):
        assert als(wie).get(adres).status_code == 403
        assert als(wie).post(adres, {"naam": "Iemand"}).status_code == 403
    assert Betrokkene.objects.get().naam == "Zeno Verzonnen"


# De casusregisseur


def test_de_burgemeester_wijst_iemand_van_de_tafel_aan(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw)
    adres = reverse("casus:casus_regisseur", args=[casus.pk])
    assert als(stad.burgemeester).post(adres, {"regisseur": str(stad.caw.pk)}).status_code == 302
    casus.refresh_from_db()
    assert casus.casusregisseur == stad.caw
    assert soorten() == ["casus.regisseur_aangewezen"]


def test_wie_de_casus_niet_ziet_wordt_geen_regisseur(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw, "geheimhouding")
    adres = reverse("casus:casus_regisseur", args=[casus.pk])
    assert als(stad.burgemeester).post(adres, {"regisseur": str(stad.caw.pk)}).status_code == 200
    casus.refresh_from_db()
    assert casus.casusregisseur is None


def test_een_tweede_burgemeester_met_een_verlopen_mandaat_ziet_niets(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    gisteren = timezone.localdate() - timedelta(days=1)
    geef_rol(stad.dpo, stad.livc, Rol.BURGEMEESTER, vertegenwoordiger=True, tot=gisteren)
    assert als(stad.dpo).get(reverse("casus:casus", args=[casus.pk])).status_code == 404
