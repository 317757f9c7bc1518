"""Uitnodigingen klaarzetten, ondertekenen en intrekken."""

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus.actions import uitnodiging
from casus.models import Casus, Deelname, Overleg
from tests.factories import (
    VROEGER,
    GebruikerFactory,
    OrganisatieFactory,
    Stad,
    maak_casus,
    maak_deelname,
    maak_overleg,
)
from tests.fixtures import volledig
from toegang.models import CasusUserObjectPermission, Gebruiker, Lidmaatschap, Organisatielid
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan

pytestmark = pytest.mark.django_db


def lid(wie: Gebruiker) -> str:
    return str(wie.organisatieleden.get().pk)


def formulier(overleg: Overleg, *wie: Gebruiker, **anders: str) -> dict[str, object]:
    velden = {"overleg": str(overleg.pk), "leden": [lid(g) for g in wie], "bijdrage": "Kennis van het gezin."}
    return velden | anders


def klaar(stad: Stad, casus: Casus, wie: Gebruiker, **velden: object) -> Deelname:
    deelname = maak_deelname(stad, casus, wie, "voorbereid", **velden)
    Deelname.objects.filter(pk=deelname.pk).update(uitgenodigd_door=None, uitgenodigd_op=None)
    return deelname


def onderteken(client: Client, casus: Casus, *deelnames: Deelname, **anders: str) -> int:
    adres = reverse("casus:ondertekenen", args=[casus.pk])
    return client.post(adres, {"deelnames": [str(d.pk) for d in deelnames], **anders}).status_code


def soorten() -> list[str]:
    return sorted(Regel.objects.exclude(soort="casus.ingezien").values_list("soort", flat=True))


def staat(deelname: Deelname) -> str:
    return Deelname.objects.get(pk=deelname.pk).staat


# Klaarzetten


