"""Signs the editors' side of search in, and has their words of one meaning read anew."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from search import keeping, synonyms
from search.models import Promoted, Synonym, Unanswered
from search.viewsets import OnlyRead, SearchGroup

register_permission_policy(Unanswered, OnlyRead(Unanswered))
register_snippet(SearchGroup)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def read_anew(request: Any, instance: Any) -> None:
    """An editor saved one."""
    _moved([instance])


@hooks.register("after_delete_snippet")
def read_anew_without(request: Any, instances: Any) -> None:
    """An editor deleted some."""
    _moved(instances)


def _moved(instances: Any) -> None:
    if any(isinstance(one, Synonym) for one in instances):
        transaction.on_commit(synonyms.moved)
    if any(isinstance(one, Promoted) for one in instances):
        keeping.index_moved()
