"""The files of resources: who may have them is who may read the resource."""

from files.registry import parent
from resources import rules, services
from resources.models import Resource
from search.services import changed

parent("resource", model=Resource, may_read=rules.may_read, prepared=changed, fetched=services.fetched)
