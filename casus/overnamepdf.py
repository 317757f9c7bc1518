"""Eén stuk voor het dossier van één dienst, als toegankelijke PDF (PDF/UA-1). Bestaat alleen in het geheugen (LR-43).

Op elke bladzijde staan de dienst, het kenmerk en de geheimhouding. De naam van de persoon staat er niet op (LR-34).
"""

from pathlib import Path

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from audit.drukwerk import druk
from casus.models import Dossierovername
from casus.wetgeving import bron

SJABLOON = Path(__file__).parent / "sjablonen" / "overname.typ"


def maak(overname: Dossierovername, dienst: str, tekst: str) -> bytes:
    """Raises typst.TypstError als het geen PDF/UA kan worden; dan is er ook niets afgedrukt."""
    referentie = overname.casus.referentie
    gegevens = {
        "titel": _("Overgenomen uit een casusoverleg"),
        "dienst": _("Alleen voor het dossier van %(dienst)s") % {"dienst": dienst},
        "kenmerk": overname.kenmerk,
        "merkteken": f"{dienst} · {overname.kenmerk}",
        "geheim": _("Geheim. Valt onder de geheimhouding van het casusoverleg (Strafwetboek, art. 353 § 2)."),
        "voettekst": f"{referentie} · {overname.kenmerk} · {dienst}",
        "bladzijde": _("bladzijde"),
        "gegevens": _gegevens(overname, referentie),
        "kop": _("Wat overgenomen wordt"),
        "alineas": [regel for regel in tekst.splitlines() if regel.strip()],
        "plicht": {
            "kop": _("Geheimhouding"),
            "zinnen": [
                _("Dit stuk is één keer afgedrukt, voor deze dienst alleen. Iedereen aan tafel stemde ermee in."),
                _("Wie het leest, is gebonden door het beroepsgeheim. Deel het niet verder, kopieer het niet, en "
                  "gebruik het alleen voor de eigen wettelijke taak waarvoor het gevraagd is."),
                _("Grond: %(bron)s.") % {"bron": bron("LR-43")},
            ],
        },
    }  # fmt: skip
    return druk(SJABLOON, gegevens, letterlijk=tekst)


def _gegevens(overname: Dossierovername, referentie: str) -> list[tuple[str, str]]:
    assert overname.afgedrukt_op is not None
    rijen = [
        (_("Casus"), referentie),
        (_("Kenmerk van dit stuk"), overname.kenmerk),
        (_("Afgedrukt op"), date_format(localtime(overname.afgedrukt_op), "j F Y, H.i")),
        (_("Voorwaarde van de wet"), capfirst(overname.get_voorwaarde_display())),
    ]
    if overname.parket_op is not None:
        dag = date_format(overname.parket_op, "j F Y")
        akkoord = _("%(dag)s, referentie %(ref)s") % {"dag": dag, "ref": overname.parket_referentie}
        rijen.append((_("Akkoord van het parket"), akkoord))
    return rijen
