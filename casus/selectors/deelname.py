"""Wie aan tafel zit, en wat een genodigde van zijn uitnodiging ziet."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casus.models import Casus, Deelname, Overleg
from toegang.beleid import Wie, haal, mag, zichtbaar
from toegang.livcs import leden_met_rol, uitnodigbare_leden
from toegang.models import Livc, Organisatielid
from toegang.rollen import Rol
from toegang.schermdelen import Knop, Merk

Staat = Deelname.Staat
KOMT_NIET = (Staat.GEWEIGERD, Staat.TERUGGETROKKEN)
VERSTUURD = (Staat.UITGENODIGD, Staat.GEHEIMHOUDING)
NIET_OP_DE_LIJST = (Staat.VOORBEREID, Staat.VERVANGEN, Staat.INGETROKKEN, Staat.VERVALLEN, Staat.BEEINDIGD)


@dataclass(frozen=True)
class Plaats:
    """Eén plaats aan tafel."""

    naam: str
    organisatie: str
    rol: str = ""
    merk: Merk | None = None
    bijdrage: str = ""
    knoppen: list[Knop] = field(default_factory=list)


@dataclass(frozen=True)
class Tafel:
    """Wat het blad ‘Tafel’ toont; een deelnemer krijgt alleen wie aanvaardde (LR-20, LR-31)."""

    kern: list[Plaats]
    plaatsen: list[Plaats]
    te_ondertekenen: list[Deelname]
    eigen: Deelname | None
    eigen_knoppen: list[Knop]
    kernlid: bool
    mag_voorbereiden: bool
    mag_ondertekenen: bool
    mag_redenen: bool


def tafel(gebruiker: Wie, casus: Casus) -> Tafel:
    """Roep eerst `inzage.open_casus`. Niets hier telt, rangschikt of meet een antwoord (LR-20, LR-22)."""
    alle = _alle(casus)
    kernlid = bool(mag(gebruiker, "casus.geheimhouding", casus))
    zichtbare = list(zichtbaar(gebruiker, "deelname.tafel", alle).exclude(staat__in=NIET_OP_DE_LIJST))
    eigen = alle.filter(gebruiker=gebruiker.pk, staat=Staat.AANVAARD).first()
    return Tafel(
        kern=_kern(casus.livc_id),
        plaatsen=_plaatsen(gebruiker, casus, zichtbare, kernlid=kernlid),
        te_ondertekenen=te_ondertekenen(gebruiker, casus),
        eigen=eigen,
        eigen_knoppen=knoppen(gebruiker, eigen) if eigen else [],
        kernlid=kernlid,
        mag_voorbereiden=bool(mag(gebruiker, "casus.voorbereiden", casus)),
        mag_ondertekenen=bool(mag(gebruiker, "casus.uitnodigen", casus)),
        mag_redenen=bool(mag(gebruiker, "casus.weigerredenen", casus)),
    )


def _alle(casus: Casus) -> QuerySet[Deelname]:
    rijen = Deelname.objects.filter(casus=casus).select_related(
        "gebruiker", "organisatie", "overleg", "casus"
    )
    return rijen.order_by("organisatie__naam", "gebruiker__naam")


def te_ondertekenen(gebruiker: Wie, casus: Casus) -> list[Deelname]:
    """Wat voorbereid is en op de handtekening van de burgemeester wacht."""
    return list(zichtbaar(gebruiker, "deelname.opvolgen", _alle(casus)).filter(staat=Staat.VOORBEREID))


def _kern(livc_id: UUID) -> list[Plaats]:
    rollen = (Rol.BURGEMEESTER, Rol.POLITIE, Rol.PREVENTIEAMBTENAAR)
    return [
        Plaats(wie.naam, str(rol.label).capitalize()) for rol in rollen for wie in leden_met_rol(livc_id, rol)
    ]


def _plaatsen(gebruiker: Wie, casus: Casus, rijen: list[Deelname], *, kernlid: bool) -> list[Plaats]:
    in_te_trekken = _pks(gebruiker, "deelname.intrekken", casus)
    voor_te_bereiden = _pks(gebruiker, "deelname.voorbereiden", casus)
    return [
        Plaats(
            d.gebruiker.naam,
            d.organisatie.naam,
            rol=_("advocaat: brengt niets in") if d.gebruiker.is_advocaat else "",
            merk=_merk(d) if kernlid else None,
            bijdrage=d.bijdrage if kernlid else "",
            knoppen=list(_kernknoppen(d, d.pk in in_te_trekken, d.pk in voor_te_bereiden)),
        )
        for d in rijen
    ]


def _pks(gebruiker: Wie, actie: str, casus: Casus) -> set[UUID]:
    return set(zichtbaar(gebruiker, actie, Deelname.objects.filter(casus=casus)).values_list("pk", flat=True))


def _merk(deelname: Deelname) -> Merk:
    """Drie woorden volstaan; of iemand de uitnodiging al las, gaat niemand aan (LR-20)."""
    if deelname.staat == Staat.AANVAARD:
        return Merk(_("aan tafel"), "ja")
    return Merk(_("komt niet"), "rust") if deelname.staat in KOMT_NIET else Merk(_("uitgenodigd"))


def _kernknoppen(deelname: Deelname, intrekken: bool, opnieuw: bool) -> Iterable[Knop]:
    if opnieuw and deelname.mail_mislukt_op and deelname.staat == Staat.UITGENODIGD:
        yield Knop(
            "opnieuw", _("Bericht opnieuw versturen"), reverse("casus:deelname_bericht", args=[deelname.pk])
        )
    if intrekken and deelname.staat in VERSTUURD:
        yield Knop(
            "intrekken",
            _("Intrekken"),
            reverse("casus:deelname_intrekken", args=[deelname.pk]),
            stijl="gevaar",
            bevestiging=_("De genodigde ziet daarna niets meer over deze casus."),
        )


def geplande_overleggen(gebruiker: Wie, casus: Casus) -> QuerySet[Overleg]:
    """De overleggen die nog komen, met deze casus op de agenda."""
    rijen = Overleg.objects.filter(
        agendapunten__casus=casus, staat=Overleg.Staat.GEPLAND, begin__gt=timezone.now()
    )
    return zichtbaar(gebruiker, "overleg.zien", rijen).order_by("begin")


@dataclass(frozen=True)
class Gids:
    """De mensen uit de gids: wie uitgenodigd kan worden, en wie niet omdat zijn dienst geen mandaat heeft (LR-12)."""

    leden: list[Organisatielid]
    zonder_mandaat: list[str]


def gids(casus: Casus) -> Gids:
    """Wie voor deze casus al uitgenodigd is, staat er niet meer bij."""
    bezet = set(casus.deelname_set.filter(staat__in=Deelname.LOPEND).values_list("gebruiker", flat=True))
    kan = uitnodigbare_leden(casus.livc_id)
    diensten = Livc.objects.get(pk=casus.livc_id).organisaties.all()
    mandaat = {o.pk for o in diensten.uitnodigbaar(timezone.localdate())}
    return Gids(
        [lid for lid in kan if lid.gebruiker_id not in bezet],
        [o.naam for o in diensten if o.pk not in mandaat],
    )


def uitnodigingen(gebruiker: Wie) -> list[Deelname]:
    """Alle uitnodigingen van deze gebruiker, zonder iets over de casus (LR-13)."""
    rijen = Deelname.objects.select_related("overleg", "livc", "uitgenodigd_door", "organisatie")
    return list(
        zichtbaar(gebruiker, "deelname.uitnodiging", rijen).order_by("-overleg__begin", "-aangemaakt")
    )


@dataclass(frozen=True)
class Postvak:
    """Wat op een antwoord wacht, waaraan iemand deelneemt, en wat voorbij is."""

    open: list[Deelname]
    lopend: list[Deelname]
    voorbij: list[Deelname]


def postvak(gebruiker: Wie) -> Postvak:
    rijen = uitnodigingen(gebruiker)
    return Postvak(
        [d for d in rijen if d.staat in VERSTUURD],
        [d for d in rijen if d.staat == Staat.AANVAARD],
        [d for d in rijen if d.staat not in (*VERSTUURD, Staat.AANVAARD)],
    )


def eigen_uitnodiging(gebruiker: Wie, pk: UUID) -> Deelname:
    """De eigen uitnodiging. Raises Verborgen."""
    rijen = Deelname.objects.select_related("overleg", "casus__livc", "uitgenodigd_door", "organisatie")
    return haal(gebruiker, "deelname.uitnodiging", rijen, pk)


STAP = {Staat.UITGENODIGD: 1, Staat.GEHEIMHOUDING: 2}


def toont_wie(gebruiker: Wie, deelname: Deelname) -> bool:
    """Mag de uitnodiging zeggen over wie het gaat? Hangt af van de stap, het LIVC en de toekenning (LR-13)."""
    stap = STAP.get(Staat(deelname.staat), 0)
    return bool(
        stap and stap >= deelname.casus.livc.naam_bij_stap and mag(gebruiker, "casus.wie", deelname.casus)
    )


def uitgenodigde_diensten(deelname: Deelname) -> list[str]:
    """Welke diensten gevraagd zijn, wat ze ook antwoordden: een neen mag hier niet uit blijken (LR-20)."""
    rijen = Deelname.objects.filter(casus=deelname.casus_id, overleg=deelname.overleg_id)
    gevraagd = rijen.exclude(uitgenodigd_op=None).exclude(staat=Staat.INGETROKKEN)
    return sorted(set(gevraagd.values_list("organisatie__naam", flat=True)))


def collegas(deelname: Deelname) -> list[Organisatielid]:
    """Wie van de eigen organisatie in de plaats kan komen; vaste vertegenwoordigers eerst (LR-16)."""
    bezet = set(
        deelname.casus.deelname_set.filter(staat__in=Deelname.LOPEND).values_list("gebruiker", flat=True)
    )
    leden = [
        lid
        for lid in uitnodigbare_leden(deelname.livc_id)
        if lid.organisatie_id == deelname.organisatie_id and lid.gebruiker_id not in bezet
    ]
    return sorted(leden, key=lambda lid: (not lid.vaste_vertegenwoordiger, lid.gebruiker.naam))


def knoppen(gebruiker: Wie, deelname: Deelname) -> list[Knop]:
    """Wat de genodigde kan antwoorden: beschikbare overgangen ∩ beleid."""
    overgangen = {overgang.name for overgang in cast(Any, deelname).get_available_staat_transitions()}
    return [
        knop
        for overgang, actie, knop in _antwoorden(deelname)
        if overgang in overgangen and mag(gebruiker, actie, deelname)
    ]


def _antwoorden(deelname: Deelname) -> Iterable[tuple[str, str, Knop]]:
    def adres(naam: str) -> str:
        return reverse(f"casus:uitnodiging_{naam}", args=[deelname.pk])

    yield "aanvaard", "deelname.aanvaarden", Knop("ja", _("Ik neem deel"), adres("aanvaarden"), stijl="hoofd")
    yield "weiger", "deelname.weigeren", Knop("nee", _("Ik neem niet deel"), adres("weigeren"), methode="get")
    yield (
        "vervang",
        "deelname.vervangen",
        Knop("vervangen", _("Een collega komt in mijn plaats"), adres("vervangen"), methode="get"),
    )
    yield (
        "trek_terug",
        "deelname.terugtrekken",
        Knop(
            "stoppen",
            _("Ik stop met deze casus"),
            adres("terugtrekken"),
            stijl="gevaar",
            bevestiging=_("U ziet de casus daarna niet meer. U blijft gebonden door de geheimhouding."),
        ),
    )


def weigerredenen(gebruiker: Wie, casus: Casus) -> list[Deelname]:
    """De redenen die genodigden opgaven, alleen voor de burgemeester (LR-20)."""
    rijen = Deelname.objects.filter(casus=casus, staat=Staat.GEWEIGERD, weigerreden__isnull=False)
    return list(
        zichtbaar(gebruiker, "deelname.weigerreden", rijen.select_related("organisatie", "gebruiker"))
    )
