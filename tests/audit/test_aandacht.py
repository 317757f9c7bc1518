"""Waarom het toezicht naar een regel kijkt: vaste redenen, bij het schrijven, mee in het blad."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from audit.aandacht import UITLEG, Aandacht, vaste_redenen
from audit.models import Regel
from audit.soorten import Soort
from tests.factories import Stad, maak_casus
from toegang.pseudoniem import pseudoniem
from toegang.verantwoording import Systeemactor, leg_vast

DINSDAG = datetime(2026, 11, 24, 11, tzinfo=ZoneInfo("Europe/Brussels"))
AVOND = DINSDAG.replace(hour=19)
ZONDAG = DINSDAG.replace(day=29)


@pytest.mark.regel("LR-57")
@pytest.mark.parametrize(
    ("soort", "reden"),
    [
        (Soort.NOODTOEGANG_GEOPEND, Aandacht.NOOD),
        (Soort.NOODTOEGANG_INGEZIEN, Aandacht.NOOD),
        (Soort.TOEGANG_GEWEIGERD, Aandacht.WEIGERING),
        (Soort.TOEZICHT_ONTGRENDELEN_MISLUKT, Aandacht.WEIGERING),
        (Soort.TOEZICHT_UITVOER, Aandacht.UITVOER),
        (Soort.TOEZICHT_BEZORGD, Aandacht.UITVOER),
        (Soort.TOEZICHT_SLEUTEL_GEMAAKT, Aandacht.SLEUTEL),
        (Soort.TOEZICHTSLEUTEL_ONTNOMEN, Aandacht.SLEUTEL),
        (Soort.SLEUTEL_HERWIKKELD, Aandacht.SLEUTEL),
    ],
)
def test_een_soort_heeft_haar_reden(soort: Soort, reden: Aandacht) -> None:
    assert vaste_redenen(soort, DINSDAG, systeem=False) == {reden}


def test_gewoon_werk_heeft_geen_reden() -> None:
    assert vaste_redenen(Soort.CASUS_INGEZIEN, DINSDAG, systeem=False) == frozenset()


@pytest.mark.parametrize("moment", [AVOND, ZONDAG, DINSDAG.replace(hour=6, minute=59)])
def test_buiten_de_werkuren(moment: datetime) -> None:
    assert vaste_redenen(Soort.CASUS_INGEZIEN, moment, systeem=False) == {Aandacht.BUITEN_UREN}
    assert vaste_redenen(Soort.SIGNAAL_GEWIST, moment, systeem=True) == frozenset()


@pytest.mark.regel("LR-20")
@pytest.mark.regel("LR-22")
@pytest.mark.parametrize(
    "soort",
    [
        soort
        for soort in Soort
        if soort.onderwerp in ("deelname", "geheimhouding")
        or (soort.onderwerp == "inbreng" and soort != Soort.INBRENG_INGEZIEN)
    ],
)
def test_of_en_wanneer_iemand_komt_of_vertelt_valt_nooit_op(soort: Soort) -> None:
    assert vaste_redenen(soort, ZONDAG, systeem=False) == frozenset()


def test_elke_reden_is_uitgelegd() -> None:
    assert set(UITLEG) == set(Aandacht)


def test_de_redenen_en_wat_getoond_werd_tellen_mee_in_het_blad(stad: Stad) -> None:
    casus, inbreng = maak_casus(stad), stad.caw.pk
    regel_id = leg_vast(
        Soort.CASUS_INGEZIEN,
        actor=Systeemactor("proef"),
        livc_id=stad.livc.pk,
        dossier_id=casus.pk,
        aandacht=[Aandacht.GEVOELIG, Aandacht.BUITEN_OVERLEG],
        getoond=[inbreng],
    )
    regel = Regel.objects.get(pk=regel_id)
    kolommen = regel.open().kolommen()
    assert kolommen["kenmerken"] == ["buiten_overleg", "gevoelig"]
    assert kolommen["getoond"] == [pseudoniem("object", stad.livc.pk, inbreng).hex()]
    assert regel.redenen == [str(Aandacht.BUITEN_OVERLEG.label), str(Aandacht.GEVOELIG.label)]


def test_wat_getoond_werd_is_te_vinden(stad: Stad) -> None:
    code = pseudoniem("object", stad.livc.pk, stad.caw.pk)
    leg_vast(
        Soort.CASUS_INGEZIEN, actor=stad.politie, livc_id=stad.livc.pk, getoond=[stad.caw.pk, stad.clb.pk]
    )
    leg_vast(Soort.CASUS_INGEZIEN, actor=stad.politie, livc_id=stad.livc.pk, getoond=[stad.clb.pk])
    gevonden = Regel.objects.filter(livc_id=stad.livc.pk, getoond__bevat=code)
    assert gevonden.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        assert "regel_getoond" in Regel.objects.exclude(getoond=()).filter(getoond__bevat=code).explain()
