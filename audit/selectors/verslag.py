"""Cijfers voor het verslag van het toezicht: over handelingen, nooit over een persoon of een casus (LR-58, LR-59)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import StrIndex, Substr
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import quorum
from audit.aandacht import Aandacht
from audit.models import Bevinding, Controlepunt, Medeondertekening, Opening, Regel, Wachtrij
from toegang.livcs import leden_met_rol
from toegang.models import Gebruiker, Livc
from toegang.rollen import Rol

from .belang import Belang, belang, belangen

KLEIN = 5
"""Een onderwerp met minder handelingen gaat samen met andere: anders zegt het getal iets over één mens (LR-59)."""


@dataclass(frozen=True)
class Periode:
    """Van en tot en met."""

    van: date
    tot: date

    def binnen(self, veld: str) -> Q:
        begin = timezone.make_aware(datetime.combine(self.van, time.min))
        einde = timezone.make_aware(datetime.combine(self.tot + timedelta(days=1), time.min))
        return Q(**{f"{veld}__gte": begin, f"{veld}__lt": einde})


@dataclass(frozen=True)
class Reden:
    reden: Aandacht
    gevallen: int
    open: int

    @property
    def bekeken(self) -> int:
        return self.gevallen - self.open


@dataclass(frozen=True)
class Dekking:
    """Hoeveel er gebeurde, hoeveel daarvan het toezicht moest bekijken, en hoeveel bekeken is."""

    handelingen: int
    onderwerpen: list[tuple[str, int]]
    redenen: list[Reden]
    te_bekijken: int
    open: int
    voor_een_collega: int
    voor_niemand: int

    @property
    def bekeken(self) -> int:
        return self.te_bekijken - self.open


@dataclass(frozen=True)
class Bewijs:
    punten: int
    eerste: Controlepunt | None
    laatste: Controlepunt | None
    getuigen: list[tuple[str, int]]
    gevraagd: int
    nodig: int
    genoeg: bool
    """Of het laatste controlepunt van de periode er nu genoeg heeft: wie een later punt tekende, dekt ook dit."""


def dekking(livc: Livc, periode: Periode, maker: Gebruiker) -> Dekking:
    regels = Regel.objects.filter(periode.binnen("tijdstip"), livc_id=livc.pk)
    wachtend = Wachtrij.objects.filter(periode.binnen("tijdstip"), livc_id=livc.pk)
    per_onderwerp = dict(
        regels.annotate(onderwerp=Substr("soort", 1, StrIndex("soort", Value(".")) - 1))
        .values_list("onderwerp")
        .annotate(n=Count("pk"))
    )
    gevallen, nog_open = _per_kenmerken(regels.exclude(kenmerken="")), _per_kenmerken(wachtend)
    ik, iedereen = belang(livc, maker), _toezicht(livc)
    return Dekking(
        handelingen=sum(per_onderwerp.values()),
        onderwerpen=samengevoegd(per_onderwerp),
        redenen=[Reden(r, _telt(gevallen, r), _telt(nog_open, r)) for r in Aandacht],
        te_bekijken=sum(gevallen.values()),
        open=sum(nog_open.values()),
        voor_een_collega=wachtend.filter(
            Q(actor_pseudoniem__in=ik.codes) | Q(casus_pseudoniem__in=ik.uitgesloten)
        ).count(),
        voor_niemand=wachtend.filter(actor_pseudoniem__in=_voor_niemand(iedereen)).count(),
    )


def _per_kenmerken(rijen: QuerySet[Regel] | QuerySet[Wachtrij]) -> dict[str, int]:
    return dict(rijen.order_by().values_list("kenmerken").annotate(n=Count("pk")))


def _telt(per_kenmerken: Mapping[str, int], reden: Aandacht) -> int:
    """Een handeling met twee redenen telt bij elk van beide."""
    return sum(n for kenmerken, n in per_kenmerken.items() if reden.value in kenmerken.split(","))


def samengevoegd(per_onderwerp: Mapping[str, int]) -> list[tuple[str, int]]:
    """Het grootste eerst; kleine gaan samen, zo nodig met het kleinste grote, tot het getal niemand meer aanwijst."""
    groot = sorted(
        ((n, o) for o, n in per_onderwerp.items() if n >= KLEIN), key=lambda paar: (-paar[0], paar[1])
    )
    rest = sum(n for n in per_onderwerp.values() if n < KLEIN)
    while 0 < rest < KLEIN and groot:
        rest += groot.pop()[0]
    rijen = [(onderwerp, n) for n, onderwerp in groot]
    return [*rijen, (_("andere, samen"), rest)] if rest >= KLEIN else rijen


def _toezicht(livc: Livc) -> list[Belang]:
    """Wie vandaag toezicht houdt en kan nakijken: met een rol, en met een verklaring."""
    leden = {lid.pk for rol in (Rol.TOEZICHTHOUDER, Rol.FUNCTIONARIS) for lid in leden_met_rol(livc.pk, rol)}
    return belangen(livc, leden)


def _voor_niemand(iedereen: Iterable[Belang]) -> frozenset[bytes]:
    """De pseudoniemen die elk van hen moet laten liggen."""
    codes = [wie.codes for wie in iedereen]
    return frozenset.intersection(*codes) if codes else frozenset()


def bevindingen(livc: Livc, periode: Periode) -> dict[str, int]:
    van, vandaag = Bevinding.objects.filter(livc_id=livc.pk), timezone.localdate()
    per_moment = van.aggregate(
        **{
            naam: Count("pk", filter=periode.binnen(f"{naam}_op"))
            for naam in ("gesteld", "beantwoord", "beslist", "gesloten")
        }
    )
    lopend = van.exclude(staat=Bevinding.Staat.GESLOTEN)
    uitkomsten = Counter(van.filter(periode.binnen("beslist_op")).values_list("uitkomst", flat=True))
    return {
        _("Vragen gesteld"): per_moment["gesteld"],
        _("Antwoorden"): per_moment["beantwoord"],
        _("Besluiten"): per_moment["beslist"],
        **{f"— {Bevinding.Uitkomst(u).label}": n for u, n in sorted(uitkomsten.items())},
        _("Gesloten"): per_moment["gesloten"],
        _("Nu nog open"): lopend.count(),
        _("Nu nog open, voorbij de termijn voor het besluit"): lopend.filter(
            besluit_tegen__lt=vandaag
        ).count(),
    }


def openingen(livc: Livc, periode: Periode) -> int:
    return Opening.objects.filter(periode.binnen("geopend_op"), livc_id=livc.pk).count()


def bewijs(livc: Livc, periode: Periode) -> Bewijs:
    punten = Controlepunt.objects.filter(periode.binnen("getekend_op"), livc_id=livc.pk)
    eerste, laatste = punten.order_by("grootte").first(), punten.order_by("-grootte").first()
    mede: list[tuple[str, int]] = []
    if eerste and laatste:
        binnen = Medeondertekening.objects.filter(
            livc_id=livc.pk, grootte__range=(eerste.grootte, laatste.grootte)
        )
        mede = list(binnen.order_by("getuige").values_list("getuige").annotate(n=Count("pk")))
    gedekt = [
        grootte for grootte in quorum.ondertekend(livc.pk).values() if laatste and grootte >= laatste.grootte
    ]
    genoeg = len(gedekt) >= quorum.nodig()
    return Bewijs(punten.count(), eerste, laatste, mede, len(settings.GETUIGEN), quorum.nodig(), genoeg)
