"""De bladen van een overdracht: wat elk van de drie partijen leest, en nooit meer (LR-05, LR-20, LR-23)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Regel
from casus.actions import aanbod as ontvangst
from casus.actions import overdracht as acties
from casus.models import Aanbod, Casus, Overdracht, Overdrachtkeuze, Overdrachtvraag
from tests.casus.hulp_inbreng import maak_inbreng
from tests.casus.hulp_overdracht import AANVAARDING, begin, bied_aan, leg_voor, maak_dossier, vrij
from tests.factories import Stad
from toegang import toekenningen

pytestmark = pytest.mark.django_db
type Als = Callable[[Any], Client]


@pytest.fixture
def casus(stad: Stad) -> Casus:
    return maak_dossier(stad)


def blad(client: Client, casus: Casus) -> str:
    return client.get(reverse("casus:overdracht", args=[casus.pk])).content.decode()


def werk(client: Client) -> str:
    return client.get(reverse("casus:werk")).content.decode()


def test_beginnen_en_twee_keer_verzenden(stad: Stad, anderstad: Stad, casus: Casus, als: Als) -> None:
    client, adres = als(stad.preventie), reverse("casus:overdracht", args=[casus.pk])
    velden = {"ontvanger": str(anderstad.livc.pk), "reden": "verhuisd"}
    assert client.post(adres, velden).status_code == 302
    assert "loopt al een overdracht" in client.post(adres, velden, follow=True).content.decode()
    assert Overdracht.objects.count() == 1


def test_een_onbekend_livc_is_een_fout_bij_het_veld(stad: Stad, casus: Casus, als: Als) -> None:
    adres = reverse("casus:overdracht", args=[casus.pk])
    for ontvanger in ("", "onzin", str(stad.livc.pk)):
        antwoord = als(stad.preventie).post(adres, {"ontvanger": ontvanger, "reden": "verhuisd"})
        assert antwoord.context["form"].errors["ontvanger"]


def test_niets_staat_vooraf_aan_en_kiezen_vraagt_een_reden(
    stad: Stad, anderstad: Stad, casus: Casus, als: Als
) -> None:
    overdracht = begin(stad, anderstad, casus)
    client, adres = (
        als(stad.preventie),
        reverse("casus:overdracht_kiezen", args=[casus.pk, overdracht.pk]),
    )
    assert "checked" not in client.get(adres).content.decode()
    naam = f"inbreng-{vrij(casus).pk}"
    antwoord = client.post(adres, {f"kies-{naam}": "on"})
    assert antwoord.context["form"].errors.keys() == {f"reden-{naam}"}
    client.post(adres, {f"kies-{naam}": "on", f"reden-{naam}": "Nodig."})
    assert Overdrachtkeuze.objects.get().reden == "Nodig."


@pytest.mark.regel("LR-57")
def test_de_regel_noemt_de_inbreng_die_het_blad_toont(
    stad: Stad, anderstad: Stad, casus: Casus, als: Als
) -> None:
    overdracht = begin(stad, anderstad, casus)
    als(stad.preventie).get(reverse("casus:overdracht_kiezen", args=[casus.pk, overdracht.pk]))
    regel = Regel.objects.filter(soort="casus.ingezien").latest("tijdstip")
    assert len(regel.getoond) == 2


@pytest.mark.regel("LR-20", "LR-32")
def test_neen_en_zwijgen_zien_er_voor_de_afzender_gelijk_uit(
    stad: Stad, anderstad: Stad, casus: Casus, als: Als
) -> None:
    leg_voor(stad, anderstad, casus)
    client, auteur = als(stad.burgemeester), als(stad.caw)

    def zonder_csrf() -> str:
        regels = blad(client, casus).splitlines()
        return "\n".join(regel for regel in regels if "csrfmiddlewaretoken" not in regel)

    voor = zonder_csrf()
    adres = reverse("casus:overdracht_vraag", args=[Overdrachtvraag.objects.get().pk])
    auteur.post(adres, {"antwoord": "neen"})
    assert Overdrachtvraag.objects.get().antwoord == "neen"
    assert zonder_csrf() == voor
    auteur.post(adres, {"antwoord": "ja"})
    assert zonder_csrf() != voor


@pytest.mark.regel("LR-32")
def test_de_auteur_vindt_zijn_vraag_in_mijn_werk(stad: Stad, anderstad: Stad, casus: Casus, als: Als) -> None:
    leg_voor(stad, anderstad, casus)
    vraag = reverse("casus:overdracht_vraag", args=[Overdrachtvraag.objects.get().pk])
    assert vraag in werk(als(stad.caw))
    assert "Geheim woord" in als(stad.caw).get(vraag).content.decode()
    for ander in (stad.clb, stad.preventie, anderstad.burgemeester):
        assert vraag not in werk(als(ander))
        assert als(ander).get(vraag).status_code == 404
    als(stad.caw).post(vraag, {"antwoord": "neen"})
    assert vraag not in werk(als(stad.caw))


def test_een_antwoord_dat_geen_antwoord_is(stad: Stad, anderstad: Stad, casus: Casus, als: Als) -> None:
    leg_voor(stad, anderstad, casus)
    adres = reverse("casus:overdracht_vraag", args=[Overdrachtvraag.objects.get().pk])
    assert als(stad.caw).post(adres, {"antwoord": "misschien"}).status_code == 302
    assert Overdrachtvraag.objects.get().antwoord == ""


@pytest.mark.regel("LR-05", "LR-13")
def test_de_ontvanger_ziet_niet_over_wie_het_gaat(
    stad: Stad, anderstad: Stad, casus: Casus, als: Als
) -> None:
    overdracht = bied_aan(stad, anderstad, casus)
    client = als(anderstad.burgemeester)
    assert reverse("casus:aanbod", args=[overdracht.pk]) in werk(client)
    for naam in ("aanbod", "aanbod_aanvaarden"):
        pagina = client.get(reverse(f"casus:{naam}", args=[overdracht.pk])).content.decode()
        assert "LIVC Voorbeeldegem" in pagina
        for woord in ("Zeno", "1999", casus.referentie, str(casus.pk), "Geheim woord", "Zus", stad.caw.naam):
            assert woord not in pagina, woord
    telling = dict(client.get(reverse("casus:aanbod", args=[overdracht.pk])).context["o"].telling)
    assert telling == {
        "Wie de persoon is": 1,
        "Relatie of contact": 1,
        "Besluit": 1,
        "Doel": 1,
        "Actie": 1,
        "Inbreng": 1,
    }


@pytest.mark.regel("LR-03")
def test_overnemen_zonder_aanwijzingen_zegt_het_bij_het_veld(
    stad: Stad, anderstad: Stad, casus: Casus, als: Als
) -> None:
    overdracht = bied_aan(stad, anderstad, casus)
    adres = reverse("casus:aanbod_aanvaarden", args=[overdracht.pk])
    antwoord = als(anderstad.burgemeester).post(adres, {"rechtsgrond": "livc_wet"})
    assert "LR-03" in str(antwoord.context["form"].errors["aanwijzingen"])
    assert Aanbod.objects.get().staat == "aangeboden"


@pytest.mark.regel("LR-05")
def test_de_afzender_leest_alleen_het_antwoord_en_de_dag(
    stad: Stad, anderstad: Stad, casus: Casus, als: Als
) -> None:
    overdracht = bied_aan(stad, anderstad, casus)
    nieuw = ontvangst.aanvaard(actor=anderstad.burgemeester, pk=overdracht.pk, **AANVAARDING)
    pagina = blad(als(stad.burgemeester), casus)
    assert "aanvaard op" in pagina
    for woord in (nieuw.referentie, str(nieuw.pk), anderstad.burgemeester.email):
        assert woord not in pagina


@pytest.mark.regel("LR-32")
def test_het_overgenomene_staat_op_het_overzicht_van_de_ontvanger(
    stad: Stad, anderstad: Stad, casus: Casus, als: Als
) -> None:
    overdracht = bied_aan(stad, anderstad, casus)
    nieuw = ontvangst.aanvaard(actor=anderstad.burgemeester, pk=overdracht.pk, **AANVAARDING)
    toekenningen.geef(anderstad.preventie, toekenningen.KERN_INZIEN, nieuw)
    pagina = als(anderstad.preventie).get(reverse("casus:casus", args=[nieuw.pk])).content.decode()
    for woord in ("Overgenomen van LIVC Voorbeeldegem", "Vrij woord", "CAW Voorbeeldegem", "Zus Verzonnen"):
        assert woord in pagina
    for woord in (casus.referentie, stad.caw.naam, "Geheim woord"):
        assert woord not in pagina


@pytest.mark.regel("LR-23")
def test_wie_uitgesloten_is_vindt_geen_spoor(stad: Stad, anderstad: Stad, casus: Casus, als: Als) -> None:
    leg_voor(stad, anderstad, casus)
    vraag = Overdrachtvraag.objects.get()
    toekenningen.sluit_uit(stad.caw, casus)
    assert casus.referentie not in werk(als(stad.caw))
    assert als(stad.caw).get(reverse("casus:overdracht_vraag", args=[vraag.pk])).status_code == 404
    toekenningen.sluit_uit(stad.preventie, casus)
    assert als(stad.preventie).get(reverse("casus:overdracht", args=[casus.pk])).status_code == 404


def test_een_aanbod_dat_ingetrokken_is_zegt_dat(stad: Stad, anderstad: Stad, casus: Casus, als: Als) -> None:
    overdracht = bied_aan(stad, anderstad, casus)
    acties.trek_in(actor=stad.burgemeester, casus_pk=casus.pk, pk=overdracht.pk)
    client = als(anderstad.burgemeester)
    antwoord = client.post(reverse("casus:aanbod_weigeren", args=[overdracht.pk]), follow=True)
    assert "De afzender trok dit aanbod in." in antwoord.content.decode()
    assert "ingetrokken door de afzender" in client.get(reverse("casus:aanbiedingen")).content.decode()


def test_niet_overnemen(stad: Stad, anderstad: Stad, casus: Casus, als: Als) -> None:
    overdracht = bied_aan(stad, anderstad, casus)
    client, adres = als(anderstad.burgemeester), reverse("casus:aanbod_weigeren", args=[overdracht.pk])
    client.post(adres)
    assert "al beantwoord" in client.post(adres, follow=True).content.decode()
    assert "geweigerd op" in blad(als(stad.preventie), casus)


def test_het_aantal_vragen_groeit_niet_met_de_stukken(
    stad: Stad, anderstad: Stad, casus: Casus, als: Als
) -> None:
    overdracht = begin(stad, anderstad, casus)
    client = als(stad.preventie)

    def vragen() -> int:
        with CaptureQueriesContext(connection) as gevraagd:
            client.get(reverse("casus:overdracht_kiezen", args=[casus.pk, overdracht.pk]))
        return len(gevraagd)

    vragen()
    weinig = vragen()
    for _i in range(8):
        maak_inbreng(casus, stad.clb, organisatie=stad.clb.organisatieleden.get().organisatie)
    assert vragen() == weinig
