"""Tables of the library, one file a theme."""

from resources.models.links import LinkCheck
from resources.models.origins import Origin, Permit
from resources.models.resource import Resource, ResourceQuerySet, folded
from resources.models.shelves import Placing, Shelf, Walked
from resources.models.tagging import TagFollow, TagWay
from resources.models.tombstones import Tombstone
from resources.models.uses import Review, UseNote
from resources.models.versions import Version

__all__ = [
    "LinkCheck", "Origin", "Permit", "Placing", "Resource", "ResourceQuerySet", "Review", "Shelf", "TagFollow",
    "TagWay", "Tombstone", "UseNote", "Version", "Walked", "folded",
]  # fmt: skip
