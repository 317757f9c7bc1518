"""`migrate` loopt als eigenaar van de databank; de toepassing zelf bezit niets. Maakt ook de tabel van CACHES."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate

from toegang.eigenaar import als_eigenaar


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> str | None:
        with als_eigenaar():
            # Geen migratie maakt deze tabel; ze bestaat vóór post_migrate de rechten geeft.
            if not (options["check_unapplied"] or options["plan"]):
                call_command("createcachetable", database="default", verbosity=0)
            return super().handle(*args, **(options | {"database": "default"}))
