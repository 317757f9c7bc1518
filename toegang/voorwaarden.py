"""Wie kan welke rol krijgen, en welke organisatie staat in de gids? De regels, elk op één plaats."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Factorherstel, Gebruiker, Lidmaatschap, Livc, Organisatie
from .models.organisatie import Niveau
from .rollen import KERN, Rol
from .uitzonderingen import Belet

ONAFHANKELIJK = frozenset({Rol.BEHEERDER, Rol.TOEZICHTHOUDER})


def beletten_lid(livc_id: UUID, actor_id: UUID | None, lid: Gebruiker, rol: Rol) -> list[Belet]:
    """LR-31 en LR-57: een beheerder geeft zichzelf geen rol; beheer, toezicht en kern blijven gescheiden.

    Anders zou wie accounts maakt zichzelf aan tafel kunnen zetten, of toezicht houden op het eigen werk.
    """
    if lid.pk == actor_id:
        uitleg = _("U kunt uzelf geen rol geven. Vraag het aan een andere beheerder.")
        return [Belet(uitleg, "LR-31", "email")]
    eigen = {
        Rol(naam)
        for naam in Lidmaatschap.objects.filter(livc_id=livc_id, gebruiker=lid)
        .exclude(tot__lt=timezone.localdate())  # ook een rol met een einddatum die nog komt
        .values_list("rol", flat=True)
    }
    if rol in eigen:
        return [Belet(_("Deze persoon heeft die rol al."), "", "rol")]
    botst = eigen & (KERN | ONAFHANKELIJK) if rol in ONAFHANKELIJK else eigen & ONAFHANKELIJK
    if botst and rol in KERN | ONAFHANKELIJK:
        uitleg = _("Deze persoon is al %(rol)s. Beheer, toezicht en de kern gaan niet samen.")
        regel = "LR-57" if Rol.TOEZICHTHOUDER in botst | {rol} else "LR-31"
        return [Belet(uitleg % {"rol": min(botst).label}, regel, "rol")]
    return []


def beletten_machtiging(rol: Rol, machtiging: str, machtiging_tot: date | None) -> list[Belet]:
    """LR-11 (Wet LIVC art. 3 § 1): de politie heeft een machtiging van minstens ‘geheim’ die nog loopt."""
    if rol != Rol.POLITIE:
        return []
    if not machtiging or machtiging_tot is None:
        return [Belet(_("Vul het niveau en de vervaldatum van de machtiging in."), "LR-11", "machtiging_tot")]
    if machtiging_tot <= timezone.localdate():
        return [Belet(_("Deze machtiging is al vervallen."), "LR-11", "machtiging_tot")]
    return []


def beletten_beeindigen(actor_id: UUID, lid: Lidmaatschap) -> list[Belet]:
    """LR-10: wie beheert, sluit zichzelf niet buiten; een rol eindigt maar één keer."""
    if lid.tot is not None and lid.tot <= timezone.localdate():
        return [Belet(_("Deze rol is al beëindigd."))]
    if lid.gebruiker_id == actor_id:
        return [Belet(_("U kunt uw eigen rol niet beëindigen. Vraag het aan een andere beheerder."), "LR-10")]
    return []


def beletten_bevestigen(actor_id: UUID, rollen: frozenset[Rol], lid: Lidmaatschap) -> list[Belet]:
    """LR-31: niet wie ze voorstelde, niet de persoon zelf, en nooit iemand die zelf accounts beheert."""
    if actor_id in (lid.voorgesteld_door_id, lid.gebruiker_id):
        return [Belet(_("Een andere persoon bevestigt deze rol."), "LR-31")]
    if Rol.BEHEERDER in rollen:
        return [Belet(_("Wie accounts beheert, bevestigt geen rol. Vraag het aan iemand anders."), "LR-31")]
    if not lid.gebruiker.is_active:
        return [Belet(_("Dit account is afgesloten."), "LR-31")]
    return []


def beletten_herstel_bevestigen(
    actor_id: UUID,
    rollen: frozenset[Rol],
    herstel: Factorherstel,
    aanvrager_rollen: frozenset[Rol],
    *,
    loopt: bool,
) -> list[Belet]:
    """LR-31: twee anderen samen, niet allebei beheerder, en allebei nu nog bevoegd."""
    if herstel.bevestigd_op or herstel.geweigerd_op:
        return [Belet(_("Iemand anders antwoordde al op deze aanvraag."))]
    if not loopt or not aanvrager_rollen:
        return [Belet(_("Deze aanvraag is verlopen. Vraag het opnieuw."), "LR-31")]
    if actor_id in (herstel.aangevraagd_door_id, herstel.gebruiker_id):
        return [Belet(_("Een andere persoon bevestigt dit."), "LR-31")]
    if Rol.BEHEERDER in rollen and Rol.BEHEERDER in aanvrager_rollen:
        uitleg = _(
            "Twee beheerders herstellen samen niets. Vraag het aan iemand van de kern of het toezicht."
        )
        return [Belet(uitleg, "LR-31")]
    return []


def beletten_dienst(naam: str, gegevens: dict[str, Any]) -> list[Belet]:
    """Wat een dienst in de gids mist of verkeerd heeft (LR-12)."""
    return beletten_mandaat(gegevens) + beletten_ovo_code(gegevens.get("ovo_code"), naam=naam)


def beletten_wijzigen(livc: Livc, dienst: Organisatie, gegevens: dict[str, Any]) -> list[Belet]:
    """Zoals `beletten_dienst`, en: een gids wijzigt geen dienst die ook een ander LIVC gebruikt."""
    if dienst.livcs.exclude(pk=livc.pk).exists():
        uitleg = _("Ook een ander LIVC gebruikt deze dienst. Vraag het aan wie de toepassing installeert.")
        return [Belet(uitleg)]
    return beletten_dienst(dienst.naam, gegevens)


def beletten_stoppen(actor_id: UUID, wie: Gebruiker) -> list[Belet]:
    """Wie beheert, sluit zichzelf niet buiten (LR-10)."""
    if wie.pk == actor_id:
        uitleg = _("U kunt uw eigen toegang niet stoppen. Vraag het aan een andere beheerder.")
        return [Belet(uitleg, "LR-10")]
    return [] if wie.is_active else [Belet(_("Dit account is al afgesloten."))]


def beletten_mandaat(gegevens: dict[str, Any]) -> list[Belet]:
    """LR-12 (Wet LIVC art. 3 § 1): een mandaat heeft een datum en een referentie; een gemeente heeft er geen nodig."""
    datum, referentie, tot = (
        gegevens[naam] for naam in ("mandaat_datum", "mandaat_referentie", "mandaat_tot")
    )
    if datum and not referentie:
        return [
            Belet(_("Noem het decreet of de ordonnantie van dit mandaat."), "LR-12", "mandaat_referentie")
        ]
    if referentie and not datum:
        return [Belet(_("Vul in sinds wanneer het mandaat geldt."), "LR-12", "mandaat_datum")]
    if tot and datum and tot < datum:
        return [Belet(_("Het einde ligt voor het begin."), "LR-12", "mandaat_tot")]
    if gegevens["niveau"] == Niveau.GEMEENTE and referentie:
        return [Belet(_("Een gemeentelijke dienst heeft geen mandaat nodig."), "LR-12", "mandaat_referentie")]
    return []


def beletten_ovo_code(code: str | None, *, naam: str) -> list[Belet]:
    """Eén code, één dienst: anders zou ACM/IDM iemand aan de verkeerde dienst herkennen."""
    if code and Organisatie.objects.filter(ovo_code=code).exclude(naam=naam).exists():
        return [Belet(_("Een andere dienst heeft deze code al."), "", "ovo_code")]
    return []
