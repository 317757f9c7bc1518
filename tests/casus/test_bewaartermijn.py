"""De deelnemers leggen samen vast hoe lang het dossier blijft (LR-52)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from audit.models import Regel
from casus.actions import bewaartermijn as acties
from casus.models import Bewaartermijn, Casus, Deelname, Geheimhouding
from casus.selectors.bewaartermijn import klok
from casus.voorwaarden.bewaartermijn import beletten_bespreken, bewaard_tot, plus_maanden
from tests.casus.tafelhulp import leg_termijn_vast
from tests.factories import Stad, maak_casus, maak_deelname
from toegang import toekenningen
from toegang.uitzonderingen import NietVoldaan, Verboden, Verborgen

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-52")]


def soorten() -> list[str]:
    return list(Regel.objects.order_by("tijdstip").values_list("soort", flat=True))


def stel_voor(stad: Stad, casus: Casus, maanden: int = 12, reden: str = "", **velden: bool) -> Bewaartermijn:
    return acties.stel_voor(actor=stad.preventie, casus_pk=casus.pk, maanden=maanden, reden=reden, **velden)


def stem_in(termijn: Bewaartermijn, *mensen: object) -> Bewaartermijn:
    for wie in mensen:
        termijn = acties.stem_in(actor=wie, casus_pk=termijn.casus_id, termijn_pk=termijn.pk)
    return termijn


@pytest.fixture
def casus(stad: Stad) -> Casus:
    """Een casus met CAW aan tafel, en CLB die alleen uitgenodigd is."""
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw)
    maak_deelname(stad, casus, stad.clb, "geheimhouding")
    return casus


def test_de_laatste_instemming_legt_de_termijn_vast(stad: Stad, casus: Casus) -> None:
    termijn = stem_in(stel_voor(stad, casus), stad.burgemeester, stad.politie)
    assert termijn.staat == "voorgesteld"
    assert beletten_bespreken(casus)
    termijn = stem_in(termijn, stad.caw)
    assert termijn.staat == "vastgelegd"
    assert not beletten_bespreken(casus)
    assert soorten() == [
        "bewaartermijn.voorgesteld",
        "bewaartermijn.ingestemd",
        "bewaartermijn.ingestemd",
        "bewaartermijn.vastgesteld",
    ]


def test_wie_alleen_uitgenodigd_is_beslist_niet_mee(stad: Stad, casus: Casus) -> None:
    termijn = stel_voor(stad, casus)
    with pytest.raises(Verborgen):
        stem_in(termijn, stad.clb)
    assert stem_in(termijn, stad.burgemeester, stad.politie, stad.caw).staat == "vastgelegd"


def test_alleen_de_preventieambtenaar_stelt_voor(stad: Stad, casus: Casus) -> None:
    with pytest.raises(Verboden):
        acties.stel_voor(actor=stad.caw, casus_pk=casus.pk, maanden=12, reden="")
    with pytest.raises(Verboden):
        acties.stel_voor(actor=stad.politie, casus_pk=casus.pk, maanden=12, reden="")
    assert stel_voor(stad, casus)


@pytest.mark.parametrize(
    ("maanden", "reden", "uitzonderlijk", "mag"),
    [
        (12, "", False, True),
        (13, "", False, False),
        (13, "  ", False, False),
        (60, "Traag traject.", False, True),
        (61, "Traag traject.", False, False),
        (61, "Traag traject.", True, True),
        (360, "Traag traject.", True, True),
        (361, "Traag traject.", True, False),
        (0, "", False, False),
    ],
)
def test_hoe_langer_hoe_meer_reden(
    stad: Stad, casus: Casus, maanden: int, reden: str, uitzonderlijk: bool, mag: bool
) -> None:
    if mag:
        assert stel_voor(stad, casus, maanden, reden, uitzonderlijk=uitzonderlijk)
    else:
        with pytest.raises(NietVoldaan) as fout:
            stel_voor(stad, casus, maanden, reden, uitzonderlijk=uitzonderlijk)
        assert fout.value.regel == "LR-52"


def test_een_nieuw_voorstel_vervangt_het_oude_en_zijn_instemmingen(stad: Stad, casus: Casus) -> None:
    oud = stem_in(stel_voor(stad, casus), stad.burgemeester, stad.politie)
    nieuw = stel_voor(stad, casus, 6)
    with pytest.raises(NietVoldaan, match="vervangen"):
        stem_in(oud, stad.caw)
    assert stem_in(nieuw, stad.caw).staat == "voorgesteld"
    assert stem_in(nieuw, stad.burgemeester, stad.politie).staat == "vastgelegd"


def test_een_vaste_termijn_geldt_tot_iedereen_met_het_nieuwe_voorstel_instemt(
    stad: Stad, casus: Casus
) -> None:
    oud = stem_in(stel_voor(stad, casus), stad.burgemeester, stad.politie, stad.caw)
    nieuw = stel_voor(stad, casus, 6)
    assert not beletten_bespreken(casus)
    stem_in(nieuw, stad.burgemeester, stad.politie, stad.caw)
    staten = dict(Bewaartermijn.objects.values_list("pk", "staat"))
    assert staten == {oud.pk: "vervangen", nieuw.pk: "vastgelegd"}


def test_twee_keer_instemmen_telt_een_keer(stad: Stad, casus: Casus) -> None:
    termijn = stem_in(stel_voor(stad, casus), stad.caw)
    with pytest.raises(NietVoldaan, match="al in"):
        stem_in(termijn, stad.caw)


def test_wie_zich_terugtrekt_houdt_niets_tegen(stad: Stad, casus: Casus) -> None:
    stem_in(stel_voor(stad, casus), stad.burgemeester, stad.politie)
    with pytest.raises(NietVoldaan, match="Nog niet iedereen"):
        acties.stel_vast(actor=stad.preventie, casus_pk=casus.pk)
    Deelname.objects.filter(gebruiker=stad.caw).update(staat="teruggetrokken")
    toekenningen.neem(stad.caw, casus)
    assert acties.stel_vast(actor=stad.preventie, casus_pk=casus.pk).staat == "vastgelegd"


def test_wie_voor_het_eerste_overleg_bijkomt_beslist_nog_mee(stad: Stad, casus: Casus) -> None:
    termijn = leg_termijn_vast(stad, casus)
    assert not beletten_bespreken(casus)
    later = maak_deelname(stad, casus, stad.jeugdwerk)
    Deelname.objects.filter(pk=later.pk).update(beantwoord_op=timezone.now() + timedelta(seconds=5))
    assert [belet.regel for belet in beletten_bespreken(casus)] == ["LR-52"]
    stem_in(termijn, stad.jeugdwerk)
    assert not beletten_bespreken(casus)


def test_ook_een_kernlid_dat_later_inzage_kreeg_beslist_nog_mee(stad: Stad, casus: Casus) -> None:
    termijn = leg_termijn_vast(stad, casus)
    Geheimhouding.objects.filter(casus=casus, gebruiker=stad.politie).update(
        aanvaard_op=timezone.now() + timedelta(seconds=5)
    )
    assert beletten_bespreken(casus)
    stem_in(termijn, stad.politie)
    assert not beletten_bespreken(casus)


def test_na_het_eerste_overleg_ligt_de_termijn_vast_voor_wie_later_komt(stad: Stad, casus: Casus) -> None:
    leg_termijn_vast(stad, casus)
    later = maak_deelname(stad, casus, stad.jeugdwerk)
    Deelname.objects.filter(pk=later.pk).update(beantwoord_op=timezone.now() + timedelta(seconds=5))
    casus.laatst_besproken_op = timezone.localdate()
    assert not beletten_bespreken(casus)


def test_de_pagina_zegt_het_gevolg_in_datums(stad: Stad, casus: Casus, als) -> None:
    stel_voor(stad, casus)
    adres = reverse("casus:bewaartermijn", args=[casus.pk])
    tekst = als(stad.caw).get(adres).text
    tot = plus_maanden(timezone.localdate(), 12)
    assert str(tot.year) in tekst
    assert "Ik stem in" in tekst
    als(stad.caw).post(
        reverse("casus:bewaartermijn_instemmen", args=[casus.pk, Bewaartermijn.objects.get().pk])
    )
    assert "Ik stem in" not in als(stad.caw).get(adres).text


def test_voorstellen_langs_de_pagina(stad: Stad, casus: Casus, als) -> None:
    adres = reverse("casus:bewaartermijn", args=[casus.pk])
    assert "alleen met een reden" in als(stad.preventie).post(adres, {"maanden": 24}).text
    als(stad.preventie).post(adres, {"maanden": 24, "reden": "Traag traject."})
    assert Bewaartermijn.objects.get().reden == "Traag traject."


@pytest.mark.regel("LR-05", "LR-31")
@pytest.mark.parametrize("wie", ["clb", "jeugdwerk", "beheer", "toezicht", "dpo", "buur"])
def test_wie_niet_aan_tafel_zit_ziet_de_termijn_niet(
    stad: Stad, anderstad: Stad, casus: Casus, als, wie: str
) -> None:
    client = als(anderstad.preventie if wie == "buur" else getattr(stad, wie))
    assert client.get(reverse("casus:bewaartermijn", args=[casus.pk])).status_code == 404
    assert als(stad.caw).get(reverse("casus:bewaartermijn", args=[casus.pk])).status_code == 200


def test_de_klok_zegt_wat_nog_ontbreekt(stad: Stad, casus: Casus) -> None:
    assert klok(casus).waarde == "nog niet afgesproken"
    termijn = stel_voor(stad, casus)
    assert klok(casus).waarde == "voorgesteld"
    stem_in(termijn, stad.burgemeester, stad.politie, stad.caw)
    tot = plus_maanden(timezone.localdate(), 12)
    assert klok(casus).waarde == date_format(tot, "j F Y")
    assert "nog geen bespreking" in klok(casus).uitleg


def test_de_klok_telt_vanaf_de_laatste_bespreking(stad: Stad, casus: Casus) -> None:
    leg_termijn_vast(stad, casus)
    casus.laatst_besproken_op = date(2026, 1, 31)
    beeld = klok(casus)
    assert (beeld.label, beeld.waarde, beeld.geheel) == ("Bewaard tot", "31 januari 2027", 365)


@pytest.mark.parametrize(
    ("dag", "maanden", "wordt"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 15), 1, date(2028, 1, 15)),
        (date(2026, 3, 1), 24, date(2028, 3, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_maanden_tellen(dag: date, maanden: int, wordt: date) -> None:
    assert plus_maanden(dag, maanden) == wordt


def test_nooit_langer_dan_dertig_jaar_na_het_afsluiten(stad: Stad, casus: Casus) -> None:
    termijn = leg_termijn_vast(stad, casus, 360)
    casus.afgesloten_op = timezone.make_aware(timezone.datetime(2026, 1, 10))
    casus.laatst_besproken_op = date(2026, 3, 1)
    assert bewaard_tot(casus, termijn.maanden) == date(2056, 1, 10)
