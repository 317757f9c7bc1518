"""Een handeling: iemand, alles of niets, en een weigering die blijft staan."""

from typing import Any

import pytest
from django.db import transaction

from audit.logboek import GeenToezichtsleutel
from audit.models import Regel, Toezichtsleutel
from audit.soorten import Soort
from tests.factories import Stad
from toegang import sleutels
from toegang.handeling import handeling
from toegang.models import Livc
from toegang.uitzonderingen import GeenActor, NietVoldaan, Verboden
from toegang.verantwoording import leg_vast

echt = pytest.mark.django_db(transaction=True)


@handeling
def hernoem(livc: Livc, *, actor: Any, fout: Exception | None = None) -> str:
    Livc.objects.filter(pk=livc.pk).update(dpia_referentie="Nieuw")
    leg_vast(Soort.LIVC_GEWIJZIGD, actor=actor, livc_id=livc.pk)
    if fout:
        raise fout
    return "klaar"


@echt
def test_gelukt_blijft_met_zijn_regel(stad: Stad) -> None:
    assert hernoem(stad.livc, actor=stad.beheer) == "klaar"
    assert Livc.objects.get().dpia_referentie == "Nieuw"
    assert Regel.objects.get().soort == Soort.LIVC_GEWIJZIGD


@echt
@pytest.mark.regel("LR-57")
def test_een_weigering_overleeft_het_terugdraaien(stad: Stad) -> None:
    with pytest.raises(Verboden) as fout:
        hernoem(stad.livc, actor=stad.caw, fout=Verboden("livc.hernoemen", stad.livc, "LR-10"))
    assert fout.value.vastgelegd
    assert Livc.objects.get().dpia_referentie == stad.livc.dpia_referentie
    assert Regel.objects.get().soort == Soort.TOEGANG_GEWEIGERD


@echt
def test_een_voorwaarde_is_geen_weigering(stad: Stad) -> None:
    with pytest.raises(NietVoldaan):
        hernoem(stad.livc, actor=stad.beheer, fout=NietVoldaan("nog niet"))
    assert not Regel.objects.exists()


@echt
@pytest.mark.regel("LR-57")
def test_wat_niet_vastgelegd_kan_worden_gebeurt_niet(stad: Stad) -> None:
    Toezichtsleutel.objects.update(ingetrokken="2026-01-01T00:00Z")
    with pytest.raises(GeenToezichtsleutel):
        hernoem(stad.livc, actor=stad.beheer)
    assert Livc.objects.get().dpia_referentie == stad.livc.dpia_referentie


@echt
def test_een_handeling_begint_haar_eigen_transactie(stad: Stad) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        hernoem(stad.livc, actor=stad.beheer)


@pytest.mark.parametrize("actor", [{}, {"actor": None}])
def test_zonder_actor_gebeurt_er_niets(stad: Stad, actor: dict[str, None]) -> None:
    with pytest.raises(GeenActor):
        hernoem(stad.livc, **actor)


@echt
def test_een_teruggedraaide_sleutel_blijft_niet_hangen(stad: Stad) -> None:
    @handeling
    def maak(*, actor: Any) -> None:
        sleutels.maak(stad.livc.pk, stad.livc.pk)
        sleutels.versleutel(stad.livc.pk, b"x", b"")
        raise NietVoldaan("toch niet")

    with pytest.raises(NietVoldaan):
        maak(actor=stad.beheer)
    assert not sleutels._sleutels()
