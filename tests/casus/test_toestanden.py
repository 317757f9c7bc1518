"""Toestand × overgang over het hele product: wat hier niet staat, kan niet."""

from uuid import uuid4

import pytest
from django.db import models
from django_fsm import TransitionNotAllowed

from casus.documenten import toestandsvelden
from casus.models import Signaal

# model → overgang → (waaruit, waarheen). Met de hand geschreven: een nieuwe overgang moet iemand hier overwegen.
VERWACHT: dict[str, dict[str, tuple[set[str], str]]] = {
    "Signaal": {
        "start_weging": ({"geregistreerd"}, "in_weging"),
        "draag_voor": ({"in_weging"}, "voorgedragen"),
        "weerhoud_niet": ({"in_weging", "voorgedragen"}, "niet_weerhouden"),
        "verwijs_door": ({"in_weging", "voorgedragen"}, "doorverwezen"),
        "geef_acuut_door": ({"geregistreerd", "in_weging", "voorgedragen"}, "acuut_doorgegeven"),
        "zet_op_lijst": ({"voorgedragen"}, "op_lijst"),
        "wis": ({"niet_weerhouden", "doorverwezen", "acuut_doorgegeven"}, "gewist"),
        "wis_met_casus": ({"op_lijst"}, "gewist"),
    },
    "Casus": {
        "start_voorbereiding": ({"op_lijst"}, "voorbereiding"),
        "bespreek": ({"voorbereiding", "in_overleg", "in_traject", "in_evaluatie"}, "in_overleg"),
        "start_traject": ({"in_overleg", "in_evaluatie"}, "in_traject"),
        "evalueer": ({"in_traject"}, "in_evaluatie"),
        "sluit_af": ({"op_lijst", "voorbereiding", "in_overleg", "in_traject", "in_evaluatie"}, "afgesloten"),
        "start_nacontrole": ({"afgesloten"}, "nacontrole"),
        "rond_nacontrole_af": ({"nacontrole"}, "afgesloten"),
        "heropen": ({"afgesloten", "nacontrole"}, "voorbereiding"),
        "vernietig": (
            {
                "op_lijst",
                "voorbereiding",
                "in_overleg",
                "in_traject",
                "in_evaluatie",
                "afgesloten",
                "nacontrole",
            },
            "vernietigd",
        ),
    },
    "Deelname": {
        "nodig_uit": ({"voorbereid"}, "uitgenodigd"),
        "aanvaard_geheimhouding": ({"uitgenodigd"}, "geheimhouding"),
        "aanvaard": ({"geheimhouding"}, "aanvaard"),
        "weiger": ({"uitgenodigd", "geheimhouding"}, "geweigerd"),
        "trek_terug": ({"aanvaard"}, "teruggetrokken"),
        "schrap": ({"voorbereid"}, "geschrapt"),
        "trek_uitnodiging_in": ({"uitgenodigd", "geheimhouding"}, "ingetrokken"),
        "vervang": ({"uitgenodigd", "geheimhouding", "aanvaard"}, "vervangen"),
        "beeindig": ({"aanvaard"}, "beeindigd"),
        "verval": ({"uitgenodigd", "geheimhouding"}, "vervallen"),
    },
    "Overleg": {
        "open": ({"gepland"}, "bezig"),
        "rond_af": ({"bezig"}, "afgerond"),
        "annuleer": ({"gepland"}, "geannuleerd"),
    },
    "Agendapunt": {
        "begin": ({"gepland", "verdaagd"}, "bezig"),
        "rond_af": ({"bezig"}, "besproken"),
        "verdaag": ({"gepland", "bezig"}, "verdaagd"),
    },
    "Dossierovername": {
        "bereik_consensus": ({"voorgesteld"}, "consensus"),
        "leg_voor_aan_parket": ({"consensus", "toegestaan"}, "parket"),
        "sta_toe": ({"consensus", "parket"}, "toegestaan"),
        "weiger": ({"voorgesteld", "consensus", "parket", "toegestaan"}, "geweigerd"),
        "trek_in": ({"voorgesteld", "consensus", "parket", "toegestaan"}, "ingetrokken"),
        "verval": ({"voorgesteld", "consensus", "parket", "toegestaan"}, "vervallen"),
    },
    "Betrokkenenverzoek": {
        "begin": ({"ontvangen"}, "in_beoordeling"),
        "beantwoord": ({"in_beoordeling"}, "beantwoord"),
    },
    "Bewaartermijn": {
        "leg_vast": ({"voorgesteld"}, "vastgelegd"),
        "meld_tweede_verlenging": ({"voorgesteld"}, "te_bevestigen"),
        "bevestig": ({"te_bevestigen"}, "vastgelegd"),
        "vervang": ({"voorgesteld", "te_bevestigen", "vastgelegd"}, "vervangen"),
    },
    "Bewaarplicht": {"hef_op": ({"lopend"}, "opgeheven")},
    "Vernietigingspunt": {
        "houd_tegen": ({"voorgesteld"}, "tegengehouden"),
        "begin": ({"voorgesteld"}, "bezig"),
        "maak_af": ({"bezig"}, "vernietigd"),
    },
    "Inbreng": {
        "breng_in": ({"concept"}, "ingebracht"),
        "trek_in": ({"concept", "ingebracht"}, "ingetrokken"),
    },
    "Traject": {
        "vervang": ({"lopend"}, "vervangen"),
        "beeindig": ({"lopend"}, "beeindigd"),
    },
    "Actie": {
        "voer_uit": ({"open"}, "uitgevoerd"),
        "meld_onmogelijk": ({"open"}, "onmogelijk"),
        "meld_niet_uitgevoerd": ({"open"}, "niet_uitgevoerd"),
    },
    "Terugkoppelingsfiche": {
        "leg_voor": ({"concept"}, "ter_goedkeuring"),
        "geef_vrij": ({"ter_goedkeuring"}, "vrijgegeven"),
        "blokkeer": ({"ter_goedkeuring", "vrijgegeven"}, "geblokkeerd"),
        "herwerk": ({"geblokkeerd", "ter_goedkeuring", "vrijgegeven"}, "concept"),
        "maak_over": ({"overgemaakt", "vrijgegeven"}, "overgemaakt"),
    },
    "Overdracht": {
        "leg_voor": ({"voorbereiding"}, "ter_instemming"),
        "bied_aan": ({"ter_instemming"}, "aangeboden"),
        "aanvaard": ({"aangeboden"}, "aanvaard"),
        "weiger": ({"aangeboden"}, "geweigerd"),
        "trek_in": ({"aangeboden", "ter_instemming", "voorbereiding"}, "ingetrokken"),
    },
    "Aanbod": {
        "aanvaard": ({"aangeboden"}, "aanvaard"),
        "trek_in": ({"aangeboden"}, "ingetrokken"),
        "weiger": ({"aangeboden"}, "geweigerd"),
    },
}
MODELLEN = {model.__name__: (model, veld) for model, veld in toestandsvelden()}
PAREN = [
    (naam, staat, overgang)
    for naam, overgangen in VERWACHT.items()
    for staat in MODELLEN[naam][0].Staat.values  # type: ignore[attr-defined]
    for overgang in overgangen
]


