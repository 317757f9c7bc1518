"""Wat iemand van een fiche ziet: de tekst, zijn eigen antwoord, en voor de burgemeester hoe het met de antwoorden staat.

De wet vraagt consensus van allen die deelnamen (LR-41): daarvoor volstaat of ze er is. Wie ja zei, wie neen zei en wie
zweeg, leest daarom niemand op naam. De burgemeester zit het overleg voor (LR-03): hij alleen krijgt een telling, en de
reden van wie er hem een schreef. Voor de anderen staat er ook geen telling, want het laatste antwoord zegt dan wie (LR-20).
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from casus import bestemmelingen, databank, fichetekst
from casus.models import (
    Agendapunt,
    Besluit,
    Casus,
    Evaluatie,
    Fichegoedkeurder,
    Ficheoverdracht,
    Ficheraking,
    Inbreng,
    Terugkoppelingsfiche,
)
from casus.voorwaarden import fiche as voorwaarden
from toegang.beleid import Wie, haal, mag, zichtbaar
from toegang.models import Gebruiker
from toegang.schermdelen import Knop, Merk

Staat = Terugkoppelingsfiche.Staat
KLEUR = {
    Staat.CONCEPT: "rust",
    Staat.TER_GOEDKEURING: "",
    Staat.VRIJGEGEVEN: "ja",
    Staat.OVERGEMAAKT: "ja",
    Staat.GEBLOKKEERD: "stop",
}
LOPEND = (Staat.TER_GOEDKEURING, Staat.VRIJGEGEVEN)


@dataclass(frozen=True)
class Ficherij:
    fiche: Terugkoppelingsfiche
    merk: Merk
    titel: str
    url: str


@dataclass(frozen=True)
class Fichelijst:
    """Het blad Fiche van een casus."""

    rijen: list[Ficherij]
    nieuw: list[Knop]
    stelt_op: bool
    rakingen: "list[Rakingsregel]"


@dataclass(frozen=True)
class Rakingsregel:
    """‘Een geheime inbreng van …’: voor de auteur en de burgemeester, en nooit meer dan dat (LR-42)."""

    wie: str
    wanneer: datetime
    eigen: bool


@dataclass(frozen=True)
class Antwoorden:
    """Voor de burgemeester: hoeveel, en de redenen die hem geschreven zijn, met hun naam."""

    telling: databank.Telling
    redenen: list[tuple[str, str]]


@dataclass(frozen=True)
class Vertrek:
    pk: UUID
    naar: str
    op: datetime
    hash: str


@dataclass(frozen=True)
class Ficheblad:
    """Eén fiche. `antwoorden` is er alleen voor de burgemeester (LR-20)."""

    fiche: Terugkoppelingsfiche
    merk: Merk
    delen: list[dict[str, Any]]
    eigen: Fichegoedkeurder | None
    uitleg: str
    knoppen: list[Knop]
    antwoorden: Antwoorden | None
    vertrokken: list[Vertrek]
    haalt_af: bool

    @property
    def om_na_te_rekenen(self) -> str:
        """Precies waarvan de vingerafdruk genomen is: zo hoeft niemand de toepassing te geloven (LR-41)."""
        return fichetekst.voluit(self.fiche.tekst) if self.fiche.tekst else ""

    @property
    def vingerafdruk(self) -> str:
        """In groepen van acht, zoals men ze voorleest en vergelijkt."""
        return " ".join("".join(deel) for deel in batched(self.fiche.hash, 8))


def fichelijst(gebruiker: Gebruiker, casus: Casus) -> Fichelijst:
    """Roep eerst `inzage.open_casus`."""
    rijen = zichtbaar(gebruiker, "fiche.zien", Terugkoppelingsfiche.objects.filter(casus=casus))
    stelt_op = bool(mag(gebruiker, "casus.fiche_opstellen", casus))
    fiches = list(rijen.select_related("agendapunt__overleg"))
    return Fichelijst(
        rijen=[
            Ficherij(f, merk(f), titel(f.agendapunt), reverse("casus:fiche", args=[f.pk])) for f in fiches
        ],
        nieuw=_nieuw(casus) if stelt_op else [],
        stelt_op=stelt_op,
        rakingen=rakingen(gebruiker, casus),
    )


def _nieuw(casus: Casus) -> list[Knop]:
    lopend = Terugkoppelingsfiche.objects.exclude(staat=Staat.OVERGEMAAKT).values("agendapunt")
    punten = voorwaarden.besproken(casus).exclude(pk__in=lopend).select_related("overleg")
    beletten = tuple(voorwaarden.beletten_open(casus))
    return [
        Knop(
            f"fiche-{punt.pk}",
            _("Fiche beginnen: %(titel)s") % {"titel": titel(punt)},
            reverse("casus:fiche_nieuw", args=[punt.pk]),
            stijl="hoofd",
            beletten=beletten,
        )
        for punt in punten.order_by("-overleg__begin")
    ]


def rakingen(gebruiker: Gebruiker, casus: Casus) -> list[Rakingsregel]:
    """Wie opstelt en geen van beide is, krijgt hier niets."""
    rijen = zichtbaar(gebruiker, "ficheraking.zien", Ficheraking.objects.filter(casus=casus))
    return [
        Rakingsregel(
            rij.auteur.naam if rij.auteur else _("iemand uit een ander LIVC"),
            rij.aangemaakt,
            rij.auteur_id == gebruiker.pk,
        )
        for rij in rijen.select_related("auteur").order_by("-aangemaakt")[:20]
    ]


def titel(punt: Agendapunt) -> str:
    dag = date_format(timezone.localdate(punt.overleg.begin), "j F Y")
    return _("overleg van %(dag)s") % {"dag": dag}


def merk(fiche: Terugkoppelingsfiche) -> Merk:
    """De staat zoals ze nu werkelijk is: een bron die wegviel of iemand die wegging, houdt een fiche tegen."""
    staat = Staat(fiche.staat)
    if staat in LOPEND and databank.fiche_stand(fiche.pk) in ("bron", "toegang"):
        staat = Staat.GEBLOKKEERD
    return Merk(str(staat.label), KLEUR[staat])


def ficheblad(gebruiker: Gebruiker, fiche: Terugkoppelingsfiche) -> Ficheblad:
    """Komt alleen langs `ficheinzage.open_fiche`, na de regel in het logboek (LR-57)."""
    stand = databank.fiche_stand(fiche.pk)
    eigen = _huidige(fiche).filter(gebruiker=gebruiker).first()
    overmaken = bool(mag(gebruiker, "fiche.overmaken", fiche))
    return Ficheblad(
        fiche=fiche,
        merk=merk(fiche),
        delen=(fiche.tekst or {}).get("delen", []),
        eigen=eigen,
        uitleg=_uitleg(fiche, stand),
        knoppen=_knoppen(gebruiker, fiche, eigen, stand, overmaken=overmaken),
        antwoorden=_antwoorden(fiche) if mag(gebruiker, "fiche.antwoorden_zien", fiche) else None,
        vertrokken=[
            Vertrek(o.pk, bestemmelingen.naam(o.bestemmeling), o.aangemaakt, o.hash)
            for o in Ficheoverdracht.objects.filter(fiche=fiche)
        ],
        haalt_af=overmaken,
    )


def _huidige(fiche: Terugkoppelingsfiche) -> QuerySet[Fichegoedkeurder]:
    return Fichegoedkeurder.objects.filter(fiche=fiche, ronde=fiche.ronde)


def _uitleg(fiche: Terugkoppelingsfiche, stand: str) -> str:
    """Hoe het ermee staat, zonder te zeggen wie of hoeveel."""
    if fiche.staat == Staat.OVERGEMAAKT:
        return _("Deze tekst is overgemaakt. Ze verandert niet meer.")
    if stand == "bron":
        return _("Een bron van deze tekst is niet meer vrijgegeven. Zo gaat ze nergens heen.")
    if stand == "toegang":
        return _("Iemand die bij de bespreking was, kan de tekst niet meer lezen. Zo gaat ze nergens heen.")
    return {
        Staat.TER_GOEDKEURING: _("Iedereen die bij de bespreking was, leest de tekst en kiest zelf."),
        Staat.VRIJGEGEVEN: _("Iedereen die bij de bespreking was, keurde precies deze tekst goed."),
        Staat.GEBLOKKEERD: _("Niet iedereen keurt deze tekst goed. Zo gaat ze nergens heen."),
    }.get(Staat(fiche.staat), "")


def _knoppen(
    gebruiker: Gebruiker,
    fiche: Terugkoppelingsfiche,
    eigen: Fichegoedkeurder | None,
    stand: str,
    *,
    overmaken: bool,
) -> list[Knop]:
    def adres(naam: str) -> str:
        return reverse(f"casus:fiche_{naam}", args=[fiche.pk])

    rij = []
    if eigen and fiche.staat in LOPEND and eigen.antwoord != "geweigerd":
        label = _("Terugkomen op mijn antwoord") if eigen.antwoord else _("Antwoorden")
        rij.append(Knop("antwoord", label, adres("antwoord"), "get", "stil" if eigen.antwoord else "hoofd"))
    if overmaken and can_proceed(fiche.maak_over) and stand == "klaar":
        eerste = fiche.staat == Staat.VRIJGEGEVEN
        label = _("Fiche overmaken") if eerste else _("Aan nog een dienst overmaken")
        rij.append(Knop("overmaken", label, adres("overmaken"), "get", "hoofd" if eerste else "stil"))
    if mag(gebruiker, "casus.fiche_opstellen", fiche.casus):
        dicht = tuple(voorwaarden.beletten_open(fiche.casus))
        if can_proceed(fiche.leg_voor):
            rij.append(
                Knop("bewerken", _("Fiche schrijven"), adres("bewerken"), "get", "hoofd", beletten=dicht)
            )
        if can_proceed(fiche.herwerk):
            gevolg = _("Elk antwoord vervalt, ook wie al goedkeurde, leest en kiest daarna opnieuw.")
            rij.append(
                Knop(
                    "herwerken", _("Fiche herwerken"), adres("herwerken"), bevestiging=gevolg, beletten=dicht
                )
            )
    return rij


def _antwoorden(fiche: Terugkoppelingsfiche) -> Antwoorden:
    rijen = _huidige(fiche).filter(antwoord=Fichegoedkeurder.Antwoord.GEWEIGERD, reden__isnull=False)
    redenen = [(rij.gebruiker.naam, rij.reden) for rij in rijen.select_related("gebruiker")]
    return Antwoorden(databank.fiche_telling(fiche.pk), sorted(redenen))


def fiche_voor(gebruiker: Wie, pk: UUID) -> Terugkoppelingsfiche:
    """Raises Verborgen."""
    rijen = Terugkoppelingsfiche.objects.select_related("casus__livc", "livc", "agendapunt__overleg")
    return haal(gebruiker, "fiche.zien", rijen, pk)


def fiche_van_overdracht(pk: UUID) -> UUID:
    """Bij welke fiche een overdracht hoort, om ernaar terug te keren."""
    return Ficheoverdracht.objects.values_list("fiche", flat=True).get(pk=pk)


def is_concept(fiche: Terugkoppelingsfiche) -> bool:
    return bool(fiche.staat == Staat.CONCEPT)


# -- om uit te kiezen: alleen wat vrij is (LR-42) -------------------------------------------------------------------


def kiesbare_inbreng(gebruiker: Wie, fiche: Terugkoppelingsfiche) -> QuerySet[Inbreng]:
    """Alleen vrijgegeven inbreng, en alleen wat deze persoon zelf leest."""
    rijen = voorwaarden.vrije_inbreng(fiche.casus_id).select_related("organisatie")
    return zichtbaar(gebruiker, "inbreng.zien", rijen)


def kiesbare_besluiten(fiche: Terugkoppelingsfiche) -> QuerySet[Besluit]:
    return Besluit.objects.filter(agendapunt=fiche.agendapunt_id)


def kiesbare_evaluaties(fiche: Terugkoppelingsfiche) -> QuerySet[Evaluatie]:
    return Evaluatie.objects.filter(casus=fiche.casus_id)


def gekozen(fiche: Terugkoppelingsfiche) -> dict[str, Any]:
    """De beginwaarden van het formulier."""
    bronnen = list(fiche.bronnen.all())
    return {
        "inleiding": fiche.inleiding,
        "slot": fiche.slot,
        "inbrengen": [b.inbreng_id for b in bronnen if b.inbreng_id],
        "besluiten": [b.besluit_id for b in bronnen if b.besluit_id],
        "evaluaties": [b.evaluatie_id for b in bronnen if b.evaluatie_id],
    }
