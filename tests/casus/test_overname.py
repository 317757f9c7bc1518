"""Naar een eigen dossier gaat alleen wat iedereen aan tafel goedvindt (LR-43, W2026 art. 4)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from audit.models import Regel
from casus.actions import acties as afspraken
from casus.actions import deelname as deelnames
from casus.actions import inbreng as inbrengen
from casus.actions import overname as acties
from casus.actions import vertrek
from casus.actions.overname import Stuk
from casus.actions.overnameafdruk import druk_af
from casus.models import Casus, Deelname, Dossierovername
from tests.casus.hulp_inbreng import maak_inbreng
from tests.casus.hulp_traject import maak_actie, over
from tests.casus.overnamehulp import iedereen_ja, ja, maak_tafel, vers, vraag
from tests.factories import Stad, maak_casus, maak_deelname
from toegang.uitzonderingen import NietVoldaan, Verboden, Verborgen

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-43")]


@pytest.fixture
def tafel(stad: Stad) -> Casus:
    return maak_tafel(stad)


def soorten() -> list[str]:
    rijen = Regel.objects.filter(soort__startswith="overname.").order_by("tijdstip")
    return list(rijen.values_list("soort", flat=True))


def test_pas_na_het_laatste_ja_is_het_toegestaan(stad: Stad, tafel: Casus) -> None:
    overname = ja(vraag(tafel, stad.caw), *stad.kern)
    assert overname.staat == "voorgesteld"
    assert ja(overname, stad.clb).staat == "toegestaan"
    assert soorten() == ["overname.gevraagd", *["overname.beantwoord"] * 4, "overname.consensus"]


def test_een_neen_weigert_voorgoed(stad: Stad, tafel: Casus) -> None:
    overname = vraag(tafel, stad.caw)
    acties.antwoord(actor=stad.clb, pk=overname.pk, wat="nee")
    assert vers(overname).staat == "geweigerd"
    for wie in stad.kern:
        with pytest.raises(NietVoldaan, match="loopt niet meer"):
            ja(overname, wie)
    with pytest.raises(NietVoldaan):
        druk_af(actor=stad.caw, pk=overname.pk)


def test_van_een_ja_komt_men_terug_tot_er_afgedrukt_is(stad: Stad, tafel: Casus) -> None:
    overname = iedereen_ja(stad, vraag(tafel, stad.caw))
    acties.antwoord(actor=stad.clb, pk=overname.pk, wat="nee")
    assert vers(overname).staat == "geweigerd"


def test_zwijgen_houdt_het_tegen(stad: Stad, tafel: Casus) -> None:
    overname = ja(vraag(tafel, stad.caw), *stad.kern)
    with pytest.raises(NietVoldaan, match="Zwijgen mag"):
        acties.stel_vast(actor=stad.caw, pk=overname.pk)
    with pytest.raises(NietVoldaan):
        druk_af(actor=stad.caw, pk=overname.pk)


def test_wie_later_aan_tafel_komt_antwoordt_ook(stad: Stad, tafel: Casus) -> None:
    overname = iedereen_ja(stad, vraag(tafel, stad.caw))
    rij = Deelname.objects.get(casus=tafel, gebruiker=stad.jeugdwerk)
    deelnames.aanvaard(actor=stad.jeugdwerk, pk=rij.pk)
    with pytest.raises(NietVoldaan, match="Nog niet iedereen"):
        druk_af(actor=stad.caw, pk=overname.pk)
    ja(overname, stad.jeugdwerk)
    assert druk_af(actor=stad.caw, pk=overname.pk).startswith(b"%PDF")


def test_wie_wegging_zonder_antwoord_kan_niet_meer_antwoorden_en_houdt_het_tegen(
    stad: Stad, tafel: Casus
) -> None:
    """Anders haalde een voorzitter een ja door een deelname te beëindigen."""
    overname = ja(vraag(tafel, stad.caw), *stad.kern)
    rij = Deelname.objects.get(casus=tafel, gebruiker=stad.clb)
    vertrek.beeindig(actor=stad.burgemeester, pk=rij.pk)
    with pytest.raises(Verborgen):
        ja(overname, stad.clb)
    with pytest.raises(NietVoldaan):
        acties.stel_vast(actor=stad.caw, pk=overname.pk)
    assert iedereen_zonder_clb(stad, vraag(tafel, stad.caw)).staat == "toegestaan"


def iedereen_zonder_clb(stad: Stad, overname: Dossierovername) -> Dossierovername:
    return ja(overname, *stad.kern)


def test_wie_ja_zei_en_dan_wegging_blijft_ja(stad: Stad, tafel: Casus) -> None:
    overname = iedereen_ja(stad, vraag(tafel, stad.caw))
    rij = Deelname.objects.get(casus=tafel, gebruiker=stad.clb)
    deelnames.trek_terug(actor=stad.clb, pk=rij.pk)
    assert druk_af(actor=stad.caw, pk=overname.pk)


def test_een_late_gast_die_weer_weg_is_houdt_niets_tegen(stad: Stad, tafel: Casus) -> None:
    overname = ja(vraag(tafel, stad.caw), *stad.kern)
    rij = Deelname.objects.get(casus=tafel, gebruiker=stad.jeugdwerk)
    deelnames.aanvaard(actor=stad.jeugdwerk, pk=rij.pk)
    assert ja(overname, stad.clb).staat == "voorgesteld"
    deelnames.trek_terug(actor=stad.jeugdwerk, pk=rij.pk)
    assert acties.stel_vast(actor=stad.caw, pk=overname.pk).staat == "toegestaan"


def test_wie_wegging_drukt_niets_meer_af(stad: Stad, tafel: Casus) -> None:
    overname = iedereen_ja(stad, vraag(tafel, stad.caw))
    rij = Deelname.objects.get(casus=tafel, gebruiker=stad.caw)
    deelnames.trek_terug(actor=stad.caw, pk=rij.pk)
    with pytest.raises(Verborgen):
        druk_af(actor=stad.caw, pk=overname.pk)


def test_niemand_anders_drukt_af_of_trekt_in(stad: Stad, tafel: Casus) -> None:
    overname = iedereen_ja(stad, vraag(tafel, stad.caw))
    for wie in (stad.clb, stad.burgemeester):
        with pytest.raises(Verboden):
            druk_af(actor=wie, pk=overname.pk)
        with pytest.raises(Verboden):
            acties.trek_in(actor=wie, pk=overname.pk)
    for wie in (stad.jeugdwerk, stad.beheer, stad.toezicht):
        with pytest.raises(Verborgen):
            druk_af(actor=wie, pk=overname.pk)


def test_afdrukken_kan_een_keer(stad: Stad, tafel: Casus) -> None:
    overname = iedereen_ja(stad, vraag(tafel, stad.caw))
    druk_af(actor=stad.caw, pk=overname.pk)
    with pytest.raises(NietVoldaan, match="al afgedrukt"):
        druk_af(actor=stad.caw, pk=overname.pk)
    with pytest.raises(NietVoldaan, match="al afgedrukt"):
        acties.antwoord(actor=stad.clb, pk=overname.pk, wat="nee")
    assert soorten().count("overname.afgedrukt") == 1


def test_intrekken_wist_wat_er_stond(stad: Stad, tafel: Casus) -> None:
    overname = vraag(tafel, stad.caw)
    acties.trek_in(actor=stad.caw, pk=overname.pk)
    na = vers(overname)
    assert (na.staat, na.tekst, na.reden, na.noodzaak) == ("ingetrokken", "", "", "")


def test_de_afspraak_gaat_mee_zoals_ze_luidde(stad: Stad, tafel: Casus) -> None:
    actie = maak_actie(tafel, stad.clb)
    overname = vraag(tafel, stad.caw, Stuk(actie=actie.pk))
    afspraken_tekst = {"omschrijving": "Iets helemaal anders", "eigenaar": stad.clb, "tegen": over(20)}
    afspraken.wijzig(actor=stad.preventie, pk=actie.pk, **afspraken_tekst)
    assert vers(overname).tekst == "Belt de school"
    assert vers(overname).voorwaarde == "afspraak"


# -- andermans inbreng ----------------------------------------------------------------------------------------------


def test_de_auteur_moet_mee_ja_zeggen(stad: Stad, tafel: Casus) -> None:
    inbreng = maak_inbreng(tafel, stad.clb)
    overname = ja(vraag(tafel, stad.caw, Stuk(inbreng=inbreng.pk)), *stad.kern)
    assert overname.staat == "voorgesteld"
    assert ja(overname, stad.clb).staat == "toegestaan"
    assert vers(overname).tekst == ""


@pytest.mark.regel("LR-32")
@pytest.mark.parametrize(
    "anders",
    [
        {"niveau": "beroepsgeheim"},
        {"publiek": "kern"},
        {"publiek": "gekozen"},
    ],
    ids=["geheimer", "alleen-kern", "gekozen"],
)
def test_wat_de_auteur_geheimer_maakt_vervalt(stad: Stad, tafel: Casus, anders: dict[str, str]) -> None:
    inbreng = maak_inbreng(tafel, stad.clb)
    overname = iedereen_ja(stad, vraag(tafel, stad.caw, Stuk(inbreng=inbreng.pk)))
    keuze = {"niveau": "geheim", "publiek": "tafel"} | anders
    inbrengen.pas_aan(actor=stad.clb, pk=inbreng.pk, lezers=[stad.preventie], doorgave=False, **keuze)
    assert vers(overname).staat == "vervallen"
    assert soorten()[-1] == "overname.vervallen"
    inbrengen.pas_aan(
        actor=stad.clb, pk=inbreng.pk, niveau="geheim", publiek="tafel", lezers=[], doorgave=False
    )
    with pytest.raises(NietVoldaan):
        druk_af(actor=stad.caw, pk=overname.pk)


@pytest.mark.regel("LR-32")
def test_wat_de_auteur_intrekt_vervalt(stad: Stad, tafel: Casus) -> None:
    inbreng = maak_inbreng(tafel, stad.clb)
    overname = vraag(tafel, stad.caw, Stuk(inbreng=inbreng.pk))
    inbrengen.trek_in(actor=stad.clb, pk=inbreng.pk)
    assert vers(overname).staat == "vervallen"


def test_minder_geheim_maken_houdt_de_vraag_open(stad: Stad, tafel: Casus) -> None:
    inbreng = maak_inbreng(tafel, stad.clb)
    overname = vraag(tafel, stad.caw, Stuk(inbreng=inbreng.pk))
    inbrengen.pas_aan(
        actor=stad.clb, pk=inbreng.pk, niveau="vrijgegeven", publiek="tafel", lezers=[], doorgave=False
    )
    assert vers(overname).staat == "voorgesteld"


def test_na_het_afdrukken_vervalt_er_niets_meer(stad: Stad, tafel: Casus) -> None:
    inbreng = maak_inbreng(tafel, stad.clb)
    overname = iedereen_ja(stad, vraag(tafel, stad.caw, Stuk(inbreng=inbreng.pk)))
    druk_af(actor=stad.caw, pk=overname.pk)
    inbrengen.trek_in(actor=stad.clb, pk=inbreng.pk)
    assert vers(overname).staat == "toegestaan"
    assert vers(overname).afgedrukt_op


@pytest.mark.regel("LR-32")
@pytest.mark.parametrize(
    "anders", [{"publiek": "kern"}, {"publiek": "gekozen"}, {"staat": "concept"}, {"staat": "ingetrokken"}]
)
def test_alleen_wat_de_hele_tafel_leest_kan_gevraagd_worden(
    stad: Stad, tafel: Casus, anders: dict[str, str]
) -> None:
    inbreng = maak_inbreng(tafel, stad.clb, **anders)
    inbreng.lezers.set([stad.caw])
    with pytest.raises(Verborgen):
        vraag(tafel, stad.caw, Stuk(inbreng=inbreng.pk))


def test_van_wie_niet_meer_aan_tafel_zit_gaat_niets_mee(stad: Stad, tafel: Casus) -> None:
    inbreng = maak_inbreng(tafel, stad.clb)
    deelnames.trek_terug(actor=stad.clb, pk=Deelname.objects.get(casus=tafel, gebruiker=stad.clb).pk)
    with pytest.raises(NietVoldaan, match="niet meer aan tafel"):
        vraag(tafel, stad.caw, Stuk(inbreng=inbreng.pk))


# -- het parket -----------------------------------------------------------------------------------------------------

AKKOORD = {"akkoord": True, "referentie": "BR.12.34/2026"}


def test_wat_van_het_gerecht_komt_wacht_op_het_parket(stad: Stad, tafel: Casus) -> None:
    overname = iedereen_ja(stad, vraag(tafel, stad.caw, gerechtelijk=True))
    assert overname.staat == "parket"
    with pytest.raises(NietVoldaan):
        druk_af(actor=stad.caw, pk=overname.pk)
    na = acties.noteer_parket(actor=stad.politie, pk=overname.pk, parket_op=timezone.localdate(), **AKKOORD)
    assert na.staat == "toegestaan"
    assert druk_af(actor=stad.caw, pk=overname.pk)


def test_zonder_akkoord_van_het_parket_is_het_geweigerd(stad: Stad, tafel: Casus) -> None:
    overname = iedereen_ja(stad, vraag(tafel, stad.caw, gerechtelijk=True))
    neen = AKKOORD | {"akkoord": False}
    acties.noteer_parket(actor=stad.politie, pk=overname.pk, parket_op=timezone.localdate(), **neen)
    assert vers(overname).staat == "geweigerd"


def test_wie_antwoordt_kan_het_als_gerechtelijk_merken(stad: Stad, tafel: Casus) -> None:
    overname = ja(vraag(tafel, stad.caw), *stad.kern)
    assert ja(overname, stad.clb, gerechtelijk=True).staat == "parket"


def test_ook_wie_later_kwam_stuurt_het_nog_naar_het_parket(stad: Stad, tafel: Casus) -> None:
    overname = iedereen_ja(stad, vraag(tafel, stad.caw))
    deelnames.aanvaard(
        actor=stad.jeugdwerk, pk=Deelname.objects.get(casus=tafel, gebruiker=stad.jeugdwerk).pk
    )
    assert ja(overname, stad.jeugdwerk, gerechtelijk=True).staat == "parket"


def test_gegevens_van_politie_of_gerecht_gaan_vanzelf_langs_het_parket(stad: Stad, tafel: Casus) -> None:
    inbreng = maak_inbreng(tafel, stad.politie, categorie="politie_gerecht")
    overname = vraag(tafel, stad.caw, Stuk(inbreng=inbreng.pk))
    assert overname.gerechtelijk
    assert iedereen_ja(stad, overname).staat == "parket"


def test_wie_het_vroeg_noteert_het_parket_niet_zelf(stad: Stad, tafel: Casus) -> None:
    overname = iedereen_ja(stad, vraag(tafel, stad.politie, gerechtelijk=True))
    vandaag = timezone.localdate()
    with pytest.raises(NietVoldaan, match="Iemand anders"):
        acties.noteer_parket(actor=stad.politie, pk=overname.pk, parket_op=vandaag, **AKKOORD)
    with pytest.raises(Verboden):
        acties.noteer_parket(actor=stad.preventie, pk=overname.pk, parket_op=vandaag, **AKKOORD)
    assert acties.noteer_parket(actor=stad.burgemeester, pk=overname.pk, parket_op=vandaag, **AKKOORD)


def test_een_akkoord_van_morgen_bestaat_niet(stad: Stad, tafel: Casus) -> None:
    overname = iedereen_ja(stad, vraag(tafel, stad.caw, gerechtelijk=True))
    morgen = timezone.localdate() + timedelta(days=1)
    with pytest.raises(NietVoldaan) as fout:
        acties.noteer_parket(actor=stad.politie, pk=overname.pk, parket_op=morgen, **AKKOORD)
    assert fout.value.veld == "parket_op"


# -- wie wat weet ---------------------------------------------------------------------------------------------------


@pytest.mark.regel("LR-05")
def test_een_ander_livc_een_genodigde_en_een_beheerder_zien_niets(
    stad: Stad, anderstad: Stad, tafel: Casus
) -> None:
    overname = vraag(tafel, stad.caw)
    for wie in (anderstad.preventie, anderstad.caw, stad.jeugdwerk, stad.beheer, stad.toezicht, stad.dpo):
        with pytest.raises(Verborgen):
            acties.antwoord(actor=wie, pk=overname.pk, wat="ja")
        with pytest.raises(Verborgen):
            vraag(tafel, wie)


def test_twee_keer_verzenden_is_een_vraag(stad: Stad, tafel: Casus) -> None:
    pk = uuid4()
    vraag(tafel, stad.caw, pk=pk)
    with pytest.raises(NietVoldaan, match="al verstuurd"):
        vraag(tafel, stad.caw, pk=pk)
    with pytest.raises(NietVoldaan, match="al verstuurd"):
        vraag(tafel, stad.clb, pk=pk)


def test_dezelfde_dienst_vraagt_hetzelfde_niet_twee_keer(stad: Stad, tafel: Casus) -> None:
    stuk = Stuk(actie=maak_actie(tafel, stad.clb).pk)
    vraag(tafel, stad.caw, stuk)
    with pytest.raises(NietVoldaan, match="vroeg dit al"):
        vraag(tafel, stad.caw, stuk)
    assert vraag(tafel, stad.clb, stuk)


def test_na_het_afsluiten_wordt_er_niets_meer_gevraagd(stad: Stad, tafel: Casus) -> None:
    Casus.objects.filter(pk=tafel.pk).update(staat="afgesloten")
    with pytest.raises(NietVoldaan, match="afgesloten"):
        vraag(tafel, stad.preventie)


def test_tweemaal_ja_is_een_antwoord(stad: Stad, tafel: Casus) -> None:
    overname = ja(vraag(tafel, stad.caw), stad.clb)
    with pytest.raises(NietVoldaan, match="antwoordde dit al"):
        ja(overname, stad.clb)


@pytest.mark.regel("LR-31")
def test_een_stuk_van_een_andere_casus_bestaat_niet(stad: Stad, tafel: Casus) -> None:
    ander = maak_casus(stad)
    maak_deelname(stad, ander, stad.caw)
    for stuk in (
        Stuk(actie=maak_actie(ander, stad.caw).pk),
        Stuk(inbreng=maak_inbreng(ander, stad.politie).pk),
    ):
        with pytest.raises(Verborgen):
            vraag(tafel, stad.caw, stuk)


@pytest.mark.regel("LR-32")
@pytest.mark.parametrize("veld", ["tekst", "reden"])
def test_wie_iets_besloten_las_vertelt_het_niet_na_aan_de_hele_tafel(
    stad: Stad, tafel: Casus, veld: str
) -> None:
    zin = "Zijn neef verkoopt cannabis aan de schoolpoort."
    maak_inbreng(tafel, stad.caw, tekst=zin, publiek="kern")
    velden = {"tekst": "Hij zoekt werk.", "reden": "Wij begeleiden hem."} | {veld: f"Ter info: {zin}"}
    stuk = Stuk(tekst=velden["tekst"])
    with pytest.raises(NietVoldaan) as fout:
        acties.vraag(
            actor=stad.politie,
            casus_pk=tafel.pk,
            pk=uuid4(),
            stuk=stuk,
            reden=velden["reden"],
            noodzaak="Nodig.",
        )
    assert fout.value.regel == "LR-32"
    # Wie het niet las, leert er niets uit.
    acties.vraag(
        actor=stad.clb, casus_pk=tafel.pk, pk=uuid4(), stuk=stuk, reden=velden["reden"], noodzaak="Nodig."
    )
