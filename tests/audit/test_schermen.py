"""Wat de schermen van het toezicht zeggen als iets niet lukt, dubbel komt, of nog niet open is."""

import pytest
from django.test import Client

from audit.actions import bevindingen as acties
from audit.actions import overdracht
from audit.actions.logboek import Geopend
from audit.models import Bevinding, Directwikkel, Regel, Toezichtsleutel, Toezichttoegang
from audit.selectors.sleutels import houder
from audit.soorten import Soort
from audit.weergave import inhoud
from tests.audit.sleutelhulp import *  # noqa: F403
from tests.audit.sleutelhulp import Als, adres, begin, geef, nieuwe_toezichthouder
from tests.factories import Stad
from toegang import identiteit
from toegang.models import Gebruiker, Lidmaatschap
from toegang.verantwoording import leg_vast

pytestmark = pytest.mark.django_db


def tekst(client: Client, pad: str) -> str:
    return client.get(pad).content.decode()


def directwikkel(stad: Stad, wie: Gebruiker) -> None:
    sleutel = Toezichtsleutel.objects.get(livc_id=stad.livc.pk)
    Directwikkel.objects.create(
        toezichtsleutel=sleutel,
        gebruiker_id=wie.pk,
        zout=b"z" * 16,
        rondes=1,
        geheugen_kib=64,
        banen=4,
        gewikkeld=b"g" * 60,
    )


# -- wie nog geen sleutel heeft ---------------------------------------------------------------------------------------


@pytest.mark.regel("LR-57")
def test_een_functionaris_zonder_sleutel_ziet_alleen_het_blad_dat_opent(stad: Stad, als: Als) -> None:
    begin(stad)
    dina = als(stad.dpo)
    assert adres("sleutels", stad) in tekst(dina, "/toezicht/")
    bladen = dina.get(adres("sleutels", stad)).context["tabs"]
    assert [tab.url for tab in bladen] == [adres("sleutels", stad)]
    geef(stad, stad.dpo)
    assert len(dina.get(adres("sleutels", stad)).context["tabs"]) == 6


# -- wie een tijdvak mist, en wie de vorm van vroeger heeft ------------------------------------------------------------


def test_een_collega_die_een_tijdvak_mist_kan_het_alsnog_krijgen(stad: Stad, als: Als) -> None:
    begin(stad)
    tine = nieuwe_toezichthouder(stad)
    overdracht.vernieuw(stad.livc, actor=stad.toezicht, reden="jaarlijks")
    geef(stad, tine, ook_vroeger=False)
    toon, knop = als(stad.toezicht), adres("sleutel_geven", stad, tine)
    assert "mist tijdvak 1" in tekst(toon, adres("sleutels", stad))
    assert knop in tekst(toon, adres("sleutels", stad))
    geef(stad, tine)
    assert knop not in tekst(toon, adres("sleutels", stad))
    assert Toezichttoegang.objects.filter(houder__gebruiker_id=tine.pk).count() == 2


def test_een_collega_met_de_vorm_van_vroeger_staat_op_het_blad(stad: Stad, als: Als) -> None:
    begin(stad)
    directwikkel(stad, nieuwe_toezichthouder(stad))
    assert "vorm van vroeger: ontgrendelt nog één keer" in tekst(als(stad.toezicht), adres("sleutels", stad))


@pytest.mark.regel("LR-57")
def test_de_vorm_van_vroeger_gaat_weg_bij_wie_vertrok(stad: Stad, als: Als) -> None:
    begin(stad)
    tine = nieuwe_toezichthouder(stad)
    directwikkel(stad, tine)
    Lidmaatschap.objects.filter(gebruiker=tine).delete()
    assert "houdt geen toezicht meer en heeft nog een sleutel" in tekst(
        als(stad.toezicht), adres("sleutels", stad)
    )
    with identiteit.als(stad.toezicht):
        van = houder(stad.livc, tine.pk)
    overdracht.ontneem(stad.livc, van, actor=stad.toezicht)
    assert not Directwikkel.objects.exists()
    assert Toezichtsleutel.objects.count() == 2


def test_de_preventieambtenaar_leert_niet_wie_een_sleutel_heeft(stad: Stad) -> None:
    from audit import tijdvakken

    begin(stad)
    directwikkel(stad, stad.toezicht)
    with identiteit.als(stad.preventie):
        assert not tijdvakken.houders_van_vroeger(stad.livc.pk)
    with identiteit.als(stad.toezicht):
        assert tijdvakken.houders_van_vroeger(stad.livc.pk) == {stad.toezicht.pk}


# -- een fout blijft bij waar iemand was -------------------------------------------------------------------------------


def regel_van(stad: Stad, wie: Gebruiker) -> Regel:
    pk = leg_vast(Soort.TOEGANG_GEWEIGERD, actor=wie, livc_id=stad.livc.pk)
    return Regel.objects.get(pk=pk)


def test_nakijken_zonder_reden_blijft_op_de_regel(stad: Stad, als: Als) -> None:
    regel, toon = regel_van(stad, stad.caw), als(stad.toezicht)
    velden = {"regel": regel.pk, "notitie": "", "vanaf_regel": "1"}
    antwoord = toon.post(adres("nazicht", stad), velden)
    assert antwoord.context["regel"] == regel
    assert "Dit veld is verplicht" in antwoord.content.decode()
    # Ook vanaf hier opent de regel op haar eigen adres.
    assert antwoord.wsgi_request.path == adres("nazicht", stad)


def test_een_tweede_besluit_zegt_dat_het_er_al_is(stad: Stad, als: Als) -> None:
    bevinding = acties.vraag(
        stad.livc, regel_van(stad, stad.caw), actor=stad.toezicht, vraag="Wat was de bedoeling?"
    )
    acties.antwoord(actor=stad.caw, pk=bevinding.pk, antwoord="Een vergissing.")
    acties.beslis(
        stad.livc, actor=stad.toezicht, pk=bevinding.pk, uitkomst=Bevinding.Uitkomst.AFSPRAAK, besluit="Goed."
    )
    velden = {"uitkomst": Bevinding.Uitkomst.AFSPRAAK, "besluit": "nog eens"}
    toon = als(stad.toezicht)
    pad = f"/toezicht/{stad.livc.pk}/bevindingen/{bevinding.pk}/beslissen/"
    assert "kan nog niet bewaard" in toon.post(pad, velden).content.decode()
    cas = als(stad.caw).post(f"/toezicht/vragen/{bevinding.pk}/", {"antwoord": "later"})
    assert "kan nog niet bewaard" in cas.content.decode()


# -- woorden in plaats van namen uit de code ---------------------------------------------------------------------------


def test_een_geopende_regel_toont_woorden() -> None:
    feiten = {"staat": "in_traject", "soort": "casus.ingezien", "object": "casus.casus", "epoch": 2}
    paren = dict(inhoud(Geopend(Regel(), {"feiten": feiten}, {})).wat)
    assert paren["Staat"] == "in traject"
    assert paren["Soort"] == str(Soort.CASUS_INGEZIEN.label)
    assert paren["Waarvan"] == "casus"
    assert paren["Tijdvak"] == "2"
