"""Processen die werken zoals de web en het achtergrondwerk, en die midden daarin gedood worden.

Waar ze stilstaan om te sterven, kiest de test: een kind vervangt daarvoor één stap door wachten. Het product zelf heeft
geen enkele haak.
"""

import json
import os
import signal
from collections.abc import Callable
from functools import partial
from typing import Any, Self
from unittest.mock import patch
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from audit import controlepunten, tasks, verzegeling
from audit.models import Controlepunt, Regel
from audit.narekenen import NAREKENAAR
from audit.velden import TransactieNu
from casus.actions.signaal import registreer
from tests.factories import Stad
from toegang import identiteit

type Meld = Callable[..., None]
type Werk = Callable[[Stad, Meld], None]


class Kind:
    """Een proces dat werkt tot het sterft. Wat het meldde, is gebeurd: `vast`, `nooit`, `punten`."""

    def __init__(self, werk: Werk, stad: Stad) -> None:
        connection.close()
        self.lezen, schrijven = os.pipe()
        self.ruw = b""
        self.pid = os.fork()
        if not self.pid:
            try:
                # Als de rol van de toepassing, nooit als de hand van de test.
                connection.settings_dict["OPTIONS"]["cursor_factory"] = identiteit.Cursor
                werk(stad, partial(_meld, schrijven))
            finally:
                os._exit(1)
        os.close(schrijven)

    def wacht(self) -> Self:
        """Tot het kind iets meldt: dan leeft het, of staat het op zijn plaats."""
        self.ruw += os.read(self.lezen, 1 << 16)
        if not self.ruw:
            raise AssertionError("een kind stierf vanzelf")
        return self

    def dood(self) -> Self:
        os.kill(self.pid, signal.SIGKILL)
        _pid, status = os.waitpid(self.pid, 0)
        while deel := os.read(self.lezen, 1 << 16):
            self.ruw += deel
        os.close(self.lezen)
        self.door_kill = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        return self

    def meldingen(self, naam: str) -> list[str]:
        lijnen = self.ruw.decode().split("\n")[:-1]
        return [waarde for lijn in lijnen for sleutel, waarde in json.loads(lijn).items() if sleutel == naam]


def _meld(pijp: int, **melding: str) -> None:
    os.write(pijp, json.dumps(melding).encode() + b"\n")


def gegevens() -> dict[str, Any]:
    return {
        "kanaal": "gesprek",
        "waargenomen_op": timezone.localdate(),
        "persoon": {"naam": "Zeno Verzonnen", "geboortedatum": "1999-05-05", "gemeente": "Voorbeeldegem"},
        "feiten": "Hij deelde een filmpje.",
        "interpretatie": "Ik maak mij zorgen.",
    }


def web(stad: Stad, meld: Meld) -> None:
    """Echte handelingen, de ene na de andere; gemeld zodra ze terugkeren, zoals een antwoord op een aanvraag."""
    while True:
        signaal = registreer(actor=stad.preventie, livc=stad.livc, gegevens=gegevens())
        meld(vast=str(signaal.pk))


def werker(stad: Stad, meld: Meld) -> None:
    """De taak van elke minuut, zonder de minuut; een controlepunt is gemeld zodra het vastligt."""
    laatste = 0
    while True:
        tasks.logboeken_verzegelen.call()
        with identiteit.als(controlepunten.VERZEGELAAR):
            nieuw = list(Controlepunt.objects.filter(grootte__gt=laatste).order_by("grootte"))
        for punt in nieuw:
            laatste = punt.grootte
            meld(punt=punt.nota)
        meld(ronde="")


def _sta_stil(meld: Meld, **melding: str) -> None:
    meld(**(melding or {"hier": ""}))
    signal.pause()


def web_tussen_invoegen_en_vastleggen(stad: Stad, meld: Meld) -> None:
    def straks(livc_id: UUID) -> None:
        with identiteit.als(NAREKENAAR):
            regel = Regel.objects.get(transactie=TransactieNu())
        _sta_stil(meld, nooit=str(regel.pk))

    with patch.object(verzegeling, "straks", straks):
        web(stad, meld)


def web_tussen_vastleggen_en_verzegelen(stad: Stad, meld: Meld) -> None:
    with patch.object(verzegeling, "verzegel", lambda livc_id: _sta_stil(meld)):
        web(stad, meld)


def werker_voor_het_verzegelen_vastligt(stad: Stad, meld: Meld) -> None:
    def half(livc_id: UUID, echt: Callable[[UUID], int] = verzegeling.verzegel) -> None:
        with transaction.atomic():
            echt(livc_id)
            _sta_stil(meld)

    with patch.object(verzegeling, "verzegel", half):
        werker(stad, meld)


def werker_tussen_verzegelen_en_tekenen(stad: Stad, meld: Meld) -> None:
    with patch.object(controlepunten, "teken", lambda livc_id: _sta_stil(meld)):
        werker(stad, meld)


def werker_voor_het_controlepunt_vastligt(stad: Stad, meld: Meld) -> None:
    def half(livc_id: UUID, echt: Callable[[UUID], object] = controlepunten.teken) -> None:
        with transaction.atomic():
            echt(livc_id)
            _sta_stil(meld)

    with patch.object(controlepunten, "teken", half):
        werker(stad, meld)


PUNTEN: dict[str, tuple[str, Werk]] = {
    "tussen invoegen en vastleggen": ("web", web_tussen_invoegen_en_vastleggen),
    "tussen vastleggen en verzegelen": ("web", web_tussen_vastleggen_en_verzegelen),
    "voor het verzegelen vastligt": ("werker", werker_voor_het_verzegelen_vastligt),
    "tussen verzegelen en tekenen": ("werker", werker_tussen_verzegelen_en_tekenen),
    "voor het controlepunt vastligt": ("werker", werker_voor_het_controlepunt_vastligt),
}
"""Waar een proces stilstaat tot het gedood wordt: tussen invoegen, vastleggen, verzegelen en controlepunt."""
