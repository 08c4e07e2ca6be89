"""How long a test waits for what has to come: a bound for machines with other work, never a measure."""

PATIENCE = 30
"""Seconds."""
