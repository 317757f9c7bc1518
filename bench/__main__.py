"""`make bench`: meet, en print tabellen voor `bench/README.md`.

`make bench ARGS=schrijven` meet één ding; `ARGS="logboek"` het hele logboek (schrijven erbij), en
`ARGS="logboek 10000 100000"` bij die groottes.
"""

import sys

from bench import omgeving


def main() -> None:
    omgeving.start()
    try:
        from bench import logboek, paginas, rijen, schrijven, sleutels

        namen = {woord for woord in sys.argv[1:] if not woord.isdigit()}
        groottes = [int(woord) for woord in sys.argv[1:] if woord.isdigit()]
        if "logboek" in namen:
            namen.add("schrijven")
        metingen = {
            "schrijven": schrijven.meet,
            "logboek": lambda: logboek.meet(*groottes),
            "paginas": paginas.meet,
            "sleutels": sleutels.meet,
            "rijen": rijen.meet,
        }
        for naam, meting in metingen.items():
            if not namen or naam in namen:
                print(f"\n## {naam}\n\n{meting()}", flush=True)
    finally:
        omgeving.stop()


if __name__ == "__main__":
    main()
