"""Het antwoord aan de persoon: vastleggen, en ophalen als brief of als bestand (LR-55)."""

import hashlib
import io
import json
import zipfile
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.soorten import Soort
from casus import verzoekgronden, verzoekpdf
from casus.models import Betrokkenenverzoek, Casus, Verzoekbrief
from casus.selectors.verzoekantwoord import Onderdeel, samengesteld
from casus.spoor import noteer_verzoek
from casus.voorwaarden import verzoek as voorwaarden
from casus.zetbaar import beletten_drukken
from toegang import sleutels
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan, Verborgen, eis_geen

from .verzoek import vergrendeld

FORMAAT = "casusoverleg/antwoord/1"
Uitkomst = Verzoekbrief.Uitkomst


@handeling
def open_antwoord(*, actor: Gebruiker, pk: UUID) -> tuple[Betrokkenenverzoek, list[Onderdeel]]:
    """Wat gegeven kan worden; de regel noemt de inbreng die erbij staat. Raises Verborgen, Verboden, NietVoldaan (LR-57)."""
    verzoek = haal(actor, "verzoek.zien", Betrokkenenverzoek.objects.select_related("livc", "casus"), pk)
    eis(actor, "verzoek.beoordelen", verzoek)
    eis_geen(voorwaarden.beletten_inhoud(actor, verzoek))
    delen = samengesteld(verzoek)
    noteer_verzoek(Soort.VERZOEK_INGEZIEN, actor, verzoek, getoond=_inbreng(delen))
    return verzoek, delen


@handeling
def beantwoord(
    *,
    actor: Gebruiker,
    pk: UUID,
    uitkomst: str,
    toelichting: str,
    gedaan: str = "",
    geven: Collection[str] = (),
) -> Verzoekbrief:
    """Legt de brief vast zoals hij vertrekt; daarna verandert er niets meer.

    Raises Verborgen, Verboden, NietVoldaan (LR-30, LR-55).
    """
    verzoek = vergrendeld(actor, pk)
    if verzoek.casus_id:
        # Wie nu nog antwoordt op de raadpleging, komt ervoor of erna.
        verzoek.casus = Casus.objects.select_for_update(of=("self",)).get(pk=verzoek.casus_id)
    eis_geen(voorwaarden.beletten_antwoord(verzoek, uitkomst))
    if voorwaarden.vraagt_uitvoering(verzoek) and not gedaan.strip():
        raise NietVoldaan(_("Schrijf wat er gedaan is, of dat er niets gedaan is."), "LR-55", "gedaan")
    for veld, tekst in (("gedaan", gedaan), ("toelichting", toelichting)):
        eis_geen(beletten_drukken(tekst, "LR-55", veld))
    delen = _gekozen(samengesteld(verzoek), uitkomst, set(geven))
    brief = Verzoekbrief(
        verzoek=verzoek,
        livc_id=verzoek.livc_id,
        casus_id=verzoek.casus_id,
        uitkomst=uitkomst,
        opgesteld_door=actor,
    )
    sleutels.maak(brief.pk, verzoek.livc_id)
    brief.inhoud = _inhoud(verzoek, brief, delen, toelichting.strip(), gedaan.strip())
    brief.save(force_insert=True)
    verzoek.beantwoord()
    verzoek.beantwoord_op, verzoek.beantwoord_door = timezone.now(), actor
    verzoek.wissen_op = voorwaarden.wissen_op(verzoek)
    verzoek.save(update_fields=["staat", "beantwoord_op", "beantwoord_door", "wissen_op"])
    noteer_verzoek(Soort.VERZOEK_BEANTWOORD, actor, verzoek, getoond=_inbreng(delen), besluit=uitkomst)
    return brief


