"""De raadpleging van één deelnemer: zijn eigen inbreng over de persoon, en niets van een ander (LR-55)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from casus import categorieen, databank
from casus.models import Casus, Inbreng, Raadpleging
from toegang.beleid import rollen_van, zichtbaar
from toegang.models import Gebruiker
from toegang.rollen import KERN, Rol
from toegang.schermdelen import Merk


@dataclass(frozen=True)
class Blad:
    """Wat de pagina toont."""

    raadpleging: Raadpleging
    casus: Casus
    inbreng: list[Inbreng]
    beantwoord: Merk | None


def blad(raadpleging: Raadpleging) -> Blad:
    """Roep eerst `actions.raadpleging.open_raadpleging`."""
    merk = Merk(_("u antwoordde"), "ja") if raadpleging.beantwoord_op else None
    return Blad(raadpleging, raadpleging.casus, eigen_inbreng(raadpleging), merk)


def eigen_inbreng(raadpleging: Raadpleging) -> list[Inbreng]:
    """Wat hij zelf over de persoon inbracht; over een relatie gaat het nooit (LR-51)."""
    rijen = Inbreng.objects.filter(
        casus=raadpleging.casus_id,
        auteur=raadpleging.gebruiker_id,
        staat=Inbreng.Staat.INGEBRACHT,
        over=None,
    )
    return list(rijen.select_related("organisatie", "auteur"))


def afschrift(inbreng: Inbreng, gegeven: dict[str, Any]) -> dict[str, Any]:
    """Het antwoord over één inbreng. De tekst gaat alleen mee als ze verteld mag worden."""
    antwoord = {"mag": bool(gegeven["mag"]), "reden": str(gegeven.get("reden") or "")}
    return antwoord | (te_vertellen(inbreng) if antwoord["mag"] else {})


def te_vertellen(inbreng: Inbreng) -> dict[str, str]:
    """Zoals de persoon het leest: wat, van welk soort dienst, en nooit van wie (LR-55)."""
    return {
        "tekst": inbreng.tekst,
        "soort": soort_gegeven(inbreng),
        "dienst": soort_dienst(inbreng),
        "zelf": "ja" if inbreng.bron == Inbreng.Bron.BETROKKENE else "",
    }


def soort_gegeven(inbreng: Inbreng) -> str:
    categorie = categorieen.zoek(inbreng.categorielijst, inbreng.categorie)
    return str(categorie.label) if categorie else ""


def soort_dienst(inbreng: Inbreng) -> str:
    """Het soort dienst van de auteur; geen naam van een mens of van een organisatie."""
    if inbreng.organisatie is not None:
        return str(inbreng.organisatie.get_sector_display())
    rollen = rollen_van(inbreng.auteur).get(inbreng.livc_id, frozenset())
    if Rol.POLITIE in rollen:
        return _("lokale politie")
    return _("dienst van de gemeente") if rollen & KERN else _("dienst aan tafel")


def te_beantwoorden(gebruiker: Gebruiker) -> list[Raadpleging]:
    """De eigen vragen waar hij iets over kan zeggen; wie niets inbracht, hoeft niets te doen."""
    rijen = Raadpleging.objects.filter(gebruiker=gebruiker, beantwoord_op=None).select_related("casus")
    wachtend = list(zichtbaar(gebruiker, "raadpleging.zien", rijen))
    if not wachtend:
        return []
    open_ = databank.open_raadplegingen()
    met_iets = Inbreng.objects.filter(
        auteur=gebruiker,
        staat=Inbreng.Staat.INGEBRACHT,
        over=None,
        casus__in=[rij.casus_id for rij in wachtend],
    )
    eigen = set(met_iets.values_list("casus_id", flat=True))
    return [rij for rij in wachtend if rij.pk in open_ and rij.casus_id in eigen]
