"""Welk overleg iemand ziet, en welke punten daarvan.

Een deelnemer ziet alleen de eigen punten. Ook de stand van het overleg leest hij daaruit af, anders zou ‘het overleg
loopt nog’ verraden dat er na hem nog een casus komt (LR-05, LR-31).
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from casus.models import Agendapunt, Casus, Overleg
from casus.voorwaarden import overleg as voorwaarden
from casus.voorwaarden.livc import beletten_bijeenroepen
from toegang.beleid import Wie, eis, haal, mag, rollen_van, zichtbaar
from toegang.livcs import leden_met_rol
from toegang.models import Gebruiker, Livc
from toegang.rollen import KERN, Rol
from toegang.schermdelen import Knop, Merk
from toegang.uitzonderingen import Belet

from .berichten import eigen_zending

PUNTKLEUR = {"gepland": "rust", "bezig": "let-op", "besproken": "ja", "verdaagd": "rust"}
OPEN = (Overleg.Staat.GEPLAND, Overleg.Staat.BEZIG)


@dataclass(frozen=True)
class Rij:
    """Eén overleg in een lijst."""

    overleg: Overleg
    stand: Merk
    casussen: str
    kern: bool
    gepland: bool


@dataclass(frozen=True)
class Puntrij:
    """Eén agendapunt zoals deze gebruiker het mag zien."""

    punt: Agendapunt
    stand: Merk
    inzien: bool
    inbrengen: bool
    knoppen: list[Knop]


@dataclass(frozen=True)
class Overlegblad:
    """De pagina van een overleg."""

    overleg: Overleg
    stand: Merk
    kern: bool
    punten: list[Puntrij]
    knoppen: list[Knop]
    beheren: bool
    afspraak: bool

    @property
    def nu(self) -> Puntrij | None:
        """Het eigen punt dat nu besproken wordt."""
        return next((rij for rij in self.punten if rij.punt.staat == Agendapunt.Staat.BEZIG), None)


def overleg_voor(gebruiker: Wie, pk: UUID) -> Overleg:
    """Eén overleg dat deze gebruiker mag zien. Raises Verborgen (LR-05, LR-31)."""
    return haal(gebruiker, "overleg.zien", Overleg.objects.select_related("livc", "voorzitter"), pk)


def te_beheren(gebruiker: Wie, pk: UUID) -> Overleg:
    """Een overleg dat deze gebruiker mag verzetten of schikken. Raises Verborgen, Verboden."""
    overleg = overleg_voor(gebruiker, pk)
    eis(gebruiker, "overleg.beheren", overleg)
    return overleg


def punt_voor(gebruiker: Wie, pk: UUID) -> Agendapunt:
    """Eén agendapunt dat deze gebruiker mag kennen, zonder inhoud. Raises Verborgen (LR-31)."""
    return haal(gebruiker, "agendapunt.zien", Agendapunt.objects.all(), pk)


def beletten_plannen(livc: Livc) -> list[Belet]:
    """Waarom dit LIVC nu niet kan bijeenroepen (LR-10, LR-61)."""
    return beletten_bijeenroepen(livc.pk)


def komende(gebruiker: Wie) -> list[Rij]:
    """Wat nog komt of bezig is; het eerste bovenaan."""
    return [
        _rij(gebruiker, overleg)
        for overleg in _zichtbare(gebruiker).filter(_open(gebruiker)).order_by("begin", "pk")
    ]


def voorbije(gebruiker: Wie) -> QuerySet[Overleg]:
    """Wat voorbij of geannuleerd is; het laatste bovenaan. Maak er rijen van met `rijen`."""
    return _zichtbare(gebruiker).exclude(_open(gebruiker)).order_by("-begin", "-pk")


def rijen(gebruiker: Wie, overleggen: "list[Overleg]") -> list[Rij]:
    """De rijen voor een bladzijde van `voorbije`."""
    return [_rij(gebruiker, overleg) for overleg in overleggen]


def overlegblad(gebruiker: Wie, overleg: Overleg) -> Overlegblad:
    """Het overleg met de punten die deze gebruiker mag kennen; toont referenties, geen inhoud."""
    punten = list(zichtbare_punten(gebruiker, overleg))
    inzien = _ids(zichtbaar(gebruiker, "agendapunt.inzien", overleg.agendapunten.all()))
    kern = _is_kern(gebruiker, overleg)
    beheren = bool(mag(gebruiker, "overleg.beheren", overleg)) and overleg.staat == Overleg.Staat.GEPLAND
    uitgenodigd = _met_genodigden(overleg) if beheren else set()
    lijst = [
        Puntrij(
            punt,
            stand_van_punt(punt),
            punt.pk in inzien,
            punt.pk in inzien and punt.casus.staat in voorwaarden.OP_AGENDA,
            _puntknoppen(punt, uitgenodigd, eerste=i == 0, laatste=i == len(punten) - 1) if beheren else [],
        )
        for i, punt in enumerate(punten)
    ]
    return Overlegblad(
        overleg,
        _stand(overleg, punten, kern),
        kern,
        lijst,
        knoppen(gebruiker, overleg),
        beheren,
        overleg.staat == Overleg.Staat.GEPLAND and eigen_zending(gebruiker, overleg) is not None,
    )


def zichtbare_punten(gebruiker: Wie, overleg: Overleg) -> QuerySet[Agendapunt]:
    """De punten van dit overleg die deze gebruiker mag kennen, in volgorde (LR-31)."""
    return zichtbaar(gebruiker, "agendapunt.zien", overleg.agendapunten.select_related("casus", "overleg"))


def knoppen(gebruiker: Wie, overleg: Overleg) -> list[Knop]:
    """Beschikbare overgangen ∩ beleid."""
    lijst = []

    def adres(naam: str) -> str:
        return reverse(f"casus:overleg_{naam}", args=[overleg.pk])

    if overleg.staat in OPEN and mag(gebruiker, "overleg.leiden", overleg):
        lijst.append(Knop("leiden", _("Overleg leiden"), adres("leiden"), "get", "hoofd"))
    if can_proceed(overleg.annuleer) and mag(gebruiker, "overleg.beheren", overleg):
        gevolg = _(
            "Het overleg gaat niet door. De casussen en hun deelnemers blijven. Open uitnodigingen verhuizen mee "
            "zodra de casus op een ander overleg staat."
        )
        lijst.append(Knop("wijzigen", _("Verzetten of wijzigen"), adres("wijzigen"), "get"))
        lijst.append(
            Knop("annuleren", _("Overleg annuleren"), adres("annuleren"), stijl="gevaar", bevestiging=gevolg)
        )
    return lijst


def kandidaten(gebruiker: Wie, overleg: Overleg) -> QuerySet[Casus]:
    """Casussen die nog op deze agenda kunnen, van dit LIVC en voor deze gebruiker zichtbaar (LR-05)."""
    al = overleg.agendapunten.values("casus")
    mogelijk = Casus.objects.filter(livc_id=overleg.livc_id, staat__in=voorwaarden.OP_AGENDA).exclude(
        pk__in=al
    )
    return zichtbaar(gebruiker, "casus.zien", mogelijk)


def voorzitters(livc: Livc) -> list[Gebruiker]:
    """Wie een overleg van dit LIVC kan voorzitten (LR-10)."""
    return leden_met_rol(livc.pk, Rol.BURGEMEESTER)


def stand_van_punt(punt: Agendapunt) -> Merk:
    return Merk(punt.get_staat_display(), PUNTKLEUR[punt.staat])


def _zichtbare(gebruiker: Wie) -> QuerySet[Overleg]:
    eigen = zichtbaar(gebruiker, "agendapunt.zien", Agendapunt.objects.select_related("casus"))
    return zichtbaar(
        gebruiker, "overleg.zien", Overleg.objects.select_related("voorzitter", "livc")
    ).prefetch_related(Prefetch("agendapunten", eigen.order_by("volgorde"), to_attr="eigen_punten"))


def _open(gebruiker: Wie) -> Q:
    eigen = zichtbaar(
        gebruiker,
        "agendapunt.zien",
        Agendapunt.objects.filter(overleg=OuterRef("pk"), staat__in=voorwaarden.OPEN_PUNT),
    )
    kern = [livc for livc, rollen in rollen_van(gebruiker).items() if rollen & KERN]
    return Q(Q(livc__in=kern) | Q(Exists(eigen)), staat__in=OPEN)


def _rij(gebruiker: Wie, overleg: Overleg) -> Rij:
    punten: list[Agendapunt] = overleg.eigen_punten  # type: ignore[attr-defined]
    kern = _is_kern(gebruiker, overleg)
    namen = ", ".join(punt.casus.referentie for punt in punten)
    # Een deelnemer leest ook hier alleen de eigen punten af: aftellen stopt niet omdat een ander punt begon.
    gepland = overleg.staat == Overleg.Staat.GEPLAND
    if not kern:
        gepland = {punt.staat for punt in punten} == {Agendapunt.Staat.GEPLAND}
    return Rij(overleg, _stand(overleg, punten, kern), namen, kern, gepland)


def _stand(overleg: Overleg, punten: list[Agendapunt], kern: bool) -> Merk:
    if kern or overleg.staat == Overleg.Staat.GEANNULEERD:
        kleur = {"bezig": "let-op", "afgerond": "ja", "geannuleerd": "stop"}.get(overleg.staat, "")
        return Merk(overleg.get_staat_display(), kleur)
    staten = {punt.staat for punt in punten}
    if Agendapunt.Staat.BEZIG in staten:
        return Merk(_("nu aan tafel"), "let-op")
    if Agendapunt.Staat.GEPLAND in staten:
        return Merk(_("gepland"))
    return Merk(_("voorbij"), "rust")


def _is_kern(gebruiker: Wie, overleg: Overleg) -> bool:
    return bool(rollen_van(gebruiker).get(overleg.livc_id, frozenset()) & KERN)


def _puntknoppen(punt: Agendapunt, uitgenodigd: set[UUID], *, eerste: bool, laatste: bool) -> list[Knop]:
    lijst = []
    if not eerste:
        lijst.append(Knop("omhoog", _("Vroeger"), reverse("casus:agendapunt_omhoog", args=[punt.pk])))
    if not laatste:
        lijst.append(Knop("omlaag", _("Later"), reverse("casus:agendapunt_omlaag", args=[punt.pk])))
    beletten = tuple(voorwaarden.beletten_genodigd(punt.casus_id in uitgenodigd))
    weg = reverse("casus:agendapunt_verwijderen", args=[punt.pk])
    lijst.append(Knop("weg", _("Van de agenda halen"), weg, beletten=beletten))
    return lijst


def _met_genodigden(overleg: Overleg) -> set[UUID]:
    return set(voorwaarden.genodigden(overleg).values_list("casus_id", flat=True))


def _ids(punten: QuerySet[Agendapunt]) -> set[UUID]:
    return set(punten.values_list("pk", flat=True))
