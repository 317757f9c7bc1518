"""De demogegevens: wie er is, wat er klaarstaat, en waar ze nooit komen."""

import re
from datetime import timedelta
from io import StringIO
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from audit import toezichtsleutels
from audit.models import Bevinding, Nagekeken, Regel, Wachtrij
from audit.soorten import Soort
from audit.zegel import open_zegel
from casus.demo.mensen import TOEZICHTZIN, WACHTWOORD
from casus.models import (
    Actie,
    Agendapunt,
    Casus,
    Deelname,
    Inbreng,
    Kindafweging,
    Nacontrole,
    Overleg,
    Signaal,
    Vernietigingsbewijs,
    Vernietigingspunt,
)
from casus.voorwaarden.overleg import beletten_openen
from scripts.demo import ACCOUNTS
from tests.aanmelden import meld_aan
from toegang.models import Gebruiker, Livc

SOCIAAL = ("caw@demo.test", "clb@demo.test", "jeugdwerk@demo.test")


@pytest.fixture(scope="module")
def _geladen(django_db_setup, django_db_blocker):
    """Eén keer laden voor de hele module; de gegevens verdwijnen na de laatste test."""
    from django.test import TestCase

    with django_db_blocker.unblock():
        kader = TestCase._enter_atomics()
        try:
            call_command("demo_laden", stdout=StringIO())
            yield
        finally:
            TestCase._rollback_atomics(kader)


@pytest.fixture
def geladen(_geladen, db):
    """De rijen van `_geladen`, in een eigen savepoint."""


def test_elk_account_meldt_zich_aan_en_ziet_zijn_eerste_pagina(geladen: None) -> None:
    for email in ACCOUNTS:
        client = Client()
        antwoord = meld_aan(client, email, WACHTWOORD)
        assert antwoord.status_code == 302, email
        assert client.get("/").status_code == 200, email


def test_twee_volledige_livcs_met_een_verzonnen_gemeente(geladen: None) -> None:
    livcs = Livc.objects.all()
    assert {livc.gemeenten.get().nis for livc in livcs} == {"99991", "99992"}
    for livc in livcs:
        assert livc.dpia_referentie
        assert livc.verwerkingsverantwoordelijke
        assert livc.functionaris_gegevensbescherming
        assert livc.toezichthoudende_autoriteit


def test_zes_casussen_elk_in_een_andere_staat(geladen: None) -> None:
    op_de_lijst = Vernietigingspunt.objects.filter(staat="voorgesteld").values("casus")
    staten = list(Casus.objects.exclude(pk__in=op_de_lijst).values_list("staat", flat=True))
    assert sorted(staten) == sorted(set(Casus.Staat.values) - {"nacontrole"})
    assert Kindafweging.objects.get().bevestigd_op
    assert Nacontrole.objects.get().gepland_op > timezone.localdate()


@pytest.mark.regel("LR-53")
def test_een_dossier_wacht_op_een_tweede_handtekening_en_een_is_vernietigd(geladen: None) -> None:
    wacht = Vernietigingspunt.objects.get(staat="voorgesteld")
    assert [teken.rol for teken in wacht.handtekeningen.all()] == ["preventieambtenaar"]
    assert Vernietigingsbewijs.objects.get().punt.staat == "vernietigd"


def test_signalen_wachten_op_elk_van_hun_stappen(geladen: None) -> None:
    staten = set(Signaal.objects.filter(livc__naam="LIVC Voorbeeldegem").values_list("staat", flat=True))
    assert staten == {"geregistreerd", "in_weging", "voorgedragen", "niet_weerhouden", "op_lijst", "gewist"}
    assert Signaal.objects.get(staat="in_weging").wegingen.get().rol == "politie"
    assert Signaal.objects.get(ingezonden=True).melder.email == "jeugdwerk@demo.test"


def test_het_overleg_van_vandaag_kan_open(geladen: None) -> None:
    vandaag = timezone.localdate()
    overleg = next(o for o in Overleg.objects.all() if timezone.localtime(o.begin).date() == vandaag)
    assert Agendapunt.objects.filter(overleg=overleg).count() == 3
    assert beletten_openen(overleg, overleg.agendapunten.all()) == []
    assert Overleg.objects.filter(begin__gt=timezone.now() + timedelta(days=19)).exists()
    assert Overleg.objects.filter(staat="afgerond").count() == 3


@pytest.mark.parametrize("email", SOCIAAL)
def test_op_elke_dienst_wacht_een_uitnodiging(geladen: None, email: str) -> None:
    assert Deelname.objects.openstaand().filter(gebruiker__email=email).count() == 1


def test_een_actie_is_te_laat(geladen: None) -> None:
    laat = Actie.objects.get(staat="open", tegen__lt=timezone.localdate())
    assert laat.eigenaar.email == "caw@demo.test"


