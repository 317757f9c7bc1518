"""Signalen die nog geen casus zijn, in elke stand die een weger of de burgemeester wacht."""

from casus.actions import inzage, signaal

from . import personen
from .stappen import Verteller


def laad(demo: Verteller) -> None:
    """Een nieuw, een half gewogen, een voorgedragen, een niet weerhouden en een ingestuurd signaal."""
    _niet_weerhouden(demo)
    _voorgedragen(demo)
    _in_weging(demo)
    demo.registreer(personen.NIEUW, -1, "telefoon", anoniem=True)
    demo.klok.zet(-1, 16, 5)
    gegevens = demo.gegevens(personen.INGESTUURD, -1)
    signaal.stuur_in(actor=demo.stad["jeugdwerk"], livc=demo.stad.livc, gegevens=gegevens)


def _niet_weerhouden(demo: Verteller) -> None:
    melding = demo.registreer(personen.NIET_WEERHOUDEN, -12, "brief")
    reden = "Kledij en minder sociaal contact wijzen niet op een proces naar geweld."
    demo.besluit(melding.pk, -11, "niet_weerhouden", reden)


def _voorgedragen(demo: Verteller) -> None:
    melding = demo.registreer(personen.VOORGEDRAGEN, -7, "eigen")
    demo.besluit(melding.pk, -6, "voordragen", "Hij werft anderen aan voor een groep die geweld pleegt.")


def _in_weging(demo: Verteller) -> None:
    """De politie woog al; de preventieambtenaar leest die weging pas na de eigen (LR-07)."""
    melding = demo.registreer(personen.IN_WEGING, -5)
    demo.klok.zet(-4, 11)
    inzage.open_signaal(actor=demo.stad["politie"], pk=melding.pk)
    demo.weeg(
        melding.pk, "politie", "voordragen", "De brieven dreigen met geweld en noemen een groep mensen."
    )
