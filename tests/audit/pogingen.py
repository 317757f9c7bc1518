"""Elke poging tot knoeien die de tests doen, met wat haar vindt en wanneer; `docs/knoeien.md` komt hieruit.

Schrijven: `python -m tests.audit.pogingen`. `test_knoeien.py` voert elke poging uit en kijkt na of het blad nog klopt.
"""

from dataclasses import dataclass
from pathlib import Path

BLAD = Path(__file__).resolve().parent.parent.parent / "docs" / "knoeien.md"

GEWIJZIGD = "een regel is gewijzigd"
ONTBREEKT = "een regel ontbreekt"
GROOTTE = "de boom en het logboek zijn niet even groot"
TEGEL = "een tegel klopt niet"
KORTER = "het logboek is korter dan een controlepunt"
ANDERE = "de regels horen niet bij een controlepunt"
RIJ = "een controlepunt zegt iets anders dan zijn rij"
ONGELDIG = "een controlepunt is ongeldig"
GEEN_SLEUTEL = "een controlepunt zonder sleutel van dit logboek"


@dataclass(frozen=True)
class Poging:
    """SQL van de eigenaar van de databank; `gebrek` is wat narekenen erover zegt."""

    gebrek: str
    opdrachten: tuple[str, ...]


def _p(gebrek: str, *opdrachten: str) -> Poging:
    return Poging(gebrek, opdrachten)


R = "UPDATE audit_regel SET"
BIJ = (
    "INSERT INTO audit_regel SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(),"
    " 'volgnummer', {nummer}))).* FROM audit_regel r WHERE volgnummer = 3"
)

METEEN: dict[str, str] = {
    "een regel wijzigen": f"{R} soort = 'toegang.afgemeld' WHERE volgnummer = 3",
    "een omhulling wijzigen": f"{R} omhulling = sha256('x') WHERE volgnummer = 3",
    "een regel wissen": "DELETE FROM audit_regel WHERE volgnummer = 3",
    "het logboek leegmaken": "TRUNCATE audit_regel",
    "een plaats verzetten": f"{R} volgnummer = 99 WHERE volgnummer = 3",
    "een plaats terugnemen": f"{R} volgnummer = NULL, verzegeld_op = NULL WHERE volgnummer = 3",
    "een regel toevoegen die al een plaats heeft": BIJ.format(nummer=20),
    "de transactie van een nieuwe regel kiezen": BIJ.format(nummer="NULL"),
    "de boom kleiner maken": "UPDATE audit_boom SET grootte = 12",
    "de boom wissen": "DELETE FROM audit_boom",
    "een tegel wijzigen": "UPDATE audit_tegel SET waarden = sha256('x')",
    "een tegel wissen": "DELETE FROM audit_tegel",
    "een controlepunt wijzigen": "UPDATE audit_controlepunt SET wortel = sha256('x')",
    "een controlepunt wissen": "DELETE FROM audit_controlepunt",
}
"""Wat de databank zelf weigert, ook aan haar eigenaar, zolang hij de triggers niet uitzet."""

