"""Afsluiten, nacontrole en heropenen: wie, wat er stopt, en dat niemand vanzelf terugkomt."""

from typing import Any

import pytest
from django.test import Client

from casus.models import Actie, Agendapunt, Casus, Deelname, Nacontrole, Traject
from tests.casus.hulp_traject import adres, maak_actie, maak_traject, over, soorten, staat
from tests.factories import Stad, maak_casus, maak_deelname, maak_overleg
from toegang.models import CasusUserObjectPermission, Gebruiker, Lidmaatschap

pytestmark = pytest.mark.django_db

SLUIT = {"reden": "doel_bereikt"}
NOODZAAK = "Er zijn nieuwe aanwijzingen: hij zocht deze week opnieuw contact met de groep."


@pytest.fixture
def casus(stad: Stad) -> Casus:
    """Een lopende casus met alles eraan: tafel, open uitnodiging, traject, actie, gepland overleg."""
    casus = maak_casus(stad, "in_traject", casusregisseur=stad.caw)
    overleg = maak_overleg(stad, casus)
    maak_deelname(stad, casus, stad.caw, "aanvaard", overleg)
    maak_deelname(stad, casus, stad.clb, "geheimhouding", overleg)
    maak_deelname(stad, casus, stad.jeugdwerk, "voorbereid", overleg)
    maak_traject(stad, casus)
    return casus


@pytest.fixture
def gesloten(stad: Stad, casus: Casus, als: Any) -> Casus:
    """Afgesloten langs de gewone weg, met één nacontrole."""
    data = SLUIT | {"toelichting": "Hij werkt en heeft weer vrienden.", "nacontroles": over(30).isoformat()}
    assert als(stad.burgemeester).post(adres("afsluiten", casus), data).status_code == 302
    casus.refresh_from_db()
    return casus


def rechten(casus: Casus, wie: Gebruiker) -> set[str]:
    rijen = CasusUserObjectPermission.objects.filter(user=wie, content_object_id=casus.pk)
    return set(rijen.values_list("permission__codename", flat=True))


def fouten(antwoord: Any) -> dict[str, Any]:
    return dict(antwoord.context["form"].errors)


def controle_adres(naam: str, controle: Nacontrole) -> str:
    return adres("casus", controle.casus) + f"nacontrole/{controle.pk}/{naam}"


# -- afsluiten ----------------------------------------------------------------------------------------------------


def test_afsluiten_stopt_alles_in_een_keer(stad: Stad, gesloten: Casus) -> None:
    assert (gesloten.staat, gesloten.sluitingsreden) == ("afgesloten", "doel_bereikt")
    assert gesloten.afgesloten_op is not None
    assert Traject.objects.get().staat == "beeindigd"
    assert Agendapunt.objects.get().staat == "verdaagd"
    assert Nacontrole.objects.get().gepland_op == over(30)
    assert {d.gebruiker_id: d.staat for d in Deelname.objects.all()} == {
        stad.caw.pk: "beeindigd",
        stad.clb.pk: "vervallen",
        stad.jeugdwerk.pk: "geschrapt",
    }
    assert gesloten.casusregisseur_id is None


@pytest.mark.regel("LR-21", "LR-31")
def test_de_tafel_verliest_haar_toegang_en_de_kern_leest_verder(stad: Stad, casus: Casus, als: Any) -> None:
    caw = als(stad.caw)
    assert caw.get(adres("casus", casus)).status_code == 200
    als(stad.burgemeester).post(adres("afsluiten", casus), SLUIT)
    assert rechten(casus, stad.caw) == rechten(casus, stad.clb) == set()
    assert caw.get(adres("casus", casus)).status_code == 404
    for wie in stad.kern:
        assert als(wie).get(adres("casus", casus)).status_code == 200


