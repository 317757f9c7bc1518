"""Twee mensen tegelijk: één ronde, één brief, en geen antwoord dat ertussen valt (LR-55)."""

import pytest

from casus.actions import raadpleging, verzoek, verzoekantwoord
from casus.models import Betrokkenenverzoek, Raadpleging, Verzoekbrief
from tests.casus.verzoekhulp import geheim, in_beoordeling, maak_tafel, raadpleging_van, registreer
from tests.factories import Stad
from tests.tegelijk import uitkomsten

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.regel("LR-55")]


def test_twee_mensen_beginnen_en_beantwoorden_tegelijk(stad: Stad) -> None:
    casus = maak_tafel(stad)
    rij = registreer(stad)
    mensen = (stad.burgemeester, stad.preventie)
    uitkomst = uitkomsten(
        *(
            lambda wie=wie: verzoek.begin(actor=wie, pk=rij.pk, identiteit="eid", casus=casus.pk)
            for wie in mensen
        )
    )
    assert sorted(uitkomst) == ["De beoordeling is al begonnen.", "ja"]
    assert Raadpleging.objects.count() == 5
    uitkomst = uitkomsten(
        *(
            lambda wie=wie: verzoekantwoord.beantwoord(
                actor=wie, pk=rij.pk, uitkomst="geheel", toelichting=""
            )
            for wie in mensen
        )
    )
    assert uitkomst.count("ja") == 1
    assert Verzoekbrief.objects.count() == 1


@pytest.mark.regel("LR-22")
def test_een_antwoord_van_de_tafel_komt_voor_of_na_de_brief(stad: Stad) -> None:
    casus = maak_tafel(stad)
    eigen = geheim(casus, stad.caw, "Hij zoekt werk.")
    rij = in_beoordeling(stad, casus)
    vraag = raadpleging_van(stad.caw, rij)
    ja = {str(eigen.pk): {"mag": True, "reden": ""}}
    uitkomst = uitkomsten(
        lambda: raadpleging.antwoord(actor=stad.caw, pk=vraag.pk, antwoorden=ja),
        lambda: verzoekantwoord.beantwoord(
            actor=stad.preventie, pk=rij.pk, uitkomst="geheel", toelichting=""
        ),
    )
    assert uitkomst[1] == "ja"
    assert Betrokkenenverzoek.objects.get().staat == "beantwoord"
    verteld = "zoekt werk" in str(Verzoekbrief.objects.get().inhoud)
    assert verteld == (uitkomst[0] == "ja"), uitkomst
