"""Toestand × handeling: elke handeling lukt precies in de toestanden hieronder, en anders zegt ze waarom niet.

Wie ze stelt, mag ze altijd; alleen de toestand verschilt. Een geweigerde handeling laat de toestand ongemoeid, en een
foute toestand is nooit een storing.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models
from django.utils import timezone

from casus.actions import (
    acties,
    afsluiten,
    deelname,
    inbreng,
    overleg,
    signaal,
    tafel,
    uitnodiging,
    voorbereiding,
)
from casus.models import Actie, Casus, Deelname, Inbreng, Overleg, Signaal
from tests.factories import Stad, maak_casus, maak_deelname, maak_overleg, maak_signaal
from toegang import toekenningen
from toegang.uitzonderingen import NietVoldaan, Weigering

pytestmark = pytest.mark.django_db
type Doe = Callable[[Stad, Any], object]


def _deelname(stad: Stad, staat: str) -> Deelname:
    casus = maak_casus(stad)
    rij = maak_deelname(stad, casus, stad.caw, staat, maak_overleg(stad, casus, over_dagen=30))
    toekenningen.geef(stad.caw, toekenningen.WIE_KENNEN, casus)
    return rij


def _inbreng(stad: Stad, staat: str) -> Inbreng:
    casus = maak_casus(stad)
    maak_deelname(stad, casus, stad.caw)
    return Inbreng.objects.create(
        casus=casus, livc=stad.livc, auteur=stad.caw, staat=staat, tekst="Ik zag hem.",
        categorie="leefgewoonten", categorielijst="W2026",
    )  # fmt: skip


def _actie(stad: Stad, staat: str) -> Actie:
    casus = maak_casus(stad, "in_traject")
    maak_deelname(stad, casus, stad.caw)
    return Actie.objects.create(
        casus=casus,
        livc=stad.livc,
        omschrijving="Bellen.",
        eigenaar=stad.caw,
        tegen=timezone.localdate(),
        staat=staat,
    )


BOUW: dict[str, tuple[type[models.Model], Callable[[Stad, str], models.Model]]] = {
    "signaal": (Signaal, lambda stad, staat: maak_signaal(stad, staat)),
    "casus": (Casus, lambda stad, staat: maak_casus(stad, staat)),
    "deelname": (Deelname, _deelname),
    "overleg": (Overleg, lambda stad, staat: maak_overleg(stad, staat=staat)),
    "inbreng": (Inbreng, _inbreng),
    "actie": (Actie, _actie),
}
LOPEND = {"op_lijst", "voorbereiding", "in_overleg", "in_traject", "in_evaluatie"}
NOODZAAK = "Er kwamen nieuwe feiten bij die opnieuw samen bekeken moeten worden."
# (waarop, naam, wat er gebeurt, waar het lukt)
TABEL: list[tuple[str, str, Doe, set[str]]] = [
    (
        "signaal",
        "acuut doorgeven",
        lambda s, r: signaal.geef_acuut_door(actor=s.preventie, pk=r.pk, aan="noodnummer"),
        {"geregistreerd", "in_weging", "voorgedragen"},
    ),
    ("casus", "voorbereiden", lambda s, r: voorbereiding.start(actor=s.preventie, pk=r.pk), {"op_lijst"}),
    (
        "casus",
        "afsluiten",
        lambda s, r: afsluiten.sluit_af(
            actor=s.burgemeester, pk=r.pk, reden="doel_bereikt", toelichting="", nacontroles=[], losgelaten=[]
        ),
        LOPEND,
    ),
    (
        "casus",
        "heropenen",
        lambda s, r: afsluiten.heropen(actor=s.burgemeester, pk=r.pk, noodzaak=NOODZAAK),
        {"afgesloten", "nacontrole"},
    ),
    (
        "deelname",
        "ondertekenen",
        lambda s, r: uitnodiging.onderteken(actor=s.burgemeester, pk=r.casus_id, deelnames=[r.pk]),
        {"voorbereid"},
    ),
    (
        "deelname",
        "intrekken",
        lambda s, r: uitnodiging.trek_in(actor=s.burgemeester, pk=r.pk),
        {"voorbereid", "uitgenodigd", "geheimhouding"},
    ),
    (
        "deelname",
        "geheimhouding",
        lambda s, r: deelname.aanvaard_geheimhouding(actor=s.caw, pk=r.pk, versie="2026-1"),
        {"uitgenodigd"},
    ),
    ("deelname", "aanvaarden", lambda s, r: deelname.aanvaard(actor=s.caw, pk=r.pk), {"geheimhouding"}),
    (
        "deelname",
        "weigeren",
        lambda s, r: deelname.weiger(actor=s.caw, pk=r.pk),
        {"uitgenodigd", "geheimhouding"},
    ),
    ("deelname", "terugtrekken", lambda s, r: deelname.trek_terug(actor=s.caw, pk=r.pk), {"aanvaard"}),
    (
        "deelname",
        "niets inbrengen",
        lambda s, r: deelname.brengt_niets_in(actor=s.caw, pk=r.pk, niets=True),
        {"aanvaard"},
    ),
    ("overleg", "annuleren", lambda s, r: overleg.annuleer(actor=s.burgemeester, pk=r.pk), {"gepland"}),
    ("overleg", "afronden", lambda s, r: tafel.rond_overleg_af(actor=s.burgemeester, pk=r.pk), {"bezig"}),
    ("inbreng", "inbrengen", lambda s, r: inbreng.breng_in(actor=s.caw, pk=r.pk), {"concept"}),
    ("inbreng", "verwijderen", lambda s, r: inbreng.verwijder(actor=s.caw, pk=r.pk), {"concept"}),
    ("inbreng", "intrekken", lambda s, r: inbreng.trek_in(actor=s.caw, pk=r.pk), {"ingebracht"}),
    (
        "actie",
        "afhandelen",
        lambda s, r: acties.handel_af(actor=s.caw, pk=r.pk, uitkomst="onmogelijk"),
        {"open"},
    ),
]
GEVALLEN = [
    pytest.param(wat, doe, staat, staat in lukt, id=f"{wat}-{naam}-{staat}")
    for wat, naam, doe, lukt in TABEL
    for staat in BOUW[wat][0].Staat.values  # type: ignore[attr-defined]
]


@pytest.mark.parametrize(("wat", "doe", "staat", "lukt"), GEVALLEN)
def test_een_handeling_lukt_precies_in_haar_toestanden(
    stad: Stad, wat: str, doe: Doe, staat: str, lukt: bool
) -> None:
    model, bouw = BOUW[wat]
    rij = bouw(stad, staat)
    if lukt:
        doe(stad, rij)
        return
    with pytest.raises((NietVoldaan, Weigering)):
        doe(stad, rij)
    assert model._base_manager.get(pk=rij.pk).staat == staat  # type: ignore[attr-defined]
