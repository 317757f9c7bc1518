"""Van een handeling naar een regel in het logboek: wie, wat, waarom, en wat met de casus verdwijnt.

Wat over de casus zelf gaat (`casusfeiten`, en de reden zodra er een dossier is) wordt ook nog onder de sleutel van
het dossier versleuteld: wie de casus vernietigt, maakt die delen leeg, en elk bewijs blijft kloppen.
"""

import json
import logging
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import DatabaseError, models, transaction
from django.utils import timezone
from uuid_utils.compat import uuid7

from audit import logboek
from audit.aandacht import Aandacht, vaste_redenen
from audit.soorten import Soort
from audit.zegel import canoniek

from . import sleutels
from .pseudoniem import pseudoniem
from .uitzonderingen import SleutelFout, Weigering
from .versleuteld import Versleuteld

if TYPE_CHECKING:
    from .models import Gebruiker

logger = logging.getLogger(__name__)
ONLEESBAAR = "Dit deel past niet bij deze regel; iemand verzon of verplaatste het."


@dataclass(frozen=True)
class Systeemactor:
    """Een taak die uit zichzelf iets doet, onder een eigen naam."""

    naam: str
    is_taak = True

    @property
    def id(self) -> UUID:
        return uuid5(NAMESPACE_URL, f"casusoverleg:{self.naam}")


type Actor = "Gebruiker | Systeemactor"


def leg_vast(
    soort: Soort,
    *,
    actor: Actor,
    livc_id: UUID,
    dossier_id: UUID | None = None,
    object_id: UUID | None = None,
    reden: str = "",
    feiten: Mapping[str, Any] | None = None,
    casusfeiten: Mapping[str, Any] | None = None,
    referentie: str = "",
    aandacht: Collection[Aandacht] = (),
    getoond: Iterable[UUID] = (),
) -> UUID:
    """Schrijft één regel in de lopende transactie en geeft haar id.

    `feiten` blijven altijd leesbaar voor het toezicht: alleen toestanden, datums en nummers. `aandacht` is wat alleen
    de handeling zelf weet; de rest volgt uit soort en uur. `getoond` zijn de objecten die deze blik mee liet zien.
    Raises GeenTransactie, OnbekendeSoort, GeenToezichtsleutel, SleutelFout.
    """
    regel_id = uuid7()
    inhoud: dict[str, Any] = {
        "versie": 1,
        "actor": momentopname(actor, livc_id),
        "reden": reden if dossier_id is None else "",
        "feiten": dict(feiten or {}),
        "casus": {"id": str(dossier_id), "referentie": referentie} if dossier_id else None,
        "object": str(object_id) if object_id else None,
    }
    besloten = dict(casusfeiten or {}) | ({"reden": reden} if dossier_id and reden else {})
    if besloten:
        inhoud["casusdeel"] = _casusdeel(dossier_id, regel_id, besloten)
    return logboek.schrijf(
        soort,
        livc_id=livc_id,
        actor_pseudoniem=pseudoniem("actor", livc_id, actor.id),
        casus_pseudoniem=pseudoniem("casus", livc_id, dossier_id) if dossier_id else None,
        object_pseudoniem=pseudoniem("object", livc_id, object_id) if object_id else None,
        inhoud=inhoud,
        regel_id=regel_id,
        aandacht=vaste_redenen(soort, timezone.now(), systeem=isinstance(actor, Systeemactor))
        | frozenset(aandacht),
        getoond=[pseudoniem("object", livc_id, pk) for pk in getoond],
    )


def leg_weigering_vast(exc: Weigering, *, actor: Actor | None) -> None:
    """Legt een weigering vast in een eigen transactie, na het terugdraaien van de handeling.

    Mislukt dat, dan blijft de weigering gelden. Zonder persoon of LIVC is er geen logboek om in te schrijven.
    """
    if exc.vastgelegd:
        return
    exc.vastgelegd = True
    livc_id = livc_van(exc.object)
    if actor is None or livc_id is None:
        logger.warning("Geweigerd buiten een LIVC: %s (%s)", exc.actie, exc.regel)
        return
    dossier_id = dossier_van(exc.object)
    soort_object = exc.object._meta.label_lower if isinstance(exc.object, models.Model) else ""
    feiten = {"actie": exc.actie, "regel": exc.regel, "weigering": type(exc).__name__, "object": soort_object}
    try:
        with transaction.atomic(durable=True):
            object_id = getattr(exc.object, "pk", None)
            leg_vast(
                Soort.TOEGANG_GEWEIGERD,
                actor=actor,
                livc_id=livc_id,
                dossier_id=dossier_id,
                object_id=object_id if isinstance(object_id, UUID) else None,
                feiten=feiten,
            )
    except (logboek.GeenToezichtsleutel, SleutelFout, DatabaseError) as fout:
        # Zonder traceback: die kan inhoud tonen (LR-34).
        logger.error(  # noqa: TRY400
            "Een weigering kon niet in het logboek: %s (%s)", exc.actie, type(fout).__name__
        )