@handeling
def haal_op(*, actor: Gebruiker, pk: UUID) -> tuple[str, bytes]:
    """De brief (PDF/UA) en dezelfde gegevens als JSON, samen in één bestand; gemaakt in het geheugen, nergens bewaard.

    Alleen voor wie beoordeelt; elke keer staat in het logboek. Raises Verborgen, Verboden, NietVoldaan (LR-34, LR-57).
    """
    verzoek = haal(actor, "verzoek.zien", Betrokkenenverzoek.objects.select_related("livc", "casus"), pk)
    eis(actor, "verzoek.beoordelen", verzoek)
    eis_geen(voorwaarden.beletten_inhoud(actor, verzoek))
    brief = Verzoekbrief.objects.filter(verzoek=verzoek).first()
    if brief is None:
        raise Verborgen("verzoek.beoordelen", verzoek, "LR-55")
    pakket = _pakket(brief.inhoud)
    noteer_verzoek(Soort.VERZOEK_UITVOER, actor, verzoek, op=hashlib.sha256(pakket).hexdigest())
    return f"antwoord-{verzoek.referentie}.zip", pakket


def _inbreng(delen: list[Onderdeel]) -> list[UUID]:
    """De inbreng die in deze delen staat: haar auteur ziet wie ze zag, en dat ze verteld is."""
    return [deel.inbreng for deel in delen if deel.inbreng]


def _gekozen(delen: list[Onderdeel], uitkomst: str, geven: set[str]) -> list[Onderdeel]:
    """Geheel is alles wat kan, geweigerd is niets; deels is wat aangeduid is. Raises NietVoldaan."""
    if uitkomst == Uitkomst.GEHEEL:
        return delen
    if uitkomst == Uitkomst.GEWEIGERD:
        return []
    gekozen = [deel for deel in delen if deel.code in geven]
    if not gekozen or len(gekozen) == len(delen):
        uitleg = _(
            "Duid aan wat u wel geeft, en laat minstens één deel weg. Anders is het geheel of geweigerd."
        )
        raise NietVoldaan(uitleg, "LR-55", "geven")
    return gekozen


def _inhoud(
    verzoek: Betrokkenenverzoek, brief: Verzoekbrief, delen: list[Onderdeel], toelichting: str, gedaan: str
) -> dict[str, Any]:
    beperkt = brief.uitkomst != Uitkomst.GEHEEL
    return {
        "formaat": FORMAAT,
        "referentie": verzoek.referentie,
        "verzoek": str(verzoek.get_soort_display()),
        "ontvangen_op": verzoek.ontvangen_op.isoformat(),
        "beantwoord_op": timezone.localdate().isoformat(),
        "aan": {"naam": verzoek.verzoeker, "adres": verzoek.adres},
        "van": {
            "livc": verzoek.livc.naam,
            "verantwoordelijke": verzoek.livc.verwerkingsverantwoordelijke,
            "functionaris": verzoek.livc.functionaris_gegevensbescherming,
            "toezichthoudende_autoriteit": verzoek.livc.toezichthoudende_autoriteit,
        },
        "uitkomst": str(brief.get_uitkomst_display()),
        "beperkt": beperkt,
        "grond": _mee_te_delen(verzoek) if beperkt else "",
        "gedaan": gedaan,
        "toelichting": toelichting,
        "gegevens": [deel.gegevens for deel in delen],
    }


def _mee_te_delen(verzoek: Betrokkenenverzoek) -> str:
    """De grond in woorden, als de functionaris vindt dat ze in de brief mag."""
    vastgelegd = voorwaarden.laatste_grond(verzoek)
    if vastgelegd is None or not vastgelegd.meedelen:
        return ""
    grond = verzoekgronden.zoek(vastgelegd.versie, vastgelegd.grond)
    return str(grond.label) if grond else ""


def _pakket(inhoud: dict[str, Any]) -> bytes:
    doel = io.BytesIO()
    with zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED) as bestand:
        bestand.writestr("brief.pdf", verzoekpdf.maak(inhoud))
        bestand.writestr("gegevens.json", json.dumps(inhoud, ensure_ascii=False, indent=1))
    return doel.getvalue()
