"""Het logboek: regels, boom en sleutels."""

from .boom import Boom, Controlepunt, Logsleutel, Medeondertekening, Tegel
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

__all__ = [
    "Boom",
    "Controlepunt",
    "Directwikkel",
    "Herstelkopie",
    "Herstelsleutel",
    "Logsleutel",
    "Medeondertekening",
    "Regel",
    "Sleutelhouder",
    "Tegel",
    "Toezichtsleutel",
    "Toezichttoegang",
    "Wachtzinwikkel",
]