@pytest.mark.regel("LR-31")
def test_mislukt_het_logboek_dan_blijft_alles_zoals_het_was(
    stad: Stad, casus: Casus, als: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuk(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("logboek stuk")

    monkeypatch.setattr("casus.actions.afsluiten.noteer", stuk)
    browser = als(stad.burgemeester)
    browser.raise_request_exception = False
    assert browser.post(adres("afsluiten", casus), SLUIT).status_code == 500
    assert (staat(casus), rechten(casus, stad.caw)) == ("in_traject", {"deelnemen"})


@pytest.mark.regel("LR-57")
def test_elke_handeling_schrijft_een_regel(stad: Stad, gesloten: Casus, als: Any) -> None:
    controle = Nacontrole.objects.get()
    als(stad.preventie).post(controle_adres("beginnen/", controle))
    als(stad.preventie).post(controle_adres("", controle), {"vaststelling": "Het gaat goed."})
    als(stad.burgemeester).post(adres("heropenen", gesloten), {"noodzaak": NOODZAAK})
    assert soorten() == [
        "casus.afgesloten",
        "nacontrole.begonnen",
        "nacontrole.uitgevoerd",
        "casus.heropend",
    ]


@pytest.mark.parametrize(
    ("data", "veld"),
    [
        ({"toelichting": ""}, "reden"),
        ({"reden": "zomaar"}, "reden"),
        ({"reden": "anders", "toelichting": "  "}, "toelichting"),
        (SLUIT | {"nacontroles": over(0).isoformat()}, "nacontroles"),
        (SLUIT | {"nacontrole_3": over(-1).isoformat()}, "nacontroles"),
    ],
)
def test_wat_niet_klopt_staat_bij_het_veld(
    stad: Stad, casus: Casus, als: Any, data: dict[str, str], veld: str
) -> None:
    antwoord = als(stad.burgemeester).post(adres("afsluiten", casus), data)
    assert veld in fouten(antwoord)
    assert staat(casus) == "in_traject"


def test_drie_nacontroles_en_een_andere_reden(stad: Stad, casus: Casus, als: Any) -> None:
    data = {"reden": "anders", "toelichting": "Overleden."}
    data |= {"nacontroles": over(90).isoformat(), "nacontrole_2": over(30).isoformat()}
    als(stad.burgemeester).post(adres("afsluiten", casus), data | {"nacontrole_3": over(60).isoformat()})
    assert [c.gepland_op for c in Nacontrole.objects.all()] == [over(30), over(60), over(90)]
    assert Casus.objects.get(pk=casus.pk).sluiting_toelichting == "Overleden."


@pytest.mark.regel("LR-22")
def test_open_acties_worden_uitdrukkelijk_losgelaten(stad: Stad, casus: Casus, als: Any) -> None:
    actie = maak_actie(casus, stad.caw)
    maak_actie(casus, stad.caw, staat="uitgevoerd")
    burgemeester = als(stad.burgemeester)
    assert "Belt de school" in burgemeester.get(adres("afsluiten", casus)).content.decode()
    gezien = SLUIT | {"acties": [str(actie.pk), "geen-uuid"]}
    assert "loslaten" in fouten(burgemeester.post(adres("afsluiten", casus), gezien))
    assert burgemeester.post(adres("afsluiten", casus), gezien | {"loslaten": "on"}).status_code == 302
    actie.refresh_from_db()
    assert (actie.staat, actie.toelichting) == ("niet_uitgevoerd", "")
    assert actie.afgehandeld_op is not None
    assert Actie.objects.filter(staat="uitgevoerd").count() == 1


@pytest.mark.regel("LR-22")
def test_een_actie_die_intussen_bijkwam_laat_niemand_ongezien_los(stad: Stad, casus: Casus, als: Any) -> None:
    eerste, later = maak_actie(casus, stad.caw), maak_actie(casus, stad.caw, omschrijving="Gaat langs")
    data = SLUIT | {"acties": [str(eerste.pk)], "loslaten": "on"}
    antwoord = als(stad.burgemeester).post(adres("afsluiten", casus), data)
    assert "loslaten" in fouten(antwoord)
    assert f'value="{later.pk}"' in antwoord.content.decode()
    assert staat(casus) == "in_traject"


def test_niet_midden_in_een_overleg(stad: Stad, als: Any) -> None:
    casus = maak_casus(stad, "in_overleg")
    maak_overleg(stad, casus, staat="bezig").agendapunten.update(staat="bezig")
    burgemeester = als(stad.burgemeester)
    assert "nu bezig" in burgemeester.get(adres("casus", casus)).content.decode()
    assert "__all__" in fouten(burgemeester.post(adres("afsluiten", casus), SLUIT))
    Agendapunt.objects.update(staat="besproken")
    assert burgemeester.post(adres("afsluiten", casus), SLUIT).status_code == 302


def test_een_herhaalde_post_zegt_dat_het_al_gebeurd_is(stad: Stad, gesloten: Casus, als: Any) -> None:
    antwoord = als(stad.burgemeester).post(adres("afsluiten", gesloten), {"reden": "verhuisd"})
    assert "al afgesloten" in str(fouten(antwoord))
    gesloten.refresh_from_db()
    assert gesloten.sluitingsreden == "doel_bereikt"
    assert soorten() == ["casus.afgesloten"]


@pytest.mark.regel("LR-03", "LR-05")
def test_alleen_de_burgemeester_sluit_af_en_heropent(
    stad: Stad, anderstad: Stad, casus: Casus, als: Any
) -> None:
    verwacht = ((stad.politie, 403), (stad.preventie, 403), (stad.caw, 403), (stad.clb, 404))
    for wie, code in (*verwacht, (stad.toezicht, 404), (anderstad.burgemeester, 404)):
        for naam in ("afsluiten", "heropenen"):
            browser: Client = als(wie)
            assert browser.get(adres(naam, casus)).status_code == code, (wie, naam)
            assert browser.post(adres(naam, casus), SLUIT | {"noodzaak": NOODZAAK}).status_code == code
    assert staat(casus) == "in_traject"
    assert als(stad.burgemeester).post(adres("afsluiten", casus), SLUIT).status_code == 302
    assert als(stad.caw).get(adres("afsluiten", casus)).status_code == 404


def test_de_knoppen_volgen_rol_en_staat(stad: Stad, casus: Casus, als: Any) -> None:
    sluiten, openen = adres("afsluiten", casus), adres("heropenen", casus)
    bladen = {wie: als(wie).get(adres("casus", casus)).content.decode() for wie in (*stad.kern, stad.caw)}
    assert [wie for wie, blad in bladen.items() if sluiten in blad] == [stad.burgemeester]
    assert not any(openen in blad for blad in bladen.values())
    als(stad.burgemeester).post(sluiten, SLUIT)
    blad = als(stad.burgemeester).get(adres("casus", casus)).content.decode()
    assert openen in blad
    assert sluiten not in blad
    assert "de opvolging heeft haar doel bereikt" in blad


def test_na_het_afsluiten_komt_er_niets_meer_bij(stad: Stad, gesloten: Casus, als: Any) -> None:
    data = {"tekst": "Nog iets.", "categorie": "leefwijze"}
    antwoord = als(stad.preventie).post(adres("inbreng_nieuw", gesloten), data)
    assert antwoord.status_code in (200, 409)
    assert gesloten.inbreng_set.count() == 0


def test_een_verdaagd_punt_van_een_gesloten_casus_begint_niet(stad: Stad, gesloten: Casus, als: Any) -> None:
    punt = Agendapunt.objects.get()
    type(punt.overleg).objects.update(staat="bezig")
    assert als(stad.burgemeester).post(adres("punt_beginnen", punt)).status_code in (302, 409)
    assert staat(gesloten) == "afgesloten"


# -- nacontrole ---------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-52")
def test_nacontrole_beginnen_en_afronden(stad: Stad, gesloten: Casus, als: Any) -> None:
    controle, preventie = Nacontrole.objects.get(), als(stad.preventie)
    assert controle_adres("beginnen/", controle) in preventie.get(adres("casus", gesloten)).content.decode()
    te_vroeg = preventie.post(controle_adres("", controle), {"vaststelling": "Goed."})
    assert "Begin eerst" in str(fouten(te_vroeg))
    preventie.post(controle_adres("beginnen/", controle))
    assert staat(gesloten) == "nacontrole"
    assert "vaststelling" in fouten(preventie.post(controle_adres("", controle), {"vaststelling": ""}))
    preventie.post(controle_adres("", controle), {"vaststelling": "Het gaat goed."})
    controle.refresh_from_db()
    assert (staat(gesloten), controle.vaststelling) == ("afgesloten", "Het gaat goed.")
    assert (controle.gedaan_op, controle.gedaan_door) == (over(0), stad.preventie)
    assert "Het gaat goed." in als(stad.politie).get(adres("casus", gesloten)).content.decode()
    nog_eens = preventie.post(controle_adres("", controle), {"vaststelling": "Anders."})
    assert "al gedaan" in str(fouten(nog_eens))


def test_een_nacontrole_tegelijk(stad: Stad, gesloten: Casus, als: Any) -> None:
    eerste = Nacontrole.objects.get()
    tweede = Nacontrole.objects.create(casus=gesloten, livc=stad.livc, gepland_op=over(60))
    preventie = als(stad.preventie)
    for controle in (eerste, tweede):
        assert preventie.post(controle_adres("beginnen/", controle)).status_code == 302
    assert soorten() == ["casus.afgesloten", "nacontrole.begonnen"]


def test_een_nacontrole_van_een_andere_casus_bestaat_hier_niet(stad: Stad, gesloten: Casus, als: Any) -> None:
    ander = Nacontrole.objects.create(
        casus=maak_casus(stad, "afgesloten"), livc=stad.livc, gepland_op=over(1)
    )
    adres_ = adres("casus", gesloten) + f"nacontrole/{ander.pk}/"
    assert als(stad.preventie).get(adres_).status_code == 404


# -- heropenen ----------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-03")
def test_heropenen_vraagt_een_nieuwe_verantwoording(stad: Stad, gesloten: Casus, als: Any) -> None:
    burgemeester = als(stad.burgemeester)
    for te_weinig in ("", "Nodig.", "Nodig" + " " * 60):
        assert "noodzaak" in fouten(burgemeester.post(adres("heropenen", gesloten), {"noodzaak": te_weinig}))
    assert staat(gesloten) == "afgesloten"
    burgemeester.post(adres("heropenen", gesloten), {"noodzaak": NOODZAAK})
    casus = Casus.objects.get(pk=gesloten.pk)
    assert (casus.staat, casus.noodzaak, casus.sluitingsreden) == ("voorbereiding", NOODZAAK, "")
    assert casus.heropend_op is not None
    assert casus.afgesloten_op is None
    assert Nacontrole.objects.count() == 0
    assert NOODZAAK in burgemeester.get(adres("casus", casus)).content.decode()
    nog_eens = burgemeester.post(adres("heropenen", casus), {"noodzaak": NOODZAAK})
    assert "niet afgesloten" in str(fouten(nog_eens))


@pytest.mark.regel("LR-31", "LR-12")
def test_heropenen_geeft_niemand_zijn_toegang_terug(stad: Stad, gesloten: Casus, als: Any) -> None:
    als(stad.burgemeester).post(adres("heropenen", gesloten), {"noodzaak": NOODZAAK})
    assert rechten(gesloten, stad.caw) == set()
    assert als(stad.caw).get(adres("casus", gesloten)).status_code == 404
    assert not Deelname.objects.filter(staat__in=Deelname.LOPEND).exists()
    nieuw = maak_deelname(stad, gesloten, stad.caw, "uitgenodigd", Deelname.objects.all()[0].overleg)
    assert als(stad.caw).get(adres("uitnodiging", nieuw)).status_code == 200


@pytest.mark.regel("LR-10")
def test_zonder_ingevulde_kern_heropent_er_niets(stad: Stad, gesloten: Casus, als: Any) -> None:
    burgemeester = als(stad.burgemeester)
    Lidmaatschap.objects.filter(gebruiker=stad.preventie).update(tot=over(-1))
    antwoord = burgemeester.post(adres("heropenen", gesloten), {"noodzaak": NOODZAAK})
    assert "LR-10" in str(fouten(antwoord))
    assert "LR-10" in burgemeester.get(adres("heropenen", gesloten)).content.decode()
    assert staat(gesloten) == "afgesloten"
    Lidmaatschap.objects.filter(gebruiker=stad.preventie).update(tot=None)
    assert burgemeester.post(adres("heropenen", gesloten), {"noodzaak": NOODZAAK}).status_code == 302


def test_wat_de_nacontrole_vaststelde_overleeft_het_heropenen(stad: Stad, gesloten: Casus, als: Any) -> None:
    controle, preventie = Nacontrole.objects.get(), als(stad.preventie)
    preventie.post(controle_adres("beginnen/", controle))
    preventie.post(controle_adres("", controle), {"vaststelling": "Hij is terug bij de groep."})
    als(stad.burgemeester).post(adres("heropenen", gesloten), {"noodzaak": NOODZAAK})
    assert "Hij is terug" in preventie.get(adres("casus", gesloten)).content.decode()
