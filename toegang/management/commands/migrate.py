"""`migrate` loopt als eigenaar van de databank; de toepassing zelf bezit niets."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from toegang.eigenaar import als_eigenaar


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> str | None:
        with als_eigenaar():
            return super().handle(*args, **(options | {"database": "default"}))
