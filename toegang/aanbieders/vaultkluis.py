"""De sleutelkluis in Vault (KV versie 2), voor een installatie op meer dan één server.

`SLEUTELKLUIS=vault:mount/map`. Wissen is het wissen van de metadata: dan gaan alle versies mee. KV kent geen reeksen:
een lijst van n dossiers kost n vragen.
"""

from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from uuid import UUID

from toegang.uitzonderingen import SleutelFout

from .vaultverbinding import vault


class Vaultkluis:
    def __init__(self, plaats: str) -> None:
        self.mount, _scheiding, self.map = plaats.strip("/").partition("/")
        if not self.mount or not self.map:
            raise SleutelFout(
                "SLEUTELKLUIS in Vault heeft een mount en een map nodig: vault:kv/casusoverleg."
            )

    def bewaar(self, dossier_id: UUID, scherf: bytes) -> None:
        inhoud = {"scherf": b64encode(scherf).decode(), "gemaakt": datetime.now(UTC).isoformat()}
        # cas=0: alleen als er nog niets staat.
        vault().vraag("post", self._pad("data", dossier_id), {"options": {"cas": 0}, "data": inhoud})

    def haal(self, dossier_ids: Collection[UUID]) -> Mapping[UUID, bytes]:
        gelezen = {dossier_id: self._lees(dossier_id) for dossier_id in dossier_ids}
        return {dossier_id: b64decode(data["scherf"]) for dossier_id, data in gelezen.items() if data}

    def wis(self, dossier_ids: Collection[UUID]) -> int:
        aanwezig = [dossier_id for dossier_id in dossier_ids if self._lees(dossier_id)]
        for dossier_id in aanwezig:
            vault().vraag("delete", self._pad("metadata", dossier_id))
        return len(aanwezig)

    def alle(self) -> Mapping[UUID, datetime]:
        namen = vault().vraag("list", f"{self.mount}/metadata/{self.map}").get("keys", [])
        gelezen = {UUID(naam): self._lees(UUID(naam)) for naam in namen}
        return {d: datetime.fromisoformat(data["gemaakt"]) for d, data in gelezen.items() if data}

    def controleer(self) -> None:
        vault().vraag("list", f"{self.mount}/metadata/{self.map}")

    def _lees(self, dossier_id: UUID) -> Mapping[str, str]:
        data: Mapping[str, str] = vault().vraag("get", self._pad("data", dossier_id)).get("data") or {}
        return data

    def _pad(self, deel: str, dossier_id: UUID) -> str:
        return f"{self.mount}/{deel}/{self.map}/{dossier_id.hex}"
