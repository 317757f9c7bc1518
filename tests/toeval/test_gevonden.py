"""Wat de toevallige geschiedenissen vonden, elk in het klein."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from casus.actions import deelname, overleg
from tests.factories import Stad, maak_casus, maak_deelname, maak_overleg
from toegang import toekenningen

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.regel("LR-20")
def test_wie_neen_zei_blijft_genoemd_als_het_punt_verhuist(stad: Stad, als: Any) -> None:
    """Een open uitnodiging verhuist mee naar een later overleg. Wie antwoordde, verhuist niet, en viel van de lijst."""
    casus = maak_casus(stad)
    eerst, later = maak_overleg(stad, casus), maak_overleg(stad, over_dagen=40)
    maak_deelname(stad, casus, stad.jeugdwerk, "uitgenodigd", eerst)
    neen = maak_deelname(stad, casus, stad.caw, "uitgenodigd", eerst)
    stil = maak_deelname(stad, casus, stad.clb, "uitgenodigd", eerst)
    deelname.weiger(actor=stad.caw, pk=neen.pk)
    overleg.annuleer(actor=stad.preventie, pk=eerst.pk)
    overleg.zet_op_agenda(actor=stad.preventie, pk=later.pk, casus_pk=casus.pk)
    adres = reverse("casus:uitnodiging", args=[stad.jeugdwerk.deelnames.get().pk])
    tekst = als(stad.jeugdwerk).get(adres).content.decode()
    assert stil.organisatie.naam in tekst
    assert neen.organisatie.naam in tekst


@pytest.mark.regel("LR-23")
def test_een_overleg_over_alleen_een_uitgesloten_casus_bestaat_niet(stad: Stad, als: Any) -> None:
    """Wie uitgesloten is, zag door de rijbeveiliging een leeg overleg in plaats van geen overleg."""
    casus = maak_casus(stad)
    begin = timezone.now() + timedelta(days=3)
    moment = maak_overleg(stad, casus, begin=begin, plaats="Zaal Merel")
    toekenningen.sluit_uit(stad.politie, casus)
    browser = als(stad.politie)
    for adres in ("casus:werk", "casus:overleggen"):
        assert str(moment.pk) not in browser.get(reverse(adres)).content.decode(), adres
    assert browser.get(reverse("casus:overleg", args=[moment.pk])).status_code == 404
