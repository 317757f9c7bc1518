"""De referenties die iemand nu mag kennen, voor zijn eigen logboek."""

from collections.abc import Iterator
from uuid import UUID

from casus.models import Casus, Signaal
from toegang.beleid import zichtbaar
from toegang.models import Gebruiker


def namen(gebruiker: Gebruiker, livc_id: UUID) -> Iterator[tuple[UUID, str]]:
    """(dossier, referentie) van elke casus en elk signaal in dit LIVC dat deze persoon nu ziet (LR-31)."""
    casussen = zichtbaar(gebruiker, "casus.zien", Casus.objects.filter(livc_id=livc_id))
    yield from casussen.order_by().values_list("pk", "referentie")
    signalen = Signaal.objects.filter(livc_id=livc_id)
    for actie in ("signaal.zien", "signaal.volgen"):
        yield from zichtbaar(gebruiker, actie, signalen).order_by().values_list("pk", "referentie")
