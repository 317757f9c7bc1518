"""Een GET schrijft niet, en een weigering wordt één pagina en één regel."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from audit.models import Regel
from audit.soorten import Soort
from tests.factories import Stad
from toegang.middleware import AlleenLezenMiddleware, SchrijvenTijdensLezen, WeigeringMiddleware
from toegang.models import Gebruiker, Livc
from toegang.uitzonderingen import NietVoldaan, SleutelFout, Verboden, Verborgen
from toegang.verantwoording import leg_vast


def vraag(methode: str, view: Callable[[], object]) -> None:
    def antwoord(request: HttpRequest) -> HttpResponse:
        view()
        return HttpResponse()

    AlleenLezenMiddleware(antwoord)(RequestFactory().generic(methode, "/"))


@pytest.mark.parametrize("methode", ["GET", "HEAD", "OPTIONS"])
@pytest.mark.parametrize(
    "schrijf",
    [
        lambda: Livc.objects.update(naam="x"),
        lambda: Livc.objects.all().delete(),
        lambda: Gebruiker.objects.create_user("a@b.test"),
    ],
    ids=["update", "delete", "insert"],
)
def test_lezen_schrijft_niet(stad: Stad, methode: str, schrijf: Callable[[], object]) -> None:
    with pytest.raises(SchrijvenTijdensLezen):
        vraag(methode, schrijf)


def test_lezen_wijzigt_het_logboek_niet(stad: Stad) -> None:
    with pytest.raises(SchrijvenTijdensLezen):
        vraag("GET", lambda: Regel.objects.update(epoch=2))


def test_ruwe_sql_ontsnapt_niet(stad: Stad) -> None:
    def ruw() -> None:
        with connection.cursor() as cursor:
            cursor.execute("with x as (select 1) update toegang_livc set naam = 'x'")

    with pytest.raises(SchrijvenTijdensLezen):
        vraag("GET", ruw)


def test_kijken_vastleggen_mag(stad: Stad) -> None:
    vraag("GET", lambda: leg_vast(Soort.LIVC_GEWIJZIGD, actor=stad.beheer, livc_id=stad.livc.pk))
    assert Regel.objects.count() == 1


def test_vergrendelen_van_rijen_is_lezen(stad: Stad) -> None:
    vraag("GET", lambda: list(Livc.objects.select_for_update()))


def test_een_post_schrijft(stad: Stad) -> None:
    vraag("POST", lambda: Livc.objects.update(naam="x"))
    assert Livc.objects.get().naam == "x"


def pagina(fout: Exception, gebruiker: Gebruiker) -> HttpResponse | None:
    request = RequestFactory().get("/")
    request.user = gebruiker
    return WeigeringMiddleware(lambda _: HttpResponse()).process_exception(request, fout)


@pytest.mark.parametrize(
    ("fout", "status"),
    [
        (Verborgen("casus.zien"), 404),
        (Verboden("casus.afsluiten"), 403),
        (NietVoldaan("nog niet"), 409),
        (SleutelFout("weg"), 503),
    ],
)
def test_elke_fout_heeft_haar_pagina(stad: Stad, fout: Exception, status: int) -> None:
    antwoord = pagina(fout, stad.caw)
    assert antwoord
    assert antwoord.status_code == status


def test_een_andere_fout_blijft_een_fout(stad: Stad) -> None:
    assert pagina(ValueError("kapot"), stad.caw) is None


@pytest.mark.regel("LR-05")
def test_een_404_legt_niets_uit(stad: Stad) -> None:
    antwoord = pagina(Verborgen("casus.zien", stad.livc, "LR-05", "want geheim bestaan"), stad.caw)
    assert antwoord
    assert b"geheim bestaan" not in antwoord.content


@pytest.mark.regel("LR-57")
def test_een_weigering_bij_het_lezen_staat_in_het_logboek(stad: Stad) -> None:
    pagina(Verboden("livc.gegevens", stad.livc, "LR-56"), stad.caw)
    assert Regel.objects.get().soort == Soort.TOEGANG_GEWEIGERD


@pytest.mark.regel("LR-34")
def test_een_sleutelfout_vertelt_niets_verder(stad: Stad) -> None:
    antwoord = pagina(SleutelFout("dossier 123"), stad.caw)
    assert antwoord
    assert b"dossier 123" not in antwoord.content
