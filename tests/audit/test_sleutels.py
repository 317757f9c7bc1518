"""De eerste sleutel, de wachtzin, en wat er van vroeger nog staat."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from audit import toezichtsleutels
from audit.actions import sleutels
from audit.models import (
    Directwikkel,
    Herstelsleutel,
    Regel,
    Sleutelhouder,
    Toezichtsleutel,
    Toezichttoegang,
    Wachtzinwikkel,
)
from audit.soorten import Soort
from audit.toezichtsleutels import Argon2id, Prives
from audit.zegel import open_zegel
from tests.audit.sleutelhulp import *  # noqa: F403
from tests.audit.sleutelhulp import ANDERE_ZIN, BEWAARDERS, ZIN, Als, adres, begin, geef, open_
from tests.factories import PRIVESLEUTEL, Stad
from toegang.models import Gebruiker, Lidmaatschap, Livc
from toegang.uitzonderingen import NietVoldaan, Verboden
from toegang.verantwoording import leg_vast

pytestmark = pytest.mark.django_db
FORMULIER = {
    "wachtzin": ZIN,
    "nog_eens": ZIN,
    "deel_1": "functionaris",
    "deel_2": "burgemeester",
    "deel_3": "notaris",
}


@pytest.fixture
def zonder(stad: Stad) -> Stad:
    """Een LIVC waarvan het logboek nog geen sleutel heeft."""
    Toezichtsleutel.objects.all().delete()
    return stad


def soorten() -> list[str]:
    return list(Regel.objects.order_by("tijdstip", "id").values_list("soort", flat=True))


def inhoud(regel: Regel, prives: Prives) -> dict[str, Any]:
    return open_zegel(prives[regel.epoch], bytes(regel.omhulling), regel.open().band(), regel.versie)


# -- de eerste sleutel -------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-57")
def test_de_toezichthouder_maakt_de_eerste_sleutel(zonder: Stad, als: Als) -> None:
    pagina = als(zonder.toezicht).post(adres("sleutel_maken", zonder), FORMULIER)
    delen = re.findall(r'deeltekst">([0-9A-Z ]{64})<', pagina.content.decode())
    assert len(delen) == 3
    assert "no-store" in pagina["Cache-Control"]
    prives = open_(zonder, zonder.toezicht)
    assert set(prives) == {1}
    assert soorten()[:3] == [
        Soort.LIVC_OPGERICHT,
        Soort.TOEZICHT_SLEUTEL_GEMAAKT,
        Soort.TOEZICHTSLEUTEL_DELEN,
    ]
    eerste, _sleutel, gemaakt = Regel.objects.order_by("tijdstip")[:3]
    assert f"{zonder.beheer.naam}: beheerder" in inhoud(eerste, prives)["feiten"]["rollen"]
    assert inhoud(gemaakt, prives)["feiten"]["bewaarders"] == BEWAARDERS


@pytest.mark.regel("LR-57")
def test_de_delen_en_de_wachtzin_blijven_nergens(zonder: Stad, als: Als) -> None:
    pagina = als(zonder.toezicht).post(adres("sleutel_maken", zonder), FORMULIER).content.decode()
    delen = re.findall(r'deeltekst">([0-9A-Z ]{64})<', pagina)
    bewaard = " ".join(str(rij.get_decoded()) for rij in Session.objects.all())
    assert not any(deel in bewaard for deel in [*delen, ZIN])
    assert ZIN not in pagina


def test_een_tweede_keer_maakt_niets(zonder: Stad, als: Als) -> None:
    toon = als(zonder.toezicht)
    toon.post(adres("sleutel_maken", zonder), FORMULIER)
    opnieuw = toon.post(adres("sleutel_maken", zonder), FORMULIER)
    assert opnieuw["Location"] == adres("sleutels", zonder)
    assert Toezichtsleutel.objects.count() == Herstelsleutel.objects.count() == 1
    with pytest.raises(NietVoldaan, match="al een sleutel"):
        sleutels.maak_eerste(zonder.livc, actor=zonder.toezicht, wachtzin=ZIN, bewaarders=[])


@pytest.mark.parametrize("wie", ["dpo", "beheer", "burgemeester", "preventie"])
def test_een_ander_maakt_de_eerste_sleutel_niet(zonder: Stad, wie: str) -> None:
    with pytest.raises(Verboden):
        sleutels.maak_eerste(zonder.livc, actor=getattr(zonder, wie), wachtzin=ZIN, bewaarders=[])
    assert not Toezichtsleutel.objects.exists()


@pytest.mark.parametrize(
    ("fout", "melding"),
    [
        ({"wachtzin": "te kort", "nog_eens": "te kort"}, "minstens 16 tekens"),
        ({"wachtzin": "a" * 20, "nog_eens": "a" * 20}, "8 verschillende"),
        ({"nog_eens": "iets heel anders dan dat"}, "niet dezelfde wachtzin"),
        ({"deel_3": "burgemeester"}, "andere bewaarder"),
        ({"deel_1": "beheerder"}, "geldige keuze"),
    ],
)
def test_een_fout_staat_bij_het_veld(zonder: Stad, als: Als, fout: dict[str, str], melding: str) -> None:
    pagina = als(zonder.toezicht).post(adres("sleutel_maken", zonder), FORMULIER | fout).content.decode()
    assert melding in pagina
    assert not Toezichtsleutel.objects.exists()


def test_de_installatie_kan_de_wachtzin_overlaten_aan_de_browser(db: None, als: Als) -> None:
    call_command("livc_gegevens", "LIVC Proefdorp", "--nis", "44021")
    mensen = ["--toezichthouder", "Tine", "tine@dorp.test", "--beheerder", "Bo", "bo@dorp.test"]
    call_command("livc_oprichten", "LIVC Proefdorp", *mensen, "--zonder-wachtzin")
    livc, tine = Livc.objects.get(), Gebruiker.objects.get(email="tine@dorp.test")
    assert not Regel.objects.exists()
    sleutels.maak_eerste(livc, actor=tine, wachtzin=ZIN, bewaarders=BEWAARDERS)
    prives = sleutels.ontgrendel(livc, actor=tine, wachtzin=ZIN)
    eerste = inhoud(Regel.objects.order_by("tijdstip")[0], prives)
    assert set(eerste["feiten"]["rollen"]) == {"Tine: toezichthouder", "Bo: beheerder"}


def test_het_blad_van_een_logboek_zonder_sleutel_zegt_wat_te_doen(zonder: Stad, als: Als) -> None:
    assert "Sleutel maken" in als(zonder.toezicht).get(adres("sleutels", zonder)).content.decode()
    dpo = als(zonder.dpo).get(adres("sleutels", zonder)).content.decode()
    assert "De toezichthouder maakt ze" in dpo
    assert "Sleutel maken" not in dpo


# -- de wachtzin -------------------------------------------------------------------------------------------------------


def test_de_wachtzin_wijzigen(stad: Stad, als: Als) -> None:
    begin(stad)
    velden = {"wachtzin": ZIN, "nieuw": ANDERE_ZIN, "nog_eens": ANDERE_ZIN}
    antwoord = als(stad.toezicht).post(adres("sleutel_wachtzin", stad), velden)
    assert antwoord["Location"] == adres("sleutels", stad)
    assert set(open_(stad, stad.toezicht, ANDERE_ZIN)) == {1}
    with pytest.raises(NietVoldaan):
        open_(stad, stad.toezicht, ZIN)
    assert Soort.TOEZICHTSLEUTEL_WACHTZIN in soorten()


def test_wijzigen_met_een_verkeerde_zin_telt_als_poging(stad: Stad) -> None:
    begin(stad)
    for _ in range(5):
        with pytest.raises(NietVoldaan, match="klopt niet"):
            sleutels.wijzig_wachtzin(stad.livc, actor=stad.toezicht, wachtzin="mis", nieuw=ANDERE_ZIN)
    with pytest.raises(NietVoldaan, match="Te veel verkeerde pogingen"):
        open_(stad, stad.toezicht)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert open_(stad, stad.toezicht)


def test_ontgrendelen_leidt_een_keer_af_hoeveel_tijdvakken_ook(
    stad: Stad, monkeypatch: pytest.MonkeyPatch
) -> None:
    from audit.actions.overdracht import vernieuw

    begin(stad)
    for _ in range(3):
        vernieuw(stad.livc, actor=stad.toezicht, reden="oefening")
    keren = []

    def tel(**kwargs: Any) -> Argon2id:
        keren.append(1)
        return Argon2id(**kwargs)

    monkeypatch.setattr(toezichtsleutels, "Argon2id", tel)
    assert set(open_(stad, stad.toezicht)) == {1, 2, 3, 4}
    assert keren == [1]


def test_een_zin_telt_hoe_ze_ook_getikt_is(stad: Stad) -> None:
    Toezichtsleutel.objects.all().delete()
    sleutels.maak_eerste(stad.livc, actor=stad.toezicht, wachtzin="café ﬁets én zonlicht", bewaarders=[])
    assert open_(stad, stad.toezicht, "café fiets én zonlicht")


def test_een_verwisselde_publieke_sleutel_valt_op(stad: Stad) -> None:
    begin(stad)
    Sleutelhouder.objects.update(publiek=toezichtsleutels.maak_sleutelpaar()[1])
    with pytest.raises(NietVoldaan, match="niet de uwe"):
        open_(stad, stad.toezicht)
    assert soorten()[-1] == Soort.TOEZICHT_ONTGRENDELEN_MISLUKT


def test_een_kopie_met_een_andere_sleutel_valt_op(stad: Stad, als: Als) -> None:
    begin(stad)
    toegang = Toezichttoegang.objects.select_related("houder", "toezichtsleutel").get()
    vreemd = toezichtsleutels.kopie(toegang.houder, toegang.toezichtsleutel, PRIVESLEUTEL)
    Toezichttoegang.objects.update(verzegeld=vreemd)
    toon = als(stad.toezicht)
    toon.post(adres("ontgrendelen", stad), {"wachtzin": ZIN})
    assert "Tijdvak 1 opent niet met uw sleutel" in toon.get(adres("sleutels", stad)).content.decode()


@pytest.mark.parametrize("geheim", [Prives({1: PRIVESLEUTEL}), pytest.param(None, id="eigen")])
def test_sleutels_tonen_en_bewaren_zich_niet(stad: Stad, geheim: Any) -> None:
    begin(stad)
    waarde = geheim or toezichtsleutels.open_eigen(stad.livc.pk, stad.toezicht.pk, ZIN)
    assert "\\x" not in repr(waarde)
    with pytest.raises(TypeError):
        waarde.__reduce__()


# -- wie weg is --------------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-57")
def test_wie_geen_toezicht_meer_houdt_ontgrendelt_niet(stad: Stad, als: Als) -> None:
    begin(stad)
    toon: Client = als(stad.toezicht)
    Lidmaatschap.objects.filter(gebruiker=stad.toezicht).update(tot=timezone.localdate() - timedelta(days=1))
    assert toon.post(adres("ontgrendelen", stad), {"wachtzin": ZIN}).status_code == 404
    with pytest.raises(Verboden):
        open_(stad, stad.toezicht)


# -- van vroeger -------------------------------------------------------------------------------------------------------


@pytest.fixture
def vroeger(stad: Stad) -> Stad:
    """Zoals het voor de eigen sleutels was: de privésleutel rechtstreeks onder de wachtzin."""
    sleutel = Toezichtsleutel.objects.get(livc_id=stad.livc.pk)
    rij = Directwikkel(
        toezichtsleutel=sleutel,
        gebruiker_id=stad.toezicht.pk,
        zout=b"z" * 16,
        rondes=1,
        geheugen_kib=64,
        banen=4,
    )
    context = f"casusoverleg/toezichtsleutel/1|{stad.livc.pk}|1|{stad.toezicht.pk}".encode()
    cijfer = toezichtsleutels._sleutel_uit(rij, ZIN).encrypt(b"n" * 12, PRIVESLEUTEL, context)
    rij.gewikkeld = b"n" * 12 + cijfer
    rij.save()
    return stad


def test_de_vorm_van_vroeger_gaat_vanzelf_over(vroeger: Stad, als: Als) -> None:
    assert "vorm van vroeger" in als(vroeger.toezicht).get(adres("sleutels", vroeger)).content.decode()
    for _ in range(2):
        assert open_(vroeger, vroeger.toezicht)[1] == PRIVESLEUTEL
    assert not Directwikkel.objects.exists()
    assert Toezichttoegang.objects.count() == Wachtzinwikkel.objects.count() == 1


def test_een_verkeerde_zin_laat_de_vorm_van_vroeger_staan(vroeger: Stad) -> None:
    with pytest.raises(NietVoldaan):
        open_(vroeger, vroeger.toezicht, ANDERE_ZIN)
    assert Directwikkel.objects.count() == 1


# -- het blad ----------------------------------------------------------------------------------------------------------


def test_het_blad_vraagt_even_veel_hoeveel_houders_ook(
    stad: Stad, als: Als, django_assert_num_queries: Callable[..., Any]
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.audit.sleutelhulp import nieuwe_toezichthouder

    begin(stad)
    toon = als(stad.toezicht)
    toon.get(adres("sleutels", stad))
    with CaptureQueriesContext(connection) as een:
        toon.get(adres("sleutels", stad))
    geef(stad, stad.dpo)
    geef(stad, nieuwe_toezichthouder(stad))
    with django_assert_num_queries(len(een)):
        toon.get(adres("sleutels", stad))


def test_een_regel_van_nu_opent_met_de_eerste_sleutel(stad: Stad) -> None:
    begin(stad)
    pk = leg_vast(Soort.LIVC_GEWIJZIGD, actor=stad.beheer, livc_id=stad.livc.pk, feiten={"wat": "naam"})
    assert inhoud(Regel.objects.get(pk=pk), open_(stad, stad.toezicht))["feiten"] == {"wat": "naam"}
