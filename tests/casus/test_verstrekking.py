"""Wat aan het gerecht verstrekt is: alleen voor de misdrijven waarvoor het overleg er is (LR-44, Sw. 353 § 2)."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus import misdrijven
from casus.actions import verstrekking as acties
from casus.models import Casus, Verstrekking
from tests.casus.overnamehulp import maak_tafel
from tests.factories import Stad
from toegang.uitzonderingen import NietVoldaan, Verboden, Verborgen

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-44")]


@pytest.fixture
def tafel(stad: Stad) -> Casus:
    return maak_tafel(stad)


def velden(**anders: Any) -> dict[str, Any]:
    return {
        "autoriteit": "procureur",
        "misdrijf": "werven",
        "verstrekt_op": timezone.localdate(),
        "tekst": "Twee berichten over werving.",
        "referentie": "AN.11.LA.1/2026",
    } | anders


def noteer(casus: Casus, wie: Any, **anders: Any) -> Verstrekking:
    return acties.noteer(actor=wie, casus_pk=casus.pk, pk=uuid4(), gegevens=velden(**anders))


def soorten() -> list[str]:
    rijen = Regel.objects.filter(soort__startswith="verstrekking.").order_by("tijdstip")
    return list(rijen.values_list("soort", flat=True))


def test_de_burgemeester_en_de_politie_noteren(stad: Stad, tafel: Casus) -> None:
    for wie in (stad.burgemeester, stad.politie):
        assert noteer(tafel, wie).misdrijvenlijst == "Sw2026"
    assert soorten() == ["verstrekking.genoteerd"] * 2


@pytest.mark.parametrize("misdrijf", [misdrijven.ANDER, "diefstal", ""])
def test_een_ander_misdrijf_wordt_geweigerd_en_laat_een_spoor(
    stad: Stad, tafel: Casus, misdrijf: str
) -> None:
    with pytest.raises(NietVoldaan, match="terroristische misdrijven") as fout:
        noteer(tafel, stad.politie, misdrijf=misdrijf)
    assert (fout.value.veld, fout.value.regel) == ("misdrijf", "LR-44")
    assert not Verstrekking.objects.exists()
    assert soorten() == ["verstrekking.geweigerd"]
    assert "weigering" in Regel.objects.get(soort="verstrekking.geweigerd").kenmerken.split(",")


def test_alleen_de_burgemeester_en_de_politie(stad: Stad, anderstad: Stad, tafel: Casus) -> None:
    for misdrijf in ("groep", misdrijven.ANDER):
        for wie in (stad.preventie, stad.caw):
            with pytest.raises(Verboden):
                noteer(tafel, wie, misdrijf=misdrijf)
        for wie in (stad.jeugdwerk, stad.beheer, stad.toezicht, anderstad.politie, anderstad.burgemeester):
            with pytest.raises(Verborgen):
                noteer(tafel, wie, misdrijf=misdrijf)


def test_een_dag_die_nog_komt_kan_niet(stad: Stad, tafel: Casus) -> None:
    with pytest.raises(NietVoldaan) as fout:
        noteer(tafel, stad.politie, verstrekt_op=timezone.localdate() + timedelta(days=1))
    assert fout.value.veld == "verstrekt_op"


def test_twee_keer_verzenden_is_een_regel(stad: Stad, tafel: Casus) -> None:
    pk = uuid4()
    acties.noteer(actor=stad.politie, casus_pk=tafel.pk, pk=pk, gegevens=velden())
    with pytest.raises(NietVoldaan, match="al verstuurd"):
        acties.noteer(actor=stad.politie, casus_pk=tafel.pk, pk=pk, gegevens=velden())
    assert Verstrekking.objects.count() == 1


def test_wat_verstrekt_is_staat_niet_leesbaar_in_de_databank(stad: Stad, tafel: Casus) -> None:
    noteer(tafel, stad.politie)
    with connection.cursor() as cursor:
        cursor.execute("SELECT v::text FROM casus_verstrekking v")
        rij = cursor.fetchone()[0]
    assert "werving" not in rij
    assert "AN.11" not in rij
    assert b"werving".hex() not in rij


def test_het_register_is_voor_de_hele_tafel(stad: Stad, als: Any, tafel: Casus) -> None:
    noteer(tafel, stad.politie)
    adres = reverse("casus:verstrekkingen", args=[tafel.pk])
    for wie in (stad.caw, stad.preventie, stad.politie):
        pagina = als(wie).get(adres).content.decode()
        assert "Twee berichten over werving." in pagina
        assert "art. 371-388" in pagina
        assert "art. 140ter" in pagina
    assert "Verstrekking noteren" not in als(stad.caw).get(adres).content.decode()
    for wie in (stad.jeugdwerk, stad.toezicht, stad.beheer):
        assert als(wie).get(adres).status_code == 404


def test_het_formulier_zegt_bij_het_veld_waarom_niet(stad: Stad, als: Any, tafel: Casus) -> None:
    adres = reverse("casus:verstrekking_nieuw", args=[tafel.pk])
    gegevens = velden(sleutel=str(uuid4()), verstrekt_op=timezone.localdate().isoformat())
    antwoord = als(stad.politie).post(adres, gegevens | {"misdrijf": "ander"})
    assert antwoord.status_code == 200
    assert "LR-44" in antwoord.context["form"].errors["misdrijf"][0]
    assert soorten() == ["verstrekking.geweigerd"]
    for fout in ({"misdrijf": "moord"}, {"autoriteit": "buur"}, {"verstrekt_op": "x"}, {"sleutel": "x"}):
        assert als(stad.politie).post(adres, gegevens | fout).status_code == 200
    assert als(stad.politie).post(adres, gegevens).status_code == 302
    assert als(stad.politie).post(adres, gegevens).status_code == 200
    assert Verstrekking.objects.count() == 1


def test_de_lijst_van_misdrijven_is_gesloten_en_heeft_een_versie() -> None:
    assert misdrijven.zoek("Sw2026", "groep") is not None
    assert misdrijven.zoek("Sw2026", misdrijven.ANDER) is None
    assert misdrijven.zoek("onbekend", "groep") is None
    assert misdrijven.geldende_lijst(date(2020, 1, 1)) == misdrijven.SW2026


def test_een_rij_met_een_onbekende_lijst_breekt_het_register_niet(stad: Stad, als: Any, tafel: Casus) -> None:
    noteer(tafel, stad.politie)
    Verstrekking.objects.update(misdrijvenlijst="onbekend")
    assert als(stad.caw).get(reverse("casus:verstrekkingen", args=[tafel.pk])).status_code == 200
