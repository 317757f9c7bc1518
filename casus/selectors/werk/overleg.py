"""Het overleg dat eraan komt. Wie deelneemt, ziet alleen het overleg waar een eigen casus besproken wordt (LR-31)."""

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casus.models import Overleg
from casus.selectors.overleg import Rij, komende
from casus.voorwaarden.bewaartermijn import beletten_per_casus
from toegang.beleid import zichtbaar
from toegang.models import Gebruiker

from .taak import Taak

DAGEN_VOORUIT = 14


def taken(gebruiker: Gebruiker) -> list[Taak]:
    vandaag = timezone.localdate()
    rijen = [rij for rij in komende(gebruiker) if _nu_van_belang(rij, (_dag(rij) - vandaag).days)]
    kern = [rij for rij in rijen if rij.kern]
    ontbreekt = _zonder_termijn(kern) if kern else {}
    leidt, beheert = (_ids(gebruiker, actie, kern) for actie in ("overleg.leiden", "overleg.beheren"))
    return [
        _van_de_kern(rij, ontbreekt, rij.overleg.pk in leidt, rij.overleg.pk in beheert)
        if rij.kern
        else _van_een_deelnemer(rij)
        for rij in rijen
    ]


def _nu_van_belang(rij: Rij, dagen: int) -> bool:
    # Een overleg dat niet doorging, is voor de kern om op te ruimen; een deelnemer kan er niets aan doen.
    return dagen <= DAGEN_VOORUIT if rij.kern else dagen >= 0


def _dag(rij: Rij) -> date:
    return timezone.localdate(rij.overleg.begin)


def _van_de_kern(rij: Rij, ontbreekt: dict[UUID, str], leidt: bool, beheert: bool) -> Taak:
    naam, label = "overleg", _("Bekijken")
    if leidt and _dag(rij) <= timezone.localdate():
        naam, label = "overleg_leiden", _("Leiden")
    elif beheert:
        label = _("Voorbereiden")
    punten = rij.overleg.eigen_punten  # type: ignore[attr-defined]
    zonder = [ontbreekt[punt.casus_id] for punt in punten if punt.casus_id in ontbreekt]
    wat = ngettext("Overleg met %(n)d agendapunt", "Overleg met %(n)d agendapunten", len(punten))
    waarom = ""
    if not punten:
        waarom = _("Er staat nog geen casus op de agenda.")
    elif zonder:
        waarom = _("De bewaartermijn ligt nog niet vast voor %(refs)s.") % {"refs": ", ".join(zonder)}
    url = reverse(f"casus:{naam}", args=[rij.overleg.pk])
    return Taak(rij.overleg.begin, wat % {"n": len(punten)}, waarom, url, label)


def _van_een_deelnemer(rij: Rij) -> Taak:
    url = reverse("casus:overleg", args=[rij.overleg.pk])
    return Taak(rij.overleg.begin, _("Overleg"), rij.overleg.plaats, url, _("Bekijken"), rij.casussen)


def _zonder_termijn(rijen: list[Rij]) -> dict[UUID, str]:
    """LR-52: de casussen waarvan de bespreking nog niet kan beginnen."""
    casussen = {punt.casus_id: punt.casus for rij in rijen for punt in rij.overleg.eigen_punten}  # type: ignore[attr-defined]
    beletten = beletten_per_casus(list(casussen.values()))
    return {pk: casus.referentie for pk, casus in casussen.items() if beletten[pk]}


def _ids(gebruiker: Gebruiker, actie: str, rijen: list[Rij]) -> set[UUID]:
    overleggen = Overleg.objects.filter(pk__in=[rij.overleg.pk for rij in rijen])
    return set(zichtbaar(gebruiker, actie, overleggen).values_list("pk", flat=True))
