"""Het beleid: dezelfde tabel beantwoordt ‘mag X dit?’ en ‘welke ziet X?’."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from casus.models import Casus, Deelname, Inbreng, Overleg, Signaal
from tests.factories import Stad, geef_rol, maak_casus, maak_deelname, maak_overleg, maak_signaal
from toegang import toekenningen
from toegang.beleid import TABEL, eis, haal, mag, relaties_van, rollen_van, wie_mag, zichtbaar
from toegang.livcs import ontbrekende_kernrollen, uitnodigbare_leden
from toegang.models import Lidmaatschap
from toegang.rollen import KERN, Rol
from toegang.uitzonderingen import Verboden, Verborgen

pytestmark = pytest.mark.django_db


def maak_inbreng(stad: Stad, casus: Casus, **velden: object) -> Inbreng:
    standaard = {"auteur": stad.caw, "tekst": "Ik zag hem.", "categorie": "6", "categorielijst": "W2026"}
    return Inbreng.objects.create(casus=casus, livc=stad.livc, **(standaard | velden))


def test_onbekende_actie_is_een_fout_en_geen_nee(stad: Stad) -> None:
    with pytest.raises(KeyError):
        mag(stad.preventie, "casus.alles", stad.livc)


def test_zonder_aanmelding_mag_niets(stad: Stad) -> None:
    casus = maak_casus(stad)
    assert not mag(AnonymousUser(), "casus.zien", casus)
    assert not zichtbaar(AnonymousUser(), "casus.zien", Casus.objects.all())


def test_een_uitgeschakeld_account_ziet_niets(stad: Stad) -> None:
    casus = maak_casus(stad)
    assert mag(stad.preventie, "casus.zien", casus)
    stad.preventie.is_active = False
    assert not mag(stad.preventie, "casus.zien", casus)
    assert not zichtbaar(stad.preventie, "casus.zien", Casus.objects.all())


@pytest.mark.regel("LR-05")
def test_een_casus_hoort_bij_een_livc(stad: Stad, anderstad: Stad) -> None:
    casus = maak_casus(stad)
    assert list(zichtbaar(stad.preventie, "casus.zien", Casus.objects.all())) == [casus]
    for wie in anderstad.kern:
        assert not zichtbaar(wie, "casus.zien", Casus.objects.all())
        with pytest.raises(Verborgen):
            haal(wie, "casus.zien", Casus.objects.all(), casus.pk)


@pytest.mark.regel("LR-05")
def test_een_rol_telt_alleen_in_het_eigen_livc(stad: Stad, anderstad: Stad) -> None:
    """Het beleid zelf, los van wat de databank al verbergt."""
    casus, signaal = maak_casus(stad), maak_signaal(stad, "voorgedragen")
    for wie in anderstad.kern:
        for voorwerp in (stad.livc, casus, signaal, maak_overleg(stad, casus)):
            assert relaties_van(wie, voorwerp) == frozenset()
        assert relaties_van(wie, anderstad.livc) >= {rol.value for rol in rollen_van(wie)[anderstad.livc.pk]}
    assert not mag(anderstad.preventie, "signaal.registreren", stad.livc)


@pytest.mark.regel("LR-23")
def test_wie_uitgesloten_is_is_niets_meer_tot_de_casus(stad: Stad) -> None:
    """Ook zijn rol niet, en ook niet tot wat eraan hangt: het beleid zelf, los van wat de databank al verbergt."""
    casus, signaal = maak_casus(stad), maak_signaal(stad, "op_lijst")
    Signaal.objects.filter(pk=signaal.pk).update(casus=casus)
    punt = maak_overleg(stad, casus).agendapunten.get()
    signaal.refresh_from_db()
    assert mag(stad.politie, "signaal.zien", signaal)
    toekenningen.sluit_uit(stad.politie, casus)
    for voorwerp in (casus, signaal, punt, punt.overleg):
        assert relaties_van(stad.politie, voorwerp) == frozenset()
    assert not mag(stad.politie, "signaal.zien", signaal)
    assert not zichtbaar(stad.politie, "signaal.zien", Signaal.objects.all())
    assert not zichtbaar(stad.politie, "overleg.zien", Overleg.objects.all())


@pytest.mark.regel("LR-10")
@pytest.mark.parametrize("rol", sorted(KERN))
def test_een_livc_zonder_een_van_de_drie_kernrollen_is_niet_actief(stad: Stad, rol: Rol) -> None:
    assert ontbrekende_kernrollen(stad.livc.pk) == []
    Lidmaatschap.objects.filter(livc=stad.livc, rol=rol).update(tot=timezone.localdate() - timedelta(days=1))
    assert ontbrekende_kernrollen(stad.livc.pk) == [rol]


@pytest.mark.regel("LR-11")
def test_vervallen_machtiging_schorst_de_politie_dezelfde_dag(stad: Stad) -> None:
    casus = maak_casus(stad)
    lid = Lidmaatschap.objects.get(gebruiker=stad.politie)
    lid.machtiging_tot = timezone.localdate() + timedelta(days=1)
    lid.save()
    assert mag(stad.politie, "casus.inzien", casus)
    lid.machtiging_tot = timezone.localdate()
    lid.save()
    assert not mag(stad.politie, "casus.inzien", casus)
    assert not zichtbaar(stad.politie, "casus.zien", Casus.objects.all())


@pytest.mark.regel("LR-12")
def test_een_dienst_van_de_gemeenschap_zonder_mandaat_staat_niet_in_de_gids(stad: Stad) -> None:
    lid = stad.caw.organisatieleden.get()
    assert lid in uitnodigbare_leden(stad.livc.pk)
    type(lid.organisatie).objects.filter(pk=lid.organisatie_id).update(
        mandaat_datum=None, mandaat_referentie=""
    )
    assert lid not in uitnodigbare_leden(stad.livc.pk)


@pytest.mark.regel("LR-12")
def test_een_dienst_van_de_gemeente_heeft_geen_mandaat_nodig(stad: Stad) -> None:
    assert stad.jeugdwerk.organisatieleden.get() in uitnodigbare_leden(stad.livc.pk)


@pytest.mark.regel("LR-13")
def test_de_geheimhouding_opent_wie_en_niets_meer(stad: Stad) -> None:
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw, Deelname.Staat.GEHEIMHOUDING)
    maak_deelname(stad, casus, stad.clb, Deelname.Staat.UITGENODIGD)
    assert mag(stad.caw, "casus.wie", casus)
    assert not mag(stad.caw, "casus.inzien", casus)
    assert not mag(stad.clb, "casus.wie", casus)


@pytest.mark.regel("LR-30")
def test_ook_de_kern_ziet_geen_inhoud_voor_de_geheimhouding(stad: Stad) -> None:
    casus = maak_casus(stad)
    toekenningen.neem(stad.politie, casus, toekenningen.KERN_INZIEN)
    assert mag(stad.politie, "casus.zien", casus)
    with pytest.raises(Verboden):
        eis(stad.politie, "casus.inzien", casus)


@pytest.mark.regel("LR-31")
def test_alleen_kern_en_aanvaarde_deelnemers_zien_inhoud(stad: Stad) -> None:
    casus = maak_casus(stad)
    for wie, staat in zip(stad.sociaal, ("uitgenodigd", "geheimhouding", "aanvaard"), strict=True):
        maak_deelname(stad, casus, wie, staat)
    assert set(wie_mag("casus.inzien", casus)) == {*stad.kern, stad.jeugdwerk}
    for wie in (stad.beheer, stad.toezicht, stad.dpo):
        assert not mag(wie, "casus.zien", casus)


@pytest.mark.regel("LR-31")
def test_een_rol_zonder_toekenning_geeft_niets(stad: Stad) -> None:
    casus = maak_casus(stad)
    toekenningen.neem_rol(Lidmaatschap.objects.get(gebruiker=stad.preventie))
    assert rollen_van(stad.preventie) == {}
    assert not mag(stad.preventie, "casus.zien", casus)


def test_een_nieuw_kernlid_ziet_dat_bestaande_casussen_er_zijn(stad: Stad) -> None:
    casus = maak_casus(stad)
    geef_rol(stad.beheer, stad.livc, Rol.PREVENTIEAMBTENAAR)
    assert mag(stad.beheer, "casus.zien", casus)
    assert not mag(stad.beheer, "casus.inzien", casus)


@pytest.mark.regel("LR-32")
def test_inbreng_volgt_het_publiek_van_de_auteur(stad: Stad) -> None:
    casus = maak_casus(stad)
    for wie in (stad.caw, stad.clb, stad.jeugdwerk):
        maak_deelname(stad, casus, wie)
    concept = maak_inbreng(stad, casus)
    tafel = maak_inbreng(stad, casus, staat="ingebracht", publiek="tafel")
    kern = maak_inbreng(stad, casus, staat="ingebracht", publiek="kern")
    gekozen = maak_inbreng(stad, casus, staat="ingebracht", publiek="gekozen")
    gekozen.lezers.add(stad.clb)

    def gelezen(wie: object) -> set[Inbreng]:
        return set(zichtbaar(wie, "inbreng.zien", Inbreng.objects.all()))  # type: ignore[arg-type]

    assert gelezen(stad.caw) == {concept, tafel, kern, gekozen}
    assert gelezen(stad.preventie) == {tafel, kern}
    assert gelezen(stad.clb) == {tafel, gekozen}
    assert gelezen(stad.jeugdwerk) == {tafel}


@pytest.mark.regel("LR-21")
def test_wie_zich_terugtrok_leest_ook_de_eigen_inbreng_niet_meer(stad: Stad) -> None:
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw)
    inbreng = maak_inbreng(stad, casus, staat="ingebracht")
    assert mag(stad.caw, "inbreng.zien", inbreng)
    toekenningen.neem(stad.caw, casus)
    assert not mag(stad.caw, "inbreng.zien", inbreng)


def test_een_deelnemer_ziet_alleen_overleg_over_de_eigen_casus(stad: Stad) -> None:
    casus, andere = maak_casus(stad), maak_casus(stad)
    eigen, vreemd = maak_overleg(stad, casus), maak_overleg(stad, andere)
    maak_deelname(stad, casus, stad.caw, overleg=eigen)
    assert list(zichtbaar(stad.caw, "overleg.zien", Overleg.objects.all())) == [eigen]
    assert not mag(stad.caw, "overleg.zien", vreemd)


@pytest.mark.parametrize("staat", Signaal.Staat.values)
def test_lijst_en_detail_spreken_elkaar_nooit_tegen(stad: Stad, anderstad: Stad, staat: str) -> None:
    signaal = maak_signaal(stad, staat)
    for wie in (*vars(stad).values(), *vars(anderstad).values()):
        if wie in (stad.livc, anderstad.livc):
            continue
        in_lijst = zichtbaar(wie, "signaal.zien", Signaal.objects.all()).filter(pk=signaal.pk).exists()
        assert in_lijst == bool(mag(wie, "signaal.zien", signaal)), wie.naam


def test_elke_rij_van_de_tabel_noemt_een_regel() -> None:
    assert all(rij.regel.startswith("LR-") for rijen in TABEL.values() for rij in rijen)


def test_een_nee_zegt_wie_het_wel_kan_en_volgens_welke_regel(stad: Stad) -> None:
    oordeel = mag(stad.politie, "livc.modaliteiten", stad.livc)
    assert not oordeel
    assert oordeel.regel == "LR-61"
    assert "burgemeester" in oordeel.uitleg


@pytest.mark.regel("LR-12", "LR-31")
def test_wie_zijn_dienst_verlaat_ziet_de_casus_dezelfde_dag_niet_meer(stad: Stad) -> None:
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw)
    assert mag(stad.caw, "casus.inzien", casus)
    stad.caw.organisatieleden.update(tot=timezone.localdate() - timedelta(days=1))
    assert not mag(stad.caw, "casus.inzien", casus)
    assert not zichtbaar(stad.caw, "casus.zien", Casus.objects.all())
