"""De kluis opruimen: scherven waarvan het dossier niet meer bestaat, en de reden om dat niet te doen.

Een scherf zonder rij blijft over na een teruggedraaide handeling, of als wissen na een vernietiging mislukte. Naast de
verkeerde databank (leeg, of een teruggezette oude) lijkt élke scherf over: daarom ruimt niets vanzelf op zodra er iets
niet klopt, en vraagt het dan een mens die het juiste aantal noemt.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from . import identiteit
from .actions.sleutelbeheer import BEHEER
from .kluis import kluis
from .models.sleutels import Casussleutel
from .uitzonderingen import SleutelFout

RUST = timedelta(days=1)  # zo lang kan een handeling nog bezig zijn niet duren
HANDVOL = 20
DEEL = 10  # procent


@dataclass(frozen=True)
class Stand:
    """Kluis en databank naast elkaar. `te_wissen` zijn alleen scherven die lang genoeg zonder dossier zijn."""

    dossiers: int
    scherven: int
    te_wissen: frozenset[UUID]
    zonder_scherf: int

    def beletten(self) -> list[str]:
        """Waarom dit niet vanzelf mag; leeg als het gewoon restjes zijn."""
        redenen = {
            _("De databank toont geen enkele dossiersleutel."): self.dossiers == 0,
            _("%(aantal)d dossiers hebben geen scherf: dit lijkt een teruggezette databank.")
            % {"aantal": self.zonder_scherf}: self.zonder_scherf > 0,
            _("Er zouden %(aantal)d van %(alle)d scherven verdwijnen: meer dan restjes.")
            % {"aantal": len(self.te_wissen), "alle": self.scherven}: (
                len(self.te_wissen) > HANDVOL or len(self.te_wissen) * 100 > self.scherven * DEEL
            ),
        }
        return [reden for reden, waar in redenen.items() if waar] if self.te_wissen else []


def stand() -> Stand:
    """Raises SleutelFout."""
    # Eerst de kluis: een dossier dat tussendoor ontstaat, staat dan hoogstens te veel in de databank.
    scherven = kluis().alle()
    with identiteit.als(BEHEER):
        dossiers = set(Casussleutel.objects.values_list("pk", flat=True))
    grens = timezone.now() - RUST
    oud = frozenset(naam for naam, gemaakt in scherven.items() if naam not in dossiers and gemaakt < grens)
    return Stand(len(dossiers), len(scherven), oud, len(dossiers - scherven.keys()))


def ruim_op(bevestigd: int | None = None) -> int:
    """Wist wat over is. Raises SleutelFout als er een belet is en `bevestigd` niet het juiste aantal noemt."""
    nu = stand()
    beletten = nu.beletten()
    if beletten and bevestigd != len(nu.te_wissen):
        raise SleutelFout(" ".join(["De kluis is niet opgeruimd.", *beletten]))
    return kluis().wis(nu.te_wissen) if nu.te_wissen else 0
