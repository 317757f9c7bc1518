"""Mijn werk: wat op deze persoon wacht, over al zijn rollen heen.

Elke bron vraagt het beleid; wie geen recht heeft, krijgt van haar niets. De rollen bepalen alleen welke bronnen zin
hebben. De pagina toont referenties en dagen, geen inhoud, en hoeft dus geen regel in het logboek.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toegang.beleid import rollen_van
from toegang.models import Gebruiker
from toegang.rollen import KERN, Rol

from . import (
    accounts,
    berichten,
    bewaring,
    burgemeester,
    deelnemer,
    fiches,
    kern,
    livc,
    nood,
    overdracht,
    overleg,
    overname,
    preventie,
    toezicht,
    verzoeken,
    vragen,
)
from .taak import Taak

type Bron = Callable[[Gebruiker], list[Taak]]

VOOR_IEDEREEN: tuple[Bron, ...] = (
    accounts.taken,
    nood.taken,
    overleg.taken,
    deelnemer.taken,
    fiches.taken,
    overdracht.taken,
    vragen.taken,
    overname.taken,
    verzoeken.raadplegingen,
)
PER_ROL: tuple[tuple[frozenset[Rol], Bron], ...] = (
    (frozenset({Rol.BURGEMEESTER}), burgemeester.taken),
    (frozenset({Rol.BURGEMEESTER}), overdracht.beslissen),
    (frozenset({Rol.PREVENTIEAMBTENAAR}), preventie.taken),
    (KERN, kern.taken),
    (KERN, nood.te_bevestigen),
    (KERN, berichten.akkoorden),
    (frozenset({Rol.PREVENTIEAMBTENAAR, Rol.BEHEERDER}), berichten.adressen),
    (frozenset({Rol.BURGEMEESTER, Rol.POLITIE}), overname.parket),
    (frozenset({Rol.TOEZICHTHOUDER, Rol.FUNCTIONARIS}), nood.na_te_kijken),
    (frozenset({Rol.TOEZICHTHOUDER, Rol.FUNCTIONARIS}), toezicht.taken),
    (KERN | {Rol.FUNCTIONARIS, Rol.BEHEERDER}, livc.taken),
    (frozenset({Rol.BURGEMEESTER, Rol.PREVENTIEAMBTENAAR, Rol.FUNCTIONARIS}), verzoeken.taken),
    (frozenset({Rol.BURGEMEESTER, Rol.FUNCTIONARIS}), bewaring.kennisnemen),
    (frozenset({Rol.BURGEMEESTER}), bewaring.zonder_functionaris),
    (frozenset({Rol.BURGEMEESTER, Rol.FUNCTIONARIS, Rol.PREVENTIEAMBTENAAR}), bewaring.tekenen),
)


@dataclass(frozen=True)
class Werk:
    """De hele pagina."""

    eerst: list[Taak]
    daarna: list[Taak]
    rollen: frozenset[Rol]
    genodigd: bool

    @property
    def samenvatting(self) -> str:
        """‘drie dingen, één te laat’. Wie vrijwillig aan tafel komt, leest geen ‘te laat’ in de kop."""
        aantal = len(self.eerst) + len(self.daarna)
        tekst = ngettext("%(n)s ding", "%(n)s dingen", aantal) % {"n": in_woorden(aantal)}
        te_laat = sum(taak.te_laat for taak in self.eerst) if self.rollen else 0
        return (
            _("%(dingen)s, %(n)s te laat") % {"dingen": tekst, "n": in_woorden(te_laat)} if te_laat else tekst
        )

    @property
    def straks(self) -> str:
        """Wat hier zal staan, voor wie nu niets te doen heeft."""
        if self.rollen & KERN:
            return _(
                "Hier komt te staan wat u nodig heeft: signalen, overleg, acties en termijnen, met de dag erbij."
            )
        if self.rollen:
            return _(
                "Hier komt te staan wat het LIVC mist: een lege rol, ontbrekende gegevens of een machtiging."
            )
        return _(
            "Hier komen uitnodigingen te staan, het overleg waaraan u deelneemt, en de acties die u afsprak."
        )


def werk(gebruiker: Gebruiker) -> Werk:
    """Wat vandaag en later op deze persoon wacht; het dringendste eerst."""
    rollen = frozenset[Rol]().union(*rollen_van(gebruiker).values())
    bronnen = [*VOOR_IEDEREEN, *(bron for nodig, bron in PER_ROL if rollen & nodig)]
    taken = sorted((taak for bron in bronnen for taak in bron(gebruiker)), key=lambda taak: taak.dag)
    genodigd = any(taak.vrij for taak in taken)
    return Werk([t for t in taken if t.eerst], [t for t in taken if not t.eerst], rollen, genodigd)


def in_woorden(n: int) -> str:
    """Kleine getallen voluit, zoals men ze leest."""
    woorden = (
        _("nul"), _("één"), _("twee"), _("drie"), _("vier"), _("vijf"), _("zes"),
        _("zeven"), _("acht"), _("negen"), _("tien"), _("elf"), _("twaalf"),
    )  # fmt: skip
    return woorden[n] if n < len(woorden) else str(n)
