"""Een casus die alles heeft wat er kan zijn, gaat helemaal weg: geen rij en geen sleutel blijft, nergens (LR-53).

Ook wat het toezicht over haar schreef: een vraag, antwoord of besluit is vrije tekst, en kan de casus herhalen. Was de vraag
gesloten, dan gaan tekst en sleutel meteen mee. Loopt ze nog, dan blijft de tekst tot ze gesloten is, hoogstens een half jaar,
en alleen voor wie ze kreeg en het toezicht: anders zou vernietigen een onderzoek kunnen afbreken. De rij zelf (wat voor
handeling, wanneer, wat er besloten is) blijft zolang als haar regel in het logboek (LR-57).
"""

import json
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from audit.actions import bevindingen
from audit.models import Bevinding, Regel
from audit.soorten import Soort
from audit.tasks import teksten_laten_vervallen
from audit.tekstverval import VERVALLER as TEKSTVERVALLER
from audit.termijnen import TEKST_DAGEN
from casus.actions import aanbod as ontvangst
from casus.actions import (
    bewaarplicht,
    ficheoverdracht,
    nood,
    noodlezen,
    overdracht,
    overdrachtvraag,
    overnameafdruk,
    vernietiging,
    verstrekking,
    verzoekantwoord,
    wraking,
)
from casus.actions import verzoek as acties
from casus.actions.vernietiging import VERNIETIGER
from casus.models import (
    Agendapunt,
    Agendazending,
    Casus,
    Kindafweging,
    Nacontrole,
    Notitieconcept,
    Overdracht,
    Overdrachtvraag,
    Pakketstuk,
    Raadpleging,
    Relatie,
    Signaal,
    Vernietigingsbewijs,
    Weging,
)
from tests.audit.hulp import gelezen
from tests.audit.test_bevindingen import VRAAG, schrijf_regel
from tests.casus.eindehulp import maak_vol_dossier, op_lijst, teken, vernietig
from tests.casus.fichehulp import Ficheplek, maak_plek, vers
from tests.casus.hulp_overdracht import AANVAARDING, alles, begin, maak_dossier
from tests.casus.hulp_traject import maak_actie, maak_doel
from tests.casus.overnamehulp import ja, vraag
from tests.casus.tafelhulp import leg_termijn_vast
from tests.casus.test_bewaring_aanvallen import HANDTEKENING
from tests.casus.test_geheugensteun import schrijf_op
from tests.casus.test_vernietiging import sterf
from tests.casus.test_verstrekking import velden
from tests.casus.test_verzoek import beantwoord
from tests.casus.verzoekhulp import antwoord as raadpleeg
from tests.casus.verzoekhulp import geheim, in_beoordeling, leg_gronden_vast, registreer
from tests.factories import GebruikerFactory, Stad, maak_casus, maak_deelname, maak_signaal, maak_weging
from tests.tegelijk import uitkomsten
from tests.toegang.rijhulp import geweigerd, lees
from toegang import sleutels, toekenningen
from toegang.kluis import kluis
from toegang.models import Gebruiker, Lidmaatschap, Noodtoegang, Organisatielid
from toegang.models.sleutels import Casussleutel
from toegang.uitzonderingen import NietVoldaan, SleutelFout

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-53")]

BLIJFT = {
    "casus_casus": "de grafsteen",
    "casus_signaal": "leeggemaakt",
    "casus_weging": "leeggemaakt, hangt aan het signaal",
    "casus_vernietigingslijst": "wat getekend is",
    "casus_vernietigingspunt": "wat getekend is",
    "casus_vernietigingshandtekening": "wie tekende",
    "casus_vernietigingsbewijs": "het bewijs",
    "toegang_casususerobjectpermission": "wie uitgesloten is, ook van de grafsteen",
    "toegang_verzending": "een willekeurig teken bij een account, een maand lang",
    "audit_bevinding": "dat er gevraagd en besloten is; de tekst alleen zolang de vraag loopt, hoogstens een half jaar",
}
"""Wat met opzet blijft. Rijen van het logboek zelf (`audit_regel` en de boom) staan hier los van."""

