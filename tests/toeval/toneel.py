"""Het toneel: drie LIVC's en hun mensen, de zaken die er lopen, en hoe een daad gebeurt."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core import mail
from django.db import connection, transaction

from tests.factories import VROEGER, GebruikerFactory, OrganisatieFactory, Stad, bouw_stad, geef_rol
from toegang import identiteit
from toegang.models import Gebruiker, Organisatielid
from toegang.rollen import Rol
from toegang.uitzonderingen import NietVoldaan, Weigering

from .vast import BEGIN, Vast


class NietsTeDoen(Exception):
    """Er is nog niets om dit mee te doen; ook dat is een stap."""


@dataclass
class Zaak:
    """Wat er van één casus bestaat, voor zover geslaagde daden het maakten. Geen vraag aan de databank."""

    naam: str
    livc: str
    kern: tuple[str, str, str]
    gasten: tuple[str, ...]
    dingen: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def burgemeester(self) -> str:
        return self.kern[0]

    def een(self, soort: str) -> Any:
        """Het laatste van die soort."""
        if not self.dingen.get(soort):
            raise NietsTeDoen(soort)
        return self.dingen[soort][-1]

    def kies(self, soort: str, r: random.Random) -> Any:
        if not self.dingen.get(soort):
            raise NietsTeDoen(soort)
        return r.choice(self.dingen[soort])

    def erbij(self, soort: str, ding: Any) -> None:
        self.dingen.setdefault(soort, []).append(ding)


@dataclass(frozen=True)
class Feit:
    """Wat er gebeurde: de enige bron van het model en van de vergelijking."""

    label: str
    naam: str
    actor: str
    zaak: str
    wie: str
    gelukt: bool
    moment: datetime
    fout: str = ""


class Toneel:
    """Eén wereld: mensen, zaken, klok, en de feiten tot nu."""

    def __init__(self, vast: Vast) -> None:
        self.vast = vast
        self.nu = BEGIN
        self.feiten: list[Feit] = []
        self.mensen: dict[str, Gebruiker] = {}
        self.leden: dict[str, UUID] = {}
        self.livcs: dict[str, Any] = {}
        self.zaken: dict[str, Zaak] = {}
        self.vreemden: list[str] = []
        for naam, gemeente, nis in (
            ("stad", "Voorbeeldegem", "99901"),
            ("buur", "Anderstad", "99902"),
            ("derde", "Derdegem", "99903"),
        ):
            self._stad(naam, bouw_stad(gemeente, nis), "" if naam == "stad" else f"{naam}.")
        self.mensen["vera"] = GebruikerFactory.create(naam="Vera Vertegenwoordiger", email="vera@stad.test")
        geef_rol(self.mensen["vera"], self.livcs["stad"], Rol.BURGEMEESTER, vertegenwoordiger=True)
        caw = Organisatielid.objects.get(pk=self.leden["caw"]).organisatie
        self._gast("cato", "Cato Caw", caw)
        for naam in ("vdab", "ocmw", "school", "gids"):
            dienst = OrganisatieFactory.create(naam=f"{naam.upper()} Voorbeeldegem", sector="vdab")
            dienst.livcs.add(self.livcs["stad"])
            self._gast(naam, f"{naam.capitalize()} Gast", dienst)
        self.vreemden = sorted(self.mensen)

    def _stad(self, naam: str, stad: Stad, voor: str) -> None:
        self.livcs[naam] = stad.livc
        for veld, wie in vars(stad).items():
            if isinstance(wie, Gebruiker):
                self.mensen[voor + veld] = wie
                lid = wie.organisatieleden.first()
                if lid is not None:
                    self.leden[voor + veld] = lid.pk

    def _gast(self, naam: str, voluit: str, dienst: Any) -> None:
        wie = GebruikerFactory.create(naam=voluit, email=f"{naam}@stad.test")
        self.mensen[naam] = wie
        lid = Organisatielid.objects.create(organisatie=dienst, gebruiker=wie, van=VROEGER)
        self.leden[naam] = lid.pk

    def zaak(self, naam: str, livc: str = "stad", gasten: tuple[str, ...] = ()) -> Zaak:
        voor = "" if livc == "stad" else f"{livc}."
        kern = (f"{voor}burgemeester", f"{voor}politie", f"{voor}preventie")
        self.zaken[naam] = Zaak(naam, livc, kern, tuple(voor + gast for gast in gasten))
        return self.zaken[naam]

    def naam_van(self, wie: Gebruiker) -> str:
        return next(naam for naam, ander in self.mensen.items() if ander.pk == wie.pk)

    def verzet(self, **hoeveel: int) -> None:
        self.nu += timedelta(**hoeveel)
        self.vast.begin_daad(f"klok-{self.nu.isoformat()}", self.nu)

    def doe(self, label: str, naam: str, zaak: Zaak, actor: str, wie: str, werk: Callable[[], Any]) -> Any:
        """Eén daad; een weigering of onvervulde voorwaarde is een stap zonder gevolg. Al de rest is een fout."""
        fout, uit = "", None
        try:
            with berichten_na(self.mensen.get(actor)):
                uit = werk()
        except NietVoldaan as weg:
            fout = f"NietVoldaan {weg.regel}: {weg.uitleg}"
        except Weigering as weg:
            fout = f"{type(weg).__name__} {weg.actie}"
        self.feiten.append(Feit(label, naam, actor, zaak.naam, wie, not fout, self.nu, fout))
        return uit


@contextmanager
def berichten_na(actor: Gebruiker | None) -> Iterator[None]:
    """Wat na het vastleggen hoort te gebeuren, gebeurt: deze test legt zelf nooit iets vast."""
    al = len(connection.run_on_commit)
    yield
    nieuw = connection.run_on_commit[al:]
    connection.run_on_commit = connection.run_on_commit[:al]
    with identiteit.als(actor):
        for rij in nieuw:
            rij[1]()


@contextmanager
def tijdelijk() -> Iterator[None]:
    """Een wereld die na het blok nooit bestond. Een handeling eist de buitenste transactie: dat is hier dit blok."""
    with transaction.atomic():
        punt: Any = transaction.get_connection().atomic_blocks[-1]
        punt._from_testcase = True
        mail.outbox.clear()
        try:
            yield
        finally:
            transaction.set_rollback(True)
