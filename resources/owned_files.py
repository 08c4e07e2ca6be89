"""The files of resources and of their older versions: who may have them is who may read the resource."""

from typing import Any

from files.registry import parent
from kit.verdicts import Verdict
from resources import rules, services
from resources.models import Resource, Version


def may_read_version(user: Any, version: Version) -> Verdict:
    """An older version is read by whoever reads the resource now."""
    return rules.may_read(user, version.resource)


parent("resource", model=Resource, may_read=rules.may_read, prepared=services.prepared, fetched=services.fetched)
parent("resource_version", model=Version, may_read=may_read_version, fetched=services.fetched_version)
