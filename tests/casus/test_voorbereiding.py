"""De voorbereiding begint, en het belang van een kind wordt door twee mensen gewogen."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus.actions import uitnodiging
from casus.models import Casus, Deelname, Kindafweging
from casus.voorwaarden.bewaartermijn import plus_maanden
from casus.voorwaarden.deelname import beletten_kind, beletten_kindafweging
from tests.factories import Stad, maak_casus, maak_deelname, maak_overleg
from toegang.models import Lidmaatschap
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan

pytestmark = pytest.mark.django_db


def jaar_oud(jaren: int) -> date:
    vandaag = timezone.localdate()
    return date(vandaag.year - jaren, 1, 1)


def bereid_voor(stad: Stad, casus: Casus) -> list[Deelname]:
    overleg = (
        casus.agendapunt_set.first().overleg if casus.agendapunt_set.exists() else maak_overleg(stad, casus)
    )
    return uitnodiging.bereid_voor(
        actor=stad.preventie,
        pk=casus.pk,
        overleg=overleg.pk,
        leden=[stad.caw.organisatieleden.get().pk],
        bijdrage="Kennis van het gezin.",
        dringend_reden="",
    )


def test_de_preventieambtenaar_begint(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad, Casus.Staat.OP_LIJST)
    antwoord = als(stad.preventie).post(reverse("casus:casus_voorbereiden", args=[casus.pk]))
    assert antwoord.url == reverse("casus:tafel", args=[casus.pk])
    casus.refresh_from_db()
    assert casus.staat == "voorbereiding"
    assert list(Regel.objects.values_list("soort", flat=True)) == ["casus.voorbereid"]


def test_alleen_de_preventieambtenaar_begint(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad, Casus.Staat.OP_LIJST)
    adres = reverse("casus:casus_voorbereiden", args=[casus.pk])
    for wie in (stad.burgemeester, stad.politie):
        assert als(wie).post(adres).status_code == 403
    assert als(stad.preventie).post(adres).status_code == 302


def test_tweemaal_beginnen_is_een_uitleg_en_geen_fout(stad: Stad, als: Client) -> None:
    adres = reverse("casus:casus_voorbereiden", args=[maak_casus(stad).pk])
    assert als(stad.preventie).post(adres).status_code == 409


@pytest.mark.regel("LR-10")
def test_zonder_kern_begint_er_niets(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad, Casus.Staat.OP_LIJST)
    Lidmaatschap.objects.filter(rol=Rol.POLITIE).update(tot=timezone.localdate() - timedelta(days=1))
    assert als(stad.preventie).post(reverse("casus:casus_voorbereiden", args=[casus.pk])).status_code == 409
    tekst = als(stad.preventie).get(reverse("casus:casus", args=[casus.pk])).content.decode()
    assert "LR-10" in tekst


@pytest.mark.regel("LR-15")
def test_voor_een_minderjarige_gaat_de_afweging_voor(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad, geboren=jaar_oud(15))
    with pytest.raises(NietVoldaan) as fout:
        bereid_voor(stad, casus)
    assert fout.value.regel == "LR-15"
    wegen = reverse("casus:kind_wegen", args=[casus.pk])
    als(stad.preventie).post(wegen, {"belang": "De school vraagt samen te kijken."})
    with pytest.raises(NietVoldaan, match="tweede persoon"):
        bereid_voor(stad, casus)
    als(stad.burgemeester).post(reverse("casus:kind_bevestigen", args=[casus.pk]))
    assert len(bereid_voor(stad, casus)) == 1
    soorten = list(Regel.objects.order_by("tijdstip").values_list("soort", flat=True))
    assert soorten == ["minderjarigheid.afgewogen", "minderjarigheid.bevestigd", "deelname.voorbereid"]


@pytest.mark.regel("LR-15")
def test_onder_de_twaalf_is_een_bijzondere_reden_nodig(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad, geboren=jaar_oud(11))
    adres = reverse("casus:kind_wegen", args=[casus.pk])
    antwoord = als(stad.preventie).post(adres, {"belang": "Samen kijken.", "bijzondere_reden": "  "})
    assert antwoord.status_code == 200
    assert not Kindafweging.objects.exists()
    als(stad.preventie).post(adres, {"belang": "Samen kijken.", "bijzondere_reden": "Het kind is in gevaar."})
    assert Kindafweging.objects.get().bijzondere_reden == "Het kind is in gevaar."


@pytest.mark.regel("LR-15")
def test_een_bevestigde_afweging_zonder_die_reden_volstaat_niet_onder_de_twaalf(stad: Stad) -> None:
    """Bijvoorbeeld als de geboortedatum pas later bekend werd."""
    casus = maak_casus(stad, geboren=jaar_oud(11))
    Kindafweging.objects.create(
        casus=casus,
        livc=stad.livc,
        belang="Samen kijken.",
        opgesteld_door=stad.preventie,
        bevestigd_door=stad.politie,
        bevestigd_op=timezone.now(),
    )
    with pytest.raises(NietVoldaan, match="jonger dan twaalf"):
        bereid_voor(stad, casus)


@pytest.mark.regel("LR-15")
@pytest.mark.parametrize(
    ("jaren", "dagen", "uitleg"), [(18, 0, ""), (18, 1, "minderjarig"), (12, 0, ""), (12, 1, "jonger")]
)
def test_de_verjaardag_zelf_is_de_grens(stad: Stad, jaren: int, dagen: int, uitleg: str) -> None:
    geboren = plus_maanden(timezone.localdate(), -12 * jaren) + timedelta(days=dagen)
    casus = maak_casus(stad, geboren=geboren)
    beletten = beletten_kind(casus) if jaren == 18 else beletten_kindafweging(casus, bijzondere_reden="")
    assert [belet.regel for belet in beletten] == (["LR-15"] if uitleg else [])
    assert all(uitleg in belet.uitleg for belet in beletten)


@pytest.mark.regel("LR-15")
def test_zonder_geboortedatum_geldt_dezelfde_voorzorg(stad: Stad) -> None:
    with pytest.raises(NietVoldaan, match="geboortedatum"):
        bereid_voor(stad, maak_casus(stad, geboren=None))


@pytest.mark.regel("LR-15")
def test_wie_de_afweging_schreef_bevestigt_ze_niet(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad, geboren=jaar_oud(15))
    adres = reverse("casus:kind_bevestigen", args=[casus.pk])
    Kindafweging.objects.create(casus=casus, livc=stad.livc, belang="x", opgesteld_door=stad.burgemeester)
    assert als(stad.burgemeester).post(adres).status_code == 409
    assert als(stad.preventie).post(adres).status_code == 403
    assert als(stad.politie).post(adres).status_code == 302
    assert Kindafweging.objects.get().bevestigd_door == stad.politie


@pytest.mark.regel("LR-15")
def test_een_nieuwe_tekst_vraagt_een_nieuwe_bevestiging(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad, geboren=jaar_oud(15))
    Kindafweging.objects.create(
        casus=casus,
        livc=stad.livc,
        belang="oud",
        opgesteld_door=stad.preventie,
        bevestigd_door=stad.politie,
        bevestigd_op=timezone.now(),
    )
    als(stad.preventie).post(reverse("casus:kind_wegen", args=[casus.pk]), {"belang": "nieuw"})
    assert Kindafweging.objects.get().bevestigd_op is None


def test_een_deelnemer_leest_de_afweging_maar_wijzigt_ze_niet(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad, geboren=jaar_oud(15))
    maak_deelname(stad, casus, stad.clb)
    assert als(stad.clb).get(reverse("casus:casus", args=[casus.pk])).status_code == 200
    assert als(stad.clb).get(reverse("casus:kind_wegen", args=[casus.pk])).status_code == 403
