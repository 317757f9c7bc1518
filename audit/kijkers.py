"""Wie keek naar een inbreng: alleen voor de auteur, en alleen wie het deed (LR-32, LR-57).

Niemand telt hier, en wie niet keek, komt er niet in voor (LR-20, LR-58).
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from toegang.livcs import ooit_van
from toegang.models import Gebruiker, Lidmaatschap, Livc, Organisatielid
from toegang.pseudoniem import pseudoniem

from .eigen import bladzijde
from .eigen import regel as eigen_regel
from .filters import Bladwijzer
from .models import Regel
from .soorten import Soort


@dataclass(frozen=True)
class Blik:
    """Eén keer dat iemand de inbreng opende. `aan_tafel`: op het scherm in de zaal, voor wie erbij was."""

    wie: str
    dienst: str
    tijdstip: datetime
    aan_tafel: bool
    nood: bool


@dataclass(frozen=True)
class Kijkblad:
    blikken: list[Blik]
    volgende: str


def van_inbreng(livc_id: UUID, casus_id: UUID, inbreng_id: UUID, na: Bladwijzer | None) -> Kijkblad:
    """Alleen voor de auteur: vraag dat eerst aan het beleid."""
    return _blad(
        livc_id, pseudoniem("casus", livc_id, casus_id), pseudoniem("object", livc_id, inbreng_id), na
    )


def van_regel(gebruiker: Gebruiker, regel_id: UUID, na: Bladwijzer | None) -> Kijkblad:
    """Langs de eigen regel waarmee iemand ze deelde: ook wie van tafel ging, blijft auteur (LR-21, LR-32).

    Raises Verborgen, ook voor wie uitgesloten is: van die casus ziet hij niets meer (LR-23).
    """
    rij = eigen_regel(gebruiker, regel_id, frozenset({Soort.INBRENG_GEDEELD}))
    assert rij.casus_pseudoniem is not None
    assert rij.object_pseudoniem is not None
    return _blad(rij.livc_id, bytes(rij.casus_pseudoniem), bytes(rij.object_pseudoniem), na)


def _blad(livc_id: UUID, casus: bytes, inbreng: bytes, na: Bladwijzer | None) -> Kijkblad:
    # Ook op de casus: onder voorwaarden per rij gebruikt PostgreSQL de index op `getoond` niet, die op de casus wel.
    rijen = Regel.objects.filter(livc_id=livc_id, casus_pseudoniem=casus, getoond__bevat=inbreng)
    gevonden, volgende = bladzijde(rijen, na)
    mensen = _mensen(livc_id, {bytes(rij.actor_pseudoniem) for rij in gevonden})
    return Kijkblad([_blik(rij, mensen.get(bytes(rij.actor_pseudoniem))) for rij in gevonden], volgende)


@dataclass(frozen=True)
class _Mens:
    naam: str
    rollen: list[Lidmaatschap]
    plaatsen: list[Organisatielid]

    def dienst(self, dag: date) -> str:
        """Waarvoor hij die dag kwam; anders het laatste wat bekend is."""
        alle: list[Lidmaatschap | Organisatielid] = [*self.rollen, *self.plaatsen]
        toen = [rij for rij in alle if rij.van <= dag and (rij.tot is None or rij.tot >= dag)]
        return ", ".join(dict.fromkeys(_als(rij) for rij in toen or alle[-1:]))


def _als(rij: Lidmaatschap | Organisatielid) -> str:
    return str(rij.get_rol_display()) if isinstance(rij, Lidmaatschap) else rij.organisatie.naam


def _mensen(livc_id: UUID, codes: set[bytes]) -> dict[bytes, _Mens]:
    """De mensen achter deze pseudoniemen, onder wie ooit bij het LIVC hoorde; van de anderen komt niets mee."""
    if not codes:
        return {}
    pks = {
        pk: code
        for pk in ooit_van(Livc(pk=livc_id)).values_list("pk", flat=True)
        if (code := pseudoniem("actor", livc_id, pk)) in codes
    }
    namen = dict(Gebruiker.objects.filter(pk__in=pks).values_list("pk", "naam"))
    rollen = Lidmaatschap.objects.filter(livc_id=livc_id, gebruiker__in=pks).order_by("van", "pk")
    plaatsen = Organisatielid.objects.filter(gebruiker__in=pks, organisatie__livcs=livc_id)
    plaatsen = plaatsen.select_related("organisatie").order_by("van", "pk")
    return {
        code: _Mens(
            namen[pk],
            [rij for rij in rollen if rij.gebruiker_id == pk],
            [rij for rij in plaatsen if rij.gebruiker_id == pk],
        )
        for pk, code in pks.items()
    }


def _blik(rij: Regel, mens: _Mens | None) -> Blik:
    dag = timezone.localdate(rij.tijdstip)
    return Blik(
        wie=mens.naam if mens else f"{_('iemand die intussen weg is')} ({rij.actor_code})",
        dienst=mens.dienst(dag) if mens else "",
        tijdstip=rij.tijdstip,
        aan_tafel=rij.soort == Soort.AGENDAPUNT_GETOOND,
        nood=rij.soort == Soort.NOODTOEGANG_INGEZIEN,
    )
