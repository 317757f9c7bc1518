"""De vernietigingslijst en de grafstenen, zoals één persoon ze ziet: nooit een spoor van wat hij niet mag kennen (LR-23)."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casus import databank
from casus.models import Bewaarplicht, Vernietigingsbewijs, Vernietigingspunt
from casus.models.vernietiging import Tekenrol
from casus.voorwaarden.vernietiging import belet_wacht, beletten_tekenen
from toegang.beleid import eis, haal, mag, rollen_van, zichtbaar
from toegang.models import Gebruiker
from toegang.schermdelen import Merk
from toegang.uitzonderingen import Belet, Verborgen

from .vernietigingstop import Stop, stoppen


@dataclass(frozen=True)
class Puntrij:
    """Eén casus op de lijst, met wie al tekende en waarom deze persoon (niet) kan."""

    punt: Vernietigingspunt
    getekend: str
    beletten: list[Belet]
    mag_tegenhouden: bool
    wacht: str = ""

    @property
    def merk(self) -> Merk:
        if self.punt.staat == Vernietigingspunt.Staat.BEZIG:
            return Merk(_("wordt gewist"), "let-op")
        return Merk(_("uw handtekening"), "let-op") if not self.beletten else Merk(_("wacht"), "rust")


@dataclass(frozen=True)
class Lijstblad:
    rijen: list[Puntrij]
    plichten: list[tuple[Bewaarplicht, bool]]
    stoppen: list[Stop]

    @property
    def te_tekenen(self) -> list[tuple[str, str]]:
        """De keuzes van het formulier: waarde en wat er staat."""
        return [
            (
                str(rij.punt.pk),
                _("%(ref)s, termijn tot %(dag)s")
                % {"ref": rij.punt.referentie, "dag": date_format(rij.punt.einde, "j F Y")},
            )
            for rij in self.rijen
            if not rij.beletten
        ]


def eis_tekenaar(gebruiker: Gebruiker) -> None:
    """Raises Verborgen voor wie in geen enkel LIVC kan tekenen."""
    rollen = {rol.value for eigen in rollen_van(gebruiker).values() for rol in eigen}
    if not rollen & set(Tekenrol.values):
        raise Verborgen("vernietiging.zien", None, "LR-53")


def open_(gebruiker: Gebruiker) -> QuerySet[Vernietigingspunt]:
    rijen = Vernietigingspunt.objects.filter(staat__in=Vernietigingspunt.OPEN).select_related("livc")
    return zichtbaar(gebruiker, "vernietiging.zien", rijen).prefetch_related("handtekeningen__gebruiker")


def lijstblad(gebruiker: Gebruiker) -> Lijstblad:
    """Wat wacht of bezig is, en wat een bewaarplicht tegenhoudt. Raises Verborgen."""
    eis_tekenaar(gebruiker)
    punten = list(open_(gebruiker))
    wacht = databank.vernietiging_wacht([punt.pk for punt in punten])
    tegen = set(
        zichtbaar(gebruiker, "vernietiging.bewaarplicht", open_(gebruiker)).values_list("pk", flat=True)
    )
    rijen = [
        Puntrij(
            punt,
            _getekend(punt),
            beletten_tekenen(gebruiker, punt, wacht.get(punt.pk)),
            punt.staat == Vernietigingspunt.Staat.VOORGESTELD and punt.pk in tegen,
            str(belet_wacht(wacht[punt.pk]).uitleg) if punt.pk in wacht else "",
        )
        for punt in punten
    ]
    plichten = zichtbaar(
        gebruiker, "bewaarplicht.zien", Bewaarplicht.objects.lopend().select_related("opgelegd_door")
    )
    return Lijstblad(
        rijen,
        [(plicht, bool(mag(gebruiker, "bewaarplicht.lezen", plicht))) for plicht in plichten],
        stoppen(gebruiker, punten, wacht),
    )


def te_tekenen(gebruiker: Gebruiker) -> list[Vernietigingspunt]:
    """Waar deze persoon nu zelf voor kan tekenen."""
    punten = list(open_(gebruiker))
    wacht = databank.vernietiging_wacht([punt.pk for punt in punten])
    return [punt for punt in punten if not beletten_tekenen(gebruiker, punt, wacht.get(punt.pk))]


def punt(gebruiker: Gebruiker, pk: UUID, actie: str) -> Vernietigingspunt:
    """Raises Verborgen, of Verboden voor wie de lijst alleen ziet."""
    rij = haal(gebruiker, "vernietiging.zien", Vernietigingspunt.objects.select_related("livc"), pk)
    eis(gebruiker, actie, rij)
    return rij


def grafstenen(gebruiker: Gebruiker) -> QuerySet[Vernietigingsbewijs]:
    """De vernietigde casussen die deze persoon mag kennen. Raises Verborgen."""
    eis_tekenaar(gebruiker)
    return zichtbaar(gebruiker, "vernietiging.zien", Vernietigingsbewijs.objects.select_related("livc"))


def bewijs(gebruiker: Gebruiker, pk: UUID) -> Vernietigingsbewijs:
    """Raises Verborgen."""
    return haal(
        gebruiker,
        "vernietiging.zien",
        Vernietigingsbewijs.objects.select_related("livc", "lijst", "punt"),
        pk,
    )


def _getekend(punt: Vernietigingspunt) -> str:
    namen = [f"{teken.gebruiker.naam} ({teken.get_rol_display()})" for teken in punt.handtekeningen.all()]
    return ", ".join(namen) or _("nog niemand")
