"""ASGI-toepassing; in productie weigert ze te dienen zolang LR-56 niet ingevuld is."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_asgi_application()

from toegang.checks import eis_dienstklaar

eis_dienstklaar()
