"""Of een tekst te dicht bij een geheime inbreng van haar casus komt, en dat noteren (LR-42)."""

from uuid_utils.compat import uuid7

from audit.soorten import Soort
from casus import databank, fichetekst, geheimcontrole
from casus.categorieen import is_gevoelig
from casus.models import Casus, Inbreng, Terugkoppelingsfiche
from casus.spoor import noteer
from casus.voorwaarden import fiche as voorwaarden
from toegang.models import Gebruiker
from toegang.versleuteld import Envelop


def raakt_geheim(actor: Gebruiker, fiche: Terugkoppelingsfiche, delen: list[fichetekst.Deel]) -> bool:
    """LR-42: of deze delen te dicht bij een geheime inbreng van de casus komen; noteert het voor elke auteur.

    De geheimen zijn hier alleen in het geheugen open, zonder hun auteur, en het antwoord zegt niet welke.
    """
    tekst = geheimcontrole.afdruk(fichetekst.in_woorden(delen))
    bekend = geheimcontrole.bekende(_bekend(fiche, delen))
    geraakt = []
    for inbreng_pk, dicht, soort, lijst in databank.fiche_geheimen(fiche.pk):
        geheim = Inbreng(pk=inbreng_pk, casus_id=fiche.casus_id)
        geheim.__dict__["tekst"] = Envelop(dicht)
        if geheimcontrole.raakt(
            tekst, geheimcontrole.afdruk(geheim.tekst), bekend, gevoelig=is_gevoelig(lijst, soort)
        ):
            geraakt.append(inbreng_pk)
    if not geraakt:
        return False
    poging = uuid7()
    databank.fiche_geraakt(fiche.pk, geraakt, poging)
    geheim_feiten = {"inbreng": [str(pk) for pk in geraakt]}
    noteer(
        Soort.FICHE_GERAAKT,
        actor,
        fiche.casus,
        object_id=fiche.pk,
        feiten={"staat": fiche.staat, "ronde": fiche.ronde},
        casusfeiten=geheim_feiten,
    )
    return True


def _bekend(fiche: Terugkoppelingsfiche, delen: list[fichetekst.Deel]) -> list[str]:
    """Wat op zichzelf niets verklapt: over wie het gaat, zijn relaties, de diensten, en wat al vrijgegeven is."""
    casus: Casus = fiche.casus
    return [
        *(alinea for deel in delen if deel.get("wie") for alinea in deel["alineas"]),
        *(f"x {relatie.naam} {relatie.verband}" for relatie in casus.relatie_set.all()),
        *(f"x {deelname.organisatie.naam}" for deelname in casus.deelname_set.select_related("organisatie")),
        *(inbreng.tekst for inbreng in voorwaarden.vrije_inbreng(casus.pk)),
    ]
