"""Het verslag van het toezicht: gemaakt op vraag, nergens bewaard; de afdruk in het logboek bewijst welk het was."""

import hashlib

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import verslagpdf
from audit.selectors import verslag as selectors
from audit.selectors.verslag import Periode
from audit.soorten import Soort
from toegang.beleid import eis
from toegang.handeling import handeling
from toegang.models import Gebruiker, Livc
from toegang.uitzonderingen import NietVoldaan
from toegang.verantwoording import leg_vast


@handeling
def maak(livc: Livc, *, actor: Gebruiker, periode: Periode, reden: str) -> bytes:
    """De PDF van deze periode; zonder regel in het logboek komt er geen. Raises NietVoldaan (LR-57, LR-59)."""
    eis(actor, "toezicht.verslag", livc)
    if not reden.strip():
        raise NietVoldaan(_("Schrijf waarvoor u dit verslag maakt."), "LR-57", "reden")
    if periode.tot < periode.van:
        raise NietVoldaan(_("Het einde komt voor het begin."), veld="tot")
    if periode.van > timezone.localdate():
        raise NietVoldaan(_("Deze periode moet nog beginnen."), veld="van")
    dekking = selectors.dekking(livc, periode, actor)
    pdf = verslagpdf.maak(
        livc,
        periode,
        dekking,
        selectors.bevindingen(livc, periode),
        selectors.openingen(livc, periode),
        selectors.bewijs(livc, periode),
    )
    leg_vast(
        Soort.TOEZICHT_VERSLAG,
        actor=actor,
        livc_id=livc.pk,
        reden=reden.strip(),
        feiten={
            "van": periode.van.isoformat(),
            "tot": periode.tot.isoformat(),
            "sha256": hashlib.sha256(pdf).hexdigest(),
        },
    )
    return pdf
