"""Een professional stuurt in, en ziet daarna alleen of het aankwam."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus.models import Signaal
from tests.factories import Stad, geef_rol, maak_signaal
from toegang.models import Gebruiker, Lidmaatschap
from toegang.rollen import Rol

pytestmark = pytest.mark.django_db


def stuur_in(stad: Stad, als: Any, wie: Gebruiker) -> Any:
    velden = {
        "naam": "Zeno Verzonnen",
        "feiten": "Hij deelde een filmpje.",
        "waargenomen_op": timezone.localdate().isoformat(),
        "dringendheid": "gewoon",
    }
    return als(wie).post(reverse("casus:signaal_insturen", args=[stad.livc.pk]), velden)


def test_een_professional_stuurt_in_namens_de_eigen_organisatie(stad: Stad, als: Client) -> None:
    antwoord = stuur_in(stad, als, stad.caw)
    signaal = Signaal.objects.get()
    assert antwoord.url == reverse("casus:signaal_volgen", args=[signaal.pk])
    assert signaal.bron_organisatie == stad.caw.organisatieleden.get().organisatie
    assert (signaal.ingezonden, signaal.kanaal, signaal.ontvangen_op) == (True, "formulier", None)
    assert list(Regel.objects.values_list("soort", flat=True)) == ["signaal.ingestuurd"]


def test_wie_niet_in_de_gids_staat_stuurt_niet_in(stad: Stad, anderstad: Stad, als: Client) -> None:
    assert stuur_in(stad, als, stad.clb).status_code == 302
    for wie in (anderstad.caw, stad.beheer, stad.toezicht, stad.dpo):
        assert stuur_in(stad, als, wie).status_code == 404


@pytest.mark.regel("LR-10")
def test_zonder_volledige_kern_kan_insturen_niet(stad: Stad, als: Client) -> None:
    Lidmaatschap.objects.filter(livc=stad.livc, rol=Rol.POLITIE).update(tot="2021-01-01")
    assert b"LR-10" in stuur_in(stad, als, stad.caw).content
    geef_rol(stad.politie, stad.livc, Rol.POLITIE)
    assert stuur_in(stad, als, stad.caw).status_code == 302


@pytest.mark.regel("LR-33")
def test_een_advocaat_stuurt_niets_in(stad: Stad, als: Client) -> None:
    Gebruiker.objects.filter(pk=stad.caw.pk).update(is_advocaat=True)
    assert b"LR-33" in stuur_in(stad, als, stad.caw).content
    assert stuur_in(stad, als, stad.clb).status_code == 302


def zichtbaar_voor_melder(stad: Stad, als: Any, signaal: Signaal) -> str:
    lijst = als(stad.caw).get(reverse("casus:signalen")).content.decode()
    blad = als(stad.caw).get(reverse("casus:signaal_volgen", args=[signaal.pk])).content.decode()
    # Het teken tegen vervalste formulieren verschilt per keer; de rest moet gelijk zijn.
    return "".join(regel for tekst in (lijst, blad) for regel in tekst.splitlines() if "csrf" not in regel)


@pytest.mark.regel("LR-34")
def test_de_melder_ziet_niets_van_weging_uitkomst_of_casus(stad: Stad, als: Client) -> None:
    signaal = maak_signaal(stad, melder=stad.caw, ingezonden=True, ontvangen_op=timezone.now())
    eerst = zichtbaar_voor_melder(stad, als, signaal)
    assert "Zeno" not in eerst
    for staat in Signaal.Staat.values:
        Signaal.objects.filter(pk=signaal.pk).update(staat=staat)
        assert zichtbaar_voor_melder(stad, als, signaal) == eerst, staat


def test_de_melder_volgt_alleen_het_eigen_signaal(stad: Stad, als: Client) -> None:
    signaal = maak_signaal(stad, melder=stad.caw, ingezonden=True)
    adres = reverse("casus:signaal_volgen", args=[signaal.pk])
    assert als(stad.caw).get(adres).status_code == 200
    assert als(stad.clb).get(adres).status_code == 404
    assert als(stad.caw).get(reverse("casus:signaal", args=[signaal.pk])).status_code == 404


def test_na_de_bevestiging_ziet_de_melder_ontvangen(stad: Stad, als: Client) -> None:
    signaal = maak_signaal(stad, melder=stad.caw, ingezonden=True)
    adres = reverse("casus:signaal_ontvangen", args=[signaal.pk])
    assert als(stad.politie).post(adres).status_code == 403
    assert als(stad.preventie).post(adres).status_code == 302
    assert als(stad.preventie).post(adres).status_code == 409
    assert (
        "ontving uw signaal"
        in als(stad.caw).get(reverse("casus:signaal_volgen", args=[signaal.pk])).content.decode()
    )
    assert Regel.objects.filter(soort="signaal.ontvangen").count() == 1
