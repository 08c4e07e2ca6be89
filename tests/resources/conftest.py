"""A maker of resources."""

from __future__ import annotations

from typing import Any

import pytest

from files.services import receive
from resources import services
from tests.files.makers import upload


@pytest.fixture
def deposit(db: Any) -> Any:
    """`deposit(ben, network, title="…", visibility="public")`; with a text file unless `link` is given."""

    def make(by: Any, network: Any, *, content: bytes = b"Tekst scenariusza", **values: Any) -> Any:
        given = {
            "title": "Ułamki na czekoladzie",
            "licence": "cc_by",
            "kind": "lesson_plan",
            "shows_others": "none",
        } | values
        drafts = []
        if not given.get("link"):
            drafts = [receive(by=by, upload=upload("scenariusz.txt", content), space=services.space_of(network))]
        return services.deposit(by=by, network=network, values=given, drafts=drafts)

    return make