NAREKENEN: dict[str, Poging] = {
    "een andere soort": _p(GEWIJZIGD, f"{R} soort = 'toegang.afgemeld' WHERE volgnummer = 3"),
    "een ander tijdstip": _p(GEWIJZIGD, f"{R} tijdstip = tijdstip - interval '1 hour' WHERE volgnummer = 3"),
    "een andere actor": _p(GEWIJZIGD, f"{R} actor_pseudoniem = sha256('x') WHERE volgnummer = 3"),
    "een casus erbij": _p(GEWIJZIGD, f"{R} casus_pseudoniem = sha256('x') WHERE volgnummer = 3"),
    "een ander object": _p(GEWIJZIGD, f"{R} object_pseudoniem = sha256('x') WHERE volgnummer = 3"),
    "een ander tijdvak": _p(GEWIJZIGD, f"{R} epoch = 7 WHERE volgnummer = 3"),
    "een andere omhulling": _p(GEWIJZIGD, f"{R} omhulling = sha256('x') WHERE volgnummer = 3"),
    "een ander id": _p(GEWIJZIGD, f"{R} id = gen_random_uuid() WHERE volgnummer = 3"),
    "een ander blad": _p(GEWIJZIGD, f"{R} blad = sha256('x') WHERE volgnummer = 3"),
    "omhulling en blad samen": _p(
        GEWIJZIGD, f"{R} omhulling = sha256('x'), blad = sha256('y') WHERE volgnummer = 3"
    ),
    "twee omhullingen verwisseld": _p(
        GEWIJZIGD,
        f"{R} omhulling = (SELECT omhulling FROM audit_regel b WHERE b.livc_id = audit_regel.livc_id"
        " AND b.volgnummer = 7 - audit_regel.volgnummer) WHERE volgnummer IN (3, 4)",
    ),
    "twee omhullingen verwisseld, met hun blad": _p(
        GEWIJZIGD,
        f"{R} (omhulling, blad) = (SELECT omhulling, blad FROM audit_regel b WHERE b.livc_id = audit_regel.livc_id"
        " AND b.volgnummer = 7 - audit_regel.volgnummer) WHERE volgnummer IN (3, 4)",
    ),
    "twee regels verwisseld": _p(
        ANDERE,
        f"{R} volgnummer = 103 WHERE volgnummer = 3",
        f"{R} volgnummer = 3 WHERE volgnummer = 4",
        f"{R} volgnummer = 4 WHERE volgnummer = 103",
    ),
    "twee regels verwisseld, met hun tegel": _p(
        ANDERE,
        f"{R} volgnummer = 103 WHERE volgnummer = 3",
        f"{R} volgnummer = 3 WHERE volgnummer = 4",
        f"{R} volgnummer = 4 WHERE volgnummer = 103",
        "UPDATE audit_tegel SET waarden = overlay(waarden PLACING substring(waarden FROM 129 FOR 32)"
        " || substring(waarden FROM 97 FOR 32) FROM 97 FOR 64)",
    ),
    "een regel weg": _p(ONTBREEKT, "DELETE FROM audit_regel WHERE volgnummer = 3"),
    "een regel weg en opnieuw genummerd": _p(
        ANDERE,
        "DELETE FROM audit_regel WHERE volgnummer = 3",
        f"{R} volgnummer = volgnummer + 1000 WHERE volgnummer > 3",
        f"{R} volgnummer = volgnummer - 1001 WHERE volgnummer > 1000",
    ),
    "de eerste regel weg": _p(ONTBREEKT, "DELETE FROM audit_regel WHERE volgnummer = 0"),
    "de laatste regel weg": _p(GROOTTE, "DELETE FROM audit_regel WHERE volgnummer = 19"),
    "de staart weg, met de boom erbij": _p(
        KORTER,
        "DELETE FROM audit_regel WHERE volgnummer >= 15",
        "UPDATE audit_boom SET grootte = 15",
        "UPDATE audit_tegel SET waarden = substring(waarden FOR 480)",
    ),
    "een regel ertussen": _p(
        ANDERE,
        f"{R} volgnummer = volgnummer + 1000 WHERE volgnummer > 3",
        f"{R} volgnummer = volgnummer - 999 WHERE volgnummer > 1000",
        BIJ.format(nummer=4),
    ),
    "een regel achteraan, buiten de boom": _p(GROOTTE, BIJ.format(nummer=20)),
    "een regel voor de eerste": _p(GROOTTE, f"{R} volgnummer = -1 WHERE volgnummer = 0"),
    "een plaats teruggenomen": _p(
        ONTBREEKT, f"{R} volgnummer = NULL, verzegeld_op = NULL WHERE volgnummer = 3"
    ),
    "een waarde in een tegel": _p(
        TEGEL, "UPDATE audit_tegel SET waarden = overlay(waarden PLACING sha256('x') FROM 33)"
    ),
    "een tegel korter": _p(TEGEL, "UPDATE audit_tegel SET waarden = substring(waarden FOR 320)"),
    "een tegel langer": _p(TEGEL, "UPDATE audit_tegel SET waarden = waarden || sha256('x')"),
    "een tegel weg": _p(TEGEL, "DELETE FROM audit_tegel"),
    "een tegel te veel": _p(
        TEGEL,
        "INSERT INTO audit_tegel (livc_id, niveau, nummer, waarden) SELECT livc_id, 1, 0, sha256('x') FROM audit_boom",
    ),
    "de boom kleiner": _p(KORTER, "UPDATE audit_boom SET grootte = 12"),
    "de boom groter": _p(GROOTTE, "UPDATE audit_boom SET grootte = 25"),
    "de boom weg": _p(KORTER, "DELETE FROM audit_boom"),
    "een controlepunt met een andere wortel": _p(
        RIJ, "UPDATE audit_controlepunt SET wortel = sha256('x') WHERE grootte = 10"
    ),
    "een controlepunt met een andere grootte": _p(
        RIJ, "UPDATE audit_controlepunt SET grootte = 11 WHERE grootte = 10"
    ),
    "een controlepunt met de nota van een ander": _p(
        RIJ,
        "UPDATE audit_controlepunt SET nota = (SELECT nota FROM audit_controlepunt WHERE grootte = 20) WHERE grootte = 10",
    ),
    "een controlepunt met een andere tekst": _p(
        ONGELDIG, "UPDATE audit_controlepunt SET nota = replace(nota, E'\\n10\\n', E'\\n11\\n') WHERE grootte = 10"
    ),
    "een controlepunt zonder handtekening": _p(
        ONGELDIG, "UPDATE audit_controlepunt SET nota = split_part(nota, E'\\n\\n', 1)"
    ),
    "de sleutel van het logboek weg": _p(GEEN_SLEUTEL, "DELETE FROM audit_logsleutel"),
    "een andere publieke sleutel": _p(ONGELDIG, "UPDATE audit_logsleutel SET publiek = sha256('x')"),
}  # fmt: skip
"""Met alle triggers uit. Twintig regels, getekend na tien en na twintig."""


