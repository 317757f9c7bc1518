"""Het bewijs van vernietiging als toegankelijke PDF (PDF/UA-1), telkens opnieuw te maken uit grafsteen en logboek.

Zonder persoonsgegevens van wie het ging: referentie, dagen, aantallen, sleutels, en wie tekende (LR-53).
"""

from typing import Any

from django.apps import apps
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from audit.drukwerk import druk
from audit.models import Controlepunt
from audit.verslagpdf import SJABLOON
from audit.verwijzing import Verwijzing, controlepunt_met, verwijzing
from casus.models import Vernietigingsbewijs


def maak(bewijs: Vernietigingsbewijs) -> bytes:
    """Raises SleutelFout als het logboek niet te lezen is."""
    naar = verwijzing(bewijs.regel_id) if bewijs.regel_id else None
    punt = controlepunt_met(bewijs.regel_id) if bewijs.regel_id else None
    gegevens = {
        "titel": _("Bewijs van vernietiging"),
        "onder": f"{bewijs.livc.naam} · {bewijs.referentie}",
        "periode": _("Vernietigd op %(dag)s") % {"dag": _moment(bewijs.vernietigd_op)},
        "gemaakt": _("Gemaakt op %(dag)s.") % {"dag": _moment(now())},
        "bladzijde": _("bladzijde"),
        "delen": [_dossier(bewijs), _wie(bewijs), _wat(bewijs), _sleutels(bewijs), _logboek(naar, punt)],
    }
    return druk(SJABLOON, gegevens)


def _dossier(bewijs: Vernietigingsbewijs) -> dict[str, Any]:
    return {
        "kop": _("Het dossier"),
        "zinnen": [
            _("Referentie %(ref)s. Over wie het ging, weet niemand meer.") % {"ref": bewijs.referentie},
            _("Op de lijst sinds %(dag)s.") % {"dag": _dag(bewijs.op_lijst_op)},
            _("Laatst besproken: %(dag)s. Afgesloten: %(gesloten)s.")
            % {"dag": _dag(bewijs.laatst_besproken_op), "gesloten": _dag(bewijs.afgesloten_op)},
            _("De bewaartermijn die de deelnemers afspraken, liep tot %(dag)s (LR-52).")
            % {"dag": _dag(bewijs.einde)},
        ],
    }


def _wie(bewijs: Vernietigingsbewijs) -> dict[str, Any]:
    tekens = bewijs.punt.handtekeningen.select_related("gebruiker").order_by("op")
    return {
        "kop": _("Wie ervoor tekende"),
        "zinnen": [
            _("Twee mensen tekenden in twee rollen, elk na een nieuwe tweede stap (LR-53)."),
            _("Vernietigingslijst van %(dag)s.") % {"dag": _dag(bewijs.lijst.opgemaakt_op)},
        ],
        "codes": [[_("Lijst"), str(bewijs.lijst_id)]],
        "tabel": {
            "kop": [_("Wie"), _("Als"), _("Wanneer")],
            "rijen": [[t.gebruiker.naam, capfirst(t.get_rol_display()), _moment(t.op)] for t in tekens],
        },
    }


def _wat(bewijs: Vernietigingsbewijs) -> dict[str, Any]:
    namen = {model._meta.db_table: str(model._meta.verbose_name_plural) for model in apps.get_models()}
    rijen = sorted((capfirst(namen.get(tabel, tabel)), str(n)) for tabel, n in bewijs.tellingen.items())
    return {
        "kop": _("Wat vernietigd is"),
        "zinnen": [
            _("Elke rij van dit dossier is gewist; een signaal is leeggemaakt. Wat het logboek over het dossier zelf zei,"
              " is mee onleesbaar.")
        ],
        "tabel": {"kop": [_("Soort"), _("Aantal")], "rijen": [list(rij) for rij in rijen]},
    }  # fmt: skip


def _sleutels(bewijs: Vernietigingsbewijs) -> dict[str, Any]:
    return {
        "kop": _("Sleutels"),
        "zinnen": [
            _("%(n)d sleutels zijn vernietigd, in de databank en in de kluis. Een reservekopie van voordien blijft"
              " daardoor onleesbaar.") % {"n": len(bewijs.sleutels)},
        ],
        "codes": [[_("Afdruk over alle sleutels (SHA-256)"), bewijs.sleutelafdruk]],
    }  # fmt: skip


def _logboek(naar: Verwijzing | None, punt: Controlepunt | None) -> dict[str, Any]:
    if naar is None:
        zinnen = [
            _("De regel in het logboek heeft nog geen plaats. Maak dit bewijs over een minuut opnieuw.")
        ]
        return {"kop": _("In het logboek"), "zinnen": zinnen}
    codes = [
        [_("Logboek"), naar.herkomst],
        [_("Volgnummer"), str(naar.volgnummer)],
        [_("Blad"), naar.blad],
    ]
    zinnen = [_("De vernietiging staat als regel in het logboek, met dezelfde aantallen en dezelfde afdruk.")]
    if punt is None:
        zinnen.append(
            _("Er is nog geen controlepunt met deze regel. Maak dit bewijs over een kwartier opnieuw.")
        )
    else:
        codes += [
            [_("Controlepunt, grootte"), str(punt.grootte)],
            [_("Controlepunt, wortel"), bytes(punt.wortel).hex()],
        ]
    return {"kop": _("In het logboek"), "zinnen": zinnen, "codes": codes}


def _dag(dag: Any) -> str:
    return date_format(dag, "j F Y") if dag else _("nooit")


def _moment(moment: Any) -> str:
    return date_format(localtime(moment), "j F Y, H.i")
