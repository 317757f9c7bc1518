"""Een casus aan het einde van haar termijn, en de weg tot er alleen een grafsteen is."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from uuid_utils.compat import uuid7

from casus.actions import vernietiging
from casus.models import (
    Actie,
    Besluit,
    Casus,
    Doel,
    Geheimhouding,
    Inbreng,
    Kindafweging,
    Nacontrole,
    Relatie,
    Traject,
    Vernietigingsbewijs,
    Vernietigingspunt,
    Wraking,
)
from tests.casus.tafelhulp import leg_termijn_vast
from tests.factories import GebruikerFactory, Stad, maak_casus, maak_deelname, maak_signaal, maak_weging
from toegang import sleutels, toekenningen
from toegang.models import Gebruiker, Noodtoegang

GEHEIM = "Hij vertelde het aan zijn zus"


def maak_vol_dossier(stad: Stad, **velden: Any) -> Casus:
    """Een gesloten casus waaraan van alles hangt, een jaar geleden besproken: haar termijn is om."""
    lang_geleden = timezone.localdate() - timedelta(days=400)
    casus = maak_casus(stad, "afgesloten", **({"laatst_besproken_op": lang_geleden} | velden))
    bij = {"casus": casus, "livc": stad.livc}
    deelname = maak_deelname(stad, casus, stad.caw)
    deelname.bijdrage = "wat het CAW kan doen"
    deelname.save()
    punt = deelname.overleg.agendapunten.get()
    leg_termijn_vast(stad, casus)
    Relatie.objects.create(**bij, naam="Zus Verzonnen", verband="zus")
    Kindafweging.objects.create(**bij, belang="Zijn toekomst.", opgesteld_door=stad.preventie)
    Nacontrole.objects.create(**bij, gepland_op=timezone.localdate())
    Besluit.objects.create(**bij, agendapunt=punt, tekst="Samen opvolgen.", genoteerd_door=stad.preventie)
    inbreng = Inbreng.objects.create(
        **bij, auteur=stad.caw, categorie="leefgewoonten", categorielijst="W2026", tekst=GEHEIM
    )
    inbreng.lezers.add(stad.preventie)
    traject = Traject.objects.create(
        **bij, samenvatting="Naar werk.", evaluatie_op=timezone.localdate(), opgesteld_door=stad.preventie
    )
    doel = Doel.objects.create(**bij, traject=traject, levensdomein="werk", tekst="Een opleiding.")
    Actie.objects.create(
        **bij, doel=doel, omschrijving="Bellen.", eigenaar=stad.caw, tegen=timezone.localdate()
    )
    signaal = maak_signaal(stad, "op_lijst", casus=casus)
    maak_weging(signaal, stad.preventie)
    _nood(stad, casus)
    uitgesloten = GebruikerFactory.create()
    Wraking.objects.create(**bij, gebruiker=uitgesloten, ingesteld_door=stad.burgemeester, reden="Zijn buur.")
    toekenningen.sluit_uit(uitgesloten, casus)
    assert Geheimhouding.objects.filter(casus=casus).exists()
    return casus


def _nood(stad: Stad, casus: Casus) -> None:
    nood = Noodtoegang(
        id=uuid7(),
        casus=casus,
        livc=stad.livc,
        staat="geweigerd",
        grond="hulp",
        reden="Groot gevaar.",
        aanvrager=stad.clb,
        aanvrager_dienst="CLB",
        aangevraagd_op=timezone.now(),
    )
    sleutels.maak(nood.pk, stad.livc.pk)
    nood.save(force_insert=True)


def op_lijst(casus: Casus) -> Vernietigingspunt:
    """De ronde van vannacht zette haar op de lijst."""
    vernietiging.ronde()
    return Vernietigingspunt.objects.get(casus=casus, staat="voorgesteld")


def teken(punt: Vernietigingspunt, *wie: Gebruiker) -> None:
    for mens in wie:
        vernietiging.teken(actor=mens, pks=[punt.pk])


def vernietig(stad: Stad, casus: Casus) -> Vernietigingsbewijs:
    teken(op_lijst(casus), stad.burgemeester, stad.dpo)
    return Vernietigingsbewijs.objects.get(casus=casus)


def jaren(dag: date, aantal: int) -> date:
    return dag.replace(year=dag.year + aantal)


def pk(waarde: object) -> UUID:
    return UUID(str(waarde))
