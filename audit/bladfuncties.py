"""De bladwaarde in de databank: een nieuwe regel brengt het blad mee van wat ze zelf zegt.

Wie met eigen SQL een vals blad invoegt, zou anders voorgoed laten narekenen dat er aan het logboek geknoeid is.
"""

from toegang.rijbeveiliging import WEIGER, bewaker


def _hex(kolom: str) -> str:
    return f"""'"' || encode({kolom}, 'hex') || '"'"""


def _of_niets(kolom: str) -> str:
    return f"coalesce({_hex(f"nullif(NEW.{kolom}, '')")}, 'null')"


_GETOOND = (
    f"(SELECT string_agg({_hex('g')}, ',' ORDER BY n) FROM unnest(NEW.getoond) WITH ORDINALITY u (g, n))"  # noqa: S608 - vaste tekst
)
_KENMERKEN = """'"' || replace(nullif(NEW.kenmerken, ''), ',', '","') || '"'"""
_TIJDSTIP = """to_char(NEW.tijdstip AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""

BAND = f"""concat('{{"actor":', {_hex("NEW.actor_pseudoniem")}, ',"casus":', {_of_niets("casus_pseudoniem")},
    ',"epoch":', NEW.epoch, CASE WHEN NEW.versie > 1 THEN concat(',"getoond":[', {_GETOOND}, ']') END,
    ',"id":"', NEW.id, '"', CASE WHEN NEW.versie > 1 THEN concat(',"kenmerken":[', {_KENMERKEN}, ']') END,
    ',"livc":"', NEW.livc_id, '","object":', {_of_niets("object_pseudoniem")}, ',"soort":"', NEW.soort,
    '","tijdstip":"', {_TIJDSTIP}, '","versie":', NEW.versie, '}}')"""
"""De open kolommen van een nieuwe regel, geschreven zoals `blad.Open.band`."""

FUNCTIES = bewaker(
    "audit_blad_past",
    "audit_regel",
    f"""IF NEW.blad IS DISTINCT FROM sha256('\\x00'::bytea || convert_to({BAND}, 'UTF8') || sha256(NEW.omhulling))
        THEN {WEIGER} END IF;""",
    bij="INSERT",
)
