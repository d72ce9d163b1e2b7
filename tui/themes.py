"""How the app looks on a dark and on a light terminal."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="boe-oscuro",
    primary="#7fb2f0",
    secondary="#9aa7b8",
    accent="#f0b866",
    warning="#e8c15a",
    error="#f08080",
    success="#8fcf9f",
    foreground="#dfe5ec",
    background="#11161d",
    surface="#171e27",
    panel="#202a36",
    dark=True,
    variables={"footer-key-foreground": "#f0b866", "quote": "#57460f", "match": "#28506e"},
)
LIGHT = Theme(
    name="boe-claro",
    primary="#1f4e8c",
    secondary="#5b6675",
    accent="#9a4a12",
    warning="#8a6500",
    error="#a52222",
    success="#256b3a",
    foreground="#1c232d",
    background="#fbfaf6",
    surface="#f2f0ea",
    panel="#e4e1d8",
    dark=False,
    variables={"footer-key-foreground": "#9a4a12", "quote": "#ffe9a3", "match": "#c9e1f5"},
)
THEMES = (DARK, LIGHT)
