"""No page is found in memory, but what the worker made ahead is found in the database."""

from bench.settings import *  # noqa: F403

IS_MADE_ANEW = False
