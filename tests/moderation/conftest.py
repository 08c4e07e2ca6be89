"""Ada's network with a conversation in it, and somebody of the county."""

from __future__ import annotations

from typing import Any

import pytest

from tests.forum.conftest import _an_index, said, section, signed_in, thread  # noqa: F401


@pytest.fixture
def deputy(network: Any, ben: Any, ada: Any) -> Any:
    """Ben, named Ada's deputy."""
    from networks.models import Membership
    from networks.services import name_deputy

    name_deputy(by=ada, membership=Membership.objects.get(user=ben, edition__network=network), deputy=True)
    return ben


@pytest.fixture
def post(said: Any, ewa: Any) -> Any:  # noqa: F811
    """Ewa's words, which stand."""
    return said(ewa, "Ostre słowa o kimś.")


@pytest.fixture
def held(section: Any, thread: Any, ewa: Any) -> Any:  # noqa: F811
    """Ewa's words, which wait because everything is read first here."""
    from forum.models import Section
    from forum.services import reply

    Section.objects.filter(pk=section.pk).update(mode="everything")
    return reply(by=ewa, thread=thread, text="<p>Słowa, które czekają na sprawdzenie.</p>")
