"""Niemand ziet een link die niet opengaat: elk account van de demo volgt alles wat het op zijn pagina's vindt."""

import re

import pytest
from django.test import Client

from casus.demo.mensen import WACHTWOORD
from scripts.demo import ACCOUNTS
from tests.aanmelden import meld_aan
from tests.casus.test_demo import _geladen, geladen  # noqa: F401 - fixtures

LINK = re.compile(r'href="(/[^"#?]*)')
DIEPTE = 2


@pytest.mark.parametrize("email", list(ACCOUNTS))
def test_elke_link_gaat_open(geladen: None, email: str) -> None:  # noqa: F811
    client = Client()
    meld_aan(client, email, WACHTWOORD)
    gezien, rand = {"/"}, {"/"}
    for _stap in range(DIEPTE + 1):
        nieuw: set[str] = set()
        for pad in sorted(rand):
            antwoord = client.get(pad)
            assert antwoord.status_code in (200, 302), f"{email}: {pad} geeft {antwoord.status_code}"
            if antwoord.status_code == 302:
                nieuw.add(antwoord["Location"])
            else:
                nieuw |= {m for m in LINK.findall(antwoord.content.decode()) if not m.startswith("/static/")}
        rand = {pad for pad in nieuw - gezien if not pad.startswith(("/wet/", "/account/"))}
        gezien |= rand
    assert len(gezien) > 2
