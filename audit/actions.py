"""Wat een toezichthouder doet. Alles laat zelf een regel na."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from toegang.beleid import eis
from toegang.handeling import handeling
from toegang.models import Gebruiker, Livc
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import Actor, lees_casusdeel, leg_vast

from . import selectors, toezichtsleutels
from .filters import Filter
from .models import Regel
from .soorten import Soort
from .toezichtsleutels import Prives
from .zegel import ZegelFout, open_zegel


@dataclass(frozen=True)
class Geopend:
    """De inhoud van een regel. `casusdeel` is None als de casus vernietigd is."""

    regel: Regel
    inhoud: Mapping[str, Any]
    casusdeel: Mapping[str, Any] | None
    leesbaar: bool = True


@handeling
def maak_toezichtsleutel(livc: Livc, *, actor: Actor, houder: Gebruiker, wachtzin: str) -> None:
    """Begint een tijdvak; `houder` is de eerste die het opent. Raises WachtzinTeKort."""
    sleutel, prive = toezichtsleutels.maak_epoch(livc.pk)
    toezichtsleutels.geef_toegang(sleutel, prive, houder.pk, wachtzin)
    leg_vast(
        Soort.TOEZICHT_SLEUTEL_GEMAAKT,
        actor=actor,
        livc_id=livc.pk,
        object_id=sleutel.pk,
        feiten={"epoch": sleutel.epoch, "houder": houder.naam},
    )


def ontgrendel(livc: Livc, *, actor: Gebruiker, wachtzin: str) -> Prives:
    """Raises NietVoldaan bij een verkeerde wachtzin, pas nadat de poging vastligt."""
    if tot := toezichtsleutels.geblokkeerd_tot(livc.pk, actor.pk):
        uur = date_format(localtime(tot), "H.i")
        raise NietVoldaan(
            _("Te veel verkeerde pogingen. Probeer opnieuw om %(uur)s.") % {"uur": uur}, veld="wachtzin"
        )
    prives = _probeer(livc, actor=actor, wachtzin=wachtzin)
    if not prives:
        raise NietVoldaan(_("Deze wachtzin klopt niet."), veld="wachtzin")
    return prives


@handeling
def _probeer(livc: Livc, *, actor: Gebruiker, wachtzin: str) -> Prives:
    eis(actor, "toezicht.inzien", livc)
    prives = toezichtsleutels.ontgrendel(livc.pk, actor.pk, wachtzin)
    soort = Soort.TOEZICHT_ONTGRENDELD if prives else Soort.TOEZICHT_ONTGRENDELEN_MISLUKT
    leg_vast(soort, actor=actor, livc_id=livc.pk, feiten={"tijdvakken": sorted(prives)})
    return prives


@handeling
def vergrendel(livc: Livc, *, actor: Gebruiker) -> None:
    eis(actor, "toezicht.inzien", livc)
    leg_vast(Soort.TOEZICHT_VERGRENDELD, actor=actor, livc_id=livc.pk)


@handeling
def bekijk_persoon(livc: Livc, *, actor: Gebruiker, filters: Filter) -> None:
    """Wie de lijst op één persoon filtert, ziet wat die deed: dat is zelf een inzage."""
    eis(actor, "toezicht.inzien", livc)
    leg_vast(Soort.TOEZICHT_LIJST_INGEZIEN, actor=actor, livc_id=livc.pk, feiten=filters.als_feiten())


@handeling
def open_regel(livc: Livc, regel: Regel, *, actor: Gebruiker, reden: str, prives: Prives) -> Geopend:
    """Opent een regel; de inhoud komt pas vrij na de regel die dat vastlegt (LR-57).

    Raises NietVoldaan zonder reden.
    """
    eis(actor, "toezicht.openen", livc)
    if not reden.strip():
        raise NietVoldaan(_("Schrijf waarom u deze regel opent."), "LR-57", "reden")
    geopend = _lees(regel, prives)
    leg_vast(
        Soort.TOEZICHT_REGEL_GEOPEND,
        actor=actor,
        livc_id=livc.pk,
        object_id=regel.pk,
        reden=reden.strip(),
        feiten={"regel": str(regel.pk), "soort": regel.soort, "leesbaar": geopend.leesbaar},
    )
    return geopend


@handeling
def voer_uit(livc: Livc, *, actor: Gebruiker, filters: Filter, reden: str) -> int:
    """Legt de uitvoer vast en geeft het aantal regels. Raises NietVoldaan zonder reden."""
    eis(actor, "toezicht.uitvoeren", livc)
    if not reden.strip():
        raise NietVoldaan(_("Schrijf waarom u deze regels uitvoert."), "LR-57", "reden")
    aantal = selectors.regels(livc, filters).count()
    leg_vast(
        Soort.TOEZICHT_UITVOER,
        actor=actor,
        livc_id=livc.pk,
        reden=reden.strip(),
        feiten={"aantal": aantal, "filter": filters.als_feiten()},
    )
    return aantal


@handeling
def voer_volledig_uit(livc: Livc, *, actor: Gebruiker, reden: str) -> None:
    """Legt vast dat het hele logboek, verzegeld, naar buiten gaat. Raises NietVoldaan zonder reden."""
    eis(actor, "toezicht.uitvoeren", livc)
    if not reden.strip():
        raise NietVoldaan(_("Schrijf waarom u het logboek uitvoert."), "LR-57", "reden")
    leg_vast(
        Soort.TOEZICHT_UITVOER, actor=actor, livc_id=livc.pk, reden=reden.strip(), feiten={"volledig": True}
    )


def _lees(regel: Regel, prives: Prives) -> Geopend:
    try:
        inhoud = open_zegel(prives[regel.epoch], bytes(regel.omhulling), regel.open().band())
    except (KeyError, ZegelFout):
        return Geopend(regel, {}, None, leesbaar=False)
    return Geopend(regel, inhoud, lees_casusdeel(regel.pk, inhoud))
