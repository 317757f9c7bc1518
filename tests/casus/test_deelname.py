"""Wat de genodigde zelf beslist: geheimhouding, ja, neen, stoppen, een collega, niets inbrengen."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus.actions import deelname as acties
from casus.actions import uitnodiging
from casus.models import Casus, Deelname, Geheimhouding
from tests.audit.hulp import gelezen
from tests.factories import VROEGER, GebruikerFactory, Stad, maak_casus, maak_deelname, maak_overleg
from tests.tegelijk import tegelijk
from toegang.models import CasusUserObjectPermission, Gebruiker, Organisatielid
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import lees_casusdeel

pytestmark = pytest.mark.django_db

AKKOORD = {"versie": "2026-1", "akkoord": "on"}


def adres(naam: str, deelname: Deelname) -> str:
    return reverse(f"casus:uitnodiging_{naam}" if naam else "casus:uitnodiging", args=[deelname.pk])


def lees(client: Client, deelname: Deelname) -> str:
    return client.get(adres("", deelname)).content.decode()


def staat(deelname: Deelname) -> str:
    return Deelname.objects.get(pk=deelname.pk).staat


def rechten(wie: Gebruiker) -> list[str]:
    rijen = CasusUserObjectPermission.objects.filter(user=wie)
    return sorted(rijen.values_list("permission__codename", flat=True))


def soorten() -> list[str]:
    return list(Regel.objects.order_by("tijdstip").values_list("soort", flat=True))


@pytest.fixture
def casus(stad: Stad) -> Casus:
    return maak_casus(stad)


# Geheimhouding voor de naam, ja voor de inhoud


@pytest.mark.regel("LR-13")
def test_de_uitnodiging_zegt_niets_over_de_persoon(stad: Stad, casus: Casus, als: Client) -> None:
    deelname = maak_deelname(stad, casus, stad.caw, "uitgenodigd")
    caw = als(stad.caw)
    for tekst in (lees(caw, deelname), caw.get(reverse("casus:uitnodigingen")).content.decode()):
        for geheim in ("Zeno", "1999", "filmpjes", casus.referentie, "Kennis van het gezin"):
            assert geheim not in tekst
    tekst = lees(caw, deelname)
    for deel in (
        "Bea Burgemeester",
        "Gemeentehuis",
        "terroristische misdrijven",
        "CAW Voorbeeldegem",
        "30 juli 2018",
    ):
        assert deel in tekst
    assert soorten() == []


@pytest.mark.regel("LR-13")
def test_na_de_geheimhouding_alleen_naam_geboortedatum_en_gemeente(
    stad: Stad, casus: Casus, als: Client
) -> None:
    deelname = maak_deelname(stad, casus, stad.caw, "uitgenodigd")
    caw = als(stad.caw)
    assert caw.post(adres("geheimhouding", deelname), AKKOORD).status_code == 302
    tekst = lees(caw, deelname)
    for deel in ("Zeno Verzonnen", "5 mei 1999", "Voorbeeldegem"):
        assert deel in tekst
    for geheim in ("filmpjes", casus.referentie):
        assert geheim not in tekst
    assert rechten(stad.caw) == ["wie_kennen"]
    assert soorten() == ["geheimhouding.aanvaard", "geheimhouding.ingezien"]


@pytest.mark.regel("LR-13")
@pytest.mark.parametrize(("stap", "eerst", "daarna"), [(1, True, True), (2, False, True), (3, False, False)])
def test_het_livc_kiest_bij_welke_stap_de_naam_komt(
    stad: Stad, casus: Casus, als: Client, stap: int, eerst: bool, daarna: bool
) -> None:
    stad.livc.naam_bij_stap = stap
    stad.livc.save()
    deelname = maak_deelname(stad, casus, stad.caw, "voorbereid")
    uitnodiging.onderteken(actor=stad.burgemeester, pk=casus.pk, deelnames=[deelname.pk])
    caw = als(stad.caw)
    assert ("Zeno" in lees(caw, deelname)) is eerst
    caw.post(adres("geheimhouding", deelname), AKKOORD)
    assert ("Zeno" in lees(caw, deelname)) is daarna
    caw.post(adres("aanvaarden", deelname))
    assert "Zeno" in caw.get(reverse("casus:casus", args=[casus.pk])).content.decode()


@pytest.mark.regel("LR-13")
def test_een_strengere_instelling_geldt_ook_voor_wat_al_verstuurd_is(
    stad: Stad, casus: Casus, als: Client
) -> None:
    stad.livc.naam_bij_stap = 1
    stad.livc.save()
    deelname = maak_deelname(stad, casus, stad.caw, "voorbereid")
    uitnodiging.onderteken(actor=stad.burgemeester, pk=casus.pk, deelnames=[deelname.pk])
    assert "Zeno" in lees(als(stad.caw), deelname)
    stad.livc.naam_bij_stap = 2
    stad.livc.save()
    assert "Zeno" not in lees(als(stad.caw), deelname)


@pytest.mark.regel("LR-30")
def test_zonder_geheimhouding_geen_deelname(stad: Stad, casus: Casus, als: Client) -> None:
    deelname = maak_deelname(stad, casus, stad.caw, "uitgenodigd")
    caw = als(stad.caw)
    assert caw.post(adres("aanvaarden", deelname)).status_code == 409
    assert caw.post(adres("geheimhouding", deelname), {"versie": "2026-1"}).status_code == 200
    assert caw.post(adres("geheimhouding", deelname), AKKOORD | {"versie": "oud"}).status_code == 200
    assert staat(deelname) == "uitgenodigd"
    assert not Geheimhouding.objects.filter(gebruiker=stad.caw).exists()
    caw.post(adres("geheimhouding", deelname), AKKOORD)
    assert caw.post(adres("aanvaarden", deelname)).status_code == 302
    assert Geheimhouding.objects.get(gebruiker=stad.caw).gebruiker == stad.caw


@pytest.mark.regel("LR-31")
def test_pas_na_het_aanvaarden_gaat_de_casus_open(stad: Stad, casus: Casus, als: Client) -> None:
    deelname = maak_deelname(stad, casus, stad.caw, "geheimhouding")
    caw, blad = als(stad.caw), reverse("casus:casus", args=[casus.pk])
    assert caw.get(blad).status_code == 404
    assert caw.post(adres("aanvaarden", deelname)).url == blad
    assert caw.get(blad).status_code == 200
    assert rechten(stad.caw) == ["deelnemen"]


ALLE = ("", "geheimhouding", "aanvaarden", "weigeren", "terugtrekken", "vervangen", "niets")


@pytest.mark.regel("LR-13")
def test_een_uitnodiging_is_van_een_persoon(stad: Stad, anderstad: Stad, casus: Casus, als: Client) -> None:
    deelname = maak_deelname(stad, casus, stad.caw, "uitgenodigd")
    vreemd = [
        *stad.kern,
        stad.clb,
        stad.beheer,
        stad.toezicht,
        stad.dpo,
        anderstad.caw,
        anderstad.burgemeester,
    ]
    for wie in vreemd:
        client = als(wie)
        for naam in ALLE:
            doe = client.get if naam == "" else client.post
            assert doe(adres(naam, deelname), AKKOORD).status_code == 404, (naam, wie)
    assert staat(deelname) == "uitgenodigd"
    assert als(stad.caw).get(adres("", deelname)).status_code == 200


# Neen zeggen


@pytest.mark.regel("LR-20")
@pytest.mark.parametrize("begin", ["uitgenodigd", "geheimhouding"])
def test_neen_kan_altijd_en_zonder_reden(stad: Stad, casus: Casus, als: Client, begin: str) -> None:
    deelname = maak_deelname(stad, casus, stad.caw, begin)
    caw = als(stad.caw)
    assert caw.post(adres("weigeren", deelname), {"reden": ""}).status_code == 302
    assert staat(deelname) == "geweigerd"
    assert rechten(stad.caw) == []
    tekst = lees(caw, deelname)
    assert "Zeno" not in tekst
    assert "U neemt niet deel" in tekst
    assert soorten() == ["deelname.geweigerd"]


@pytest.mark.regel("LR-13")
def test_wie_neen_zei_ziet_niets_meer_maar_blijft_gebonden(stad: Stad, casus: Casus, als: Client) -> None:
    deelname = maak_deelname(stad, casus, stad.caw, "uitgenodigd")
    caw = als(stad.caw)
    caw.post(adres("geheimhouding", deelname), AKKOORD)
    caw.post(adres("weigeren", deelname), {"reden": "Wij kennen dit gezin niet."})
    assert Geheimhouding.objects.filter(gebruiker=stad.caw).exists()
    tekst = lees(caw, deelname)
    assert "Zeno" not in tekst
    assert "Die blijft gelden" in tekst
    assert caw.get(reverse("casus:casus", args=[casus.pk])).status_code == 404
    assert caw.post(adres("aanvaarden", deelname)).status_code == 409


@pytest.mark.regel("LR-20")
def test_de_gevraagde_diensten_verraden_geen_neen(stad: Stad, casus: Casus, als: Client) -> None:
    overleg = maak_overleg(stad, casus)
    eigen = maak_deelname(stad, casus, stad.caw, "uitgenodigd", overleg)
    ander = maak_deelname(stad, casus, stad.clb, "uitgenodigd", overleg)
    caw = als(stad.caw)

    def diensten() -> str:
        tekst = lees(caw, eigen)
        return tekst[tekst.index("Uitgenodigde diensten") : tekst.index("Ook de burgemeester")]

    voor = diensten()
    als(stad.clb).post(adres("weigeren", ander), {"reden": ""})
    assert "CLB" in voor
    assert diensten() == voor


# Stoppen


@pytest.mark.regel("LR-21")
def test_stoppen_sluit_de_toegang_meteen_en_de_geheimhouding_blijft(
    stad: Stad, casus: Casus, als: Client
) -> None:
    deelname = maak_deelname(stad, casus, stad.caw, "uitgenodigd")
    caw, blad = als(stad.caw), reverse("casus:casus", args=[casus.pk])
    caw.post(adres("geheimhouding", deelname), AKKOORD)
    caw.post(adres("aanvaarden", deelname))
    assert caw.get(blad).status_code == 200
    assert caw.post(adres("terugtrekken", deelname)).status_code == 302
    assert caw.get(blad).status_code == 404
    assert rechten(stad.caw) == []
    assert Geheimhouding.objects.filter(gebruiker=stad.caw).exists()
    assert soorten()[-2:] == ["deelname.teruggetrokken", "toegang.geweigerd"]


@pytest.mark.regel("LR-21")
def test_wie_stopt_is_geen_casusregisseur_meer(stad: Stad, casus: Casus) -> None:
    deelname = maak_deelname(stad, casus, stad.caw)
    Casus.objects.filter(pk=casus.pk).update(casusregisseur=stad.caw)
    acties.trek_terug(actor=stad.caw, pk=deelname.pk)
    casus.refresh_from_db()
    assert casus.casusregisseur is None


# Een collega


def collega(deelname: Deelname, **velden: object) -> Organisatielid:
    wie = GebruikerFactory.create()
    gegevens = {"organisatie": deelname.organisatie, "gebruiker": wie, "van": VROEGER}
    return Organisatielid.objects.create(**(gegevens | velden))


@pytest.mark.regel("LR-16")
@pytest.mark.parametrize("begin", ["uitgenodigd", "geheimhouding", "aanvaard"])
def test_een_collega_begint_zelf_bij_de_eerste_stap(
    stad: Stad, casus: Casus, als: Client, begin: str
) -> None:
    oud = maak_deelname(stad, casus, stad.caw, begin)
    lid = collega(oud)
    assert als(stad.caw).post(adres("vervangen", oud), {"lid": str(lid.pk)}).status_code == 302
    nieuw = Deelname.objects.get(vervangt=oud)
    assert (nieuw.gebruiker, nieuw.staat) == (lid.gebruiker, "uitgenodigd")
    assert staat(oud) == "vervangen"
    assert rechten(stad.caw) == rechten(lid.gebruiker) == []
    opvolger = als(lid.gebruiker)
    assert "Zeno" not in lees(opvolger, nieuw)
    assert opvolger.post(adres("aanvaarden", nieuw)).status_code == 409
    opvolger.post(adres("geheimhouding", nieuw), AKKOORD)
    assert opvolger.post(adres("aanvaarden", nieuw)).status_code == 302
    assert soorten()[0] == "deelname.vervangen"


@pytest.mark.regel("LR-16")
def test_alleen_een_collega_van_de_eigen_dienst(stad: Stad, casus: Casus, als: Client) -> None:
    oud = maak_deelname(stad, casus, stad.caw, "uitgenodigd")
    collega(oud)
    for lid in (stad.clb.organisatieleden.get(), stad.caw.organisatieleden.get()):
        assert als(stad.caw).post(adres("vervangen", oud), {"lid": str(lid.pk)}).status_code == 200
        with pytest.raises(NietVoldaan):
            acties.vervang(actor=stad.caw, pk=oud.pk, lid=lid.pk)
    assert staat(oud) == "uitgenodigd"


@pytest.mark.regel("LR-20")
def test_de_reden_van_een_neen_staat_niet_in_het_logboek(stad: Stad, casus: Casus) -> None:
    acties.weiger(
        actor=stad.caw, pk=maak_deelname(stad, casus, stad.caw, "uitgenodigd").pk, reden="Te dichtbij."
    )
    regel = Regel.objects.get(soort="deelname.geweigerd")
    inhoud = gelezen(regel)
    assert inhoud["casus"]["id"] == str(casus.pk)
    assert "dichtbij" not in str(inhoud)
    assert not lees_casusdeel(regel.pk, inhoud)


@pytest.mark.regel("LR-16")
def test_een_collega_die_zelf_al_gevraagd_is_komt_niet_in_de_plaats(stad: Stad, casus: Casus) -> None:
    oud = maak_deelname(stad, casus, stad.caw, "uitgenodigd")
    lid = collega(oud)
    maak_deelname(stad, casus, lid.gebruiker, "uitgenodigd")
    with pytest.raises(NietVoldaan, match="andere collega"):
        acties.vervang(actor=stad.caw, pk=oud.pk, lid=lid.pk)
    assert staat(oud) == "uitgenodigd"


@pytest.mark.regel("LR-16")
def test_vaste_vertegenwoordigers_staan_eerst(stad: Stad, casus: Casus, als: Client) -> None:
    oud = maak_deelname(stad, casus, stad.caw, "uitgenodigd")
    gewoon, vast = collega(oud), collega(oud, vaste_vertegenwoordiger=True)
    tekst = als(stad.caw).get(adres("vervangen", oud)).content.decode()
    assert tekst.index(vast.gebruiker.naam) < tekst.index(gewoon.gebruiker.naam)


# Niets inbrengen


@pytest.mark.regel("LR-22")
def test_niets_inbrengen_is_een_antwoord_dat_alleen_de_persoon_ziet(
    stad: Stad, casus: Casus, als: Client
) -> None:
    deelname = maak_deelname(stad, casus, stad.caw)
    maak_deelname(stad, casus, stad.clb)
    tafel = reverse("casus:tafel", args=[casus.pk])
    kern, ander = (als(wie).get(tafel).content.decode() for wie in (stad.preventie, stad.clb))
    als(stad.caw).post(adres("niets", deelname), {"niets": "ja"})
    assert Deelname.objects.get(pk=deelname.pk).brengt_niets_in
    assert "U koos om niets in te brengen" in als(stad.caw).get(tafel).content.decode()
    for wie, voor in ((stad.preventie, kern), (stad.clb, ander)):
        na = als(wie).get(tafel).content.decode()
        assert na.count("brengen") == voor.count("brengen")
    als(stad.caw).post(adres("niets", deelname), {"niets": "nee"})
    assert not Deelname.objects.get(pk=deelname.pk).brengt_niets_in


@pytest.mark.regel("LR-22")
def test_geen_enkel_antwoord_is_verplicht(stad: Stad, casus: Casus, als: Client) -> None:
    deelname = maak_deelname(stad, casus, stad.caw, "geheimhouding")
    tekst = als(stad.caw).get(adres("weigeren", deelname)).content.decode()
    assert "niet verplicht" in tekst
    assert " required" not in tekst[tekst.index("<textarea") : tekst.index("</textarea>")]


# Twee tegelijk


def een_te_laat(uitkomst: list[object]) -> bool:
    return sum(isinstance(fout, NietVoldaan) for fout in uitkomst) == 1


@pytest.mark.django_db(transaction=True)
def test_tweemaal_tegelijk_aanvaarden_telt_eenmaal(stad: Stad, casus: Casus) -> None:
    deelname = maak_deelname(stad, casus, stad.caw, "geheimhouding")
    werk = [lambda: acties.aanvaard(actor=stad.caw, pk=deelname.pk)] * 2
    assert een_te_laat(tegelijk(*werk))
    assert soorten() == ["deelname.aanvaard"]
    assert rechten(stad.caw) == ["deelnemen"]


@pytest.mark.django_db(transaction=True)
def test_aanvaarden_terwijl_de_burgemeester_intrekt(stad: Stad, casus: Casus) -> None:
    """Wie eerst komt, wint; toegang en staat zeggen altijd hetzelfde."""
    deelname = maak_deelname(stad, casus, stad.caw, "geheimhouding")
    uitkomst = tegelijk(
        lambda: acties.aanvaard(actor=stad.caw, pk=deelname.pk),
        lambda: uitnodiging.trek_in(actor=stad.burgemeester, pk=deelname.pk),
    )
    assert een_te_laat(uitkomst)
    verwacht = {"aanvaard": ["deelnemen"], "ingetrokken": []}
    assert rechten(stad.caw) == verwacht[staat(deelname)]
    assert soorten() in (["deelname.aanvaard"], ["deelname.ingetrokken"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.regel("LR-21")
def test_tweemaal_tegelijk_stoppen_telt_eenmaal(stad: Stad, casus: Casus) -> None:
    deelname = maak_deelname(stad, casus, stad.caw)
    werk = [lambda: acties.trek_terug(actor=stad.caw, pk=deelname.pk)] * 2
    assert een_te_laat(tegelijk(*werk))
    assert soorten() == ["deelname.teruggetrokken"]
    assert rechten(stad.caw) == []


@pytest.mark.django_db(transaction=True)
def test_tweemaal_tegelijk_ondertekenen_stuurt_een_uitnodiging(stad: Stad, casus: Casus) -> None:
    deelname = maak_deelname(stad, casus, stad.caw, "voorbereid")
    werk = [lambda: uitnodiging.onderteken(actor=stad.burgemeester, pk=casus.pk, deelnames=[deelname.pk])] * 2
    assert een_te_laat(tegelijk(*werk))
    assert soorten() == ["deelname.uitgenodigd"]
    assert timezone.now() > Deelname.objects.get().uitgenodigd_op


def test_geen_enkele_link_van_de_uitnodiging_is_leeg(stad: Stad, casus: Casus, als: Client) -> None:
    for begin in ("uitgenodigd", "geheimhouding", "aanvaard", "geweigerd"):
        deelname = maak_deelname(stad, casus, stad.caw, begin)
        tekst = lees(als(stad.caw), deelname)
        assert 'href=""' not in tekst, begin
        Deelname.objects.filter(pk=deelname.pk).update(staat="vervallen")
