"""Hoe lang een dossier blijft, en wie daarover beslist (LR-52, W2026 art. 2 § 4; D2023 art. 5)."""

from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from casus.models import Bewaartermijn, Casus, Deelname, Geheimhouding, Instemming
from casus.models.bewaartermijn import LANG_MAANDEN, MAX_MAANDEN, STANDAARD_MAANDEN
from toegang.uitzonderingen import Belet

from .livc import beletten_nieuw
from .tafel import Tafelgenoot, kern_aan_tafel

GESLOTEN = (Casus.Staat.AFGESLOTEN, Casus.Staat.NACONTROLE)
OPEN = (Bewaartermijn.Staat.VOORGESTELD, Bewaartermijn.Staat.TE_BEVESTIGEN)


@dataclass(frozen=True)
class Instemmers:
    """Wie met een termijn instemde, en wie aan tafel dat nog moet doen."""

    stemden_in: list[Tafelgenoot]
    ontbreken: list[Tafelgenoot]


def vastgelegd(casus: Casus) -> Bewaartermijn | None:
    """De termijn die nu geldt."""
    return casus.bewaartermijn_set.filter(staat=Bewaartermijn.Staat.VASTGELEGD).first()


def voorstel(casus: Casus) -> Bewaartermijn | None:
    """De termijn waarover de tafel nog beslist, of waarvan de burgemeester en de functionaris nog kennis nemen."""
    return casus.bewaartermijn_set.filter(staat__in=OPEN).first()


def instemmers(termijn: Bewaartermijn, tafel: Iterable[Tafelgenoot]) -> Instemmers:
    """Verdeelt wie nu aan tafel zit; wie alleen uitgenodigd is, telt niet mee en houdt niets tegen."""
    ja = set(termijn.instemmingen.values_list("gebruiker_id", flat=True))
    mensen = list(tafel)
    return Instemmers(
        [genoot for genoot in mensen if genoot.gebruiker.pk in ja],
        [genoot for genoot in mensen if genoot.gebruiker.pk not in ja],
    )


def later_gekomen(casussen: Collection[Casus]) -> dict[UUID, set[UUID]]:
    """Per casus: wie na het vastleggen aan tafel kwam en nog niet instemde.

    Tot het eerste overleg beslissen alle deelnemers mee (LR-52); daarna ligt de termijn vast, ook voor wie later komt.
    """
    vast = {"casus__bewaartermijn_set__staat": Bewaartermijn.Staat.VASTGELEGD}
    sinds = F("casus__bewaartermijn_set__vastgelegd_op")
    stemde_in = Exists(
        Instemming.objects.filter(
            casus=OuterRef("casus"),
            gebruiker=OuterRef("gebruiker"),
            bewaartermijn__staat=Bewaartermijn.Staat.VASTGELEGD,
        )
    )
    nooit_besproken = [casus.pk for casus in casussen if casus.laatst_besproken_op is None]
    deelnames = Deelname.objects.aanvaard().filter(~stemde_in, beantwoord_op__gt=sinds, **vast)
    kern = Geheimhouding.objects.filter(kern_aan_tafel(), ~stemde_in, aanvaard_op__gt=sinds, **vast)
    gevonden: dict[UUID, set[UUID]] = {}
    for rijen in (deelnames, kern):
        for casus_id, wie in rijen.filter(casus__in=nooit_besproken).values_list("casus", "gebruiker"):
            gevonden.setdefault(casus_id, set()).add(wie)
    return gevonden


def beletten_per_casus(casussen: Collection[Casus]) -> dict[UUID, list[Belet]]:
    """LR-52 voor een hele agenda, in een vast aantal vragen aan de databank."""
    vast = _maanden(casussen)
    later = later_gekomen(casussen)
    uit: dict[UUID, list[Belet]] = {casus.pk: [] for casus in casussen}
    for casus in casussen:
        if _is_om(casus, vast.get(casus.pk)):
            uitleg = _("%(ref)s: de bewaartermijn is om. Deze casus wacht op vernietiging.")
            uit[casus.pk].append(Belet(uitleg % {"ref": casus.referentie}, "LR-52"))
        elif casus.pk not in vast:
            uitleg = _("%(ref)s: de bewaartermijn ligt nog niet vast.")
            uit[casus.pk].append(Belet(uitleg % {"ref": casus.referentie}, "LR-52"))
        elif casus.pk in later:
            uitleg = _("%(ref)s: wie later aan tafel kwam, stemde nog niet in met de bewaartermijn.")
            uit[casus.pk].append(Belet(uitleg % {"ref": casus.referentie}, "LR-52"))
    return uit


def beletten_bespreken(casus: Casus) -> list[Belet]:
    """LR-52: zonder vastgelegde bewaartermijn begint de bespreking niet."""
    return beletten_per_casus([casus])[casus.pk]


