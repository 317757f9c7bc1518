"""De versleutelde modelvelden: tekst, JSON en datum, elk onder de sleutel van één dossier."""

import json
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise

from .versleuteld import Versleuteld


class VersleuteldeTekst(Versleuteld):
    _pyi_private_set_type: str | None
    _pyi_private_get_type: str

    def leeg(self) -> str:
        return ""

    def keur(self, waarde: Any) -> str:
        if not isinstance(waarde, str | Promise):
            raise TypeError(f"{self.name} verwacht tekst, geen {type(waarde).__name__}.")
        return str(waarde)

    def naar_bytes(self, waarde: str) -> bytes:
        return waarde.encode()

    def van_bytes(self, ruw: bytes) -> str:
        return ruw.decode()


class VersleuteldeJson(Versleuteld):
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def leeg(self) -> dict[str, Any]:
        return {}

    def naar_bytes(self, waarde: Any) -> bytes:
        return json.dumps(waarde, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def van_bytes(self, ruw: bytes) -> Any:
        return json.loads(ruw)


class VersleuteldeDatum(Versleuteld):
    _pyi_private_set_type: date | None
    _pyi_private_get_type: date | None

    def leeg(self) -> None:
        return None

    def keur(self, waarde: Any) -> date:
        if not isinstance(waarde, date) or isinstance(waarde, datetime):
            raise TypeError(f"{self.name} verwacht een datum, geen {type(waarde).__name__}.")
        return waarde

    def naar_bytes(self, waarde: date) -> bytes:
        return waarde.isoformat().encode()

    def van_bytes(self, ruw: bytes) -> date:
        return date.fromisoformat(ruw.decode())
