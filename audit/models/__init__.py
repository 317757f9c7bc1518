"""Het logboek: regels, boom, sleutels en nazicht."""

from .bevinding import Bevinding
from .boom import Boom, Controlepunt, Logsleutel, Medeondertekening, Tegel
from .nazicht import Leidinggevende, Nagekeken, Opening, Wachtrij
from .regel import Regel
from .sleutels import (
    Directwikkel,
    Herstelkopie,
    Herstelsleutel,
    Sleutelhouder,
    Toezichtsleutel,
    Toezichttoegang,
    Wachtzinwikkel,
)
from .verval import Verval

__all__ = [
    "Bevinding",
    "Boom",
    "Controlepunt",
    "Directwikkel",
    "Herstelkopie",
    "Herstelsleutel",
    "Leidinggevende",
    "Logsleutel",
    "Medeondertekening",
    "Nagekeken",
    "Opening",
    "Regel",
    "Sleutelhouder",
    "Tegel",
    "Toezichtsleutel",
    "Toezichttoegang",
    "Verval",
    "Wachtrij",
    "Wachtzinwikkel",
]
