"""Wat het blad Sleutels toont: wie een sleutel houdt, wie er een vraagt, en wie er geen meer hoort te hebben."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from audit import herstel, tijdvakken
from audit.models import Herstelsleutel, Sleutelhouder, Toezichtsleutel, Toezichttoegang
from toegang.beleid import Wie, zichtbaar
from toegang.models import Gebruiker, Lidmaatschap, Livc
from toegang.rollen import TOEZICHT, Rol
from toegang.uitzonderingen import Verborgen


@dataclass
class Houder:
    """Eén mens op het blad: iemand die toezicht houdt, of die nog een sleutel heeft en dat niet meer doet."""

    gebruiker: Gebruiker
    rollen: list[Any] = field(default_factory=list)
    sleutel: Sleutelhouder | None = None
    toegangen: list[Toezichttoegang] = field(default_factory=list)
    van_vroeger: bool = False
    """Heeft nog de vorm van voor de eigen sleutels; bij het ontgrendelen wordt ze omgezet."""

    @property
    def tijdvakken(self) -> list[int]:
        return sorted(toegang.toezichtsleutel.epoch for toegang in self.toegangen)

    @property
    def sinds(self) -> datetime | None:
        return min((toegang.gegeven_op for toegang in self.toegangen), default=None)

    @property
    def nooit_geopend(self) -> bool:
        return bool(self.toegangen) and not any(toegang.geopend_op for toegang in self.toegangen)

    @property
    def vertrokken(self) -> bool:
        return not self.rollen

    @property
    def wacht(self) -> bool:
        return self.sleutel is not None and not self.toegangen and not self.vertrokken

    def mist(self, van: list[int]) -> list[int]:
        """De tijdvakken die een ander houdt en deze collega kan krijgen."""
        if self.sleutel is None or self.vertrokken:
            return []
        return [nummer for nummer in van if nummer not in self.tijdvakken]


@dataclass(frozen=True)
class Overzicht:
    houders: list[Houder]
    ik: Houder | None
    tijdvakken: list[Toezichtsleutel]
    herstel: Herstelsleutel | None
    zonder_herstel: list[int]

    @property
    def vertrokken(self) -> list[Houder]:
        return [houder for houder in self.houders if houder.vertrokken]

    @property
    def wachtend(self) -> list[Houder]:
        return [houder for houder in self.houders if houder.wacht]

    @property
    def rijen(self) -> list[tuple[Houder, list[int]]]:
        """Elke houder, met de tijdvakken die ik heb en hij nog niet."""
        mijn = self.ik.tijdvakken if self.ik else []
        return [(houder, houder.mist(mijn)) for houder in self.houders]

    @property
    def van_vroeger(self) -> bool:
        return bool(self.ik and self.ik.van_vroeger)

    @property
    def houd_ik(self) -> bool:
        return bool(self.ik and self.ik.toegangen) or self.van_vroeger

    @property
    def nummers(self) -> list[int]:
        return [sleutel.epoch for sleutel in self.tijdvakken]


def livc(gebruiker: Wie, livc_id: UUID) -> Livc:
    """Ook voor een functionaris zonder sleutel: hier vraagt hij ze. Raises Verborgen."""
    gevonden = zichtbaar(gebruiker, "toezicht.sleutels", Livc.objects.filter(pk=livc_id)).first()
    if gevonden is None:
        raise Verborgen("toezicht.sleutels", Livc.objects.filter(pk=livc_id).first(), "LR-57")
    return gevonden


def overzicht(livc: Livc, gebruiker: Gebruiker) -> Overzicht:
    houders = _houders(livc)
    nummers = list(Toezichtsleutel.objects.filter(livc_id=livc.pk).order_by("epoch"))
    hersteld = herstel.geldig(livc.pk)
    gedekt = set(hersteld.kopieen.values_list("toezichtsleutel_id", flat=True)) if hersteld else set()
    return Overzicht(
        houders=houders,
        ik=next((houder for houder in houders if houder.gebruiker.pk == gebruiker.pk), None),
        tijdvakken=nummers,
        herstel=hersteld,
        zonder_herstel=[sleutel.epoch for sleutel in nummers if sleutel.pk not in gedekt],
    )


def _houders(livc: Livc) -> list[Houder]:
    leden = Lidmaatschap.objects.geldig(timezone.localdate()).filter(
        livc=livc, rol__in=TOEZICHT, gebruiker__is_active=True
    )
    mensen: dict[UUID, Houder] = {}
    for lid in leden.select_related("gebruiker").order_by("gebruiker__naam", "gebruiker", "rol"):
        mensen.setdefault(lid.gebruiker_id, Houder(lid.gebruiker)).rollen.append(Rol(lid.rol).label)
    sleutels = {rij.gebruiker_id: rij for rij in Sleutelhouder.objects.filter(livc_id=livc.pk)}
    vroeger = tijdvakken.houders_van_vroeger(livc.pk)
    for oud in Gebruiker.objects.filter(pk__in=(sleutels.keys() | vroeger) - mensen.keys()).order_by(
        "naam", "pk"
    ):
        mensen[oud.pk] = Houder(oud)
    toegangen = Toezichttoegang.objects.filter(houder__livc_id=livc.pk).select_related(
        "toezichtsleutel", "houder"
    )
    for toegang in toegangen:
        if toegang.houder.gebruiker_id in mensen:
            mensen[toegang.houder.gebruiker_id].toegangen.append(toegang)
    for pk, mens in mensen.items():
        mens.sleutel, mens.van_vroeger = sleutels.get(pk), pk in vroeger
    return list(mensen.values())


def houder(livc: Livc, gebruiker_id: UUID) -> Houder:
    """Raises Verborgen: wie hier geen toezicht houdt en geen sleutel heeft, staat niet op dit blad."""
    for gevonden in _houders(livc):
        if gevonden.gebruiker.pk == gebruiker_id:
            return gevonden
    raise Verborgen("toezicht.sleutels", livc, "LR-57")


def lopend_van(livc: Livc, gebruiker: Gebruiker) -> set[int]:
    """Het lopende tijdvak, als deze persoon het houdt; wie voor het begon ontgrendelde, heeft het niet open."""
    lopend = Toezichttoegang.objects.filter(
        houder__livc_id=livc.pk, houder__gebruiker_id=gebruiker.pk, toezichtsleutel__ingetrokken__isnull=True
    )
    return set(lopend.values_list("toezichtsleutel__epoch", flat=True))


def alleen_van(livc: Livc, gebruiker: Gebruiker) -> list[int]:
    """De tijdvakken die behalve deze persoon niemand houdt die nu toezicht houdt."""
    houders = _houders(livc)
    mijn = {
        nummer for houder in houders if houder.gebruiker.pk == gebruiker.pk for nummer in houder.tijdvakken
    }
    andere = (h for h in houders if h.gebruiker.pk != gebruiker.pk and not h.vertrokken)
    return sorted(mijn - {nummer for houder in andere for nummer in houder.tijdvakken})


def adressen(livc: Livc, *rollen: Rol, behalve: Gebruiker, met_sleutel: bool = False) -> list[str]:
    """De adressen van wie vandaag een van deze rollen heeft."""
    leden = Lidmaatschap.objects.geldig(timezone.localdate()).filter(livc=livc, rol__in=rollen or TOEZICHT)
    if met_sleutel:
        houdend = Toezichttoegang.objects.filter(houder__livc_id=livc.pk).values("houder__gebruiker_id")
        leden = leden.filter(gebruiker__in=houdend)
    anderen = leden.filter(gebruiker__is_active=True).exclude(gebruiker=behalve)
    return sorted(set(anderen.values_list("gebruiker__email", flat=True)))
