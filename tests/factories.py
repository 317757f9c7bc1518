"""De vaste rolverdeling van elke test: één verzonnen stad, en een tweede die er niets mee te maken heeft.

Burgemeester Bea, politie Pol, preventieambtenaar Prisca; Cas (CAW), Clara (CLB) en Joris (jeugdwerk) komen aan
tafel; Toon houdt toezicht, Dina is DPO, Bert beheert. Anna en de haren wonen in Anderstad.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import factory
from django.utils import timezone

from audit.models import Leidinggevende, Toezichtsleutel
from audit.zegel import maak_sleutelpaar
from casus import criteria
from casus.models import Betrokkene, Casus, Deelname, Geheimhouding, Overleg, Signaal, Weging
from tests.momentopname import Momentopname, onthouden
from toegang import sleutels, toekenningen
from toegang.models import (
    Gebruiker,
    Gemeente,
    Lidmaatschap,
    Livc,
    Modaliteiten,
    Organisatie,
    Organisatielid,
)
from toegang.rollen import Rol

WACHTWOORD = "demo-demo-demo"
PRIVESLEUTEL, PUBLIEKE_SLEUTEL = maak_sleutelpaar()
VROEGER = date(2020, 1, 1)


class GebruikerFactory(factory.django.DjangoModelFactory[Gebruiker]):
    class Meta:
        model = Gebruiker
        skip_postgeneration_save = True

    naam = factory.Sequence(lambda n: f"Persoon {n}")
    email = factory.Sequence(lambda n: f"persoon{n}@voorbeeld.test")
    password = factory.django.Password(WACHTWOORD)


class OrganisatieFactory(factory.django.DjangoModelFactory[Organisatie]):
    """Standaard een gemandateerde dienst van de gemeenschap; `zonder_mandaat` en `gemeentelijk` zijn de varianten."""

    class Meta:
        model = Organisatie

    class Params:
        zonder_mandaat = factory.Trait(mandaat_referentie="", mandaat_datum=None)
        gemeentelijk = factory.Trait(niveau="gemeente", mandaat_referentie="", mandaat_datum=None)

    naam = factory.Sequence(lambda n: f"Dienst {n}")
    sector = "caw"
    niveau = "gemeenschap"
    mandaat_referentie = "Vlaams decreet van 21 mei 2021"
    mandaat_datum = VROEGER


@dataclass
class Stad:
    """Een LIVC met al zijn mensen."""

    livc: Livc
    burgemeester: Gebruiker
    politie: Gebruiker
    preventie: Gebruiker
    caw: Gebruiker
    clb: Gebruiker
    jeugdwerk: Gebruiker
    toezicht: Gebruiker
    dpo: Gebruiker
    beheer: Gebruiker

    @property
    def kern(self) -> list[Gebruiker]:
        return [self.burgemeester, self.politie, self.preventie]

    @property
    def sociaal(self) -> list[Gebruiker]:
        return [self.caw, self.clb, self.jeugdwerk]


def geef_rol(gebruiker: Gebruiker, livc: Livc, rol: Rol, **velden: Any) -> Lidmaatschap:
    if rol == Rol.POLITIE:
        velden = {
            "machtiging": "geheim",
            "machtiging_tot": timezone.localdate() + timedelta(days=400),
        } | velden
    lid = Lidmaatschap.objects.create(
        gebruiker=gebruiker, livc=livc, rol=rol, **({"van": VROEGER, "bevestigd_op": timezone.now()} | velden)
    )
    toekenningen.geef_rol(lid)
    return lid


STEDEN: dict[Any, Momentopname[Stad]] = {}


def maak_stad(naam: str = "Voorbeeldegem", nis: str = "99901") -> Stad:
    """Een volledig LIVC: kern, gids, modaliteiten, toezichtsleutel en het register van LR-56."""
    return onthouden(STEDEN, (naam, nis, timezone.localdate()), lambda: bouw_stad(naam, nis))


def bouw_stad(naam: str, nis: str) -> Stad:
    """Zoals `maak_stad`, telkens nieuw: voor wie zelf bepaalt welke nummers er uitgedeeld worden."""
    gemeente, _nieuw = Gemeente.objects.get_or_create(
        nis=nis, defaults={"naam": naam, "provincie": "Verzonnen"}
    )
    livc = Livc.objects.create(
        naam=f"LIVC {naam}",
        dpia_referentie="DPIA-2026-01",
        verwerkingsverantwoordelijke=f"Gemeente {naam}",
        functionaris_gegevensbescherming="Dina Dpo",
        toezichthoudende_autoriteit="Vlaamse Toezichtcommissie",
    )
    livc.gemeenten.add(gemeente)
    Toezichtsleutel.objects.create(livc_id=livc.pk, epoch=1, publieke_sleutel=PUBLIEKE_SLEUTEL)

    def persoon(voornaam: str, achternaam: str) -> Gebruiker:
        email = f"{voornaam}@{naam.lower()}.test".lower()
        return GebruikerFactory.create(naam=f"{voornaam} {achternaam}", email=email)

    def professional(voornaam: str, achternaam: str, sector: str, **velden: Any) -> Gebruiker:
        wie = persoon(voornaam, achternaam)
        dienst = OrganisatieFactory.create(naam=f"{sector.upper()} {naam}", sector=sector, **velden)
        dienst.livcs.add(livc)
        Organisatielid.objects.create(organisatie=dienst, gebruiker=wie, van=VROEGER)
        return wie

    stad = Stad(
        livc=livc,
        burgemeester=persoon("Bea", "Burgemeester"),
        politie=persoon("Pol", "Politie"),
        preventie=persoon("Prisca", "Preventie"),
        caw=professional("Cas", "Caw", "caw"),
        clb=professional("Clara", "Clb", "clb"),
        jeugdwerk=professional("Joris", "Jeugdwerk", "jeugdwerk", gemeentelijk=True),
        toezicht=persoon("Toon", "Toezicht"),
        dpo=persoon("Dina", "Dpo"),
        beheer=persoon("Bert", "Beheer"),
    )
    for wie, rol in (
        (stad.burgemeester, Rol.BURGEMEESTER),
        (stad.politie, Rol.POLITIE),
        (stad.preventie, Rol.PREVENTIEAMBTENAAR),
        (stad.toezicht, Rol.TOEZICHTHOUDER),
        (stad.dpo, Rol.FUNCTIONARIS),
        (stad.beheer, Rol.BEHEERDER),
    ):
        geef_rol(wie, livc, rol)
    # Beiden zeiden al dat hun leidinggevende hier niets doet: zonder verklaring kijkt niemand iets na.
    for wie in (stad.toezicht, stad.dpo):
        Leidinggevende.objects.create(livc_id=livc.pk, gebruiker=wie)
    Modaliteiten.objects.create(
        livc=livc,
        versie=1,
        tekst="Wie, doel en werkwijze.",
        geldig_van=VROEGER,
        opgesteld_door=stad.burgemeester,
        akkoord_op=timezone.now(),
    )
    return stad


def maak_signaal(stad: Stad, staat: str = Signaal.Staat.GEREGISTREERD, **velden: Any) -> Signaal:
    """Een signaal in een gekozen staat, zonder de handelingen die ertoe leiden."""
    standaard: dict[str, Any] = {
        "melder": stad.preventie,
        "kanaal": "gesprek",
        "waargenomen_op": timezone.localdate(),
        "persoon": {"naam": "Zeno Verzonnen", "geboortedatum": "1999-05-05", "gemeente": "Voorbeeldegem"},
        "feiten": "Hij deelde een filmpje.",
        "interpretatie": "Ik maak mij zorgen.",
    }
    signaal = Signaal(livc=stad.livc, staat=staat, **(standaard | velden))
    sleutels.maak(signaal.pk, stad.livc.pk)
    signaal.save(force_insert=True)
    return signaal


def maak_weging(signaal: Signaal, weger: Gebruiker, rol: str = "preventieambtenaar", **velden: Any) -> Weging:
    """Een ingevulde weging; standaard die van de preventieambtenaar, met het advies om voor te dragen."""
    antwoorden = {code: {"antwoord": "onbekend", "toelichting": ""} for code in criteria.codes()}
    standaard = {"motivering": "De feiten zijn duidelijk.", "advies": "voordragen", "antwoorden": antwoorden}
    return Weging.objects.create(
        signaal=signaal,
        livc_id=signaal.livc_id,
        weger=weger,
        rol=rol,
        criteria_versie=criteria.VERSIE,
        **(standaard | velden),
    )


def maak_casus(
    stad: Stad,
    staat: str = Casus.Staat.VOORBEREIDING,
    *,
    geboren: date | None = date(1999, 5, 5),
    **velden: Any,
) -> Casus:
    """Een casus in een gekozen staat; de kern aanvaardde de geheimhouding en heeft dus inzage."""
    standaard = {
        "rechtsgrond": "livc_wet",
        "op_lijst_door": stad.burgemeester,
        "aanwijzingen": "Deelt filmpjes.",
    }
    casus = Casus(livc=stad.livc, staat=staat, **(standaard | velden))
    sleutels.maak(casus.pk, stad.livc.pk)
    casus.save(force_insert=True)
    wie = Betrokkene(
        casus=casus,
        livc=stad.livc,
        naam="Zeno Verzonnen",
        geboortedatum=geboren,
        gemeente="Voorbeeldegem",
        naam_index=sleutels.blinde_index(stad.livc.pk, "Zeno Verzonnen"),
    )
    sleutels.maak(wie.pk, stad.livc.pk)
    wie.save(force_insert=True)
    toekenningen.open_voor_kern(casus)
    for lid in stad.kern:
        _geheimhouding(casus, lid)
        toekenningen.geef(lid, toekenningen.KERN_INZIEN, casus)
    return casus


def _geheimhouding(casus: Casus, wie: Gebruiker) -> None:
    Geheimhouding.objects.get_or_create(
        casus=casus, gebruiker=wie, defaults={"livc_id": casus.livc_id, "tekst_versie": "1"}
    )


def maak_overleg(stad: Stad, *casussen: Casus, over_dagen: int = 20, **velden: Any) -> Overleg:
    overleg = Overleg.objects.create(
        **(
            {
                "livc": stad.livc,
                "begin": timezone.now() + timedelta(days=over_dagen),
                "plaats": "Gemeentehuis",
                "voorzitter": stad.burgemeester,
            }
            | velden
        )
    )
    for volgorde, casus in enumerate(casussen, 1):
        overleg.agendapunten.create(casus=casus, livc=stad.livc, volgorde=volgorde)
    return overleg


def maak_deelname(
    stad: Stad,
    casus: Casus,
    wie: Gebruiker,
    staat: str = Deelname.Staat.AANVAARD,
    overleg: Overleg | None = None,
) -> Deelname:
    """Een deelname in een gekozen staat, met de toekenning die daarbij hoort."""
    lid = wie.organisatieleden.get()
    deelname = Deelname(
        casus=casus,
        livc=stad.livc,
        gebruiker=wie,
        organisatie=lid.organisatie,
        overleg=overleg or maak_overleg(stad, casus),
        staat=staat,
        voorbereid_door=stad.preventie,
        uitgenodigd_door=stad.burgemeester,
        uitgenodigd_op=timezone.now(),
    )
    sleutels.maak(deelname.pk, stad.livc.pk)
    deelname.save(force_insert=True)
    if staat in ("geheimhouding", "aanvaard"):
        _geheimhouding(casus, wie)
    recht = {"geheimhouding": toekenningen.WIE_KENNEN, "aanvaard": toekenningen.DEELNEMEN}.get(staat)
    if recht:
        toekenningen.geef(wie, recht, casus)
    return deelname
