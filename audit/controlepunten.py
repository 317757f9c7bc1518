"""De sleutel waarmee een logboek zijn boom tekent, en de controlepunten die hij tekende.

De privésleutel staat in de databank, gewikkeld onder de sleutelring: wie alleen de databank heeft, tekent niets.
"""

from base64 import b64decode, b64encode
from urllib.parse import urlsplit
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction

from toegang import identiteit
from toegang.sleutelring import ontsleutel_veld, versleutel_veld
from toegang.uitzonderingen import SleutelFout
from toegang.verantwoording import Systeemactor

from . import boom, verzegeling
from .models import Controlepunt, Logsleutel
from .verificateur import LOG, Nota, Sleutel
from .verificateur import Controlepunt as Punt

VERZEGELAAR = Systeemactor("verzegelen")


def herkomst(livc_id: UUID) -> str:
    """De naam waaronder dit logboek overal bekend is; ligt vast vanaf de eerste handtekening."""
    return f"{urlsplit(settings.PUBLIEKE_URL).netloc}/logboek/{livc_id}"


def sleutel(livc_id: UUID) -> Sleutel | None:
    """De publieke sleutel van dit logboek, als er al getekend is."""
    rij = Logsleutel.objects.filter(livc_id=livc_id).first()
    return Sleutel(rij.naam, LOG, bytes(rij.publiek)) if rij else None


def teken(livc_id: UUID) -> Controlepunt | None:
    """Tekent de boom zoals ze nu is; None als er niets bij kwam sinds het vorige punt. Raises SleutelFout."""
    with identiteit.als(VERZEGELAAR), transaction.atomic():
        # Eén tegelijk: twee punten van dezelfde grootte zouden allebei waar zijn, en toch verwarren.
        rij = _logsleutel(livc_id)
        grootte = verzegeling.grootte(livc_id)
        vorige = Controlepunt.objects.filter(livc_id=livc_id).order_by("-grootte").first()
        if grootte <= (vorige.grootte if vorige else 0):
            return None
        punt = Punt(rij.naam, grootte, boom.wortel(verzegeling.tegels_van(livc_id), grootte))
        return Controlepunt.objects.create(
            livc_id=livc_id, grootte=grootte, wortel=punt.wortel, nota=_nota(rij, punt.tekst())
        )


def herkomst_van(livc_id: UUID) -> str:
    """De naam zoals hij vastligt. Raises SleutelFout als er nog nooit getekend is."""
    gekend = sleutel(livc_id)
    if gekend is None:
        raise SleutelFout("Dit logboek tekende nog nooit.")
    return gekend.naam


def onderteken(livc_id: UUID, tekst: str) -> str:
    """Een andere verklaring van dit logboek als nota; de eerste regel zegt welke soort. Raises SleutelFout."""
    rij = Logsleutel.objects.filter(livc_id=livc_id).first()
    if rij is None:
        raise SleutelFout("Dit logboek tekende nog nooit.")
    return _nota(rij, tekst)


def herwikkel(actief: str) -> int:
    """Zet de sleutel van elk logboek onder de actieve sleutel van de sleutelring; geeft hoeveel er wisselden.

    In de lopende transactie, namens het sleutelbeheer. Raises SleutelFout.
    """
    rijen = Logsleutel.objects.exclude(gewikkeld__startswith=f"{actief}:").select_for_update(no_key=True)
    aantal = 0
    for rij in rijen:
        context = _context(rij.livc_id)
        rij.gewikkeld = versleutel_veld(context, ontsleutel_veld(context, rij.gewikkeld))
        rij.save(update_fields=["gewikkeld"])
        aantal += 1
    return aantal


def gebruik(kek_id: str) -> int:
    """Hoeveel logboeken tekenen met een sleutel die hieronder gewikkeld is."""
    return Logsleutel.objects.filter(gewikkeld__startswith=f"{kek_id}:").count()


def _logsleutel(livc_id: UUID) -> Logsleutel:
    """De rij met een slot; de eerste keer gemaakt."""
    if not Logsleutel.objects.filter(livc_id=livc_id).exists():
        prive = Ed25519PrivateKey.generate()
        gewikkeld = versleutel_veld(_context(livc_id), b64encode(prive.private_bytes_raw()).decode())
        Logsleutel.objects.bulk_create(
            [
                Logsleutel(
                    livc_id=livc_id,
                    naam=herkomst(livc_id),
                    publiek=prive.public_key().public_bytes_raw(),
                    gewikkeld=gewikkeld,
                )
            ],
            ignore_conflicts=True,
        )
    return Logsleutel.objects.select_for_update(no_key=True).get(livc_id=livc_id)


def _nota(rij: Logsleutel, tekst: str) -> str:
    publiek = Sleutel(rij.naam, LOG, bytes(rij.publiek))
    return str(Nota(tekst, ((publiek.naam, publiek.afdruk, _prive(rij).sign(tekst.encode())),)))


def _prive(rij: Logsleutel) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(
        b64decode(ontsleutel_veld(_context(rij.livc_id), rij.gewikkeld))
    )


def _context(livc_id: UUID) -> str:
    return f"casusoverleg/logsleutel/1|{livc_id}"
