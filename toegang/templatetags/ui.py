"""De bouwstenen van het scherm. Gebruik: {% load i18n ui %}

Knoppen
  {% knoppen lijst_van_Knop %}                     rij knoppen; wie niet kan, staat erbij met reden en regel
  {% knop k %}                                     één Knop(naam, label, url, methode, stijl, bevestiging, beletten)
  gewone link of verzendknop: class="knop", "knop stil", "knop gevaar"
Formulier (Weergave in toegang/formulier.py maakt label, hulp, fout en foutlijst)
  {{ form }}                                       velden met foutlijst erboven
  {% formulier form _("Bewaren") terug=url %}      heel POST-formulier, met csrf en knoppen; bewaar=url → concept
  {% foutlijst form %}                             alleen de foutlijst (als u velden zelf schikt met as_field_group)
  {% bevestiging _("Vraag?") _("Wat er gebeurt.") _("Ja, doen") terug %}   inhoud van een bevestigingspagina
Weten waar en wanneer
  {% kruimelpad _("Casussen") url_lijst ref %}     om en om label en url; het laatste label zonder url
  {% spoor punten %}                               getekende weg; punten: Spoorpunt(label, datum, stand af|nu|komt)
  {% stappen 2 _("Uitnodiging") _("Geheimhouding") _("Antwoord") %}   stap 2 is nu
  {% wanneer moment %}                             merk: "vandaag 14.00", "nog 9 dagen", "2 dagen te laat"
  {% klok _("Bewaard tot") "1 jaar na …" deel=3 geheel=12 uitleg="…" %}   termijn, met balk als deel gegeven is
  {% balk 3 5 _("3 van 5 acties klaar") %}         voortgang
Zeggen wat en waarom
  {% merk "tekst" "let-op" %}                      statuswoord; soort: "" rust let-op stop ja geheim
  {% waarom "stop" "LR-14" %}tekst{% endwaarom %}  kader met uitleg en regel; soort: "" let-op stop ja
  {% regel "LR-14" %}                              link naar de regel, met haar bron (regelbron.meld_aan)
  {% lege_staat _("Geen signalen") _("Wat nu") url _("Signaal registreren") %}
Lijsten en gegevens
  {% rij datum _("Wat") _("Waarom") url _("Bekijken") %}   werkrij in <ul class="rijen">; datum: date, Merk of None
  {% gegevens paren %}                             paren (label, waarde)
  {% persoon naam "CAW" _("rol") merk %}           in <ul class="personen">; merk: Merk of None
  {% bladeren pagina %}                            Paginator-pagina; behoudt de filters in de URL
  <div class="tabelvak" role="region" tabindex="0" aria-label="…"><table class="tabel">
Blokken van basis.html: titel (nooit iets over een persoon), bladsoort ("smal"), kruimels, paginakop, inhoud, zij (wordt
vanzelf een tweede kolom). Kaders: <section class="kaart">, <div class="kaart-kop">, .inbreng(.deelbaar .concept .ingetrokken), .filters, .knoppen, .merken, .onder, .ref (referentie), .tekst (behoudt regeleinden), .alleen-voorlezen
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import batched
from typing import Any

from django import template
from django.forms import BaseForm
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from toegang import regelbron, schermdelen

register = template.Library()


@register.inclusion_tag("partials/knop.html")
def knop(knop: Any, zonder_reden: bool = False) -> dict[str, Any]:
    """Eén knop. `zonder_reden` laat de redenen weg omdat `knoppen` ze onder de rij zet."""
    return {
        "knop": knop,
        "id": _belet_id(knop),
        "klasse": "" if knop.stijl == "hoofd" else knop.stijl,
        "redenen": not zonder_reden,
        "ja": _kleine_letter(str(knop.label)),
    }


@register.inclusion_tag("partials/knoppen.html")
def knoppen(lijst: Iterable[Any]) -> dict[str, Any]:
    """Alle knoppen van een pagina, en daaronder waarom een knop niet kan."""
    rij = [(k, _belet_id(k)) for k in lijst]
    return {"knoppen": rij, "belet": [(k, i) for k, i in rij if k.beletten]}


def _kleine_letter(label: str) -> str:
    """'Uitnodiging intrekken' wordt 'uitnodiging intrekken', maar 'OCMW uitnodigen' blijft."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _belet_id(knop: Any) -> str:
    return f"belet-{slugify(knop.naam)}-{slugify(knop.url)}".rstrip("-")


@register.inclusion_tag("partials/formulier.html")
def formulier(
    form: BaseForm, label: str, terug: str = "", actie: str = "", bewaar: str = "", stijl: str = ""
) -> dict[str, Any]:
    """Een volledig POST-formulier; `bewaar` is de URL die onderweg een concept bewaart, `stijl` is leeg of gevaar."""
    return {
        "form": form,
        "label": label,
        "terug": terug,
        "actie": actie,
        "bewaar": bewaar,
        "stijl": stijl,
    }


@register.inclusion_tag("partials/bevestiging.html")
def bevestiging(vraag: str, gevolg: str, label: str, terug: str, stijl: str = "hoofd") -> dict[str, Any]:
    """De inhoud van een pagina die eerst vraagt of het zeker is."""
    return {"vraag": vraag, "gevolg": gevolg, "label": label, "terug": terug, "stijl": stijl}


