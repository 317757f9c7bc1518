"""Een heel logboek in één bestand, nog verzegeld, met alles om het zonder deze toepassing na te rekenen."""

import json
import zipfile
from base64 import b64encode
from contextlib import suppress
from pathlib import Path
from typing import IO
from uuid import UUID

from django.utils.translation import gettext as _

from toegang import identiteit
from toegang.uitzonderingen import NietVoldaan

from . import controlepunten, getuigen, tlog, verificateur, verzegeling
from .models import Controlepunt, Regel, Verval
from .narekenen import NAREKENAAR, in_volgorde

LEESMIJ = """\
Het logboek van een casusoverleg, tot het controlepunt in het bestand ‘checkpoint’.

Narekenen: pak verificateur.py uit dit bestand (of beter: haal het waar u het vertrouwt), en draai
    python -m pip install cryptography
    python verificateur.py {naam}
Bewaarde u vroeger een controlepunt, voeg dan ‘--eerder BESTAND’ toe: zo ziet u dat er sindsdien niets verdween of
veranderde. Bewaarde u de sleutel (sleutel.txt), voeg dan ‘--sleutel TEKST’ toe: zo weet u dat het hetzelfde logboek is.

checkpoint     hoe groot het logboek is en de wortel van zijn boom, getekend (C2SP tlog-checkpoint)
sleutel.txt    de publieke sleutel waarmee getekend is (C2SP signed-note)
tile/          de boom en de open regels (C2SP tlog-tiles); een bundel waaruit iets verviel, ontbreekt
regels.jsonl   elke regel met haar omhulling; die opent alleen wie de toezichtsleutel heeft
verval/        getekende verklaringen van wat na zijn termijn vervallen is; de bladen ervan staan nog in de boom
"""


def schrijf_uitvoer(livc_id: UUID, bestand: IO[bytes], naam: str) -> Controlepunt:
    """Verzegelt en tekent wat er nog niet in staat, en schrijft alles. Raises NietVoldaan, SleutelFout."""
    verzegeling.verzegel(livc_id)
    controlepunten.teken(livc_id)
    with identiteit.als(NAREKENAAR):
        punt = Controlepunt.objects.filter(livc_id=livc_id).order_by("-grootte").first()
        sleutel = controlepunten.sleutel(livc_id)
        if punt is None or sleutel is None:
            raise NietVoldaan(_("Dit logboek heeft nog geen regels."))
        with zipfile.ZipFile(bestand, "w", zipfile.ZIP_DEFLATED) as uitvoer:
            uitvoer.writestr("LEESMIJ.txt", LEESMIJ.format(naam=naam))
            uitvoer.writestr("sleutel.txt", f"{sleutel}\n")
            uitvoer.writestr("checkpoint", getuigen.met_getuigen(punt))
            uitvoer.write(Path(verificateur.__file__), "verificateur.py")
            schrijf_verval(uitvoer, livc_id, punt.grootte)
            schrijf_boom(uitvoer, livc_id, punt.grootte)
            with uitvoer.open("regels.jsonl", "w") as lijnen:
                for regel in in_volgorde(livc_id, punt.grootte):
                    lijnen.write(lijn(regel))
        return punt


def schrijf_boom(uitvoer: zipfile.ZipFile, livc_id: UUID, grootte: int, *, bundels: bool = True) -> None:
    for pad in tlog.paden(grootte):
        if bundels or "entries" not in pad:
            with suppress(tlog.Vervallen):
                uitvoer.writestr(pad, tlog.inhoud(livc_id, pad))


def schrijf_verval(uitvoer: zipfile.ZipFile, livc_id: UUID, grootte: int) -> None:
    """Elke verklaring over een deel van de boom dat meegaat."""
    rijen = Verval.objects.filter(livc_id=livc_id, segment__lt=grootte // 256).order_by("segment", "klasse")
    for rij in rijen:
        uitvoer.writestr(f"verval/{rij.segment}-{rij.klasse}", rij.nota)


def lijn(regel: Regel) -> bytes:
    omhulling = b64encode(bytes(regel.omhulling)).decode()
    return (
        json.dumps(
            regel.open().kolommen() | {"omhulling": omhulling, "volgnummer": regel.volgnummer}
        ).encode()
        + b"\n"
    )
