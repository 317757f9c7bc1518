"""Wat eigen SQL op de rol van de toepassing met de sleutels niet kan, ook niet namens een toezichthouder."""

from typing import Any

import pytest

from audit.models import Sleutelhouder, Toezichtsleutel, Toezichttoegang
from audit.zegel import maak_sleutelpaar
from tests.audit.sleutelhulp import *  # noqa: F403
from tests.audit.sleutelhulp import ANDERE_ZIN, begin, geef, nieuwe_toezichthouder, open_
from tests.factories import Stad
from tests.toegang.rijhulp import geweigerd, lees, schrijf
from toegang.models import Gebruiker

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-57")]
VERNIEUW = "SELECT audit_vernieuw_sleutel(%s, gen_random_uuid(), %s, %s::uuid[], %s::bytea[], %s)"
ONTNEEM = "SELECT audit_ontneem_sleutel(%s, %s, %s)"
HERSTEL = "SELECT audit_herstel_sleutel(%s, %s, gen_random_uuid(), %s, %s::uuid[], %s::bytea[])"
EIGEN, KOPIE = maak_sleutelpaar()[1], b"k" * 1232


@pytest.fixture
def tine(stad: Stad) -> Gebruiker:
    begin(stad)
    wie = nieuwe_toezichthouder(stad)
    geef(stad, wie)
    return wie


@pytest.fixture
def houders(stad: Stad, tine: Gebruiker) -> dict[str, str]:
    return {
        naam: str(Sleutelhouder.objects.get(gebruiker_id=wie.pk).pk)
        for naam, wie in (("toon", stad.toezicht), ("tine", tine))
    }


def nieuw(stad: Stad, wie: Any, voor: list[str], kopie: bytes = KOPIE, herstel: bytes | None = KOPIE) -> bool:
    return geweigerd(wie, VERNIEUW, stad.livc.pk, EIGEN, voor, [kopie] * len(voor), herstel)


def test_een_tijdvak_zonder_kopie_voor_een_collega_begint_niet(
    stad: Stad, tine: Gebruiker, houders: dict[str, str]
) -> None:
    """Wie alleen zichzelf een kopie geeft, neemt anders het logboek van de anderen af."""
    allen = list(houders.values())
    assert nieuw(stad, stad.toezicht, [houders["toon"]])
    assert nieuw(stad, stad.toezicht, [])
    assert nieuw(stad, stad.toezicht, allen, kopie=b"")
    assert nieuw(stad, stad.toezicht, allen, herstel=None)  # ook het herstel krijgt er een
    assert Toezichtsleutel.objects.count() == 1
    assert not nieuw(stad, stad.toezicht, allen)  # de tegenproef


def test_wie_geen_sleutel_houdt_begint_geen_tijdvak(stad: Stad, houders: dict[str, str]) -> None:
    ander = nieuwe_toezichthouder(stad)
    for wie in (ander, stad.dpo, stad.beheer, stad.burgemeester, stad.caw, None):
        assert nieuw(stad, wie, list(houders.values())), wie
    assert Toezichtsleutel.objects.count() == 1


@pytest.mark.parametrize("wie", ["dpo", "beheer", "burgemeester", "caw"])
def test_alleen_een_toezichthouder_maakt_de_eerste(stad: Stad, wie: str) -> None:
    Toezichtsleutel.objects.all().delete()
    ander = getattr(stad, wie)
    houder = Sleutelhouder.objects.create(livc_id=stad.livc.pk, gebruiker_id=ander.pk, publiek=EIGEN)
    assert nieuw(stad, ander, [str(houder.pk)], herstel=None)


def test_rechtstreeks_gaat_niets(stad: Stad, tine: Gebruiker, houders: dict[str, str]) -> None:
    for sql in (
        "UPDATE audit_toezichtsleutel SET ingetrokken = now()",
        "DELETE FROM audit_sleutelhouder",
        "UPDATE audit_sleutelhouder SET publiek = ''",
        "DELETE FROM audit_toezichttoegang",
        "UPDATE audit_toezichttoegang SET verzegeld = ''",
        "DELETE FROM audit_wachtzinwikkel",
        "DELETE FROM audit_herstelkopie",
        "UPDATE audit_herstelsleutel SET publiek = ''",
        """INSERT INTO audit_toezichtsleutel (id, livc_id, epoch, publieke_sleutel, aangemaakt)
           SELECT gen_random_uuid(), livc_id, 9, '', now() FROM audit_toezichtsleutel""",
    ):
        assert geweigerd(stad.toezicht, sql), sql


