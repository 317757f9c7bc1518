"""Wie een casus leest, afgeleid uit wat er gebeurde. Gewone Python: kent geen databank, geen toekenning, geen beleid.

Dit is een tweede, onafhankelijke lezing van de regels (LR-11, LR-12, LR-21, LR-23, LR-30, LR-31). Het gelooft dat een
daad lukte of niet, en zegt dan zelf wie leest. Lukte iets dat niet had mogen lukken, dan staat dat in `mis`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

type Plek = tuple[str, str]


class Gebeurtenis(Protocol):
    """Eén feit; het model leest niets anders."""

    @property
    def naam(self) -> str: ...
    @property
    def actor(self) -> str: ...
    @property
    def zaak(self) -> str: ...
    @property
    def wie(self) -> str: ...
    @property
    def gelukt(self) -> bool: ...


@dataclass
class Model:
    """De stand na elk feit. `rollen`: per persoon en LIVC hoeveel kernrollen; `livc_van`: het LIVC van elke zaak."""

    livc_van: dict[str, str]
    kern: dict[Plek, set[str]]
    mensen: Iterable[str]
    machtiging: dict[Plek, date]
    inzage: set[Plek] = field(default_factory=set)
    tafel: set[Plek] = field(default_factory=set)
    uit: set[Plek] = field(default_factory=set)
    weg: set[str] = field(default_factory=set)
    voorgesteld: dict[Plek, date] = field(default_factory=dict)
    mis: list[str] = field(default_factory=list)

    def leest(self, persoon: str, zaak: str, vandaag: date) -> bool:
        plek = (persoon, zaak)
        if plek in self.uit:
            return False
        if plek in self.inzage and self.in_de_kern(persoon, self.livc_van[zaak], vandaag):
            return True
        return plek in self.tafel and persoon not in self.weg

    def in_de_kern(self, persoon: str, livc: str, vandaag: date) -> bool:
        """LR-11: de politie telt niet mee vanaf de dag waarop haar machtiging vervalt."""
        rollen = self.kern.get((persoon, livc), set())
        if "politie" in rollen and self.machtiging[persoon, livc] <= vandaag:
            rollen = rollen - {"politie"}
        return bool(rollen)

    def lezers(self, zaken: Iterable[str], vandaag: date) -> set[Plek]:
        return {(p, z) for p in self.mensen for z in zaken if self.leest(p, z, vandaag)}

    def verwerk(self, feit: Gebeurtenis, vandaag: date) -> None:
        """Neemt een geslaagd feit op; een mislukt feit verandert niets."""
        if not feit.gelukt:
            return
        regel: Callable[[Gebeurtenis, date], None] | None = getattr(self, f"_{feit.naam}", None)
        if regel is not None:
            regel(feit, vandaag)

    def _eis(self, feit: Gebeurtenis, mag: bool, waarom: str) -> None:
        if not mag:
            self.mis.append(f"{feit}: {waarom}")

    def _zelf(self, feit: Gebeurtenis) -> None:
        self._eis(feit, feit.actor == feit.wie, "alleen de genodigde zelf")

    def _kern_zwijgt(self, feit: Gebeurtenis, vandaag: date) -> None:
        kern = self.in_de_kern(feit.actor, self.livc_van[feit.zaak], vandaag)
        self._eis(
            feit,
            kern and (feit.actor, feit.zaak) not in self.uit,
            "alleen de kern, en niet wie uitgesloten is",
        )
        self.inzage.add((feit.actor, feit.zaak))

    def _aanvaarden(self, feit: Gebeurtenis, _vandaag: date) -> None:
        self._zelf(feit)
        self._eis(feit, feit.wie not in self.weg, "wie zijn dienst verliet, komt niet meer")
        self._eis(feit, (feit.wie, feit.zaak) not in self.uit, "wie uitgesloten is, komt niet")
        self.tafel.add((feit.wie, feit.zaak))

    def _terugtrekken(self, feit: Gebeurtenis, _vandaag: date) -> None:
        self._zelf(feit)
        self.tafel.discard((feit.wie, feit.zaak))

    _weigeren = _vervangen = _terugtrekken

    def _casus_afsluiten(self, feit: Gebeurtenis, vandaag: date) -> None:
        """LR-31: wie niet tot de kern hoort, ziet een gesloten casus niet meer; heropenen geeft niets terug."""
        self._eis(feit, self.leest(feit.actor, feit.zaak, vandaag), "alleen wie leest, sluit")
        self._eis(
            feit,
            "burgemeester" in self.kern.get((feit.actor, self.livc_van[feit.zaak]), ()),
            "de burgemeester",
        )
        self.tafel = {(p, z) for p, z in self.tafel if z != feit.zaak}

    def _rol_eindigt(self, feit: Gebeurtenis, vandaag: date) -> None:
        livc = self.livc_van[feit.zaak]
        self.voorgesteld.pop((feit.wie, livc), None)
        self.kern[feit.wie, livc] = set()
        self.inzage = {(p, z) for p, z in self.inzage if p != feit.wie or self.livc_van[z] != livc}

    def _rol_begint(self, feit: Gebeurtenis, vandaag: date) -> None:
        """Nog geen rol: eerst bevestigt een tweede persoon (LR-31)."""
        self.voorgesteld[feit.wie, self.livc_van[feit.zaak]] = vandaag + timedelta(days=400)

    def _rol_bevestigd(self, feit: Gebeurtenis, _vandaag: date) -> None:
        livc, soort = self.livc_van[feit.zaak], feit.wie.rsplit(".", 1)[-1]
        self._eis(
            feit,
            (feit.wie, livc) in self.voorgesteld and feit.actor != feit.wie,
            "iemand anders, na een voorstel",
        )
        self.machtiging[feit.wie, livc] = self.voorgesteld.pop((feit.wie, livc), date.min)
        self.kern[feit.wie, livc] = {soort if soort in {"politie", "preventie"} else "burgemeester"}

    def _machtiging_wijzigt(self, feit: Gebeurtenis, _vandaag: date) -> None:
        wie, tot = feit.wie.split("|")
        plek = (wie, self.livc_van[feit.zaak])
        doel = self.voorgesteld if plek in self.voorgesteld else self.machtiging
        doel[plek] = date.fromisoformat(tot)

    def _dienst_verlaten(self, feit: Gebeurtenis, _vandaag: date) -> None:
        """LR-12: elke plaats die iemand namens zijn dienst had, eindigt mee."""
        self.weg.add(feit.wie)
        self.tafel = {(p, z) for p, z in self.tafel if p != feit.wie}

    def _dienst_hervatten(self, feit: Gebeurtenis, _vandaag: date) -> None:
        self.weg.discard(feit.wie)

    def _uitsluiten(self, feit: Gebeurtenis, vandaag: date) -> None:
        self._eis(feit, self.leest(feit.actor, feit.zaak, vandaag), "alleen wie leest, sluit uit")
        self._weg_van_tafel(feit.wie, feit.zaak)

    def _zich_uitsluiten(self, feit: Gebeurtenis, _vandaag: date) -> None:
        self._weg_van_tafel(feit.actor, feit.zaak)

    def _weg_van_tafel(self, wie: str, zaak: str) -> None:
        self.uit.add((wie, zaak))
        self.inzage.discard((wie, zaak))
        self.tafel.discard((wie, zaak))

    def _toelaten(self, feit: Gebeurtenis, _vandaag: date) -> None:
        self.uit.discard((feit.wie, feit.zaak))