LEEG = {
    "casus_draaiboektekst",
    "casus_fichepoging",
    "casus_ficheraking",
    "casus_instemming",
    "casus_pakketstuk",  # na het antwoord is elk pakket leeg
    "casus_verlenging",
    "casus_verwerkingslezing",
    "casus_vernietigingslijst",
    "casus_vernietigingspunt",
    "casus_vernietigingshandtekening",
    "casus_vernietigingsbewijs",
}
"""Wat deze casus niet heeft, of niet van een casus is."""

LOGBOEK = ("audit_", "django_", "auth_")


def alle_rijen() -> dict[str, dict[str, str]]:
    """Per tabel elke rij als tekst, op haar sleutel; ook de tabellen zonder eigen model."""
    uit: dict[str, dict[str, str]] = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            tabel, pk = model._meta.db_table, model._meta.pk.column
            cursor.execute(f'SELECT "{pk}"::text, to_jsonb(t)::text FROM "{tabel}" t')
            uit[tabel] = dict(cursor.fetchall())
    return uit


def nieuwe(voor: dict[str, dict[str, str]], na: dict[str, dict[str, str]]) -> dict[str, set[str]]:
    return {tabel: set(rijen) - set(voor[tabel]) for tabel, rijen in na.items()}


def collega(stad: Stad) -> Gebruiker:
    """Iemand van het CLB die niet aan tafel zit."""
    dienst = stad.clb.organisatieleden.get().organisatie
    lid = Organisatielid.objects.filter(organisatie=dienst).exclude(gebruiker=stad.clb).first()
    if lid is None:
        wie = GebruikerFactory.create()
        lid = Organisatielid.objects.create(organisatie=dienst, gebruiker=wie, van=timezone.localdate())
    return lid.gebruiker


def maak_alles(stad: Stad, naar: Stad) -> tuple[Casus, Casus]:
    """De casus aan het einde van haar termijn, en wat een ander LIVC ervan overnam."""
    plek = maak_plek(stad)
    casus = plek.casus
    bij: dict[str, Any] = {"casus": casus, "livc": stad.livc}
    Relatie.objects.create(**bij, naam="Zus Verzonnen", verband="zus")
    Kindafweging.objects.create(**bij, belang="Zijn toekomst.", opgesteld_door=stad.preventie)
    Nacontrole.objects.create(**bij, gepland_op=timezone.localdate())
    maak_actie(casus, stad.caw, doel=maak_doel(casus.traject_set.get()))
    plek.vrij.lezers.add(stad.preventie)
    _fiche(plek)
    _overname(plek)
    verstrekking.noteer(actor=stad.politie, casus_pk=casus.pk, pk=uuid4(), gegevens=velden())
    _verzoek(stad, casus)
    _eigen(stad, casus, plek.punt)
    _signaal_en_nood(stad, casus)
    nieuw = _overdrachten(stad, naar, casus)
    wraking.wraak(actor=stad.burgemeester, pk=casus.pk, gebruiker=stad.jeugdwerk.pk, reden="Zijn buur.")
    regel = schrijf_regel(stad, stad.caw, dossier_id=casus.pk, object_id=casus.pk)
    bevindingen.vraag(stad.livc, regel, actor=stad.toezicht, vraag=VRAAG)
    houd_even_tegen(stad, casus)
    Casus.objects.filter(pk=casus.pk).update(laatst_besproken_op=timezone.localdate() - timedelta(days=400))
    return Casus.objects.get(pk=casus.pk), nieuw


def houd_even_tegen(stad: Stad, casus: Casus) -> None:
    """Een bewaarplicht van vroeger, met een eigen sleutel."""
    grond = {"soort": "gerecht", "grond": "Brief van het parket.", "tot": None}
    plicht = bewaarplicht.leg_op(actor=stad.burgemeester, casus_pk=casus.pk, **grond)
    bewaarplicht.hef_op(actor=stad.dpo, pk=plicht.pk)


def _fiche(plek: Ficheplek) -> None:
    fiche = plek.vrijgegeven()
    assert ficheoverdracht.maak_over(
        actor=plek.stad.politie, pk=fiche.pk, bestemmeling="ocad", hash=fiche.hash
    )
    assert vers(fiche).staat == "overgemaakt"


