"""`make demo`: databank, demogegevens, webserver en achtergrondwerk, tot Ctrl-C. Alles staat in `.data/`."""

import fcntl
import http.client
import io
import os
import signal
import socket
import sys
import time
from pathlib import Path
from types import FrameType
from typing import NoReturn

BASIS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASIS))

from scripts import databank
from scripts.postgres import PostgresFout
from scripts.processen import Processen

POORT = int(os.environ.get("PORT") or 8000)
WACHTWOORD = "demo-demo-demo"
TOEZICHTZIN = "demo-toezicht-demo"
TOTP = "JBSWY3DPEHPK3PXP"
ACCOUNTS = {
    "burgemeester@demo.test": "burgemeester, zit het overleg voor",
    "politie@demo.test": "politie, met veiligheidsmachtiging",
    "preventie@demo.test": "preventieambtenaar en casusregisseur",
    "caw@demo.test": "socio-preventieve actor, CAW",
    "clb@demo.test": "socio-preventieve actor, CLB",
    "jeugdwerk@demo.test": "socio-preventieve actor, jeugdwerk",
    "toezicht@demo.test": f"toezichthouder, toezichtzin {TOEZICHTZIN}",
    "dpo@demo.test": "functionaris voor gegevensbescherming",
    "beheer@demo.test": "technisch beheerder, ziet geen inhoud",
    "preventie@anders.test": "preventieambtenaar van een ander LIVC",
}


class Stoppen(Exception):
    """Ctrl-C of SIGTERM."""


def _stop(signaal: int, frame: FrameType | None) -> NoReturn:
    for nummer in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(nummer, signal.SIG_IGN)  # het stoppen zelf wordt niet onderbroken
    raise Stoppen


def poort_vrij() -> bool:
    with socket.socket() as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            proef.bind(("127.0.0.1", POORT))
        except OSError:
            return False
    return True


def laad(omgeving: dict[str, str]) -> None:
    """Sleutelring, kluis, tabellen en, in een lege databank, de demogegevens."""
    ring, kluis = Path(omgeving["SLEUTELRING_BESTAND"]), Path(omgeving["SLEUTELKLUIS"])
    if ring.exists() != kluis.exists():
        sys.exit("De gegevens van de demo zijn van een oudere versie. Begin opnieuw met: make demo-leeg")
    os.environ.update(omgeving | {"DJANGO_SETTINGS_MODULE": "config.settings"})
    import django
    from django.apps import apps
    from django.core.management import call_command, get_commands

    print("Databank klaarzetten.", flush=True)
    django.setup()
    if not ring.exists():
        call_command("sleutelring_maken", stdout=io.StringIO())
        call_command("kluis_maken", stdout=io.StringIO())
    call_command("migrate", database="eigenaar", verbosity=0, interactive=False)
    if "demo_laden" in get_commands() and not apps.get_model("toegang", "Livc").objects.exists():
        print("Demogegevens laden.", flush=True)
        call_command("demo_laden")
    from django.db import connections

    connections.close_all()


def wacht_tot_antwoord(processen: Processen) -> None:
    for _poging in range(300):
        if processen.gestopt():
            sys.exit("De webserver is gestopt; lees de regels hierboven.")
        verbinding = http.client.HTTPConnection("127.0.0.1", POORT, timeout=30)
        try:
            verbinding.request("GET", "/account/login/")
            status = verbinding.getresponse().status
            if status == http.HTTPStatus.OK:
                return
            sys.exit(f"De site antwoordt met {status}; lees de regels hierboven.")
        except OSError:
            pass
        finally:
            verbinding.close()
        time.sleep(0.1)
    sys.exit("De webserver antwoordt niet.")


def toon_klaar() -> None:
    breedte = max(map(len, ACCOUNTS))
    print(f"Klaar: http://127.0.0.1:{POORT}/\n\nAanmelden met wachtwoord {WACHTWOORD}:")
    for email, wie in ACCOUNTS.items():
        print(f"  {email:<{breedte}}  {wie}")
    print(f"\nTweede stap: een code uit een app met het geheim {TOTP}.")
    print("De code van nu: make demo-code")
    print(f"Een sleutel (passkey) proberen: http://localhost:{POORT}/ (niet op 127.0.0.1).")
    print("\nE-mails komen in .data/post/. Stoppen: Ctrl-C. Opnieuw beginnen: make demo-leeg.", flush=True)


def dien(processen: Processen) -> None:
    omgeving = os.environ | databank.omgeving() | {"PUBLIEKE_URL": f"http://127.0.0.1:{POORT}"}
    server = databank.start()
    try:
        laad(omgeving)
        gunicorn = (
            "-m",
            "gunicorn",
            "config.wsgi",
            "-c",
            "scripts/gunicorn.conf.py",
            "--log-level",
            "warning",
        )
        processen.start(*gunicorn, "-b", f"127.0.0.1:{POORT}", omgeving=omgeving, map=BASIS)
        wacht_tot_antwoord(processen)
        toon_klaar()
        for werker in (("db_worker",), ("crontask", "--no-heartbeat")):
            stil = databank.DATA / "achtergrond.log"
            processen.start("manage.py", *werker, omgeving=omgeving, map=BASIS, stil=stil)
        while not processen.gestopt():
            time.sleep(0.5)
        sys.exit("Een proces van de demo is onverwacht gestopt; zie .data/achtergrond.log.")
    finally:
        processen.stop()
        server.stop()


def hoofd() -> None:
    databank.DATA.mkdir(exist_ok=True)
    with (databank.DATA / "demo.slot").open("w") as slot:
        try:
            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit("De demo draait al in deze map.")
        processen = Processen(databank.DATA / "processen.json")
        processen.ruim_achterblijvers_op()
        if not poort_vrij():
            sys.exit(f"Poort {POORT} is bezet; kies een andere: make demo PORT={POORT + 1}")
        for nummer in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(nummer, _stop)
        try:
            dien(processen)
        except Stoppen:
            print("\nGestopt.", flush=True)
        except PostgresFout as fout:
            sys.exit(str(fout))


if __name__ == "__main__":
    hoofd()
