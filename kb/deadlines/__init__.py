"""Due dates: a deadline's rule and the days of its events, counted as Spanish law counts, each step with its reason."""

from kb.deadlines.calendar import Calendar
from kb.deadlines.computation import Computation, Step
from kb.deadlines.due import due
from kb.deadlines.wording import deadline_of

__all__ = ["Calendar", "Computation", "Step", "deadline_of", "due"]
