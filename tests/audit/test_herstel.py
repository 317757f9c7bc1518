"""Twee van drie delen herstellen een verloren sleutel; elke poging staat in het logboek en in de mail."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from audit.actions import herstel, overdracht
from audit.hersteldelen import maak_geheim, splits
from audit.models import Herstelsleutel, Regel
from audit.soorten import Soort
from tests.audit.sleutelhulp import *  # noqa: F403
from tests.audit.sleutelhulp import (
    ANDERE_ZIN,
    BEWAARDERS,
    DERDE_ZIN,
    ZIN,
    Als,
    adres,
    begin,
    geef,
    herstel_met,
    nieuwe_toezichthouder,
    open_,
)
from tests.factories import Stad
from toegang.uitzonderingen import NietVoldaan, Verboden

pytestmark = pytest.mark.django_db


def soorten() -> list[str]:
    return list(Regel.objects.order_by("tijdstip", "id").values_list("soort", flat=True))


@pytest.mark.regel("LR-57")
@pytest.mark.parametrize(("een", "twee"), [(0, 1), (2, 0), (1, 2)])
def test_twee_delen_herstellen_elk_tijdvak(stad: Stad, een: int, twee: int) -> None:
    """Ook een tijdvak dat na de delen begon: elk nieuw tijdvak komt erbij."""
    delen = begin(stad)
    overdracht.vernieuw(stad.livc, actor=stad.toezicht, reden="jaarlijks")
    voor = dict(open_(stad, stad.toezicht))
    assert herstel_met(stad, stad.toezicht, delen[een], delen[twee]) == [1, 2]
    assert dict(open_(stad, stad.toezicht, DERDE_ZIN)) == voor
    with pytest.raises(NietVoldaan):
        open_(stad, stad.toezicht, ZIN)
    assert Soort.TOEZICHTSLEUTEL_HERSTELD in soorten()


def test_een_nieuwe_toezichthouder_herstelt_als_iedereen_weg_is(stad: Stad, als: Als) -> None:
    delen = begin(stad)
    tine = nieuwe_toezichthouder(stad)
    velden = {"een": delen[0].tekst(), "twee": delen[2].tekst(), "wachtzin": DERDE_ZIN, "nog_eens": DERDE_ZIN}
    assert als(tine).post(adres("sleutel_herstel", stad), velden)["Location"] == adres("sleutels", stad)
    assert set(open_(stad, tine, DERDE_ZIN)) == {1}


@pytest.mark.regel("LR-57")
def test_een_mislukte_poging_ligt_vast_en_wordt_gemeld(
    stad: Stad, django_capture_on_commit_callbacks: object
) -> None:
    delen = begin(stad)
    vals = splits(maak_geheim(), delen[0].kenmerk)
    with (
        django_capture_on_commit_callbacks(execute=True),  # type: ignore[operator]
        pytest.raises(NietVoldaan, match="horen niet bij de geldige reeks"),
    ):
        herstel_met(stad, stad.toezicht, vals[0], delen[1])
    assert soorten()[-1] == Soort.TOEZICHTSLEUTEL_HERSTEL_MISLUKT
    assert [bericht.to for bericht in mail.outbox] == [[stad.dpo.email]]
    assert open_(stad, stad.toezicht)


def test_raden_wordt_geremd_voor_het_hele_logboek(stad: Stad) -> None:
    delen = begin(stad)
    tine = nieuwe_toezichthouder(stad)
    vals = splits(maak_geheim(), delen[0].kenmerk)
    for _ in range(5):
        with pytest.raises(NietVoldaan):
            herstel_met(stad, tine, vals[0], vals[1])
    with pytest.raises(NietVoldaan, match="Te veel verkeerde pogingen"):
        herstel_met(stad, stad.toezicht, delen[0], delen[1])
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert herstel_met(stad, stad.toezicht, delen[0], delen[1]) == [1]


@pytest.mark.parametrize(
    ("een", "twee", "melding"),
    [("ABCD", None, "dertien groepen"), (None, "0" * 52, "tekenfout"), (None, None, "twee keer hetzelfde")],
)
def test_een_tikfout_staat_bij_het_veld_en_telt_niet(
    stad: Stad, als: Als, een: str | None, twee: str | None, melding: str
) -> None:
    deel = begin(stad)[0].tekst()
    velden = {"een": een or deel, "twee": twee or deel, "wachtzin": DERDE_ZIN, "nog_eens": DERDE_ZIN}
    pagina = als(stad.toezicht).post(adres("sleutel_herstel", stad), velden).content.decode()
    assert melding in pagina
    assert Soort.TOEZICHTSLEUTEL_HERSTEL_MISLUKT not in soorten()


def test_nieuwe_delen_maken_de_vorige_waardeloos(stad: Stad) -> None:
    oud = begin(stad)
    nieuw = herstel.maak_delen(
        stad.livc, actor=stad.toezicht, prives=open_(stad, stad.toezicht), bewaarders=BEWAARDERS
    )
    with pytest.raises(NietVoldaan):
        herstel_met(stad, stad.toezicht, oud[0], oud[1])
    assert herstel_met(stad, stad.toezicht, nieuw[0], nieuw[1]) == [1]
    assert Herstelsleutel.objects.filter(vervallen=None).count() == 1


def test_delen_nakijken_opent_niets(stad: Stad, als: Als) -> None:
    delen = begin(stad)
    toon = als(stad.toezicht)
    assert "Nog niet nagekeken" in toon.get(adres("sleutels", stad)).content.decode()
    velden = {"een": delen[1].tekst(), "twee": delen[2].tekst()}
    toon.post(adres("delen_nakijken", stad), velden)
    assert "Nagekeken op" in toon.get(adres("sleutels", stad)).content.decode()
    assert soorten()[-1] == Soort.TOEZICHTSLEUTEL_DELEN_NAGEKEKEN
    assert toon.get(adres("regels", stad)).context["tot"] is None


def test_delen_maken_vraagt_een_ontgrendeld_logboek(stad: Stad, als: Als) -> None:
    begin(stad)
    toon = als(stad.toezicht)
    assert toon.get(adres("delen_maken", stad))["Location"] == adres("ontgrendelen", stad) + "?naar=terug"
    toon.post(adres("ontgrendelen", stad), {"wachtzin": ZIN})
    velden = {"deel_1": "functionaris", "deel_2": "burgemeester", "deel_3": "kluis"}
    assert toon.post(adres("delen_maken", stad), velden).content.decode().count('class="deeltekst"') == 3


def test_een_functionaris_herstelt_niet(stad: Stad) -> None:
    delen = begin(stad)
    geef(stad, stad.dpo, zin=ANDERE_ZIN)
    with pytest.raises(Verboden):
        herstel_met(stad, stad.dpo, delen[0], delen[1])
    assert Soort.TOEGANG_GEWEIGERD in soorten()
