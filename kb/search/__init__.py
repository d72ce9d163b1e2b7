"""Question -> ranked passages, each with its sentences ranked."""
