"""Aanvallen op de naden van het toezicht: eigen SQL op de rol van de toepassing, en mensen die twee rollen dragen of weg zijn."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.aandacht import Aandacht
from audit.actions import bevindingen, logboek, nazicht
from audit.filters import Filter
from audit.forms.logboek import Bezorgformulier
from audit.models import Bevinding, Boom, Opening, Regel, Tegel
from audit.selectors import nazicht as selectors
from audit.selectors.belang import belang
from audit.soorten import Soort
from audit.toezichtsleutels import Prives
from audit.vrijheid import GEEN_VRAAG
from tests.audit.test_bezorgen import gegevens
from tests.factories import PRIVESLEUTEL, Stad, maak_casus
from tests.toegang.rijhulp import geweigerd, lees
from toegang import toekenningen
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import leg_vast

type Als = Callable[[Gebruiker], Client]
pytestmark = [pytest.mark.time_machine("2026-11-24 12:00+01:00", tick=False)]
PRIVES = Prives({1: PRIVESLEUTEL})


def schrijf_regel(stad: Stad, wie: Any, soort: Soort = Soort.CASUS_INGEZIEN, **velden: Any) -> Regel:
    pk = leg_vast(soort, actor=wie, livc_id=stad.livc.pk, aandacht=[Aandacht.BUITEN_OVERLEG], **velden)
    return Regel.objects.get(pk=pk)


def vraag(stad: Stad, regel: Regel, wie: Gebruiker | None = None) -> Bevinding:
    return bevindingen.vraag(stad.livc, regel, actor=wie or stad.toezicht, vraag="Waarom toen?")


def open_regel(stad: Stad, regel: Regel, wie: Gebruiker | None = None) -> logboek.Geopend:
    return logboek.open_regel(
        stad.livc, regel, actor=wie or stad.toezicht, reden="Een klacht.", prives=PRIVES
    )


def adres(naam: str, stad: Stad, *args: UUID) -> str:
    return reverse(f"toezicht:{naam}", args=[stad.livc.pk, *args])


# -- een bevinding gaat alleen haar weg ----------------------------------------------------------------------------------


def _zet(staat: str) -> str:
    return f"UPDATE audit_bevinding SET staat = '{staat}'"


@pytest.mark.regel("LR-22", "LR-57")
def test_met_eigen_sql_gaat_een_bevinding_niet_terug_en_slaat_ze_niets_over(stad: Stad) -> None:
    rij = vraag(stad, schrijf_regel(stad, stad.caw))
    for staat in ("gesloten", "gevraagd", "onzin"):
        assert geweigerd(stad.toezicht, _zet(staat)), staat  # sluiten zonder besluit, voor de termijn
    bevindingen.antwoord(actor=stad.caw, pk=rij.pk, antwoord="Een overleg.")
    for wie in (stad.caw, stad.toezicht):
        for staat in ("gevraagd", "gesloten"):
            assert geweigerd(wie, _zet(staat)), (wie, staat)
    bevindingen.beslis(stad.livc, actor=stad.toezicht, pk=rij.pk, uitkomst="afspraak", besluit="Zo.")
    for wie in (stad.caw, stad.toezicht):
        for staat in ("gevraagd", "beantwoord"):
            assert geweigerd(wie, _zet(staat)), (wie, staat)
    bevindingen.sluit(stad.livc, actor=stad.toezicht, pk=rij.pk, slot="Gedaan.")
    for wie in (stad.caw, stad.toezicht):
        for staat in ("gevraagd", "beantwoord", "beslist"):
            assert geweigerd(wie, _zet(staat)), (wie, staat)
    assert Bevinding.objects.get().staat == "gesloten"


# -- de boom -----------------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-57")
def test_niemand_zet_met_eigen_sql_een_blad_in_de_boom(stad: Stad) -> None:
    """Eén vals blad, en geen enkele regel van dit logboek krijgt nog een plaats."""
    Boom.objects.get_or_create(livc_id=stad.livc.pk)
    voeg_toe = "SELECT audit_voeg_toe(%s, 0, 0, sha256('vals'))"
    for wie in (stad.caw, stad.beheer, stad.toezicht, None):
        assert geweigerd(wie, voeg_toe, stad.livc.pk), wie
    assert not Tegel.objects.exists()


REGEL = """INSERT INTO audit_regel (id, livc_id, soort, tijdstip, actor_pseudoniem, epoch, versie, kenmerken, getoond, omhulling, blad)
    SELECT gen_random_uuid(), livc_id, %s, tijdstip, actor_pseudoniem, epoch, 2, %s, '{}', omhulling, %s FROM audit_regel
    WHERE id = %s"""


@pytest.mark.regel("LR-57")
@pytest.mark.parametrize(
    ("soort", "kenmerken"), [("onzin", ""), ("casus.ingezien", "onzin"), ("casus.ingezien", "nood,onzin")]
)
def test_een_regel_die_geen_pagina_kan_tonen_komt_er_niet_in(
    stad: Stad, als: Als, soort: str, kenmerken: str
) -> None:
    """Eén zo een regel, en het toezicht krijgt zijn lijst niet meer te zien."""
    echt = schrijf_regel(stad, stad.caw)
    assert geweigerd(stad.toezicht, REGEL, soort, kenmerken, bytes(echt.blad), echt.pk)
    assert als(stad.toezicht).get(adres("regels", stad)).status_code == 200


BLAD = """INSERT INTO audit_regel (id, livc_id, soort, tijdstip, actor_pseudoniem, casus_pseudoniem, object_pseudoniem, epoch,
        versie, kenmerken, getoond, omhulling, blad)
    SELECT gen_random_uuid(), livc_id, soort, tijdstip, actor_pseudoniem, casus_pseudoniem, object_pseudoniem, epoch,
        versie, kenmerken, getoond, omhulling, blad FROM audit_regel WHERE id = %s"""


@pytest.mark.regel("LR-57")
def test_een_regel_met_het_blad_van_een_andere_komt_er_niet_in(stad: Stad) -> None:
    """Anders zegt elke controle voortaan dat er aan het logboek geknoeid is, en vervalt dat stuk nooit meer."""
    echt = schrijf_regel(stad, stad.caw)
    for wie in (stad.caw, stad.toezicht, stad.beheer, None):
        assert geweigerd(wie, BLAD, echt.pk), wie


@pytest.mark.parametrize("getoond", [0, 1, 2])
@pytest.mark.parametrize("aandacht", [(), (Aandacht.NOOD,), (Aandacht.NOOD, Aandacht.GEVOELIG)])
def test_elke_vorm_van_een_echte_regel_past_bij_haar_blad(
    stad: Stad, getoond: int, aandacht: tuple[Aandacht, ...]
) -> None:
    casus = maak_casus(stad)
    velden = {"aandacht": aandacht, "getoond": [stad.livc.pk, stad.caw.pk][:getoond]}
    assert leg_vast(Soort.CASUS_INGEZIEN, actor=stad.caw, livc_id=stad.livc.pk, **velden)  # type: ignore[arg-type]
    wat = {"dossier_id": casus.pk, "object_id": casus.pk} | velden
    assert leg_vast(Soort.CASUS_INGEZIEN, actor=stad.caw, livc_id=stad.livc.pk, **wat)  # type: ignore[arg-type]


# -- vrij zijn (LR-20, LR-22) ------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-20", "LR-22")
def test_wie_een_uitnodiging_las_en_zweeg_of_iets_klaarlegde_krijgt_geen_vraag() -> None:
    """‘U las de uitnodiging, waarom antwoordt u niet?’ is een vraag over zwijgen."""
    assert {Soort.DEELNAME_INGEZIEN, Soort.GEHEIMHOUDING_AANVAARD, Soort.INBRENG_BEWAARD} <= GEEN_VRAAG


# -- twee rollen, of geen meer --------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-23")
def test_een_uitgesloten_toezichthouder_leest_niets_over_die_casus(stad: Stad, als: Als) -> None:
    """Wie een belang heeft in een casus, houdt er ook geen toezicht op: een collega doet dat."""
    casus, andere = maak_casus(stad), maak_casus(stad)
    toekenningen.sluit_uit(stad.toezicht, casus)
    regel = schrijf_regel(stad, stad.politie, dossier_id=casus.pk, casusfeiten={"titel": "geheim"})
    for doe in (
        lambda: open_regel(stad, regel),
        lambda: vraag(stad, regel),
        lambda: nazicht.kijk_na(stad.livc, actor=stad.toezicht, regels=[regel.pk], notitie="Goed."),
    ):
        with pytest.raises(NietVoldaan, match="niet voor u"):
            doe()
    assert not Opening.objects.exists()
    vrij = schrijf_regel(stad, stad.politie, dossier_id=andere.pk, casusfeiten={"titel": "geheim"})
    assert open_regel(stad, vrij).casusdeel == {"titel": "geheim"}
    rij = vraag(stad, regel, stad.dpo)
    assert rij.gebruiker == stad.politie
    assert als(stad.toezicht).get(adres("bevinding", stad, rij.pk)).status_code == 404
    assert bevindingen.lees(stad.livc, actor=stad.dpo, pk=rij.pk).vraag == "Waarom toen?"


@pytest.mark.regel("LR-23")
def test_wat_een_uitgesloten_toezichthouder_niet_nakijkt_wacht_op_een_collega(stad: Stad) -> None:
    casus = maak_casus(stad)
    toekenningen.sluit_uit(stad.toezicht, casus)
    regel = schrijf_regel(stad, stad.politie, dossier_id=casus.pk)
    gewoon = schrijf_regel(stad, stad.politie)
    wie = belang(stad.livc, stad.toezicht)
    assert [rij.pk for rij in selectors.voor_mij(stad.livc, wie, Filter())] == [gewoon.pk]
    assert [rij.pk for rij in selectors.voor_een_collega(stad.livc, wie, Filter())] == [regel.pk]


@pytest.mark.regel("LR-22", "LR-57")
def test_wie_wegging_leest_en_beantwoordt_zijn_vraag_en_ziet_wie_zijn_regel_opende(
    stad: Stad, als: Als
) -> None:
    regel = schrijf_regel(stad, stad.caw)
    plaats = stad.caw.organisatieleden.get()
    plaats.tot = timezone.localdate() - timedelta(days=1)
    plaats.van = min(plaats.van, plaats.tot)
    plaats.save()
    open_regel(stad, regel)
    assert Opening.objects.get().gebruiker == stad.caw
    rij = vraag(stad, regel)
    client = als(stad.caw)
    assert "Waarom toen?" in client.get(reverse("toezicht:vraag", args=[rij.pk])).content.decode()
    client.post(reverse("toezicht:vraag", args=[rij.pk]), {"liever_niet": "1"})
    assert Bevinding.objects.get().staat == "beantwoord"
    assert "Een klacht." in client.get(reverse("logboek:blad", args=[stad.livc.pk])).content.decode()


@pytest.mark.regel("LR-57")
def test_een_lid_van_de_kern_dat_wegging_ziet_wie_zijn_regel_opende(stad: Stad, als: Als) -> None:
    regel = schrijf_regel(stad, stad.politie)
    rol = stad.politie.lidmaatschappen.get()
    rol.tot = timezone.localdate() - timedelta(days=1)
    rol.van = min(rol.van, rol.tot)
    rol.save()
    als(stad.toezicht).get(adres("regel", stad, regel.pk))
    open_regel(stad, regel)
    assert Opening.objects.get().gebruiker == stad.politie
    assert (
        "Een klacht." in als(stad.politie).get(reverse("logboek:blad", args=[stad.livc.pk])).content.decode()
    )


@pytest.mark.regel("LR-57")
def test_een_vroegere_toezichthouder_komt_nergens_meer(stad: Stad, als: Als) -> None:
    regel = schrijf_regel(stad, stad.caw)
    rij = vraag(stad, regel)
    client = als(stad.toezicht)
    assert client.get(adres("regels", stad)).status_code == 200
    rol = stad.toezicht.lidmaatschappen.get()
    rol.tot = timezone.localdate() - timedelta(days=1)
    rol.van = min(rol.van, rol.tot)
    rol.save()
    for naam in (
        "regels",
        "nazicht",
        "bevindingen",
        "verslagen",
        "bewijs",
        "sleutels",
        "bezorgen",
        "ontgrendelen",
        "uitvoer",
    ):
        assert client.post(adres(naam, stad), {}).status_code in (404, 405), naam
    assert client.post(adres("regel", stad, regel.pk), {"reden": "x"}).status_code == 404
    assert (
        client.post(adres("beslissen", stad, rij.pk), {"uitkomst": "lek", "besluit": "x"}).status_code == 404
    )
    for tabel in (
        "regel",
        "wachtrij",
        "nagekeken",
        "opening",
        "bevinding",
        "sleutelhouder",
        "toezichttoegang",
        "verval",
    ):
        assert lees(stad.toezicht, f"SELECT 1 FROM audit_{tabel}") == [], tabel


# -- misvormd ---------------------------------------------------------------------------------------------------------------------


GEK = [
    "0001-01-01",
    "9999-12-31",
    "0000-00-00",
    "2026-13-45",
    "\x00",
    "%00",
    "é" * 3000,
    "'--",
    "-1",
    "1e999",
    "[]",
    "{}",
]


@pytest.mark.parametrize("waarde", GEK)
def test_misvormde_vragen_geven_nooit_een_fout_van_de_server(stad: Stad, als: Als, waarde: str) -> None:
    client = als(stad.toezicht)
    regel = schrijf_regel(stad, stad.caw)
    velden = (
        "van",
        "tot",
        "soort",
        "persoon",
        "casus",
        "reden",
        "voor",
        "na",
        "pagina",
        "gesloten",
        "naar",
        "regel",
        "bladzijde",
    )
    for naam in ("regels", "nazicht", "bevindingen", "verslagen", "bewijs", "sleutels", "bezorgen"):
        antwoord = client.get(adres(naam, stad), dict.fromkeys(velden, waarde))
        assert antwoord.status_code == 200 or antwoord.status_code == 302, (naam, antwoord.status_code)
    for naam in ("nazicht", "verslagen", "leidinggevende"):
        post = dict.fromkeys((*velden, "notitie", "leidinggevende"), waarde)
        assert client.post(adres(naam, stad), post).status_code in (200, 302), naam
    assert client.post(adres("vraag_stellen", stad, regel.pk), {"vraag": waarde}).status_code in (200, 302)
    assert client.post(adres("regel", stad, regel.pk), {"reden": waarde}).status_code in (200, 302)


@pytest.mark.parametrize(("van", "tot"), [("9999-12-30", "9999-12-31"), ("0001-01-01", "0001-01-02")])
def test_bezorgen_aan_het_einde_van_de_tijd(van: str, tot: str) -> None:
    assert set(Bezorgformulier(gegevens(van=van, tot=tot)).errors) == {"van", "tot"}


@pytest.mark.parametrize(
    "na", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+00:00"]
)
def test_een_bladwijzer_aan_het_einde_van_de_tijd(stad: Stad, als: Als, na: str) -> None:
    schrijf_regel(stad, stad.toezicht)
    na += f"_{UUID(int=0)}"
    client = als(stad.toezicht)
    for pad in (adres("regels", stad), adres("nazicht", stad), reverse("logboek:blad", args=[stad.livc.pk])):
        assert client.get(pad, {"na": na}).status_code == 200
