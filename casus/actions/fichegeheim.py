"""Of een tekst te dicht bij een geheime inbreng van haar casus komt, en dat noteren (LR-42)."""

from uuid_utils.compat import uuid7

from audit.soorten import Soort
from casus import databank, fichetekst, geheimcontrole
from casus.categorieen import is_gevoelig
from casus.models import Casus, Inbreng, Overgenomen, Terugkoppelingsfiche
from casus.spoor import noteer
from casus.voorwaarden import fiche as voorwaarden
from toegang.models import Gebruiker
from toegang.versleuteld import Envelop

WIE_WOORDEN = 20
"""Naam, geboortedatum en woonplaats, ruim genomen; langer is geen naam of woonplaats meer."""


def raakt_geheim(actor: Gebruiker, fiche: Terugkoppelingsfiche, delen: list[fichetekst.Deel]) -> bool:
    """LR-42: of deze delen te dicht bij een geheime inbreng van de casus komen; noteert het voor elke auteur.

    De geheimen zijn hier alleen in het geheugen open, zonder hun auteur, en het antwoord zegt niet welke.
    """
    tekst = geheimcontrole.afdruk("\n".join([fichetekst.in_woorden(delen), *_te_lang(delen)]))
    bekend = geheimcontrole.bekende(_bekend(actor, fiche, delen))
    geraakt = [
        geheim.pk
        for geheim in databank.fiche_geheimen(fiche.pk)
        if geheimcontrole.raakt(
            tekst,
            geheimcontrole.afdruk(_open(fiche, geheim)),
            bekend,
            # Van een stuk van elders kennen we de soort niet: dan zoals het gevoeligste.
            gevoelig=geheim.van_elders or is_gevoelig(geheim.lijst, geheim.soort),
        )
    ]
    if not geraakt:
        return False
    poging = uuid7()
    databank.fiche_geraakt(fiche.pk, geraakt, poging)
    geheim_feiten = {"stukken": [str(pk) for pk in geraakt]}
    noteer(
        Soort.FICHE_GERAAKT,
        actor,
        fiche.casus,
        object_id=fiche.pk,
        feiten={"staat": fiche.staat, "ronde": fiche.ronde},
        casusfeiten=geheim_feiten,
    )
    return True


def _open(fiche: Terugkoppelingsfiche, geheim: databank.Dicht) -> str:
    """De tekst van een geheim, alleen hier en alleen nu."""
    if geheim.van_elders:
        stuk = Overgenomen(pk=geheim.pk, casus_id=fiche.casus_id)
        stuk.__dict__["inhoud"] = Envelop(geheim.envelop)
        return str(stuk.inhoud.get("tekst", ""))
    inbreng = Inbreng(pk=geheim.pk, casus_id=fiche.casus_id)
    inbreng.__dict__["tekst"] = Envelop(geheim.envelop)
    return str(inbreng.tekst)


def _wie(delen: list[fichetekst.Deel]) -> list[str]:
    return [alinea for deel in delen if deel.get("wie") for alinea in deel["alineas"]]


def _te_lang(delen: list[fichetekst.Deel]) -> list[str]:
    """Wie bij naam of woonplaats een verhaal schreef, ontsnapt daarmee niet aan de controle."""
    return [alinea for alinea in _wie(delen)[:1] if len(alinea.split()) > WIE_WOORDEN]


def _bekend(actor: Gebruiker, fiche: Terugkoppelingsfiche, delen: list[fichetekst.Deel]) -> list[str]:
    """Wat op zichzelf niets verklapt: over wie het gaat, de diensten, en wat een dienst zelf al vrijgaf.

    Niet wie een relatie is, en niet wat de kern of wie opstelt vrijgaf: anders maakt wie een geheim hoorde, het zelf
    bekend (LR-42).
    """
    casus: Casus = fiche.casus
    vrij = voorwaarden.vrije_inbreng(casus.pk).filter(organisatie__isnull=False)
    stellen_op = [pk for pk in (actor.pk, fiche.opgesteld_door_id, casus.casusregisseur_id) if pk]
    return [
        *(alinea for alinea in _wie(delen) if alinea not in _te_lang(delen)),
        *(f"x {deelname.organisatie.naam}" for deelname in casus.deelname_set.select_related("organisatie")),
        *(inbreng.tekst for inbreng in vrij.exclude(auteur__in=stellen_op)),
    ]