def _overname(plek: Ficheplek) -> None:
    stad = plek.stad
    overname = vraag(plek.casus, stad.caw)
    ja(overname, *stad.kern, stad.clb, stad.jeugdwerk)
    assert overnameafdruk.druk_af(actor=stad.caw, pk=overname.pk).startswith(b"%PDF")
    vraag(plek.casus, stad.clb)


def _verzoek(stad: Stad, casus: Casus) -> None:
    inbreng = geheim(casus, stad.caw, "Hij komt graag.")
    verzoek = in_beoordeling(stad, casus)
    raadpleeg(stad.caw, verzoek, **{str(inbreng.pk): True})
    leg_gronden_vast(stad, verzoek)
    beantwoord(stad, verzoek, "geweigerd")
    assert verzoekantwoord.haal_op(actor=stad.preventie, pk=verzoek.pk)


def _eigen(stad: Stad, casus: Casus, punt: Agendapunt) -> None:
    schrijf_op(stad.preventie, casus)
    bij = {"casus": casus, "livc": stad.livc, "agendapunt": punt, "gebruiker": stad.preventie}
    Notitieconcept.objects.create(**bij, soort="besluit", sleutel=uuid4(), velden={"tekst": "Half"})
    begin_ = {"begin": punt.overleg.begin, "plaats": "Gemeentehuis", "gewijzigd_op": timezone.now()}
    Agendazending.objects.create(livc=stad.livc, overleg=punt.overleg, gebruiker=stad.caw, **begin_)


def _signaal_en_nood(stad: Stad, casus: Casus) -> None:
    signaal = maak_signaal(stad, "op_lijst", casus=casus)
    maak_weging(signaal, stad.preventie)
    aanvraag = {"referentie": casus.referentie, "grond": "hulp", "reden": "Groot gevaar.", "minuten": 15}
    nood.vraag(actor=collega(stad), livc_pk=stad.livc.pk, **aanvraag)
    rij = nood.open_(actor=stad.politie, pk=Noodtoegang.objects.get(casus=casus).pk)
    noodlezen.kijk_na(actor=stad.toezicht, pk=rij.pk, bevinding="Terecht.")


def leg_voor(stad: Stad, naar: Stad, casus: Casus) -> Overdracht:
    """Alles wat mee kan: geen inbreng voor enkelen."""
    nieuw = begin(stad, naar, casus)
    dicht = set(casus.inbreng_set.filter(publiek="gekozen").values_list("pk", flat=True))
    keuzes = {stuk: reden for stuk, reden in alles(casus).items() if stuk[1] not in dicht}
    wie: dict[str, Any] = {"actor": stad.preventie, "casus_pk": casus.pk, "pk": nieuw.pk}
    overdracht.kies(**wie, keuzes=keuzes)
    return overdracht.leg_voor(**wie)


def bied_aan(stad: Stad, naar: Stad, casus: Casus) -> Overdracht:
    """Met de ja van elke auteur."""
    nieuw = leg_voor(stad, naar, casus)
    for vraag_ in Overdrachtvraag.objects.filter(overdracht=nieuw):
        overdrachtvraag.beantwoord(actor=vraag_.auteur, pk=vraag_.pk, akkoord=True)
    return overdracht.bied_aan(actor=stad.burgemeester, casus_pk=casus.pk, pk=nieuw.pk)


def _overdrachten(stad: Stad, naar: Stad, casus: Casus) -> Casus:
    """Ingetrokken, geweigerd, en ten slotte aanvaard."""
    Casus.objects.filter(pk=casus.pk).update(staat="in_traject")
    eerste = begin(stad, naar, casus)
    overdracht.trek_in(actor=stad.burgemeester, casus_pk=casus.pk, pk=eerste.pk)
    ontvangst.weiger(actor=naar.burgemeester, pk=bied_aan(stad, naar, casus).pk)
    derde = bied_aan(stad, naar, casus)
    return ontvangst.aanvaard(actor=naar.burgemeester, pk=derde.pk, **AANVAARDING)


