"""Het einde van een plaats aan tafel: wie vertrekt, een dienst die haar mandaat verliest, en de burgemeester (LR-12)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from audit.soorten import Soort
from casus.actions import vertrek
from casus.models import Casus, Deelname
from casus.voorwaarden.tafel import aan_tafel
from tests.factories import VROEGER, OrganisatieFactory, Stad, maak_casus, maak_deelname
from toegang import seinen
from toegang.actions import gids
from toegang.beleid import mag
from toegang.models import CasusUserObjectPermission, Gebruiker, Organisatie, Organisatielid
from toegang.uitzonderingen import NietVoldaan, Verboden

pytestmark = pytest.mark.django_db
Als = Callable[[Gebruiker], Client]
GISTEREN = timedelta(days=1)


def dienst_van(wie: Gebruiker) -> Organisatie:
    return wie.organisatieleden.get().organisatie


def staat(rij: Deelname) -> str:
    return str(Deelname.objects.get(pk=rij.pk).staat)


def rechten(wie: Gebruiker) -> list[str]:
    return list(
        CasusUserObjectPermission.objects.filter(user=wie).values_list("permission__codename", flat=True)
    )


@pytest.mark.regel("LR-12")
@pytest.mark.parametrize("wie_beheert", ["preventie", "beheer"])
@pytest.mark.parametrize(
    ("was", "daarna"),
    [
        ("voorbereid", "geschrapt"),
        ("uitgenodigd", "vervallen"),
        ("geheimhouding", "vervallen"),
        ("aanvaard", "beeindigd"),
    ],
)
def test_wie_zijn_dienst_verlaat_verliest_zijn_plaats(
    stad: Stad, als: Als, was: str, daarna: str, wie_beheert: str
) -> None:
    """Ook als de beheerder het doet: die weet niet dat er een plaats was, en hoort het ook niet."""
    casus = maak_casus(stad, casusregisseur=stad.caw)
    rij = maak_deelname(stad, casus, stad.caw, was)
    open_browser = als(stad.caw)
    gids.beeindig_lid(
        actor=getattr(stad, wie_beheert), pk=stad.livc.pk, lid=stad.caw.organisatieleden.get().pk
    )
    assert (staat(rij), rechten(stad.caw)) == (daarna, [])
    assert open_browser.get(reverse("casus:casus", args=[casus.pk])).status_code == 404
    assert Casus.objects.get().casusregisseur is None
    assert Regel.objects.filter(soort=Soort.DEELNAME_BEEINDIGD).count() == 1


@pytest.mark.regel("LR-12")
def test_een_dienst_die_haar_mandaat_verliest_verliest_haar_plaatsen(stad: Stad, als: Als) -> None:
    casus = maak_casus(stad)
    rij, ander = maak_deelname(stad, casus, stad.caw), maak_deelname(stad, casus, stad.clb)
    dienst = dienst_van(stad.caw)
    gegevens = {veld: getattr(dienst, veld) for veld in gids.VELDEN} | {
        "mandaat_tot": timezone.localdate() - GISTEREN
    }
    gids.wijzig_organisatie(actor=stad.preventie, pk=stad.livc.pk, organisatie=dienst.pk, gegevens=gegevens)
    assert (staat(rij), staat(ander)) == ("beeindigd", "aanvaard")
    assert als(stad.caw).get(reverse("casus:casus", args=[casus.pk])).status_code == 404


@pytest.mark.regel("LR-12")
@pytest.mark.parametrize("hoe", ["mandaat", "lid", "gids", "account"])
def test_een_datum_die_voorbijgaat_sluit_meteen_en_de_rij_volgt_s_nachts(
    stad: Stad, als: Als, hoe: str
) -> None:
    casus = maak_casus(stad, casusregisseur=stad.caw)
    rij, ander = maak_deelname(stad, casus, stad.caw), maak_deelname(stad, casus, stad.clb)
    open_browser = als(stad.caw)
    assert open_browser.get(reverse("casus:casus", args=[casus.pk])).status_code == 200
    gisteren, dienst = timezone.localdate() - GISTEREN, dienst_van(stad.caw)
    {
        "mandaat": lambda: Organisatie.objects.filter(pk=dienst.pk).update(mandaat_tot=gisteren),
        "lid": lambda: stad.caw.organisatieleden.update(tot=gisteren),
        "gids": lambda: dienst.livcs.clear(),
        "account": lambda: Gebruiker.objects.filter(pk=stad.caw.pk).update(is_active=False),
    }[hoe]()
    stad.caw.refresh_from_db()
    assert not mag(stad.caw, "casus.inzien", casus)
    assert stad.caw not in {genoot.gebruiker for genoot in aan_tafel(casus)}
    assert open_browser.get(reverse("casus:casus", args=[casus.pk])).status_code in (302, 404)
    assert staat(rij) == "aanvaard"
    assert vertrek.beeindig_alle(timezone.localdate()) == 1
    assert (staat(rij), staat(ander), rechten(stad.caw)) == ("beeindigd", "aanvaard", [])
    assert vertrek.beeindig_alle(timezone.localdate()) == 0


@pytest.mark.regel("LR-12")
def test_het_mandaat_loopt_tot_en_met_zijn_laatste_dag(stad: Stad) -> None:
    rij = maak_deelname(stad, maak_casus(stad), stad.caw)
    Organisatie.objects.filter(pk=dienst_van(stad.caw).pk).update(mandaat_tot=timezone.localdate())
    call_command("deelnames_beeindigen")
    assert staat(rij) == "aanvaard"
    assert mag(stad.caw, "casus.inzien", rij.casus)


@pytest.mark.regel("LR-12")
def test_een_andere_dienst_houdt_een_plaats_niet_open(stad: Stad) -> None:
    """De plaats hoort bij één dienst: ook wie nog voor een andere werkt, verliest ze."""
    rij = maak_deelname(stad, maak_casus(stad), stad.caw)
    ander = OrganisatieFactory.create(gemeentelijk=True)
    ander.livcs.add(stad.livc)
    eerste = stad.caw.organisatieleden.get()
    Organisatielid.objects.create(organisatie=ander, gebruiker=stad.caw, van=VROEGER)
    gids.beeindig_lid(actor=stad.preventie, pk=stad.livc.pk, lid=eerste.pk)
    assert staat(rij) == "beeindigd"
    assert not mag(stad.caw, "casus.inzien", rij.casus)


def test_faalt_het_einde_dan_gaat_ook_het_vertrek_niet_door(
    stad: Stad, monkeypatch: pytest.MonkeyPatch
) -> None:
    maak_deelname(stad, maak_casus(stad), stad.caw)

    def stuk(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(vertrek, "sluit_plaats", stuk)
    with pytest.raises(RuntimeError):
        gids.beeindig_lid(actor=stad.preventie, pk=stad.livc.pk, lid=stad.caw.organisatieleden.get().pk)
    assert stad.caw.organisatieleden.get().tot is None
    assert seinen.dienst_gewijzigd.has_listeners()


@pytest.mark.regel("LR-12")
def test_de_burgemeester_beeindigt_een_deelname_met_een_bericht_zonder_inhoud(
    stad: Stad, als: Als, django_capture_on_commit_callbacks: Callable
) -> None:
    casus = maak_casus(stad, casusregisseur=stad.caw)
    rij = maak_deelname(stad, casus, stad.caw)
    adres = reverse("casus:deelname_beeindigen", args=[rij.pk])
    assert adres in als(stad.burgemeester).get(reverse("casus:tafel", args=[casus.pk])).content.decode()
    assert adres not in als(stad.preventie).get(reverse("casus:tafel", args=[casus.pk])).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        als(stad.burgemeester).post(adres)
    assert (staat(rij), rechten(stad.caw), Casus.objects.get().casusregisseur) == ("beeindigd", [], None)
    # De kern krijgt het overleg in haar agenda; hij alleen dit.
    (bericht,) = [b for b in mail.outbox if b.to == [stad.caw.email]]
    assert bericht.to == [stad.caw.email]
    for verboden in (casus.referentie, "Zeno", stad.livc.naam, str(rij.pk)):
        assert verboden not in bericht.subject + bericht.body
    pagina = als(stad.caw).get(reverse("casus:uitnodiging", args=[rij.pk])).content.decode()
    assert "Uw deelname is beëindigd" in pagina


@pytest.mark.regel("LR-12", "LR-20")
def test_de_burgemeester_beeindigt_alleen_wat_aanvaard_is(stad: Stad) -> None:
    casus = maak_casus(stad)
    rij = maak_deelname(stad, casus, stad.caw, "uitgenodigd")
    with pytest.raises(NietVoldaan):
        vertrek.beeindig(actor=stad.burgemeester, pk=rij.pk)
    aanvaard = maak_deelname(stad, casus, stad.clb)
    for wie in (stad.preventie, stad.politie):
        with pytest.raises(Verboden):
            vertrek.beeindig(actor=wie, pk=aanvaard.pk)
