"""Hoe lang een dossier blijft, en wie daarover beslist (LR-52, W2026 art. 2 § 4; D2023 art. 5)."""

from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from casus.models import Bewaartermijn, Casus, Deelname, Geheimhouding, Instemming
from casus.models.bewaartermijn import LANG_MAANDEN, MAX_MAANDEN, STANDAARD_MAANDEN
from toegang.uitzonderingen import Belet

from .livc import beletten_nieuw
from .tafel import Tafelgenoot, kern_aan_tafel

GESLOTEN = (Casus.Staat.AFGESLOTEN, Casus.Staat.NACONTROLE)


@dataclass(frozen=True)
class Instemmers:
    """Wie met een termijn instemde, en wie aan tafel dat nog moet doen."""

    stemden_in: list[Tafelgenoot]
    ontbreken: list[Tafelgenoot]


def vastgelegd(casus: Casus) -> Bewaartermijn | None:
    """De termijn die nu geldt."""
    return casus.bewaartermijn_set.filter(staat=Bewaartermijn.Staat.VASTGELEGD).first()


def voorstel(casus: Casus) -> Bewaartermijn | None:
    """De termijn waarover de tafel nog beslist."""
    return casus.bewaartermijn_set.filter(staat=Bewaartermijn.Staat.VOORGESTELD).first()


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
    vast = set(
        Bewaartermijn.objects.filter(casus__in=casussen, staat=Bewaartermijn.Staat.VASTGELEGD).values_list(
            "casus_id", flat=True
        )
    )
    later = later_gekomen(casussen)
    uit: dict[UUID, list[Belet]] = {casus.pk: [] for casus in casussen}
    for casus in casussen:
        if casus.pk not in vast:
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
    """LR-52: hoogstens dertig jaar; langer dan een jaar met reden, langer dan vijf jaar alleen als uitzondering."""
    beletten = []
    if casus.staat in GESLOTEN:
        beletten.append(Belet(_("De casus is afgesloten. De termijn ligt vast."), "LR-52"))
    if not 1 <= maanden <= MAX_MAANDEN:
        uitleg = _("Kies minstens 1 maand en hoogstens %(max)s maanden (dertig jaar).") % {"max": MAX_MAANDEN}
        beletten.append(Belet(uitleg, "LR-52", "maanden"))
    if maanden > STANDAARD_MAANDEN and not reden.strip():
        beletten.append(Belet(_("Langer dan een jaar bewaren kan alleen met een reden."), "LR-52", "reden"))
    if maanden > LANG_MAANDEN and not uitzonderlijk:
        uitleg = _("Langer dan vijf jaar is een uitzondering. Bevestig dat u dit vooraf besprak.")
        beletten.append(Belet(uitleg, "LR-52", "uitzonderlijk"))
    return beletten + beletten_nieuw(casus.livc_id)


def beletten_vastleggen(termijn: Bewaartermijn, tafel: Iterable[Tafelgenoot]) -> list[Belet]:
    """LR-52: de deelnemers leggen de termijn samen vast."""
    if instemmers(termijn, tafel).ontbreken:
        return [Belet(_("Nog niet iedereen aan tafel stemde in met dit voorstel."), "LR-52")]
    return []


def bewaard_tot(casus: Casus, termijn: Bewaartermijn) -> date | None:
    """De dag waarop de inhoud vernietigd wordt; None zolang de casus nooit besproken en niet afgesloten is.

    De wet telt ten hoogste dertig jaar vanaf het afsluiten.
    """
    begin = casus.laatst_besproken_op or (casus.afgesloten_op and casus.afgesloten_op.date())
    if begin is None:
        return None
    einde = plus_maanden(begin, termijn.maanden)
    if casus.afgesloten_op is None:
        return einde
    return min(einde, plus_maanden(casus.afgesloten_op.date(), MAX_MAANDEN))


def plus_maanden(dag: date, maanden: int) -> date:
    """Zoveel maanden later; 31 januari plus één maand is de laatste dag van februari."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    return date(jaar, maand + 1, min(dag.day, monthrange(jaar, maand + 1)[1]))
