"""De burgemeester zet iemand op de lijst, of niet (LR-01, LR-02, LR-03)."""

from datetime import date
from typing import Any
from uuid import UUID

from audit.soorten import Soort
from casus import indicatoren as lijst
from casus.models import Betrokkene, Casus, Signaal
from casus.selectors.lijst import lopende_casussen
from casus.voorwaarden.lijst import beletten_aanwijzingen, beletten_rechtsgrond, beletten_tweede_casus
from casus.voorwaarden.livc import beletten_nieuw
from casus.voorwaarden.signaal import beletten_overgang
from toegang import sleutels, toekenningen
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import eis_geen
from toegang.verantwoording import leg_vast

from .signaal import rond_af, vergrendeld


@handeling
def zet_op_lijst(
    *,
    actor: Gebruiker,
    pk: UUID,
    aanwijzingen: str,
    indicatoren: list[str],
    rechtsgrond: str,
    machtiging_datum: date | None = None,
    machtiging_referentie: str = "",
    tweede_casus: bool = False,
) -> Casus:
    """Van een voorgedragen signaal een casus. Raises Verborgen, Verboden, NietVoldaan (LR-01, LR-03, LR-10).

    Geeft de kern het zicht dat de casus bestaat; inhoud pas na de geheimhouding, ook voor de burgemeester (LR-30).
    """
    signaal = vergrendeld(actor, "signaal.op_lijst", pk)
    eis_geen(beletten_overgang(signaal, signaal.zet_op_lijst))
    eis_geen(beletten_nieuw(signaal.livc_id))
    eis_geen(beletten_aanwijzingen(aanwijzingen, indicatoren))
    eis_geen(beletten_rechtsgrond(rechtsgrond, machtiging_datum, machtiging_referentie))
    eis_geen(beletten_tweede_casus(lopende_casussen(actor, signaal), tweede_casus))
    casus = Casus(
        livc_id=signaal.livc_id,
        rechtsgrond=rechtsgrond,
        machtiging_datum=machtiging_datum,
        machtiging_referentie=machtiging_referentie,
        aanwijzingen=aanwijzingen,
        indicatoren={"versie": lijst.VERSIE, "codes": indicatoren},
        op_lijst_door=actor,
    )
    sleutels.maak(casus.pk, casus.livc_id)
    casus.save(force_insert=True)
    _maak_betrokkene(casus, signaal.persoon)
    signaal.zet_op_lijst()
    signaal.casus = casus
    signaal.save(update_fields=[*rond_af(signaal, actor), "casus"])
    toekenningen.open_voor_kern(casus)
    leg_vast(
        Soort.CASUS_OP_LIJST,
        actor=actor,
        livc_id=casus.livc_id,
        dossier_id=casus.pk,
        object_id=signaal.pk,
        referentie=casus.referentie,
        feiten={"doel": casus.doel, "signaal": signaal.referentie},
        # Of een gerecht machtigde, zegt iets over de persoon.
        casusfeiten={"rechtsgrond": rechtsgrond, "indicatoren": indicatoren},
    )
    return casus


def _maak_betrokkene(casus: Casus, persoon: dict[str, Any]) -> None:
    geboren = persoon.get("geboortedatum")
    wie = Betrokkene(
        casus=casus,
        livc_id=casus.livc_id,
        naam=persoon["naam"],
        geboortedatum=date.fromisoformat(geboren) if geboren else None,
        gemeente=persoon.get("gemeente", ""),
        naam_index=sleutels.blinde_index(casus.livc_id, persoon["naam"]),
    )
    sleutels.maak(wie.pk, wie.livc_id)
    wie.save(force_insert=True)


@handeling
def wijs_af(*, actor: Gebruiker, pk: UUID, reden: str) -> Signaal:
    """De burgemeester zet de persoon niet op de lijst; de kortste termijn begint. Raises Verborgen, Verboden, NietVoldaan."""
    signaal = vergrendeld(actor, "signaal.afwijzen", pk)
    # `weerhoud_niet` kan ook uit een weging; de burgemeester beslist alleen over wat hem voorgedragen is.
    eis_geen(beletten_overgang(signaal, signaal.zet_op_lijst))
    signaal.weerhoud_niet()
    signaal.besluit_reden = reden
    signaal.save(update_fields=[*rond_af(signaal, actor), "besluit_reden"])
    leg_vast(
        Soort.SIGNAAL_NIET_WEERHOUDEN,
        actor=actor,
        livc_id=signaal.livc_id,
        dossier_id=signaal.pk,
        referentie=signaal.referentie,
        reden=reden,
        feiten={"door": "burgemeester", "wissen_op": str(signaal.wissen_op)},
    )
    return signaal
