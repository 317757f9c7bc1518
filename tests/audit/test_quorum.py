"""Genoeg getuigen onder het laatste controlepunt, of sinds wanneer niet: op handtekeningen, niet op rijen."""

import logging
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from django.utils import timezone

from audit import controlepunten, quorum, tasks
from audit.controlepunten import VERZEGELAAR
from audit.getuigenis import sleutel
from audit.getuigenis.sleutel import Getuigesleutel
from audit.models import Controlepunt, Medeondertekening
from audit.selectors import bewijs as selectors
from audit.verificateur import Nota
from tests.audit.test_boom import voeg_toe
from tests.factories import Stad, maak_stad
from toegang import identiteit


@pytest.fixture
def stad(transactional_db: None) -> Stad:
    return maak_stad()


@pytest.fixture
def getuigen(tmp_path: Path, settings: Any) -> list[Getuigesleutel]:
    """Twee getuigen; op hun adres antwoordt niemand."""
    twee = [sleutel.maak(tmp_path / naam, f"{naam}.test/getuige") for naam in ("noord", "zuid")]
    settings.GETUIGEN = [f"http://127.0.0.1:9 {getuige.publiek}" for getuige in twee]
    settings.GETUIGEN_NODIG = 2
    return twee


@pytest.fixture(autouse=True)
def _alarm(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ALARM_ADRES, settings.ALARM_MAP = "wacht@stad.test", str(tmp_path)
    monkeypatch.setattr(logging.getLogger("casusoverleg.alarm"), "propagate", True)


def punt(stad: Stad, erbij: int = 5) -> Controlepunt:
    voeg_toe(stad.livc.pk, erbij)
    gemaakt = controlepunten.teken(stad.livc.pk)
    assert gemaakt is not None
    return gemaakt


def onderteken(onder: Controlepunt, getuige: Getuigesleutel, nota: str | None = None) -> None:
    regel = getuige.teken(Nota.lees(nota or onder.nota), int(time.time()))
    with identiteit.als(VERZEGELAAR), transaction.atomic():
        Medeondertekening.objects.create(
            livc_id=onder.livc_id, grootte=onder.grootte, getuige=getuige.naam, regel=regel
        )


def gezien(stad: Stad) -> tuple[list[str], bool, datetime | None]:
    stand = selectors.stand(stad.livc)
    return stand.getuigen, stand.voldoende, stand.ontbreekt_sinds


def test_zonder_getuigen_is_er_niets_nodig(stad: Stad, settings: Any) -> None:
    settings.GETUIGEN = []
    punt(stad)
    stand = selectors.stand(stad.livc)
    assert (stand.gevraagd, stand.nodig, stand.voldoende, stand.ontbreekt_sinds) == (0, 0, True, None)


def test_zonder_controlepunt_ontbreekt_er_niemand(stad: Stad, getuigen: list[Getuigesleutel]) -> None:
    assert gezien(stad) == ([], True, None)


def test_een_van_de_twee_volstaat_niet(stad: Stad, getuigen: list[Getuigesleutel], settings: Any) -> None:
    eerste = punt(stad)
    assert gezien(stad) == ([], False, eerste.getekend_op)
    onderteken(eerste, getuigen[0])
    assert gezien(stad) == (["noord.test/getuige"], False, eerste.getekend_op)
    settings.GETUIGEN_NODIG = 1
    assert gezien(stad) == (["noord.test/getuige"], True, None)
    settings.GETUIGEN_NODIG = 2
    onderteken(eerste, getuigen[1])
    assert gezien(stad) == (["noord.test/getuige", "zuid.test/getuige"], True, None)


def test_sinds_het_eerste_punt_dat_niemand_meer_dekt(stad: Stad, getuigen: list[Getuigesleutel]) -> None:
    """Wie een later punt ondertekent, dekt ook wat ervoor komt: noord 10 en 15, zuid alleen 10, dus 10 is gedekt."""
    _vijf, tien, vijftien, _twintig = (punt(stad) for _keer in range(4))
    onderteken(vijftien, getuigen[0])
    onderteken(tien, getuigen[1])
    assert gezien(stad) == ([], False, vijftien.getekend_op)


def test_een_rij_zonder_juiste_handtekening_telt_niet(stad: Stad, getuigen: list[Getuigesleutel]) -> None:
    eerste, tweede = punt(stad), punt(stad)
    onderteken(tweede, getuigen[0])
    onderteken(tweede, getuigen[1], eerste.nota)
    assert gezien(stad) == (["noord.test/getuige"], False, eerste.getekend_op)


def test_een_getuige_die_niet_meer_ingesteld_is_telt_niet(
    stad: Stad, getuigen: list[Getuigesleutel], settings: Any
) -> None:
    eerste = punt(stad)
    for getuige in getuigen:
        onderteken(eerste, getuige)
    settings.GETUIGEN, settings.GETUIGEN_NODIG = settings.GETUIGEN[:1], 1
    assert gezien(stad) == (["noord.test/getuige"], True, None)


def test_een_alarm_na_een_kwartier(
    stad: Stad, getuigen: list[Getuigesleutel], caplog: pytest.LogCaptureFixture
) -> None:
    """Ook als er intussen nieuwe punten bij kwamen; en niet meer zodra er genoeg zijn."""
    punt(stad)
    tasks.logboeken_verzegelen.call()
    assert not mail.outbox
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        laatste = punt(stad)
        tasks.logboeken_verzegelen.call()
        assert "getuige: TeWeinigGetuigen" in caplog.text
        [bericht] = mail.outbox
        assert "getuige" in bericht.subject
        assert str(stad.livc.pk) not in bericht.subject + bericht.body
        for getuige in getuigen:
            onderteken(laatste, getuige)
        assert not quorum.waak(stad.livc.pk)


def test_een_verkeerde_instelling_houdt_geen_logboek_tegen(
    stad: Stad, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """Ze telt als niemand, en geeft meteen een alarm; tekenen gaat door voor elk logboek."""
    ander = maak_stad("Anderstad", "99902")
    settings.GETUIGEN = ["https://x.test kapot"]
    for wie in (stad, ander):
        voeg_toe(wie.livc.pk, 3)
    assert tasks.logboeken_verzegelen.call() == 2
    assert "getuige: OngeldigeNota" in caplog.text
    assert not selectors.stand(stad.livc).voldoende


def test_de_stand_kost_weinig_vragen(
    stad: Stad, getuigen: list[Getuigesleutel], django_assert_max_num_queries: Any
) -> None:
    for _keer in range(6):
        for getuige, laatste in ((getuige, punt(stad, 1)) for getuige in getuigen):
            onderteken(laatste, getuige)
    with django_assert_max_num_queries(6):
        selectors.stand(stad.livc)