def over(eigen: dict[str, set[str]], na: dict[str, dict[str, str]], niet: Stad) -> dict[str, list[Any]]:
    """Wat van de eigen rijen nog staat, buiten wat blijft, het logboek, en de rijen van het andere LIVC."""
    ander = str(niet.livc.pk)
    uit = {
        tabel: [
            rij
            for pk in rijen & na[tabel].keys()
            if (rij := json.loads(na[tabel][pk])).get("livc_id") != ander
        ]
        for tabel, rijen in eigen.items()
        if tabel not in BLIJFT and not tabel.startswith(LOGBOEK)
    }
    return {tabel: rijen for tabel, rijen in uit.items() if rijen}


def bij(naam: str, rijen: dict[str, dict[str, str]], livc: Stad) -> dict[str, str]:
    return {pk: rij for pk, rij in rijen[naam].items() if json.loads(rij).get("livc_id") == str(livc.livc.pk)}


def test_van_een_casus_met_alles_blijft_alleen_de_grafsteen(stad: Stad, anderstad: Stad) -> None:
    collega(stad)
    voor = alle_rijen()
    casus, nieuw = maak_alles(stad, anderstad)
    vol = alle_rijen()
    eigen = nieuwe(voor, vol)
    leeg = {tabel for tabel in vol if tabel.startswith("casus_") and not eigen[tabel]}
    assert leeg <= LEEG, leeg - LEEG  # een nieuwe tabel hoort in `maak_alles`
    bewijs = vernietig(stad, casus)
    na = alle_rijen()
    toezicht = {str(pk) for pk in Bevinding.objects.values_list("pk", flat=True)}
    eigen["toegang_casussleutel"] -= toezicht
    assert over(eigen, na, anderstad) == {}
    # Wat leeggemaakt is, zegt niets meer.
    assert all(
        rij["persoon"] is None and rij["feiten"] is None
        for rij in Signaal.objects.filter(casus=casus).values()
    )
    assert all(rij["antwoorden"] is None and rij["motivering"] is None for rij in Weging.objects.values())
    grafsteen = json.loads(na["casus_casus"][str(casus.pk)])
    assert not [
        naam for naam in ("aanwijzingen", "indicatoren", "noodzaak", "casusregisseur_id") if grafsteen[naam]
    ]
    # Elke sleutel van toen is weg, met haar scherf; er zijn alleen nog die van het andere LIVC en van het toezicht.
    weg = {UUID(pk) for pk in eigen["toegang_casussleutel"]} - set(
        Casussleutel.objects.values_list("pk", flat=True)
    )
    assert weg == {UUID(dossier) for dossier in bewijs.sleutels}
    assert not kluis().haal(list(weg))
    # De ontvanger houdt precies wat hij had, en kan het lezen.
    for tabel in vol:
        if not tabel.startswith(LOGBOEK):
            assert bij(tabel, vol, anderstad) == bij(tabel, na, anderstad), tabel
    assert Casus.objects.get(pk=nieuw.pk).betrokkene_set.get().naam == "Zeno Verzonnen"
    assert {stuk.inhoud["tekst"] for stuk in nieuw.overgenomen_set.all()} >= {"Elke dag school"}


def test_ook_de_casus_van_de_ontvanger_gaat_helemaal_weg(stad: Stad, anderstad: Stad) -> None:
    """En raakt niets bij de afzender."""
    _casus, nieuw = maak_alles(stad, anderstad)
    Casus.objects.filter(pk=nieuw.pk).update(aangemaakt=timezone.now() - timedelta(days=400))
    vol = alle_rijen()
    vernietig(anderstad, nieuw)
    na = alle_rijen()
    for tabel in vol:
        if not tabel.startswith(LOGBOEK) and not tabel.startswith("casus_vernietiging"):
            assert (
                bij(tabel, vol, stad).keys() - bij(tabel, na, stad).keys() == set() or tabel == "casus_aanbod"
            )
    resten = {t for t, rijen in na.items() for rij in rijen.values() if str(nieuw.pk) in rij}
    assert {tabel for tabel in resten if not tabel.startswith(LOGBOEK)} <= BLIJFT.keys()


# -- wat het toezicht erover schreef


