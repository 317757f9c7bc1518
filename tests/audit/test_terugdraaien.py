"""De hele databank terug naar een oudere reservekopie, op een eigen cluster: wat het merkt, en wat niet.

Het teruggezette logboek klopt in zichzelf: narekenen alleen ziet niets. Een controlepunt dat elders bewaard is wel, en
een echte getuige weigert.
"""

import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from django.db import connection

from audit import controlepunten, getuigen, verzegeling
from audit.getuigen import Antwoord
from audit.models import Controlepunt
from audit.narekenen import reken_na
from audit.uitvoer import schrijf_uitvoer
from audit.verificateur import KloptNiet, controleer
from scripts.databank import NAAM, maak_databank, maak_rol
from tests.audit.conftest import Cluster, omgeleid
from tests.audit.getuigenserver import Getuigenserver
from tests.audit.test_boom import voeg_toe
from tests.factories import maak_stad

NAAM_GETUIGE = "buurgemeente.test/getuige"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def livc(cluster: Cluster) -> UUID:
    """Twintig regels, getekend: zo gaat het logboek in de reservekopie."""
    livc_id = maak_stad().livc.pk
    voeg_toe(livc_id, 20)
    controlepunten.teken(livc_id)
    return livc_id


@pytest.fixture
def getuige(livc: UUID, tmp_path: Path, settings: Any) -> Iterator[Getuigenserver]:
    server = Getuigenserver(tmp_path)
    sleutel = controlepunten.sleutel(livc)
    assert sleutel is not None
    server.vertrouw(sleutel)
    settings.GETUIGEN = [f"{server.adres} {server.sleutel}"]
    with server.draait():
        yield server


def uit_dump(cluster: Cluster) -> Callable[[], None]:
    """pg_dump nu; later de databank weg en pg_restore."""
    dump = cluster.doe("pg_dump", "-Fc", NAAM)

    def terug() -> None:
        cluster.doe("dropdb", "--force", NAAM)
        cluster.doe("createdb", NAAM)
        cluster.doe("pg_restore", "--exit-on-error", "-d", NAAM, stdin=dump)

    return terug


def uit_kopie(cluster: Cluster) -> Callable[[], None]:
    """De hele datamap, zoals een momentopname van de schijf of van een virtuele machine."""
    bron = cluster.server.map
    kopie = bron.with_name("kopie")
    cluster.server.stop()
    shutil.copytree(bron, kopie)
    cluster.start()

    def terug() -> None:
        cluster.server.stop()
        shutil.rmtree(bron)
        kopie.rename(bron)
        for pad in (bron, *bron.rglob("*")):
            shutil.chown(pad, *eigenaar)
        cluster.start()

    eigenaar = bron.stat().st_uid, bron.stat().st_gid
    return terug


@pytest.mark.parametrize("hoe", [uit_dump, uit_kopie])
def test_een_oudere_reservekopie_terugzetten_verraadt_alleen_wat_elders_staat(
    cluster: Cluster, livc: UUID, getuige: Getuigenserver, hoe: Callable[[Cluster], Callable[[], None]],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    connection.close()
    terug = hoe(cluster)
    voeg_toe(livc, 30)
    controlepunten.teken(livc)
    assert getuigen.vraag_alle(livc) == {NAAM_GETUIGE: Antwoord.MEDE}
    elders = Controlepunt.objects.get(grootte=50).nota
    connection.close()
    terug()

    # In zichzelf klopt het: narekenen ziet niets.
    uitslag = reken_na(livc)
    assert (uitslag.gebreken, uitslag.regels) == ([], 20)
    # Wie elders een controlepunt bewaarde, ziet het meteen.
    with pytest.raises(KloptNiet, match="telt 50 regels, deze uitvoer maar 20"):
        controleer(uitvoer(livc), elders)
    # En een getuige tekent geen korter logboek: alarm.
    assert getuigen.vraag_alle(livc) == {NAAM_GETUIGE: Antwoord.WEIGERT}
    assert "getuige" in caplog.text

    # Groeit het weer voorbij wat de getuige zag, dan is het een ander logboek.
    voeg_toe(livc, 40)
    controlepunten.teken(livc)
    assert not reken_na(livc).gebreken
    assert getuigen.vraag_alle(livc) == {NAAM_GETUIGE: Antwoord.WEIGERT}
    with pytest.raises(KloptNiet, match="niet meer die van het eerdere controlepunt"):
        controleer(uitvoer(livc), elders)


def uitvoer(livc: UUID) -> zipfile.ZipFile:
    bestand = io.BytesIO()
    schrijf_uitvoer(livc, bestand, "logboek.zip")
    return zipfile.ZipFile(bestand)


def test_een_dump_op_een_nieuwe_server_werkt_door(cluster: Cluster, livc: UUID) -> None:
    """Een nieuwe server telt zijn transacties van voren af aan; wat nog wachtte, krijgt toch een plaats, en alles klopt."""
    cluster.doe("psql", "-q", "-d", NAAM, stdin=b"SELECT pg_current_xact_id();\n" * 3000)
    with patch.object(verzegeling, "straks"):
        voeg_toe(livc, 3)
    connection.close()
    dump = cluster.doe("pg_dump", "-Fc", NAAM)
    nieuw = Cluster(cluster.server.map.with_name("nieuw"))
    nieuw.start()
    try:
        maak_rol(nieuw.url("postgres"))
        maak_databank(nieuw.url("postgres"))
        nieuw.doe("pg_restore", "--exit-on-error", "-d", NAAM, stdin=dump)
        with omgeleid(nieuw.url()):
            for _keer in range(2):
                voeg_toe(livc, 5)
                controlepunten.teken(livc)
            uitslag = reken_na(livc)
            assert (uitslag.gebreken, uitslag.regels, uitslag.wachtend) == ([], 33, 0)
            assert [opmerking.plaats for opmerking in uitslag.opmerkingen] == [
                "volgnummer 20",
                "volgnummer 28",
            ]
    finally:
        nieuw.server.stop()
