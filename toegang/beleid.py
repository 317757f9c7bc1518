"""Het beleid: mag X dit met Z (`mag`, `eis`), en welke Z ziet X (`zichtbaar`, `haal`)?

Beide vragen lezen dezelfde tabel (`beleidstabel.TABEL`), zodat een lijst en haar detail elkaar nooit tegenspreken.
404 voor wat u niet hoort te kennen, 403 voor wat u ziet maar niet mag.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext as _

from .beleidstabel import TABEL, Toelating, omschrijving
from .geheugen import onthoud
from .models import (
    CasusUserObjectPermission,
    Gebruiker,
    Lidmaatschap,
    Livc,
    LivcUserObjectPermission,
    Noodtoegang,
    Organisatie,
    Organisatielid,
)
from .rollen import KERN, Rol
from .toekenningen import DEELNEMEN, KERN_INZIEN, KERN_RECHT, NOODTOEGANG, UITGESLOTEN, WIE_KENNEN
from .uitzonderingen import Verboden, Verborgen

type Wie = Gebruiker | AnonymousUser

RECHT_BIJ_RELATIE = {
    "kern": KERN_RECHT,
    "kern_inzien": KERN_INZIEN,
    "wie_kennen": WIE_KENNEN,
    "deelnemer": DEELNEMEN,
    "noodlezer": NOODTOEGANG,
}
KERNRELATIES = frozenset({"kern", "kern_inzien"})
"""Alleen met een kernrol die vandaag loopt; de andere alleen voor wie vandaag nog voor een dienst in de gids werkt."""


OVERLEEFT = frozenset({"melder"})
"""Wat een uitsluiting niet wegneemt: het eigen signaal, waarvan de melder toch nooit ziet wat ermee gebeurt (LR-34)."""


@dataclass(frozen=True)
class Oordeel:
    """Het antwoord op ‘mag dit?’, met de regel erbij. Waar in een voorwaarde als het mag."""

    toegestaan: bool
    regel: str = ""
    uitleg: str = ""

    def __bool__(self) -> bool:
        return self.toegestaan


def rollen_van(gebruiker: Wie) -> dict[UUID, frozenset[Rol]]:
    """De rollen die vandaag gelden, per LIVC.

    Een rol geldt als het lidmaatschap loopt (ook de machtiging, LR-11) én de toekenning er is.
    """
    if not isinstance(gebruiker, Gebruiker) or not gebruiker.is_active:
        return {}
    return onthoud(("rollen", gebruiker.pk), lambda: _rollen(gebruiker))


def _rollen(gebruiker: Gebruiker) -> dict[UUID, frozenset[Rol]]:
    toegekend = LivcUserObjectPermission.objects.filter(
        user=OuterRef("gebruiker"),
        content_object=OuterRef("livc"),
        permission__codename=Concat(Value("rol_"), OuterRef("rol")),
    )
    leden = Lidmaatschap.objects.geldig(timezone.localdate()).filter(Exists(toegekend), gebruiker=gebruiker)
    rollen: dict[UUID, frozenset[Rol]] = {}
    for livc_id, rol in leden.values_list("livc_id", "rol"):
        rollen[livc_id] = rollen.get(livc_id, frozenset()) | {Rol(rol)}
    return rollen


def mag(gebruiker: Wie, actie: str, voorwerp: Any) -> Oordeel:
    """Mag deze gebruiker dit met dit voorwerp? Een onbekende actie is een fout, geen ‘nee’."""
    rijen = TABEL[actie]
    relaties = relaties_van(gebruiker, voorwerp)
    for rij in rijen:
        if rij.relaties <= relaties and _voldoet(rij, voorwerp):
            return Oordeel(True, rij.regel)
    namen = _(" of ").join(dict.fromkeys(omschrijving(rij) for rij in rijen))
    return Oordeel(False, rijen[0].regel, _("Dit kan alleen: %(wie)s.") % {"wie": namen})


def eis(gebruiker: Wie, actie: str, voorwerp: Any) -> None:
    """Zoals `mag`, maar werpt bij een ‘nee’.

    Verborgen (404) als de gebruiker het voorwerp zelf niet hoort te kennen, anders Verboden (403).
    """
    oordeel = mag(gebruiker, actie, voorwerp)
    if oordeel:
        return
    zien = f"{actie.split('.')[0]}.zien"
    soort: type[Verborgen] | type[Verboden] = Verboden
    if zien in TABEL and not mag(gebruiker, zien, voorwerp):
        soort = Verborgen
    raise soort(actie=actie, object=voorwerp, regel=oordeel.regel, uitleg=oordeel.uitleg)


def zichtbaar[M: models.Model](gebruiker: Wie, actie: str, rijen: models.QuerySet[M]) -> models.QuerySet[M]:
    """De rijen waarvoor deze actie mag; zonder aangemelde gebruiker geen enkele."""
    if not isinstance(gebruiker, Gebruiker) or not gebruiker.is_active:
        return rijen.none()
    rollen = rollen_van(gebruiker)
    voorwaarde = Q(pk__in=[])
    for rij in TABEL[actie]:
        deel = Q(**{f"{veld}__in": waarden for veld, waarden in rij.waar.items()})
        for relatie in rij.relaties:
            deel &= _als_q(gebruiker, relatie, rijen.model, rollen)
        voorwaarde |= deel if rij.relaties <= OVERLEEFT else deel & _niet_uitgesloten(gebruiker, rijen.model)
    return rijen.filter(voorwaarde)


def _niet_uitgesloten(gebruiker: Gebruiker, model: type[models.Model]) -> Q:
    """LR-23: geen rij van een casus waarvan iemand uitgesloten is, en geen overleg dat alleen daarover gaat."""
    pad = getattr(model, "beleid_casus", None) or getattr(model, "beleid_uitsluiting", None)
    if pad is None:
        return Q()
    uit = CasusUserObjectPermission.objects.filter(user=gebruiker, permission__codename=UITGESLOTEN).values(
        "content_object_id"
    )
    if "__" not in pad:
        return ~Q(**{f"{pad}__in": uit})
    met_casus = model._base_manager.filter(pk=OuterRef("pk"), **{f"{pad}__isnull": False})
    andere = met_casus.annotate(_casus=models.F(pad)).exclude(_casus__in=uit)
    return ~Exists(met_casus) | Exists(andere)


def haal[M: models.Model](gebruiker: Wie, actie: str, rijen: models.QuerySet[M], pk: UUID) -> M:
    """Eén rij die deze gebruiker mag zien; anders Verborgen, ook als de rij niet bestaat."""
    rij = zichtbaar(gebruiker, actie, rijen).filter(pk=pk).first()
    if rij is None:
        raise Verborgen(
            actie=actie, object=rijen.model._base_manager.filter(pk=pk).first() or _spoor(rijen, pk)
        )
    return rij


def _spoor(rijen: models.QuerySet[Any], pk: UUID) -> models.Model | None:
    """Genoeg van een rij die de databank zelf al verbergt om de weigering in het juiste logboek te zetten (LR-57)."""
    vind = getattr(rijen.model, "beleid_spoor", None)
    return cast("models.Model | None", vind(pk)) if vind else None


def wie_mag(actie: str, voorwerp: Any) -> "models.QuerySet[Gebruiker]":
    """De gebruikers die deze actie op dit voorwerp mogen; voor uitnodigingen, herinneringen en instemming."""
    kandidaten = Gebruiker.objects.filter(is_active=True).filter(
        Q(
            pk__in=CasusUserObjectPermission.objects.filter(
                content_object_id__in=_casus_ids(voorwerp)
            ).values("user")
        )
        | Q(
            pk__in=LivcUserObjectPermission.objects.filter(content_object_id=_livc_id(voorwerp)).values(
                "user"
            )
        )
    )
    return Gebruiker.objects.filter(pk__in=[g.pk for g in kandidaten if mag(g, actie, voorwerp)]).order_by(
        "naam", "pk"
    )


def relaties_van(gebruiker: Wie, voorwerp: Any) -> frozenset[str]:
    """Alles wat deze gebruiker tot dit voorwerp is: rollen, rechten op de casus, en eigen relaties."""
    if not isinstance(gebruiker, Gebruiker) or not gebruiker.is_active:
        return frozenset()
    rollen = rollen_van(gebruiker).get(_livc_id(voorwerp), frozenset())
    relaties: set[str] = {rol.value for rol in rollen}
    casus_ids = _casus_ids(voorwerp)
    if casus_ids:
        rechten = onthoud(("rechten", gebruiker.pk, *casus_ids), lambda: _rechten(gebruiker, casus_ids))
        if UITGESLOTEN in rechten:  # LR-23: geen enkele relatie meer, ook geen rol en geen eigen rij
            return frozenset(
                relatie
                for relatie, pad in getattr(voorwerp, "beleid_relaties", {}).items()
                if relatie in OVERLEEFT and _is_relatie(gebruiker, voorwerp, pad)
            )
        for relatie, recht in RECHT_BIJ_RELATIE.items():
            if recht in rechten and _loopt(gebruiker, relatie, _livc_id(voorwerp), rollen):
                relaties.add(relatie)
    for relatie, pad in getattr(voorwerp, "beleid_relaties", {}).items():
        if _is_relatie(gebruiker, voorwerp, pad):
            relaties.add(relatie)
    if isinstance(voorwerp, Livc) and _is_professional(gebruiker).filter(pk=voorwerp.pk).exists():
        relaties.add("professional")
    return frozenset(relaties)


def _loopt(gebruiker: Gebruiker, relatie: str, livc_id: UUID, rollen: frozenset[Rol]) -> bool:
    if relatie in KERNRELATIES:
        return bool(rollen & KERN)
    if relatie == "noodlezer":
        return True  # of de minuten nog lopen, ziet `_rechten` na
    return livc_id in _werkt_in(gebruiker)


def _werkt_in(gebruiker: Gebruiker) -> frozenset[UUID]:
    """De LIVC's waar deze persoon vandaag namens een dienst aan tafel kan zitten (LR-12).

    Wie zijn dienst verlaat, of wiens dienst haar mandaat verliest, ziet niets meer.
    """

    def livcs() -> frozenset[UUID]:
        diensten = Organisatie.objects.uitnodigbaar(timezone.localdate())
        return frozenset(_is_professional(gebruiker, diensten).values_list("pk", flat=True))

    return onthoud(("werkt_in", gebruiker.pk), livcs)


def _rechten(gebruiker: Gebruiker, casus_ids: list[UUID]) -> frozenset[str]:
    """De rechten die nu tellen; alleen `UITGESLOTEN` voor wie van elk van deze casussen uitgesloten is (LR-23)."""
    eigen = CasusUserObjectPermission.objects.filter(user=gebruiker, content_object_id__in=casus_ids)
    rijen = list(eigen.values_list("permission__codename", "content_object_id"))
    uit = {casus_id for recht, casus_id in rijen if recht == UITGESLOTEN}
    if uit.issuperset(casus_ids):
        return frozenset({UITGESLOTEN})
    open_ = {casus_id for recht, casus_id in rijen if recht == NOODTOEGANG} - uit
    nood = (
        set(_lopende_nood(gebruiker).filter(casus__in=open_).values_list("casus", flat=True)) if open_ else ()
    )
    return frozenset(
        recht
        for recht, casus_id in rijen
        if casus_id not in uit and (recht != NOODTOEGANG or casus_id in nood)
    )


def _lopende_nood(gebruiker: Gebruiker) -> "models.QuerySet[Noodtoegang]":
    return Noodtoegang.objects.filter(
        aanvrager=gebruiker, staat=Noodtoegang.Staat.ACTIEF, eindigt_op__gt=timezone.now()
    )


def _voldoet(rij: Toelating, voorwerp: Any) -> bool:
    return all(getattr(voorwerp, veld, None) in waarden for veld, waarden in rij.waar.items())


def _livc_id(voorwerp: Any) -> UUID:
    return cast(UUID, voorwerp.pk if isinstance(voorwerp, Livc) else voorwerp.livc_id)


def _casus_ids(voorwerp: Any) -> list[UUID]:
    pad = getattr(voorwerp, "beleid_casus", None) or getattr(voorwerp, "beleid_uitsluiting", None)
    if pad is None:
        return []
    if "__" not in pad:
        waarde = getattr(voorwerp, pad)
        return [waarde] if waarde else []
    return list(type(voorwerp)._base_manager.filter(pk=voorwerp.pk).values_list(pad, flat=True))


def _is_relatie(gebruiker: Gebruiker, voorwerp: Any, pad: str) -> bool:
    if "__" not in pad:
        return bool(getattr(voorwerp, pad) == gebruiker.pk)
    return bool(type(voorwerp)._base_manager.filter(**{"pk": voorwerp.pk, pad: gebruiker.pk}).exists())


def _is_professional(
    gebruiker: Gebruiker, diensten: "models.QuerySet[Organisatie] | None" = None
) -> models.QuerySet[Livc]:
    organisaties = Organisatielid.objects.geldig(timezone.localdate()).filter(gebruiker=gebruiker)
    if diensten is not None:
        organisaties = organisaties.filter(organisatie__in=diensten)
    return Livc.objects.filter(
        organisaties__in=organisaties.values("organisatie"), in_gebruik=True
    ).distinct()


def _als_q(
    gebruiker: Gebruiker, relatie: str, model: type[models.Model], rollen: dict[UUID, frozenset[Rol]]
) -> Q:
    livc_veld = "pk" if model is Livc else "livc_id"
    if relatie in Rol.values:
        return Q(**{f"{livc_veld}__in": [livc for livc, eigen in rollen.items() if relatie in eigen]})
    if relatie in RECHT_BIJ_RELATIE:
        return _recht_als_q(gebruiker, relatie, model, livc_veld, rollen)
    if relatie == "professional":
        return Q(pk__in=_is_professional(gebruiker).values("pk"))
    pad = cast(Any, model).beleid_relaties[relatie]
    if "__" not in pad:
        return Q(**{pad: gebruiker.pk})
    return Q(pk__in=model._base_manager.filter(**{pad: gebruiker.pk}).values("pk"))


def _recht_als_q(
    gebruiker: Gebruiker,
    relatie: str,
    model: type[models.Model],
    livc_veld: str,
    rollen: dict[UUID, frozenset[Rol]],
) -> Q:
    # Een subvraag op de toekenningen, niet guardians standaardvorm: die leest de hele tabel van toekenningen.
    toegekend = CasusUserObjectPermission.objects.filter(
        user=gebruiker, permission__codename=RECHT_BIJ_RELATIE[relatie]
    )
    if relatie == "noodlezer":
        toegekend = toegekend.filter(content_object__in=_lopende_nood(gebruiker).values("casus"))
    toegekend = toegekend.values("content_object_id")
    pad = cast(Any, model).beleid_casus
    voorwaarde = (
        Q(**{f"{pad}__in": toegekend})
        if "__" not in pad
        else Q(pk__in=model._base_manager.filter(**{f"{pad}__in": toegekend}).values("pk"))
    )
    if relatie == "noodlezer":
        return voorwaarde
    if relatie in KERNRELATIES:
        return voorwaarde & Q(
            **{f"{livc_veld}__in": [livc for livc, eigen in rollen.items() if eigen & KERN]}
        )
    return voorwaarde & Q(**{f"{livc_veld}__in": _werkt_in(gebruiker)})


def acties(prefix: str) -> Iterable[str]:
    """De namen van acties op een soort voorwerp, bijvoorbeeld `casus`."""
    return (actie for actie in TABEL if actie.startswith(f"{prefix}."))
