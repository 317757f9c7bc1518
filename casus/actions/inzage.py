"""Inhoud openen: de pagina komt pas vrij nadat de inzage in het logboek staat (LR-57).

Dit zijn de enige handelingen die tijdens een GET schrijven, en ze schrijven alleen de regel van het kijken.
"""

from uuid import UUID

from audit.soorten import Soort
from casus.models import Actie, Agendapunt, Casus, Doel, Inbreng, Signaal, Traject
from toegang.beleid import eis, haal
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.verantwoording import leg_vast


@handeling
def open_signaal(*, actor: Gebruiker, pk: UUID) -> Signaal:
    """Het signaal met zijn inhoud. Raises Verborgen."""
    signaal = haal(
        actor, "signaal.zien", Signaal.objects.select_related("livc", "melder", "bron_organisatie"), pk
    )
    leg_vast(
        Soort.SIGNAAL_INGEZIEN,
        actor=actor,
        livc_id=signaal.livc_id,
        dossier_id=signaal.pk,
        referentie=signaal.referentie,
    )
    return signaal


@handeling
def open_casus(*, actor: Gebruiker, pk: UUID, onderdeel: str) -> Casus:
    """De casus met zijn inhoud; `onderdeel` zegt welk blad. Raises Verborgen, Verboden (LR-30, LR-31)."""
    casus = haal(actor, "casus.zien", Casus.objects.select_related("livc", "casusregisseur"), pk)
    eis(actor, "casus.inzien", casus)
    leg_vast(
        Soort.CASUS_INGEZIEN,
        actor=actor,
        livc_id=casus.livc_id,
        dossier_id=casus.pk,
        referentie=casus.referentie,
        feiten={"onderdeel": onderdeel, "staat": casus.staat},
    )
    return casus


@handeling
def open_inbreng(*, actor: Gebruiker, pk: UUID) -> Inbreng:
    """De eigen inbreng om aan verder te werken. Raises Verborgen, Verboden (LR-32)."""
    inbreng = haal(
        actor, "inbreng.zien", Inbreng.objects.select_related("casus__livc", "over", "agendapunt"), pk
    )
    eis(actor, "inbreng.beheren", inbreng)
    _leg_inzage_vast(Soort.INBRENG_INGEZIEN, actor, inbreng)
    return inbreng


@handeling
def open_agendapunt(*, actor: Gebruiker, pk: UUID) -> Agendapunt:
    """Een agendapunt met aanwezigen, besluiten en acties. Raises Verborgen, Verboden (LR-30, LR-31)."""
    punt = haal(actor, "agendapunt.zien", Agendapunt.objects.select_related("casus__livc", "overleg"), pk)
    eis(actor, "agendapunt.inzien", punt)
    _leg_inzage_vast(Soort.AGENDAPUNT_INGEZIEN, actor, punt)
    return punt


@handeling
def open_traject(*, actor: Gebruiker, pk: UUID) -> Traject:
    """Eén versie van het plan, ook een oude. Raises Verborgen (LR-31)."""
    traject = haal(
        actor, "traject.zien", Traject.objects.select_related("casus__livc", "casus__casusregisseur"), pk
    )
    _leg_inzage_vast(Soort.TRAJECT_INGEZIEN, actor, traject)
    return traject


@handeling
def open_doel(*, actor: Gebruiker, pk: UUID) -> Doel:
    """Eén doel met sterktes en zorgen. Raises Verborgen (LR-31)."""
    doel = haal(actor, "traject.zien", Doel.objects.select_related("casus__livc", "traject"), pk)
    _leg_inzage_vast(Soort.TRAJECT_INGEZIEN, actor, doel)
    return doel


@handeling
def open_actie(*, actor: Gebruiker, pk: UUID) -> Actie:
    """Eén afspraak. Raises Verborgen (LR-31)."""
    actie = haal(actor, "actie.zien", Actie.objects.select_related("casus__livc", "eigenaar", "doel"), pk)
    _leg_inzage_vast(Soort.ACTIE_INGEZIEN, actor, actie)
    return actie


def _leg_inzage_vast(
    soort: Soort, actor: Gebruiker, rij: Agendapunt | Inbreng | Traject | Doel | Actie
) -> None:
    leg_vast(
        soort,
        actor=actor,
        livc_id=rij.livc_id,
        dossier_id=rij.casus_id,
        object_id=rij.pk,
        referentie=rij.casus.referentie,
    )
