"""Een belangenconflict: wie uitgesloten is, ziet geen spoor van de casus, en niemand kan eromheen (LR-23)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Regel
from audit.soorten import Soort
from casus.actions import casus as casusacties
from casus.actions import deelname as antwoorden
from casus.actions import herinneringen, overleg, tafel, uitnodiging, wraking
from casus.models import Agendapunt, Casus, Deelname, Wraking
from casus.selectors import deelname as tafelselectors
from casus.selectors.lijst import lopende_casussen
from casus.selectors.uitnodiging import collegas
from casus.selectors.werk import werk
from casus.selectors.wraking import kandidaten
from casus.voorwaarden.tafel import aan_tafel
from tests.casus.hulp_traject import maak_actie, over
from tests.casus.tafelhulp import leg_termijn_vast, maak_tafel
from tests.factories import (
    VROEGER,
    GebruikerFactory,
    Stad,
    geef_rol,
    maak_casus,
    maak_deelname,
    maak_overleg,
    maak_signaal,
)
from toegang import identiteit
from toegang.beleid import mag, wie_mag
from toegang.models import Gebruiker, Organisatielid
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan, Verboden, Verborgen

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-23")]
Als = Callable[[Gebruiker], Client]


def sluit_uit(stad: Stad, casus: Casus, wie: Gebruiker) -> Wraking:
    return wraking.wraak(actor=stad.burgemeester, pk=casus.pk, gebruiker=wie.pk, reden="Zijn neef.")


def collega_van(wie: Gebruiker, **velden: Any) -> Organisatielid:
    dienst = wie.organisatieleden.get().organisatie
    return Organisatielid.objects.create(
        organisatie=dienst, gebruiker=GebruikerFactory.create(), van=VROEGER, **velden
    )


def tweede(stad: Stad, rol: Rol) -> Gebruiker:
    wie = GebruikerFactory.create()
    geef_rol(wie, stad.livc, rol)
    return wie


PAGINAS = ("werk", "casussen", "signalen", "overleggen", "uitnodigingen", "livc")


def test_een_kernlid_ziet_nergens_nog_een_spoor(stad: Stad, als: Als) -> None:
    casus = maak_casus(stad, "in_traject")
    signaal = maak_signaal(stad, "op_lijst", casus=casus)
    moment = maak_overleg(stad, casus, over_dagen=5)
    maak_actie(casus, stad.politie, tegen=over(-2))
    sluit_uit(stad, casus, stad.politie)
    browser = als(stad.politie)
    for naam in PAGINAS:
        pagina = browser.get(reverse(f"casus:{naam}")).content.decode()
        assert casus.referentie not in pagina, naam
        assert signaal.referentie not in pagina, naam
        assert str(moment.pk) not in pagina, naam
    for naam, rij in (("casus", casus), ("tafel", casus), ("signaal", signaal), ("overleg", moment)):
        assert browser.get(reverse(f"casus:{naam}", args=[rij.pk])).status_code == 404, naam
    assert not [taak for taak in werk(stad.politie).eerst if taak.ref]
    gezocht = browser.post(reverse("casus:casus_zoeken"), {"naam": "Zeno Verzonnen"}).content.decode()
    assert casus.referentie not in gezocht


@pytest.mark.parametrize(
    ("staat", "daarna"),
    [
        ("voorbereid", "geschrapt"),
        ("uitgenodigd", "vervallen"),
        ("geheimhouding", "vervallen"),
        ("aanvaard", "beeindigd"),
    ],
)
def test_een_plaats_eindigt_zonder_bericht_en_de_oude_uitnodiging_bestaat_niet_meer(
    stad: Stad, als: Als, staat: str, daarna: str
) -> None:
    casus = maak_casus(stad)
    rij = maak_deelname(stad, casus, stad.caw, staat)
    sluit_uit(stad, casus, stad.caw)
    rij.refresh_from_db()
    assert (rij.staat, mail.outbox) == (daarna, [])
    browser = als(stad.caw)
    assert browser.get(reverse("casus:uitnodiging", args=[rij.pk])).status_code == 404
    assert str(rij.pk) not in browser.get(reverse("casus:uitnodigingen")).content.decode()
    assert not mag(stad.caw, "casus.inzien", casus)
    for stap in (antwoorden.weiger, antwoorden.trek_terug):
        with pytest.raises(Verborgen):
            stap(actor=stad.caw, pk=rij.pk)


def test_niemand_nodigt_een_uitgeslotene_nog_uit(stad: Stad) -> None:
    casus = maak_casus(stad)
    moment = maak_overleg(stad, casus)
    sluit_uit(stad, casus, stad.clb)
    lid = stad.clb.organisatieleden.get()
    assert lid.pk not in {ander.pk for ander in tafelselectors.gids(casus).leden}
    with pytest.raises(NietVoldaan) as fout:
        uitnodiging.bereid_voor(
            actor=stad.preventie,
            pk=casus.pk,
            overleg=moment.pk,
            leden=[lid.pk],
            bijdrage="Iets.",
            dringend_reden="",
        )
    assert fout.value.regel == "LR-23"


def test_een_uitgeslotene_komt_niet_in_de_plaats_van_een_collega(stad: Stad) -> None:
    casus = maak_casus(stad)
    rij = maak_deelname(stad, casus, stad.caw)
    collega = collega_van(stad.caw)
    sluit_uit(stad, casus, collega.gebruiker)
    with pytest.raises(NietVoldaan) as fout:
        antwoorden.vervang(actor=stad.caw, pk=rij.pk, lid=collega.pk)
    assert (fout.value.regel, mail.outbox) == ("LR-16", [])
    with identiteit.als(stad.caw):
        assert collega not in collegas(rij)


def test_een_uitgeslotene_is_geen_eigenaar_lezer_regisseur_of_aanwezige(stad: Stad) -> None:
    casus = maak_casus(stad, casusregisseur=stad.politie)
    maak_deelname(stad, casus, stad.caw)
    for wie in (stad.politie, stad.caw):
        sluit_uit(stad, casus, wie)
        assert wie not in {genoot.gebruiker for genoot in aan_tafel(casus)}
        assert wie not in wie_mag("casus.inzien", casus)
        with pytest.raises(NietVoldaan):
            casusacties.wijs_regisseur_aan(actor=stad.preventie, pk=casus.pk, regisseur=wie.pk)
    casus.refresh_from_db()
    assert casus.casusregisseur is None
    assert [plaats.naam for plaats in tafelselectors.tafel(stad.preventie, casus).kern] == [
        stad.burgemeester.naam,
        stad.preventie.naam,
    ]


def test_een_nieuwe_kernrol_opent_de_casus_niet(stad: Stad, als: Als) -> None:
    casus = maak_casus(stad)
    sluit_uit(stad, casus, stad.caw)
    geef_rol(stad.caw, stad.livc, Rol.PREVENTIEAMBTENAAR)
    assert als(stad.caw).get(reverse("casus:casus", args=[casus.pk])).status_code == 404
    assert not mag(stad.caw, "casus.geheimhouding", casus)


def test_een_open_actie_vraagt_de_preventieambtenaar_een_andere_eigenaar(stad: Stad) -> None:
    casus = maak_casus(stad, "in_traject")
    actie = maak_actie(casus, stad.politie, tegen=timezone.localdate())
    assert "Actie zonder eigenaar aan tafel" not in [taak.wat for taak in werk(stad.preventie).eerst]
    sluit_uit(stad, casus, stad.politie)
    wachtend = [taak for taak in werk(stad.preventie).eerst if taak.wat == "Actie zonder eigenaar aan tafel"]
    assert [taak.url for taak in wachtend] == [reverse("casus:actie_bewerken", args=[actie.pk])]
    herinneringen.verstuur_alle(timezone.localdate())
    assert mail.outbox == []


def test_de_agenda_verraadt_geen_verborgen_punt(stad: Stad, als: Als) -> None:
    """Schuiven, openen en sluiten gaan over de punten die men kent; de bewaartermijn van een ander punt zwijgt."""
    verborgen, eerste, laatste = maak_casus(stad), maak_casus(stad), maak_casus(stad)
    moment = maak_overleg(stad, eerste, verborgen, laatste, over_dagen=0)
    for casus in (eerste, laatste):
        leg_termijn_vast(stad, casus)
    sluit_uit(stad, verborgen, stad.preventie)
    pagina = als(stad.preventie).get(reverse("casus:overleg_leiden", args=[moment.pk])).content.decode()
    assert verborgen.referentie not in pagina
    overleg.verschuif(actor=stad.preventie, pk=moment.agendapunten.get(casus=laatste).pk, omhoog=True)
    gezien = [punt.casus_id for punt in overleg.gekende_punten(stad.preventie, moment).order_by("volgorde")]
    assert gezien == [laatste.pk, eerste.pk]
    tafel.open_overleg(actor=stad.preventie, pk=moment.pk, herinnerd=True)
    Agendapunt.objects.filter(casus__in=[eerste, laatste]).update(staat="besproken")
    tafel.rond_overleg_af(actor=stad.preventie, pk=moment.pk)
    # Wie het punt wel kent, ruimt het daarna op.
    punt = tafel.verdaag_punt(actor=stad.burgemeester, pk=moment.agendapunten.get(casus=verborgen).pk)
    assert punt.staat == "verdaagd"


def test_verzetten_verraadt_geen_genodigde_van_een_verborgen_casus(stad: Stad) -> None:
    verborgen, zichtbaar = maak_casus(stad), maak_casus(stad)
    moment = maak_overleg(stad, verborgen, zichtbaar, over_dagen=20)
    maak_deelname(stad, verborgen, stad.caw, "uitgenodigd", moment)
    sluit_uit(stad, verborgen, stad.preventie)
    nieuw = {"begin": moment.begin - timedelta(days=15), "plaats": "Zaal", "voorzitter": stad.burgemeester}
    with pytest.raises(NietVoldaan):
        overleg.wijzig(actor=stad.burgemeester, pk=moment.pk, **nieuw)
    overleg.wijzig(actor=stad.preventie, pk=moment.pk, **nieuw)


def test_twaalf_maanden_zonder_overleg_telt_alleen_wat_men_kent(stad: Stad) -> None:
    casus = maak_casus(stad)
    gedaan = timezone.now() - timedelta(days=30)
    maak_overleg(stad, casus, over_dagen=-30, staat="afgerond", afgerond_op=gedaan)
    bericht = "Het LIVC kwam twaalf maanden niet samen."
    sluit_uit(stad, casus, stad.politie)
    assert bericht in {taak.waarom for taak in werk(stad.politie).daarna}
    assert bericht not in {taak.waarom for taak in werk(stad.preventie).daarna}


def test_dezelfde_naam_waarschuwt_een_uitgesloten_burgemeester_niet(stad: Stad) -> None:
    ander = tweede(stad, Rol.BURGEMEESTER)
    casus = maak_casus(stad)
    signaal = maak_signaal(stad, "voorgedragen")
    with identiteit.als(ander):
        assert lopende_casussen(ander, signaal) == [casus]
    sluit_uit(stad, casus, ander)
    with identiteit.als(ander):
        assert lopende_casussen(ander, signaal) == []


def test_de_enige_burgemeester_kan_niet_uitgesloten_worden(stad: Stad) -> None:
    casus = maak_casus(stad)
    with pytest.raises(NietVoldaan) as fout:
        wraking.wraak_uzelf(actor=stad.burgemeester, pk=casus.pk)
    assert fout.value.regel == "LR-23"
    ander = tweede(stad, Rol.BURGEMEESTER)
    wraking.wraak_uzelf(actor=stad.burgemeester, pk=casus.pk, reden="Mijn buurman.")
    with pytest.raises(NietVoldaan):
        wraking.wraak_uzelf(actor=ander, pk=casus.pk)
    with pytest.raises(Verborgen):
        wraking.hef_op(actor=stad.burgemeester, pk=casus.pk, wraking=Wraking.objects.get().pk)
    casusacties.aanvaard_geheimhouding(actor=ander, pk=casus.pk, versie="2026-1")
    wraking.hef_op(actor=ander, pk=casus.pk, wraking=Wraking.objects.get().pk)
    assert mag(stad.burgemeester, "casus.zien", casus)
    assert not mag(stad.burgemeester, "casus.inzien", casus), "de geheimhouding begint opnieuw"


def test_een_kernlid_sluit_zichzelf_uit_voor_hij_iets_leest(stad: Stad, als: Als) -> None:
    ander = tweede(stad, Rol.PREVENTIEAMBTENAAR)
    casus = maak_casus(stad)
    adres = reverse("casus:wraak_uzelf", args=[casus.pk])
    pagina = als(ander).get(adres).content.decode()
    assert 'name="reden"' not in pagina
    assert "Zeno" not in pagina
    with pytest.raises(NietVoldaan):
        wraking.wraak_uzelf(actor=ander, pk=casus.pk, reden="Mijn neef.")
    als(ander).post(adres, {"zeker": "on"})
    assert not mag(ander, "casus.zien", casus)
    assert als(ander).get(adres).status_code == 404


def test_alleen_de_burgemeester_sluit_iemand_anders_uit(stad: Stad) -> None:
    casus = maak_casus(stad)
    for wie in (stad.politie, stad.preventie):
        with pytest.raises(Verboden):
            wraking.wraak(actor=wie, pk=casus.pk, gebruiker=stad.caw.pk, reden="Neef.")
        with pytest.raises(Verboden):
            wraking.open_wrakingen(actor=wie, pk=casus.pk)
    for wie in (stad.toezicht, stad.beheer):
        with pytest.raises(Verborgen):
            wraking.wraak(actor=wie, pk=casus.pk, gebruiker=stad.caw.pk, reden="Neef.")


def test_alleen_iemand_van_dit_livc_en_maar_een_keer(stad: Stad, anderstad: Stad) -> None:
    casus = maak_casus(stad)
    for wie in (anderstad.politie, stad.beheer, stad.burgemeester):
        with pytest.raises(NietVoldaan):
            sluit_uit(stad, casus, wie)
        assert wie not in kandidaten(stad.burgemeester, casus)
    sluit_uit(stad, casus, stad.jeugdwerk)
    with pytest.raises(NietVoldaan):
        sluit_uit(stad, casus, stad.jeugdwerk)


def test_de_pagina_toont_sluit_uit_en_heft_op(stad: Stad, als: Als) -> None:
    casus = maak_casus(stad)
    browser = als(stad.burgemeester)
    adres = reverse("casus:wrakingen", args=[casus.pk])
    assert adres in browser.get(reverse("casus:casus", args=[casus.pk])).content.decode()
    invoer = {"gebruiker": stad.caw.pk, "reden": "Zijn neef woont er."}
    assert "verplicht" in browser.post(adres, invoer).content.decode(), "eerst bevestigen"
    browser.post(adres, invoer | {"zeker": "on"})
    pagina = browser.get(adres).content.decode()
    assert stad.caw.naam in pagina
    assert "Zijn neef woont er." in pagina
    rij = Wraking.objects.get()
    browser.post(reverse("casus:wraking_opheffen", args=[casus.pk, rij.pk]))
    rij.refresh_from_db()
    assert rij.opgeheven_door == stad.burgemeester
    soorten = set(Regel.objects.values_list("soort", flat=True))
    assert {Soort.WRAKING_INGESTELD, Soort.WRAKING_INGEZIEN, Soort.WRAKING_OPGEHEVEN} <= soorten


def test_opheffen_geeft_geen_plaats_terug(stad: Stad) -> None:
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw)
    rij = sluit_uit(stad, casus, stad.caw)
    wraking.hef_op(actor=stad.burgemeester, pk=casus.pk, wraking=rij.pk)
    assert not mag(stad.caw, "casus.zien", casus)
    assert not Deelname.objects.aanvaard().exists()
    with pytest.raises(NietVoldaan):
        wraking.hef_op(actor=stad.burgemeester, pk=casus.pk, wraking=rij.pk)


def test_de_reden_staat_versleuteld(stad: Stad) -> None:
    casus = maak_casus(stad)
    sluit_uit(stad, casus, stad.caw)
    ruw = Wraking.objects.values_list("reden", flat=True)
    assert Wraking.objects.get().reden == "Zijn neef."
    assert b"neef" not in bytes(str(ruw.query), "utf8")


def test_anderen_aan_tafel_merken_alleen_dat_er_een_plaats_minder_is(stad: Stad, als: Als) -> None:
    moment = maak_tafel(stad)
    casus = moment.agendapunten.get().casus
    maak_deelname(stad, casus, stad.clb, overleg=moment)
    sluit_uit(stad, casus, stad.clb)
    pagina = als(stad.caw).get(reverse("casus:tafel", args=[casus.pk])).content.decode()
    assert stad.clb.naam not in pagina
    assert "uitgesloten" not in pagina