def test_verschillende_mensen_samen_klaarzetten(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    gegevens = formulier(maak_overleg(stad, casus), stad.caw, stad.clb)
    assert als(stad.preventie).post(reverse("casus:uitnodigen", args=[casus.pk]), gegevens).status_code == 302
    assert {d.gebruiker for d in Deelname.objects.all()} == {stad.caw, stad.clb}
    assert {d.staat for d in Deelname.objects.all()} == {"voorbereid"}
    assert soorten() == ["deelname.voorbereid"] * 2


def test_wat_klaarligt_is_voor_de_genodigde_nog_onzichtbaar(stad: Stad, als: Client) -> None:
    deelname = klaar(stad, maak_casus(stad), stad.caw)
    assert als(stad.caw).get(reverse("casus:uitnodiging", args=[deelname.pk])).status_code == 404
    assert "Er wacht geen uitnodiging" in als(stad.caw).get(reverse("casus:uitnodigingen")).content.decode()


def test_alleen_de_preventieambtenaar_zet_klaar(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.jeugdwerk)
    gegevens = formulier(maak_overleg(stad, casus), stad.caw)
    adres = reverse("casus:uitnodigen", args=[casus.pk])
    for wie in (stad.burgemeester, stad.politie, stad.jeugdwerk):
        assert als(wie).post(adres, gegevens).status_code == 403
    assert Deelname.objects.count() == 1
    assert als(stad.preventie).post(adres, gegevens).status_code == 302


@pytest.mark.regel("LR-12")
def test_een_dienst_zonder_mandaat_kan_niet_en_staat_er_met_reden(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    dienst = OrganisatieFactory.create(naam="Dienst zonder mandaat", zonder_mandaat=True)
    dienst.livcs.add(stad.livc)
    wie = GebruikerFactory.create()
    Organisatielid.objects.create(organisatie=dienst, gebruiker=wie, van=VROEGER)
    preventie, adres = als(stad.preventie), reverse("casus:uitnodigen", args=[casus.pk])
    overleg = maak_overleg(stad, casus)
    tekst = preventie.get(adres).content.decode()
    assert "Dienst zonder mandaat" in tekst[tekst.index("Kan niet uitgenodigd worden") :]
    assert preventie.post(adres, formulier(overleg, wie)).status_code == 200
    assert not Deelname.objects.exists()


@pytest.mark.regel("LR-12")
def test_een_dienst_van_de_gemeente_heeft_geen_mandaat_nodig(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    gegevens = formulier(maak_overleg(stad, casus), stad.jeugdwerk)
    als(stad.preventie).post(reverse("casus:uitnodigen", args=[casus.pk]), gegevens)
    assert Deelname.objects.get().gebruiker == stad.jeugdwerk


@pytest.mark.regel("LR-12")
def test_wie_niet_in_de_gids_staat_komt_er_ook_met_een_vervalst_formulier_niet_in(
    stad: Stad, anderstad: Stad, als: Client
) -> None:
    casus = maak_casus(stad)
    overleg = maak_overleg(stad, casus)
    adres = reverse("casus:uitnodigen", args=[casus.pk])
    for vals in (lid(anderstad.caw), str(stad.caw.pk), str(UUID(int=0)), "onzin"):
        antwoord = als(stad.preventie).post(adres, formulier(overleg) | {"leden": [vals]})
        assert antwoord.status_code == 200
    assert not Deelname.objects.exists()


def test_een_overleg_zonder_deze_casus_kan_niet(stad: Stad, anderstad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    maak_overleg(stad, casus)
    adres = reverse("casus:uitnodigen", args=[casus.pk])
    for overleg in (maak_overleg(stad), maak_overleg(anderstad)):
        assert als(stad.preventie).post(adres, formulier(overleg, stad.caw)).status_code == 200
    assert not Deelname.objects.exists()


def test_niemand_wordt_tweemaal_gevraagd(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    overleg = maak_overleg(stad, casus)
    maak_deelname(stad, casus, stad.caw, "uitgenodigd", overleg)
    adres = reverse("casus:uitnodigen", args=[casus.pk])
    assert als(stad.preventie).post(adres, formulier(overleg, stad.caw)).status_code == 200
    assert Deelname.objects.count() == 1


# Ondertekenen


def test_de_burgemeester_ondertekent_verschillende_samen(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    een, twee = klaar(stad, casus, stad.caw), klaar(stad, casus, stad.clb)
    assert onderteken(als(stad.burgemeester), casus, een, twee) == 302
    assert {staat(een), staat(twee)} == {"uitgenodigd"}
    assert Deelname.objects.first().uitgenodigd_door == stad.burgemeester
    assert soorten() == ["deelname.uitgenodigd"] * 2


@pytest.mark.regel("LR-12")
def test_alleen_de_burgemeester_ondertekent(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    deelname = klaar(stad, casus, stad.caw)
    for wie in (stad.preventie, stad.politie):
        assert onderteken(als(wie), casus, deelname) == 403
    for wie in (stad.caw, stad.beheer, stad.toezicht):
        assert onderteken(als(wie), casus, deelname) == 404
    assert staat(deelname) == "voorbereid"
    assert onderteken(als(stad.burgemeester), casus, deelname) == 302


@pytest.mark.regel("LR-05")
def test_ondertekenen_raakt_nooit_een_ander_livc(stad: Stad, anderstad: Stad, als: Client) -> None:
    casus, vreemd = maak_casus(stad), maak_casus(anderstad)
    deelname = klaar(anderstad, vreemd, anderstad.caw)
    assert onderteken(als(stad.burgemeester), vreemd, deelname) == 404
    assert onderteken(als(stad.burgemeester), casus, deelname) == 200
    assert staat(deelname) == "voorbereid"
    intrekken = reverse("casus:deelname_intrekken", args=[deelname.pk])
    assert als(stad.burgemeester).post(intrekken).status_code == 404


@pytest.mark.regel("LR-14")
@pytest.mark.parametrize(
    ("dagen", "reden", "verwacht"), [(14, "", 302), (13, "", 200), (13, "Vertrek dreigt.", 302)]
)
def test_veertien_dagen_of_een_reden(stad: Stad, als: Client, dagen: int, reden: str, verwacht: int) -> None:
    casus = maak_casus(stad)
    deelname = klaar(stad, casus, stad.caw, overleg=maak_overleg(stad, casus, over_dagen=dagen))
    assert onderteken(als(stad.burgemeester), casus, deelname, dringend_reden=reden) == verwacht
    assert staat(deelname) == ("uitgenodigd" if verwacht == 302 else "voorbereid")


@pytest.mark.regel("LR-12")
@pytest.mark.parametrize("bijdrage", ["", "   "])
def test_zonder_verwachte_bijdrage_nodigt_niemand_uit(stad: Stad, als: Client, bijdrage: str) -> None:
    casus = maak_casus(stad)
    overleg = maak_overleg(stad, casus)
    velden = formulier(overleg, stad.caw) | {"bijdrage": bijdrage}
    assert als(stad.preventie).post(reverse("casus:uitnodigen", args=[casus.pk]), velden).status_code == 200
    leden = [stad.caw.organisatieleden.get().pk]
    with pytest.raises(NietVoldaan) as fout:
        uitnodiging.bereid_voor(
            actor=stad.preventie,
            pk=casus.pk,
            overleg=overleg.pk,
            leden=leden,
            bijdrage=bijdrage,
            dringend_reden="",
        )
    assert (fout.value.regel, fout.value.veld) == ("LR-12", "bijdrage")


@pytest.mark.regel("LR-14")
def test_spaties_zijn_geen_reden(stad: Stad) -> None:
    casus = maak_casus(stad)
    deelname = klaar(stad, casus, stad.caw, overleg=maak_overleg(stad, casus, over_dagen=13))
    with pytest.raises(NietVoldaan, match="dringend"):
        uitnodiging.onderteken(
            actor=stad.burgemeester, pk=casus.pk, deelnames=[deelname.pk], dringend_reden="  "
        )


@pytest.mark.regel("LR-14")
def test_de_termijn_telt_vanaf_de_handtekening(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    overleg = maak_overleg(stad, casus, over_dagen=15)
    adres = reverse("casus:uitnodigen", args=[casus.pk])
    assert als(stad.preventie).post(adres, formulier(overleg, stad.caw)).status_code == 302
    deelname = Deelname.objects.get()
    burgemeester = als(stad.burgemeester)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        burgemeester.force_login(stad.burgemeester)
        volledig(burgemeester, stad.burgemeester)
        assert onderteken(burgemeester, casus, deelname) == 200
    assert onderteken(burgemeester, casus, deelname) == 302


@pytest.mark.regel("LR-14")
def test_de_termijn_van_het_livc_geldt(stad: Stad, als: Client) -> None:
    stad.livc.uitnodigingstermijn_dagen = 30
    stad.livc.save()
    casus = maak_casus(stad)
    assert onderteken(als(stad.burgemeester), casus, klaar(stad, casus, stad.caw)) == 200


@pytest.mark.regel("LR-10")
def test_zonder_preventieambtenaar_gaat_er_geen_uitnodiging_weg(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    deelname = klaar(stad, casus, stad.caw)
    Lidmaatschap.objects.filter(rol=Rol.PREVENTIEAMBTENAAR).update(
        tot=timezone.localdate() - timedelta(days=1)
    )
    assert onderteken(als(stad.burgemeester), casus, deelname) == 200
    assert staat(deelname) == "voorbereid"


@pytest.mark.regel("LR-12")
def test_een_mandaat_dat_intussen_verviel_houdt_alles_tegen(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    een, twee = klaar(stad, casus, stad.caw), klaar(stad, casus, stad.clb)
    dienst = twee.organisatie
    dienst.mandaat_tot = timezone.localdate() - timedelta(days=1)
    dienst.save()
    assert onderteken(als(stad.burgemeester), casus, een, twee) == 200
    assert {staat(een), staat(twee)} == {"voorbereid"}
    assert soorten() == []


def test_tweemaal_ondertekenen_is_een_uitleg_en_geen_fout(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    deelname = klaar(stad, casus, stad.caw)
    burgemeester = als(stad.burgemeester)
    assert onderteken(burgemeester, casus, deelname) == 302
    assert onderteken(burgemeester, casus, deelname) == 200


# Intrekken


@pytest.mark.parametrize("begin", ["voorbereid", "uitgenodigd", "geheimhouding"])
def test_intrekken_neemt_alles_weg(stad: Stad, als: Client, begin: str) -> None:
    casus = maak_casus(stad)
    deelname = maak_deelname(stad, casus, stad.caw, begin)
    adres = reverse("casus:deelname_intrekken", args=[deelname.pk])
    assert als(stad.politie).post(adres).status_code == 403
    assert als(stad.burgemeester).post(adres).status_code == 302
    assert staat(deelname) == ("geschrapt" if begin == "voorbereid" else "ingetrokken")
    assert not CasusUserObjectPermission.objects.filter(user=stad.caw).exists()
    assert soorten() == ["deelname.ingetrokken", "toegang.geweigerd"]


def test_de_preventieambtenaar_haalt_alleen_weg_wat_nog_klaarligt(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    preventie = als(stad.preventie)
    verstuurd, wachtend = maak_deelname(stad, casus, stad.caw, "uitgenodigd"), klaar(stad, casus, stad.clb)
    assert preventie.post(reverse("casus:deelname_intrekken", args=[verstuurd.pk])).status_code == 403
    assert preventie.post(reverse("casus:deelname_intrekken", args=[wachtend.pk])).status_code == 302


def test_een_deelnemer_wordt_niet_ingetrokken(stad: Stad, als: Client) -> None:
    deelname = maak_deelname(stad, maak_casus(stad), stad.caw)
    adres = reverse("casus:deelname_intrekken", args=[deelname.pk])
    assert als(stad.burgemeester).post(adres).status_code == 409
    assert staat(deelname) == "aanvaard"


# De tafel


@pytest.mark.regel("LR-20")
def test_een_deelnemer_ziet_alleen_wie_aanvaardde(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw)
    maak_deelname(stad, casus, stad.clb, "geweigerd")
    maak_deelname(stad, casus, stad.jeugdwerk, "uitgenodigd")
    adres = reverse("casus:tafel", args=[casus.pk])
    deelnemer = als(stad.caw).get(adres).content.decode()
    assert "Cas Caw" in deelnemer
    assert "Clara Clb" not in deelnemer
    assert "Joris Jeugdwerk" not in deelnemer
    kern = als(stad.preventie).get(adres).content.decode()
    assert "Clara Clb" in kern
    assert "Joris Jeugdwerk" in kern


@pytest.mark.regel("LR-20")
def test_de_kern_ziet_niet_of_iemand_de_uitnodiging_al_las(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    deelname = maak_deelname(stad, casus, stad.caw, "uitgenodigd")
    adres = reverse("casus:tafel", args=[casus.pk])

    def blad() -> str:
        tekst = als(stad.preventie).get(adres).content.decode()
        return tekst[tekst.index("<main") : tekst.index("</main>")]

    voor = blad()
    Deelname.objects.filter(pk=deelname.pk).update(staat="geheimhouding", geheimhouding_op=timezone.now())
    assert blad() == voor


@pytest.mark.regel("LR-20")
def test_de_reden_is_alleen_voor_de_burgemeester(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    deelname = maak_deelname(stad, casus, stad.caw, "geweigerd")
    deelname.weigerreden = "Wij hebben geen tijd."
    deelname.save()
    maak_deelname(stad, casus, stad.clb)
    adres = reverse("casus:weigerredenen", args=[casus.pk])
    assert "Wij hebben geen tijd." in als(stad.burgemeester).get(adres).content.decode()
    assert soorten() == ["deelname.ingezien"]
    for wie in (stad.preventie, stad.politie, stad.clb):
        assert als(wie).get(adres).status_code == 403
        blad = als(wie).get(reverse("casus:tafel", args=[casus.pk])).content.decode()
        assert "geen tijd" not in blad


@pytest.mark.regel("LR-33")
def test_de_tafel_zegt_dat_een_advocaat_niets_inbrengt(stad: Stad, als: Client) -> None:
    casus = maak_casus(stad)
    stad.caw.is_advocaat = True
    stad.caw.save()
    maak_deelname(stad, casus, stad.caw)
    adres = reverse("casus:tafel", args=[casus.pk])
    assert "advocaat: brengt niets in" in als(stad.preventie).get(adres).content.decode()
    assert "LR-33" in als(stad.caw).get(adres).content.decode()
