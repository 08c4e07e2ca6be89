"""Pages kept for visitors: the same page again, never one with an account, never words that were withdrawn."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import Client

from forum import services
from forum.models import Post
from theme import visitors

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(jan: Any, settings: Any) -> Any:
    settings.CACHE_IS_SHARED = True
    cache.clear()
    section = services.open_common_section(by=jan, name="Dla wszystkich", audience="public")
    return services.open_thread(by=jan, network=None, section=section, title="Pytanie", text="<p>Jak zaczynacie?</p>")


def test_the_second_visitor_asks_the_database_nothing(thread: Any, django_assert_num_queries: Any) -> None:
    first = Client().get(thread.get_absolute_url())
    with django_assert_num_queries(0):
        second = Client().get(thread.get_absolute_url())
    assert second.content == first.content
    assert second["Content-Security-Policy"]
    assert "Jak zaczynacie?" in second.content.decode()


def test_somebody_with_an_account_gets_a_page_of_their_own(thread: Any, ben: Any, client: Any) -> None:
    Client().get(thread.get_absolute_url())
    client.force_login(ben)
    page = client.get(thread.get_absolute_url()).content.decode()
    assert 'id="odpowiedz"' in page
    visitor = Client().get(thread.get_absolute_url()).content.decode()
    assert ben.get_full_name() not in visitor


def test_what_is_hidden_is_gone_at_once(thread: Any, jan: Any, django_capture_on_commit_callbacks: Any) -> None:
    assert "Jak zaczynacie?" in Client().get(thread.get_absolute_url()).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        services.hide(Post.objects.select_related("thread").get(thread=thread))
    assert "Jak zaczynacie?" not in Client().get(thread.get_absolute_url()).content.decode()


@pytest.mark.parametrize("asked", ["?od=1&x=1", "?jak=drzewo"])
def test_language_look_and_address_are_told_apart(thread: Any, asked: str) -> None:
    polish = Client().get(thread.get_absolute_url()).content
    english = Client(headers={"Accept-Language": "en"}).get(thread.get_absolute_url()).content
    dark = Client()
    dark.cookies["theme"] = "dark"
    assert polish != english
    assert b'data-theme="dark"' in dark.get(thread.get_absolute_url()).content
    assert Client().get(thread.get_absolute_url() + asked).status_code == 200


def test_an_error_or_a_way_to_sign_in_is_not_kept(thread: Any, jan: Any) -> None:
    section = services.open_common_section(by=jan, name="Dyrekcja", audience="directors")
    assert Client().get(section.get_absolute_url()).status_code == 302
    assert AnonymousUser().is_anonymous
    assert Client().get(section.get_absolute_url()).status_code == 302


def test_nothing_is_kept_where_processes_share_no_memory(thread: Any, settings: Any) -> None:
    settings.CACHE_IS_SHARED = False
    Client().get(thread.get_absolute_url())
    visitors.forget()
    services.hide(Post.objects.select_related("thread").get(thread=thread))
    assert "Jak zaczynacie?" not in Client().get(thread.get_absolute_url()).content.decode()