def beletten_voorstel(casus: Casus, maanden: int, reden: str, uitzonderlijk: bool) -> list[Belet]:
    """LR-52: hoogstens dertig jaar; langer dan een jaar met reden, langer dan vijf jaar alleen als uitzondering.

    Inkorten kan altijd. Verlengen vraagt een reden, en kan alleen voor het einde en zolang de casus open is: na het
    afsluiten zit de tafel die instemde er niet meer.
    """
    beletten = []
    if not 1 <= maanden <= MAX_MAANDEN:
        uitleg = _("Kies minstens 1 maand en hoogstens %(max)s maanden (dertig jaar).") % {"max": MAX_MAANDEN}
        beletten.append(Belet(uitleg, "LR-52", "maanden"))
    if maanden > STANDAARD_MAANDEN and not reden.strip():
        beletten.append(Belet(_("Langer dan een jaar bewaren kan alleen met een reden."), "LR-52", "reden"))
    if maanden > LANG_MAANDEN and not uitzonderlijk:
        uitleg = _("Langer dan vijf jaar is een uitzondering. Bevestig dat u dit vooraf besprak.")
        beletten.append(Belet(uitleg, "LR-52", "uitzonderlijk"))
    return beletten + _beletten_wijziging(casus, maanden, reden) + beletten_nieuw(casus.livc_id)


def _beletten_wijziging(casus: Casus, maanden: int, reden: str) -> list[Belet]:
    geldig = vastgelegd(casus)
    korter = geldig is not None and maanden < geldig.maanden
    if korter:
        return []
    if casus.staat in GESLOTEN:
        return [Belet(_("De casus is afgesloten. De termijn kan alleen nog korter."), "LR-52", "maanden")]
    if geldig is None or maanden == geldig.maanden:
        return beletten_einde(casus)
    if not reden.strip():
        return [Belet(_("Verlengen kan alleen met een reden."), "LR-52", "reden"), *beletten_einde(casus)]
    return beletten_einde(casus)


def beletten_einde(casus: Casus) -> list[Belet]:
    """LR-52: is de termijn om, dan begint of verlengt niets meer; alleen vernietigen volgt nog."""
    if casus.pk in verstreken([casus]):
        return [Belet(_("De bewaartermijn is om. Deze casus wacht op vernietiging."), "LR-52", "maanden")]
    return []


def beletten_vastleggen(termijn: Bewaartermijn, tafel: Iterable[Tafelgenoot]) -> list[Belet]:
    """LR-52: de deelnemers leggen de termijn samen vast, en verlengen alleen voor het einde."""
    if instemmers(termijn, tafel).ontbreken:
        return [Belet(_("Nog niet iedereen aan tafel stemde in met dit voorstel."), "LR-52")]
    return beletten_einde(termijn.casus) if termijn.verlenging else []


def volgende_verlenging(casus: Casus, maanden: int) -> int:
    """De hoeveelste verlenging dit voorstel is; 0 voor een eerste termijn of een kortere. De databank telt ook zelf."""
    geldig = vastgelegd(casus)
    if geldig is None or maanden <= geldig.maanden:
        return 0
    ooit = casus.bewaartermijn_set.exclude(vastgelegd_op=None)
    return 1 + (ooit.aggregate(hoogste=Max("verlenging"))["hoogste"] or 0)


def bewaard_tot(casus: Casus, maanden: int | None = None) -> date:
    """De dag waarop de inhoud aan vernietiging toe is. Zonder afspraak geldt het gewone jaar.

    Telt vanaf de laatste bespreking; was er geen, vanaf het afsluiten, het heropenen, of de lijst: ook een casus waarover
    niemand nog spreekt, eindigt. De wet telt ten hoogste dertig jaar vanaf het afsluiten. De databank rekent hetzelfde
    (`casus_reken_einde`).
    """
    gesloten = timezone.localdate(casus.afgesloten_op) if casus.afgesloten_op else None
    einde = plus_maanden(begin_van_termijn(casus), maanden or STANDAARD_MAANDEN)
    return einde if gesloten is None else min(einde, plus_maanden(gesloten, MAX_MAANDEN))


def begin_van_termijn(casus: Casus) -> date:
    return casus.laatst_besproken_op or timezone.localdate(
        casus.afgesloten_op or casus.heropend_op or casus.aangemaakt
    )


def verstreken(casussen: Collection[Casus]) -> set[UUID]:
    """De casussen waarvan de termijn om is: vanaf de dag zelf."""
    maanden = _maanden(casussen)
    return {casus.pk for casus in casussen if _is_om(casus, maanden.get(casus.pk))}


def _maanden(casussen: Collection[Casus]) -> dict[UUID, int]:
    vast = Bewaartermijn.objects.filter(casus__in=casussen, staat=Bewaartermijn.Staat.VASTGELEGD)
    return dict(vast.values_list("casus_id", "maanden"))


def _is_om(casus: Casus, maanden: int | None) -> bool:
    return bewaard_tot(casus, maanden) <= timezone.localdate()


def plus_maanden(dag: date, maanden: int) -> date:
    """Zoveel maanden later; 31 januari plus één maand is de laatste dag van februari."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    return date(jaar, maand + 1, min(dag.day, monthrange(jaar, maand + 1)[1]))