@register.inclusion_tag("partials/foutlijst.html")
def foutlijst(form: BaseForm) -> dict[str, Any]:
    """Alle fouten van een formulier samen, elk met een link naar het veld."""
    return {"form": form}


@register.inclusion_tag("partials/kruimelpad.html")
def kruimelpad(*delen: str) -> dict[str, Any]:
    """Waar u bent: om en om label en url; het laatste label is deze pagina."""
    return {"kruimels": [(paar[0], paar[1] if len(paar) > 1 else "") for paar in batched(delen, 2)]}


@register.inclusion_tag("partials/spoor.html")
def spoor(punten: Iterable[schermdelen.Spoorpunt], label: str = "") -> dict[str, Any]:
    """De weg van een casus of signaal als tekening; voor een voorleesprogramma een gewone lijst."""
    return {"punten": list(punten), "label": label or _("Verloop")}


@register.inclusion_tag("partials/stappen.html")
def stappen(huidige: int, *labels: str) -> dict[str, Any]:
    """Genummerde stappen; `huidige` telt vanaf 1, één meer dan het aantal betekent: alles af."""
    stand = [
        (label, "af" if i < huidige else "nu" if i == huidige else "komt")
        for i, label in enumerate(labels, 1)
    ]
    return {"stappen": stand}


@register.simple_tag
def merk(tekst: str | schermdelen.Merk, soort: str = "") -> SafeString:
    """Een statuswoord in een gekleurd vakje."""
    teken = tekst if isinstance(tekst, schermdelen.Merk) else schermdelen.Merk(tekst, soort)
    return format_html(
        '<span class="merk{}">{}</span>', f" {teken.soort}" if teken.soort else "", teken.tekst
    )


@register.simple_tag
def wanneer(moment: date | datetime | None) -> SafeString:
    """Hoeveel tijd er nog is, als merk."""
    return merk(schermdelen.wanneer(moment))


@register.inclusion_tag("partials/klok.html")
def klok(
    label: str, waarde: str, deel: int | None = None, geheel: int = 100, uitleg: str = ""
) -> dict[str, Any]:
    """Een termijn, met een balk die toont hoeveel ervan om is."""
    return {"label": label, "waarde": waarde, "deel": deel, "geheel": geheel, "uitleg": uitleg}


@register.inclusion_tag("partials/balk.html")
def balk(deel: int, geheel: int, label: str) -> dict[str, Any]:
    """Voortgang; het label zegt hetzelfde in woorden en staat erboven."""
    return {"deel": deel, "geheel": geheel, "label": label}


@register.simple_block_tag
def waarom(content: str, soort: str = "", regel: str = "") -> SafeString:
    """Een kader dat uitlegt waarom iets zo gaat, met de regel als die er is."""
    bron = regel_link(regel) if regel else ""
    return format_html('<div class="waarom{}">{} {}</div>', f" {soort}" if soort else "", content, bron)


@register.inclusion_tag("partials/regel.html", name="regel")
def regel(nummer: str) -> dict[str, Any]:
    """Een link naar de regel, haar artikel en de reden."""
    # Een artikelnummer valt nooit van zijn artikel af op de volgende regel.
    bron = regelbron.bron(nummer).replace("art. ", "art.\u00a0").replace(" § ", "\u00a0§\u00a0")
    return {"nummer": nummer, "bron": bron}


def regel_link(nummer: str) -> SafeString:
    """Dezelfde link als `regel`, voor gebruik in andere bouwstenen."""
    return render_to_string("partials/regel.html", regel(nummer))


@register.inclusion_tag("partials/lege_staat.html")
def lege_staat(tekst: str, wat_nu: str = "", url: str = "", label: str = "") -> dict[str, Any]:
    """Een lijst zonder rijen zegt wat dat betekent en wat er nu te doen is."""
    return {"tekst": tekst, "wat_nu": wat_nu, "url": url, "label": label}


@register.inclusion_tag("partials/rij.html")
def rij(
    datum: date | schermdelen.Merk | None,
    wat: str,
    waarom: str = "",
    url: str = "",
    label: str = "",
    ref: str = "",
    stijl: str = "stil",
) -> dict[str, Any]:
    """Een werkrij: wanneer, wat, waarom, en één knop."""
    teken = datum if isinstance(datum, schermdelen.Merk) or datum is None else schermdelen.wanneer(datum)
    return {
        "merk": teken,
        "wat": wat,
        "waarom": waarom,
        "url": url,
        "label": label,
        "ref": ref,
        "stijl": stijl,
    }


@register.inclusion_tag("partials/gegevens.html")
def gegevens(paren: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Gegevens als label en waarde; een lege waarde heet 'niet ingevuld'."""
    return {"paren": list(paren)}


@register.inclusion_tag("partials/persoon.html")
def persoon(
    naam: str, organisatie: str = "", rol: str = "", merk: schermdelen.Merk | None = None
) -> dict[str, Any]:
    """Iemand aan tafel: naam, organisatie, rol en stand."""
    return {"naam": naam, "onder": " · ".join(d for d in (organisatie, rol) if d), "merk": merk}


@register.inclusion_tag("partials/bladeren.html", takes_context=True)
def bladeren(context: RequestContext, pagina: Any) -> dict[str, Any]:
    """Vorige en volgende; de filters in de URL blijven staan."""
    return {"pagina": pagina, "request": context.get("request")}
