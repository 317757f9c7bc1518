"""Wat mensen doen, van signaal tot tafel: elke daad loopt door de echte handeling.

Een daad kiest zelf haar voorwerp, en met een kleine kans iemand die het niet mag; ook dat moet goed aflopen.
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from casus import criteria, geheimhouding
from casus.actions import casus as casussen
from casus.actions import deelname, lijst, overleg, signaal, uitnodiging, voorbereiding, weging
from casus.models import Casus
from toegang.models import Gebruiker

from .toneel import NietsTeDoen, Toneel, Zaak

type Daad = Callable[["Beurt"], Any]
VREEMD = 0.08
"""De kans dat iemand anders het probeert."""
DADEN: dict[str, Daad] = {}


class Beurt:
    """Eén daad in wording: wie, in welke zaak, en het toeval dat erbij hoort."""

    def __init__(
        self, toneel: Toneel, label: str, naam: str, zaak: Zaak, r: random.Random, **vast: Any
    ) -> None:
        self.toneel, self.label, self.naam, self.zaak, self.r, self.vast = toneel, label, naam, zaak, r, vast

    def mens(self, naam: str) -> Gebruiker:
        return self.toneel.mensen[naam]

    def doe(self, actor: str, handeling: Callable[..., Any], wie: str = "", **gegevens: Any) -> Any:
        """Voert uit en noteert. Geeft wat de handeling gaf, of None als ze geweigerd werd."""
        if self.r.random() < self.vast.get("vreemd", VREEMD):
            actor = self.r.choice(self.toneel.vreemden)
        werk = lambda: handeling(actor=self.mens(actor), **gegevens)  # noqa: E731
        return self.toneel.doe(self.label, self.naam, self.zaak, actor, wie, werk)

    def gekozen(self, naam: str, anders: Callable[[], Any]) -> Any:
        """Een waarde die de opdrachtgever vastlegde, of een toevallige."""
        return self.vast[naam] if naam in self.vast else anders()


def daad(functie: Daad) -> Daad:
    DADEN[functie.__name__] = functie
    return functie


@daad
def registreren(b: Beurt) -> None:
    if b.zaak.dingen.get("signaal"):
        raise NietsTeDoen("signaal")
    merk = f"GEHEIM-{b.zaak.naam}"
    gegevens = {
        "kanaal": "gesprek",
        "persoon": {"naam": f"Zeno {merk}", "geboortedatum": "1999-05-05", "gemeente": "Voorbeeldegem"},
        "feiten": f"Hij deelde een filmpje. {merk}",
        "interpretatie": "Ik maak mij zorgen.",
        "waargenomen_op": timezone.localdate() - timedelta(days=1),
        "dringendheid": "gewoon",
    }
    livc = b.toneel.livcs[b.zaak.livc]
    if nieuw := b.doe(b.zaak.kern[2], signaal.registreer, livc=livc, gegevens=gegevens):
        b.zaak.erbij("signaal", nieuw.pk)


@daad
def wegen(b: Beurt) -> None:
    pk = b.zaak.een("signaal")
    weger = b.gekozen("actor", lambda: b.r.choice(b.zaak.kern[1:]))
    antwoorden = {code: {"antwoord": "onbekend", "toelichting": ""} for code in criteria.codes()}
    b.doe(
        weger,
        weging.weeg,
        pk=pk,
        antwoorden=antwoorden,
        motivering="De feiten zijn duidelijk.",
        advies="voordragen",
    )


@daad
def beslissen(b: Beurt) -> None:
    pk = b.zaak.een("signaal")
    b.doe(b.zaak.kern[2], weging.beslis, pk=pk, advies="voordragen", reden="Beide wegers zien genoeg feiten.")


@daad
def op_lijst_zetten(b: Beurt) -> None:
    if b.zaak.dingen.get("casus"):
        raise NietsTeDoen("casus")
    tekst = f"Hij werft anderen aan en verheerlijkt geweld in drie filmpjes op school. GEHEIM-{b.zaak.naam}"
    nieuw = b.doe(
        b.zaak.burgemeester,
        lijst.zet_op_lijst,
        pk=b.zaak.een("signaal"),
        aanwijzingen=tekst,
        indicatoren=["geweld_goedpraten"],
        rechtsgrond=Casus.Rechtsgrond.LIVC_WET,
    )
    if nieuw:
        b.zaak.erbij("casus", nieuw.pk)


@daad
def kern_zwijgt(b: Beurt) -> None:
    """Een lid van de kern aanvaardt de geheimhouding."""
    wie = b.gekozen("actor", lambda: b.r.choice(b.zaak.kern))
    versie = geheimhouding.huidige().versie
    b.doe(wie, casussen.aanvaard_geheimhouding, wie=wie, pk=b.zaak.een("casus"), versie=versie)


@daad
def voorbereiden(b: Beurt) -> None:
    b.doe(b.zaak.kern[2], voorbereiding.start, pk=b.zaak.een("casus"))


@daad
def regisseren(b: Beurt) -> None:
    wie = b.gekozen("wie", lambda: b.r.choice((*b.zaak.kern, *b.zaak.gasten)))
    b.doe(b.zaak.kern[2], casussen.wijs_regisseur_aan, pk=b.zaak.een("casus"), regisseur=b.mens(wie).pk)


@daad
def relatie_toevoegen(b: Beurt) -> None:
    gegevens = {"naam": f"Zus GEHEIM-{b.zaak.naam}", "verband": "zus"}
    if nieuw := b.doe(b.zaak.kern[2], casussen.voeg_relatie_toe, pk=b.zaak.een("casus"), gegevens=gegevens):
        b.zaak.erbij("relatie", nieuw.pk)


@daad
def plannen(b: Beurt) -> None:
    begin: datetime = b.toneel.nu + timedelta(days=b.gekozen("over", lambda: b.r.randint(1, 20)))
    gegevens = {"begin": begin, "plaats": "Gemeentehuis", "voorzitter": b.mens(b.zaak.burgemeester)}
    livc = b.toneel.livcs[b.zaak.livc]
    if nieuw := b.doe(b.zaak.kern[2], overleg.plan, livc=livc, **gegevens):
        b.zaak.erbij("overleg", (nieuw.pk, begin))


@daad
def agenderen(b: Beurt) -> None:
    pk, _begin = b.toneel.zaken[b.vast.get("overleg_van", b.zaak.naam)].een("overleg")
    if punt := b.doe(b.zaak.kern[2], overleg.zet_op_agenda, pk=pk, casus_pk=b.zaak.een("casus")):
        b.zaak.erbij("punt", punt.pk)


@daad
def klaarzetten(b: Beurt) -> None:
    wie = b.gekozen("wie", lambda: b.r.sample(b.zaak.gasten, b.r.randint(1, 2)))
    nieuw = b.doe(
        b.zaak.kern[2],
        uitnodiging.bereid_voor,
        wie=",".join(wie),
        pk=b.zaak.een("casus"),
        overleg=b.zaak.een("overleg")[0],
        leden=[b.toneel.leden[naam] for naam in wie],
        bijdrage=f"U kent de wijk. GEHEIM-{b.zaak.naam}",
        dringend_reden="Hij vertrekt.",
    )
    for naam, rij in zip(wie, nieuw or (), strict=False):
        b.zaak.erbij("klaar", rij.pk)
        b.zaak.erbij(b.vast.get("soort", "deelname"), (rij.pk, naam))


@daad
def ondertekenen(b: Beurt) -> None:
    klaar = b.gekozen("klaar", lambda: [b.zaak.kies("klaar", b.r)])
    b.doe(b.zaak.burgemeester, uitnodiging.onderteken, pk=b.zaak.een("casus"), deelnames=klaar)


@daad
def uitnodiging_intrekken(b: Beurt) -> None:
    pk, wie = b.zaak.kies("deelname", b.r)
    b.doe(b.zaak.burgemeester, uitnodiging.trek_in, wie=wie, pk=pk)


def _gast(b: Beurt) -> tuple[Any, str]:
    if "wie" not in b.vast:
        gekozen: tuple[Any, str] = b.zaak.kies("deelname", b.r)
        return gekozen
    alle = (rij for soort in ("deelname", "vast") for rij in b.zaak.dingen.get(soort, ()))
    eigen = [rij for rij in alle if rij[1] == b.vast["wie"]]
    if not eigen:
        raise NietsTeDoen("deelname")
    return eigen[-1]


@daad
def gast_zwijgt(b: Beurt) -> None:
    pk, wie = _gast(b)
    b.doe(wie, deelname.aanvaard_geheimhouding, wie=wie, pk=pk, versie=geheimhouding.huidige().versie)


@daad
def aanvaarden(b: Beurt) -> None:
    pk, wie = _gast(b)
    b.doe(wie, deelname.aanvaard, wie=wie, pk=pk)


@daad
def weigeren(b: Beurt) -> None:
    pk, wie = _gast(b)
    b.doe(wie, deelname.weiger, wie=wie, pk=pk, reden=f"Geen tijd. GEHEIM-{b.zaak.naam}")


@daad
def terugtrekken(b: Beurt) -> None:
    pk, wie = _gast(b)
    b.doe(wie, deelname.trek_terug, wie=wie, pk=pk)


@daad
def vervangen(b: Beurt) -> None:
    pk, wie = _gast(b)
    collega = {"caw": "cato", "cato": "caw"}.get(wie, wie)
    if nieuw := b.doe(wie, deelname.vervang, wie=wie, pk=pk, lid=b.toneel.leden[collega]):
        b.zaak.erbij("deelname", (nieuw.pk, collega))


@daad
def niets_inbrengen(b: Beurt) -> None:
    pk, wie = _gast(b)
    b.doe(wie, deelname.brengt_niets_in, wie=wie, pk=pk, niets=b.r.random() < 0.5)
