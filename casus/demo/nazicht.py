"""Wat het toezicht ervan maakt: enkele regels afgevinkt, een vraag die wacht, een die beantwoord is, en een die dicht is."""

from audit.actions import bevindingen, nazicht
from audit.models import Regel, Wachtrij
from audit.soorten import Soort
from casus.actions import inzage
from casus.models import Casus
from toegang.pseudoniem import pseudoniem

from .stappen import Verteller


def laad(demo: Verteller) -> None:
    stad, toezicht = demo.stad, demo.stad["toezicht"]
    _avondwerk(demo)
    demo.klok.zet(-1, 10)
    dicht, beantwoord, open_ = (_geweigerd(demo, naam) for naam in ("clb", "caw", "politie"))
    vragen = {
        regel: bevindingen.vraag(stad.livc, regel, actor=toezicht, vraag=tekst)
        for regel, tekst in (
            (dicht, "U probeerde 's avonds een casus te openen waar u niet aan tafel zit. Hoe kwam dat?"),
            (beantwoord, "Waarom wilde u het traject van een afgesloten casus bekijken?"),
            (open_, "U wilde de voorbereiding van een casus beginnen. Dat doet de preventieambtenaar. Wat was de bedoeling?"),
        )
    }  # fmt: skip
    demo.klok.zet(-1, 14)
    for regel, naam, tekst in (
        (dicht, "clb", "Ik had een oude link in mijn favorieten staan. Ik heb ze gewist."),
        (beantwoord, "caw", "Ik zocht de datum van het laatste gesprek, en dacht dat ik nog mocht kijken."),
    ):
        bevindingen.antwoord(actor=stad[naam], pk=vragen[regel].pk, antwoord=tekst)
    demo.klok.zet(-1, 16)
    bevindingen.beslis(
        stad.livc,
        actor=toezicht,
        pk=vragen[dicht].pk,
        uitkomst="in_orde",
        besluit="De uitleg klopt met wat het logboek toont: er ging niets open.",
    )
    _vink_af(demo)


def _avondwerk(demo: Verteller) -> None:
    """Elke dag van de week iets om na te kijken: late blikken op een lopende casus."""
    casus = Casus.objects.get(livc=demo.stad.livc, staat=Casus.Staat.IN_TRAJECT)
    for dagen, naam in (
        (-16, "preventie"),
        (-12, "clb"),
        (-9, "caw"),
        (-6, "politie"),
        (-5, "preventie"),
        (-3, "clb"),
    ):
        demo.klok.zet(dagen, 21, 10)
        for blad in ("overzicht", "traject"):
            inzage.open_casus(actor=demo.stad[naam], pk=casus.pk, onderdeel=blad)


def _geweigerd(demo: Verteller, naam: str) -> Regel:
    """De eerste weigering van deze persoon."""
    livc_id = demo.stad.livc.pk
    code = pseudoniem("actor", livc_id, demo.stad[naam].pk)
    rijen = Regel.objects.filter(livc_id=livc_id, actor_pseudoniem=code, soort=Soort.TOEGANG_GEWEIGERD)
    return rijen.order_by("tijdstip", "id")[0]


def _vink_af(demo: Verteller) -> None:
    """De oudste regels van de rij; wat de leidinggevende deed, blijft voor een collega."""
    stad = demo.stad
    baas = pseudoniem("actor", stad.livc.pk, stad["burgemeester"].pk)
    oudste = (
        Wachtrij.objects.filter(livc_id=stad.livc.pk)
        .exclude(actor_pseudoniem=baas)
        .order_by("tijdstip", "id")
    )
    nazicht.kijk_na(
        stad.livc,
        actor=stad["toezicht"],
        regels=list(oudste.values_list("pk", flat=True)[:3]),
        notitie="Past bij het overleg van die week.",
    )