def gevraagd(stad: Stad, casus: Casus, soort: Soort = Soort.CASUS_INGEZIEN) -> Bevinding:
    regel = schrijf_regel(stad, stad.caw, soort, dossier_id=casus.pk, object_id=casus.pk)
    return bevindingen.vraag(stad.livc, regel, actor=stad.toezicht, vraag=f"{VRAAG} Zeno Verzonnen?")


def sluit(stad: Stad, rij: Bevinding) -> None:
    with suppress(NietVoldaan):  # al beantwoord
        bevindingen.antwoord(actor=stad.caw, pk=rij.pk, antwoord="Zeno belde mij zelf.")
    stap: dict[str, Any] = {"uitkomst": "in_orde", "besluit": "Zeno mocht bellen."}
    bevindingen.beslis(stad.livc, actor=stad.toezicht, pk=rij.pk, **stap)


def tekst_weg(rij: Bevinding) -> bool:
    """Geen sleutel, en geen enkele envelop meer."""
    leeg = "SELECT num_nonnulls(vraag, antwoord, besluit, slot) FROM audit_bevinding WHERE id = %s"
    with connection.cursor() as cursor:
        cursor.execute(leeg, [rij.pk])
        teksten = cursor.fetchone()[0]
    sleutel = Casussleutel.objects.filter(pk=rij.pk).exists()
    assert bool(teksten) == sleutel
    return not teksten


@pytest.mark.regel("LR-57")
def test_een_gesloten_vraag_verliest_haar_tekst_met_de_casus(stad: Stad, als: Any) -> None:
    casus, andere = maak_vol_dossier(stad), maak_casus(stad)
    rij, elders = gevraagd(stad, casus), gevraagd(stad, andere)
    for bevinding in (rij, elders):
        sluit(stad, bevinding)
    vernietig(stad, casus)
    assert tekst_weg(rij)
    assert not tekst_weg(elders)
    pagina = als(stad.toezicht).get(reverse("toezicht:bevinding", args=[stad.livc.pk, rij.pk])).text
    assert "Waarover dit ging, is vernietigd" in pagina
    assert "in orde, niets te doen" in pagina
    eigen = als(stad.caw).get(reverse("toezicht:vraag", args=[rij.pk])).text
    assert "Wat hier stond, is vervallen." in eigen
    assert "vernietigd" not in eigen, "wie toen aan tafel zat, hoort niet dat de casus tot nu bestond (LR-23)"
    assert "U antwoordde op" in eigen
    regel = Regel.objects.get(soort=Soort.BEVINDING_VERVALLEN)
    assert gelezen(regel)["feiten"]["regel"] == str(rij.regel_id)


@pytest.mark.regel("LR-57")
def test_een_lopende_vraag_houdt_haar_tekst_tot_ze_gesloten_is(stad: Stad, als: Any) -> None:
    """Vernietigen breekt geen onderzoek af; en niemand anders leest mee."""
    casus = maak_vol_dossier(stad)
    rij = gevraagd(stad, casus)
    vernietig(stad, casus)
    assert not tekst_weg(rij)
    adres = reverse("toezicht:bevinding", args=[stad.livc.pk, rij.pk])
    assert "Zeno Verzonnen" in als(stad.toezicht).get(adres).text
    assert "Zeno Verzonnen" in als(stad.caw).get(reverse("toezicht:vraag", args=[rij.pk])).text
    for wie in (*stad.kern, stad.clb, stad.beheer):
        assert als(wie).get(adres).status_code == 404
        assert als(wie).get(reverse("toezicht:vraag", args=[rij.pk])).status_code == 404
        assert lees(wie, "SELECT vraag FROM audit_bevinding WHERE id = %s", rij.pk) == []
        assert lees(wie, "SELECT 1 FROM toegang_casussleutel WHERE dossier_id = %s", rij.pk) == []
    sluit(stad, rij)
    assert teksten_laten_vervallen.call() == 1
    assert tekst_weg(rij)
    assert teksten_laten_vervallen.call() == 0


