"""Twee mensen tegelijk: één lopend punt, één afronding, en geen vergeten laatste instemming."""

import pytest

from audit.models import Regel
from casus.actions import bewaartermijn, tafel, zaal
from casus.models import Agendapunt, Bewaartermijn
from tests.casus.tafelhulp import maak_lopend_punt, maak_tafel, noteer
from tests.factories import Stad, maak_casus, maak_deelname
from tests.tegelijk import uitkomsten

pytestmark = pytest.mark.django_db(transaction=True)


def test_twee_voorzitters_beginnen_tegelijk_een_ander_punt(stad: Stad) -> None:
    een, twee = maak_tafel(stad, maak_casus(stad), maak_casus(stad)).agendapunten.all()
    uitkomst = uitkomsten(
        lambda: tafel.begin_punt(actor=stad.burgemeester, pk=een.pk),
        lambda: tafel.begin_punt(actor=stad.preventie, pk=twee.pk),
    )
    assert sorted(uitkomst) == ["Er loopt al een ander punt. Rond dat eerst af.", "ja"]
    assert Agendapunt.objects.filter(staat="bezig").count() == 1


def test_twee_keer_afronden_tegelijk(stad: Stad) -> None:
    punt = maak_lopend_punt(stad)
    noteer(stad, punt, stad.caw)
    zaal.bevestig_aanwezigheid(actor=stad.burgemeester, pk=punt.pk, aanwezig={stad.caw.pk})
    uitkomst = uitkomsten(
        lambda: tafel.rond_punt_af(actor=stad.burgemeester, pk=punt.pk),
        lambda: tafel.rond_punt_af(actor=stad.preventie, pk=punt.pk),
    )
    assert uitkomst.count("ja") == 1
    assert Regel.objects.filter(soort="agendapunt.besproken").count() == 1


@pytest.mark.regel("LR-52")
def test_twee_laatste_instemmingen_tegelijk_leggen_de_termijn_vast(stad: Stad) -> None:
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw)
    termijn = bewaartermijn.stel_voor(actor=stad.preventie, casus_pk=casus.pk, maanden=12, reden="")
    bewaartermijn.stem_in(actor=stad.burgemeester, casus_pk=casus.pk, termijn_pk=termijn.pk)
    uitkomst = uitkomsten(
        *(
            lambda wie=wie: bewaartermijn.stem_in(actor=wie, casus_pk=casus.pk, termijn_pk=termijn.pk)
            for wie in (stad.politie, stad.caw)
        )
    )
    assert uitkomst == ["ja", "ja"]
    assert Bewaartermijn.objects.get().staat == "vastgelegd"
