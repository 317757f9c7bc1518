"""`migrate` loopt als eigenaar van de databank; de toepassing zelf bezit niets. Maakt ook de tabel van CACHES.

Sommige migraties van bibliotheken vragen naar de alias `default`, welke alias er ook gemigreerd wordt. Daarom krijgt
`default` hier voor even de verbinding van de eigenaar, en is er geen tweede alias nodig op de opdrachtregel.
"""

from typing import Any

from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> str | None:
        if "eigenaar" not in connections.settings:
            return self._migreer(*args, **options)
        default = connections["default"]
        toepassing = default.settings_dict
        default.close()
        default.settings_dict = connections["eigenaar"].settings_dict
        try:
            return self._migreer(*args, **(options | {"database": "default"}))
        finally:
            default.close()
            default.settings_dict = toepassing

    def _migreer(self, *args: Any, **options: Any) -> str | None:
        # De tabel van het gedeelde geheugen komt niet uit een migratie; ze bestaat vóór de rechten gegeven worden.
        if not (options["check_unapplied"] or options["plan"]):
            call_command("createcachetable", database=options["database"], verbosity=0)
        return super().handle(*args, **options)
