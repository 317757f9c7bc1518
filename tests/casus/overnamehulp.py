"""Bouwstenen voor de tests van de dossierovername: een tafel, een vraag, en wie antwoordt."""

from typing import Any
from uuid import UUID, uuid4

from casus.actions import overname as acties
from casus.actions.overname import Stuk
from casus.models import Casus, Dossierovername
from tests.factories import Stad, maak_casus, maak_deelname, maak_overleg
from toegang.models import Gebruiker


def maak_tafel(stad: Stad) -> Casus:
    """Een casus met CAW en CLB aan tafel, naast de kern; jeugdwerk is alleen uitgenodigd."""
    casus = maak_casus(stad, "in_traject")
    overleg = maak_overleg(stad, casus)
    maak_deelname(stad, casus, stad.caw, overleg=overleg)
    maak_deelname(stad, casus, stad.clb, overleg=overleg)
    maak_deelname(stad, casus, stad.jeugdwerk, "geheimhouding", overleg=overleg)
    return casus


def vraag(
    casus: Casus,
    wie: Gebruiker,
    stuk: Stuk | None = None,
    *,
    gerechtelijk: bool = False,
    pk: UUID | None = None,
) -> Dossierovername:
    return acties.vraag(
        actor=wie,
        casus_pk=casus.pk,
        pk=pk or uuid4(),
        stuk=stuk or Stuk(tekst="Hij zoekt werk in de haven."),
        reden="Wij begeleiden hem naar werk.",
        noodzaak="Zonder werk valt het plan stil.",
        gerechtelijk=gerechtelijk,
    )


def ja(overname: Dossierovername, *mensen: Gebruiker, gerechtelijk: bool = False) -> Dossierovername:
    for wie in mensen:
        overname = acties.antwoord(actor=wie, pk=overname.pk, wat="ja", gerechtelijk=gerechtelijk)
    return overname


def iedereen_ja(stad: Stad, overname: Dossierovername) -> Dossierovername:
    """Iedereen van `maak_tafel`, behalve wie het vroeg."""
    anderen = [*stad.kern, stad.caw, stad.clb]
    return ja(overname, *(wie for wie in anderen if wie.pk != overname.aanvrager_id))


def vers(overname: Any) -> Dossierovername:
    return Dossierovername.objects.get(pk=overname.pk)
