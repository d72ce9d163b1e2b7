"""Who is at the keyboard."""

from __future__ import annotations

from getpass import getuser


def user() -> str:
    """The name of whoever is logged in; empty where the system has none, as in a container with a bare number.

    `kb.follow_up.checked_name` then refuses the change and says what is missing.
    """
    try:
        return getuser()
    except (KeyError, ImportError, OSError):
        return ""
