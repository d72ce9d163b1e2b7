"""What the service remembers of itself, beside the documents and never among them: keys, jobs, who did what."""

from api.state.audit import Audit, Entry
from api.state.database import State
from api.state.jobs import Job, JobKind, Jobs, JobState
from api.state.keys import Key, Keys, Scope

__all__ = ["Audit", "Entry", "Job", "JobKind", "JobState", "Jobs", "Key", "Keys", "Scope", "State"]
