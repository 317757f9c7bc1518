"""Veertien dagen tussen uitnodiging en overleg, of een reden; ook wie al ja zei, houdt zijn termijn (LR-14)."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from casus.actions import overleg as acties
from casus.models import Casus, Overleg
from tests.factories import Stad, maak_casus, maak_deelname, maak_overleg
from toegang.uitzonderingen import NietVoldaan

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-14")]


@pytest.fixture
def casus(stad: Stad) -> Casus:
    return maak_casus(stad)


def vervroeg(stad: Stad, overleg: Overleg, dagen: int) -> None:
    acties.wijzig(
        actor=stad.preventie,
        pk=overleg.pk,
        begin=overleg.begin - timedelta(days=dagen),
        plaats=overleg.plaats,
        voorzitter=stad.burgemeester,
    )


@pytest.mark.parametrize("staat", ["uitgenodigd", "geheimhouding", "aanvaard"])
def test_vervroegen_kort_niemands_termijn_in(stad: Stad, casus: Casus, staat: str) -> None:
    overleg = maak_overleg(stad, casus, over_dagen=20)
    maak_deelname(stad, casus, stad.caw, staat, overleg)
    with pytest.raises(NietVoldaan) as fout:
        vervroeg(stad, overleg, 7)
    assert (fout.value.regel, fout.value.veld) == ("LR-14", "begin")
    vervroeg(stad, overleg, 6)


@pytest.mark.parametrize("staat", ["geweigerd", "teruggetrokken", "ingetrokken"])
def test_wie_niet_meer_komt_houdt_vervroegen_niet_tegen(stad: Stad, casus: Casus, staat: str) -> None:
    overleg = maak_overleg(stad, casus, over_dagen=20)
    maak_deelname(stad, casus, stad.caw, staat, overleg)
    vervroeg(stad, overleg, 10)


def test_een_reden_laat_vervroegen_toe(stad: Stad, casus: Casus) -> None:
    overleg = maak_overleg(stad, casus, over_dagen=20)
    rij = maak_deelname(stad, casus, stad.caw, "uitgenodigd", overleg)
    rij.dringend_reden = "Er is haast bij."
    rij.save(update_fields=["dringend_reden"])
    vervroeg(stad, overleg, 10)


@pytest.mark.regel("LR-13")
def test_de_genodigde_leest_dat_het_dringend_is_en_pas_na_de_geheimhouding_waarom(
    stad: Stad, casus: Casus, als: Any
) -> None:
    """De reden kan over de persoon gaan; voor het aanvaarden van de geheimhouding staat ze er niet."""
    rij = maak_deelname(stad, casus, stad.caw, "uitgenodigd")
    rij.dringend_reden = "Zeno vertrekt morgen."
    rij.save(update_fields=["dringend_reden"])
    adres = reverse("casus:uitnodiging", args=[rij.pk])
    eerst = als(stad.caw).get(adres).text
    assert "Dringend" in eerst
    assert "vertrekt morgen" not in eerst
    tweede = maak_deelname(stad, maak_casus(stad), stad.clb, "geheimhouding")
    tweede.dringend_reden = "Zeno vertrekt morgen."
    tweede.save(update_fields=["dringend_reden"])
    assert "vertrekt morgen" in als(stad.clb).get(reverse("casus:uitnodiging", args=[tweede.pk])).text
