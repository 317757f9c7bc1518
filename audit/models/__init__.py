"""Het logboek: regels, boom, sleutels en nazicht."""

from .bevinding import Bevinding
from .boom import Boom, Controlepunt, Logsleutel, Medeondertekening, Tegel
from .nazicht import Leidinggevende, Nagekeken, Opening, Wachtrij
from .regel import Regel
from .sleutels import Toezichtsleutel, Toezichttoegang
from .verval import Verval

__all__ = [
    "Bevinding",
    "Boom",
    "Controlepunt",
    "Leidinggevende",
    "Logsleutel",
    "Medeondertekening",
    "Nagekeken",
    "Opening",
    "Regel",
    "Tegel",
    "Toezichtsleutel",
    "Toezichttoegang",
    "Verval",
    "Wachtrij",
]
