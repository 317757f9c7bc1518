"""Wat er aan tafel gebeurt, en daarna: inbreng, termijn, overleg, traject, afsluiten."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from casus.actions import acties, afsluiten, bewaartermijn, doelen, inbreng, tafel, traject, zaal
from casus.models import Actie, Casus

from .daden import Beurt, daad

NOODZAAK = "Er zijn nieuwe feiten die we in de vorige opvolging nog niet kenden."


def _aanwezige(b: Beurt) -> str:
    return str(b.gekozen("actor", lambda: b.r.choice((*b.zaak.kern, *b.zaak.gasten))))


def _gegevens(b: Beurt, publiek: str) -> dict[str, Any]:
    lezers = [b.mens(naam) for naam in b.gekozen("lezers", list)] if publiek == "gekozen" else []
    return {
        "tekst": f"Hij komt elke woensdag. GEHEIM-{b.zaak.naam} {b.label}",
        "bron": "eigen",
        "over": None,
        "categorie": "leefgewoonten",
        "noodzaak": "",
        "niveau": b.r.choice(("geheim", "beroepsgeheim")),
        "publiek": publiek,
        "doorgave": False,
        "agendapunt": None,
        "lezers": lezers,
    }


@daad
def inbreng_beginnen(b: Beurt) -> None:
    wie = _aanwezige(b)
    publiek = b.gekozen("publiek", lambda: b.r.choice(("tafel", "tafel", "kern")))
    pk = b.toneel.vast.uuid("inbreng")
    if b.doe(wie, inbreng.begin, casus_pk=b.zaak.een("casus"), pk=pk, gegevens=_gegevens(b, publiek)):
        b.zaak.erbij("inbreng", (pk, b.toneel.feiten[-1].actor))


@daad
def inbreng_delen(b: Beurt) -> None:
    pk, wie = b.zaak.kies("inbreng", b.r)
    b.doe(wie, inbreng.breng_in, pk=pk)


@daad
def inbreng_intrekken(b: Beurt) -> None:
    pk, wie = b.zaak.kies("inbreng", b.r)
    b.doe(wie, inbreng.trek_in, pk=pk)


@daad
def inbreng_weggooien(b: Beurt) -> None:
    pk, wie = b.zaak.kies("inbreng", b.r)
    b.doe(wie, inbreng.verwijder, pk=pk)


@daad
def inbreng_aanpassen(b: Beurt) -> None:
    pk, wie = b.zaak.kies("inbreng", b.r)
    niveau = b.r.choice(("geheim", "beroepsgeheim", "vrijgegeven"))
    publiek = b.gekozen("publiek", lambda: b.r.choice(("tafel", "kern")))
    b.doe(wie, inbreng.pas_aan, pk=pk, niveau=niveau, publiek=publiek, lezers=[], doorgave=False)


@daad
def termijn_voorstellen(b: Beurt) -> None:
    gegevens = {"casus_pk": b.zaak.een("casus"), "maanden": b.r.randint(1, 12), "reden": ""}
    if nieuw := b.doe(b.zaak.kern[2], bewaartermijn.stel_voor, **gegevens):
        b.zaak.erbij("termijn", nieuw.pk)


@daad
def termijn_instemmen(b: Beurt) -> None:
    b.doe(
        _aanwezige(b), bewaartermijn.stem_in, casus_pk=b.zaak.een("casus"), termijn_pk=b.zaak.een("termijn")
    )


@daad
def overleg_openen(b: Beurt) -> None:
    b.doe(b.zaak.burgemeester, tafel.open_overleg, pk=b.zaak.een("overleg")[0], herinnerd=True)


@daad
def punt_beginnen(b: Beurt) -> None:
    b.doe(b.zaak.burgemeester, tafel.begin_punt, pk=b.zaak.een("punt"))


@daad
def aanwezigheid(b: Beurt) -> None:
    aanwezig = [b.mens(naam).pk for naam in b.zaak.kern]
    b.doe(b.zaak.burgemeester, tafel.noteer_aanwezigheid, pk=b.zaak.een("punt"), aanwezig=aanwezig)


@daad
def besluiten(b: Beurt) -> None:
    tekst = f"Samen opvolgen. GEHEIM-{b.zaak.naam}"
    if nieuw := b.doe(b.zaak.burgemeester, tafel.noteer_besluit, pk=b.zaak.een("punt"), tekst=tekst):
        b.zaak.erbij("besluit", (b.zaak.een("punt"), nieuw.pk))


@daad
def punt_afronden(b: Beurt) -> None:
    aanwezig = [b.mens(naam).pk for naam in b.zaak.kern]
    b.doe(b.zaak.burgemeester, zaal.bevestig_aanwezigheid, pk=b.zaak.een("punt"), aanwezig=aanwezig)
    b.doe(b.zaak.burgemeester, tafel.rond_punt_af, pk=b.zaak.een("punt"))


@daad
def punt_verdagen(b: Beurt) -> None:
    b.doe(b.zaak.burgemeester, tafel.verdaag_punt, pk=b.zaak.een("punt"))


@daad
def overleg_afronden(b: Beurt) -> None:
    b.doe(b.zaak.burgemeester, tafel.rond_overleg_af, pk=b.zaak.een("overleg")[0])


def _binnenkort(b: Beurt) -> Any:
    return timezone.localdate() + timedelta(days=b.r.randint(1, 30))


@daad
def traject_opstellen(b: Beurt) -> None:
    plan = {"samenvatting": f"Naar werk. GEHEIM-{b.zaak.naam}", "evaluatie_op": _binnenkort(b)}
    werk = traject.nieuwe_versie if b.zaak.dingen.get("traject") else traject.stel_op
    if nieuw := b.doe(b.zaak.kern[2], werk, casus_pk=b.zaak.een("casus"), **plan):
        b.zaak.erbij("traject", nieuw.pk)


@daad
def doel_toevoegen(b: Beurt) -> None:
    tekst = f"Een opleiding. GEHEIM-{b.zaak.naam}"
    gegevens = {"levensdomein": "werk", "tekst": tekst, "sterktes": "Stipt.", "zorgen": "Alleen."}
    if nieuw := b.doe(b.zaak.kern[2], doelen.voeg_toe, casus_pk=b.zaak.een("casus"), gegevens=gegevens):
        b.zaak.erbij("doel", nieuw.pk)


@daad
def actie_afspreken(b: Beurt) -> None:
    wie = _aanwezige(b)
    gegevens = {"omschrijving": f"Bellen. GEHEIM-{b.zaak.naam}", "tegen": _binnenkort(b)}
    casus = Casus.objects.get(pk=b.zaak.een("casus"))
    if nieuw := b.doe(b.zaak.kern[2], acties.spreek_af, casus=casus, eigenaar=b.mens(wie), **gegevens):
        b.zaak.erbij("actie", (nieuw.pk, wie))


@daad
def actie_beantwoorden(b: Beurt) -> None:
    pk, wie = b.zaak.kies("actie", b.r)
    b.doe(wie, acties.handel_af, pk=pk, uitkomst=b.r.choice(list(Actie.Staat)[1:]), toelichting="Klaar.")


@daad
def evaluatie_beginnen(b: Beurt) -> None:
    b.doe(b.zaak.kern[2], traject.start_evaluatie, casus_pk=b.zaak.een("casus"))


@daad
def evalueren(b: Beurt) -> None:
    gegevens = {
        "tekst": f"Het loopt. GEHEIM-{b.zaak.naam}",
        "gevolg": "verder",
        "evaluatie_op": _binnenkort(b),
    }
    b.doe(b.zaak.kern[2], traject.schrijf_evaluatie, casus_pk=b.zaak.een("casus"), **gegevens)


@daad
def casus_afsluiten(b: Beurt) -> None:
    open_ = {pk for pk, _wie in b.zaak.dingen.get("actie", ())}
    gegevens = {"reden": "doel_bereikt", "nacontroles": [_binnenkort(b)], "losgelaten": open_}
    b.doe(b.zaak.burgemeester, afsluiten.sluit_af, pk=b.zaak.een("casus"), **gegevens)


@daad
def heropenen(b: Beurt) -> None:
    b.doe(b.zaak.burgemeester, afsluiten.heropen, pk=b.zaak.een("casus"), noodzaak=NOODZAAK)
