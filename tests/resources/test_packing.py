"""A shelf as one package that opens without the Internet."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse

from resources import services
from tests.files.makers import upload

pytestmark = pytest.mark.django_db
BROWSER = {"user-agent": "Mozilla/5.0"}


def opened(client, address, **options) -> zipfile.ZipFile:
    answer = client.get(address, **options)
    assert answer.status_code == 200
    raw = b"".join(answer.streaming_content)
    assert int(answer["Content-Length"]) == len(raw)
    box = zipfile.ZipFile(io.BytesIO(raw))
    assert box.testzip() is None
    return box


def test_everything_is_in_it_with_licences_and_authors(deposit, network, ada, ben, ewa, client):
    shelf = services.make_shelf(by=ada, network=network, title="Ułamki: wszystko/razem")
    first = deposit(ben, network, title="Źródło „A”", author="Anna Autorka", licence="cc_by_sa", content=b"jeden")
    values = {"title": "Przeróbka", "licence": "cc_by_sa", "link": "https://example.org/x"}
    drafts = [services.take_in(by=ewa, network=network, upload=upload("plan.txt", text)) for text in (b"dwa", b"trzy")]
    second = services.deposit(by=ewa, network=network, values=values, drafts=drafts, adapted_from=first)
    for one in (first, second):
        services.place(by=ada, shelf=shelf, resource=one)
    client.force_login(ben)
    box = opened(client, reverse("resources:shelf_package", kwargs={"pk": shelf.pk}), headers=BROWSER)
    names = box.namelist()
    assert {"index.html", "licencje.txt"} < set(names)
    assert {box.read(name) for name in names if name.startswith(("01", "02"))} == {b"jeden", b"dwa", b"trzy"}
    assert len(set(names)) == len(names) == 5
    page, told = box.read("index.html").decode(), box.read("licencje.txt").decode()
    for words in ("Anna Autorka", "CC BY-SA", "Przeróbka", "https://example.org/x"):
        assert words in page
    assert "Anna Autorka" in told
    first.refresh_from_db()
    assert first.downloads == 1


def test_what_one_may_not_read_is_not_in_it(deposit, network, ada, ben, cleo, client):
    shelf = services.make_shelf(by=ada, network=network, title="Wspólne", visibility="signed_in")
    open_one = deposit(ben, network, title="Otwarty", visibility="signed_in")
    inner = deposit(ben, network, title="Tajny", content=b"tajne")
    for one in (open_one, inner):
        services.place(by=ada, shelf=shelf, resource=one)
    client.force_login(cleo)
    box = opened(client, reverse("resources:shelf_package", kwargs={"pk": shelf.pk}))
    assert not any("Tajny" in name for name in box.namelist())
    assert "Tajny" not in box.read("index.html").decode()
    client.logout()
    assert client.get(reverse("resources:shelf_package", kwargs={"pk": shelf.pk})).status_code == 302


def test_robots_are_not_counted(deposit, network, ben, client):
    made = deposit(ben, network, visibility="public")
    opened(client, reverse("resources:package", kwargs={"pk": made.pk}), headers={"user-agent": "Googlebot/2.1"})
    made.refresh_from_db()
    assert made.downloads == 0
