"""Het geheugen van het beleid leeft één GET lang."""

import pytest

from tests.factories import Stad, maak_casus
from toegang import toekenningen
from toegang.beleid import mag
from toegang.geheugen import onthoud, tijdens_lezen

pytestmark = pytest.mark.django_db


def test_tijdens_lezen_wordt_een_vraag_een_keer_gesteld() -> None:
    teller = iter(range(9))
    with tijdens_lezen():
        assert [onthoud(("x",), lambda: next(teller)) for _i in range(3)] == [0, 0, 0]
    assert onthoud(("x",), lambda: next(teller)) == 1


@pytest.mark.regel("LR-21")
def test_een_ingetrokken_recht_geldt_meteen_bij_de_volgende_vraag(stad: Stad) -> None:
    casus = maak_casus(stad)
    with tijdens_lezen():
        assert mag(stad.preventie, "casus.inzien", casus)
    toekenningen.neem(stad.preventie, casus)
    with tijdens_lezen():
        assert not mag(stad.preventie, "casus.inzien", casus)
