"""Het kader van elk blad van een casus: waar ze staat op haar weg, en welke bladen er zijn."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casus.models import Casus
from toegang.beleid import Wie, mag
from toegang.schermdelen import Merk, Spoorpunt

from .bewaartermijn import Klok, kleine_klok

BLADEN = (
    ("casus:casus", gettext_lazy("Overzicht")),
    ("casus:tafel", gettext_lazy("Tafel")),
    ("casus:inbreng", gettext_lazy("Inbreng")),
    ("casus:traject", gettext_lazy("Traject")),
    ("casus:fiches", gettext_lazy("Fiche")),
    ("casus:dossier", gettext_lazy("Dossier")),
)


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    huidig: bool


@dataclass(frozen=True)
class Blad:
    """Wat het kader toont; een sjabloon vraagt zelf niets aan de databank."""

    casus: Casus
    tabs: list[Tab]
    spoor: list[Spoorpunt]
    merken: list[Merk]
    klok: Klok


def blad(gebruiker: Wie, casus: Casus, huidig: str) -> Blad:
    """Het kader voor wie de casus mag inzien; roep eerst `inzage.open_casus`. `huidig` is de urlnaam."""
    tabs = [Tab(str(label), reverse(url, args=[casus.pk]), url == f"casus:{huidig}") for url, label in BLADEN]
    return Blad(casus, tabs, _spoor(casus), _merken(gebruiker, casus), kleine_klok(casus))


def _merken(gebruiker: Wie, casus: Casus) -> list[Merk]:
    merken = [Merk(casus.get_staat_display())]
    leeftijd = casus.betrokkene_set.get().leeftijd(timezone.localdate())
    if leeftijd is not None and leeftijd < 18 and mag(gebruiker, "casus.inzien", casus):
        merken.append(Merk(_("minderjarig"), "let-op"))
    return merken


def _spoor(casus: Casus) -> list[Spoorpunt]:
    signaal = casus.signalen.order_by("aangemaakt").first()
    uitgenodigd = casus.deelname_set.exclude(uitgenodigd_op=None).order_by("uitgenodigd_op").first()
    besproken = casus.agendapunt_set.exclude(begonnen_op=None).order_by("begonnen_op").first()
    traject = casus.traject_set.order_by("versie").first()
    stappen = [
        (_("Signaal"), signaal.aangemaakt if signaal else None),
        (_("Op de lijst"), casus.aangemaakt),
        (_("Uitgenodigd"), uitgenodigd.uitgenodigd_op if uitgenodigd else None),
        (_("Overleg"), besproken.begonnen_op if besproken else None),
        (_("Traject"), traject.aangemaakt if traject else None),
        (_("Afgesloten"), casus.afgesloten_op),
    ]
    laatste = max((i for i, (_label, datum) in enumerate(stappen) if datum), default=0)
    return [
        Spoorpunt(label, datum, "nu" if i == laatste else "af" if i < laatste else "komt")
        for i, (label, datum) in enumerate(stappen)
    ]
