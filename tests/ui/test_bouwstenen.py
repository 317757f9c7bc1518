"""De bouwstenen tonen wat ze beloven; zonder databank."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from tests.ui.proef import KNOPPEN, Proefformulier, proefblad
from toegang import regelbron
from toegang.schermdelen import Knop, Merk, wanneer
from toegang.templatetags import ui
from toegang.uitzonderingen import Belet

VANDAAG = date(2026, 11, 23)


def toon(bron: str, **context: Any) -> str:
    sjabloon = engines["django"].from_string("{% load ui %}" + bron)
    return re.sub(r"\s+", " ", sjabloon.render(context, RequestFactory().get("/x/?stand=open")))


def test_proefblad_toont_alles() -> None:
    html = proefblad()
    assert "Alles op één blad" in html
    assert html.count("<main") == 1


def test_ids_zijn_uniek() -> None:
    ids = re.findall(r'\bid="([^"]+)"', proefblad())
    assert len(ids) == len(set(ids))


def test_knop_post_is_een_formulier_met_csrf() -> None:
    html = toon("{% knop k %}", k=Knop("open", "Openen", "/doe/"), csrf_token="merkteken")
    assert 'method="post" action="/doe/"' in html
    assert 'value="merkteken"' in html


def test_knop_get_is_een_link() -> None:
    html = toon("{% knop k %}", k=Knop("lees", "Lezen", "/lees/", methode="get"))
    assert '<a class="knop stil" href="/lees/">Lezen</a>' in html


def test_geblokkeerde_knop_zegt_waarom_en_doet_niets() -> None:
    html = toon(
        "{% knop k %}", k=Knop("f", "Overmaken", "/f/", beletten=(Belet("Nog één antwoord.", "LR-41"),))
    )
    assert "<form" not in html
    assert 'href="/f/"' not in html
    beschreven = re.search(r'aria-disabled="true" aria-describedby="([^"]+)"', html)
    assert beschreven
    assert f'id="{beschreven[1]}"' in html
    assert "Nog één antwoord." in html
    assert "LR-41" in html


def test_knop_met_bevestiging_vraagt_eerst_ook_zonder_javascript() -> None:
    html = toon("{% knop k %}", k=KNOPPEN[2])
    assert html.index("<summary") < html.index("<form")
    assert "Ja, intrekken" in html


def test_bevestiging_houdt_hoofdletterwoord() -> None:
    html = toon("{% knop k %}", k=Knop("o", "OCMW uitnodigen", "/o/", bevestiging="Zeker?"))
    assert "Ja, OCMW uitnodigen" in html


def test_knoppen_zetten_redenen_onder_de_rij() -> None:
    html = toon("{% knoppen lijst %}", lijst=KNOPPEN)
    assert html.index('class="belet"') > html.rindex('class="knop')


@pytest.mark.parametrize(
    ("moment", "tekst", "soort"),
    [
        (date(2026, 11, 21), "2 dagen te laat", "stop"),
        (date(2026, 11, 22), "1 dag te laat", "stop"),
        (datetime(2026, 11, 23, 13, 0, tzinfo=UTC), "vandaag 14.00", "let-op"),
        (date(2026, 11, 24), "morgen", "let-op"),
        (date(2026, 12, 2), "nog 9 dagen", ""),
        (None, "geen datum", "rust"),
    ],
)
def test_wanneer(moment: date | None, tekst: str, soort: str) -> None:
    assert wanneer(moment, vandaag=VANDAAG) == Merk(tekst, soort)


def test_spoor_zegt_in_woorden_waar_de_casus_staat() -> None:
    assert proefblad().count('aria-current="step"') == 2  # het spoor en de stappen
    assert "(gebeurd)" in proefblad()
    assert "(komt nog)" in proefblad()


def test_bladeren_behoudt_de_filters() -> None:
    html = toon("{% bladeren p %}", p=Paginator(range(30), 10).page(2))
    assert "?stand=open&amp;pagina=1" in html
    assert "?stand=open&amp;pagina=3" in html


def test_waarom_ontsnapt_geen_opmaak_uit_gegevens() -> None:
    html = toon("{% waarom 'stop' %}{{ tekst }}{% endwaarom %}", tekst="<script>")
    assert "&lt;script&gt;" in html
    assert 'class="waarom stop"' in html


def test_lege_staat_zegt_wat_nu() -> None:
    html = toon("{% lege_staat 'Niets' 'Begin hier.' '/n/' 'Begin' %}")
    assert "Begin hier." in html
    assert 'href="/n/"' in html


def test_gegevens_noemt_een_lege_waarde() -> None:
    assert "niet ingevuld" in toon("{% gegevens p %}", p=[("Bron", "")])
    assert "niet ingevuld" not in toon("{% gegevens p %}", p=[("Aantal", 0)])


def test_bevestigingspagina_stuurt_bevestigd_mee() -> None:
    html = toon("{% bevestiging 'Zeker?' 'Dan is het weg.' 'Ja, weg' '/terug/' stijl='gevaar' %}")
    assert 'name="bevestigd" value="ja"' in html
    assert 'href="/terug/"' in html


def test_elk_veld_met_fout_of_hulp_verwijst_ernaar() -> None:
    form = Proefformulier({})
    html = str(form)
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    verwijzingen = {i for v in re.findall(r'aria-describedby="([^"]+)"', html) for i in v.split()}
    assert verwijzingen <= ids
    for naam in form.errors:
        assert f"id_{naam}_error" in verwijzingen
    assert {"id_titel_helptext", "id_kanaal_helptext", "id_dringend_helptext"} <= verwijzingen


def test_foutlijst_linkt_naar_elk_veld() -> None:
    html = str(Proefformulier({}))
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    doelen = set(re.findall(r'href="#([^"]+)"', html))
    assert doelen <= ids
    assert "id_titel" in doelen
    assert len(doelen) == 5


def test_verplicht_staat_in_woorden() -> None:
    class Klein(forms.Form):
        moet = forms.CharField(label="Moet")
        mag = forms.CharField(label="Mag", required=False)

    html = str(Klein())
    assert html.count("(verplicht)") == 1
    assert html.count("(niet verplicht)") == 1


def test_elke_invoer_heeft_een_label() -> None:
    html = str(Proefformulier())
    invoer = set(re.findall(r'<(?:input|select|textarea)[^>]*\bid="([^"]+)"', html))
    assert invoer == set(re.findall(r'<label[^>]*\bfor="([^"]+)"', html))


def test_regel_toont_haar_bron(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regelbron, "_bronnen", [])
    regelbron.meld_aan(_bron)
    assert "Wet LIVC, art. 4 § 2" in toon("{% regel 'LR-41' %}")
    assert "Wet LIVC, art. 4 § 2" in toon("{% waarom 'stop' 'LR-41' %}x{% endwaarom %}")
    assert "Wet" not in toon("{% regel 'LR-22' %}")
    assert ui.regel("LR-41")["bron"] == "Wet LIVC, art.\u00a04\u00a0§\u00a02"  # blijft op één regel


def _bron(nummer: str) -> str:
    return {"LR-41": "Wet LIVC, art. 4 § 2"}.get(nummer, "")
