"""Wat de beheerder ziet: accounts, rollen en wat een LIVC mist. Niets over een casus, ook geen aantal (LR-31)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy as meervoud

from audit.logboek import heeft_sleutel
from toegang.beleid import Wie, zichtbaar
from toegang.livcs import geldige_modaliteiten, loopt, ontbrekende_kernrollen, ooit_van
from toegang.models import Gebruiker, Lidmaatschap, Livc, Organisatielid
from toegang.models.organisatie import Niveau
from toegang.rollen import KERN, Rol
from toegang.schermdelen import Merk
from toegang.uitzonderingen import Verborgen

from .accounts import open_herstel
from .livcblad import gegevens

VOORAF = timedelta(days=60)
"""Hoe lang op voorhand een machtiging of mandaat dat afloopt, opvalt."""


@dataclass(frozen=True)
class Aandacht:
    """Iets wat op de beheerder wacht, en waar hij het doet."""

    merk: Merk
    wat: str
    url: str


@dataclass(frozen=True)
class Kaart:
    livc: Livc
    aandacht: list[Aandacht]


@dataclass(frozen=True)
class Gebruikerregel:
    """Iemand van het LIVC: wat hij er doet, en hoe het met zijn account staat."""

    wie: Gebruiker
    plaatsen: str
    merken: list[Merk]
    kan_stoppen: bool
    kan_heropenen: bool


def overzicht(gebruiker: Wie) -> list[Kaart]:
    """De LIVC's die deze persoon beheert. Raises Verborgen als het er geen zijn."""
    livcs = list(zichtbaar(gebruiker, "livc.gebruikers", Livc.objects.all()))
    if not livcs:
        raise Verborgen("livc.gebruikers", None, "LR-31")
    return [Kaart(livc, _aandacht(livc, timezone.localdate())) for livc in livcs]


def _aandacht(livc: Livc, vandaag: date) -> list[Aandacht]:
    blad, gids = reverse("casus:livc_blad", args=[livc.pk]), reverse("casus:livc_gids", args=[livc.pk])
    stop, let_op, rust = Merk(_("ontbreekt"), "stop"), Merk(_("loopt af"), "let-op"), Merk(_("wacht"), "rust")
    punten: list[Aandacht | None] = [
        *(
            Aandacht(stop, _("Niemand vult vandaag deze rol in: %(rol)s.") % {"rol": rol.label}, blad)
            for rol in ontbrekende_kernrollen(livc.pk)
        ),
        None
        if heeft_sleutel(livc.pk)
        else Aandacht(stop, _("Er is geen toezichtsleutel: niemand kan werken."), blad),
        None
        if geldige_modaliteiten(livc.pk)
        else Aandacht(
            stop, _("Er zijn geen geldige modaliteiten."), reverse("casus:livc_modaliteiten", args=[livc.pk])
        ),
        None
        if all(waarde for _label, waarde in gegevens(livc))
        else Aandacht(
            stop,
            _("De gegevens over gegevensbescherming zijn niet volledig."),
            reverse("casus:livc_gegevens", args=[livc.pk]),
        ),
        _tel(let_op, _machtigingen(livc, vandaag), blad, _MACHTIGING),
        _tel(let_op, _mandaten(livc, vandaag), gids, _MANDAAT),
        _tel(rust, livc.lidmaatschappen.filter(bevestigd_op=None).count(), blad, _VOORSTEL),
        _tel(rust, _links(livc, voor_rol=True), blad, _ROLLINK),
        _tel(rust, _links(livc, voor_rol=False), gids, _GIDSLINK),
        _tel(
            rust,
            open_herstel().filter(livc=livc).count(),
            reverse("casus:herstel_vragen", args=[livc.pk]),
            _HERSTEL,
        ),
    ]
    return [punt for punt in punten if punt is not None]


def _tel(merk: Merk, aantal: int, url: str, zin: Any) -> Aandacht | None:
    return Aandacht(merk, zin % {"n": aantal}, url) if aantal else None


_MACHTIGING = meervoud("Een veiligheidsmachtiging loopt af.", "%(n)d veiligheidsmachtigingen lopen af.", "n")
_MANDAAT = meervoud("Het mandaat van een dienst loopt af.", "De mandaten van %(n)d diensten lopen af.", "n")
_VOORSTEL = meervoud(
    "Een rol wacht op een tweede persoon.", "%(n)d rollen wachten op een tweede persoon.", "n"
)
_ROLLINK = meervoud(
    "Een link voor een rol is nog niet gebruikt.", "%(n)d links voor een rol zijn nog niet gebruikt.", "n"
)
_GIDSLINK = meervoud(
    "Een link voor de gids is nog niet gebruikt.", "%(n)d links voor de gids zijn nog niet gebruikt.", "n"
)
_HERSTEL = meervoud(
    "Een herstel van een tweede stap loopt.", "%(n)d keer loopt herstel van een tweede stap.", "n"
)


