"""Eén wereld voor de toegangsmatrix: een lopende casus met alles eraan, en mensen in elke verhouding tot die casus."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from audit.models import Bevinding
from audit.soorten import Soort
from casus.models import (
    Aanbod,
    Actie,
    Agendapunt,
    Besluit,
    Betrokkenenverzoek,
    Bewaarplicht,
    Bewaartermijn,
    Casus,
    Doel,
    Dossierovername,
    Fichegoedkeurder,
    Ficheoverdracht,
    Inbreng,
    Kindafweging,
    Nacontrole,
    Overdracht,
    Overdrachtvraag,
    Raadpleging,
    Relatie,
    Terugkoppelingsfiche,
    Traject,
    Verlenging,
    Vernietigingsbewijs,
    Vernietigingslijst,
    Vernietigingspunt,
    Verzoekbrief,
    Wraking,
)
from tests.factories import (
    VROEGER,
    GebruikerFactory,
    OrganisatieFactory,
    Stad,
    maak_casus,
    maak_deelname,
    maak_overleg,
    maak_signaal,
)
from toegang import sleutels, toekenningen
from toegang.actions.accounts import afdruk
from toegang.models import (
    Accountuitnodiging,
    Adresfout,
    Factorherstel,
    Gebruiker,
    Lidmaatschap,
    Noodtoegang,
    Organisatielid,
)
from toegang.pseudoniem import pseudoniem
from toegang.verantwoording import leg_vast


@dataclass
class Wereld:
    """De pks bij naam, en de mensen bij hun verhouding tot de casus."""

    mensen: dict[str, Gebruiker | None]
    pks: dict[str, UUID | str | int]

    def persoon(self, naam: str) -> Gebruiker | None:
        return self.mensen[naam]

    def args(self, *namen: str) -> list[UUID | str | int]:
        return [self.pks[naam] for naam in namen]


def maak_wereld(stad: Stad, anderstad: Stad) -> Wereld:
    """De casus is in traject; CAW zit aan tafel, CLB kent alleen de naam, jeugdwerk is uitgenodigd, VDAB ging weg."""
    vandaag = timezone.localdate()
    casus = maak_casus(stad, "in_traject", geboren=vandaag - timedelta(days=16 * 365))
    casus.casusregisseur = stad.preventie
    casus.save()
    signaal = maak_signaal(stad, "voorgedragen")
    in_weging = maak_signaal(stad, "in_weging", melder=stad.caw, ingezonden=True)
    overleg = maak_overleg(stad, casus)
    punt = overleg.agendapunten.get()
    weg = _vertrokken(stad)
    deelnames = {
        wie: maak_deelname(stad, casus, persoon, staat, overleg)
        for wie, persoon, staat in (
            ("caw", stad.caw, "aanvaard"),
            ("clb", stad.clb, "geheimhouding"),
            ("jeugdwerk", stad.jeugdwerk, "uitgenodigd"),
            ("weg", weg, "teruggetrokken"),
        )
    }
    bij_casus = {"casus": casus, "livc": stad.livc}
    Kindafweging.objects.create(**bij_casus, belang="Zijn toekomst.", opgesteld_door=stad.preventie)
    wraking = Wraking.objects.create(
        **bij_casus, gebruiker=GebruikerFactory.create(), ingesteld_door=stad.burgemeester, reden="Zijn buur."
    )
    toekenningen.sluit_uit(wraking.gebruiker, casus)
    nacontrole = Nacontrole.objects.create(**bij_casus, gepland_op=vandaag)
    termijn = Bewaartermijn.objects.create(**bij_casus, voorgesteld_door=stad.preventie)
    besluit = Besluit.objects.create(
        **bij_casus, agendapunt=punt, tekst="Samen opvolgen.", genoteerd_door=stad.preventie
    )
    relatie = Relatie.objects.create(**bij_casus, naam="Zus Verzonnen", verband="zus")
    inbreng = {
        "auteur": stad.caw,
        "categorie": "leefgewoonten",
        "categorielijst": "W2026",
        "tekst": "Ik zag hem.",
    }
    gedeeld = Inbreng.objects.create(**bij_casus, **inbreng, staat="ingebracht", ingebracht_op=timezone.now())
    concept = Inbreng.objects.create(**bij_casus, **inbreng)
    traject = Traject.objects.create(
        **bij_casus, samenvatting="Naar werk.", evaluatie_op=vandaag, opgesteld_door=stad.preventie
    )
    doel = Doel.objects.create(**bij_casus, traject=traject, levensdomein="werk", tekst="Een opleiding.")
    actie = Actie.objects.create(
        **bij_casus, doel=doel, omschrijving="Bellen.", eigenaar=stad.caw, tegen=vandaag
    )
    overdracht = Overdracht.objects.create(
        **bij_casus,
        ontvanger=anderstad.livc,
        reden="verhuisd",
        opgesteld_door=stad.preventie,
        staat="ter_instemming",
    )
    vraag = Overdrachtvraag.objects.create(
        **bij_casus, overdracht=overdracht, inbreng=gedeeld, auteur=stad.caw
    )
    aanbod = Aanbod.objects.create(livc=stad.livc, van=anderstad.livc, reden="verhuisd")
    overname = Dossierovername.objects.create(
        **bij_casus,
        aanvrager=stad.caw,
        organisatie=stad.caw.organisatieleden.get().organisatie,
        voorwaarde="informatie",
        tekst="Hij zoekt werk.",
        reden="Voor de begeleiding.",
        noodzaak="Om hem te helpen.",
    )
    nood = {"grond": "hulp", "reden": "Groot gevaar.", "aangevraagd_op": timezone.now()}
    gevraagd = _nood(**bij_casus, **nood, aanvrager=stad.clb, aanvrager_dienst="CLB")
    open_ = _nood(
        **bij_casus,
        **nood,
        aanvrager=stad.jeugdwerk,
        aanvrager_dienst="gemeente",
        staat="actief",
        bevestigd_door=stad.politie,
        bevestiger_dienst="lokale politie",
        begonnen_op=timezone.now(),
        eindigt_op=timezone.now() + timedelta(minutes=30),
    )
    toekenningen.geef(stad.jeugdwerk, toekenningen.NOODTOEGANG, casus)
    mensen: dict[str, Gebruiker | None] = {
        "anoniem": None,
        **{naam: getattr(stad, naam) for naam in vars(stad) if naam != "livc"},
        "weg": weg,
        "buur": anderstad.preventie,
    }
    pks: dict[str, UUID | str | int] = {
        "livc": stad.livc.pk,
        "adresfout": Adresfout.objects.create(gebruiker=stad.caw, sinds=timezone.now(), code="5.1.1").pk,
        "dpo": stad.dpo.pk,
        "casus": casus.pk,
        "signaal": signaal.pk,
        "signaal_in_weging": in_weging.pk,
        "overleg": overleg.pk,
        "punt": punt.pk,
        "relatie": relatie.pk,
        "inbreng": gedeeld.pk,
        "concept": concept.pk,
        "traject": traject.pk,
        "doel": doel.pk,
        "actie": actie.pk,
        "nacontrole": nacontrole.pk,
        "wraking": wraking.pk,
        "termijn": termijn.pk,
        "besluit": besluit.pk,
        "overdracht": overdracht.pk,
        "overdrachtvraag": vraag.pk,
        "aanbod": aanbod.pk,
        "overname": overname.pk,
        "nood_gevraagd": gevraagd.pk,
        "nood_open": open_.pk,
        "wetsregel": "LR-14",
        "geen_sleutel": 0,
        "tlogpad": "checkpoint",
        "lid_politie": stad.politie.lidmaatschappen.get().pk,
        "dienst": stad.caw.organisatieleden.get().organisatie_id,
        "dienstlid": stad.caw.organisatieleden.get().pk,
        "collega": stad.clb.pk,
        **_accounts(stad),
        **_verzoeken(stad, casus),
        "logregel": leg_vast(Soort.TOEGANG_AANGEMELD, actor=stad.caw, livc_id=stad.livc.pk),
        "gedeeld": leg_vast(
            Soort.INBRENG_GEDEELD,
            actor=stad.caw,
            livc_id=stad.livc.pk,
            dossier_id=casus.pk,
            object_id=gedeeld.pk,
        ),
        "bevinding": _bevinding(stad).pk,
        **_fiche(stad, casus, punt),
        **_einde(stad, casus, termijn),
        **{f"deelname_{wie}": deelname.pk for wie, deelname in deelnames.items()},
    }
    return Wereld(mensen, pks)


def _fiche(stad: Stad, casus: Casus, punt: Agendapunt) -> dict[str, UUID]:
    """Een fiche die voorligt bij de burgemeester en CAW, en een overdracht."""
    bij = {"casus": casus, "livc": stad.livc}
    fiche = Terugkoppelingsfiche.objects.create(
        **bij,
        agendapunt=punt,
        opgesteld_door=stad.preventie,
        staat="ter_goedkeuring",
        tekst={"zout": "0", "delen": []},
        hash="a" * 64,
        ronde=1,
    )
    for wie in (stad.burgemeester, stad.caw):
        Fichegoedkeurder.objects.create(**bij, fiche=fiche, ronde=1, gebruiker=wie)
    overdracht = Ficheoverdracht.objects.create(
        **bij, fiche=fiche, bestemmeling="ocad", hash=fiche.hash, door=stad.politie
    )
    return {"fiche": fiche.pk, "ficheoverdracht": overdracht.pk}


def _verzoeken(stad: Stad, casus: Casus) -> dict[str, UUID | str | int]:
    """Een verzoek in beoordeling over de casus, met de vraag aan CAW, en een dat beantwoord is."""
    vandaag, brief = timezone.localdate(), Verzoekbrief(livc=stad.livc, casus=casus, uitkomst="geheel")
    velden = {
        "livc": stad.livc,
        "casus": casus,
        "soort": "inzage",
        "kanaal": "brief",
        "ontvangen_op": vandaag,
    }
    velden |= {"identiteit": "eid", "geregistreerd_door": stad.preventie, "verzoeker": "Zeno Verzonnen"}
    open_ = Betrokkenenverzoek(**velden, staat="in_beoordeling")
    klaar = Betrokkenenverzoek(
        **velden, staat="beantwoord", beantwoord_op=timezone.now(), beantwoord_door=stad.preventie
    )
    vraag = Raadpleging(verzoek=open_, livc=stad.livc, casus=casus, gebruiker=stad.caw, soort="inzage")
    brief.verzoek, brief.opgesteld_door = klaar, stad.preventie
    for rij in (open_, klaar, vraag, brief):
        sleutels.maak(rij.pk, stad.livc.pk)
    van = {"livc": "LIVC", "verantwoordelijke": "", "functionaris": "", "toezichthoudende_autoriteit": ""}
    brief.inhoud = {
        "referentie": klaar.referentie,
        "verzoek": "inzage",
        "ontvangen_op": vandaag.isoformat(),
        "beantwoord_op": vandaag.isoformat(),
        "aan": {"naam": "Zeno Verzonnen", "adres": ""},
        "van": van,
        "uitkomst": "ingewilligd",
        "grond": "",
        "gedaan": "",
        "toelichting": "",
        "gegevens": [],
    }
    for rij in (open_, klaar, vraag, brief):
        rij.save(force_insert=True)
    return {"verzoek": open_.pk, "verzoek_klaar": klaar.pk, "raadpleging": vraag.pk}


def _bevinding(stad: Stad) -> Bevinding:
    """Een vraag van het toezicht aan CAW, over een handeling van gisteren."""
    vandaag, actor = timezone.localdate(), pseudoniem("actor", stad.livc.pk, stad.caw.pk)
    bevinding = Bevinding(
        livc_id=stad.livc.pk,
        regel_id=leg_vast(Soort.CASUS_INGEZIEN, actor=stad.caw, livc_id=stad.livc.pk),
        soort=Soort.CASUS_INGEZIEN,
        tijdstip=timezone.now(),
        actor_pseudoniem=actor,
        gebruiker=stad.caw,
        vraag="Waarom op zondag?",
        gesteld_door=stad.toezicht,
        antwoord_tegen=vandaag + timedelta(days=14),
        besluit_tegen=vandaag + timedelta(days=30),
    )
    sleutels.maak(bevinding.pk, stad.livc.pk)
    bevinding.save(force_insert=True)
    return bevinding


def _einde(stad: Stad, casus: Casus, termijn: Bewaartermijn) -> dict[str, UUID]:
    """Een verlenging die op kennisneming wacht, een bewaarplicht, een punt op de lijst, en een bewijs van ooit."""
    vandaag, nu = timezone.localdate(), timezone.now()
    bij = {"casus": casus, "livc": stad.livc, "referentie": casus.referentie}
    verlenging = Verlenging.objects.create(
        **bij, bewaartermijn=termijn, nummer=2, oud_tot=vandaag + timedelta(days=30), nieuw_tot=vandaag
    )
    plicht = Bewaarplicht(
        **bij, soort="gerecht", grond="Brief van het parket.", opgelegd_door=stad.burgemeester, opgelegd_op=nu
    )
    sleutels.maak(plicht.pk, stad.livc.pk)
    plicht.save(force_insert=True)
    lijst = Vernietigingslijst.objects.create(livc=stad.livc, opgemaakt_op=vandaag)
    punt = Vernietigingspunt.objects.create(**bij, lijst=lijst, einde=vandaag)
    bewijs = Vernietigingsbewijs.objects.create(
        **bij,
        punt=punt,
        lijst=lijst,
        op_lijst_op=vandaag,
        einde=vandaag,
        vernietigd_op=nu,
        tellingen={"casus_inbreng": 2},
        sleutels=[str(casus.pk)],
    )
    return {
        "verlenging": verlenging.pk,
        "bewaarplicht": plicht.pk,
        "vernietigingspunt": punt.pk,
        "bewijs": bewijs.pk,
    }


def _nood(**velden: Any) -> Noodtoegang:
    nood = Noodtoegang(**velden)
    sleutels.maak(nood.pk, nood.livc_id)
    nood.save(force_insert=True)
    return nood


def _accounts(stad: Stad) -> dict[str, UUID | str]:
    """Een rol die op een tweede persoon wacht, een link voor een account, en een verloren tweede stap."""
    vandaag = timezone.localdate()
    voorstel = Lidmaatschap.objects.create(
        livc=stad.livc,
        gebruiker=GebruikerFactory.create(),
        rol="functionaris",
        van=vandaag,
        voorgesteld_door=stad.beheer,
    )
    link = Accountuitnodiging.objects.create(
        livc=stad.livc,
        email="nieuw@dienst.test",
        naam="Nele Nieuw",
        organisatie=stad.caw.organisatieleden.get().organisatie,
        sleutelafdruk=afdruk("sleutel-van-de-matrix"),
        verloopt_op=timezone.now() + timedelta(days=1),
    )
    herstel = Factorherstel.objects.create(
        livc=stad.livc, gebruiker=stad.caw, aangevraagd_door=stad.beheer, aangevraagd_op=timezone.now()
    )
    return {
        "voorstel": voorstel.pk,
        "link": link.pk,
        "sleutel": "sleutel-van-de-matrix",
        "herstel": herstel.pk,
    }


def _vertrokken(stad: Stad) -> Gebruiker:
    """Iemand van VDAB die ooit aan tafel zat, en geen enkele toekenning overhield."""
    wie = GebruikerFactory.create(naam="Vera Vdab", email="vera@voorbeeldegem.test")
    dienst = OrganisatieFactory.create(naam="VDAB Voorbeeldegem", sector="vdab")
    dienst.livcs.add(stad.livc)
    Organisatielid.objects.create(organisatie=dienst, gebruiker=wie, van=VROEGER)
    return wie
