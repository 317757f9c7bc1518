"""Twee mensen wegen elk apart, op vaste vragen, en komen samen tot een uitkomst (LR-07)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus import criteria
from casus.actions import weging as acties
from casus.models import Signaal, Weging
from tests.factories import Stad, geef_rol, maak_signaal, maak_weging
from tests.tegelijk import tegelijk
from toegang.models import Gebruiker
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan

pytestmark = pytest.mark.django_db
ANTWOORDEN = {code: {"antwoord": "ja", "toelichting": "eigen woorden"} for code in criteria.codes()}


def weegbaar(stad: Stad, staat: str = "geregistreerd", **velden: Any) -> Signaal:
    return maak_signaal(stad, staat, ontvangen_op=timezone.now(), **velden)


def weeg(wie: Gebruiker, signaal: Signaal, advies: str = "voordragen", **anders: Any) -> Weging:
    gegevens: dict[str, Any] = {
        "antwoorden": ANTWOORDEN,
        "motivering": f"Motief van {wie.naam}",
        "advies": advies,
    }
    return acties.weeg(actor=wie, pk=signaal.pk, **(gegevens | anders))


def gewogen(stad: Stad, *, politie: str = "voordragen") -> Signaal:
    signaal = weegbaar(stad, "in_weging")
    maak_weging(signaal, stad.preventie, motivering="Motief van Prisca")
    maak_weging(signaal, stad.politie, "politie", motivering="Motief van Pol", advies=politie)
    return signaal


def beslis(stad: Stad, signaal: Signaal, advies: str = "voordragen") -> Signaal:
    return acties.beslis(actor=stad.preventie, pk=signaal.pk, advies=advies, reden="Samen besproken.")


def pagina(als: Any, wie: Gebruiker, naam: str, signaal: Signaal) -> str:
    return str(als(wie).get(reverse(f"casus:{naam}", args=[signaal.pk])).content.decode())


@pytest.mark.regel("LR-07")
def test_de_eerste_weging_begint_de_weging(stad: Stad) -> None:
    signaal = weegbaar(stad)
    weging = weeg(stad.politie, signaal)
    signaal.refresh_from_db()
    assert (signaal.staat, weging.rol, weging.criteria_versie) == ("in_weging", "politie", criteria.VERSIE)
    assert weging.antwoorden["bron_zelf"] == {"antwoord": "ja", "toelichting": "eigen woorden"}
    assert list(Regel.objects.values_list("soort", flat=True)) == ["weging.ingevuld"]


def test_wegen_langs_het_formulier(stad: Stad, als: Client) -> None:
    signaal = weegbaar(stad)
    velden = dict.fromkeys(criteria.codes(), "onbekend") | {"motivering": "Zo.", "advies": "niet_weerhouden"}
    adres = reverse("casus:signaal_wegen", args=[signaal.pk])
    assert als(stad.preventie).post(adres, velden).status_code == 302
    del velden["bron_zelf"]
    assert als(stad.politie).post(adres, velden).status_code == 200
    assert [(w.rol, w.advies) for w in Weging.objects.all()] == [("preventieambtenaar", "niet_weerhouden")]


@pytest.mark.regel("LR-07")
def test_alleen_preventie_en_politie_wegen(stad: Stad, anderstad: Stad, als: Client) -> None:
    adres = reverse("casus:signaal_wegen", args=[weegbaar(stad).pk])
    assert {als(wie).get(adres).status_code for wie in (stad.preventie, stad.politie)} == {200}
    buiten = (stad.burgemeester, stad.caw, stad.toezicht, stad.beheer, anderstad.preventie)
    assert {als(wie).get(adres).status_code for wie in buiten} == {404}
    assert {als(wie).post(adres, {}).status_code for wie in buiten} == {404}


@pytest.mark.regel("LR-07")
def test_niemand_leest_de_andere_weging_voor_de_eigen(stad: Stad, als: Client) -> None:
    signaal = weegbaar(stad)
    weeg(stad.preventie, signaal)
    for naam in ("signaal", "signaal_wegen", "signaal_weging"):
        voor = pagina(als, stad.politie, naam, signaal)
        assert "Motief van Prisca" not in voor
        assert "eigen woorden" not in voor
    weeg(stad.politie, signaal)
    assert "Motief van Prisca" in pagina(als, stad.politie, "signaal_weging", signaal)


@pytest.mark.regel("LR-11")
def test_zonder_geldige_machtiging_weegt_de_politie_niet(stad: Stad, als: Client) -> None:
    adres = reverse("casus:signaal_wegen", args=[weegbaar(stad).pk])
    assert als(stad.politie).get(adres).status_code == 200
    stad.politie.lidmaatschappen.update(machtiging_tot=timezone.localdate())
    assert als(stad.politie).get(adres).status_code == 404


@pytest.mark.regel("LR-07")
def test_een_mens_met_twee_rollen_weegt_maar_een_keer(stad: Stad) -> None:
    signaal = weegbaar(stad)
    geef_rol(stad.preventie, stad.livc, Rol.POLITIE)
    weeg(stad.preventie, signaal)
    weeg(stad.preventie, signaal, "niet_weerhouden")
    assert [(w.rol, w.advies) for w in Weging.objects.all()] == [("preventieambtenaar", "niet_weerhouden")]
    maak_weging(signaal, stad.preventie, "politie", advies="niet_weerhouden")
    with pytest.raises(NietVoldaan, match="Twee verschillende mensen"):
        beslis(stad, signaal, "niet_weerhouden")


def test_een_weging_wijzigt_tot_de_uitkomst(stad: Stad) -> None:
    signaal = gewogen(stad, politie="niet_weerhouden")
    weeg(stad.politie, signaal, "voordragen")
    beslis(stad, signaal)
    with pytest.raises(NietVoldaan, match="voorgedragen"):
        weeg(stad.politie, signaal, "niet_weerhouden")


def test_eerst_de_ontvangst_bevestigen(stad: Stad) -> None:
    with pytest.raises(NietVoldaan, match="ontvangst"):
        weeg(stad.politie, maak_signaal(stad, melder=stad.caw, ingezonden=True))


@pytest.mark.regel("LR-07")
def test_een_uitkomst_vraagt_twee_wegingen_met_hetzelfde_advies(stad: Stad) -> None:
    signaal = weegbaar(stad)
    weeg(stad.preventie, signaal)
    with pytest.raises(NietVoldaan, match="politie"):
        beslis(stad, signaal)
    weeg(stad.politie, signaal, "niet_weerhouden")
    with pytest.raises(NietVoldaan, match="verschillen"):
        beslis(stad, signaal)
    weeg(stad.politie, signaal)
    assert beslis(stad, signaal).staat == "voorgedragen"


@pytest.mark.regel("LR-07")
def test_wie_op_een_oud_advies_beslist_krijgt_een_melding(stad: Stad) -> None:
    signaal = gewogen(stad)
    with pytest.raises(NietVoldaan, match="intussen gewijzigd"):
        beslis(stad, signaal, "niet_weerhouden")


@pytest.mark.regel("LR-04")
@pytest.mark.parametrize(
    ("advies", "staat"),
    [
        ("voordragen", "voorgedragen"),
        ("niet_weerhouden", "niet_weerhouden"),
        ("doorverwijzen", "doorverwezen"),
    ],
)
def test_elke_uitkomst_met_haar_soort_en_termijn(stad: Stad, advies: str, staat: str) -> None:
    signaal = weegbaar(stad)
    weeg(stad.preventie, signaal, advies)
    weeg(stad.politie, signaal, advies)
    signaal = beslis(stad, signaal, advies)
    assert (signaal.staat, signaal.uitkomst_reden) == (staat, "Samen besproken.")
    wissen = None if staat == "voorgedragen" else timezone.localdate() + timedelta(days=30)
    assert signaal.wissen_op == wissen
    assert Regel.objects.filter(soort=f"signaal.{staat}").count() == 1


def test_de_uitkomst_stelt_de_preventieambtenaar_vast(stad: Stad, als: Client) -> None:
    adres = reverse("casus:signaal_beslissen", args=[gewogen(stad).pk])
    velden = {"advies": "voordragen", "reden": "Samen besproken."}
    assert als(stad.politie).post(adres, velden).status_code == 403
    assert "Pol Politie" in als(stad.preventie).get(adres).content.decode()
    assert als(stad.preventie).post(adres, velden).status_code == 302


@pytest.mark.regel("LR-57")
def test_de_weging_lezen_staat_in_het_logboek(stad: Stad, als: Client) -> None:
    pagina(als, stad.preventie, "signaal_weging", gewogen(stad))
    assert list(Regel.objects.values_list("soort", flat=True)) == ["weging.ingezien"]


@pytest.mark.regel("LR-58")
def test_er_is_geen_score(stad: Stad, als: Client) -> None:
    getallen = {veld.name for veld in Weging._meta.fields if "Integer" in type(veld).__name__}
    assert not getallen
    inhoud = pagina(als, stad.preventie, "signaal_weging", gewogen(stad)).lower()
    assert not any(woord in inhoud for woord in ("punten", "totaal", "score:", "risiconiveau"))


@pytest.mark.django_db(transaction=True)
def test_twee_wegers_tegelijk_bewaren_allebei(stad: Stad) -> None:
    signaal = weegbaar(stad)
    uitkomst = tegelijk(lambda: weeg(stad.preventie, signaal), lambda: weeg(stad.politie, signaal))
    assert all(isinstance(weging, Weging) for weging in uitkomst)
    assert set(signaal.wegingen.values_list("rol", flat=True)) == {"preventieambtenaar", "politie"}
    assert Signaal.objects.get().staat == "in_weging"


@pytest.mark.django_db(transaction=True)
def test_twee_keer_tegelijk_beslissen_geeft_een_uitkomst(stad: Stad) -> None:
    signaal = gewogen(stad)
    uitkomst = tegelijk(lambda: beslis(stad, signaal), lambda: beslis(stad, signaal))
    assert sum(isinstance(u, NietVoldaan) for u in uitkomst) == 1
    assert Regel.objects.filter(soort="signaal.voorgedragen").count() == 1