def test_ook_een_vraag_die_niemand_afmaakt_blijft_niet_voor_altijd(
    stad: Stad, als: Any, time_machine: Any
) -> None:
    casus = maak_vol_dossier(stad)
    rij = gevraagd(stad, casus)
    vernietig(stad, casus)
    assert TEKST_DAGEN == 184
    toen = timezone.now()
    time_machine.move_to(toen + timedelta(days=TEKST_DAGEN - 1))
    assert teksten_laten_vervallen.call() == 0
    laat = gevraagd(stad, casus)  # over een regel van een vernietigde casus kan nog gevraagd worden
    time_machine.move_to(toen + timedelta(days=TEKST_DAGEN + 1))
    assert teksten_laten_vervallen.call() == 1
    rij.refresh_from_db()
    assert rij.staat == "gesloten"
    assert tekst_weg(rij)
    assert not tekst_weg(laat)
    assert gelezen(Regel.objects.get(soort=Soort.BEVINDING_VERVALLEN))["feiten"]["was"] == "gevraagd"
    assert "niets meer over besloten" in als(stad.caw).get(reverse("toezicht:vraag", args=[rij.pk])).text


@pytest.mark.regel("LR-04")
@pytest.mark.parametrize("soort", [Soort.SIGNAAL_ONTVANGEN, Soort.WEGING_INGEZIEN])
def test_een_vraag_over_het_signaal_gaat_ook_mee(stad: Stad, soort: Soort) -> None:
    casus = maak_vol_dossier(stad)
    signaal = Signaal.objects.get(casus=casus)
    regel = schrijf_regel(stad, stad.caw, soort, dossier_id=signaal.pk)
    rij = bevindingen.vraag(stad.livc, regel, actor=stad.toezicht, vraag="Waarom over Zeno?")
    sluit(stad, rij)
    vernietig(stad, casus)
    assert tekst_weg(rij)


@pytest.mark.regel("LR-57")
def test_niemand_wist_een_tekst_van_het_toezicht_met_eigen_sql(stad: Stad) -> None:
    """Ook niet wie een regel verzint die zegt dat de casus weg is: alleen een bewijs van vernietiging telt."""
    vernietig(stad, maak_vol_dossier(stad))
    casus = maak_vol_dossier(stad)
    rij = gevraagd(stad, casus)
    sluit(stad, rij)
    verzonnen = schrijf_regel(stad, stad.caw, Soort.CASUS_VERNIETIGD, dossier_id=casus.pk)
    schrijf_regel(stad, stad.caw, Soort.SIGNAAL_GEWIST, dossier_id=casus.pk)
    assert lees(TEKSTVERVALLER, "SELECT audit_teksten_om()") == []
    assert geweigerd(TEKSTVERVALLER, "SELECT * FROM audit_wis_tekst(%s)", rij.pk)
    for wie in (*stad.kern, stad.dpo, stad.toezicht, stad.caw, VERNIETIGER, None):
        assert geweigerd(wie, "SELECT audit_teksten_om()"), wie
        assert geweigerd(wie, "SELECT * FROM audit_wis_tekst(%s)", rij.pk), wie
        assert geweigerd(wie, "UPDATE audit_bevinding SET vraag = NULL WHERE id = %s", rij.pk), wie
        assert geweigerd(wie, "UPDATE casus_vernietigingsbewijs SET regel_id = %s", verzonnen.pk), wie
    assert lees(TEKSTVERVALLER, "SELECT count(*) FROM audit_bevinding") == [0]
    assert not tekst_weg(rij)


# -- wat eerst af moet


def eindig(casus: Casus) -> None:
    oud = timezone.localdate() - timedelta(days=400)
    Casus.objects.filter(pk=casus.pk).update(laatst_besproken_op=oud)


def weigert(stad: Stad, punt: Any, waarom: str) -> None:
    """In de toepassing, op de pagina, en voor wie zelf SQL schrijft."""
    with pytest.raises(NietVoldaan, match=waarom):
        teken(punt, stad.burgemeester)
    rol = (stad.livc.pk, punt.pk, stad.dpo.pk, "functionaris")
    assert geweigerd(stad.dpo, HANDTEKENING, *rol)
    assert geweigerd(VERNIETIGER, "SELECT casus_begin_vernietiging(%s)", punt.pk)


