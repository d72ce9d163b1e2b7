"""The checklist as an iCalendar (RFC 5545): an all-day entry per due date, which keeps its name when it moves."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Alarm, Calendar, Event

from kb.exports.checklist import Checklist
from kb.exports.entries import Entry, tellings, undated, withdrawn
from kb.exports.links import gazette_link
from kb.follow_up import Told

ALARMS = (30, 7, 1)
"""Days before."""


def as_ics(checklist: Checklist) -> bytes:
    """The checklist as an iCalendar file (RFC 5545, UTF-8 bytes) without alarms."""
    return _calendar(checklist, alarms=False)


def as_ics_with_alarms(checklist: Checklist) -> bytes:
    """With alarms 30, 7 and 1 days before."""
    return _calendar(checklist, alarms=True)


def _calendar(checklist: Checklist, *, alarms: bool) -> bytes:
    calendar = Calendar()
    calendar.add("PRODID", "-//boe-kb//Obligaciones//ES")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", "Vencimientos")
    missing = undated(checklist)
    told = f"{missing} plazos sin fecha no están aquí: falta el día del suceso del que corren." if missing else ""
    calendar.add("X-WR-CALDESC", told or "Todos los plazos con fecha.")
    calendar.add("X-KB-UNDATED", str(missing))
    for entry, telling in tellings(checklist):
        calendar.add_component(_event(entry, telling, alarms))
    for telling in withdrawn(checklist):
        calendar.add_component(_cancellation(telling))
    return bytes(calendar.to_ical())


def _event(entry: Entry, telling: Told, alarms: bool) -> Event:
    event = _dated(telling)
    event.add("SUMMARY", entry.summary)
    event.add("DESCRIPTION", entry.description)
    event.add("STATUS", "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT")
    link = gazette_link(entry.url)
    if link:
        event.add("URL", link)
    if entry.rule:
        event.add("RRULE", dict(entry.rule))
    for days in ALARMS if alarms else ():
        event.add_component(_alarm(entry, days))
    return event


def _dated(telling: Told) -> Event:
    event = Event()
    event.add("UID", telling.uid)
    event.add("DTSTAMP", telling.at)
    event.add("LAST-MODIFIED", telling.at)
    event.add("SEQUENCE", telling.sequence)
    event.add("DTSTART", telling.day)
    return event


def _cancellation(telling: Told) -> Event:
    event = _dated(telling)
    event.add("SUMMARY", telling.summary)
    event.add("STATUS", "CANCELLED")
    return event


def _alarm(entry: Entry, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", f"Vence en {days} {'día' if days == 1 else 'días'}: {entry.summary}")
    alarm.add("TRIGGER", timedelta(days=-days))
    return alarm
