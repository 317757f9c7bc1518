"""Chromium van PATH, in het Nederlands; voor tests met `@pytest.mark.browser`."""

import os
import shutil
from typing import Any

import pytest


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    # Playwright draait een eigen lus in deze thread; Django mag hier dan toch bij de databank.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("Chromium ontbreekt: apt-get install chromium")
    # Chromium weigert zijn zandbak als root, zoals in een container.
    args = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"executable_path": chromium, "args": args}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    taal = {"locale": "nl-BE", "timezone_id": "Europe/Brussels"}
    return browser_context_args | taal | {"viewport": {"width": 1280, "height": 900}}
