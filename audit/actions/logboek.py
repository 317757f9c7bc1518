"""Wat een toezichthouder doet. Alles laat zelf een regel na."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.filters import Filter
from audit.models import Opening, Regel
from audit.selectors import logboek as selectors
from audit.selectors.belang import belang
from audit.selectors.nazicht import persoon_achter
from audit.soorten import Soort
from audit.toezichtsleutels import Prives
from audit.zegel import ZegelFout, open_zegel
from toegang import sleutels
from toegang.beleid import eis
from toegang.handeling import handeling
from toegang.models import Gebruiker, Livc
from toegang.uitzonderingen import NietVoldaan, eis_geen
from toegang.verantwoording import lees_casusdeel, leg_vast


@dataclass(frozen=True)
class Geopend:
    """De inhoud van een regel. `casusdeel` is None als de casus vernietigd is."""

    regel: Regel
    inhoud: Mapping[str, Any]
    casusdeel: Mapping[str, Any] | None
    leesbaar: bool = True


@handeling
def bekijk_persoon(livc: Livc, *, actor: Gebruiker, filters: Filter) -> None:
    """Wie de lijst op één persoon filtert, ziet wat die deed: dat is zelf een inzage."""
    eis(actor, "toezicht.inzien", livc)
    leg_vast(Soort.TOEZICHT_LIJST_INGEZIEN, actor=actor, livc_id=livc.pk, feiten=filters.als_feiten())


@handeling
def open_regel(livc: Livc, regel: Regel, *, actor: Gebruiker, reden: str, prives: Prives) -> Geopend:
    """Opent een regel; de inhoud komt pas vrij na de regel die dat vastlegt (LR-57).

    Wie de regel schreef, leest later dat ze geopend is en waarom. Raises NietVoldaan: zonder reden, of bij een eigen
    handeling of die van de leidinggevende.
    """
    eis(actor, "toezicht.openen", livc)
    eis_geen([b for b in [belang(livc, actor).belet(regel)] if b])
    if not reden.strip():
        raise NietVoldaan(_("Schrijf waarom u deze regel opent."), "LR-57", "reden")
    geopend = _lees(regel, prives)
    _noteer_opening(livc, regel, actor, reden.strip())
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


def _noteer_opening(livc: Livc, regel: Regel, actor: Gebruiker, reden: str) -> None:
    opening = Opening(
        livc_id=livc.pk,
        regel_id=regel.pk,
        soort=regel.soort,
        tijdstip=regel.tijdstip,
        gebruiker_id=persoon_achter(livc, regel),
        geopend_door=actor,
        geopend_op=timezone.now(),
        reden=reden,
    )
    sleutels.maak(opening.pk, livc.pk)
    opening.save(force_insert=True)


def _lees(regel: Regel, prives: Prives) -> Geopend:
    try:
        inhoud = open_zegel(prives[regel.epoch], bytes(regel.omhulling), regel.open().band(), regel.versie)
    except (KeyError, ZegelFout):
        return Geopend(regel, {}, None, leesbaar=False)
    return Geopend(regel, inhoud, lees_casusdeel(regel.pk, inhoud))