def test_elk_model_met_een_toestand_staat_in_de_tabel() -> None:
    assert set(MODELLEN) == set(VERWACHT)


@pytest.mark.parametrize("naam", sorted(VERWACHT))
def test_de_code_kent_precies_de_overgangen_van_de_tabel(naam: str) -> None:
    model, veld = MODELLEN[naam]
    gevonden: dict[str, tuple[set[str], str]] = {}
    for overgang in veld.get_all_transitions(model):
        bronnen, _doel = gevonden.setdefault(overgang.name, (set(), str(overgang.target)))
        bronnen.add(str(overgang.source))
    assert gevonden == VERWACHT[naam]


@pytest.mark.parametrize(("naam", "staat", "overgang"), PAREN)
def test_een_overgang_gaat_alleen_uit_de_genoemde_toestanden(naam: str, staat: str, overgang: str) -> None:
    model: type[models.Model] = MODELLEN[naam][0]
    rij = model(staat=staat)
    bronnen, doel = VERWACHT[naam][overgang]
    if staat in bronnen:
        getattr(rij, overgang)()
        assert rij.staat == doel  # type: ignore[attr-defined]
    else:
        with pytest.raises(TransitionNotAllowed):
            getattr(rij, overgang)()


def test_een_toestand_is_niet_met_de_hand_te_zetten() -> None:
    with pytest.raises(AttributeError):
        Signaal().staat = "op_lijst"


@pytest.mark.django_db
def test_een_verdwenen_rij_laat_de_staat_beschermd() -> None:
    """Anders kon na één mislukte herlezing elke staat in dat proces met de hand gezet worden."""
    signaal = Signaal(pk=uuid4())
    with pytest.raises(Signaal.DoesNotExist):
        signaal.refresh_from_db()
    assert signaal.staat == Signaal.Staat.GEREGISTREERD
    with pytest.raises(AttributeError):
        signaal.staat = "op_lijst"
