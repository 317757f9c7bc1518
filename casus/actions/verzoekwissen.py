"""Een beantwoord verzoek zonder casus, aan het einde van zijn eigen termijn: rij, brief, gronden en sleutels weg (LR-55).

Met een casus hoort het bij haar, en verdwijnt het met haar (LR-53). Wat nog niet beantwoord is, blijft: wie vraagt,
heeft nog een antwoord te goed.
"""

from uuid import UUID

from audit.soorten import Soort
from casus import databank
from casus.verzoekrijen import TAAKNAAM
from toegang import identiteit, sleutels
from toegang.handeling import handeling
from toegang.ronde import ronde
from toegang.verantwoording import Systeemactor, leg_vast

WISSER = Systeemactor(TAAKNAAM)


def wis_verlopen() -> int:
    """Wist elk verzoek waarvan de termijn om is, elk in een eigen handeling. Geeft het aantal.

    Wat faalt, houdt de rest niet tegen; de eerste fout komt daarna toch naar boven, zodat de taak zichtbaar faalt.
    """
    with identiteit.als(WISSER):
        verlopen = databank.te_wissen_verzoeken()
    return ronde(verlopen, lambda pk: wis(actor=WISSER, pk=pk))


@handeling
def wis(*, actor: Systeemactor, pk: UUID) -> bool:
    """De databank rekent zelf na of de termijn om is; waar als er iets gewist is. De regel blijft, zonder naam."""
    gewist = databank.wis_verzoek(pk)
    if gewist is None:
        return False
    for dossier in gewist["dossiers"]:
        sleutels.vernietig(UUID(dossier))
    leg_vast(
        Soort.VERZOEK_GEWIST,
        actor=actor,
        livc_id=UUID(gewist["livc"]),
        object_id=pk,
        feiten={"staat": "gewist", "wissen_op": gewist["wissen_op"]},
    )
    return True
