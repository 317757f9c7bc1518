"""Wat een bestand met diensten en mensen zou wijzigen in de gids van een LIVC. Leest de databank, wijzigt niets."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal

from django.utils.translation import gettext as _

from .invoer import DIENSTVELDEN, Bestand, Dienst, Fout, Persoon
from .livcs import loopt
from .models import Accountuitnodiging, Gebruiker, Livc, Organisatie, Organisatielid
from .uitzonderingen import Belet
from .voorwaarden import beletten_dienst, beletten_wijzigen

type Daad = Literal["nieuw", "erbij", "wijzigt", "blijft"]
LEEG = {veld: None if veld.startswith("mandaat_") or veld == "ovo_code" else "" for veld in DIENSTVELDEN} | {
    "mandaat_referentie": ""
}


@dataclass(frozen=True)
class Dienststap:
    """Wat er met één dienst gebeurt; `gegevens` is volledig, `anders` noemt de velden die wijzigen."""

    rij: int
    naam: str
    daad: Daad
    organisatie: Organisatie | None
    gegevens: dict[str, Any]
    anders: tuple[str, ...] = ()


@dataclass(frozen=True)
class Persoonstap:
    """`link`: er is nog geen account, dus vertrekt een bericht met een link."""

    persoon: Persoon
    dienst: str
    daad: Daad
    link: bool


@dataclass
class Plan:
    diensten: list[Dienststap] = field(default_factory=list)
    personen: list[Persoonstap] = field(default_factory=list)
    fouten: list[Fout] = field(default_factory=list)

    @property
    def afdruk(self) -> str:
        """Gelijk voor twee plannen die hetzelfde doen: wie bevestigt, krijgt wat hij zag of niets."""
        wat = [(s.rij, s.naam, s.daad, sorted(s.gegevens.items(), key=str)) for s in self.diensten]
        wie = [(s.persoon, s.dienst, s.daad, s.link) for s in self.personen]
        return sha256(repr((wat, wie, self.fouten)).encode()).hexdigest()

    @property
    def doet_iets(self) -> bool:
        daden = {stap.daad for stap in self.diensten} | {stap.daad for stap in self.personen}
        return bool(daden - {"blijft"})


def maak_plan(livc: Livc, bestand: Bestand) -> Plan:
    """Wat dit bestand nu zou doen, met elke fout; met een fout gebeurt er niets."""
    plan = Plan(fouten=list(bestand.fouten))
    bekend = {
        rij.naam.casefold(): rij
        for rij in Organisatie.objects.prefetch_related("livcs")
        if rij.naam.casefold() in bestand.diensten
    }
    for sleutel, dienst in bestand.diensten.items():
        _plan_dienst(plan, livc, dienst, bekend.get(sleutel))
    _plan_personen(plan, bestand, bekend)
    plan.fouten.sort()
    return plan


def _plan_dienst(plan: Plan, livc: Livc, dienst: Dienst, rij: Organisatie | None) -> None:
    oud = LEEG if rij is None else {veld: getattr(rij, veld) for veld in DIENSTVELDEN}
    nieuw = oud | dienst.velden
    anders = tuple(veld for veld in DIENSTVELDEN if nieuw[veld] != oud[veld])
    daad: Daad
    beletten: list[Belet] = []
    if rij is None:
        daad = "nieuw"
        fout = {fout.kolom for fout in plan.fouten if fout.rij == dienst.rij}
        mist = [veld for veld in ("sector", "niveau") if not nieuw[veld]]
        beletten = [
            Belet(_("Vul dit in voor een nieuwe dienst."), "", veld) for veld in mist if veld not in fout
        ]
        if not mist:
            beletten = beletten_dienst(dienst.naam, nieuw)
    elif livc not in rij.livcs.all():
        daad = "erbij"
        if anders:
            uitleg = _("Een ander LIVC gebruikt deze dienst en schreef hier iets anders. Laat deze cel leeg.")
            beletten = [Belet(uitleg, "", veld) for veld in anders]
    else:
        daad = "wijzigt" if anders else "blijft"
        beletten = beletten_wijzigen(livc, rij, nieuw) if anders else []
    plan.fouten += [Fout(dienst.rij, belet.veld, belet.uitleg) for belet in beletten]
    naam = dienst.naam if rij is None else rij.naam
    plan.diensten.append(Dienststap(dienst.rij, naam, daad, rij, nieuw, anders))


def _plan_personen(plan: Plan, bestand: Bestand, bekend: dict[str, Organisatie]) -> None:
    adressen = {persoon.email for persoon in bestand.personen}
    accounts = {wie.email: wie for wie in Gebruiker.objects.filter(email__in=adressen)}
    leden = set(
        Organisatielid.objects.filter(
            loopt(), organisatie__in=bekend.values(), gebruiker__email__in=adressen
        ).values_list("organisatie", "gebruiker__email")
    )
    links = set(
        Accountuitnodiging.objects.filter(
            gebruikt_op=None, ingetrokken_op=None, organisatie__in=bekend.values(), email__in=adressen
        ).values_list("organisatie", "email")
    )
    for persoon in bestand.personen:
        rij = bekend.get(persoon.dienst)
        account = accounts.get(persoon.email)
        if account is not None and not account.is_active:
            uitleg = _("Dit account is afgesloten. De beheerder die het afsloot, kan het heropenen.")
            plan.fouten.append(Fout(persoon.rij, "email", uitleg))
        sleutel = (rij.pk if rij else None, persoon.email)
        blijft = sleutel in leden or (account is None and sleutel in links)
        naam = rij.naam if rij else bestand.diensten[persoon.dienst].naam
        plan.personen.append(Persoonstap(persoon, naam, "blijft" if blijft else "erbij", account is None))
