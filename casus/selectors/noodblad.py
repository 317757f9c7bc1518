"""De ene pagina van wie in nood leest: genoeg om te helpen, en nooit een geheim van de tafel (LR-30, LR-32)."""

from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casus.models import Actie, Besluit, Casus, Inbreng
from toegang.beleid import zichtbaar
from toegang.models import Gebruiker, Noodtoegang
from toegang.rollen import KERN, Rol

from .overzicht import in_woorden


@dataclass(frozen=True)
class Afspraak:
    tekst: str
    tegen: date
    dienst: str


@dataclass(frozen=True)
class Noodblad:
    """Alles wat de pagina toont; een sjabloon vraagt zelf niets."""

    wie: list[tuple[str, Any]]
    indicatoren: list[str]
    aanwijzingen: str
    tafel: list[str]
    besluiten: list[Besluit]
    acties: list[Afspraak]
    inbreng: list[Inbreng]
    tot: datetime

    @property
    def seconden(self) -> int:
        return max(ceil((self.tot - timezone.now()).total_seconds()), 0)

    @property
    def minuten(self) -> int:
        return ceil(self.seconden / 60)


def noodblad(gebruiker: Gebruiker, casus: Casus, nood: Noodtoegang) -> Noodblad:
    """Komt alleen langs `noodlezen.lees`, na de regel in het logboek (LR-57)."""
    assert nood.eindigt_op is not None
    persoon = casus.betrokkene_set.get()
    geboren = date_format(persoon.geboortedatum, "j F Y") if persoon.geboortedatum else ""
    aan_tafel = casus.deelname_set.filter(staat="aanvaard").select_related("organisatie")
    diensten = {deelname.gebruiker_id: deelname.organisatie.naam for deelname in aan_tafel}
    inbreng = Inbreng.objects.filter(casus=casus).select_related("auteur", "organisatie")
    acties = Actie.objects.filter(casus=casus, staat=Actie.Staat.OPEN).order_by("tegen", "pk")
    return Noodblad(
        wie=[(_("Naam"), persoon.naam), (_("Geboortedatum"), geboren), (_("Woonplaats"), persoon.gemeente)],
        indicatoren=in_woorden(casus.indicatoren or {}),
        aanwijzingen=casus.aanwijzingen,
        tafel=[*(str(rol.label) for rol in Rol if rol in KERN), *sorted(set(diensten.values()))],
        besluiten=list(Besluit.objects.filter(casus=casus)),
        acties=[
            Afspraak(actie.omschrijving, actie.tegen, diensten.get(actie.eigenaar_id, _("de kern")))
            for actie in acties
        ],
        inbreng=list(zichtbaar(gebruiker, "inbreng.noodlezen", inbreng)),
        tot=nood.eindigt_op,
    )