def momentopname(actor: Actor, livc_id: UUID) -> dict[str, Any]:
    """Wie het op dat ogenblik was; blijft leesbaar als het account later verdwijnt."""
    if isinstance(actor, Systeemactor):
        return {"id": str(actor.id), "naam": actor.naam, "systeem": True}
    vandaag = timezone.localdate()
    return {
        "id": str(actor.id),
        "naam": actor.naam,
        "email": actor.email,
        "rollen": _rollen(actor, livc_id, vandaag),
        "organisaties": list(
            actor.organisatieleden.geldig(vandaag).values_list("organisatie__naam", flat=True).order_by("pk")
        ),
    }


def livc_van(voorwerp: object) -> UUID | None:
    """Het LIVC van een object: `livc_id`, of het LIVC zelf."""
    from .models import Livc

    gevonden = voorwerp.pk if isinstance(voorwerp, Livc) else getattr(voorwerp, "livc_id", None)
    return gevonden if isinstance(gevonden, UUID) else None


def dossier_van(voorwerp: object) -> UUID | None:
    """Het dossier van een object: zijn casus, anders waar zijn versleutelde velden onder staan."""
    if getattr(voorwerp, "beleid_casus", None) == "casus_id":
        return getattr(voorwerp, "casus_id", None)
    for veld in voorwerp._meta.fields if isinstance(voorwerp, models.Model) else ():
        if isinstance(veld, Versleuteld):
            return getattr(voorwerp, veld.dossier, None)
    return getattr(voorwerp, "casus_id", None)


def _rollen(actor: "Gebruiker", livc_id: UUID, op: date) -> list[str]:
    rijen = actor.lidmaatschappen.geldig(op).filter(livc_id=livc_id)
    return list(rijen.values_list("rol", flat=True).order_by("rol"))


def regelcontext(regel_id: UUID) -> bytes:
    return b"audit.regel|" + str(regel_id).encode()


def _casusdeel(dossier_id: UUID | None, regel_id: UUID, besloten: Mapping[str, Any]) -> str:
    if dossier_id is None:
        raise ValueError("casusfeiten horen bij een dossier.")
    return b64encode(sleutels.versleutel(dossier_id, canoniek(besloten), regelcontext(regel_id))).decode()


def lees_casusdeel(regel_id: UUID, inhoud: Mapping[str, Any]) -> dict[str, Any] | None:
    """Het deel dat met de casus verdwijnt; None als de casus vernietigd is.

    Een deel dat niet past terwijl de sleutel van het dossier werkt, is geen reden om de rest niet te tonen: iedereen kan
    een regel verzinnen. Raises SleutelFout als de sleutel zelf niet werkt.
    """
    if "casusdeel" not in inhoud:
        return {}
    dossier_id = dossier_in(inhoud)
    if dossier_id is None:
        return {"opmerking": ONLEESBAAR}
    if not sleutels.bestaat(dossier_id):
        return None
    sleutels.versleutel(dossier_id, b"", b"")
    try:
        gesloten = b64decode(inhoud["casusdeel"], validate=True)
        casusdeel: dict[str, Any] = json.loads(
            sleutels.ontsleutel(dossier_id, gesloten, regelcontext(regel_id))
        )
    except (SleutelFout, TypeError, ValueError):
        return {"opmerking": ONLEESBAAR}
    return casusdeel


def dossier_in(inhoud: Mapping[str, Any]) -> UUID | None:
    """Het dossier van het casusdeel van een geopende regel; None als er geen is, of als de regel iets verzint."""
    try:
        return UUID(inhoud["casus"]["id"]) if "casusdeel" in inhoud else None
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
