"""De lijst van signalen: wanneer, welke stand, en wat deze gebruiker ermee moet. Nooit inhoud."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casus.models import Signaal, Weging
from toegang.beleid import Wie, rollen_van
from toegang.rollen import KERN, Rol
from toegang.schermdelen import Merk, wanneer

from .signaal import ingestuurde, zichtbare

PER_PAGINA = 25
OPEN, ALLES = "open", "alles"


@dataclass(frozen=True)
class Rij:
    """Eén signaal zoals de lijst het toont."""

    wanneer: Merk
    wat: str
    waarom: str
    url: str
    label: str
    ref: str
    stijl: str


@dataclass(frozen=True)
class Lijst:
    """Een bladzijde: waar men is, en de rijen."""

    pagina: Page[Any]
    rijen: list[Rij]


def heeft_kernrol(gebruiker: Wie) -> bool:
    """Alleen de kern krijgt deze lijst; wie zelf instuurt, ziet alleen het eigen signaal."""
    return any(rollen & KERN for rollen in rollen_van(gebruiker).values())


def pagina(gebruiker: Wie, staat: str, nummer: str | None) -> Lijst:
    """Een bladzijde van de lijst als rijen; `staat` is een toestand, `open` of `alles`."""
    signalen = zichtbare(gebruiker)
    if staat == OPEN:
        signalen = signalen.filter(staat__in=Signaal.OPEN)
    elif staat != ALLES:
        signalen = signalen.filter(staat=staat)
    blad = Paginator(met_stand(signalen), PER_PAGINA).get_page(nummer)
    rollen = rollen_van(gebruiker)
    return Lijst(blad, [_rij(signaal, rollen.get(signaal.livc_id, frozenset())) for signaal in blad])


def met_stand(signalen: QuerySet[Signaal]) -> QuerySet[Signaal]:
    """Alleen wat een lijst toont en `volgende_stap` vraagt: de versleutelde velden blijven in de databank."""
    return signalen.only(
        "referentie", "staat", "livc", "dringendheid", "aangemaakt", "ontvangen_op", "wissen_op"
    ).annotate(
        adviezen=Count("wegingen__advies", distinct=True),
        **{
            rol.value: Exists(Weging.objects.filter(signaal=OuterRef("pk"), rol=rol.value))
            for rol in Weging.Weger
        },
    )


def eigen(gebruiker: Wie) -> list[Rij]:
    """Wat deze professional zelf instuurde, en of het ontvangen is. Meer weet de lijst niet."""
    return [_eigen_rij(signaal) for signaal in ingestuurde(gebruiker)]


def _eigen_rij(signaal: Signaal) -> Rij:
    ontvangen = Merk(_("ontvangen"), "ja") if signaal.ontvangen_op else Merk(_("nog niet"), "rust")
    dag = date_format(timezone.localtime(signaal.aangemaakt), "j F Y")
    return Rij(
        wanneer=ontvangen,
        wat=_("Ingestuurd op %(dag)s") % {"dag": dag},
        waarom="",
        url=reverse("casus:signaal_volgen", args=[signaal.pk]),
        label=_("Bekijken"),
        ref=signaal.referentie,
        stijl="stil",
    )


def _rij(signaal: Any, rollen: Iterable[Rol]) -> Rij:
    stap, nu = volgende_stap(signaal, frozenset(rollen))
    return Rij(
        wanneer=_wanneer(signaal),
        wat=str(signaal.get_staat_display()).capitalize(),
        waarom=stap,
        url=_adres(signaal.pk),
        label=_("Openen"),
        ref=signaal.referentie,
        stijl="hoofd" if nu else "stil",
    )


def _adres(pk: UUID) -> str:
    return reverse("casus:signaal", args=[pk])


def _wanneer(signaal: Signaal) -> Merk:
    if signaal.wissen_op:
        return wanneer(signaal.wissen_op)
    if signaal.staat in Signaal.OPEN and signaal.dringendheid == Signaal.Dringendheid.DRINGEND:
        return Merk(_("dringend"), "let-op")
    return Merk(
        _("sinds %(dag)s") % {"dag": date_format(timezone.localtime(signaal.aangemaakt), "j/n")}, "rust"
    )


def volgende_stap(signaal: Any, rollen: frozenset[Rol]) -> tuple[str, bool]:
    """Wat er nu moet gebeuren, en of dat aan deze gebruiker is. `signaal` draagt de velden van `pagina`."""
    staat = signaal.staat
    if staat == Signaal.Staat.VOORGEDRAGEN:
        eigen = Rol.BURGEMEESTER in rollen
        return (
            _("U beslist of deze persoon op de lijst komt.") if eigen else _("Wacht op de burgemeester.")
        ), eigen
    if staat == Signaal.Staat.OP_LIJST:
        return _("Werd een casus; het signaal verandert niet meer."), False
    if staat in Signaal.TE_WISSEN:
        return _("Geen casus. Het signaal wordt gewist."), False
    if signaal.ontvangen_op is None:
        eigen = Rol.PREVENTIEAMBTENAAR in rollen
        tekst = (
            _("Ingestuurd: bevestig de ontvangst.") if eigen else _("Wacht op de bevestiging van ontvangst.")
        )
        return tekst, eigen
    return _stap_weging(signaal, rollen)


def _stap_weging(signaal: Any, rollen: frozenset[Rol]) -> tuple[str, bool]:
    gewogen = {rol for rol in Weging.Weger if getattr(signaal, rol.value)}
    if any(rol.value in rollen and rol not in gewogen for rol in Weging.Weger):
        return _("U weegt dit signaal nog."), True
    if len(gewogen) < len(Weging.Weger):
        ander = ", ".join(str(rol.label) for rol in Weging.Weger if rol not in gewogen)
        return _("Wacht op de weging door: %(wie)s.") % {"wie": ander}, False
    if signaal.adviezen > 1:
        return _("De adviezen verschillen: bespreek het samen."), True
    eigen = Rol.PREVENTIEAMBTENAAR in rollen
    return (_("Stel de uitkomst vast.") if eigen else _("Wacht op het vaststellen van de uitkomst.")), eigen
