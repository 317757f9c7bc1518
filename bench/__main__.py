"""`make bench`: meet, en print tabellen voor `bench/README.md`."""

import sys

from bench import omgeving


def main() -> None:
    omgeving.start()
    try:
        from bench import paginas, rijen, schrijven, sleutels

        metingen = {
            "schrijven": schrijven.meet,
            "paginas": paginas.meet,
            "sleutels": sleutels.meet,
            "rijen": rijen.meet,
        }
        for naam, meting in metingen.items():
            if len(sys.argv) < 2 or naam in sys.argv[1:]:
                print(f"\n## {naam}\n\n{meting()}", flush=True)
    finally:
        omgeving.stop()


if __name__ == "__main__":
    main()
