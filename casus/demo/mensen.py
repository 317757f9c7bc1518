"""De twee verzonnen gemeenten, hun LIVC, hun diensten en hun mensen. Geen enkele naam bestaat."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from audit import tijdvakken, toezichtsleutels
from audit.models import Leidinggevende
from toegang import factoren, identiteit, toekenningen
from toegang.models import (
    Gebruiker,
    Gemeente,
    Lidmaatschap,
    Livc,
    Modaliteiten,
    ModaliteitenAkkoord,
    Organisatie,
    Organisatielid,
)
from toegang.rollen import Rol
from toegang.verantwoording import Systeemactor

WACHTWOORD = "demo-demo-demo"
TOEZICHTZIN = "demo-toezicht-demo"
VROEGER = date(2020, 1, 1)
LIVC = "LIVC Voorbeeldegem"
BUUR = "LIVC Anderzele"
MANDAAT = {
    "niveau": "gemeenschap",
    "mandaat_referentie": "Verzonnen mandaat 2020/01",
    "mandaat_datum": VROEGER,
}
GEMEENTELIJK = {"niveau": "gemeente"}
# Een dienst van de gemeenschap zonder mandaat staat in de gids, maar niemand kan hem uitnodigen (LR-12).
ZONDER_MANDAAT = {"niveau": "gemeenschap"}
DIENSTEN: tuple[tuple[str, str, dict[str, Any], tuple[tuple[str, str], ...]], ...] = (
    ("CAW", "caw", MANDAAT, (("caw", "Cas Caw"), ("cato", "Cato Caw"))),
    ("CLB", "clb", MANDAAT, (("clb", "Clara Clb"), ("cleo", "Cleo Clb"))),
    ("Jeugdwerk", "jeugdwerk", GEMEENTELIJK, (("jeugdwerk", "Joris Jeugdwerk"), ("jade", "Jade Jeugdwerk"))),
    ("OCMW", "ocmw", GEMEENTELIJK, (("ocmw", "Olga Ocmw"),)),
    ("Justitiehuis", "justitiehuis", MANDAAT, (("justitiehuis", "Jules Justitiehuis"),)),
    ("VDAB", "vdab", ZONDER_MANDAAT, (("vdab", "Vera Vdab"),)),
)
MODALITEITEN = """Wie: de kern en de diensten die de burgemeester per casus uitnodigt.
Doel: terroristische misdrijven voorkomen. Niets anders.
Werkwijze: wie komt, komt vrij. Wie spreekt, kiest zelf wat. Het verslag houdt alleen besluiten en acties bij.
(Een verzonnen tekst, alleen voor de demo.)"""


@dataclass(frozen=True)
class Stad:
    """Een LIVC met zijn mensen, op de naam voor het apenstaartje."""

    livc: Livc
    mensen: dict[str, Gebruiker]

    def __getitem__(self, naam: str) -> Gebruiker:
        return self.mensen[naam]

    @property
    def kern(self) -> list[Gebruiker]:
        return [self["burgemeester"], self["politie"], self["preventie"]]

    def lid(self, naam: str) -> Organisatielid:
        return self[naam].organisatieleden.get()


def maak_voorbeeldegem() -> Stad:
    stad = _maak_livc(LIVC, "Voorbeeldegem", "99991", "demo.test", "Dirk Dpo")
    for naam, voluit, rol in (
        ("burgemeester", "Bea Burgemeester", Rol.BURGEMEESTER),
        ("politie", "Pol Politie", Rol.POLITIE),
        ("preventie", "Prisca Preventie", Rol.PREVENTIEAMBTENAAR),
        ("toezicht", "Toon Toezicht", Rol.TOEZICHTHOUDER),
        ("dpo", "Dirk Dpo", Rol.FUNCTIONARIS),
        ("beheer", "Bert Beheer", Rol.BEHEERDER),
    ):
        _maak_lid(stad, naam, voluit, rol, "demo.test")
    for dienst, sector, soort, mensen in DIENSTEN:
        _maak_dienst(stad, dienst, sector, soort, mensen)
    _rond_af(stad, toezicht=("toezicht", "dpo"))
    return stad


def maak_anderzele() -> Stad:
    stad = _maak_livc(BUUR, "Anderzele", "99992", "anders.test", "Daan Dpo")
    for naam, voluit, rol in (
        ("burgemeester", "Anna Anders", Rol.BURGEMEESTER),
        ("politie", "Piet Politie", Rol.POLITIE),
        ("preventie", "Petra Preventie", Rol.PREVENTIEAMBTENAAR),
    ):
        _maak_lid(stad, naam, voluit, rol, "anders.test")
    _rond_af(stad, toezicht=())
    return stad


def _maak_livc(naam: str, gemeente: str, nis: str, domein: str, dpo: str) -> Stad:
    livc = Livc.objects.create(
        naam=naam,
        dpia_referentie=f"DPIA {gemeente} 1 (verzonnen)",
        verwerkingsverantwoordelijke=f"Gemeente {gemeente} (verzonnen), privacy@{domein}",
        functionaris_gegevensbescherming=f"{dpo}, dpo@{domein}",
        toezichthoudende_autoriteit="Vlaamse Toezichtcommissie",
    )
    rij, _nieuw = Gemeente.objects.get_or_create(
        nis=nis, defaults={"naam": gemeente, "provincie": "Verzonnen"}
    )
    livc.gemeenten.add(rij)
    return Stad(livc, {})


def _maak_persoon(stad: Stad, naam: str, voluit: str, domein: str = "demo.test") -> Gebruiker:
    stad.mensen[naam] = Gebruiker.objects.create_user(f"{naam}@{domein}", WACHTWOORD, naam=voluit)
    factoren.zet_totp(stad.mensen[naam], factoren.DEMOGEHEIM)
    return stad.mensen[naam]


def _maak_lid(stad: Stad, naam: str, voluit: str, rol: Rol, domein: str) -> None:
    machtiging: dict[str, Any] = {}
    if rol == Rol.POLITIE:
        tot = timezone.localdate() + timedelta(days=400)
        machtiging = {"machtiging": Lidmaatschap.Machtiging.GEHEIM, "machtiging_tot": tot}
    wie = _maak_persoon(stad, naam, voluit, domein)
    lid = Lidmaatschap.objects.create(
        gebruiker=wie, livc=stad.livc, rol=rol, van=VROEGER, bevestigd_op=timezone.now(), **machtiging
    )
    toekenningen.geef_rol(lid)


def _maak_dienst(
    stad: Stad, dienst: str, sector: str, soort: dict[str, Any], mensen: tuple[tuple[str, str], ...]
) -> None:
    organisatie = Organisatie.objects.create(
        naam=f"{dienst} Voorbeeldegem", sector=sector, contactpunt=f"onthaal-{sector}@demo.test", **soort
    )
    organisatie.livcs.add(stad.livc)
    for nummer, (naam, voluit) in enumerate(mensen):
        Organisatielid.objects.create(
            organisatie=organisatie,
            gebruiker=_maak_persoon(stad, naam, voluit),
            functie="maatschappelijk werker" if nummer else "aanspreekpunt",
            vaste_vertegenwoordiger=nummer == 0,
            van=VROEGER,
        )


def _geef_akkoord(stad: Stad) -> None:
    """De modaliteiten met het akkoord van de kern; het logboek begint pas hierna."""
    versie = Modaliteiten.objects.create(
        livc=stad.livc,
        versie=1,
        tekst=MODALITEITEN,
        geldig_van=VROEGER,
        opgesteld_door=stad["preventie"],
    )
    for wie, rol in zip(stad.kern, ModaliteitenAkkoord.ROLLEN, strict=True):
        versie.akkoorden.create(
            livc=stad.livc, gebruiker=wie, rol=rol, afdruk=versie.afdruk, op=timezone.now()
        )
    versie.akkoord_op = timezone.now()
    versie.save(update_fields=["akkoord_op"])


def _rond_af(stad: Stad, toezicht: tuple[str, ...]) -> None:
    """De modaliteiten en de sleutels van het toezicht: zonder kan er niets vastgelegd worden, en dus niets gebeuren."""
    _geef_akkoord(stad)
    with identiteit.als(Systeemactor("installatie")):
        houders = [
            toezichtsleutels.maak_houder(stad.livc.pk, stad[naam].pk, TOEZICHTZIN) for naam in toezicht
        ]
        tijdvakken.begin(stad.livc.pk, erbij=houders)
    for naam in toezicht:
        Leidinggevende.objects.create(
            livc_id=stad.livc.pk,
            gebruiker=stad[naam],
            leidinggevende=stad["burgemeester"] if naam == "toezicht" else None,
        )
