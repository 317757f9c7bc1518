"""Een deel van het logboek voor een toezichthoudende autoriteit: alleen zij opent het, en rekent het zelf na.

De regels van een periode gaan mee met hun open kolommen en omhulling, de rest van het logboek alleen als bladen. Met
inhoud krijgt elke regel haar eigen sleutel mee: de autoriteit opent ze zelf, en ziet aan de afdruk in de omhulling dat
het de inhoud is die de boom bewijst.
"""

import hashlib
import json
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import batched
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.db.models import Count, Max, Min, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from toegang import sleutels
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import dossier_in, lees_casusdeel

from . import controlepunten, getuigen, uitvoer, verificateur, verzegeling
from .autoriteiten import Autoriteit
from .leesmij import BEZORGING
from .models import Controlepunt, Regel, Verval
from .narekenen import in_volgorde
from .ontvanger import Ontvanger
from .toezichtsleutels import Prives
from .verificateur import open_inhoud
from .zegel import ZegelFout, open_zegel, regelsleutel

PER_KEER = 500


@dataclass(frozen=True, kw_only=True)
class Opdracht:
    """Wat iemand wil bezorgen, aan wie en waarom; `nummer` maakt dat een tweede klik niets dubbel doet."""

    nummer: UUID
    van: date
    tot: date
    autoriteit: Autoriteit
    naam: str
    zaak: str
    doel: str
    ontvanger: Ontvanger
    met_inhoud: bool

    @property
    def aan(self) -> str:
        return self.naam if self.autoriteit == Autoriteit.ANDERE else str(self.autoriteit.label)

    @property
    def begin(self) -> datetime:
        return _begin(self.van)

    @property
    def einde(self) -> datetime:
        """Het ogenblik waarop de laatste dag voorbij is."""
        return _begin(self.tot + timedelta(days=1))

    def regels(self, livc_id: UUID) -> QuerySet[Regel]:
        return Regel.objects.filter(livc_id=livc_id, tijdstip__gte=self.begin, tijdstip__lt=self.einde)


@dataclass
class Bezorgd:
    """Wat er in het bestand zit."""

    deel: range
    aantal: int
    geopend: int = 0
    onthulling: Any = field(default_factory=hashlib.sha256)
    sha256: str = ""
    grootte: int = 0


def maak(livc_id: UUID, opdracht: Opdracht, prives: Prives, naar: IO[bytes]) -> Bezorgd:
    """Verzegelt en tekent wat nog wacht, en schrijft het bestand, versleuteld. Raises NietVoldaan, SleutelFout."""
    verzegeling.verzegel(livc_id)
    controlepunten.teken(livc_id)
    punt = Controlepunt.objects.filter(livc_id=livc_id).order_by("-grootte").first()
    in_boom = opdracht.regels(livc_id).filter(volgnummer__lt=punt.grootte if punt else 0)
    telling = in_boom.aggregate(n=Count("pk"), van=Min("volgnummer"), tot=Max("volgnummer"))
    if punt is None or not telling["n"]:
        raise NietVoldaan(_("In deze periode staat er niets in het logboek."), "LR-57", "tot")
    bezorgd = Bezorgd(_met_randen(livc_id, telling["van"], telling["tot"], punt.grootte), telling["n"])

    def schrijf(bak: IO[bytes]) -> Iterator[None]:
        yield from _zip(bak, punt, opdracht, prives, bezorgd)

    opdracht.ontvanger.versleutel(schrijf, naar)
    naar.seek(0)
    bezorgd.sha256 = _afdruk(naar)
    bezorgd.grootte = naar.tell()
    naar.seek(0)
    return bezorgd


def _met_randen(livc_id: UUID, van: int, tot: int, grootte: int) -> range:
    """Aan elke kant tot de volgende regel die er nog is: die toont dat de periode daar echt begint en eindigt."""
    over = Regel.objects.filter(livc_id=livc_id, volgnummer__lt=grootte)
    voor = over.filter(volgnummer__lt=van).aggregate(n=Max("volgnummer"))["n"]
    na = over.filter(volgnummer__gt=tot).aggregate(n=Min("volgnummer"))["n"]
    return range(voor or 0, grootte if na is None else na + 1)


def _afdruk(bestand: IO[bytes]) -> str:
    afdruk = hashlib.sha256()
    while stuk := bestand.read(1 << 20):
        afdruk.update(stuk)
    return afdruk.hexdigest()


