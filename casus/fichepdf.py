"""De fiche als toegankelijke PDF (PDF/UA-1), met ontvanger en referentie als watermerk (LR-40).

Gemaakt in het geheugen, nergens bewaard. Er staan geen namen van deelnemers in, en geen referentie van de casus.
"""

from pathlib import Path

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from audit.drukwerk import druk
from casus import bestemmelingen
from casus.models import Ficheoverdracht, Terugkoppelingsfiche

SJABLOON = Path(__file__).parent / "sjablonen" / "fiche.typ"


def maak(fiche: Terugkoppelingsfiche, overdracht: Ficheoverdracht) -> bytes:
    ontvanger = bestemmelingen.naam(overdracht.bestemmeling)
    gegevens = {
        "titel": _("Terugkoppelingsfiche"),
        "onder": fiche.livc.naam,
        "gegevens": [
            [_("Referentie"), fiche.referentie],
            [_("Voor"), ontvanger],
            [_("Overgemaakt op"), date_format(localtime(overdracht.aangemaakt), "j F Y")],
        ],
        "delen": fiche.tekst["delen"],
        "watermerk": f"{ontvanger} · {fiche.referentie}",
        "bladzijde": _("bladzijde"),
        "slot": [
            _("Deze tekst is goedgekeurd door iedereen die bij de bespreking was, en is alleen voor de ontvanger hierboven."),
            _("Wet van 30 juli 2018 tot oprichting van lokale integrale veiligheidscellen, artikel 4 § 2."),
        ],
        "afdruk": [_("Vingerafdruk van de tekst"), overdracht.hash],
    }  # fmt: skip
    return druk(SJABLOON, gegevens, letterlijk=fiche.tekst["delen"])
