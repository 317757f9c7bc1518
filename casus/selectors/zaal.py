"""Het scherm in de zaal, het volgende punt, en wat iemand aan het typen was."""

import zlib
from typing import Any
from uuid import UUID

from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _
from uuid_utils.compat import uuid7

from casus.models import Aanwezigheid, Agendapunt, Notitieconcept, Overleg
from casus.voorwaarden import overleg as voorwaarden
from toegang.beleid import Wie, zichtbaar
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan

from .inbreng import voor_scherm
from .overleg import zichtbare_punten
from .tafel import Puntblad


def volgende(gebruiker: Wie, overleg: Overleg) -> UUID:
    """Het eerste geplande punt dat deze persoon kan leiden. Raises NietVoldaan; noemt geen casus (LR-31)."""
    punten = zichtbaar(gebruiker, "agendapunt.leiden", overleg.agendapunten.order_by("volgorde"))
    pk = punten.filter(staat=Agendapunt.Staat.GEPLAND).values_list("pk", flat=True).first()
    if pk is None:
        raise NietVoldaan(_("Er is geen volgend punt dat u kunt beginnen. Kijk op de agenda."))
    return pk


def stand(gebruiker: Wie, overleg: Overleg) -> str:
    """Verandert zodra het scherm iets anders moet tonen, en zegt zelf niets: geen sleutel, geen aantal, geen naam."""
    punt = zichtbare_punten(gebruiker, overleg).filter(staat=Agendapunt.Staat.BEZIG).first()
    feiten: list[Any] = [overleg.staat]
    if punt is not None:
        feiten += [punt.volgorde, punt.begonnen_op, punt.aanwezig_genoteerd_op, punt.aanwezig_bevestigd_op]
        feiten += punt.besluiten.aggregate(n=Count("pk"), laatst=Max("aangemaakt")).values()
        feiten += punt.acties.aggregate(n=Count("pk"), laatst=Max("aangemaakt")).values()
        inbreng = voor_scherm(gebruiker, punt.casus).order_by()
        feiten += inbreng.aggregate(n=Count("pk"), laatst=Max("gewijzigd")).values()
    return f"{zlib.crc32(repr(feiten).encode()):08x}"


def bevestigkeuzes(blad: Puntblad) -> list[tuple[str, str]]:
    """Iedereen die op enig ogenblik in de zaal stond, met de uren."""
    dienst = {genoot.gebruiker.pk: genoot.dienst for genoot in blad.tafel}
    return [
        (str(rij.gebruiker_id), _regel(rij, dienst.get(rij.gebruiker_id, "")))
        for rij in sorted(blad.rijen, key=lambda rij: rij.gebruiker.naam)
        if rij.aanwezig or rij.van
    ]


def te_bevestigen(gebruiker: Gebruiker, blad: Puntblad) -> bool:
    """Of deze persoon nu de lijst bevestigt (LR-41)."""
    return (
        blad.loopt
        and blad.punt.aanwezig_bevestigd_op is None
        and not voorwaarden.beletten_bevestigen(blad.punt, gebruiker)
    )


def stand_van_lijst(punt: Agendapunt) -> str:
    """Van welke lijst een formulier vertrekt."""
    return voorwaarden.stand(punt)


def concepten(gebruiker: Gebruiker, punt: Agendapunt) -> dict[str, dict[str, Any]]:
    """Beginwaarden van de formulieren: wat deze persoon hier al typte, en anders een nieuwe sleutel (LR-45)."""
    leeg = {soort: {"sleutel": uuid7()} for soort in Notitieconcept.Soort.values}
    rijen = Notitieconcept.objects.filter(agendapunt=punt, gebruiker=gebruiker)
    return leeg | {rij.soort: {**rij.velden, "sleutel": rij.sleutel} for rij in rijen}


def _regel(rij: Aanwezigheid, dienst: str) -> str:
    delen = [rij.gebruiker.naam, *([dienst] if dienst else [])]
    if rij.van:
        van, tot = (f"{timezone.localtime(m):%H.%M}" if m else "" for m in (rij.van, rij.tot))
        delen.append(
            _("van %(van)s tot %(tot)s") % {"van": van, "tot": tot}
            if rij.tot
            else _("sinds %(van)s") % {"van": van}
        )
    return " · ".join(delen)