def test_de_gewikkelde_sleutel_van_een_collega_is_niet_te_lezen(stad: Stad, tine: Gebruiker) -> None:
    """Anders raadt een collega in alle rust naar die wachtzin."""
    assert len(lees(stad.toezicht, "SELECT gewikkeld FROM audit_wachtzinwikkel")) == 1
    assert lees(stad.beheer, "SELECT gewikkeld FROM audit_wachtzinwikkel") == []
    assert geweigerd(tine, "UPDATE audit_wachtzinwikkel SET gewikkeld = '' WHERE houder_id IN"
                     " (SELECT id FROM audit_sleutelhouder WHERE gebruiker_id = %s)", stad.toezicht.pk)  # fmt: skip


def test_niemand_neemt_een_collega_in_functie_zijn_sleutel_af(stad: Stad, tine: Gebruiker) -> None:
    for wie in (stad.toezicht, stad.dpo, stad.beheer, stad.burgemeester, None):
        assert geweigerd(wie, ONTNEEM, stad.livc.pk, tine.pk, None), wie
    assert set(open_(stad, tine, ANDERE_ZIN)) == {1}
    assert not geweigerd(tine, ONTNEEM, stad.livc.pk, tine.pk, None)  # zelf afgeven kan


def test_de_laatste_kan_zichzelf_niet_wissen(stad: Stad) -> None:
    begin(stad)
    assert geweigerd(stad.toezicht, ONTNEEM, stad.livc.pk, stad.toezicht.pk, None)
    assert geweigerd(stad.toezicht, ONTNEEM, stad.livc.pk, stad.toezicht.pk, b"geen bewijs")


def test_herstellen_vraagt_het_bewijs_van_twee_delen(stad: Stad) -> None:
    begin(stad)
    ander = nieuwe_toezichthouder(stad)
    sleutels = [str(pk) for pk in Toezichtsleutel.objects.values_list("pk", flat=True)]
    for bewijs in (b"", b"x" * 32, None):
        assert geweigerd(ander, HERSTEL, stad.livc.pk, bewijs, EIGEN, sleutels, [KOPIE]), bewijs
    assert not Sleutelhouder.objects.filter(gebruiker_id=ander.pk).exists()


GEEF = """INSERT INTO audit_toezichttoegang (id, toezichtsleutel_id, houder_id, verzegeld, gegeven_door, gegeven_op)
    SELECT gen_random_uuid(), s.id, %s, %s, %s, now() FROM audit_toezichtsleutel s WHERE s.livc_id = %s"""


def test_geven_kan_alleen_wie_zelf_houdt_en_alleen_aan_wie_toezicht_houdt(
    stad: Stad, anderstad: Stad, tine: Gebruiker
) -> None:
    def houder(wie: Gebruiker) -> Sleutelhouder:
        return Sleutelhouder.objects.create(livc_id=stad.livc.pk, gebruiker_id=wie.pk, publiek=EIGEN)

    dina, pol = houder(stad.dpo), houder(stad.politie)
    assert geweigerd(stad.dpo, GEEF, dina.pk, KOPIE, stad.dpo.pk, stad.livc.pk)  # zichzelf niets
    assert geweigerd(anderstad.toezicht, GEEF, dina.pk, KOPIE, anderstad.toezicht.pk, stad.livc.pk)
    assert geweigerd(tine, GEEF, pol.pk, KOPIE, tine.pk, stad.livc.pk)  # geen toezicht
    assert geweigerd(tine, GEEF, dina.pk, KOPIE, stad.toezicht.pk, stad.livc.pk)  # in andermans naam
    assert schrijf(tine, GEEF, dina.pk, KOPIE, tine.pk, stad.livc.pk) == 1
    assert Toezichttoegang.objects.filter(houder=dina).count() == 1


def test_een_ander_livc_ziet_geen_enkele_sleutelrij(anderstad: Stad, stad: Stad, tine: Gebruiker) -> None:
    for tabel in ("sleutelhouder", "wachtzinwikkel", "toezichttoegang", "herstelsleutel", "herstelkopie"):
        assert lees(anderstad.toezicht, f"SELECT 1 FROM audit_{tabel}") == [], tabel
        assert lees(None, f"SELECT 1 FROM audit_{tabel}") == [], tabel


def test_de_teller_van_verkeerde_wachtzinnen_zet_niemand_terug(stad: Stad) -> None:
    """De teller is het logboek zelf: alleen toevoegen."""
    begin(stad)
    for sql in ("DELETE FROM audit_regel", "UPDATE audit_regel SET soort = 'toezicht.ontgrendeld'"):
        assert geweigerd(stad.toezicht, sql)
