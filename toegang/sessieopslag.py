"""De sessies in de databank, leesbaar en schrijfbaar alleen onder een eigen naam: die van geen enkele persoon.

Een sessiesleutel is een bewijs van wie iemand is. Zo leest geen enkele andere opdracht haar, ook niet een die
binnengesmokkeld is in de aanvraag van een ander.
"""

from typing import Any

from django.contrib.sessions.backends import db

from . import identiteit
from .verantwoording import Systeemactor

SESSIES = Systeemactor("sessies")


class SessionStore(db.SessionStore):
    """Zoals die van Django; elke opdracht loopt namens de sessies."""

    def _get_session_from_db(self) -> Any:
        with identiteit.als(SESSIES):
            return super()._get_session_from_db()  # type: ignore[misc]

    def exists(self, session_key: str) -> bool:
        with identiteit.als(SESSIES):
            return bool(super().exists(session_key))

    def save(self, must_create: bool = False) -> None:
        with identiteit.als(SESSIES):
            super().save(must_create)

    def delete(self, session_key: str | None = None) -> None:
        with identiteit.als(SESSIES):
            super().delete(session_key)

    @classmethod
    def clear_expired(cls) -> None:
        with identiteit.als(SESSIES):
            super().clear_expired()
