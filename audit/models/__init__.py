"""Het logboek: regels, boom en sleutels."""

from .boom import Boom, Controlepunt, Logsleutel, Medeondertekening, Tegel
from .regel import Regel
from .sleutels import Toezichtsleutel, Toezichttoegang
from .verval import Verval

__all__ = [
    "Boom",
    "Controlepunt",
    "Logsleutel",
    "Medeondertekening",
    "Regel",
    "Tegel",
    "Toezichtsleutel",
    "Toezichttoegang",
    "Verval",
]
