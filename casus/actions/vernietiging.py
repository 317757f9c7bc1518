"""De vernietigingslijst: voorstellen, tekenen, en uitvoeren (LR-53).

Uitvoeren gaat in drie stappen, elk onomkeerbaar: de sleutels en rechten in de databank, de scherven in de kluis, de
rijen. Stopt het halverwege, dan is de casus al onleesbaar, en maakt de volgende ronde het af.
"""

import logging
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import tekstverval
from audit.soorten import Soort
from casus import databank, post
from casus.models import (
    Vernietigingsbewijs,
    Vernietigingshandtekening,
    Vernietigingslijst,
    Vernietigingspunt,
)
from casus.models.vernietiging import Tekenrol
from casus.vernietigingrijen import TAAKNAAM
from casus.voorwaarden.vernietiging import beletten_tekenen, tekenrol
from toegang import alarm, identiteit, sleutels
from toegang.beleid import eis, haal
from toegang.berichten import Berichtsoort
from toegang.handeling import handeling
from toegang.kluis import kluis
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan, SleutelFout, eis_geen
from toegang.verantwoording import Actor, Systeemactor, leg_vast

logger = logging.getLogger(__name__)

VERNIETIGER = Systeemactor(TAAKNAAM)


def ronde() -> int:
    """De ronde van elke dag: afmaken wat halverwege stopte of al getekend is, dan voorstellen. Geeft hoeveel nieuw.

    Wat faalt, houdt de rest niet tegen; de eerste fout komt daarna toch naar boven, zodat de taak zichtbaar faalt.
    """
    fouten = [fout for pk in klaar_om_uit_te_voeren() if (fout := _probeer(pk))]
    with identiteit.als(VERNIETIGER):
        nieuw = databank.te_vernietigen()
    for casus_id, livc_id, referentie, einde in nieuw:
        stel_voor(actor=VERNIETIGER, casus_id=casus_id, livc_id=livc_id, referentie=referentie, einde=einde)
    verwittig(actor=VERNIETIGER, casussen=[casus_id for casus_id, *_rest in nieuw])
    if fouten:
        raise fouten[0]
    return len(nieuw)


@handeling
def stel_voor(
    *, actor: Systeemactor, casus_id: UUID, livc_id: UUID, referentie: str, einde: date
) -> Vernietigingspunt:
    """Zet één casus op de lijst van vandaag. De databank rekent na of haar termijn echt om is."""
    lijst, _nieuw = Vernietigingslijst.objects.get_or_create(
        livc_id=livc_id, opgemaakt_op=timezone.localdate()
    )
    punt = Vernietigingspunt.objects.create(
        lijst=lijst, casus_id=casus_id, livc_id=livc_id, referentie=referentie, einde=einde
    )
    _leg_vast(
        Soort.VERNIETIGING_VOORGESTELD, actor, punt, {"einde": einde.isoformat(), "lijst": str(lijst.pk)}
    )
    return punt


@handeling
def verwittig(*, actor: Systeemactor, casussen: Collection[UUID]) -> int:
    """Eén bericht per persoon die voor minstens één van deze casussen kan tekenen; nooit wie uitgesloten is (LR-23)."""
    wie = {pk for casus in casussen for pk in databank.te_verwittigen(casus, *Tekenrol.values)}
    post.verwittig(Berichtsoort.VERNIETIGING, wie)
    return len(wie)


def teken(*, actor: Gebruiker, pks: Collection[UUID]) -> int:
    """Tekent voor elk van deze punten, en voert meteen uit wat zijn tweede handtekening heeft. Geeft hoeveel.

    Wat niet lukt, blijft ‘bezig’ en komt in de volgende ronde. Raises Verborgen, Verboden, NietVoldaan.
    """
    if not pks:
        raise NietVoldaan(_("Kruis minstens één casus aan."), "LR-53")
    for pk in pks:
        teken_punt(actor=actor, pk=pk)
    for pk in set(pks).intersection(klaar_om_uit_te_voeren()):
        _probeer(pk)
    return len(pks)


@handeling
def teken_punt(*, actor: Gebruiker, pk: UUID) -> None:
    """Eén handtekening onder één punt. Raises Verborgen, Verboden, NietVoldaan (LR-53, LR-55)."""
    punt = haal(actor, "vernietiging.zien", Vernietigingspunt.objects.select_for_update(of=("self",)), pk)
    eis(actor, "vernietiging.tekenen", punt)
    eis_geen(beletten_tekenen(actor, punt, databank.vernietiging_wacht([punt.pk]).get(punt.pk)))
    rol = tekenrol(actor, punt)
    assert rol is not None, "zonder rol was er een belet"
    Vernietigingshandtekening.objects.create(
        punt=punt, livc_id=punt.livc_id, gebruiker=actor, rol=rol, op=timezone.now()
    )
    aantal = punt.handtekeningen.count()
    _leg_vast(Soort.VERNIETIGING_GETEKEND, actor, punt, {"rol": rol, "handtekeningen": aantal})


