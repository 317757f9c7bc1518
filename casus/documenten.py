"""De pagina's van `docs/` die uit de code komen: het beleid, de toestanden, en wet → regel → test.

Ze liegen nooit over de code, want een test vergelijkt ze ermee (`manage.py maak_docs --controle`).
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.utils import translation
from django_fsm import FSMField

from casus.wetpagina import wet_regel_test
from toegang.beleidstabel import RELATIES, TABEL, Toelating

KOP = "<!-- Gemaakt door `manage.py maak_docs`; niet met de hand wijzigen. -->\n"


def alles() -> dict[str, str]:
    """Bestandsnaam in `docs/` → inhoud."""
    with translation.override("nl"):
        return {
            "beleid.md": beleid(),
            "toestanden.md": toestanden(),
            "wet-regel-test.md": f"{KOP}\n{wet_regel_test()}",
        }


def beleid() -> str:
    """De beleidstabel, voor een functionaris voor gegevensbescherming."""
    regels = [
        KOP,
        "# Wie mag wat\n",
        "Elke rij laat iets toe; wat er niet staat, mag niemand. Een persoon moet alles in de kolom *wie* tegelijk",
        "zijn. Wat in welke toestand kan, staat in [toestanden](toestanden.md).\n",
        "| Actie | Wie | Alleen als | Regel |",
        "|---|---|---|---|",
    ]
    for actie, rijen in TABEL.items():
        regels += [f"| `{actie}` | {_wie(rij)} | {_waar(rij)} | {rij.regel} |" for rij in rijen]
    return "\n".join(regels) + "\n"


def _wie(rij: Toelating) -> str:
    return " en ".join(str(tekst) for naam, tekst in RELATIES.items() if naam in rij.relaties)


def _waar(rij: Toelating) -> str:
    return "; ".join(f"{veld}: {', '.join(waarden)}" for veld, waarden in rij.waar.items())


def toestandsvelden() -> Iterator[tuple[type[models.Model], FSMField]]:
    """Elk model van `casus` met een toestand, en het veld dat ze draagt."""
    for model in apps.get_app_config("casus").get_models():
        for veld in model._meta.fields:
            if isinstance(veld, FSMField):
                yield model, veld


def toestanden() -> str:
    """Per model een diagram van de overgangen, zoals django-fsm ze kent."""
    delen = [
        KOP,
        "# Toestanden\n",
        "Elke overgang is een methode van het model; wie ze mag stellen staat in [beleid](beleid.md).\n",
    ]
    for model, veld in toestandsvelden():
        delen += [f"## {model.__name__}\n", "```mermaid", "stateDiagram-v2", f"    [*] --> {veld.default}"]
        overgangen = sorted({(str(o.source), str(o.target), o.name) for o in veld.get_all_transitions(model)})
        delen += [f"    {bron} --> {doel}: {naam}" for bron, doel, naam in overgangen]
        delen += ["```\n"]
    return "\n".join(delen)
