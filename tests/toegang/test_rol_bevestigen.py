"""Een rol is een voorstel tot een tweede persoon ze bevestigt: de beheerder zet niemand alleen aan tafel (LR-31)."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from tests.factories import GebruikerFactory, Stad, geef_rol, maak_casus
from toegang.actions import leden, voorstellen
from toegang.beleid import mag, rollen_van
from toegang.livcs import leden_met_rol
from toegang.models import Gebruiker, Lidmaatschap, LivcUserObjectPermission
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan, Verboden, Verborgen

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-31")]


@pytest.fixture
def nieuw() -> Gebruiker:
    return GebruikerFactory.create(naam="Nele Nieuw")


@pytest.fixture
def lid(stad: Stad, nieuw: Gebruiker) -> Lidmaatschap:
    return stel_voor(stad, nieuw)


def stel_voor(stad: Stad, wie: Gebruiker, rol: str = "preventieambtenaar", **velden: Any) -> Lidmaatschap:
    velden = {"naam": wie.naam, "rol": rol, "van": timezone.localdate()} | velden
    gegeven = leden.geef_rol(actor=stad.beheer, pk=stad.livc.pk, email=wie.email, **velden)
    assert isinstance(gegeven, Lidmaatschap)
    return gegeven


def soorten() -> list[str]:
    return list(Regel.objects.order_by("id").values_list("soort", flat=True))


def test_een_voorstel_geeft_nog_niets(stad: Stad, nieuw: Gebruiker, lid: Lidmaatschap, als: Any) -> None:
    casus = maak_casus(stad)
    assert (lid.voorgesteld_door, lid.bevestigd_op) == (stad.beheer, None)
    assert rollen_van(nieuw) == {}
    assert nieuw not in leden_met_rol(stad.livc.pk, Rol.PREVENTIEAMBTENAAR)
    assert not LivcUserObjectPermission.objects.filter(user=nieuw).exists()
    assert not mag(nieuw, "casus.zien", casus)
    assert als(nieuw).get(reverse("casus:livc_blad", args=[stad.livc.pk])).status_code == 404
    assert soorten()[0] == "lidmaatschap.voorgesteld"


@pytest.mark.parametrize("wie", ["burgemeester", "politie", "preventie", "toezicht", "dpo"])
def test_een_tweede_persoon_bevestigt(stad: Stad, nieuw: Gebruiker, lid: Lidmaatschap, wie: str) -> None:
    """Ook wie zelf geen casus ziet: de nieuwe kern ziet de lopende casussen, wie bevestigt nog altijd niet."""
    casus = maak_casus(stad)
    persoon = getattr(stad, wie)
    kon = bool(mag(persoon, "casus.zien", casus))
    voorstellen.bevestig(actor=persoon, pk=lid.pk)
    lid.refresh_from_db()
    assert lid.bevestigd_door == persoon
    assert rollen_van(nieuw) == {stad.livc.pk: frozenset({Rol.PREVENTIEAMBTENAAR})}
    assert mag(nieuw, "casus.zien", casus)
    assert bool(mag(persoon, "casus.zien", casus)) is kon
    assert soorten() == ["lidmaatschap.voorgesteld", "lidmaatschap.toegekend"]


def test_de_beheerder_bevestigt_niets(stad: Stad, anderstad: Stad, lid: Lidmaatschap) -> None:
    with pytest.raises(Verboden):
        voorstellen.bevestig(actor=stad.beheer, pk=lid.pk)
    with pytest.raises(Verborgen):
        voorstellen.bevestig(actor=stad.caw, pk=lid.pk)
    with pytest.raises(Verborgen):
        voorstellen.bevestig(actor=anderstad.burgemeester, pk=lid.pk)
    assert "lidmaatschap.toegekend" not in soorten()


def test_ook_een_tweede_beheerder_met_een_andere_rol_bevestigt_niet(stad: Stad, lid: Lidmaatschap) -> None:
    """Beheerder en functionaris mag één persoon zijn; twee beheerders samen zetten nog altijd niemand aan tafel."""
    tweede = GebruikerFactory.create()
    geef_rol(tweede, stad.livc, Rol.BEHEERDER)
    geef_rol(tweede, stad.livc, Rol.FUNCTIONARIS)
    with pytest.raises(NietVoldaan, match="Wie accounts beheert"):
        voorstellen.bevestig(actor=tweede, pk=lid.pk)


def test_wie_voorstelt_of_voorgesteld_is_bevestigt_niet(stad: Stad, lid: Lidmaatschap) -> None:
    zelf = stel_voor(stad, stad.dpo, "burgemeester")
    with pytest.raises(NietVoldaan, match="andere persoon"):
        voorstellen.bevestig(actor=stad.dpo, pk=zelf.pk)
    Lidmaatschap.objects.filter(pk=lid.pk).update(voorgesteld_door=stad.politie)
    with pytest.raises(NietVoldaan, match="andere persoon"):
        voorstellen.bevestig(actor=stad.politie, pk=lid.pk)


def test_de_databank_weigert_het_ook(stad: Stad, lid: Lidmaatschap, nieuw: Gebruiker) -> None:
    for wie in (stad.beheer, nieuw):
        with pytest.raises(IntegrityError, match="tweede_persoon"), transaction.atomic():
            Lidmaatschap.objects.filter(pk=lid.pk).update(bevestigd_door=wie, bevestigd_op=timezone.now())


def test_een_onbevestigde_burgemeester_bevestigt_zijn_handlangers_niet(stad: Stad, lid: Lidmaatschap) -> None:
    """Twee verzonnen accounts kunnen elkaar geen rol geven."""
    vals = GebruikerFactory.create()
    stel_voor(stad, vals, "functionaris")
    with pytest.raises(Verborgen):
        voorstellen.bevestig(actor=vals, pk=lid.pk)


def test_weigeren_laat_alleen_de_regel(stad: Stad, nieuw: Gebruiker, lid: Lidmaatschap) -> None:
    voorstellen.weiger(actor=stad.politie, pk=lid.pk)
    assert not Lidmaatschap.objects.filter(gebruiker=nieuw).exists()
    assert soorten() == ["lidmaatschap.voorgesteld", "lidmaatschap.beeindigd"]
    stel_voor(stad, nieuw)  # opnieuw voorstellen kan


def test_de_beheerder_trekt_zijn_voorstel_in(stad: Stad, nieuw: Gebruiker, lid: Lidmaatschap) -> None:
    leden.beeindig(actor=stad.beheer, pk=lid.pk)
    assert not Lidmaatschap.objects.filter(gebruiker=nieuw).exists()


def test_bevestigen_gebeurt_maar_een_keer(stad: Stad, lid: Lidmaatschap) -> None:
    voorstellen.bevestig(actor=stad.politie, pk=lid.pk)
    with pytest.raises(NietVoldaan, match="antwoordde al"):
        voorstellen.weiger(actor=stad.burgemeester, pk=lid.pk)


@pytest.mark.regel("LR-11")
def test_een_machtiging_die_intussen_verviel_wordt_niet_bevestigd(stad: Stad, nieuw: Gebruiker) -> None:
    politie = stel_voor(
        stad, nieuw, "politie", machtiging="geheim", machtiging_tot=timezone.localdate().replace(year=2099)
    )
    Lidmaatschap.objects.filter(pk=politie.pk).update(machtiging_tot=timezone.localdate())
    with pytest.raises(NietVoldaan, match="vervallen"):
        voorstellen.bevestig(actor=stad.burgemeester, pk=politie.pk)


def test_wie_kan_bevestigen_ziet_het_bij_zijn_werk(stad: Stad, lid: Lidmaatschap, als: Any) -> None:
    zin = "Een rol wacht op een tweede persoon"
    for wie, ziet in (
        (stad.burgemeester, True),
        (stad.toezicht, True),
        (stad.beheer, False),
        (stad.caw, False),
    ):
        assert (zin in als(wie).get("/").content.decode()) is ziet
    voorstellen.bevestig(actor=stad.dpo, pk=lid.pk)
    assert zin not in als(stad.burgemeester).get("/").content.decode()


def test_de_pagina_toont_wie_en_wie_het_voorstelde(stad: Stad, lid: Lidmaatschap, als: Any) -> None:
    adres = reverse("casus:rol_bevestigen", args=[lid.pk])
    blad = reverse("casus:livc_blad", args=[stad.livc.pk])
    browser = als(stad.burgemeester)
    assert adres in browser.get(blad).content.decode()
    assert "wacht op een tweede persoon" in browser.get(blad).content.decode()
    pagina = browser.get(adres).content.decode()
    for woord in (lid.gebruiker.naam, lid.gebruiker.email, stad.beheer.naam, "preventieambtenaar"):
        assert woord in pagina
    assert browser.post(adres).status_code == 302
    assert rollen_van(lid.gebruiker)
    assert browser.get(adres).status_code == 404


def test_bevestigen_vraagt_een_verse_tweede_stap(stad: Stad, lid: Lidmaatschap, als: Any) -> None:
    browser = als(stad.burgemeester)
    sessie = browser.session
    for stap in sessie["account_authentication_methods"]:
        stap["at"] -= 3600
    sessie.save()
    browser.post(reverse("casus:rol_bevestigen", args=[lid.pk]))
    assert not rollen_van(lid.gebruiker)
