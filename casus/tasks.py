"""Wat vanzelf gebeurt, onder een eigen naam in het logboek."""

from crontask import cron
from django.tasks import task
from django.utils import timezone

from casus import agenda
from casus.actions import herinneringen, noodlezen, vernietiging, vertrek, verzoekwissen
from casus.actions.signaal import wis_verlopen
from toegang.verantwoording import Systeemactor

WISSER = Systeemactor("wissen van signalen")


@cron("15 3 * * *")  # type: ignore[untyped-decorator]
@task
def signalen_wissen() -> int:
    """Elke nacht: signalen zonder casus waarvan de termijn om is (LR-04)."""
    return wis_verlopen(actor=WISSER)


@cron("20 3 * * *")  # type: ignore[untyped-decorator]
@task
def verzoeken_wissen() -> int:
    """Elke nacht: beantwoorde verzoeken zonder casus waarvan de termijn om is (LR-55)."""
    return verzoekwissen.wis_verlopen()


@cron("5 0 * * *")  # type: ignore[untyped-decorator]
@task
def deelnames_beeindigen() -> int:
    """Elke nacht: wie niet meer namens zijn dienst kan komen, verliest zijn plaats. De toegang was al weg (LR-12)."""
    return vertrek.beeindig_alle(timezone.localdate())


@cron("30 7 * * *")  # type: ignore[untyped-decorator]
@task
def herinneringen_versturen() -> int:
    """Elke ochtend: één bericht zonder inhoud aan de eigenaar van een actie die eraan komt of voorbij is (LR-22)."""
    return herinneringen.verstuur_alle(timezone.localdate())


@cron("*/5 * * * *")  # type: ignore[untyped-decorator]
@task
def noodtoegang_opruimen() -> int:
    """Om de vijf minuten: neemt toekenningen van noodtoegang waarvan de tijd om is (LR-31). De klok sloot ze al."""
    return noodlezen.ruim_op()


@cron("*/10 * * * *")  # type: ignore[untyped-decorator]
@task
def agendas_bijwerken() -> int:
    """Om de tien minuten: wat nog niet vertrok, en wie door een rol erbij kwam of wegviel (LR-34)."""
    return agenda.werk_alles_bij()


@cron("35 7 * * *")  # type: ignore[untyped-decorator]
@task
def aan_overleg_herinneren() -> int:
    """Elke ochtend: één bericht zonder inhoud aan wie binnen twee dagen aan tafel verwacht wordt (LR-22)."""
    return agenda.herinner_alle(timezone.localdate())


@cron("25 4 * * *")  # type: ignore[untyped-decorator]
@task
def casussen_vernietigen() -> int:
    """Elke nacht: maakt af wat getekend is, en stelt voor wat zijn termijn uit heeft (LR-52, LR-53)."""
    return vernietiging.ronde()
