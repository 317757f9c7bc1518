"""Twee mensen tegelijk: één afdruk, en de laatste twee ja's vinden elkaar (LR-43)."""

import pytest

from casus.actions.overname import antwoord
from casus.actions.overnameafdruk import druk_af
from casus.models import Dossierovername
from tests.casus.overnamehulp import iedereen_ja, ja, maak_tafel, vers, vraag
from tests.factories import Stad
from tests.tegelijk import tegelijk
from toegang.uitzonderingen import NietVoldaan

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.regel("LR-43")]


def test_twee_keer_afdrukken_tegelijk_is_een_stuk(stad: Stad) -> None:
    overname = iedereen_ja(stad, vraag(maak_tafel(stad), stad.caw))
    antwoorden = tegelijk(*[lambda: druk_af(actor=stad.caw, pk=overname.pk)] * 3)
    assert sum(isinstance(a, bytes) for a in antwoorden) == 1
    assert sum(isinstance(a, NietVoldaan) for a in antwoorden) == 2


def test_de_laatste_twee_ja_tegelijk_maken_een_consensus(stad: Stad) -> None:
    overname = ja(vraag(maak_tafel(stad), stad.caw), stad.burgemeester, stad.politie)
    antwoorden = tegelijk(
        lambda: ja(overname, stad.preventie),
        lambda: ja(overname, stad.clb),
    )
    assert all(isinstance(a, Dossierovername) for a in antwoorden)
    assert vers(overname).staat == "toegestaan"


def test_een_neen_tegelijk_met_de_afdruk_kent_een_winnaar(stad: Stad) -> None:
    """Wie eerst is, wint; nooit een afdruk van wat geweigerd is."""
    overname = iedereen_ja(stad, vraag(maak_tafel(stad), stad.caw))
    antwoorden = tegelijk(
        lambda: druk_af(actor=stad.caw, pk=overname.pk),
        lambda: antwoord(actor=stad.clb, pk=overname.pk, wat="nee"),
    )
    na = vers(overname)
    assert sum(isinstance(a, NietVoldaan) for a in antwoorden) == 1
    assert (na.staat == "geweigerd") == (na.afgedrukt_op is None)