@dataclass(frozen=True)
class Elders:
    """Een poging in een eigen test; `test` is haar bestand en naam."""

    vindt: str
    test: str


BUREN: dict[str, Elders] = {
    "een regel verhuisd naar het logboek van een ander LIVC": Elders(
        f"{GROOTTE}, in beide", "test_knoeien.py::test_een_regel_naar_een_ander_logboek_verhuizen"
    ),
    "de regels van twee LIVC's verwisseld": Elders(
        f"{GEWIJZIGD}, in beide", "test_knoeien.py::test_twee_logboeken_verwisseld"
    ),
    "de handtekeningen van een getuige verwisseld": Elders(
        "de handtekening van een getuige klopt niet",
        "test_getuigen.py::test_gewone_groei_wordt_mede_ondertekend",
    ),
    "de controlepunten weg, en de handtekeningen van een getuige niet": Elders(
        "een medeondertekening zonder controlepunt",
        "test_getuigen.py::test_een_medeondertekening_zonder_controlepunt",
    ),
}
"""Ook bij het narekenen."""

ELDERS: dict[str, Elders] = {
    "de hele databank terug naar een oudere dump": Elders(
        "het bewaarde controlepunt telt meer regels; de getuige weigert",
        "test_terugdraaien.py::test_een_oudere_reservekopie_terugzetten_verraadt_alleen_wat_elders_staat",
    ),
    "de schijf terug naar een oudere momentopname": Elders(
        "het bewaarde controlepunt telt meer regels; de getuige weigert",
        "test_terugdraaien.py::test_een_oudere_reservekopie_terugzetten_verraadt_alleen_wat_elders_staat",
    ),
    "de staart weg, alles opnieuw getekend met dezelfde sleutel": Elders(
        "het bewaarde controlepunt telt meer regels",
        "test_knoeien.py::test_terugdraaien_en_opnieuw_tekenen_verraadt_alleen_een_controlepunt_van_elders",
    ),
    "de staart weg, alles opnieuw getekend met een andere sleutel": Elders(
        "het bewaarde controlepunt telt meer regels, en is met een andere sleutel getekend",
        "test_knoeien.py::test_terugdraaien_en_opnieuw_tekenen_verraadt_alleen_een_controlepunt_van_elders",
    ),
    "een vork: teruggedraaid, en met andere regels weer verder": Elders(
        "geen bewijs van het bewaarde controlepunt naar het nieuwe; de getuige weigert",
        "test_getuigen.py::test_een_vork_verraadt_de_getuige",
    ),
    "een ander dat zich voor de getuige uitgeeft": Elders(
        "zijn handtekening is niet van de sleutel van de getuige",
        "test_getuigen.py::test_een_valse_getuige_telt_niet",
    ),
}
"""Wat in zichzelf klopt."""

