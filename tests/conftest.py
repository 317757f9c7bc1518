"""Wat elke test krijgt: de testdatabank (tests/databank.py), de stad en haar mensen (tests/fixtures.py)."""

from tests.bewijs import *  # noqa: F403
from tests.brievenbus import *  # noqa: F403
from tests.browser import *  # noqa: F403
from tests.databank import *  # noqa: F403
from tests.fixtures import *  # noqa: F403
