"""Een LIVC met een lege kernrol leest verder en rondt af, maar begint niets nieuws (LR-10)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casus import geheimhouding
from casus.actions import (
    acties,
    afsluiten,
    bewaartermijn,
    deelname,
    doelen,
    inbreng,
    lijst,
    overleg,
    signaal,
    tafel,
    traject,
    uitnodiging,
    vertrek,
    voorbereiding,
    weging,
)
from casus.models import Casus, Inbreng
from casus.selectors.werk import werk
from tests.casus.hulp_traject import maak_actie, maak_traject, over
from tests.casus.tafelhulp import leg_termijn_vast, maak_lopend_punt
from tests.factories import (
    VROEGER,
    GebruikerFactory,
    Stad,
    maak_casus,
    maak_deelname,
    maak_overleg,
    maak_signaal,
    maak_weging,
)
from toegang.models import Gebruiker, Lidmaatschap, Organisatielid
from toegang.uitzonderingen import NietVoldaan

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-10")]
Als = Callable[[Gebruiker], Client]
Klaar = Callable[[], Any]
VERSIE = geheimhouding.huidige().versie
AANWIJZINGEN = "Hij deelde drie filmpjes met geweld, zocht wapens op en brak met zijn vrienden sinds mei."
PERSOON = {"naam": "Zeno Verzonnen", "geboortedatum": "1999-05-05", "gemeente": "Voorbeeldegem"}
MELDING = {
    "kanaal": "gesprek",
    "waargenomen_op": timezone.localdate(),
    "persoon": PERSOON,
    "feiten": "Hij deelde een filmpje.",
    "interpretatie": "",
}


def gewogen(stad: Stad, advies: str) -> Any:
    rij = maak_signaal(stad, "in_weging", ontvangen_op=timezone.now())
    maak_weging(rij, stad.preventie, advies=advies)
    maak_weging(rij, stad.politie, "politie", advies=advies)
    return rij


def _registreren(stad: Stad) -> Klaar:
    return lambda: signaal.registreer(actor=stad.preventie, livc=stad.livc, gegevens=MELDING)


def _insturen(stad: Stad) -> Klaar:
    zonder = {veld: waarde for veld, waarde in MELDING.items() if veld != "kanaal"}
    return lambda: signaal.stuur_in(actor=stad.caw, livc=stad.livc, gegevens=zonder)


def _wegen(stad: Stad) -> Klaar:
    rij = maak_signaal(stad, "in_weging", ontvangen_op=timezone.now())
    from casus import criteria

    antwoorden = {code: {"antwoord": "onbekend", "toelichting": ""} for code in criteria.codes()}
    return lambda: weging.weeg(
        actor=stad.preventie, pk=rij.pk, antwoorden=antwoorden, motivering="Zo.", advies="voordragen"
    )


def _voordragen(stad: Stad) -> Klaar:
    rij = gewogen(stad, "voordragen")
    return lambda: weging.beslis(actor=stad.preventie, pk=rij.pk, advies="voordragen", reden="Zo.")


def _op_lijst(stad: Stad) -> Klaar:
    rij = maak_signaal(stad, "voorgedragen")
    return lambda: lijst.zet_op_lijst(
        actor=stad.burgemeester,
        pk=rij.pk,
        aanwijzingen=AANWIJZINGEN,
        indicatoren=["geweld_goedpraten"],
        rechtsgrond="livc_wet",
    )


def _voorbereiden(stad: Stad) -> Klaar:
    casus = maak_casus(stad, "op_lijst")
    return lambda: voorbereiding.start(actor=stad.preventie, pk=casus.pk)


def _plannen(stad: Stad) -> Klaar:
    return lambda: overleg.plan(
        actor=stad.preventie,
        livc=stad.livc,
        begin=timezone.now() + timedelta(days=20),
        plaats="Zaal",
        voorzitter=stad.burgemeester,
    )


def _op_agenda(stad: Stad) -> Klaar:
    casus, moment = maak_casus(stad), maak_overleg(stad)
    return lambda: overleg.zet_op_agenda(actor=stad.preventie, pk=moment.pk, casus_pk=casus.pk)


def _uitnodigen(stad: Stad) -> Klaar:
    casus = maak_casus(stad)
    moment = maak_overleg(stad, casus)
    leden = [stad.caw.organisatieleden.get().pk]
    return lambda: uitnodiging.bereid_voor(
        actor=stad.preventie,
        pk=casus.pk,
        overleg=moment.pk,
        leden=leden,
        bijdrage="Helpen.",
        dringend_reden="",
    )


def _ondertekenen(stad: Stad) -> Klaar:
    rij = maak_deelname(stad, maak_casus(stad), stad.caw, "voorbereid")
    return lambda: uitnodiging.onderteken(actor=stad.burgemeester, pk=rij.casus_id, deelnames=[rij.pk])


def _geheimhouding(stad: Stad) -> Klaar:
    rij = maak_deelname(stad, maak_casus(stad), stad.caw, "uitgenodigd")
    return lambda: deelname.aanvaard_geheimhouding(actor=stad.caw, pk=rij.pk, versie=VERSIE)


def _aanvaarden(stad: Stad) -> Klaar:
    casus = maak_casus(stad)
    rij = maak_deelname(stad, casus, stad.caw, "geheimhouding")
    return lambda: deelname.aanvaard(actor=stad.caw, pk=rij.pk)


def _vervangen(stad: Stad) -> Klaar:
    rij = maak_deelname(stad, maak_casus(stad), stad.caw)
    lid = Organisatielid.objects.create(
        organisatie=rij.organisatie, gebruiker=GebruikerFactory.create(), van=VROEGER
    )
    return lambda: deelname.vervang(actor=stad.caw, pk=rij.pk, lid=lid.pk)


def _openen(stad: Stad) -> Klaar:
    casus = maak_casus(stad)
    leg_termijn_vast(stad, casus)
    moment = maak_overleg(stad, casus, over_dagen=0)
    return lambda: tafel.open_overleg(actor=stad.preventie, pk=moment.pk, herinnerd=True)


def _punt(stad: Stad) -> Klaar:
    casus = maak_casus(stad)
    leg_termijn_vast(stad, casus)
    punt = maak_overleg(stad, casus, over_dagen=0, staat="bezig").agendapunten.get()
    return lambda: tafel.begin_punt(actor=stad.preventie, pk=punt.pk)


def _termijn(stad: Stad) -> Klaar:
    casus = maak_casus(stad)
    return lambda: bewaartermijn.stel_voor(actor=stad.preventie, casus_pk=casus.pk, maanden=6, reden="")


def _inbrengen(stad: Stad) -> Klaar:
    casus = maak_casus(stad)
    rij = Inbreng.objects.create(
        casus=casus,
        livc=stad.livc,
        auteur=stad.preventie,
        tekst="Ik zag hem.",
        categorie="leefgewoonten",
        categorielijst="W2026",
    )
    return lambda: inbreng.breng_in(actor=stad.preventie, pk=rij.pk)


def _traject(stad: Stad) -> Klaar:
    casus = maak_casus(stad, "in_overleg", casusregisseur=stad.preventie)
    return lambda: traject.stel_op(
        actor=stad.preventie, casus_pk=casus.pk, samenvatting="School.", evaluatie_op=over(30)
    )


def _nieuwe_versie(stad: Stad) -> Klaar:
    casus = maak_casus(stad, "in_overleg")
    maak_traject(stad, casus)
    return lambda: traject.nieuwe_versie(
        actor=stad.preventie, casus_pk=casus.pk, samenvatting="Werk.", evaluatie_op=over(30)
    )


def _doel(stad: Stad) -> Klaar:
    casus = maak_casus(stad, "in_traject")
    maak_traject(stad, casus)
    doel = {"levensdomein": "werk", "tekst": "Een job.", "sterktes": "", "zorgen": ""}
    return lambda: doelen.voeg_toe(actor=stad.preventie, casus_pk=casus.pk, gegevens=doel)


def _actie(stad: Stad) -> Klaar:
    casus = maak_casus(stad, "in_traject")
    return lambda: acties.spreek_af(
        actor=stad.preventie, casus=casus, omschrijving="Bellen.", eigenaar=stad.preventie, tegen=over(5)
    )


def _heropenen(stad: Stad) -> Klaar:
    casus = maak_casus(stad, "afgesloten", afgesloten_op=timezone.now(), sluitingsreden="doel_bereikt")
    return lambda: afsluiten.heropen(actor=stad.burgemeester, pk=casus.pk, noodzaak=AANWIJZINGEN)


BEGINT = [
    _registreren, _insturen, _wegen, _voordragen, _op_lijst, _voorbereiden, _plannen, _op_agenda, _uitnodigen,
    _ondertekenen, _geheimhouding, _aanvaarden, _vervangen, _openen, _punt, _termijn, _inbrengen, _traject,
    _nieuwe_versie, _doel, _actie, _heropenen,
]  # fmt: skip


def _niet_weerhouden(stad: Stad) -> Klaar:
    rij = gewogen(stad, "niet_weerhouden")
    return lambda: weging.beslis(actor=stad.preventie, pk=rij.pk, advies="niet_weerhouden", reden="Zo.")


def _niet_op_lijst(stad: Stad) -> Klaar:
    rij = maak_signaal(stad, "voorgedragen")
    return lambda: lijst.wijs_af(actor=stad.burgemeester, pk=rij.pk, reden="Geen aanwijzing.")


def _ontvangst(stad: Stad) -> Klaar:
    rij = maak_signaal(stad, melder=stad.caw, ingezonden=True)
    return lambda: signaal.bevestig_ontvangst(actor=stad.preventie, pk=rij.pk)


def _gevaar(stad: Stad) -> Klaar:
    rij = maak_signaal(stad)
    return lambda: signaal.geef_acuut_door(actor=stad.preventie, pk=rij.pk, aan="noodnummer")


def _neen(stad: Stad) -> Klaar:
    rij = maak_deelname(stad, maak_casus(stad), stad.caw, "uitgenodigd")
    return lambda: deelname.weiger(actor=stad.caw, pk=rij.pk)


def _stoppen(stad: Stad) -> Klaar:
    rij = maak_deelname(stad, maak_casus(stad), stad.caw)
    return lambda: deelname.trek_terug(actor=stad.caw, pk=rij.pk)


def _intrekken(stad: Stad) -> Klaar:
    rij = maak_deelname(stad, maak_casus(stad), stad.caw, "uitgenodigd")
    return lambda: uitnodiging.trek_in(actor=stad.burgemeester, pk=rij.pk)


def _deelname_beeindigen(stad: Stad) -> Klaar:
    rij = maak_deelname(stad, maak_casus(stad), stad.caw)
    return lambda: vertrek.beeindig(actor=stad.burgemeester, pk=rij.pk)


def _annuleren(stad: Stad) -> Klaar:
    moment = maak_overleg(stad, maak_casus(stad))
    return lambda: overleg.annuleer(actor=stad.preventie, pk=moment.pk)


def _verdagen(stad: Stad) -> Klaar:
    punt = maak_lopend_punt(stad)
    return lambda: tafel.verdaag_punt(actor=stad.preventie, pk=punt.pk)


def _afhandelen(stad: Stad) -> Klaar:
    rij = maak_actie(maak_casus(stad, "in_traject"), stad.preventie)
    return lambda: acties.handel_af(actor=stad.preventie, pk=rij.pk, uitkomst="uitgevoerd")


def _andere_eigenaar(stad: Stad) -> Klaar:
    rij = maak_actie(maak_casus(stad, "in_traject"), stad.politie)
    return lambda: acties.wijzig(
        actor=stad.preventie, pk=rij.pk, omschrijving="Bellen.", eigenaar=stad.preventie, tegen=rij.tegen
    )


def _afsluiten(stad: Stad) -> Klaar:
    casus = maak_casus(stad)
    return lambda: afsluiten.sluit_af(actor=stad.burgemeester, pk=casus.pk, reden="doel_bereikt")


STOPT = [
    _niet_weerhouden, _niet_op_lijst, _ontvangst, _gevaar, _neen, _stoppen, _intrekken, _deelname_beeindigen,
    _annuleren, _verdagen, _afhandelen, _andere_eigenaar, _afsluiten,
]  # fmt: skip


def maak_leeg(stad: Stad) -> None:
    """De politie vertrekt; de anderen van de kern blijven."""
    Lidmaatschap.objects.filter(livc=stad.livc, rol="politie").update(
        tot=timezone.localdate() - timedelta(days=1)
    )


@pytest.mark.parametrize("begin", BEGINT, ids=lambda functie: functie.__name__.strip("_"))
def test_zonder_kern_begint_niets_nieuws(stad: Stad, begin: Callable[[Stad], Klaar]) -> None:
    doe = begin(stad)
    maak_leeg(stad)
    with pytest.raises(NietVoldaan) as fout:
        doe()
    assert fout.value.regel == "LR-10", fout.value.uitleg


@pytest.mark.parametrize("begin", BEGINT, ids=lambda functie: functie.__name__.strip("_"))
def test_met_een_volledige_kern_kan_het_wel(stad: Stad, begin: Callable[[Stad], Klaar]) -> None:
    """Anders zou de vorige test ook slagen als er iets heel anders ontbreekt."""
    begin(stad)()


@pytest.mark.parametrize("einde", STOPT, ids=lambda functie: functie.__name__.strip("_"))
def test_wat_stopt_of_afrondt_kan_altijd(stad: Stad, einde: Callable[[Stad], Klaar]) -> None:
    doe = einde(stad)
    maak_leeg(stad)
    doe()


def test_de_rest_van_de_kern_leest_verder_en_elke_pagina_zegt_wat_ontbreekt(stad: Stad, als: Als) -> None:
    casus = maak_casus(stad, "in_traject")
    moment = maak_overleg(stad, casus)
    maak_deelname(stad, casus, stad.caw, overleg=moment)
    adressen = [
        reverse("casus:werk"),
        reverse("casus:overleggen"),
        *(reverse(f"casus:{naam}", args=[casus.pk]) for naam in ("casus", "tafel", "inbreng", "traject")),
        reverse("casus:overleg", args=[moment.pk]),
        reverse("casus:overleg_leiden", args=[moment.pk]),
    ]
    bericht = "Niemand vult vandaag deze rol in: politie."
    browser = als(stad.preventie)
    assert not any(bericht in browser.get(adres).content.decode() for adres in adressen)
    maak_leeg(stad)
    for adres in adressen:
        antwoord = browser.get(adres)
        assert antwoord.status_code == 200, adres
        assert bericht in antwoord.content.decode(), adres
    assert bericht in als(stad.beheer).get(reverse("casus:werk")).content.decode()
    assert "vacature" not in als(stad.caw).get(reverse("casus:werk")).content.decode()


@pytest.mark.regel("LR-11")
def test_een_vervallen_machtiging_schorst_de_politie_dezelfde_dag(stad: Stad, als: Als) -> None:
    """Ook een open browser: de volgende vraag vindt niets meer, en het LIVC is niet meer volledig."""
    casus = maak_casus(stad)
    browser = als(stad.politie)
    adres = reverse("casus:casus", args=[casus.pk])
    lid = Lidmaatschap.objects.filter(gebruiker=stad.politie)
    lid.update(machtiging_tot=timezone.localdate() + timedelta(days=1))
    assert browser.get(adres).status_code == 200
    lid.update(machtiging_tot=timezone.localdate())
    assert browser.get(adres).status_code == 404
    assert casus.referentie not in browser.get(reverse("casus:casussen")).content.decode()
    with pytest.raises(NietVoldaan) as fout:
        _voorbereiden(stad)()
    assert fout.value.regel == "LR-10"
    assert Casus.objects.count() == 2


@pytest.mark.regel("LR-11")
@pytest.mark.parametrize(("dagen", "staat_er"), [(30, True), (31, False)])
def test_de_kern_hoort_het_dertig_dagen_vooraf(stad: Stad, dagen: int, staat_er: bool) -> None:
    Lidmaatschap.objects.filter(gebruiker=stad.politie).update(machtiging_tot=over(dagen))
    for wie in (*stad.kern, stad.beheer):
        blad = werk(wie)
        wat = {taak.wat for taak in [*blad.eerst, *blad.daarna]}
        assert ("Veiligheidsmachtiging van de politie" in wat) is staat_er, wie
