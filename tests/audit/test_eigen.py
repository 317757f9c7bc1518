"""Mijn logboek: alleen de eigen handelingen, en geen omweg om te weten wat er nog bestaat."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit import eigen
from audit.actions.logboek import open_regel
from audit.models import Regel
from audit.soorten import Soort
from casus.actions import deelname as deelnames
from tests.factories import PRIVESLEUTEL, Stad, maak_casus, maak_deelname
from toegang import identiteit, toekenningen
from toegang.models import Gebruiker
from toegang.verantwoording import leg_vast

pytestmark = pytest.mark.django_db


VEEL = """
    INSERT INTO audit_regel
    SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'actor_pseudoniem', '\\x' || md5(n::text),
                                                        'casus_pseudoniem', '\\x' || md5((n % 50)::text)))).*
    FROM audit_regel r, generate_series(1, 2000) n;
    ANALYZE audit_regel
"""


def deed(wie: Gebruiker, stad: Stad, soort: Soort, dossier: UUID | None = None, **wat: Any) -> UUID:
    return leg_vast(soort, actor=wie, livc_id=stad.livc.pk, dossier_id=dossier, **wat)


def adres(stad: Stad) -> str:
    return reverse("logboek:blad", args=[stad.livc.pk])


@pytest.mark.regel("LR-57")
def test_iemand_ziet_de_eigen_handelingen_en_die_van_niemand_anders(stad: Stad, als: Any) -> None:
    deed(stad.caw, stad, Soort.INBRENG_NIETS)
    deed(stad.clb, stad, Soort.DEELNAME_GEWEIGERD)
    deed(stad.burgemeester, stad, Soort.DEELNAME_UITGENODIGD)
    pagina = als(stad.caw).get(adres(stad)).text
    assert "Gekozen om niets in te brengen" in pagina
    assert "Deelname afgeslagen" not in pagina
    assert "Uitgenodigd" not in pagina


@pytest.mark.regel("LR-57")
def test_iemand_leest_wie_van_het_toezicht_zijn_regel_opende_en_waarom(stad: Stad, als: Any) -> None:
    regel = Regel.objects.get(pk=deed(stad.caw, stad, Soort.INBRENG_NIETS))
    deed(stad.clb, stad, Soort.DEELNAME_GEWEIGERD)
    open_regel(stad.livc, regel, actor=stad.toezicht, reden="Een steekproef.", prives={1: PRIVESLEUTEL})
    pagina = als(stad.caw).get(adres(stad)).text
    assert "Een steekproef." in pagina
    assert stad.toezicht.naam in pagina
    assert "Een steekproef." not in als(stad.clb).get(adres(stad)).text


@pytest.mark.regel("LR-23")
def test_wie_uitgesloten_is_ziet_van_die_casus_ook_het_eigen_werk_niet(stad: Stad, als: Any) -> None:
    uit, ander = maak_casus(stad), maak_casus(stad)
    weg = deed(stad.caw, stad, Soort.INBRENG_NIETS, uit.pk)
    deed(stad.caw, stad, Soort.DEELNAME_AANVAARD, ander.pk)
    toekenningen.sluit_uit(stad.caw, uit)
    pagina = als(stad.caw).get(adres(stad)).text
    assert "Gekozen om niets in te brengen" not in pagina
    assert "Deelname aanvaard" in pagina
    assert als(stad.caw).post(reverse("logboek:bewijs", args=[weg])).status_code == 404


def test_wie_niets_deed_heeft_geen_logboek_en_leest_waarom(stad: Stad, als: Any) -> None:
    deed(stad.clb, stad, Soort.DEELNAME_GEWEIGERD)
    assert als(stad.caw).get(adres(stad)).status_code == 404
    assert "Hier staat nog niets van u" in als(stad.caw).get(reverse("logboek:lijst")).text


@pytest.mark.regel("LR-05")
def test_twee_livcs_zijn_twee_logboeken(stad: Stad, anderstad: Stad, als: Any) -> None:
    deed(stad.caw, stad, Soort.INBRENG_NIETS)
    assert als(stad.caw).get(adres(anderstad)).status_code == 404
    assert als(stad.caw).get(reverse("logboek:lijst")).url == adres(stad)
    deed(stad.caw, anderstad, Soort.DEELNAME_GEWEIGERD)
    keuze = als(stad.caw).get(reverse("logboek:lijst")).text
    assert stad.livc.naam in keuze
    assert anderstad.livc.naam in keuze
    assert "Gekozen om niets" not in als(stad.caw).get(adres(anderstad)).text


@pytest.mark.regel("LR-31")
def test_de_referentie_staat_er_alleen_zolang_iemand_de_casus_ziet(stad: Stad, als: Any) -> None:
    casus = maak_casus(stad)
    plaats = maak_deelname(stad, casus, stad.caw)
    regel_id = deed(stad.caw, stad, Soort.INBRENG_GEDEELD, casus.pk, object_id=plaats.pk)
    assert casus.referentie in als(stad.caw).get(adres(stad)).text
    deelnames.trek_terug(actor=stad.caw, pk=plaats.pk)
    pagina = als(stad.caw).get(adres(stad)).text
    assert casus.referentie not in pagina
    assert Regel.objects.get(pk=regel_id).casus_code in pagina


@pytest.mark.regel("LR-21")
def test_wie_weg_is_ziet_nog_wat_hij_zelf_deed(stad: Stad, als: Any) -> None:
    casus = maak_casus(stad)
    plaats = maak_deelname(stad, casus, stad.caw)
    deelnames.trek_terug(actor=stad.caw, pk=plaats.pk)
    stad.caw.organisatieleden.update(tot=timezone.localdate() - timedelta(days=1))
    assert "Uit de casus teruggetrokken" in als(stad.caw).get(adres(stad)).text


@pytest.mark.regel("LR-05")
@pytest.mark.regel("LR-23")
def test_een_geweigerde_poging_verraadt_niet_dat_er_iets_is(stad: Stad, als: Any) -> None:
    casus = maak_casus(stad)
    toekenningen.sluit_uit(stad.politie, casus)
    for wie in (stad.caw, stad.politie):
        deed(wie, stad, Soort.CASUS_GEZOCHT)
        deed(wie, stad, Soort.TOEGANG_GEWEIGERD, casus.pk)
        deed(wie, stad, Soort.TOEGANG_GEWEIGERD)
        assert als(wie).get(reverse("logboek:lijst")).url == adres(stad)
        assert "Toegang geweigerd" not in als(wie).get(adres(stad)).text


@pytest.mark.regel("LR-05")
def test_noodtoegang_vragen_zegt_ook_hier_niet_of_de_casus_bestaat(stad: Stad, als: Any) -> None:
    casus = maak_casus(stad)
    deed(stad.clb, stad, Soort.NOODTOEGANG_GEVRAAGD, casus.pk)
    met = als(stad.clb).get(adres(stad)).context["blad"].regels
    deed(stad.jeugdwerk, stad, Soort.NOODTOEGANG_GEVRAAGD)
    zonder = als(stad.jeugdwerk).get(adres(stad)).context["blad"].regels
    assert [(rij.wat, rij.casus) for rij in met] == [(rij.wat, rij.casus) for rij in zonder]


def test_bladeren_gaat_per_vijftig_zonder_overslaan(stad: Stad, als: Any) -> None:
    begin = timezone.now()
    for nummer in range(53):
        with time_machine.travel(begin + timedelta(seconds=nummer // 3), tick=False):
            deed(stad.caw, stad, Soort.INBRENG_NIETS)
    browser = als(stad.caw)
    eerste = browser.get(adres(stad)).context["blad"]
    tweede = browser.get(adres(stad), {"na": eerste.volgende}).context["blad"]
    gezien = [rij.id for rij in (*eerste.regels, *tweede.regels)]
    assert len(eerste.regels) == 50
    assert len(set(gezien)) == 53
    assert tweede.volgende == ""
    assert browser.get(adres(stad), {"na": "onzin"}).status_code == 200


def test_het_aantal_vragen_groeit_niet_met_het_logboek(stad: Stad, als: Any) -> None:
    casus, aantallen, browser = maak_casus(stad), [], als(stad.preventie)
    deed(stad.preventie, stad, Soort.CASUS_INGEZIEN, casus.pk)
    browser.get(adres(stad))
    for _keer in range(2):
        for _i in range(8):
            deed(stad.preventie, stad, Soort.CASUS_INGEZIEN, maak_casus(stad).pk)
        with CaptureQueriesContext(connection) as vragen:
            browser.get(adres(stad))
        aantallen.append(len(vragen))
    assert aantallen[0] == aantallen[1] <= 20


@pytest.mark.regel("LR-57")
def test_alleen_de_taak_leest_en_nooit_een_omhulling(stad: Stad) -> None:
    deed(stad.caw, stad, Soort.INBRENG_NIETS)
    with identiteit.als(stad.caw):
        assert not Regel.objects.exists()
        with CaptureQueriesContext(connection) as vragen:
            assert len(eigen.blad(stad.caw, stad.livc, None).regels) == 1
        assert identiteit.huidige() == identiteit.Identiteit(gebruiker=stad.caw.pk)
    assert not [vraag for vraag in vragen if '"omhulling"' in vraag["sql"]]


def test_het_eigen_logboek_leest_langs_een_index(stad: Stad) -> None:
    """Onder voorwaarden per rij zou een vergelijking die kan lekken, het hele logboek lezen."""
    deed(stad.caw, stad, Soort.INBRENG_NIETS)
    with connection.cursor() as cursor:
        cursor.execute(VEEL)
    rijen = Regel.objects.filter(livc_id=stad.livc.pk).order_by("-tijdstip", "-id")
    with identiteit.als(eigen.LEZER), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        assert "regel_actor" in rijen.filter(actor_pseudoniem=b"x").explain()
        assert "regel_casus" in rijen.filter(casus_pseudoniem=b"x", getoond__bevat=b"y").explain()
