"""De berichten: echt verstuurd over SMTP, zonder inhoud, en zonder de handeling te kunnen breken."""

import logging
from email.message import EmailMessage

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Regel
from casus.models import Deelname
from tests.brievenbus import Brievenbus, afspraak
from tests.factories import Stad, maak_casus, maak_deelname
from toegang.berichten import Berichtsoort, Brief


def tekst(bericht: EmailMessage) -> str:
    deel = bericht.get_body(("plain",))
    assert deel is not None
    return str(deel.get_content())


def onderteken(client: Client, *deelnames: Deelname) -> int:
    adres = reverse("casus:ondertekenen", args=[deelnames[0].casus_id])
    return client.post(adres, {"deelnames": [str(d.pk) for d in deelnames]}).status_code


@pytest.mark.django_db(transaction=True)
@pytest.mark.regel("LR-34")
def test_elke_genodigde_krijgt_een_bericht_zonder_inhoud(stad: Stad, als: Client, bus: Brievenbus) -> None:
    casus = maak_casus(stad)
    een, twee = (maak_deelname(stad, casus, wie, "voorbereid") for wie in (stad.caw, stad.clb))
    assert onderteken(als(stad.burgemeester), een, twee) == 302
    assert {b["To"] for b in bus.berichten} == {stad.caw.email, stad.clb.email}
    geheim = [
        "Zeno",
        "Verzonnen",
        "1999",
        "filmpjes",
        casus.referentie,
        str(casus.pk),
        str(een.pk),
        "Voorbeeldegem",
    ]
    for bericht in bus.berichten:
        assert bericht["Subject"] == "Er wacht een uitnodiging op u"
        assert "http://127.0.0.1:8000/uitnodigingen/" in tekst(bericht)
        # Het adres van de ontvanger zelf noemt in deze tests de stad; al de rest mag dat niet.
        alles = b"\n".join([bericht.as_bytes(), tekst(bericht).encode(), afspraak(bericht) or b""])
        zonder_adres = alles.decode().replace(bericht["To"], "")
        for woord in geheim:
            assert woord not in zonder_adres, woord


@pytest.mark.django_db(transaction=True)
def test_een_handeling_die_niet_doorgaat_stuurt_niets(stad: Stad, als: Client, bus: Brievenbus) -> None:
    deelname = maak_deelname(stad, maak_casus(stad), stad.caw, "voorbereid")
    assert onderteken(als(stad.preventie), deelname) == 403
    assert bus.berichten == []


@pytest.mark.django_db(transaction=True)
def test_een_mailserver_die_weigert_maakt_de_handtekening_niet_ongedaan(
    stad: Stad, als: Client, bus: Brievenbus, caplog: pytest.LogCaptureFixture
) -> None:
    deelname = maak_deelname(stad, maak_casus(stad), stad.caw, "voorbereid")
    bus.weigert = True
    with caplog.at_level(logging.WARNING):
        assert onderteken(als(stad.burgemeester), deelname) == 302
    deelname = Deelname.objects.get()
    assert deelname.staat == "uitgenodigd"
    assert deelname.mail_mislukt_op is not None
    assert "Een bericht is niet verstuurd" in caplog.text
    for woord in (stad.caw.email, "Zeno", deelname.casus.referentie):
        assert woord not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_de_preventieambtenaar_stuurt_een_mislukt_bericht_opnieuw(
    stad: Stad, als: Client, bus: Brievenbus
) -> None:
    deelname = maak_deelname(stad, maak_casus(stad), stad.caw, "voorbereid")
    bus.weigert = True
    onderteken(als(stad.burgemeester), deelname)
    preventie, opnieuw = als(stad.preventie), reverse("casus:deelname_bericht", args=[deelname.pk])
    tafel = reverse("casus:tafel", args=[deelname.casus_id])
    assert "bericht niet verstuurd" in preventie.get(tafel).content.decode()
    assert als(stad.politie).post(opnieuw).status_code == 403
    bus.weigert = False
    assert preventie.post(opnieuw).status_code == 302
    assert len(bus.berichten) == 1
    assert "bericht niet verstuurd" not in preventie.get(tafel).content.decode()
    assert Regel.objects.filter(soort="deelname.bericht").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.regel("LR-22")
def test_een_bericht_dat_aankwam_wordt_nooit_herhaald(stad: Stad, als: Client, bus: Brievenbus) -> None:
    deelname = maak_deelname(stad, maak_casus(stad), stad.caw, "uitgenodigd")
    opnieuw = reverse("casus:deelname_bericht", args=[deelname.pk])
    assert als(stad.preventie).post(opnieuw).status_code == 409
    assert bus.berichten == []


@pytest.mark.django_db(transaction=True)
def test_een_ingetrokken_uitnodiging_meldt_zich_ook_zonder_inhoud(
    stad: Stad, als: Client, bus: Brievenbus
) -> None:
    deelname = maak_deelname(stad, maak_casus(stad), stad.caw, "uitgenodigd")
    als(stad.burgemeester).post(reverse("casus:deelname_intrekken", args=[deelname.pk]))
    assert [b["Subject"] for b in bus.van(stad.caw.email)] == ["Een uitnodiging is ingetrokken"]


@pytest.mark.regel("LR-34")
@pytest.mark.parametrize("soort", [Berichtsoort.UITNODIGING, Berichtsoort.UITNODIGING_INGETROKKEN])
def test_een_adres_in_een_bericht_wijst_nooit_naar_een_casus(soort: Berichtsoort) -> None:
    """Een lijst, nooit een id: wie meeleest in een mailbox, leert niets."""
    assert Brief(soort).tekst.count("http") == 1
    assert "http://127.0.0.1:8000/uitnodigingen/\n" in Brief(soort).tekst
