from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ToegangConfig(AppConfig):
    name = "toegang"
    verbose_name = _("toegang")

    def ready(self) -> None:
        from toegang import aanmelding, checks  # noqa: F401 - melden zich aan bij Django