@pytest.mark.regel("LR-55")
def test_een_open_verzoek_van_de_persoon_gaat_voor(stad: Stad, als: Any) -> None:
    casus = maak_vol_dossier(stad)
    verzoek = in_beoordeling(stad, casus)
    punt = op_lijst(casus)
    weigert(stad, punt, "Beantwoord eerst")
    tekst = als(stad.dpo).get(reverse("casus:vernietiging")).text
    assert "Beantwoord eerst dat verzoek" in tekst
    assert f'value="{punt.pk}"' not in tekst
    beantwoord(stad, verzoek)
    teken(punt, stad.burgemeester, stad.dpo)
    assert Vernietigingsbewijs.objects.filter(casus=casus).exists()


@pytest.mark.regel("LR-55")
def test_een_verzoek_dat_nog_nergens_bij_hoort_gaat_ook_voor(stad: Stad, anderstad: Stad) -> None:
    punt = op_lijst(maak_vol_dossier(stad))
    registreer(anderstad)
    verzoek = registreer(stad)
    weigert(stad, punt, "nog geen dossier bij hoort")
    acties.begin(actor=stad.preventie, pk=verzoek.pk, identiteit="eid", casus=None)
    # ‘Geen casus gevonden’ van wie misschien niet elke casus ziet, is nog geen antwoord.
    weigert(stad, punt, "nog geen dossier bij hoort")
    leg_gronden_vast(stad, verzoek, "geen_gegevens")
    beantwoord(stad, verzoek, "geweigerd")
    teken(punt, stad.burgemeester, stad.dpo)
    assert Vernietigingsbewijs.objects.exists()


@pytest.mark.regel("LR-55")
def test_een_verzoek_tussen_de_twee_handtekeningen_houdt_alles_tegen(stad: Stad) -> None:
    punt = op_lijst(maak_vol_dossier(stad))
    vernietiging.teken_punt(actor=stad.dpo, pk=punt.pk)
    vernietiging.teken_punt(actor=stad.burgemeester, pk=punt.pk)
    registreer(stad)
    assert vernietiging.ronde() == 0
    assert not Vernietigingsbewijs.objects.exists()


@pytest.mark.regel("LR-55")
def test_een_verzoek_verhuist_niet_om_een_vernietiging_vrij_te_maken(stad: Stad) -> None:
    casus, andere = maak_vol_dossier(stad), maak_casus(stad)
    verzoek = in_beoordeling(stad, casus)
    for nieuw in (andere.pk, None):
        sql = "UPDATE casus_betrokkenenverzoek SET casus_id = %s WHERE id = %s"
        assert geweigerd(stad.preventie, sql, nieuw, verzoek.pk)


@pytest.mark.regel("LR-05")
def test_wat_bij_een_ander_livc_ligt_komt_eerst_terug(stad: Stad, anderstad: Stad) -> None:
    casus = maak_dossier(stad)
    leg_termijn_vast(stad, casus)
    nieuw = bied_aan(stad, anderstad, casus)
    eindig(casus)
    punt = op_lijst(casus)
    weigert(stad, punt, "Trek het aanbod eerst in")
    overdracht.trek_in(actor=stad.burgemeester, casus_pk=casus.pk, pk=nieuw.pk)
    teken(punt, stad.burgemeester, stad.dpo)
    assert Vernietigingsbewijs.objects.filter(casus=casus).exists()
    assert not Pakketstuk.objects.exists()
    assert not Casussleutel.objects.filter(pk=nieuw.pk).exists()


@pytest.mark.regel("LR-23")
def test_de_wachtreden_leest_alleen_wie_kan_tekenen(stad: Stad, anderstad: Stad) -> None:
    casus = maak_vol_dossier(stad)
    in_beoordeling(stad, casus)
    punt = op_lijst(casus)
    sql = "SELECT waarop FROM casus_vernietiging_wacht(ARRAY[%s]::uuid[])"
    assert lees(stad.dpo, sql, punt.pk) == ["verzoek"]
    toekenningen.sluit_uit(stad.dpo, casus)
    for wie in (stad.dpo, stad.politie, stad.caw, stad.beheer, anderstad.burgemeester, None):
        assert lees(wie, sql, punt.pk) == []
        assert geweigerd(wie, "SELECT casus_klaar_om_te_vernietigen()")