def test_inbreng_van_elk_niveau_met_een_concept_en_een_ingetrokken(geladen: None) -> None:
    assert set(Inbreng.objects.values_list("niveau", flat=True)) == set(Inbreng.Niveau.values)
    assert set(Inbreng.objects.values_list("staat", flat=True)) == set(Inbreng.Staat.values)


def test_genoeg_logboek_om_na_te_kijken(geladen: None) -> None:
    regels = Regel.objects.filter(livc_id=Livc.objects.get(naam="LIVC Voorbeeldegem").pk)
    assert regels.count() >= 150
    assert regels.filter(soort=Soort.TOEGANG_GEWEIGERD).count() >= 5
    assert not regels.filter(tijdstip__gt=timezone.now()).exists()


# Wat een regel over een casus in het altijd leesbare deel mag zeggen: toestanden, datums, nummers, en wie woog.
FEITEN = {
    "aanwezigen", "actie", "als", "besluit", "casus_is", "casus_was", "criteria", "doel", "dringend", "evaluatie_op",
    "gewijzigd", "kanaal", "maanden", "meegenomen_uitnodigingen", "nacontroles", "niets", "nieuwe_deelname", "niveau",
    "object", "onderdeel", "op", "overleg", "publiek", "regel", "signaal", "staat", "tegen", "tekst", "versie", "voor",
    "was", "wegers", "weigering", "wissen_op",
    "bestemmeling", "ronde", "sha256", "staat_van",
    "verlenging",
    "bewijs", "einde", "getekend", "handtekeningen", "lijst", "rol", "sleutels", "tellingen",
}  # fmt: skip


@pytest.mark.regel("LR-53")
def test_wat_met_een_casus_niet_verdwijnt_zegt_er_niets_over(geladen: None) -> None:
    """Elke regel van de demo: na het vernietigen van de casus blijft alleen dit deel over."""
    livc = Livc.objects.get(naam="LIVC Voorbeeldegem")
    prives = toezichtsleutels.ontgrendel(
        livc.pk, Gebruiker.objects.get(email="toezicht@demo.test").pk, TOEZICHTZIN
    )
    regels = Regel.objects.filter(livc_id=livc.pk, casus_pseudoniem__isnull=False)
    assert len(regels) > 100
    for regel in regels:
        inhoud = open_zegel(prives[regel.epoch], bytes(regel.omhulling), regel.open().band())
        feiten = inhoud["feiten"]
        assert inhoud["reden"] == "", regel.soort
        assert feiten.keys() <= FEITEN, (regel.soort, feiten.keys() - FEITEN)
        for naam, waarde in feiten.items():
            assert naam == "wegers" or all(re.fullmatch(r"[\w.:+-]*", woord) for woord in _woorden(waarde)), (
                naam
            )


def _woorden(waarde: object) -> list[str]:
    """Elke losse waarde, hoe diep ze ook zit: het bewijs telt per tabel, en noemt elke handtekening."""
    if isinstance(waarde, dict):
        return [woord for deel in waarde.items() for woord in _woorden(list(deel))]
    if isinstance(waarde, list):
        return [woord for deel in waarde for woord in _woorden(deel)]
    return [str(waarde)]


def test_het_toezicht_heeft_werk_in_elke_stand(geladen: None) -> None:
    assert sorted(Bevinding.objects.values_list("staat", flat=True)) == ["beantwoord", "gesloten", "gevraagd"]
    assert Wachtrij.objects.filter(livc_id=Livc.objects.get(naam="LIVC Voorbeeldegem").pk).count() >= 5
    assert Nagekeken.objects.filter(uitkomst="geen_vraag").exists()


def test_het_toezicht_ontgrendelt_met_de_wachtzin_van_de_demo(geladen: None) -> None:
    livc = Livc.objects.get(naam="LIVC Voorbeeldegem")
    for email in ("toezicht@demo.test", "dpo@demo.test"):
        wie = Gebruiker.objects.get(email=email)
        assert toezichtsleutels.ontgrendel(livc.pk, wie.pk, TOEZICHTZIN)


def test_een_tweede_keer_laden_doet_niets(geladen: None) -> None:
    telling = Casus.objects.count(), Regel.objects.count(), Gebruiker.objects.count()
    uit = StringIO()
    call_command("demo_laden", stdout=uit)
    assert "al" in uit.getvalue()
    assert (Casus.objects.count(), Regel.objects.count(), Gebruiker.objects.count()) == telling


def test_buiten_demo_en_test_komt_er_niets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TEST", False)
    monkeypatch.setattr(settings, "DEMO", False)
    with patch("casus.demo.laden.laad") as laad, pytest.raises(CommandError, match="alleen"):
        call_command("demo_laden", stdout=StringIO())
    laad.assert_not_called()