ONGEZIEN: dict[str, tuple[str, ...]] = {
    "een regel weg die nog geen plaats heeft (gewoonlijk enkele milliseconden)": (
        "DELETE FROM audit_regel WHERE volgnummer IS NULL",
    ),
    "de staart weg van na het laatste controlepunt, met de boom erbij (hoogstens een minuut)": (
        "DELETE FROM audit_regel WHERE volgnummer >= 20",
        "UPDATE audit_boom SET grootte = 20",
        "UPDATE audit_tegel SET waarden = substring(waarden FOR 640)",
    ),
    "wanneer een regel haar plaats kreeg (`verzegeld_op`)": (
        f"{R} verzegeld_op = verzegeld_op - interval '1 hour' WHERE volgnummer = 3",
    ),
    "in welke transactie een regel kwam (`transactie`; `verifieer_audit` zegt het, als opmerking)": (
        f"{R} transactie = '1' WHERE volgnummer = 9",
    ),
    "wanneer een controlepunt bewaard is (`getekend_op`)": (
        "UPDATE audit_controlepunt SET getekend_op = getekend_op - interval '1 hour'",
    ),
    "alle controlepunten weg, met de handtekeningen van getuigen erbij, zolang niemand er een bewaarde": (
        "DELETE FROM audit_controlepunt",
    ),
}
"""Geen enkele controle vindt dit; de tests tonen het, zodat dit blad niet te mooi is."""

SLOT = """
Ook dit vindt niets, en er is geen test voor die het anders kan laten uitdraaien:

- Wat nooit geschreven is. Een gewijzigde toepassing die een inzage niet vastlegt, laat niets na om na te rekenen.
- Een verzonnen regel die als gewone regel binnenkomt. Verzegelen vraagt alleen de publieke sleutel; wie de databank
  bezit, kan het pseudoniem van een bestaande regel overnemen. Ze blijft wel staan, met haar plaats en haar minuut.
- Wie de databank én de sleutelring heeft, zolang geen controlepunt elders bewaard is en geen getuige er een zag: hij
  herschrijft alles en tekent opnieuw.
- Twee logboeken voor twee lezers, zolang die hun controlepunten niet vergelijken en geen getuige delen.
"""


def document() -> str:
    delen = [
        "<!-- Gemaakt door `python -m tests.audit.pogingen`; niet met de hand wijzigen. -->\n",
        "# Knoeien met het logboek\n",
        f"{len(METEEN) + len(NAREKENEN) + len(BUREN) + len(ELDERS)} pogingen, elk in een test, en wat haar vindt.",
        "Narekenen is `manage.py verifieer_audit`; met een uitvoer doet `audit/verificateur.py` hetzelfde.\n",
        "| Poging | Gevonden door | Wanneer |",
        "|---|---|---|",
    ]
    delen += [f"| {naam} | de databank weigert | meteen |" for naam in METEEN]
    delen += [f"| {naam} | {poging.gebrek} | bij het narekenen |" for naam, poging in NAREKENEN.items()]
    delen += [f"| {naam} | {poging.vindt} | bij het narekenen |" for naam, poging in BUREN.items()]
    delen += [
        f"| {naam} | {poging.vindt} | alleen met een controlepunt van elders of een getuige |"
        for naam, poging in ELDERS.items()
    ]
    delen += [
        "\nWat ‘meteen’ geweigerd wordt, geldt ook voor de eigenaar van de databank. Die kan de triggers uitzetten; dan",
        "geldt de rest van de tabel.\n",
        "## Wat geen controle vindt\n",
        *(f"- {naam[0].upper()}{naam[1:]}." for naam in ONGEZIEN),
    ]
    return "\n".join(delen) + "\n" + SLOT


if __name__ == "__main__":
    BLAD.write_text(document(), encoding="utf-8")
