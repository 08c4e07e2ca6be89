"""The verbs of networks."""

from networks.services.founding import OPENINGS, appoint_coordinator, free_slug, open_network
from networks.services.seats import SEATED, seat

__all__ = ["OPENINGS", "SEATED", "appoint_coordinator", "free_slug", "open_network", "seat"]
