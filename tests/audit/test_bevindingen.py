"""Van vraag tot slot: blind vragen, vrij antwoorden, besluiten met redenen, en wat de databank daarvan bewaakt."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from audit.aandacht import Aandacht
from audit.actions import bevindingen, nazicht
from audit.models import Bevinding, Nagekeken, Regel, Wachtrij
from audit.soorten import Soort
from audit.vrijheid import GEEN_VRAAG
from casus.selectors.werk import werk
from tests.audit.hulp import gelezen
from tests.factories import Stad, maak_casus, maak_deelname
from tests.toegang.rijhulp import geweigerd, lees
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan, Verborgen, Weigering
from toegang.verantwoording import Systeemactor, leg_vast

type Als = Callable[[Gebruiker], Client]
pytestmark = [pytest.mark.time_machine("2026-11-24 12:00+01:00", tick=False)]
VRAAG = "Waarom opende u dit op zondag?"
ANTWOORD = "Ik bereidde het overleg voor."


def schrijf_regel(stad: Stad, wie: Any, soort: Soort = Soort.CASUS_INGEZIEN, **velden: Any) -> Regel:
    pk = leg_vast(soort, actor=wie, livc_id=stad.livc.pk, aandacht=[Aandacht.BUITEN_UREN], **velden)
    return Regel.objects.get(pk=pk)


def vraag(stad: Stad, regel: Regel, wie: Gebruiker | None = None) -> Bevinding:
    return bevindingen.vraag(stad.livc, regel, actor=wie or stad.toezicht, vraag=VRAAG)


@pytest.fixture
def gevraagd(stad: Stad) -> Bevinding:
    return vraag(stad, schrijf_regel(stad, stad.caw))


@pytest.fixture
def beantwoord(stad: Stad, gevraagd: Bevinding) -> Bevinding:
    return bevindingen.antwoord(actor=stad.caw, pk=gevraagd.pk, antwoord=ANTWOORD)


def beslis(stad: Stad, rij: Bevinding, uitkomst: str = "afspraak", wie: Gebruiker | None = None) -> Bevinding:
    return bevindingen.beslis(
        stad.livc, actor=wie or stad.toezicht, pk=rij.pk, uitkomst=uitkomst, besluit="Voortaan op werkdagen."
    )


def adres(naam: str, stad: Stad, *args: UUID) -> str:
    return reverse(f"toezicht:{naam}", args=[stad.livc.pk, *args])


def na_de_termijn(klok: Any, dagen: int = 15) -> None:
    klok.move_to(timezone.now() + timedelta(days=dagen), tick=False)


# -- vragen -----------------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-57")
def test_het_toezicht_vraagt_zonder_de_naam_te_leren(stad: Stad, als: Als) -> None:
    regel, client = schrijf_regel(stad, stad.caw), als(stad.toezicht)
    pagina = client.get(adres("vraag_stellen", stad, regel.pk)).content.decode()
    assert regel.actor_code in pagina
    antwoord = client.post(adres("vraag_stellen", stad, regel.pk), {"vraag": VRAAG}, follow=True)
    assert all("Cas Caw" not in tekst for tekst in (pagina, antwoord.content.decode()))
    rij = Bevinding.objects.get()
    assert (rij.gebruiker, rij.vraag, rij.staat) == (stad.caw, VRAAG, "gevraagd")
    assert Soort.TOEZICHT_REGEL_GEOPEND not in Regel.objects.values_list("soort", flat=True)


@pytest.mark.regel("LR-57")
def test_een_vraag_haalt_de_regel_uit_de_wachtrij_en_staat_in_het_logboek(
    stad: Stad, gevraagd: Bevinding
) -> None:
    assert not Wachtrij.objects.exists()
    assert Nagekeken.objects.get().uitkomst == "vraag"
    assert gelezen(Regel.objects.get(soort=Soort.BEVINDING_GEVRAAGD))["feiten"]["staat"] == "gevraagd"


@pytest.mark.regel("LR-34")
def test_het_bericht_zegt_niets(stad: Stad, django_capture_on_commit_callbacks: Any) -> None:
    regel = schrijf_regel(stad, stad.caw)
    with django_capture_on_commit_callbacks(execute=True):
        vraag(stad, regel)
    [bericht] = mail.outbox
    assert bericht.to == [stad.caw.email]
    tekst = f"{bericht.subject} {bericht.body}"
    assert not [woord for woord in (VRAAG, "Cas", "Voorbeeldegem", "P-", "ingezien") if woord in tekst]


@pytest.mark.regel("LR-20", "LR-22")
@pytest.mark.parametrize("soort", sorted(GEEN_VRAAG))
def test_over_neen_zeggen_of_zwijgen_komt_geen_vraag(stad: Stad, als: Als, soort: Soort) -> None:
    regel = schrijf_regel(stad, stad.caw, soort)
    with pytest.raises(NietVoldaan, match="vraagt geen uitleg"):
        vraag(stad, regel)
    assert not Bevinding.objects.exists()
    assert not Nagekeken.objects.exists()
    pagina = als(stad.toezicht).get(adres("regel", stad, regel.pk)).content.decode()
    assert adres("vraag_stellen", stad, regel.pk) not in pagina


@pytest.mark.regel("LR-20")
@pytest.mark.regel("LR-22")
def test_weigeren_terugtrekken_en_niets_inbrengen_staan_bij_name_op_de_lijst() -> None:
    assert {Soort.DEELNAME_GEWEIGERD, Soort.DEELNAME_TERUGGETROKKEN, Soort.INBRENG_NIETS} <= GEEN_VRAAG


@pytest.mark.regel("LR-57")
@pytest.mark.parametrize("wie", ["toezicht", "burgemeester"])
def test_geen_vraag_aan_uzelf_of_uw_leidinggevende(stad: Stad, wie: str) -> None:
    nazicht.verklaar_leidinggevende(stad.livc, actor=stad.toezicht, leidinggevende=stad.burgemeester.pk)
    regel = schrijf_regel(stad, getattr(stad, wie))
    with pytest.raises(NietVoldaan, match="Een collega"):
        vraag(stad, regel)
    assert vraag(stad, regel, stad.dpo).gebruiker == getattr(stad, wie)


def test_een_taak_kan_niemand_iets_vragen(stad: Stad) -> None:
    with pytest.raises(NietVoldaan, match="geen persoon"):
        vraag(stad, schrijf_regel(stad, Systeemactor("proef")))


def test_een_tweede_vraag_over_dezelfde_regel_geeft_een_melding(stad: Stad, gevraagd: Bevinding) -> None:
    with pytest.raises(NietVoldaan, match="al een vraag"):
        vraag(stad, Regel.objects.get(pk=gevraagd.regel_id), stad.dpo)
    assert Bevinding.objects.count() == 1


def test_een_lege_vraag_krijgt_een_melding_bij_het_veld(stad: Stad, als: Als) -> None:
    regel = schrijf_regel(stad, stad.caw)
    antwoord = als(stad.toezicht).post(adres("vraag_stellen", stad, regel.pk), {"vraag": " "})
    assert "foutlijst" in antwoord.content.decode()


# -- antwoorden -------------------------------------------------------------------------------------------------------


def test_wie_de_vraag_kreeg_vindt_ze_bij_mijn_werk(stad: Stad, als: Als, gevraagd: Bevinding) -> None:
    client = als(stad.caw)
    assert reverse("toezicht:vraag", args=[gevraagd.pk]) in client.get("/").content.decode()
    pagina = client.get(reverse("toezicht:vraag", args=[gevraagd.pk])).content.decode()
    assert VRAAG in pagina
    assert "Toon Toezicht" not in pagina


@pytest.mark.regel("LR-57")
def test_de_vraag_lezen_is_een_inzage(stad: Stad, als: Als, gevraagd: Bevinding) -> None:
    als(stad.caw).get(reverse("toezicht:vraag", args=[gevraagd.pk]))
    als(stad.toezicht).get(adres("bevinding", stad, gevraagd.pk))
    assert Regel.objects.filter(soort=Soort.BEVINDING_INGEZIEN).count() == 2


def test_de_referentie_staat_er_alleen_voor_wie_de_casus_nog_ziet(stad: Stad, als: Als) -> None:
    casus = maak_casus(stad)
    deelname = maak_deelname(stad, casus, stad.caw)
    rij = vraag(stad, schrijf_regel(stad, stad.caw, dossier_id=casus.pk, referentie=casus.referentie))
    pad = reverse("toezicht:vraag", args=[rij.pk])
    assert casus.referentie in als(stad.caw).get(pad).content.decode()
    from casus.actions import deelname as deelnames

    deelnames.trek_terug(actor=stad.caw, pk=deelname.pk)
    assert casus.referentie not in als(stad.caw).get(pad).content.decode()


def test_antwoorden(stad: Stad, als: Als, gevraagd: Bevinding) -> None:
    als(stad.caw).post(reverse("toezicht:vraag", args=[gevraagd.pk]), {"antwoord": ANTWOORD})
    rij = Bevinding.objects.get()
    assert (rij.staat, rij.antwoord) == ("beantwoord", ANTWOORD)
    assert ANTWOORD in als(stad.toezicht).get(adres("bevinding", stad, rij.pk)).content.decode()
    assert Regel.objects.filter(soort=Soort.BEVINDING_BEANTWOORD).count() == 1


@pytest.mark.regel("LR-22")
def test_liever_niet_is_een_volledig_antwoord(stad: Stad, als: Als, gevraagd: Bevinding) -> None:
    als(stad.caw).post(reverse("toezicht:vraag", args=[gevraagd.pk]), {"antwoord": "", "liever_niet": "1"})
    rij = Bevinding.objects.get()
    assert (rij.staat, rij.antwoord) == ("beantwoord", "Ik antwoord liever niet.")


@pytest.mark.regel("LR-22")
def test_na_de_termijn_mag_antwoorden_nog_en_is_niemand_te_laat(
    stad: Stad, gevraagd: Bevinding, time_machine: Any
) -> None:
    na_de_termijn(time_machine)
    [taak] = [t for t in werk(stad.caw).daarna if "vraag van het toezicht" in t.wat]
    assert not taak.te_laat
    assert bevindingen.antwoord(actor=stad.caw, pk=gevraagd.pk, antwoord=ANTWOORD).staat == "beantwoord"


def test_een_leeg_antwoord_krijgt_een_melding(stad: Stad, als: Als, gevraagd: Bevinding) -> None:
    antwoord = als(stad.caw).post(reverse("toezicht:vraag", args=[gevraagd.pk]), {"antwoord": "  "})
    assert "foutlijst" in antwoord.content.decode()
    assert Bevinding.objects.get().staat == "gevraagd"


def test_een_tweede_antwoord_geeft_een_melding(stad: Stad, beantwoord: Bevinding) -> None:
    with pytest.raises(NietVoldaan, match="al beantwoord"):
        bevindingen.antwoord(actor=stad.caw, pk=beantwoord.pk, antwoord="Toch iets anders.")
    assert Bevinding.objects.get().antwoord == ANTWOORD


@pytest.mark.regel("LR-05")
@pytest.mark.parametrize("wie", ["clb", "burgemeester", "politie", "beheer", "toezicht"])
def test_een_ander_leest_en_beantwoordt_die_vraag_niet(
    stad: Stad, als: Als, gevraagd: Bevinding, wie: str
) -> None:
    ander = getattr(stad, wie)
    assert als(ander).get(reverse("toezicht:vraag", args=[gevraagd.pk])).status_code == 404
    with pytest.raises(Verborgen):
        bevindingen.antwoord(actor=ander, pk=gevraagd.pk, antwoord=ANTWOORD)


# -- besluiten --------------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-57")
def test_van_antwoord_tot_slot(stad: Stad, als: Als, beantwoord: Bevinding) -> None:
    client = als(stad.toezicht)
    client.post(adres("beslissen", stad, beantwoord.pk), {"uitkomst": "afspraak", "besluit": "Op werkdagen."})
    assert Bevinding.objects.get().staat == "beslist"
    assert (
        "Op werkdagen." in als(stad.caw).get(reverse("toezicht:vraag", args=[beantwoord.pk])).content.decode()
    )
    client.post(adres("sluiten", stad, beantwoord.pk), {"slot": "Besproken en afgesproken."})
    assert Bevinding.objects.get().staat == "gesloten"
    soorten = Regel.objects.filter(soort__startswith="bevinding.").order_by("tijdstip", "id")
    assert [s for s in soorten.values_list("soort", flat=True) if s != "bevinding.ingezien"] == [
        "bevinding.gevraagd",
        "bevinding.beantwoord",
        "bevinding.beslist",
        "bevinding.gesloten",
    ]


def test_in_orde_sluit_meteen(stad: Stad, beantwoord: Bevinding) -> None:
    assert beslis(stad, beantwoord, "in_orde").staat == "gesloten"


@pytest.mark.regel("LR-22")
def test_zonder_antwoord_pas_na_de_termijn_en_nooit_op_het_zwijgen(
    stad: Stad, als: Als, gevraagd: Bevinding, time_machine: Any
) -> None:
    with pytest.raises(NietVoldaan, match="Wacht op het antwoord"):
        beslis(stad, gevraagd)
    na_de_termijn(time_machine)
    pagina = als(stad.toezicht).get(adres("bevinding", stad, gevraagd.pk)).content.decode()
    assert "nooit op het zwijgen" in pagina
    assert beslis(stad, gevraagd).staat == "beslist"
    assert (
        "telt nergens mee"
        in als(stad.caw).get(reverse("toezicht:vraag", args=[gevraagd.pk])).content.decode()
    )


@pytest.mark.regel("LR-57")
def test_wie_gevraagd_werd_besluit_niet_over_zichzelf(stad: Stad) -> None:
    rij = vraag(stad, schrijf_regel(stad, stad.dpo))
    bevindingen.antwoord(actor=stad.dpo, pk=rij.pk, antwoord=ANTWOORD)
    with pytest.raises(NietVoldaan, match="Dit deed u zelf"):
        beslis(stad, rij, wie=stad.dpo)
    assert beslis(stad, rij).staat == "beslist"


def test_een_tweede_besluit_of_slot_geeft_een_melding(stad: Stad, beantwoord: Bevinding) -> None:
    beslis(stad, beantwoord, "in_orde")
    with pytest.raises(NietVoldaan, match="al beslist"):
        beslis(stad, beantwoord, wie=stad.dpo)
    with pytest.raises(NietVoldaan, match="kan gesloten worden"):
        bevindingen.sluit(stad.livc, actor=stad.dpo, pk=beantwoord.pk, slot="Gedaan.")


@pytest.mark.parametrize("wie", ["burgemeester", "politie", "caw", "beheer"])
def test_wie_geen_toezicht_houdt_vraagt_en_besluit_niets(stad: Stad, beantwoord: Bevinding, wie: str) -> None:
    ander = getattr(stad, wie)
    with pytest.raises(Weigering):
        beslis(stad, beantwoord, wie=ander)
    regel = schrijf_regel(stad, stad.clb)
    with pytest.raises(Weigering):
        vraag(stad, regel, ander)


@pytest.mark.regel("LR-05")
def test_een_bevinding_van_een_ander_livc_bestaat_niet(
    stad: Stad, anderstad: Stad, als: Als, beantwoord: Bevinding
) -> None:
    buur = als(anderstad.toezicht)
    assert buur.get(adres("bevinding", anderstad, beantwoord.pk)).status_code == 404
    assert buur.get(adres("bevinding", stad, beantwoord.pk)).status_code == 404


# -- mijn werk en lijsten ---------------------------------------------------------------------------------------------


def test_mijn_werk_van_het_toezicht(stad: Stad, beantwoord: Bevinding, time_machine: Any) -> None:
    schrijf_regel(stad, stad.politie)
    taken = {taak.wat: taak for taak in werk(stad.toezicht).daarna}
    assert taken["Logboek van LIVC Voorbeeldegem"].waarom == "1 regel wacht op nazicht."
    assert "Een besluit over een bevinding" in taken
    na_de_termijn(time_machine, 31)
    assert [taak.wat for taak in werk(stad.toezicht).eerst if taak.te_laat] == [
        "Een besluit over een bevinding"
    ]


def test_de_lijst_blijft_even_veel_vragen_stellen(
    stad: Stad, als: Als, gevraagd: Bevinding, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _nummer in range(5):
        vraag(stad, schrijf_regel(stad, stad.clb))
    client = als(stad.toezicht)
    with django_assert_num_queries(9):
        antwoord = client.get(adres("bevindingen", stad))
    assert len(antwoord.context["pagina"].object_list) == 6
    assert "Cas Caw" not in antwoord.content.decode()


# -- de databank ------------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-31")
def test_vraag_en_antwoord_staan_onder_een_eigen_sleutel(stad: Stad, beantwoord: Bevinding) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(b)::text FROM audit_bevinding b")
        [(rij,)] = cursor.fetchall()
    assert VRAAG.encode().hex() not in rij
    assert ANTWOORD.encode().hex() not in rij
    sleutel = "SELECT dossier_id FROM toegang_casussleutel WHERE dossier_id = %s"
    assert lees(stad.caw, sleutel, beantwoord.pk)
    assert not lees(stad.clb, sleutel, beantwoord.pk)


@pytest.mark.regel("LR-22", "LR-57")
def test_met_eigen_sql_antwoordt_of_besluit_niemand_in_andermans_plaats(
    stad: Stad, anderstad: Stad, gevraagd: Bevinding
) -> None:
    antwoord = "UPDATE audit_bevinding SET staat = 'beantwoord', antwoord = '\\x00', beantwoord_op = now()"
    besluit = "UPDATE audit_bevinding SET staat = 'beslist', uitkomst = 'lek', beslist_door_id = %s, beslist_op = now()"
    for wie in (stad.toezicht, stad.dpo, stad.clb, stad.burgemeester, anderstad.toezicht):
        assert geweigerd(wie, antwoord)
        assert geweigerd(wie, "UPDATE audit_bevinding SET staat = 'beantwoord'")
    for wie in (stad.caw, stad.clb, stad.burgemeester, stad.beheer):
        assert geweigerd(wie, besluit, wie.pk)
    assert geweigerd(stad.toezicht, besluit, stad.dpo.pk)
    # Het toezicht zelf: niet voor de termijn, en de vraag en de persoon staan vast.
    assert geweigerd(stad.toezicht, besluit, stad.toezicht.pk)
    for kolom in ("vraag", "antwoord", "besluit", "slot"):
        assert geweigerd(stad.toezicht, f"UPDATE audit_bevinding SET {kolom} = '\\x00'")
    assert geweigerd(stad.toezicht, "UPDATE audit_bevinding SET gebruiker_id = %s", stad.clb.pk)
    assert geweigerd(stad.toezicht, "UPDATE audit_bevinding SET antwoord_tegen = '2020-01-01'")
    assert geweigerd(stad.toezicht, "DELETE FROM audit_bevinding")
    assert Bevinding.objects.get().staat == "gevraagd"


NIEUW = """INSERT INTO audit_bevinding (id, livc_id, regel_id, soort, tijdstip, kenmerken, actor_pseudoniem, staat,
        gebruiker_id, gesteld_door_id, gesteld_op, antwoord_tegen, besluit_tegen, uitkomst)
    SELECT gen_random_uuid(), livc_id, id, soort, tijdstip, kenmerken, actor_pseudoniem, 'gevraagd', %s, %s, %s,
        '2026-12-24', '2026-12-31', '' FROM audit_regel WHERE id = %s"""


@pytest.mark.regel("LR-20", "LR-22")
def test_ook_met_eigen_sql_komt_er_geen_vraag_over_neen_zeggen(stad: Stad) -> None:
    nu, gewoon = timezone.now(), schrijf_regel(stad, stad.caw)
    for soort in sorted(GEEN_VRAAG):
        regel = schrijf_regel(stad, stad.caw, soort)
        assert geweigerd(stad.toezicht, NIEUW, stad.caw.pk, stad.toezicht.pk, nu, regel.pk), soort
    assert geweigerd(stad.toezicht, NIEUW, stad.toezicht.pk, stad.toezicht.pk, nu, gewoon.pk)
    assert geweigerd(stad.toezicht, NIEUW, stad.caw.pk, stad.dpo.pk, nu, gewoon.pk)
    assert not geweigerd(stad.toezicht, NIEUW, stad.caw.pk, stad.toezicht.pk, nu, gewoon.pk)


def test_de_termijnen_zijn_een_instelling() -> None:
    assert (settings.BEVINDING_ANTWOORD_DAGEN, settings.BEVINDING_BESLUIT_DAGEN) == (14, 30)