def klaar_om_uit_te_voeren() -> list[UUID]:
    """Wat bezig is, of twee handtekeningen heeft van wie nog tekenen mag, en op niets wacht."""
    with identiteit.als(VERNIETIGER):
        return databank.klaar_om_te_vernietigen()


def voer_uit(pk: UUID) -> Vernietigingsbewijs:
    """Vernietigt één getekende casus, of maakt af wat al begonnen was. Raises SleutelFout als de kluis zwijgt."""
    dossiers = vernietig_sleutels(actor=VERNIETIGER, pk=pk)
    sleutels.vergeet()
    # Buiten de transactie: de rijen van de sleutels zijn nu voorgoed weg, dus de scherven mogen ook weg.
    kluis().wis(dossiers)
    bewijs = wis_rijen(actor=VERNIETIGER, pk=pk)
    _vergeet_teksten()
    return bewijs


def _vergeet_teksten() -> None:
    """Wat het toezicht erover schreef. Lukt het nu niet, dan doet de taak van vannacht het: de casus zelf is weg."""
    try:
        tekstverval.laat_vervallen()
    except Exception as fout:  # noqa: BLE001 - de taak zelf faalt wel zichtbaar
        logger.error("Teksten van het toezicht: %s", type(fout).__name__)  # noqa: TRY400 - geen inhoud


@handeling
def vernietig_sleutels(*, actor: Systeemactor, pk: UUID) -> list[UUID]:
    """Stap een: de databank kijkt handtekeningen, termijn en bewaarplicht na, en neemt sleutels en rechten weg."""
    punt = Vernietigingspunt.objects.get(pk=pk)
    dossiers = databank.begin_vernietiging(pk)
    if punt.staat != Vernietigingspunt.Staat.BEZIG:
        _leg_vast(Soort.VERNIETIGING_BEGONNEN, actor, punt, {"sleutels": len(dossiers)})
        _noteer_signalen(actor, punt)
    return dossiers


@handeling
def wis_rijen(*, actor: Systeemactor, pk: UUID) -> Vernietigingsbewijs:
    """Stap drie: elke rij verdwijnt, het bewijs blijft, en de regel in het logboek is er een van (LR-53, LR-57)."""
    databank.maak_vernietiging_af(pk)
    bewijs = Vernietigingsbewijs.objects.get(punt=pk)
    tekens = bewijs.punt.handtekeningen.order_by("op")
    feiten = {
        "staat": "vernietigd",
        "einde": bewijs.einde.isoformat(),
        "lijst": str(bewijs.lijst_id),
        "bewijs": str(bewijs.pk),
        "tellingen": bewijs.tellingen,
        "sleutels": bewijs.sleutelafdruk,
        "getekend": [{"rol": t.rol, "wie": str(t.gebruiker_id), "op": t.op.isoformat()} for t in tekens],
    }
    bewijs.regel_id = _leg_vast(Soort.CASUS_VERNIETIGD, actor, bewijs.punt, feiten)
    bewijs.save(update_fields=["regel_id"])
    return bewijs


def _noteer_signalen(actor: Systeemactor, punt: Vernietigingspunt) -> None:
    """Een signaal heeft een eigen dossier in het logboek; ook daar staat dat de inhoud weg is (LR-04)."""
    for signaal, referentie in databank.gewiste_signalen(punt.pk):
        leg_vast(
            Soort.SIGNAAL_GEWIST,
            actor=actor,
            livc_id=punt.livc_id,
            dossier_id=signaal,
            referentie=referentie,
            feiten={"staat": "gewist"},
        )


def _probeer(pk: UUID) -> Exception | None:
    try:
        voer_uit(pk)
    except Exception as fout:  # noqa: BLE001 - de volgende ronde probeert opnieuw
        if _is_af(pk):
            return None
        logger.error("Een vernietiging is niet af: %s", type(fout).__name__)  # noqa: TRY400 - geen inhoud
        if isinstance(fout, SleutelFout):
            alarm.meld("kluis", fout)
        return fout
    return None


def _is_af(pk: UUID) -> bool:
    """Een ander maakte het intussen af: de ronde, of wie op hetzelfde ogenblik tekende."""
    with identiteit.als(VERNIETIGER):
        return Vernietigingsbewijs.objects.filter(punt=pk).exists()


def _leg_vast(soort: Soort, actor: Actor, punt: Vernietigingspunt, feiten: dict[str, object]) -> UUID:
    return leg_vast(
        soort,
        actor=actor,
        livc_id=punt.livc_id,
        dossier_id=punt.casus_id,
        object_id=punt.pk,
        referentie=punt.referentie,
        feiten=feiten,
    )
