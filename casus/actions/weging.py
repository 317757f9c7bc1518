"""Wegen met twee, op vaste criteria, en samen tot een uitkomst komen (LR-07)."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from audit.soorten import Soort
from casus import criteria
from casus.models import Signaal, Weging
from casus.selectors.weging import Weegblad, weegblad
from casus.voorwaarden.signaal import beletten_twee_mensen, beletten_uitkomst, beletten_wegen
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan, eis_geen
from toegang.verantwoording import leg_vast

from .signaal import rond_af, vergrendeld

UITKOMSTEN = {
    Weging.Advies.VOORDRAGEN: ("draag_voor", Soort.SIGNAAL_VOORGEDRAGEN),
    Weging.Advies.NIET_WEERHOUDEN: ("weerhoud_niet", Soort.SIGNAAL_NIET_WEERHOUDEN),
    Weging.Advies.DOORVERWIJZEN: ("verwijs_door", Soort.SIGNAAL_DOORVERWEZEN),
}


@handeling
def open_weging(*, actor: Gebruiker, pk: UUID, actie: str = "signaal.weging_zien") -> Weegblad:
    """Signaal en weging samen, voor wie `actie` mag; de inzage staat in het logboek. Raises Verborgen, Verboden."""
    signaal = haal(
        actor, "signaal.zien", Signaal.objects.select_related("livc", "melder", "bron_organisatie"), pk
    )
    eis(actor, actie, signaal)
    leg_vast(
        Soort.WEGING_INGEZIEN,
        actor=actor,
        livc_id=signaal.livc_id,
        dossier_id=signaal.pk,
        referentie=signaal.referentie,
        feiten={"staat": signaal.staat, "voor": actie},
    )
    return weegblad(actor, signaal)


@handeling
def weeg(*, actor: Gebruiker, pk: UUID, antwoorden: dict[str, Any], motivering: str, advies: str) -> Weging:
    """Bewaart of wijzigt de eigen weging; de eerste begint de weging. Raises Verborgen, Verboden, NietVoldaan (LR-07)."""
    signaal = vergrendeld(actor, "signaal.wegen", pk)
    eis_geen(beletten_wegen(signaal))
    blad = weegblad(actor, signaal)
    eis_geen(beletten_twee_mensen(actor, next((w for w in blad.wegingen if w.rol != blad.rol), None)))
    if set(antwoorden) != set(criteria.codes()):
        raise NietVoldaan(_("De criteria zijn intussen vernieuwd. Laad de pagina opnieuw."), "LR-07")
    weging = blad.eigen or Weging(signaal=signaal, livc_id=signaal.livc_id, rol=str(blad.rol))
    weging.weger, weging.criteria_versie = actor, criteria.VERSIE
    weging.antwoorden, weging.motivering, weging.advies = antwoorden, motivering, Weging.Advies(advies)
    weging.save()
    if signaal.staat == Signaal.Staat.GEREGISTREERD:
        signaal.start_weging()
        signaal.save(update_fields=["staat"])
    leg_vast(
        Soort.WEGING_INGEVULD,
        actor=actor,
        livc_id=signaal.livc_id,
        dossier_id=signaal.pk,
        object_id=weging.pk,
        referentie=signaal.referentie,
        feiten={"als": weging.rol, "criteria": weging.criteria_versie, "gewijzigd": blad.eigen is not None},
        casusfeiten={"advies": weging.advies},
    )
    return weging


@handeling
def beslis(*, actor: Gebruiker, pk: UUID, advies: str, reden: str) -> Signaal:
    """Maakt van twee gelijke adviezen de uitkomst; beide namen staan eronder. Raises Verborgen, Verboden, NietVoldaan.

    `advies` is wat de beslisser op het scherm zag: wijzigde een weger intussen van mening, dan gebeurt er niets.
    """
    signaal = vergrendeld(actor, "signaal.beslissen", pk)
    wegingen = list(signaal.wegingen.select_related("weger"))
    eis_geen(beletten_uitkomst(signaal, wegingen))
    if wegingen[0].advies != advies:
        raise NietVoldaan(_("De adviezen zijn intussen gewijzigd. Lees ze opnieuw."), "LR-07")
    overgang, soort = UITKOMSTEN[Weging.Advies(advies)]
    getattr(signaal, overgang)()
    signaal.uitkomst_reden = reden
    signaal.save(update_fields=[*rond_af(signaal, actor), "uitkomst_reden"])
    leg_vast(
        soort,
        actor=actor,
        livc_id=signaal.livc_id,
        dossier_id=signaal.pk,
        referentie=signaal.referentie,
        reden=reden,
        feiten={
            "wegers": [weging.weger.naam for weging in wegingen],
            "wissen_op": str(signaal.wissen_op or ""),
        },
    )
    return signaal
