"""Wie aan tafel zit, en wie er gevraagd kan worden."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casus.models import Casus, Deelname, Overleg
from casus.voorwaarden.wraking import uitgesloten_van
from toegang import sleutels
from toegang.beleid import Wie, mag, zichtbaar
from toegang.livcs import geldige_modaliteiten, leden_met_rol, uitnodigbare_leden
from toegang.models import Livc, Modaliteiten, Organisatielid
from toegang.rollen import Rol
from toegang.schermdelen import Knop, Merk

from . import uitnodiging
from .berichten import kapotte_adressen

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
    dringend: str = ""
    mislukt: bool = False
    terug: bool = False
    knoppen: list[Knop] = field(default_factory=list)


@dataclass(frozen=True)
class Tafel:
    """Wat het blad ‘Tafel’ toont; een deelnemer krijgt alleen wie aanvaardde (LR-20, LR-31)."""

    kern: list[Plaats]
    plaatsen: list[Plaats]
    te_ondertekenen: list[Deelname]
    klaar: list[Plaats]
    eigen: Deelname | None
    eigen_knoppen: list[Knop]
    kernlid: bool
    mag_voorbereiden: bool
    mag_ondertekenen: bool
    mag_redenen: bool
    modaliteiten: Modaliteiten | None


def tafel(gebruiker: Wie, casus: Casus) -> Tafel:
    """Roep eerst `inzage.open_casus`. Niets hier telt, rangschikt of meet een antwoord (LR-20, LR-22)."""
    alle = _alle(casus)
    kernlid = bool(mag(gebruiker, "casus.geheimhouding", casus))
    zichtbare = list(zichtbaar(gebruiker, "deelname.tafel", alle).exclude(staat__in=NIET_OP_DE_LIJST))
    eigen = alle.filter(gebruiker=gebruiker.pk, staat=Staat.AANVAARD).first()
    klaar = te_ondertekenen(gebruiker, casus)
    return Tafel(
        kern=_kern(casus),
        plaatsen=_plaatsen(gebruiker, casus, zichtbare, kernlid=kernlid),
        te_ondertekenen=klaar,
        klaar=[_klaar(d, _pks(gebruiker, "deelname.intrekken", casus)) for d in klaar],
        eigen=eigen,
        eigen_knoppen=uitnodiging.knoppen(gebruiker, eigen) if eigen else [],
        kernlid=kernlid,
        mag_voorbereiden=bool(mag(gebruiker, "casus.voorbereiden", casus)),
        mag_ondertekenen=bool(mag(gebruiker, "casus.uitnodigen", casus)),
        mag_redenen=bool(mag(gebruiker, "casus.weigerredenen", casus)),
        modaliteiten=geldige_modaliteiten(casus.livc_id),
    )


def _alle(casus: Casus) -> QuerySet[Deelname]:
    rijen = Deelname.objects.filter(casus=casus).select_related(
        "gebruiker", "organisatie", "overleg", "casus"
    )
    return rijen.order_by("organisatie__naam", "gebruiker__naam", "pk")


def te_ondertekenen(gebruiker: Wie, casus: Casus) -> list[Deelname]:
    """Wat voorbereid is en op de handtekening van de burgemeester wacht."""
    rijen = list(zichtbaar(gebruiker, "deelname.opvolgen", _alle(casus)).filter(staat=Staat.VOORBEREID))
    sleutels.laad_vooraf(deelname.pk for deelname in rijen)
    return rijen


def _klaar(deelname: Deelname, in_te_trekken: set[UUID]) -> Plaats:
    wanneer = date_format(timezone.localtime(deelname.overleg.begin), "j F Y, H.i")
    return Plaats(
        deelname.gebruiker.naam,
        f"{deelname.organisatie.naam} · {wanneer}",
        bijdrage=deelname.bijdrage,
        dringend=deelname.dringend_reden,
        knoppen=[_intrekken(deelname)] if deelname.pk in in_te_trekken else [],
    )


def _kern(casus: Casus) -> list[Plaats]:
    """Wie van de kern voor deze casus meewerkt; wie uitgesloten is, hoort er niet bij (LR-23)."""
    uit = uitgesloten_van(casus.pk)
    rollen = (Rol.BURGEMEESTER, Rol.POLITIE, Rol.PREVENTIEAMBTENAAR)
    return [
        Plaats(wie.naam, str(rol.label).capitalize())
        for rol in rollen
        for wie in leden_met_rol(casus.livc_id, rol)
        if wie.pk not in uit
    ]


def _plaatsen(gebruiker: Wie, casus: Casus, rijen: list[Deelname], *, kernlid: bool) -> list[Plaats]:
    in_te_trekken = _pks(gebruiker, "deelname.intrekken", casus)
    voor_te_bereiden = _pks(gebruiker, "deelname.voorbereiden", casus)
    te_beeindigen = _pks(gebruiker, "deelname.beeindigen", casus)
    kapot = kapotte_adressen({d.gebruiker_id for d in rijen}) if voor_te_bereiden else set()
    if kernlid:
        sleutels.laad_vooraf(d.pk for d in rijen)
    return [
        Plaats(
            d.gebruiker.naam,
            d.organisatie.naam,
            rol=_("advocaat: brengt niets in") if d.gebruiker.is_advocaat else "",
            merk=_merk(d) if kernlid else None,
            bijdrage=d.bijdrage if kernlid else "",
            mislukt=d.pk in voor_te_bereiden and _bericht_mislukt(d),
            # Van wie neen zei, gaat het adres niemand nog aan (LR-20).
            terug=d.gebruiker_id in kapot and d.staat not in KOMT_NIET,
            knoppen=[
                *_kernknoppen(d, d.pk in in_te_trekken, d.pk in voor_te_bereiden),
                *([_beeindigen(d)] if d.pk in te_beeindigen else []),
            ],
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
    if opnieuw and _bericht_mislukt(deelname):
        yield Knop(
            "opnieuw", _("Bericht opnieuw versturen"), reverse("casus:deelname_bericht", args=[deelname.pk])
        )
    if intrekken and deelname.staat in VERSTUURD:
        yield _intrekken(deelname)


def _intrekken(deelname: Deelname) -> Knop:
    return Knop(
        "intrekken",
        _("Uitnodiging intrekken"),
        reverse("casus:deelname_intrekken", args=[deelname.pk]),
        stijl="gevaar",
        bevestiging=_("De genodigde ziet daarna niets meer over deze casus."),
    )


def _beeindigen(deelname: Deelname) -> Knop:
    return Knop(
        "beeindigen",
        _("Deelname beëindigen"),
        reverse("casus:deelname_beeindigen", args=[deelname.pk]),
        stijl="gevaar",
        bevestiging=_("Deze persoon ziet de casus daarna niet meer, en krijgt een bericht zonder inhoud."),
    )


def _bericht_mislukt(deelname: Deelname) -> bool:
    return deelname.mail_mislukt_op is not None and deelname.staat == Staat.UITGENODIGD


def geplande_overleggen(gebruiker: Wie, casus: Casus) -> QuerySet[Overleg]:
    """De overleggen die nog komen, met deze casus op de agenda."""
    rijen = Overleg.objects.filter(
        agendapunten__casus=casus, staat=Overleg.Staat.GEPLAND, begin__gt=timezone.now()
    )
    return zichtbaar(gebruiker, "overleg.zien", rijen).order_by("begin", "pk")


@dataclass(frozen=True)
class Gids:
    """De mensen uit de gids: wie uitgenodigd kan worden, en wie niet omdat zijn dienst geen mandaat heeft (LR-12)."""

    leden: list[Organisatielid]
    zonder_mandaat: list[str]


def gids(casus: Casus) -> Gids:
    """Wie voor deze casus al uitgenodigd of uitgesloten is, staat er niet bij (LR-23)."""
    bezet = set(casus.deelname_set.filter(staat__in=Deelname.LOPEND).values_list("gebruiker", flat=True))
    bezet |= uitgesloten_van(casus.pk)
    # Per dienst eerst wie zij als vaste vertegenwoordiger aanwees (LR-16).
    kan = sorted(
        uitnodigbare_leden(casus.livc_id),
        key=lambda lid: (lid.organisatie.naam, not lid.vaste_vertegenwoordiger, lid.gebruiker.naam),
    )
    diensten = Livc.objects.get(pk=casus.livc_id).organisaties.all()
    mandaat = {o.pk for o in diensten.uitnodigbaar(timezone.localdate())}
    return Gids(
        [lid for lid in kan if lid.gebruiker_id not in bezet],
        [o.naam for o in diensten if o.pk not in mandaat],
    )


def weigerredenen(gebruiker: Wie, casus: Casus) -> list[Deelname]:
    """De redenen die genodigden opgaven, alleen voor de burgemeester (LR-20)."""
    rijen = Deelname.objects.filter(casus=casus, staat=Staat.GEWEIGERD, weigerreden__isnull=False)
    gevonden = list(
        zichtbaar(gebruiker, "deelname.weigerreden", rijen.select_related("organisatie", "gebruiker"))
    )
    sleutels.laad_vooraf(deelname.pk for deelname in gevonden)
    return gevonden