# -- wie tekende


@pytest.mark.parametrize("hoe", ["rol", "account"])
def test_een_handtekening_telt_alleen_zolang_wie_tekende_zijn_rol_heeft(stad: Stad, hoe: str) -> None:
    casus = maak_vol_dossier(stad)
    punt = op_lijst(casus)
    teken(punt, stad.dpo)
    if hoe == "rol":
        gisteren = timezone.localdate() - timedelta(days=1)
        Lidmaatschap.objects.filter(gebruiker=stad.dpo).update(tot=gisteren)
    else:
        type(stad.dpo).objects.filter(pk=stad.dpo.pk).update(is_active=False)
    teken(punt, stad.burgemeester)
    assert geweigerd(VERNIETIGER, "SELECT casus_begin_vernietiging(%s)", punt.pk)
    assert vernietiging.ronde() == 0
    teken(punt, stad.preventie)
    assert Vernietigingsbewijs.objects.filter(casus=casus).exists()


def test_een_sleutel_van_net_voor_het_begin_blijft_niet_achter(stad: Stad, monkeypatch: Any) -> None:
    casus = maak_vol_dossier(stad)
    punt = op_lijst(casus)
    with monkeypatch.context() as m:
        m.setattr(vernietiging, "wis_rijen", sterf)
        teken(punt, stad.burgemeester, stad.dpo)
    laat = maak_deelname(stad, casus, stad.clb)  # als eigenaar: zoals een transactie die nog liep
    vernietiging.ronde()
    assert not Casussleutel.objects.filter(pk=laat.pk).exists()


def test_wat_een_ander_op_hetzelfde_ogenblik_afmaakte_is_geen_fout(stad: Stad, monkeypatch: Any) -> None:
    punt = op_lijst(maak_vol_dossier(stad))
    for wie in (stad.burgemeester, stad.dpo):
        vernietiging.teken_punt(actor=wie, pk=punt.pk)
    monkeypatch.setattr(vernietiging, "klaar_om_uit_te_voeren", lambda: [punt.pk, punt.pk])
    assert vernietiging.ronde() == 0
    assert Vernietigingsbewijs.objects.count() == 1


def test_een_teruggezette_kopie_van_voor_de_vernietiging_gaat_opnieuw_weg(stad: Stad) -> None:
    """De scherven zijn voorgoed weg: er is niets te lezen, en de lijst stelt de rijen opnieuw voor."""
    casus = maak_vol_dossier(stad)
    dossiers = list(Casussleutel.objects.values_list("pk", flat=True))
    sleutels.vergeet()
    kluis().wis(dossiers)
    with pytest.raises(SleutelFout):
        _ = casus.inbreng_set.get().tekst
    bewijs = vernietig(stad, casus)
    assert bewijs.tellingen["casus_inbreng"] == 1


def test_een_kopie_van_halverwege_wordt_afgemaakt_ook_zonder_een_enkele_sleutel(stad: Stad) -> None:
    casus = maak_vol_dossier(stad)
    punt = op_lijst(casus)
    Casussleutel.objects.all().delete()
    teken(punt, stad.burgemeester, stad.dpo)
    assert Vernietigingsbewijs.objects.get(casus=casus).sleutels == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.regel("LR-55")
def test_verbinden_en_de_tweede_handtekening_tegelijk(stad: Stad) -> None:
    """Een open verzoek houdt het tegen, verbonden of niet: het dossier is er nog als het antwoord moet komen."""
    casus = maak_vol_dossier(stad)
    punt = op_lijst(casus)
    teken(punt, stad.burgemeester)
    verzoek = in_beoordeling(stad, None)
    uitkomst = uitkomsten(
        lambda: acties.koppel(actor=stad.preventie, pk=verzoek.pk, casus=casus.pk),
        lambda: teken(punt, stad.dpo),
    )
    verzoek.refresh_from_db()
    assert uitkomst[0] == "ja"
    assert "verzoek" in uitkomst[1]
    assert verzoek.casus_id == casus.pk
    assert not Vernietigingsbewijs.objects.exists()
    assert Raadpleging.objects.filter(casus=casus).exists()
