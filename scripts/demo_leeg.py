"""`make demo-leeg`: stopt de databank van de demo en wist `.data/`, behalve de testdatabank."""

import fcntl
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts import databank
from scripts.processen import Processen

if databank.DATA.exists():
    with (databank.DATA / "demo.slot").open("w") as slot:
        try:
            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit("De demo draait nog in deze map; stop haar eerst met Ctrl-C.")
        Processen(databank.DATA / "processen.json").ruim_achterblijvers_op()
        databank.demoserver().stop()
        for deel in databank.DATA.iterdir():
            if not deel.name.startswith("testdatabank"):
                shutil.rmtree(deel) if deel.is_dir() else deel.unlink()