def _machtigingen(livc: Livc, vandaag: date) -> int:
    rijen = livc.lidmaatschappen.filter(loopt(), rol=Rol.POLITIE, gebruiker__is_active=True)
    return rijen.filter(machtiging_tot__lte=vandaag + VOORAF).count()


def _mandaten(livc: Livc, vandaag: date) -> int:
    return livc.organisaties.filter(niveau=Niveau.GEMEENSCHAP, mandaat_tot__lte=vandaag + VOORAF).count()


def _links(livc: Livc, *, voor_rol: bool) -> int:
    rijen = livc.accountuitnodigingen.filter(gebruikt_op=None, ingetrokken_op=None)
    return rijen.filter(organisatie__isnull=voor_rol).count()


def gebruikers(gebruiker: Gebruiker, livc: Livc) -> list[Gebruikerregel]:
    """Iedereen die bij dit LIVC hoort of ooit hoorde; wie er vandaag niets meer is, staat achteraan."""
    rollen = Prefetch(
        "lidmaatschappen", Lidmaatschap.objects.filter(loopt(), livc=livc), to_attr="rollen_hier"
    )
    in_gids = Organisatielid.objects.filter(loopt(), organisatie__livcs=livc).select_related("organisatie")
    mensen = ooit_van(livc).prefetch_related(
        rollen, Prefetch("organisatieleden", in_gids, to_attr="diensten_hier")
    )
    gewoon = ~Q(type=Authenticator.Type.RECOVERY_CODES)
    met_stap = set(Authenticator.objects.filter(gewoon, user__in=mensen).values_list("user", flat=True))
    regels = [_regel(gebruiker, wie, wie.pk in met_stap) for wie in mensen]
    return sorted(regels, key=lambda regel: (not regel.wie.is_active, not regel.plaatsen))


def _regel(gebruiker: Gebruiker, wie: Gebruiker, met_stap: bool) -> Gebruikerregel:
    rollen = [str(lid.get_rol_display()) for lid in wie.rollen_hier]  # type: ignore[attr-defined]
    diensten = [lid.organisatie.naam for lid in wie.diensten_hier]  # type: ignore[attr-defined]
    plaatsen = ", ".join(rollen + diensten)
    merken = []
    if not wie.is_active:
        merken.append(Merk(_("account afgesloten"), "stop"))
    elif not plaatsen:
        merken.append(Merk(_("geen toegang meer"), "rust"))
    elif not met_stap:
        merken.append(Merk(_("nog geen tweede stap"), "let-op"))
    return Gebruikerregel(
        wie,
        plaatsen,
        merken,
        kan_stoppen=wie.is_active and bool(plaatsen) and wie.pk != gebruiker.pk,
        kan_heropenen=not wie.is_active,
    )


def persoon(livc: Livc, pk: UUID) -> Gebruiker:
    """Iemand die bij dit LIVC hoort of hoorde. Raises Verborgen."""
    wie = ooit_van(livc).filter(pk=pk).first()
    if wie is None:
        raise Verborgen("livc.gebruikers", livc, "LR-31")
    return wie


def gevolgen(livc: Livc, wie: Gebruiker) -> list[str]:
    """Wat het stoppen van deze toegang meebrengt: kernrollen die leeg komen, diensten die ook elders tellen."""
    leden = Lidmaatschap.objects.geldig(timezone.localdate()).filter(livc=livc, rol__in=KERN)
    van_anderen = set(leden.exclude(gebruiker=wie).values_list("rol", flat=True))
    leeg = [lid.get_rol_display() for lid in leden.filter(gebruiker=wie) if lid.rol not in van_anderen]
    zinnen = [
        _("Niemand vult dan nog deze rol in: %(rol)s. Er begint niets nieuws tot iemand anders ze heeft.")
        % {"rol": rol}
        for rol in leeg
    ]
    diensten = wie.organisatieleden.filter(loopt(), organisatie__livcs=livc)
    elders = diensten.filter(organisatie__livcs__in=Livc.objects.exclude(pk=livc.pk)).distinct()
    return zinnen + [
        _("%(dienst)s staat ook in de gids van een ander LIVC. Ook daar eindigt deze plaats.")
        % {"dienst": lid.organisatie.naam}
        for lid in elders.select_related("organisatie")
    ]
