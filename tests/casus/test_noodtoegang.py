"""Noodtoegang: twee diensten samen, één casus, enkele minuten, nooit een geheim, en iedereen hoort het (LR-30–32)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from casus.actions import nood as acties
from casus.actions import noodlezen as lezen
from casus.models import Actie, Besluit, Casus, Geheimhouding, Inbreng
from casus.selectors.werk import werk
from tests.factories import OrganisatieFactory, Stad, geef_rol, maak_casus, maak_deelname
from toegang import toekenningen
from toegang.beleid import mag
from toegang.diensten import diensten_van
from toegang.models import (
    Casussleutel,
    CasusUserObjectPermission,
    Gebruiker,
    Noodtoegang,
    Organisatielid,
)
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan, Verborgen

pytestmark = pytest.mark.django_db

VRAGEN = "/noodtoegang/vragen/"
REDEN = "Zij dreigt zich iets aan te doen, en wij weten niet waar ze woont."
AANVRAAG = {"grond": "hulp", "reden": REDEN, "minuten": "15"}


@pytest.fixture
def casus(stad: Stad) -> Casus:
    """CAW zit aan tafel; jeugdwerk en CLB kennen de casus niet."""
    casus = maak_casus(stad, Casus.Staat.IN_TRAJECT)
    maak_deelname(stad, casus, stad.caw)
    return casus


def vraag(wie: Client, referentie: str, **anders: str) -> Any:
    return wie.post(VRAGEN, AANVRAAG | {"referentie": referentie} | anders)


def gevraagd(stad: Stad, casus: Casus, wie: Gebruiker | None = None) -> Noodtoegang:
    acties.vraag(
        actor=wie or stad.clb,
        livc_pk=stad.livc.pk,
        referentie=casus.referentie,
        grond="hulp",
        reden=REDEN,
        minuten=15,
    )
    return Noodtoegang.objects.get(staat="aangevraagd")


def geopend(stad: Stad, casus: Casus) -> Noodtoegang:
    """CLB vroeg, de politie bevestigde."""
    return acties.open_(actor=stad.politie, pk=gevraagd(stad, casus).pk)


def lees(wie: Client, casus: Casus) -> Any:
    adres = reverse("casus:noodlezen", args=[casus.pk])
    wie.post(adres, {"versie": "2026-1", "akkoord": "on"})
    return wie.get(adres)


def soorten(begin: str = "noodtoegang") -> list[str]:
    return list(
        Regel.objects.filter(soort__startswith=begin)
        .order_by("tijdstip", "id")
        .values_list("soort", flat=True)
    )


def taken(wie: Gebruiker) -> dict[str, str]:
    blad = werk(wie)
    return {taak.wat: taak.url for taak in [*blad.eerst, *blad.daarna]}


# Vragen


@pytest.mark.regel("LR-31")
def test_vragen_openen_lezen_sluiten_nakijken(stad: Stad, casus: Casus, als: Any) -> None:
    clb, politie, toezicht = als(stad.clb), als(stad.politie), als(stad.toezicht)
    adres = reverse("casus:noodlezen", args=[casus.pk])
    assert vraag(clb, casus.referentie.lower().replace("-", " ")).url == reverse("casus:nood_gevraagd")
    assert clb.get(adres).status_code == 404
    nood = Noodtoegang.objects.get()
    assert (nood.staat, nood.reden, nood.aanvrager_dienst) == ("aangevraagd", REDEN, "CLB Voorbeeldegem")
    pagina = politie.get(taken(stad.politie)["Iemand vraagt noodtoegang"]).content.decode()
    for deel in ("Clara Clb", "CLB Voorbeeldegem", casus.referentie, REDEN, "15 minuten", "art. 299"):
        assert deel in pagina
    assert politie.post(reverse("casus:nood_openen", args=[nood.pk])).status_code == 302
    assert taken(stad.clb)["Uw noodtoegang is open"] == adres
    assert "Zeno Verzonnen" in lees(clb, casus).content.decode()
    assert clb.post(reverse("casus:nood_klaar", args=[casus.pk])).status_code == 302
    assert clb.get(adres).status_code == 404
    nakijken = taken(stad.toezicht)["Noodtoegang nakijken"]
    assert toezicht.post(nakijken, {"bevinding": "De nood was echt."}).status_code == 302
    nood.refresh_from_db()
    assert (nood.staat, nood.nagekeken_door, nood.bevinding) == (
        "nagekeken",
        stad.toezicht,
        "De nood was echt.",
    )
    assert soorten() == [
        "noodtoegang.gevraagd",
        "noodtoegang.gelezen",
        "noodtoegang.geopend",
        "noodtoegang.ingezien",
        "noodtoegang.gesloten",
        "noodtoegang.nagekeken",
    ]


def test_elk_veld_zegt_wat_er_mis_is(stad: Stad, als: Any) -> None:
    clb = als(stad.clb)
    fouten = clb.post(VRAGEN, {"referentie": "K7M2", "minuten": "31"}).context["form"].errors
    assert set(fouten) == {"referentie", "grond", "reden", "minuten"}
    assert set(vraag(clb, "K7M-2QX", minuten="4").context["form"].errors) == {"minuten"}
    assert set(vraag(clb, "K7M-2QX", grond="nieuwsgierig").context["form"].errors) == {"grond"}
    assert not Regel.objects.exists()


@pytest.mark.regel("LR-31")
def test_wie_niet_met_een_livc_werkt_kan_niets_vragen(stad: Stad, als: Any) -> None:
    for wie in (stad.toezicht, stad.dpo, stad.beheer):
        browser = als(wie)
        assert browser.get(VRAGEN).status_code == 404
        assert vraag(browser, "K7M-2QX").status_code == 404
        assert browser.get(reverse("casus:nood_gevraagd")).status_code == 404
        assert "Noodtoegang vragen" not in browser.get(reverse("casus:casussen")).content.decode()
    assert "Noodtoegang vragen" in als(stad.clb).get(reverse("casus:casussen")).content.decode()


def test_wie_met_twee_livcs_werkt_kiest(stad: Stad, anderstad: Stad, casus: Casus, als: Any) -> None:
    stad.clb.organisatieleden.get().organisatie.livcs.add(anderstad.livc)
    clb = als(stad.clb)
    assert "livc" in vraag(clb, casus.referentie).context["form"].errors
    vraag(clb, casus.referentie, livc=str(anderstad.livc.pk))
    assert not Noodtoegang.objects.exists()
    vraag(clb, casus.referentie, livc=str(stad.livc.pk))
    assert Noodtoegang.objects.get().casus == casus


# Geen orakel


@pytest.mark.regel("LR-05", "LR-23", "LR-31")
def test_het_antwoord_verraadt_niet_of_de_casus_bestaat(
    stad: Stad, anderstad: Stad, casus: Casus, als: Any
) -> None:
    """Onbekend, van een ander LIVC, al gezien, uitgesloten of geldig: dezelfde pagina en evenveel vragen."""
    eigen, gewraakt, elders = maak_casus(stad), maak_casus(stad), maak_casus(anderstad)
    maak_deelname(stad, eigen, stad.clb)
    toekenningen.sluit_uit(stad.clb, gewraakt)
    clb = als(stad.clb)
    clb.get(VRAGEN)
    gemeten = []
    for referentie in (
        "K7M-2QX",
        elders.referentie,
        eigen.referentie,
        gewraakt.referentie,
        casus.referentie,
        casus.referentie,
    ):
        with CaptureQueriesContext(
            connection,
        ) as vragen:
            antwoord = vraag(clb, referentie)
        with CaptureQueriesContext(connection) as daarna:
            pagina = clb.get(antwoord.url).content.decode()
        mijn_werk = clb.get("/").content.decode().count("Noodtoegang")
        gemeten.append(
            (antwoord.status_code, antwoord.url, len(vragen), len(daarna), _zonder_nonce(pagina), mijn_werk)
        )
        assert "Een tweede persoon van een andere dienst moet ze bevestigen" in pagina
    assert len(set(gemeten)) == 1, [rij[:4] for rij in gemeten]
    assert Noodtoegang.objects.get().casus == casus
    assert Casussleutel.objects.filter(dossier_id=Noodtoegang.objects.get().pk).exists()
    assert Regel.objects.filter(soort="noodtoegang.gevraagd").count() == 6


def _zonder_nonce(pagina: str) -> str:
    return "".join(lijn for lijn in pagina.splitlines(True) if "nonce" not in lijn and "csrf" not in lijn)


@pytest.mark.regel("LR-05")
def test_van_wat_er_niet_is_blijft_niets_staan(stad: Stad, als: Any) -> None:
    sleutels = Casussleutel.objects.count()
    vraag(als(stad.clb), "K7M-2QX")
    assert not Noodtoegang.objects.exists()
    assert Casussleutel.objects.count() == sleutels
    assert soorten() == ["noodtoegang.gevraagd"]


@pytest.mark.regel("LR-05")
def test_wie_vroeg_ziet_zijn_aanvraag_niet_voor_ze_open_is(stad: Stad, casus: Casus, als: Any) -> None:
    """Ook na een weigering niet: een eigen lijst zou zeggen welke referentie bestaat."""
    nood = gevraagd(stad, casus)
    clb, adres = als(stad.clb), reverse("casus:nood", args=[nood.pk])
    assert clb.get(adres).status_code == 404
    acties.weiger(actor=stad.politie, pk=nood.pk)
    assert clb.get(adres).status_code == 404
    nood.refresh_from_db()
    assert not mag(stad.clb, "noodtoegang.zien", nood)
    assert "Noodtoegang" not in clb.get("/").content.decode()


@pytest.mark.regel("LR-23")
def test_wie_uitgesloten_is_krijgt_nooit_noodtoegang(stad: Stad, casus: Casus, als: Any) -> None:
    toekenningen.sluit_uit(stad.clb, casus)
    assert vraag(als(stad.clb), casus.referentie).status_code == 302
    assert not Noodtoegang.objects.exists()


@pytest.mark.regel("LR-23")
def test_wie_intussen_uitgesloten_werd_krijgt_niets(stad: Stad, casus: Casus, als: Any) -> None:
    nood = gevraagd(stad, casus)
    toekenningen.sluit_uit(stad.clb, casus)
    with pytest.raises(NietVoldaan, match="geen noodtoegang meer"):
        acties.open_(actor=stad.politie, pk=nood.pk)
    toekenningen.hef_uitsluiting_op(stad.clb, casus)
    acties.open_(actor=stad.politie, pk=nood.pk)
    clb = als(stad.clb)
    assert lees(clb, casus).status_code == 200
    toekenningen.sluit_uit(stad.clb, casus)
    assert clb.get(reverse("casus:noodlezen", args=[casus.pk])).status_code == 404


# Bevestigen


@pytest.mark.regel("LR-31")
def test_dezelfde_dienst_bevestigt_niet(stad: Stad, casus: Casus, als: Any) -> None:
    """Jeugdwerk is van de gemeente; de burgemeester en de preventieambtenaar ook."""
    nood = gevraagd(stad, casus, stad.jeugdwerk)
    for wie in (stad.burgemeester, stad.preventie):
        browser = als(wie)
        assert "dezelfde dienst" in browser.get(reverse("casus:nood", args=[nood.pk])).content.decode()
        antwoord = browser.post(reverse("casus:nood_openen", args=[nood.pk]))
        assert antwoord.status_code == 409
        assert "dezelfde dienst" in antwoord.content.decode()
    assert als(stad.politie).post(reverse("casus:nood_openen", args=[nood.pk])).status_code == 302


@pytest.mark.regel("LR-31")
def test_niemand_bevestigt_zichzelf(stad: Stad, casus: Casus) -> None:
    """Ook niet wie intussen bij de kern kwam."""
    nood = gevraagd(stad, casus)
    geef_rol(stad.clb, stad.livc, Rol.BURGEMEESTER, vertegenwoordiger=True)
    toekenningen.geef(stad.clb, toekenningen.KERN_INZIEN, casus)
    for actie in (acties.open_, acties.weiger):
        with pytest.raises(NietVoldaan, match="U vroeg dit zelf"):
            actie(actor=stad.clb, pk=nood.pk)


@pytest.mark.regel("LR-31")
def test_alleen_wie_de_casus_inziet_bevestigt(stad: Stad, anderstad: Stad, casus: Casus, als: Any) -> None:
    nood = gevraagd(stad, casus)
    toekenningen.neem(stad.burgemeester, casus, toekenningen.KERN_INZIEN)
    buiten = (stad.burgemeester, stad.caw, stad.jeugdwerk, stad.toezicht, stad.beheer, anderstad.politie)
    for wie in buiten:
        browser = als(wie)
        assert browser.get(reverse("casus:nood", args=[nood.pk])).status_code == 404
        for naam in ("nood_openen", "nood_weigeren"):
            assert browser.post(reverse(f"casus:{naam}", args=[nood.pk])).status_code == 404
        assert "Iemand vraagt noodtoegang" not in taken(wie)


@pytest.mark.regel("LR-31")
def test_openen_vraagt_een_verse_tweede_stap(stad: Stad, casus: Casus, als: Any) -> None:
    nood = gevraagd(stad, casus)
    politie = als(stad.politie)
    sessie = politie.session
    sessie.pop("account_authentication_methods", None)
    sessie.save()
    antwoord = politie.post(reverse("casus:nood_openen", args=[nood.pk]))
    assert antwoord.status_code == 302
    nood.refresh_from_db()
    assert nood.staat == "aangevraagd"


@pytest.mark.regel("LR-31")
def test_een_aanvraag_vervalt_na_dertig_minuten(stad: Stad, casus: Casus) -> None:
    nood = gevraagd(stad, casus)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert "Iemand vraagt noodtoegang" not in taken(stad.politie)
        with pytest.raises(NietVoldaan, match="vervallen"):
            acties.open_(actor=stad.politie, pk=nood.pk)
        assert lezen.ruim_op() == 1
        nood.refresh_from_db()
        assert nood.staat == "geweigerd"
        gevraagd(stad, casus)


def test_een_weigering_opent_niets_en_laat_een_nieuwe_vraag_toe(stad: Stad, casus: Casus, als: Any) -> None:
    nood = gevraagd(stad, casus)
    assert als(stad.politie).post(reverse("casus:nood_weigeren", args=[nood.pk])).status_code == 302
    with pytest.raises(NietVoldaan, match="al beantwoord"):
        acties.open_(actor=stad.politie, pk=nood.pk)
    assert not CasusUserObjectPermission.objects.filter(user=stad.clb).exists()
    gevraagd(stad, casus)


@pytest.mark.regel("LR-31")
def test_alles_van_de_gemeente_is_een_dienst(stad: Stad) -> None:
    assert diensten_van(stad.burgemeester, stad.livc.pk) == {"gemeente"}
    assert diensten_van(stad.preventie, stad.livc.pk) == {"gemeente"}
    assert diensten_van(stad.jeugdwerk, stad.livc.pk) == {"gemeente"}
    assert diensten_van(stad.politie, stad.livc.pk) == {"lokale politie"}
    assert diensten_van(stad.toezicht, stad.livc.pk) == frozenset()
    wijk = OrganisatieFactory.create(naam="Zone", sector="politie", gemeentelijk=True)
    Organisatielid.objects.create(organisatie=wijk, gebruiker=stad.clb, van="2020-01-01")
    assert diensten_van(stad.clb, stad.livc.pk) == {"CLB Voorbeeldegem", "lokale politie"}


# Lezen


@pytest.mark.regel("LR-30")
def test_eerst_de_geheimhouding_dan_een_pagina(stad: Stad, casus: Casus, als: Any) -> None:
    geopend(stad, casus)
    clb, adres = als(stad.clb), reverse("casus:noodlezen", args=[casus.pk])
    assert "Zeno" not in clb.get(adres).content.decode()
    assert clb.post(adres, {"versie": "2026-1"}).status_code == 200
    with pytest.raises(NietVoldaan):
        lezen.lees(actor=stad.clb, pk=casus.pk)
    clb.post(adres, {"versie": "2026-1", "akkoord": "on"})
    assert Geheimhouding.objects.get(gebruiker=stad.clb).casus == casus
    assert "Zeno" in clb.get(adres).content.decode()
    assert soorten().count("noodtoegang.ingezien") == 1


@pytest.mark.regel("LR-32")
def test_de_pagina_toont_genoeg_om_te_helpen_en_nooit_een_geheim(stad: Stad, casus: Casus, als: Any) -> None:
    bij = {"casus": casus, "livc": stad.livc}
    inbreng = bij | {"auteur": stad.caw, "categorie": "leefgewoonten", "categorielijst": "W2026"}
    nu = timezone.now()
    for niveau in ("beroepsgeheim", "geheim", "vrijgegeven"):
        for publiek in ("tafel", "kern", "gekozen"):
            for staat in ("concept", "ingebracht", "ingetrokken"):
                Inbreng.objects.create(
                    **inbreng,
                    niveau=niveau,
                    publiek=publiek,
                    staat=staat,
                    tekst=f"woord-{niveau}-{publiek}-{staat}",
                    ingebracht_op=nu,
                )
    punt = maak_deelname(stad, casus, stad.jeugdwerk, "uitgenodigd").overleg.agendapunten.get()
    Besluit.objects.create(**bij, agendapunt=punt, tekst="Samen naar huis.", genoteerd_door=stad.preventie)
    Actie.objects.create(**bij, omschrijving="Haar broer bellen.", eigenaar=stad.caw, tegen=nu.date())
    Actie.objects.create(
        **bij, omschrijving="Al gedaan.", eigenaar=stad.caw, tegen=nu.date(), staat="uitgevoerd"
    )
    geopend(stad, casus)
    antwoord = lees(als(stad.clb), casus)
    tekst = antwoord.content.decode()
    for deel in (
        "Zeno Verzonnen", "5 mei 1999", "Voorbeeldegem", "Deelt filmpjes.", "CAW Voorbeeldegem", "Samen naar huis.",
        "Haar broer bellen.", "Nog 15 minuten", "Ik ben klaar",
    ):  # fmt: skip
        assert deel in tekst, deel
    assert tekst.count("woord-") == 1
    assert "woord-vrijgegeven-tafel-ingebracht" in tekst
    for deel in ("Al gedaan.", "JEUGDWERK"):
        assert deel not in tekst, deel
    assert antwoord["Refresh"].endswith("; url=/")
    assert "no-store" in antwoord["Cache-Control"]


@pytest.mark.regel("LR-31")
def test_wie_in_nood_leest_ziet_geen_enkel_ander_blad(stad: Stad, casus: Casus, als: Any) -> None:
    geopend(stad, casus)
    clb = als(stad.clb)
    assert lees(clb, casus).status_code == 200
    for naam in ("casus", "tafel", "inbreng", "traject", "bewaartermijn", "inbreng_nieuw", "afsluiten"):
        assert clb.get(reverse(f"casus:{naam}", args=[casus.pk])).status_code == 404, naam
    assert casus.referentie not in clb.get(reverse("casus:casussen")).content.decode()


@pytest.mark.regel("LR-31")
def test_na_de_minuten_is_er_niets_meer(stad: Stad, casus: Casus, als: Any) -> None:
    geopend(stad, casus)
    clb, adres = als(stad.clb), reverse("casus:noodlezen", args=[casus.pk])
    assert lees(clb, casus).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=14)):
        assert "Nog 1 minuut" in clb.get(adres).content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert als(stad.clb).get(adres).status_code == 404
        with pytest.raises(Verborgen):
            lezen.sluit(actor=stad.clb, pk=casus.pk)
        assert CasusUserObjectPermission.objects.filter(user=stad.clb).exists()
        assert lezen.ruim_op() == 1
        assert not CasusUserObjectPermission.objects.filter(user=stad.clb).exists()
        assert lezen.ruim_op() == 0


# Iedereen hoort het


@pytest.mark.regel("LR-31", "LR-34")
def test_iedereen_hoort_het_meteen_zonder_inhoud(
    stad: Stad, casus: Casus, django_capture_on_commit_callbacks: Any
) -> None:
    toekenningen.neem(stad.burgemeester, casus, toekenningen.KERN_INZIEN)
    with django_capture_on_commit_callbacks(execute=True):
        nood = geopend(stad, casus)
    verwacht = {*stad.kern, stad.caw, stad.toezicht, stad.dpo}
    assert sorted(b.to[0] for b in mail.outbox) == sorted(wie.email for wie in verwacht)
    for bericht in mail.outbox:
        geheel = f"{bericht.subject} {bericht.body}"
        for deel in (
            "Zeno",
            "Clara",
            "Clb",
            "dreigt",
            casus.referentie,
            str(casus.pk),
            str(nood.pk),
            "Voorbeeldegem",
        ):
            assert deel not in geheel
        assert bericht.attachments == []


@pytest.mark.regel("LR-23", "LR-31")
def test_wie_uitgesloten_is_krijgt_geen_bericht(
    stad: Stad, casus: Casus, django_capture_on_commit_callbacks: Any
) -> None:
    toekenningen.sluit_uit(stad.burgemeester, casus)
    with django_capture_on_commit_callbacks(execute=True):
        geopend(stad, casus)
    assert stad.burgemeester.email not in {b.to[0] for b in mail.outbox}
    assert not any("Noodtoegang" in wat for wat in taken(stad.burgemeester))


@pytest.mark.regel("LR-31")
def test_de_tafel_en_de_kern_lezen_wie_waarom_en_hoe_lang(stad: Stad, casus: Casus, als: Any) -> None:
    nood = geopend(stad, casus)
    blijft = reverse("casus:casus", args=[casus.pk])
    for wie in (stad.caw, *stad.kern):
        melding = next(url for wat, url in taken(wie).items() if wat.startswith("Noodtoegang op"))
        for tekst in (als(wie).get(url).content.decode() for url in (melding, blijft)):
            for deel in ("Clara Clb", "CLB Voorbeeldegem", REDEN, "15 minuten"):
                assert deel in tekst, deel
    assert REDEN not in als(stad.caw).get("/").content.decode()
    lezen.kijk_na(actor=stad.toezicht, pk=nood.pk, bevinding="Terecht.")
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert not any(wat.startswith("Noodtoegang op") for wat in taken(stad.caw))
        assert REDEN in als(stad.caw).get(blijft).content.decode()


# Nakijken


@pytest.mark.regel("LR-57")
def test_geen_nieuwe_voor_de_vorige_nagekeken_is(stad: Stad, casus: Casus, als: Any) -> None:
    """Niet voor dezelfde casus door een ander, en niet voor een andere casus door dezelfde persoon."""
    nood, andere = geopend(stad, casus), maak_casus(stad)
    with time_machine.travel(timezone.now() + timedelta(minutes=20)):
        lezen.ruim_op()
        assert vraag(als(stad.clb), andere.referentie).url == reverse("casus:nood_gevraagd")
        assert not Noodtoegang.objects.filter(casus=andere).exists()
        van_jeugdwerk = gevraagd(stad, casus, stad.jeugdwerk)
        antwoord = als(stad.politie).post(reverse("casus:nood_openen", args=[van_jeugdwerk.pk]))
        assert antwoord.status_code == 409
        assert "nog niet nagekeken" in antwoord.content.decode()
        lezen.kijk_na(actor=stad.toezicht, pk=nood.pk, bevinding="Terecht.")
        acties.open_(actor=stad.politie, pk=van_jeugdwerk.pk)
        assert gevraagd(stad, andere).casus == andere


@pytest.mark.django_db(transaction=True)
@pytest.mark.regel("LR-57")
def test_de_databank_laat_per_persoon_maar_een_te_kijken(stad: Stad, casus: Casus) -> None:
    """Twee aanvragen op hetzelfde ogenblik, voor twee casussen: de tweede gaat niet open."""
    andere = maak_casus(stad)
    eerste = gevraagd(stad, casus)
    Noodtoegang.objects.filter(pk=eerste.pk).update(aangevraagd_op=timezone.now() - timedelta(minutes=31))
    tweede = Noodtoegang.objects.exclude(pk=eerste.pk).get(pk=_vraag_nog(stad, andere, eerste))
    acties.open_(actor=stad.politie, pk=eerste.pk)
    with pytest.raises(NietVoldaan, match="nog niet nagekeken"):
        acties.open_(actor=stad.politie, pk=tweede.pk)
    assert not CasusUserObjectPermission.objects.filter(user=stad.clb, content_object=andere).exists()


def _vraag_nog(stad: Stad, casus: Casus, eerste: Noodtoegang) -> Any:
    acties.vraag(
        actor=stad.clb,
        livc_pk=stad.livc.pk,
        referentie=casus.referentie,
        grond="hulp",
        reden=REDEN,
        minuten=5,
    )
    Noodtoegang.objects.filter(pk=eerste.pk).update(aangevraagd_op=timezone.now())
    return Noodtoegang.objects.get(casus=casus).pk


@pytest.mark.regel("LR-57")
def test_nakijken_sluit_een_noodtoegang_die_nog_loopt(stad: Stad, casus: Casus, als: Any) -> None:
    nood, clb = geopend(stad, casus), als(stad.clb)
    assert lees(clb, casus).status_code == 200
    lezen.kijk_na(actor=stad.dpo, pk=nood.pk, bevinding="Niet nodig.")
    assert clb.get(reverse("casus:noodlezen", args=[casus.pk])).status_code == 404
    with pytest.raises(NietVoldaan, match="al nagekeken"):
        lezen.kijk_na(actor=stad.toezicht, pk=nood.pk, bevinding="Nog eens.")


@pytest.mark.regel("LR-57")
def test_wie_bevestigde_kijkt_zichzelf_niet_na(stad: Stad, casus: Casus, als: Any) -> None:
    """De functionaris heeft hier ook een kernrol; de toezichthouder kan nooit bij de kern horen."""
    geef_rol(stad.politie, stad.livc, Rol.FUNCTIONARIS)
    nood = geopend(stad, casus)
    politie, adres = als(stad.politie), reverse("casus:nood_nakijken", args=[nood.pk])
    assert "zelf bij betrokken" in politie.get(adres).content.decode()
    assert "zelf bij betrokken" in politie.post(adres, {"bevinding": "Prima."}).content.decode()
    nood.refresh_from_db()
    assert nood.staat == "actief"


@pytest.mark.regel("LR-57")
def test_het_toezicht_leest_de_reden_alleen_met_een_spoor(stad: Stad, casus: Casus, als: Any) -> None:
    nood, toezicht = geopend(stad, casus), als(stad.toezicht)
    lijst = toezicht.get(reverse("casus:nood_toezicht")).content.decode()
    blad = toezicht.get(reverse("casus:nood_nakijken", args=[nood.pk])).content.decode()
    for tekst in (lijst, blad):
        assert "CLB Voorbeeldegem" in tekst
        for deel in (REDEN, casus.referentie, str(casus.pk), "Zeno"):
            assert deel not in tekst
    assert soorten().count("noodtoegang.gelezen") == 0
    assert REDEN in toezicht.post(reverse("casus:nood_reden", args=[nood.pk])).content.decode()
    assert soorten().count("noodtoegang.gelezen") == 1
    assert set(
        toezicht.post(reverse("casus:nood_nakijken", args=[nood.pk]), {"bevinding": ""})
        .context["form"]
        .errors
    ) == {"bevinding"}


@pytest.mark.regel("LR-57")
def test_alleen_het_toezicht_van_dit_livc_kijkt_na(
    stad: Stad, anderstad: Stad, casus: Casus, als: Any
) -> None:
    wacht = gevraagd(stad, casus)
    assert als(stad.toezicht).get(reverse("casus:nood_nakijken", args=[wacht.pk])).status_code == 404
    nood = acties.open_(actor=stad.politie, pk=wacht.pk)
    for wie in (*stad.kern, *stad.sociaal, stad.beheer, anderstad.toezicht):
        browser = als(wie)
        for naam in ("nood_nakijken", "nood_reden"):
            assert (
                browser.post(reverse(f"casus:{naam}", args=[nood.pk]), {"bevinding": "x"}).status_code == 404
            )
    leeg = als(anderstad.toezicht).get(reverse("casus:nood_toezicht"))
    assert "Er was nooit noodtoegang" in leeg.content.decode()
    assert als(stad.politie).get(reverse("casus:nood_toezicht")).status_code == 404


def test_opruimen_laat_een_nieuwe_noodtoegang_van_dezelfde_persoon_staan(stad: Stad, casus: Casus) -> None:
    eerste = geopend(stad, casus)
    lezen.kijk_na(actor=stad.toezicht, pk=eerste.pk, bevinding="Terecht.")
    geopend(stad, casus)
    assert lezen.ruim_op() == 0
    assert CasusUserObjectPermission.objects.filter(
        user=stad.clb, permission__codename=toekenningen.NOODTOEGANG
    ).exists()
