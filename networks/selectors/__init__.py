"""What the screens of networks need. `space_for` is the door of every room inside a network."""

from networks.selectors.space import card_for, coordinators_of, space_for, tabs_for

__all__ = ["card_for", "coordinators_of", "space_for", "tabs_for"]
