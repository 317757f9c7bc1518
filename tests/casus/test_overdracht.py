"""Een dossier verhuist: stuk voor stuk gekozen, met de instemming van elke auteur, en nooit meer dan dat (LR-05, LR-32)."""

from typing import Any

import pytest

from audit.models import Regel
from casus.actions import aanbod as ontvangst
from casus.actions import inbreng as inbrengen
from casus.actions import overdracht as acties
from casus.actions import overdrachtvraag
from casus.models import (
    Aanbod,
    Casus,
    Deelname,
    Inbreng,
    Overdracht,
    Overdrachtvraag,
    Overgenomen,
    Pakketstuk,
    Relatie,
)
from tests.casus.hulp_inbreng import maak_inbreng
from tests.casus.hulp_overdracht import (
    AANVAARDING,
    begin,
    bied_aan,
    geheim,
    leg_voor,
    maak_dossier,
    vrij,
)
from tests.factories import Stad, geef_rol
from toegang.models import Casussleutel, CasusUserObjectPermission, Lidmaatschap
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan, Verboden, Verborgen

pytestmark = pytest.mark.django_db


@pytest.fixture
def casus(stad: Stad) -> Casus:
    return maak_dossier(stad)


def aanvaard(naar: Stad, overdracht: Overdracht) -> Casus:
    return ontvangst.aanvaard(actor=naar.burgemeester, pk=overdracht.pk, **AANVAARDING)


def zeg(stad: Stad, akkoord: bool) -> Overdrachtvraag:
    return overdrachtvraag.beantwoord(actor=stad.caw, pk=Overdrachtvraag.objects.get().pk, akkoord=akkoord)


def woorden(casus: Casus) -> set[str]:
    return {stuk.inhoud["tekst"] for stuk in Overgenomen.objects.filter(casus=casus)}


