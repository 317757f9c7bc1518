"""De zaal: eigen notities van een deelnemer, en een eigen tekst in het draaiboek."""

from uuid_utils.compat import uuid7

from casus.actions import draaiboek, geheugensteun
from casus.models import Casus

from .stappen import Verteller

NOTITIES = (
    ("kan", "Hij komt elke woensdag naar het inloophuis.", "vrije tijd"),
    ("kan_niet", "Wat zijn moeder mij vertelde.", "thuis"),
    ("vraag", "Hoe hij zelf over zijn werk praat.", "werk"),
)


def laad(demo: Verteller) -> None:
    demo.klok.zet(-3, 11)
    casus = Casus.objects.filter(livc=demo.stad.livc, staat=Casus.Staat.IN_TRAJECT).earliest("aangemaakt")
    for soort, tekst, thema in NOTITIES:
        geheugensteun.voeg_toe(
            actor=demo.stad["caw"], casus_pk=casus.pk, sleutel=uuid7(), soort=soort, tekst=tekst, thema=thema
        )
    draaiboek.schrijf(
        actor=demo.stad["preventie"],
        livc_pk=demo.stad.livc.pk,
        stap="signaal",
        praktijk="Schrijf wat u zag, en niet wat u ervan denkt.\nBel mij eerst als u twijfelt: ik neem altijd op.",
        vragen="Wat is er gebeurd, en wanneer?\nWie zag het zelf?",
        na_versie=0,
    )
