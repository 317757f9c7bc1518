"""Een signaal registreren, bekijken, acuut doorgeven, en de lijst."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus.models import Signaal
from tests.factories import Stad, geef_rol, maak_signaal, maak_weging
from toegang.models import Lidmaatschap, Organisatie
from toegang.rollen import Rol

pytestmark = pytest.mark.django_db


def formulier(**anders: object) -> dict[str, Any]:
    return {
        "naam": "Zeno Verzonnen",
        "feiten": "Hij deelde een filmpje.",
        "interpretatie": "Ik maak mij zorgen.",
        "waargenomen_op": timezone.localdate().isoformat(),
        "kanaal": "gesprek",
        "dringendheid": "gewoon",
    } | anders


def registreer(stad: Stad, als: Any, wie: Any = None, **anders: object) -> Any:
    return als(wie or stad.preventie).post(
        reverse("casus:signaal_nieuw", args=[stad.livc.pk]), formulier(**anders)
    )


def soorten() -> list[str]:
    return list(Regel.objects.order_by("tijdstip").values_list("soort", flat=True))


@pytest.mark.regel("LR-57")
def test_preventie_registreert_en_het_logboek_weet_het(stad: Stad, als: Client) -> None:
    antwoord = registreer(stad, als)
    signaal = Signaal.objects.get()
    assert antwoord.url == reverse("casus:signaal", args=[signaal.pk])
    assert (signaal.feiten, signaal.interpretatie) == ("Hij deelde een filmpje.", "Ik maak mij zorgen.")
    assert signaal.ontvangen_op is not None
    assert soorten() == ["signaal.geregistreerd"]


def test_alleen_de_preventieambtenaar_registreert(stad: Stad, als: Client) -> None:
    assert registreer(stad, als).status_code == 302
    for wie in (stad.politie, stad.burgemeester, stad.caw, stad.beheer, stad.toezicht):
        assert registreer(stad, als, wie).status_code == 404


def test_de_bron_is_een_organisatie_of_anoniem_nooit_allebei(stad: Stad, als: Client) -> None:
    caw = Organisatie.objects.get(sector="caw")
    assert registreer(stad, als, bron_organisatie=caw.pk).status_code == 302
    assert registreer(stad, als, anoniem="on").status_code == 302
    assert b"Niet allebei" in registreer(stad, als, bron_organisatie=caw.pk, anoniem="on").content
    assert Signaal.objects.count() == 2


def test_de_bron_komt_uit_de_gids_van_dit_livc(stad: Stad, anderstad: Stad, als: Client) -> None:
    vreemd = Organisatie.objects.filter(livcs=anderstad.livc).first()
    assert vreemd is not None
    assert registreer(stad, als, bron_organisatie=vreemd.pk).status_code == 200
    assert not Signaal.objects.exists()


def test_een_datum_in_de_toekomst_wordt_geweigerd(stad: Stad, als: Client) -> None:
    morgen = timezone.localdate() + timedelta(days=1)
    assert registreer(stad, als, waargenomen_op=morgen.isoformat()).status_code == 200
    assert not Signaal.objects.exists()


@pytest.mark.regel("LR-10")
def test_zonder_volledige_kern_begint_er_niets(stad: Stad, als: Client) -> None:
    Lidmaatschap.objects.filter(livc=stad.livc, rol=Rol.BURGEMEESTER).update(tot="2021-01-01")
    assert b"LR-10" in registreer(stad, als).content
    assert not Signaal.objects.exists()
    geef_rol(stad.burgemeester, stad.livc, Rol.BURGEMEESTER)
    assert registreer(stad, als).status_code == 302


@pytest.mark.regel("LR-05")
def test_voor_een_ander_livc_bestaat_het_signaal_niet(stad: Stad, anderstad: Stad, als: Client) -> None:
    signaal = maak_signaal(stad)
    adres = reverse("casus:signaal", args=[signaal.pk])
    assert als(stad.preventie).get(adres).status_code == 200
    assert als(anderstad.preventie).get(adres).status_code == 404
    lijst = als(anderstad.preventie).get(reverse("casus:signalen") + "?staat=alles")
    assert signaal.referentie not in lijst.content.decode()


@pytest.mark.regel("LR-31")
@pytest.mark.parametrize("staat", [s for s in Signaal.Staat.values if s != "gewist"])
def test_alleen_de_kern_leest_een_signaal(stad: Stad, als: Client, staat: str) -> None:
    adres = reverse("casus:signaal", args=[maak_signaal(stad, staat).pk])
    assert als(stad.preventie).get(adres).status_code == 200
    assert als(stad.politie).get(adres).status_code == 200
    gewacht = 200 if staat in {"voorgedragen", "op_lijst"} else 404
    assert als(stad.burgemeester).get(adres).status_code == gewacht
    for wie in (stad.beheer, stad.toezicht, stad.dpo, stad.caw):
        assert als(wie).get(adres).status_code == 404


def test_een_gewist_signaal_opent_niemand(stad: Stad, als: Client) -> None:
    adres = reverse("casus:signaal", args=[maak_signaal(stad, "gewist").pk])
    assert {als(wie).get(adres).status_code for wie in stad.kern} == {404}


@pytest.mark.regel("LR-57")
def test_bekijken_staat_in_het_logboek(stad: Stad, als: Client) -> None:
    als(stad.preventie).get(reverse("casus:signaal", args=[maak_signaal(stad).pk]))
    assert soorten() == ["signaal.ingezien"]


@pytest.mark.regel("LR-34")
def test_geen_naam_of_inhoud_in_titel_adres_of_lijst(stad: Stad, als: Client) -> None:
    antwoord = als(stad.preventie).post(
        reverse("casus:signaal_nieuw", args=[stad.livc.pk]), formulier(), follow=True
    )
    titel = antwoord.content.decode().split("<title>")[1].split("</title>")[0]
    melding = " ".join(str(m) for m in antwoord.context["messages"])
    lijst = als(stad.preventie).get(reverse("casus:signalen")).content.decode()
    for plaats in (titel, melding, lijst, str(antwoord.redirect_chain)):
        assert "Zeno" not in plaats
        assert "filmpje" not in plaats


def acuut(stad: Stad, als: Any, wie: Any, signaal: Signaal, **anders: object) -> Any:
    velden = {"aan": "wachtdienst", "doorgegeven": "on"} | anders
    return als(wie).post(reverse("casus:signaal_acuut", args=[signaal.pk]), velden)


@pytest.mark.regel("LR-04")
@pytest.mark.parametrize("staat", Signaal.OPEN)
def test_acuut_legt_alleen_de_overdracht_vast(stad: Stad, als: Client, staat: str) -> None:
    signaal = maak_signaal(stad, staat)
    assert acuut(stad, als, stad.politie, signaal).status_code == 302
    signaal.refresh_from_db()
    assert signaal.staat == "acuut_doorgegeven"
    assert (signaal.doorgegeven_aan, signaal.afgehandeld_door) == ("wachtdienst", stad.politie)
    assert signaal.wissen_op == timezone.localdate() + timedelta(days=30)
    assert soorten() == ["signaal.acuut_doorgegeven"]


def test_de_acute_pagina_zegt_eerst_te_bellen(stad: Stad, als: Client) -> None:
    pagina = als(stad.preventie).get(reverse("casus:signaal_acuut", args=[maak_signaal(stad).pk]))
    assert "bel eerst 101" in pagina.content.decode()


def test_gevaar_wacht_niet_op_een_volledige_kern(stad: Stad, als: Client) -> None:
    Lidmaatschap.objects.filter(livc=stad.livc, rol=Rol.BURGEMEESTER).update(tot="2021-01-01")
    assert acuut(stad, als, stad.preventie, maak_signaal(stad)).status_code == 302


def test_acuut_kan_geen_twee_keer_en_niet_voor_een_ander(stad: Stad, als: Client) -> None:
    signaal = maak_signaal(stad)
    assert acuut(stad, als, stad.caw, signaal).status_code == 404
    assert acuut(stad, als, stad.preventie, signaal).status_code == 302
    assert "Dit kan niet meer" in acuut(stad, als, stad.politie, signaal).content.decode()


@pytest.mark.parametrize(
    ("staat", "aantal"), [("", 3), ("?staat=in_weging", 1), ("?staat=alles", 8), ("?staat=x", 3)]
)
def test_de_lijst_filtert_op_stand(stad: Stad, als: Client, staat: str, aantal: int) -> None:
    for waarde in Signaal.Staat.values:
        maak_signaal(stad, waarde)
    antwoord = als(stad.preventie).get(reverse("casus:signalen") + staat)
    assert len(antwoord.context["lijst"].rijen) == aantal - (staat == "?staat=alles")


def test_de_lijst_zegt_wat_de_volgende_stap_is(stad: Stad, als: Client) -> None:
    maak_signaal(stad, melder=stad.caw, ingezonden=True)
    weegbaar = maak_signaal(stad, ontvangen_op=timezone.now())
    maak_weging(weegbaar, stad.preventie)
    maak_signaal(stad, "voorgedragen")

    def stappen(wie: Any) -> list[str]:
        return [rij.waarom for rij in als(wie).get(reverse("casus:signalen")).context["lijst"].rijen]

    assert stappen(stad.burgemeester) == ["U beslist of deze persoon op de lijst komt."]
    assert stappen(stad.preventie)[1:] == [
        "Wacht op de weging door: politie.",
        "Ingestuurd: bevestig de ontvangst.",
    ]
    assert stappen(stad.politie)[1] == "U weegt dit signaal nog."


@pytest.mark.parametrize("aantal", [1, 20])
def test_de_lijst_stelt_even_veel_vragen_bij_elke_lengte(
    stad: Stad, als: Client, django_assert_num_queries: Any, aantal: int
) -> None:
    for _i in range(aantal):
        maak_weging(maak_signaal(stad, "in_weging"), stad.preventie)
    client = als(stad.preventie)
    client.get(reverse("casus:signalen"))
    with django_assert_num_queries(LIJSTVRAGEN):
        client.get(reverse("casus:signalen"))


LIJSTVRAGEN = 10
"""Sessie, gebruiker, rollen (voor menu, lijst en knoppen), tellen, rijen, eigen signalen, LIVC's."""


def test_de_lijst_bladert(stad: Stad, als: Client) -> None:
    for _i in range(26):
        maak_signaal(stad)
    adres = reverse("casus:signalen")
    assert len(als(stad.politie).get(adres).context["lijst"].rijen) == 25
    assert len(als(stad.politie).get(adres + "?pagina=2").context["lijst"].rijen) == 1