@pytest.mark.regel("LR-05", "LR-03")
def test_een_aanvaard_dossier_wordt_een_eigen_casus(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    overdracht = leg_voor(stad, anderstad, casus)
    zeg(stad, akkoord=True)
    acties.bied_aan(actor=stad.burgemeester, casus_pk=casus.pk, pk=overdracht.pk)
    nieuw = aanvaard(anderstad, overdracht)
    assert (nieuw.livc, nieuw.staat) == (anderstad.livc, "op_lijst")
    assert nieuw.referentie != casus.referentie
    nieuw = Casus.objects.get(pk=nieuw.pk)
    assert nieuw.aanwijzingen == AANVAARDING["aanwijzingen"]
    assert nieuw.betrokkene_set.get().naam == "Zeno Verzonnen"
    assert Relatie.objects.get(casus=nieuw).naam == "Zus Verzonnen"
    assert woorden(nieuw) == {
        "Samen naar de school.",
        "Elke dag school",
        "Belt de school",
        "Geheim woord",
        "Vrij woord",
    }


@pytest.mark.regel("LR-31", "LR-52")
def test_de_afzender_sluit_en_houdt_zijn_termijn(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    aanvaard(anderstad, bied_aan(stad, anderstad, casus))
    casus = Casus.objects.get(pk=casus.pk)
    assert (casus.staat, casus.sluitingsreden) == ("afgesloten", "overgedragen")
    assert casus.afgesloten_op is not None
    assert set(Deelname.objects.values_list("staat", flat=True)) == {"beeindigd"}
    assert casus.actie_set.get().staat == "niet_uitgevoerd"
    assert casus.traject_set.get().staat == "beeindigd"
    rechten = CasusUserObjectPermission.objects.filter(content_object=casus, permission__codename="deelnemen")
    assert not rechten.exists()
    assert Overdracht.objects.get().staat == "aanvaard"


@pytest.mark.regel("LR-53")
@pytest.mark.parametrize("einde", ["aanvaard", "weiger", "trek_in"])
def test_het_pakket_en_zijn_sleutel_verdwijnen_met_het_antwoord(
    stad: Stad, anderstad: Stad, casus: Casus, einde: str
) -> None:
    overdracht = bied_aan(stad, anderstad, casus)
    assert Pakketstuk.objects.exists()
    assert Casussleutel.objects.filter(dossier_id=overdracht.pk).exists()
    if einde == "aanvaard":
        aanvaard(anderstad, overdracht)
    elif einde == "weiger":
        ontvangst.weiger(actor=anderstad.burgemeester, pk=overdracht.pk)
    else:
        acties.trek_in(actor=stad.burgemeester, casus_pk=casus.pk, pk=overdracht.pk)
    assert not Pakketstuk.objects.exists()
    assert not Casussleutel.objects.filter(dossier_id=overdracht.pk).exists()


@pytest.mark.regel("LR-32")
@pytest.mark.parametrize("antwoord", [None, False])
def test_zonder_ja_van_de_auteur_gaat_een_geheim_niet_mee(
    stad: Stad, anderstad: Stad, casus: Casus, antwoord: bool | None
) -> None:
    overdracht = leg_voor(stad, anderstad, casus)
    if antwoord is not None:
        zeg(stad, akkoord=antwoord)
    acties.bied_aan(actor=stad.burgemeester, casus_pk=casus.pk, pk=overdracht.pk)
    tekst = woorden(aanvaard(anderstad, overdracht))
    assert "Vrij woord" in tekst
    assert "Geheim woord" not in tekst


@pytest.mark.regel("LR-32", "LR-42")
@pytest.mark.parametrize("publiek", ["tafel", "gekozen"])
@pytest.mark.parametrize("soort", ["doel", "actie", "besluit"])
def test_wat_een_geheim_navertelt_gaat_niet_mee(
    stad: Stad, anderstad: Stad, casus: Casus, publiek: str, soort: str
) -> None:
    zin = "Zijn neef verkoopt cannabis aan de schoolpoort."
    maak_inbreng(casus, stad.clb, tekst=zin, publiek=publiek)
    rij = getattr(casus, f"{soort}_set").get()
    setattr(rij, "omschrijving" if soort == "actie" else "tekst", f"Opvolgen: {zin}")
    rij.save()
    nieuw = aanvaard(anderstad, bied_aan(stad, anderstad, casus))
    assert not {tekst for tekst in woorden(nieuw) if "cannabis" in tekst}
    assert "Vrij woord" in woorden(nieuw)


@pytest.mark.regel("LR-32")
def test_een_stuk_komt_aan_met_de_doorgave_van_zijn_auteur(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    Inbreng.objects.filter(niveau="geheim").update(niveau="vrijgegeven")  # vrij, maar niet om verder te delen
    overdracht = leg_voor(stad, anderstad, casus)
    zeg(stad, akkoord=True)
    acties.bied_aan(actor=stad.burgemeester, casus_pk=casus.pk, pk=overdracht.pk)
    nieuw = aanvaard(anderstad, overdracht)
    assert [s.inhoud["tekst"] for s in Overgenomen.objects.filter(casus=nieuw).geheim()] == ["Geheim woord"]


@pytest.mark.regel("LR-32")
def test_niveau_en_publiek_van_de_auteur_blijven(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    overdracht = leg_voor(stad, anderstad, casus)
    zeg(stad, akkoord=True)
    acties.bied_aan(actor=stad.burgemeester, casus_pk=casus.pk, pk=overdracht.pk)
    nieuw = aanvaard(anderstad, overdracht)
    [stuk] = Overgenomen.objects.filter(casus=nieuw).geheim()
    assert (stuk.niveau, stuk.publiek, stuk.inhoud["dienst"]) == ("geheim", "tafel", "CAW Voorbeeldegem")
    assert stad.caw.naam not in str(stuk.inhoud)


@pytest.mark.regel("LR-42")
def test_een_overgenomen_geheim_komt_nooit_in_een_fiche(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    overdracht = leg_voor(stad, anderstad, casus)
    zeg(stad, akkoord=True)
    acties.bied_aan(actor=stad.burgemeester, casus_pk=casus.pk, pk=overdracht.pk)
    nieuw = aanvaard(anderstad, overdracht)
    vrij_ = {stuk.inhoud["tekst"] for stuk in Overgenomen.objects.filter(casus=nieuw).vrij_voor_fiche()}
    assert "Vrij woord" in vrij_
    assert "Geheim woord" not in vrij_


@pytest.mark.regel("LR-32")
def test_een_ja_terugnemen_haalt_het_stuk_uit_het_pakket(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    overdracht = leg_voor(stad, anderstad, casus)
    zeg(stad, akkoord=True)
    acties.bied_aan(actor=stad.burgemeester, casus_pk=casus.pk, pk=overdracht.pk)
    zeg(stad, akkoord=False)
    assert "Geheim woord" not in woorden(aanvaard(anderstad, overdracht))


@pytest.mark.regel("LR-32")
@pytest.mark.parametrize("hoe", ["intrekken", "niveau"])
def test_wie_zijn_inbreng_terugneemt_haalt_ze_uit_het_pakket(
    stad: Stad, anderstad: Stad, casus: Casus, hoe: str
) -> None:
    overdracht = bied_aan(stad, anderstad, casus)
    if hoe == "intrekken":
        inbrengen.trek_in(actor=stad.caw, pk=vrij(casus).pk)
    else:
        inbrengen.pas_aan(
            actor=stad.caw, pk=vrij(casus).pk, niveau="geheim", publiek="tafel", lezers=[], doorgave=False
        )
    assert "Vrij woord" not in woorden(aanvaard(anderstad, overdracht))


@pytest.mark.regel("LR-32")
def test_na_het_aanbod_kan_er_niets_meer_bij(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    bied_aan(stad, anderstad, casus)
    with pytest.raises(NietVoldaan, match="al gesloten"):
        zeg(stad, akkoord=True)


@pytest.mark.regel("LR-32")
def test_alleen_geheime_inbreng_vraagt_iets_en_alleen_aan_haar_auteur(
    stad: Stad, anderstad: Stad, casus: Casus
) -> None:
    leg_voor(stad, anderstad, casus)
    vraag = Overdrachtvraag.objects.get()
    assert (vraag.inbreng, vraag.auteur) == (geheim(casus), stad.caw)
    for ander in (stad.clb, stad.preventie, stad.burgemeester, stad.jeugdwerk):
        with pytest.raises(Verborgen):
            overdrachtvraag.beantwoord(actor=ander, pk=vraag.pk, akkoord=True)


@pytest.mark.regel("LR-32")
def test_inbreng_voor_enkele_lezers_kan_niet_gekozen_worden(
    stad: Stad, anderstad: Stad, casus: Casus
) -> None:
    rij = geheim(casus)
    rij.publiek = "gekozen"
    rij.save()
    rij.lezers.set([stad.preventie])
    overdracht = begin(stad, anderstad, casus)
    with pytest.raises(NietVoldaan):
        acties.kies(
            actor=stad.preventie, casus_pk=casus.pk, pk=overdracht.pk, keuzes={("inbreng", rij.pk): "Nodig."}
        )


def test_elk_gekozen_stuk_heeft_een_reden(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    overdracht = begin(stad, anderstad, casus)
    with pytest.raises(NietVoldaan, match="waarom"):
        acties.kies(
            actor=stad.preventie,
            casus_pk=casus.pk,
            pk=overdracht.pk,
            keuzes={("inbreng", vrij(casus).pk): "  "},
        )


def test_niets_gekozen_is_alleen_wie_de_persoon_is(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    overdracht = begin(stad, anderstad, casus)
    acties.leg_voor(actor=stad.preventie, casus_pk=casus.pk, pk=overdracht.pk)
    acties.bied_aan(actor=stad.burgemeester, casus_pk=casus.pk, pk=overdracht.pk)
    nieuw = aanvaard(anderstad, overdracht)
    assert not Overgenomen.objects.exists()
    persoon = nieuw.betrokkene_set.get()
    assert (persoon.naam, persoon.contact, nieuw.relatie_set.count()) == ("Zeno Verzonnen", "", 0)


@pytest.mark.regel("LR-03")
def test_aanvaarden_vraagt_eigen_aanwijzingen(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    overdracht = bied_aan(stad, anderstad, casus)
    fouten: list[dict[str, Any]] = [
        {"aanwijzingen": "Kort."},
        {"indicatoren": []},
        {"indicatoren": ["geloof"]},
    ]
    for anders in fouten:
        with pytest.raises(NietVoldaan) as fout:
            ontvangst.aanvaard(actor=anderstad.burgemeester, pk=overdracht.pk, **(AANVAARDING | anders))
        assert fout.value.regel == "LR-03"
    assert Casus.objects.count() == 1


@pytest.mark.regel("LR-03")
def test_alleen_de_burgemeester_van_de_ontvanger_antwoordt(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    overdracht = bied_aan(stad, anderstad, casus)
    for ander in (stad.burgemeester, anderstad.preventie, anderstad.politie, anderstad.beheer, stad.caw):
        with pytest.raises(Verborgen):
            ontvangst.aanvaard(actor=ander, pk=overdracht.pk, **AANVAARDING)
        with pytest.raises(Verborgen):
            ontvangst.weiger(actor=ander, pk=overdracht.pk)


@pytest.mark.regel("LR-03")
def test_alleen_de_burgemeester_biedt_aan(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    overdracht = leg_voor(stad, anderstad, casus)
    with pytest.raises(Verboden):
        acties.bied_aan(actor=stad.preventie, casus_pk=casus.pk, pk=overdracht.pk)
    for ander in (stad.politie, stad.caw, anderstad.burgemeester):
        with pytest.raises((Verborgen, Verboden)):
            acties.bied_aan(actor=ander, casus_pk=casus.pk, pk=overdracht.pk)


@pytest.mark.regel("LR-10")
def test_een_livc_zonder_volledige_kern_ontvangt_niets(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    overdracht = leg_voor(stad, anderstad, casus)
    Lidmaatschap.objects.filter(livc=anderstad.livc, rol="politie").delete()
    with pytest.raises(NietVoldaan) as fout:
        acties.bied_aan(actor=stad.burgemeester, casus_pk=casus.pk, pk=overdracht.pk)
    assert fout.value.regel == "LR-10"


@pytest.mark.regel("LR-10")
def test_aanvaarden_kan_niet_zonder_eigen_volledige_kern(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    overdracht = bied_aan(stad, anderstad, casus)
    Lidmaatschap.objects.filter(livc=anderstad.livc, rol="politie").delete()
    with pytest.raises(NietVoldaan) as fout:
        aanvaard(anderstad, overdracht)
    assert fout.value.regel == "LR-10"


def test_niet_naar_zichzelf_en_niet_twee_tegelijk(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    with pytest.raises(NietVoldaan):
        begin(stad, stad, casus)
    begin(stad, anderstad, casus)
    with pytest.raises(NietVoldaan, match="loopt al"):
        begin(stad, anderstad, casus)


def test_een_antwoord_komt_er_maar_een_keer(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    overdracht = bied_aan(stad, anderstad, casus)
    aanvaard(anderstad, overdracht)
    with pytest.raises(NietVoldaan, match="al beantwoord"):
        aanvaard(anderstad, overdracht)
    with pytest.raises(NietVoldaan, match="al beantwoord"):
        ontvangst.weiger(actor=anderstad.burgemeester, pk=overdracht.pk)
    assert Casus.objects.count() == 2


def test_na_het_intrekken_valt_er_niets_te_aanvaarden(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    overdracht = bied_aan(stad, anderstad, casus)
    acties.trek_in(actor=stad.burgemeester, casus_pk=casus.pk, pk=overdracht.pk)
    with pytest.raises(NietVoldaan, match="trok dit aanbod in"):
        aanvaard(anderstad, overdracht)
    assert Casus.objects.count() == 1


def test_na_een_weigering_loopt_de_casus_gewoon_verder(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    overdracht = bied_aan(stad, anderstad, casus)
    ontvangst.weiger(actor=anderstad.burgemeester, pk=overdracht.pk)
    assert Casus.objects.get().staat == "in_traject"
    assert begin(stad, anderstad, casus).staat == "voorbereiding"


@pytest.mark.regel("LR-05")
def test_wie_in_beide_livcs_burgemeester_is_houdt_twee_casussen(
    stad: Stad, anderstad: Stad, casus: Casus
) -> None:
    geef_rol(stad.burgemeester, anderstad.livc, Rol.BURGEMEESTER)
    overdracht = bied_aan(stad, anderstad, casus)
    nieuw = ontvangst.aanvaard(actor=stad.burgemeester, pk=overdracht.pk, **AANVAARDING)
    assert {casus.livc_id, nieuw.livc_id} == {stad.livc.pk, anderstad.livc.pk}


@pytest.mark.regel("LR-57")
def test_elk_logboek_heeft_zijn_eigen_regels(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    aanvaard(anderstad, bied_aan(stad, anderstad, casus))

    def soorten(van: Stad) -> list[str]:
        rijen = Regel.objects.filter(livc_id=van.livc.pk).order_by("tijdstip", "id")
        return list(rijen.values_list("soort", flat=True))

    assert soorten(stad) == [
        "overdracht.begonnen",
        "overdracht.gekozen",
        "overdracht.voorgelegd",
        "overdracht.aangeboden",
        "overdracht.afgelopen",
        "casus.afgesloten",
    ]
    assert soorten(anderstad) == ["overdracht.aanvaard"]


def test_een_afgesloten_casus_vertrekt_niet(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    Casus.objects.filter(pk=casus.pk).update(staat="afgesloten")
    with pytest.raises(NietVoldaan, match="afgesloten"):
        begin(stad, anderstad, casus)


def test_het_aanbod_is_een_rij_van_de_ontvanger(stad: Stad, anderstad: Stad, casus: Casus) -> None:
    overdracht = bied_aan(stad, anderstad, casus)
    aanbod = Aanbod.objects.get()
    assert (aanbod.pk, aanbod.livc, aanbod.van) == (overdracht.pk, anderstad.livc, stad.livc)