def _zip(
    bak: IO[bytes], punt: Controlepunt, opdracht: Opdracht, prives: Prives, bezorgd: Bezorgd
) -> Iterator[None]:
    livc_id = punt.livc_id
    with zipfile.ZipFile(bak, "w", zipfile.ZIP_DEFLATED) as zip_:
        zip_.writestr("LEESMIJ.txt", BEZORGING)
        zip_.write(Path(verificateur.__file__), "verificateur.py")
        zip_.writestr("sleutel.txt", f"{controlepunten.sleutel(livc_id)}\n")
        zip_.writestr("checkpoint", getuigen.met_getuigen(punt))
        uitvoer.schrijf_verval(zip_, livc_id, punt.grootte)
        yield
        uitvoer.schrijf_boom(zip_, livc_id, punt.grootte, bundels=False)
        yield
        with zip_.open("regels.jsonl", "w", force_zip64=True) as lijnen:
            yield from _regels(lijnen, livc_id, bezorgd)
        if opdracht.met_inhoud:
            with zip_.open("onthulling.jsonl", "w", force_zip64=True) as lijnen:
                yield from _onthulling(lijnen, livc_id, opdracht, prives, bezorgd)
        else:
            zip_.writestr("onthulling.jsonl", b"")
        zip_.writestr("bezorging.txt", _verklaring(livc_id, opdracht, bezorgd))
    yield


def _regels(lijnen: IO[bytes], livc_id: UUID, bezorgd: Bezorgd) -> Iterator[None]:
    """Elke regel tussen de eerste en de laatste van de periode: de ontvanger ziet dat er niets tussenuit is."""
    geschreven = 0
    for regel in in_volgorde(livc_id, bezorgd.deel.stop, bezorgd.deel.start):
        lijnen.write(uitvoer.lijn(regel))
        geschreven += 1
        yield
    weg = sum(
        nummer in bezorgd.deel for rij in Verval.objects.filter(livc_id=livc_id) for nummer in rij.nummers
    )
    if geschreven + weg != len(bezorgd.deel):
        raise NietVoldaan(_("Intussen vervielen er oude regels. Probeer het opnieuw."))


def _onthulling(
    lijnen: IO[bytes], livc_id: UUID, opdracht: Opdracht, prives: Prives, bezorgd: Bezorgd
) -> Iterator[None]:
    """Van elke regel van de periode haar sleutel; wat niet met deze toezichtsleutels opent, blijft dicht."""
    regels = (
        regel
        for regel in in_volgorde(livc_id, bezorgd.deel.stop, bezorgd.deel.start)
        if opdracht.begin <= regel.tijdstip < opdracht.einde and regel.epoch in prives
    )
    casusdeel = _Casusdelen()
    for groep in batched(regels, PER_KEER):
        geopend = [(regel, *_open(regel, prives[regel.epoch])) for regel in groep]
        sleutels.laad_vooraf(dossier for _regel, _rij, inhoud in geopend if (dossier := dossier_in(inhoud)))
        for regel, rij, inhoud in geopend:
            if not inhoud:
                continue
            rij |= casusdeel(regel, inhoud)
            lijn = json.dumps({"volgnummer": regel.volgnummer} | rij).encode() + b"\n"
            lijnen.write(lijn)
            bezorgd.onthulling.update(lijn)
            bezorgd.geopend += 1
        yield


class _Casusdelen:
    """Wat over de casus ging, als haar dossier nog bestaat; vraagt maar één keer of een dossier vernietigd is."""

    def __init__(self) -> None:
        self.vernietigd: set[UUID | None] = set()

    def __call__(self, regel: Regel, inhoud: dict[str, Any]) -> dict[str, Any]:
        dossier = dossier_in(inhoud)
        if "casusdeel" not in inhoud or dossier in self.vernietigd:
            return {}
        deel = lees_casusdeel(regel.pk, inhoud)
        if deel is None:
            self.vernietigd.add(dossier)
            return {}
        return {"casusdeel": deel}


def _open(regel: Regel, prive: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """Wat de ontvanger krijgt, en wat erin staat. Een oude regel heeft geen eigen sleutel: daarvan gaat de inhoud mee."""
    omhulling, band = bytes(regel.omhulling), regel.open().band()
    try:
        if regel.versie == 1:
            inhoud = open_zegel(prive, omhulling, band, versie=1)
            return {"inhoud": inhoud}, inhoud
        sleutel = regelsleutel(prive, omhulling, band)
        return {"sleutel": b64encode(sleutel).decode()}, json.loads(open_inhoud(sleutel, omhulling, band))
    except (ZegelFout, ValueError):
        return {}, {}


def _verklaring(livc_id: UUID, opdracht: Opdracht, bezorgd: Bezorgd) -> str:
    """Wat het logboek tekent over deze bezorging."""
    regels = (
        "casusoverleg/bezorging/1",
        controlepunten.herkomst_van(livc_id),
        f"van {opdracht.begin:{verificateur.TIJD}}",
        f"tot {opdracht.einde:{verificateur.TIJD}}",
        f"aan {' '.join(opdracht.aan.split())}",
        f"doel {hashlib.sha256(opdracht.doel.encode()).hexdigest()}",
        f"regels {bezorgd.deel.start}-{bezorgd.deel.stop - 1}",
        f"aantal {bezorgd.aantal}",
        f"geopend {bezorgd.geopend}",
        f"onthulling {bezorgd.onthulling.hexdigest()}",
        f"ontvanger {opdracht.ontvanger.afdruk}",
        f"op {datetime.now(UTC):{verificateur.TIJD}}",
        "",
    )
    return controlepunten.onderteken(livc_id, "\n".join(regels))


def _begin(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time.min)).astimezone(UTC)
