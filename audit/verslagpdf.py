"""Het verslag als toegankelijke PDF (PDF/UA-1): typst weigert te schrijven wat daar niet aan voldoet.

Alleen de cijfers gaan erin; de lettertypen zitten in typst zelf, en er gaat niets over het net.
"""

from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from toegang.models import Livc

from .drukwerk import druk
from .models import Controlepunt
from .selectors.verslag import KLEIN, Bewijs, Dekking, Periode

SJABLOON = Path(__file__).parent / "sjablonen" / "verslag.typ"


def maak(
    livc: Livc,
    periode: Periode,
    dekking: Dekking,
    bevindingen: dict[str, int],
    openingen: int,
    bewijs: Bewijs,
) -> bytes:
    gegevens = {
        "titel": _("Verslag van het toezicht"),
        "onder": livc.naam,
        "periode": _("Van %(van)s tot en met %(tot)s") % {"van": _dag(periode.van), "tot": _dag(periode.tot)},
        "gemaakt": _("Gemaakt op %(dag)s.") % {"dag": date_format(localtime(now()), "j F Y, H.i")},
        "bladzijde": _("bladzijde"),
        "delen": [
            _dekking(dekking),
            _redenen(dekking),
            _niet_nagekeken(dekking),
            _bevindingen(bevindingen, openingen),
            _bewijs(bewijs),
            _hoe_te_lezen(),
        ],
    }
    return druk(SJABLOON, gegevens)


def _dekking(dekking: Dekking) -> dict[str, Any]:
    return {
        "kop": _("Wat er gebeurde"),
        "zinnen": [
            _("%(n)d handelingen in het logboek.") % {"n": dekking.handelingen},
            _("Daarvan vroegen er %(n)d om nazicht; %(ja)d zijn bekeken, %(nee)d nog niet.")
            % {"n": dekking.te_bekijken, "ja": dekking.bekeken, "nee": dekking.open},
        ],
        "tabel": {
            "kop": [_("Onderwerp"), _("Handelingen")],
            "rijen": [[capfirst(onderwerp), str(n)] for onderwerp, n in dekking.onderwerpen],
        },
    }


def _redenen(dekking: Dekking) -> dict[str, Any]:
    return {
        "kop": _("Waarom het toezicht keek"),
        "zinnen": [_("Een handeling met twee redenen telt bij elk van beide.")],
        "tabel": {
            "kop": [_("Reden"), _("Handelingen"), _("Bekeken"), _("Nog open")],
            "rijen": [
                [capfirst(str(r.reden.label)), str(r.gevallen), str(r.bekeken), str(r.open)]
                for r in dekking.redenen
            ],
        },
    }


def _niet_nagekeken(dekking: Dekking) -> dict[str, Any]:
    return {
        "kop": _("Wat niet iedereen nakijkt"),
        "zinnen": [
            _("Niemand kijkt zijn eigen handelingen na, of die van zijn leidinggevende."),
            _("Nog open en voor een collega van wie dit verslag maakte: %(n)d.")
            % {"n": dekking.voor_een_collega},
            _("Nog open en door niemand van het huidige toezicht na te kijken: %(n)d.")
            % {"n": dekking.voor_niemand},
            *([_("Daarvoor is een toezichthouder extra nodig.")] if dekking.voor_niemand else []),
        ],
    }


def _bevindingen(bevindingen: dict[str, int], openingen: int) -> dict[str, Any]:
    return {
        "kop": _("Vragen en besluiten"),
        "zinnen": [
            _("De inhoud van een regel is %(n)d keer geopend, telkens met een reden.") % {"n": openingen}
        ],
        "tabel": {
            "kop": [_("Stap"), _("Aantal")],
            "rijen": [[naam, str(n)] for naam, n in bevindingen.items()],
        },
    }


def _bewijs(bewijs: Bewijs) -> dict[str, Any]:
    zinnen = [_("%(n)d controlepunten getekend in deze periode.") % {"n": bewijs.punten}]
    zinnen += [_("Getuigen ingesteld: %(n)d.") % {"n": bewijs.gevraagd}]
    deel: dict[str, Any] = {"kop": _("Bewijs dat niemand iets wiste"), "zinnen": zinnen}
    if bewijs.gevraagd:
        zinnen += [
            _("Genoeg getuigen ondertekenden het laatste controlepunt mede (nodig: %(n)d).")
            % {"n": bewijs.nodig}
            if bewijs.genoeg
            else _("Te weinig getuigen ondertekenden het laatste controlepunt mede (nodig: %(n)d).")
            % {"n": bewijs.nodig}
        ]
    if bewijs.eerste and bewijs.laatste:
        deel["codes"] = [
            [_("Eerste controlepunt"), _punt(bewijs.eerste)],
            [_("Laatste controlepunt"), _punt(bewijs.laatste)],
        ]
    if bewijs.getuigen:
        kop = [_("Getuige"), _("Medeondertekend")]
        deel["tabel"] = {"kop": kop, "rijen": [[naam, str(n)] for naam, n in bewijs.getuigen]}
    return deel


def _hoe_te_lezen() -> dict[str, Any]:
    return {
        "kop": _("Hoe u dit leest"),
        "zinnen": [
            _("Dit verslag telt handelingen, geen mensen. Er staat geen naam en geen casus in, en niemand krijgt een "
              "score. Hoeveel mensen neen zeiden of niets zeiden, staat er niet in."),
            _("Dit verslag blijft binnen het LIVC: de getallen zijn niet afgerond (LR-59)."),
            _("Onderwerpen met minder dan %(n)d handelingen staan samen.") % {"n": KLEIN},
            _("Een regel heet bekeken als iemand van het toezicht ze zonder vraag afvinkte, of er een vraag over stelde."),
            _("In het logboek staat de afdruk (SHA-256) van dit bestand: zo bewijst u later dat het dit verslag is."),
        ],
    }  # fmt: skip


def _punt(punt: Controlepunt) -> str:
    return _("%(n)d regels, wortel %(wortel)s") % {"n": punt.grootte, "wortel": bytes(punt.wortel).hex()}


def _dag(dag: Any) -> str:
    return date_format(dag, "j F Y")
