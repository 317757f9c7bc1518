"""Wat naar een eigen dossier mocht of nog wacht, en één verstrekking aan het gerecht; alles verzonnen."""

from uuid import UUID

from uuid_utils.compat import uuid7

from casus.actions import overname, overnameafdruk, verstrekking
from casus.actions.overname import Stuk
from casus.models import Actie, Casus, Verstrekking

from .stappen import Verteller


def vraag(demo: Verteller, casus: Casus) -> None:
    """CAW nam een afspraak mee, op papier; de vraag van CLB wacht nog op CAW en op het parket."""
    actie = Actie.objects.filter(casus=casus).order_by("tegen")[0]
    demo.klok.zet(-18, 10)
    eerste = _vraag(
        demo, casus, "caw", Stuk(actie=actie.pk), "Wij plannen de begeleiding rond deze afspraak."
    )
    demo.klok.zet(-17, 11)
    for naam in ("burgemeester", "politie", "preventie", "clb"):
        overname.antwoord(actor=demo.stad[naam], pk=eerste, wat="ja")
    demo.klok.zet(-16, 9)
    overnameafdruk.druk_af(actor=demo.stad["caw"], pk=eerste)
    demo.klok.zet(-6, 14)
    stuk = Stuk(tekst="De rechter legde op dat hij elke dag naar de les gaat.")
    tweede = _vraag(demo, casus, "clb", stuk, "Wij volgen zijn aanwezigheid op.", gerechtelijk=True)
    for naam in ("burgemeester", "preventie"):
        overname.antwoord(actor=demo.stad[naam], pk=tweede, wat="ja")
    _verstrek(demo, casus)


def _vraag(
    demo: Verteller, casus: Casus, naam: str, stuk: Stuk, reden: str, *, gerechtelijk: bool = False
) -> UUID:
    gevraagd = overname.vraag(
        actor=demo.stad[naam],
        casus_pk=casus.pk,
        pk=uuid7(),
        stuk=stuk,
        reden=reden,
        noodzaak="Zonder dit weet onze dienst niet wat de tafel afsprak.",
        gerechtelijk=gerechtelijk,
    )
    return gevraagd.pk


def _verstrek(demo: Verteller, casus: Casus) -> None:
    demo.klok.zet(-5, 10)
    gegevens = {
        "autoriteit": Verstrekking.Autoriteit.PROCUREUR,
        "misdrijf": "werven",
        "verstrekt_op": demo.klok.dag(-5),
        "tekst": "Dat iemand hem berichten stuurde om mee te doen.",
        "referentie": "VO.00.00.1/2026",
    }
    verstrekking.noteer(actor=demo.stad["politie"], casus_pk=casus.pk, pk=uuid7(), gegevens=gegevens)
