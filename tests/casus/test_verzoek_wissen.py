"""Een verzoek dat bij geen casus hoort, bewaart niemands naam voor altijd (LR-55)."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.actions import bevindingen
from audit.logboek import GeenToezichtsleutel
from audit.models import Regel, Toezichtsleutel
from audit.soorten import Soort
from audit.tasks import teksten_laten_vervallen
from audit.termijnen import Klasse, klasse
from casus.actions import verzoekwissen
from casus.actions.verzoekwissen import WISSER
from casus.models import Betrokkenenverzoek, Casus, Verzoekbrief, Verzoekgrond
from casus.tasks import WISSER as SIGNAALWISSER
from casus.tasks import verzoeken_wissen
from tests.audit.hulp import gelezen
from tests.audit.test_bevindingen import schrijf_regel
from tests.casus.eindehulp import maak_vol_dossier, vernietig
from tests.casus.test_vernietiging_alles import alle_rijen, sluit, tekst_weg
from tests.casus.test_verzoek import beantwoord
from tests.casus.verzoekhulp import in_beoordeling, leg_gronden_vast, registreer
from tests.factories import Stad
from tests.toegang.rijhulp import geweigerd, lees, schrijf
from toegang.kluis import kluis
from toegang.models import Casussleutel, Livc

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-55")]
TOEN = "2026-01-31 12:00+01:00"
ER_VOOR, DE_DAG = "2027-01-30 12:00+01:00", "2027-01-31 12:00+01:00"
WIS = "SELECT casus_wis_verzoek(%s)"


def zonder_casus(stad: Stad, **anders: Any) -> Betrokkenenverzoek:
    """Beantwoord: er is niets over deze persoon."""
    rij = in_beoordeling(stad, None, **anders)
    leg_gronden_vast(stad, rij, "geen_gegevens")
    beantwoord(stad, rij, "geweigerd")
    return Betrokkenenverzoek.objects.get(pk=rij.pk)


@pytest.fixture
def oud(stad: Stad) -> Betrokkenenverzoek:
    """Beantwoord op 31 januari 2026: een jaar later is de termijn om."""
    with time_machine.travel(TOEN, tick=False):
        return zonder_casus(stad)


def test_na_de_termijn_blijft_er_geen_rij_en_geen_sleutel(stad: Stad) -> None:
    voor = alle_rijen()
    with time_machine.travel(TOEN, tick=False):
        rij = zonder_casus(stad)
    dossiers = {rij.pk, Verzoekbrief.objects.get().pk}
    assert set(Casussleutel.objects.filter(pk__in=dossiers).values_list("pk", flat=True)) == dossiers
    with time_machine.travel(DE_DAG, tick=False):
        assert verzoekwissen.wis_verlopen() == 1
    na = alle_rijen()
    assert [t for t in na if not t.startswith(("audit_", "django_")) and na[t].keys() - voor[t].keys()] == []


@pytest.mark.regel("LR-57")
def test_wat_het_toezicht_erover_vroeg_vervalt_met_het_verzoek(stad: Stad) -> None:
    with time_machine.travel(TOEN, tick=False):
        oud, blijft = zonder_casus(stad), registreer(stad)
        regels = [
            schrijf_regel(stad, stad.caw, Soort.VERZOEK_INGEZIEN, object_id=rij.pk) for rij in (oud, blijft)
        ]
        weg, over = (
            bevindingen.vraag(stad.livc, regel, actor=stad.toezicht, vraag="Waarom over Ilse?")
            for regel in regels
        )
        for rij in (weg, over):
            sluit(stad, rij)
    with time_machine.travel(DE_DAG, tick=False):
        assert verzoekwissen.wis_verlopen() == 1
        assert teksten_laten_vervallen.call() == 1
    assert tekst_weg(weg)
    assert not tekst_weg(over)


@pytest.mark.django_db(transaction=True)
def test_ook_de_scherven_gaan_uit_de_kluis(oud: Betrokkenenverzoek) -> None:
    dossiers = [oud.pk, Verzoekbrief.objects.get().pk]
    with time_machine.travel(DE_DAG, tick=False):
        verzoeken_wissen.enqueue()
    assert not kluis().haal(dossiers)


def test_de_dag_ervoor_blijft_alles(oud: Betrokkenenverzoek) -> None:
    assert oud.wissen_op == date(2027, 1, 31)
    with time_machine.travel(ER_VOOR, tick=False):
        assert verzoekwissen.wis_verlopen() == 0
    assert Betrokkenenverzoek.objects.get().verzoeker == "Zeno Verzonnen"


@pytest.mark.regel("LR-57")
def test_het_logboek_zegt_dat_het_gewist_is_en_niet_van_wie(oud: Betrokkenenverzoek) -> None:
    with time_machine.travel(DE_DAG, tick=False):
        verzoekwissen.wis_verlopen()
        assert verzoekwissen.wis_verlopen() == 0
    regel = Regel.objects.get(soort="verzoek.gewist")
    assert regel.casus_pseudoniem is None
    assert klasse(Soort(regel.soort)) == Klasse.GRONDSLAG
    assert gelezen(regel)["feiten"] == {"staat": "gewist", "wissen_op": "2027-01-31"}


def test_wat_nog_een_antwoord_te_goed_heeft_blijft(stad: Stad) -> None:
    with time_machine.travel(TOEN, tick=False):
        registreer(stad)
        in_beoordeling(stad, None)
    with time_machine.travel(DE_DAG, tick=False):
        assert verzoekwissen.wis_verlopen() == 0
    assert set(Betrokkenenverzoek.objects.values_list("staat", "wissen_op")) == {
        ("ontvangen", None),
        ("in_beoordeling", None),
    }


@pytest.mark.regel("LR-53")
def test_met_een_casus_eindigt_het_met_haar(stad: Stad) -> None:
    casus = maak_vol_dossier(stad)
    rij = in_beoordeling(stad, casus)
    leg_gronden_vast(stad, rij, "ongegrond")
    beantwoord(stad, rij, "geweigerd")
    rij.refresh_from_db()
    assert rij.wissen_op is None
    with time_machine.travel(timezone.now() + timedelta(days=3000), tick=False):
        assert verzoekwissen.wis_verlopen() == 0
    vernietig(stad, casus)
    for model in (Betrokkenenverzoek, Verzoekbrief, Verzoekgrond):
        assert not model.objects.exists(), model
    assert Casus.objects.get(pk=casus.pk).staat == "vernietigd"


def test_een_verzoek_dat_faalt_houdt_de_rest_niet_tegen(stad: Stad, anderstad: Stad) -> None:
    with time_machine.travel(TOEN, tick=False):
        faalt, lukt = zonder_casus(anderstad), zonder_casus(stad)
    Toezichtsleutel.objects.filter(livc_id=anderstad.livc.pk).update(ingetrokken=timezone.now())
    with time_machine.travel(DE_DAG, tick=False), pytest.raises(GeenToezichtsleutel):
        verzoekwissen.wis_verlopen()
    assert list(Betrokkenenverzoek.objects.values_list("pk", flat=True)) == [faalt.pk] != [lukt.pk]


# -- de instelling


def test_het_livc_kiest_de_termijn_voor_wat_daarna_beantwoord_wordt(stad: Stad, oud: Any, als: Any) -> None:
    keuze = {"uitnodigingstermijn_dagen": 14, "signaal_bewaardagen": 30, "verzoek_bewaarmaanden": 1}
    adres = reverse("casus:livc_instellingen", args=[stad.livc.pk])
    assert als(stad.beheer).post(adres, keuze).status_code == 302
    with time_machine.travel(TOEN, tick=False):
        nieuw = zonder_casus(stad)
    oud.refresh_from_db()
    assert (nieuw.wissen_op, oud.wissen_op) == (date(2026, 2, 28), date(2027, 1, 31))


def test_de_functionaris_leest_de_termijn_op_de_pagina_van_het_livc(stad: Stad, als: Any) -> None:
    tekst = als(stad.dpo).get(reverse("casus:livc_blad", args=[stad.livc.pk])).text
    assert "Beantwoord verzoek zonder casus blijft" in tekst
    assert "1 jaar" in tekst


@pytest.mark.parametrize("maanden", [0, 25])
def test_niemand_zet_een_termijn_zonder_einde(stad: Stad, als: Any, maanden: int) -> None:
    keuze = {"uitnodigingstermijn_dagen": 14, "signaal_bewaardagen": 30, "verzoek_bewaarmaanden": maanden}
    antwoord = als(stad.beheer).post(reverse("casus:livc_instellingen", args=[stad.livc.pk]), keuze)
    assert antwoord.context["form"].errors.keys() == {"verzoek_bewaarmaanden"}
    with pytest.raises(IntegrityError, match="livc_verzoektermijn"), transaction.atomic():
        Livc.objects.filter(pk=stad.livc.pk).update(verzoek_bewaarmaanden=maanden)


# -- wat de persoon die het behandelt ziet


def test_het_blad_zegt_tot_wanneer_het_blijft(stad: Stad, als: Any, oud: Betrokkenenverzoek) -> None:
    def tekst(rij: Betrokkenenverzoek) -> str:
        return str(als(stad.dpo).get(reverse("casus:verzoek", args=[rij.pk])).text)

    assert "tot 31 januari 2027" in tekst(oud)
    assert "tot 1 jaar na het antwoord" in tekst(registreer(stad))
    assert "tot de casus vernietigd wordt" in tekst(in_beoordeling(stad, maak_vol_dossier(stad)))


# -- wie zelf SQL schrijft


def test_alleen_de_taak_wist_en_alleen_wat_om_is(stad: Stad, oud: Betrokkenenverzoek) -> None:
    with time_machine.travel(DE_DAG, tick=False):
        for wie in (*stad.kern, stad.dpo, stad.beheer, stad.caw, SIGNAALWISSER, None):
            assert geweigerd(wie, WIS, oud.pk), wie
            assert geweigerd(wie, "SELECT casus_te_wissen_verzoeken()"), wie
            assert geweigerd(wie, "DELETE FROM casus_betrokkenenverzoek"), wie
            assert geweigerd(wie, "DELETE FROM toegang_casussleutel WHERE dossier_id = %s", oud.pk), wie
    with time_machine.travel(ER_VOOR, tick=False):
        assert lees(WISSER, WIS, oud.pk) == [None]
    assert Betrokkenenverzoek.objects.exists()


def test_de_taak_leest_zelf_geen_enkel_verzoek(oud: Betrokkenenverzoek) -> None:
    for tabel in ("casus_betrokkenenverzoek", "casus_verzoekbrief", "casus_verzoekgrond"):
        assert lees(WISSER, f"SELECT count(*) FROM {tabel}") == [0]


ANTWOORD = """UPDATE casus_betrokkenenverzoek SET staat = 'beantwoord', beantwoord_op = rls_nu(),
    beantwoord_door_id = %s, wissen_op = {} WHERE id = %s"""


@pytest.mark.parametrize("dag", ["NULL", "rls_vandaag()", "rls_vandaag() + 4000"])
def test_niemand_kiest_zelf_de_dag(stad: Stad, oud: Betrokkenenverzoek, dag: str) -> None:
    """Niet na het antwoord, niet ervoor, en niet met het antwoord."""
    rij = in_beoordeling(stad, None)
    zet = f"UPDATE casus_betrokkenenverzoek SET wissen_op = {dag} WHERE id = %s AND wissen_op IS DISTINCT FROM {dag}"
    assert geweigerd(stad.preventie, zet, oud.pk)
    assert geweigerd(stad.preventie, zet, rij.pk)
    leg_gronden_vast(stad, rij, "geen_gegevens")
    beantwoord(stad, rij, "geweigerd")
    # Met brief, nog niet beantwoord: zo ver komt wie zelf SQL schrijft.
    Betrokkenenverzoek.objects.filter(pk=rij.pk).update(
        staat="in_beoordeling", beantwoord_op=None, wissen_op=None
    )
    assert geweigerd(stad.preventie, ANTWOORD.format(dag), stad.preventie.pk, rij.pk)
    juist = "(rls_vandaag() + interval '12 months')::date"
    assert schrijf(stad.preventie, ANTWOORD.format(juist), stad.preventie.pk, rij.pk) == 1
