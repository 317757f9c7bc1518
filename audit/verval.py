"""Oude regels laten vervallen: per vol segment en per klasse samen, met een getekende verklaring van wat weg is.

Wie tekent, rekent eerst zelf na; de databank rekent daarna nog eens na, wist, en doet alles of niets.
"""

import hashlib
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection

from toegang import identiteit
from toegang.handeling import handeling
from toegang.verantwoording import Systeemactor, leg_vast

from . import controlepunten, verzegeling
from .blad import bladwaarde
from .models import Regel
from .soorten import Soort
from .termijnen import DAGEN, Klasse, soorten
from .verificateur import Verval

VERVALLER = Systeemactor("logboek laten vervallen")


class PastNiet(RuntimeError):
    """Een regel past niet in de boom: wat niet klopt, verdwijnt niet."""


def laat_vervallen(livc_id: UUID) -> int:
    """Alles wat nu rijp is, elk deel in een eigen transactie; geeft hoeveel regels.

    Wat niet past, blijft en houdt de rest niet tegen. Raises PastNiet (op het einde), SleutelFout.
    """
    with identiteit.als(VERVALLER), connection.cursor() as cursor:
        cursor.execute("SELECT segment, klasse FROM audit_rijp(%s, NULL)", [livc_id])
        rijp = cursor.fetchall()
    weg, past_niet = 0, []
    for segment, klasse in rijp:
        try:
            weg += _deel(livc_id, segment, Klasse(klasse), actor=VERVALLER)
        except PastNiet as fout:
            past_niet.append(fout)
    if past_niet:
        raise past_niet[0]
    return weg


@handeling
def _deel(livc_id: UUID, segment: int, klasse: Klasse, *, actor: Systeemactor) -> int:
    verzegeling.slot(livc_id)  # wie hetzelfde deel net liet vervallen, ging voor
    verval = _verklaring(livc_id, segment, klasse)
    if verval is None:
        return 0
    nota = controlepunten.onderteken(livc_id, verval.tekst())
    spoor = leg_vast(
        Soort.TOEZICHT_VERVALLEN,
        actor=actor,
        livc_id=livc_id,
        feiten={
            "segment": segment,
            "klasse": klasse.value,
            "termijn_in_dagen": verval.dagen,
            "jongste": f"{verval.tot:%Y-%m-%d}",
            "regels": ", ".join(map(str, verval.nummers)),
            "bladen": verval.bladen.hex(),
            "verklaring": hashlib.sha256(verval.tekst().encode()).hexdigest(),
        },
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_verval(%s, %s, %s, %s, %s, %s)",
            [livc_id, segment, klasse.value, verval.op, nota, spoor],
        )
        return int(cursor.fetchone()[0])


def _verklaring(livc_id: UUID, segment: int, klasse: Klasse) -> Verval | None:
    """Wat er te zeggen valt over wat nu verdwijnt; None als het al weg is. Raises PastNiet als een regel niet meer is wat de boom bewijst."""
    eerste = segment * 256
    rijen = Regel.objects.filter(
        livc_id=livc_id, volgnummer__range=(eerste, eerste + 255), soort__in=soorten(klasse)
    )
    regels = list(rijen.order_by("volgnummer"))
    if not regels:
        return None
    tegel = verzegeling.tegels_van(livc_id)(0, segment)
    bladen = [bladwaarde(regel.open().band(), bytes(regel.omhulling)) for regel in regels]
    for regel, blad in zip(regels, bladen, strict=True):
        plaats = (regel.volgnummer or 0) % 256 * 32
        if tegel[plaats : plaats + 32] != blad:
            raise PastNiet(f"Regel {regel.volgnummer} is niet meer wat de boom bewijst.")
    return Verval(
        herkomst=controlepunten.herkomst_van(livc_id),
        segment=segment,
        klasse=klasse.value,
        dagen=DAGEN[klasse],
        tot=max(max(regel.tijdstip, regel.verzegeld_op or regel.tijdstip) for regel in regels).astimezone(
            UTC
        ),
        nummers=tuple(regel.volgnummer or 0 for regel in regels),
        bladen=hashlib.sha256(b"".join(bladen)).digest(),
        op=_klok(),
    )


def _klok() -> datetime:
    """De klok van de databank: dezelfde als die waarmee ze straks nakijkt of alles oud genoeg is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        nu: datetime = cursor.fetchone()[0]
    return nu.astimezone(UTC)
