"""De instellingen van het product, met wat het vergelijkt erbij. Alleen de metingen laden dit."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS as PRODUCT

INSTALLED_APPS = [*PRODUCT, "auditlog", "pgtrigger", "pghistory", "bench"]
PGTRIGGER_INSTALL_ON_MIGRATE = True
