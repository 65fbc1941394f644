"""Cairn's own settings and one instrument more."""

from cairn.config.settings import *  # noqa: F403 - every setting stays as it is

INSTALLED_APPS += ["bench.load.apps.LoadConfig"]  # noqa: F405 - from the line above
