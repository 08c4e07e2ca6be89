"""No door can be forgotten: every address of ours is a door of the matrix, or stands below with the reason why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver

from config.routing import websocket_urlpatterns
from files.registry import PARENTS
from pages.middleware import ADMINISTRATORS_ONLY
from tests.access.doors import World, outcome
from tests.access.doors_sockets import PATHS
from tests.access.test_matrix import DOORS

OF_LIBRARIES = ("account_", "mfa_", "socialaccount_", "usersessions_", "microsoft_", "google_", "openid_connect_")
"""allauth's own screens under /konto/: signing in and one's own account; tried in tests/accounts."""
NO_DOORS = {
    "alive": "says only that the process answers",
    "ready": "says only which parts answer",
    "theme:pattern": "a pattern drawn from a word, for everybody",
    "theme:specimen": "the look's own specimen, nobody's content",
    "theme:appearance": "remembers a look in the browser",
    "theme:language": "remembers a language in the browser",
    "accounts:demo_enter": "exists in the demo only (tests/accounts)",
    "meetings:media_news": "only the media server's own signature opens it (tests/meetings/test_media_news)",
    "wagtail_serve": "one of the CMS's pages, the doors of tests/access/doors_pages.py among them",
    "wagtaildocs_serve": "Wagtail asks the collection's own restriction (tests/pages)",
    **{
        f"api:{name}:{view}": "a thing of a public list, tried one by one in tests/pages/test_api.py"
        for name in ("pages", "images", "documents")
        for view in ("detail", "find")
    },
    "wagtailcore_login": "leads to the one sign-in door",
    "pages_script_words": "words of scripts, for everybody",
    "pages:rendition": "public pictures of the CMS only (tests/pages)",
    "passes:open": "the link of a letter is tried as a dead one by everybody, and by its holder in tests/passes",
}
"""Addresses that are no doors of the matrix, and why."""


def _of(resolver: Any, inside: tuple[str, ...] = (), before: str = "") -> Iterator[tuple[str, str, Any]]:
    """(name, path, view) of every address."""
    for one in resolver.url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _of(one, (*inside, one.namespace) if one.namespace else inside, path)
        else:
            yield ":".join((*inside, one.name or "")), path, one.callback


def _ours() -> dict[str, set[str]]:
    """name -> the methods its views have, for every address that is neither a library's own nor of the CMS."""
    found: dict[str, set[str]] = {}
    for name, path, view in _of(get_resolver()):
        if not name or path.startswith(settings.CMS_PREFIX) or name.startswith(OF_LIBRARIES):
            continue
        made = getattr(view, "view_class", None)
        allowed = getattr(made, "http_method_names", ["get", "post"]) if made else ["get"]
        has = [method for method in allowed if method in {"get", "post"} and (not made or hasattr(made, method))]
        found.setdefault(name, set()).update(method.upper() for method in has)
    return found


def test_every_address_is_a_door() -> None:
    knocked = {(door.at, door.method) for door in DOORS}
    forgotten = {
        f"{method} {name}"
        for name, methods in _ours().items()
        for method in methods
        if name not in NO_DOORS and (name, method) not in knocked
    }
    assert not forgotten, "give each a Door(at=…) in tests/access, or a reason in NO_DOORS"


def test_no_reason_outlives_its_address() -> None:
    names = {name for name, _path, _view in _of(get_resolver())}
    assert set(NO_DOORS) - names == set()
    assert {door.at for door in DOORS if door.at} - names == set(), "doors of addresses that do not exist"


def test_every_socket_is_a_door() -> None:
    assert {str(one.pattern) for one in websocket_urlpatterns} == set(PATHS)


FILES = {
    "blog_post": "blog_read:picture",
    "deck": "slides_file:file of slides",
    "expert_pass": "pass_material_read:material of the pass",
    "handout": "handed_file:file that was handed out",
    "recording": "recording_file:file of a recording",
    "forum_draft": "draft_file_read:file of a draft",
    "held_post": "decision_read:file of words that wait",
    "minutes": "minutes_read:file",
    "outcome": "outcome_read:material",
    "planned_post": "draft_file_read:file of a planned post",
    "post": "thread_read:file of a post",
    "resource": "file_read:download",
    "resource_version": "file_read:file of an old version",
    "task": "task_read:file of a task",
    "task_result": "task_result_read:file of a result",
}
"""Who owns files -> the door at which one of them is tried (AC-09)."""


def test_every_owner_of_files_is_a_door() -> None:
    assert {parent.name for parent in PARENTS} == set(FILES)
    assert set(FILES.values()) <= {str(door) for door in DOORS}


# --- the editors' side


def _filled(path: str) -> str:
    """An address with something in the place of its words."""
    path = re.sub(r"<(?:int:)\w+>", "1", path.replace("^", "").replace("$", "").replace("\\", ""))
    path = re.sub(r"<uuid:\w+>", "0190f7f0-0000-7000-8000-000000000000", path)
    return "/" + re.sub(r"<[^>]*>", "x", re.sub(r"\(\?P<\w+>[^)]*\)|\([^)]*\)", "1", path))


def _of_cms() -> list[str]:
    found = {_filled(path) for _name, path, _view in _of(get_resolver()) if path.startswith(settings.CMS_PREFIX)}
    return sorted(path for path in found if "*" not in path)


OPEN_OF_CMS = {"/cms/login/"}
"""Leads to the one sign-in door."""


@pytest.mark.django_db
@pytest.mark.parametrize("actor", ["visitor", "member", "coordinator", "county", "suspended"])
def test_nothing_of_the_editors_side_exists_for_others(actor: str) -> None:
    """Every address of the CMS, Wagtail's own included, for people who neither edit nor administer (CM-03)."""
    world = World(actor=actor)
    client = Client()
    if world.actor is not None:
        client.force_login(world.actor, backend="django.contrib.auth.backends.ModelBackend")
    expected = "L" if actor == "visitor" else "N"
    wrong = {
        path: (method, answered)
        for path in _of_cms()
        if path not in OPEN_OF_CMS
        for method in ("get", "post")
        if (answered := outcome(getattr(client, method)(path))) != expected
    }
    assert wrong == {}


@pytest.mark.django_db
def test_editors_find_nothing_about_people_rights_and_the_machine() -> None:
    """CM-04."""
    world = World(actor="editor")
    client = Client()
    client.force_login(world.actor, backend="django.contrib.auth.backends.ModelBackend")
    closed = tuple(f"/cms/{place}" for place in ADMINISTRATORS_ONLY)
    wrong = {path for path in _of_cms() if path.startswith(closed) and outcome(client.get(path)) != "N"}
    assert wrong == set()
