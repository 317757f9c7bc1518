"""Vervangers en vaste vertegenwoordigers: ieder aanvaardt zelf, en wie vervangen wordt ziet niets meer (LR-16)."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from casus import geheimhouding
from casus.actions import deelname
from casus.models import Deelname, Geheimhouding
from tests.factories import VROEGER, GebruikerFactory, Stad, maak_casus, maak_deelname, maak_overleg
from toegang.beleid import mag
from toegang.models import CasusUserObjectPermission, Gebruiker, Organisatielid

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-16")]
Als = Callable[[Gebruiker], Client]
VERSIE = geheimhouding.huidige().versie


def collega_van(wie: Gebruiker, *, vast: bool = False) -> Organisatielid:
    return Organisatielid.objects.create(
        organisatie=wie.organisatieleden.get().organisatie,
        gebruiker=GebruikerFactory.create(),
        van=VROEGER,
        vaste_vertegenwoordiger=vast,
    )


@pytest.mark.parametrize("was", ["uitgenodigd", "geheimhouding", "aanvaard"])
def test_wie_vervangen_wordt_ziet_meteen_niets_meer(stad: Stad, als: Als, was: str) -> None:
    casus = maak_casus(stad, casusregisseur=stad.caw if was == "aanvaard" else None)
    oud = maak_deelname(stad, casus, stad.caw, was)
    browser, adres = als(stad.caw), reverse("casus:casus", args=[casus.pk])
    assert browser.get(adres).status_code == (200 if was == "aanvaard" else 404)
    lid = collega_van(stad.caw)
    browser.post(reverse("casus:uitnodiging_vervangen", args=[oud.pk]), {"lid": str(lid.pk)})
    assert browser.get(adres).status_code == 404
    pagina = browser.get(reverse("casus:uitnodiging", args=[oud.pk])).content.decode()
    assert "Een collega komt in uw plaats" in pagina
    assert "Zeno" not in pagina
    assert not CasusUserObjectPermission.objects.filter(user=stad.caw).exists()
    casus.refresh_from_db()
    assert (Deelname.objects.get(pk=oud.pk).staat, casus.casusregisseur) == ("vervangen", None)


def test_de_vervanger_aanvaardt_alles_zelf(stad: Stad) -> None:
    """De geheimhouding van wie hem vroeg, geldt niet voor hem."""
    casus = maak_casus(stad)
    oud = maak_deelname(stad, casus, stad.caw)
    lid = collega_van(stad.caw)
    nieuw = deelname.vervang(actor=stad.caw, pk=oud.pk, lid=lid.pk)
    assert not Geheimhouding.objects.filter(gebruiker=lid.gebruiker).exists()
    for stap in (
        lambda: None,
        lambda: deelname.aanvaard_geheimhouding(actor=lid.gebruiker, pk=nieuw.pk, versie=VERSIE),
    ):
        stap()
        assert not mag(lid.gebruiker, "casus.inzien", casus)
    deelname.aanvaard(actor=lid.gebruiker, pk=nieuw.pk)
    assert mag(lid.gebruiker, "casus.inzien", casus)
    assert Geheimhouding.objects.filter(gebruiker=lid.gebruiker, casus=casus).count() == 1


def test_een_vaste_vertegenwoordiger_staat_vooraan_bij_het_uitnodigen(stad: Stad, als: Als) -> None:
    casus = maak_casus(stad)
    maak_overleg(stad, casus)
    vast = collega_van(stad.caw, vast=True)
    pagina = als(stad.preventie).get(reverse("casus:uitnodigen", args=[casus.pk])).content.decode()
    assert pagina.index(vast.gebruiker.naam) < pagina.index(stad.caw.naam)
    assert f"{vast.gebruiker.naam} (vaste vertegenwoordiger)" in pagina


def test_een_vaste_vertegenwoordiger_krijgt_niets_van_de_plaats_van_een_collega(stad: Stad, als: Als) -> None:
    """Aangewezen zijn door de dienst is geen uitnodiging, en geen aanvaarding."""
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw)
    vast = collega_van(stad.caw, vast=True).gebruiker
    assert not mag(vast, "casus.zien", casus)
    browser = als(vast)
    assert browser.get(reverse("casus:casus", args=[casus.pk])).status_code == 404
    for naam in ("werk", "casussen", "uitnodigingen", "overleggen"):
        assert casus.referentie not in browser.get(reverse(f"casus:{naam}")).content.decode()


def test_ook_de_vaste_vertegenwoordiger_ziet_pas_iets_na_zijn_eigen_ja(stad: Stad, als: Als) -> None:
    casus = maak_casus(stad)
    vast = collega_van(stad.caw, vast=True).gebruiker
    rij = maak_deelname(stad, casus, vast, "uitgenodigd")
    assert als(vast).get(reverse("casus:casus", args=[casus.pk])).status_code == 404
    deelname.aanvaard_geheimhouding(actor=vast, pk=rij.pk, versie=VERSIE)
    deelname.aanvaard(actor=vast, pk=rij.pk)
    assert als(vast).get(reverse("casus:casus", args=[casus.pk])).status_code == 200
