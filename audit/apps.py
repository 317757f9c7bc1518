"""Het logboek als Django-app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from .rechten import zet_rechten


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("logboek")

    def ready(self) -> None:
        from audit import checks  # noqa: F401 - meldt zich aan bij Django

        post_migrate.connect(zet_rechten, sender=self, dispatch_uid="audit.rechten")
