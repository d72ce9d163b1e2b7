"""The one writer: a process of its own that does the jobs, one after another."""
