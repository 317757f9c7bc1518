"""Of een fiche te dicht bij een geheime inbreng van haar casus komt, en dat noteren (LR-42)."""

from uuid_utils.compat import uuid7

from audit.soorten import Soort
from casus import databank, fichetekst, geheimcontrole
from casus.models import Terugkoppelingsfiche
from casus.spoor import noteer
from toegang.models import Gebruiker

from . import geheimen

WIE_WOORDEN = 20
"""Naam, geboortedatum en woonplaats, ruim genomen; langer is geen naam of woonplaats meer."""


def raakt_geheim(actor: Gebruiker, fiche: Terugkoppelingsfiche, delen: list[fichetekst.Deel]) -> bool:
    """LR-42: of deze delen te dicht bij een geheime inbreng van de casus komen; noteert het voor elke auteur.

    Het antwoord zegt niet welke.
    """
    wie = [alinea for deel in delen if deel.get("wie") for alinea in deel["alineas"]]
    # Wie bij naam of woonplaats een verhaal schreef, ontsnapt daarmee niet aan de controle.
    te_lang = [alinea for alinea in wie[:1] if len(alinea.split()) > WIE_WOORDEN]
    stellen_op = [actor.pk, fiche.opgesteld_door_id, fiche.casus.casusregisseur_id]
    bekend = [alinea for alinea in wie if alinea not in te_lang] + geheimen.bekend(fiche.casus, stellen_op)
    geraakt = geheimen.geraakt(
        "\n".join([fichetekst.in_woorden(delen), *te_lang]),
        geheimen.open_voor_vergelijking(fiche.casus_id, databank.fiche_geheimen(fiche.pk)),
        geheimcontrole.bekende(bekend),
    )
    if not geraakt:
        return False
    databank.fiche_geraakt(fiche.pk, geraakt, uuid7())
    noteer(
        Soort.FICHE_GERAAKT,
        actor,
        fiche.casus,
        object_id=fiche.pk,
        feiten={"staat": fiche.staat, "ronde": fiche.ronde},
        casusfeiten={"stukken": [str(pk) for pk in geraakt]},
    )
    return True
