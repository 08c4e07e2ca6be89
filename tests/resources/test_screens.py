"""The screens of the library, and bytes through their one door."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from files.models import StoredFile
from files.selectors import files_of
from networks.models import Membership
from resources import services
from resources.models import Resource
from tests.files.makers import pdf, svg_bytes, upload

pytestmark = pytest.mark.django_db
BROWSER = {"headers": {"user-agent": "Mozilla/5.0 (X11) Firefox/130"}}


def deposit_page(network):
    return reverse("resources:deposit", kwargs={"slug": network.slug})


def given(**values):
    return {
        "title": "Karta pracy", "licence": "cc_by", "kind": "worksheet", "visibility": "network", "language": "pl",
        "once": str(uuid.uuid4()), **values,
    }  # fmt: skip


def test_two_minutes_without_scripts(client, network, ben):
    client.force_login(ben)
    assert client.get(deposit_page(network)).status_code == 200
    answer = client.post(deposit_page(network), given(files=upload("karta.pdf", pdf())), follow=True)
    made = Resource.objects.get()
    assert answer.redirect_chain[-1][0] == made.get_absolute_url()
    assert "karta.pdf" in answer.content.decode()


def test_an_error_keeps_the_words_and_the_file(client, network, ben):
    client.force_login(ben)
    answer = client.post(deposit_page(network), given(title="", author="Anna", files=upload("karta.pdf", pdf())))
    assert answer.status_code == 422
    page = answer.content.decode()
    kept = StoredFile.objects.get()
    assert str(kept.pk) in page
    assert "Anna" in page
    assert not Resource.objects.exists()
    client.post(deposit_page(network), given(draft=str(kept.pk)))
    assert [file.pk for file in files_of(Resource.objects.get())] == [kept.pk]


def test_a_refused_file_is_named_beside_the_field(client, network, ben):
    client.force_login(ben)
    answer = client.post(deposit_page(network), given(files=upload("obraz.png", svg_bytes())))
    assert answer.status_code == 422
    assert "obraz.png" in answer.content.decode()
    assert not StoredFile.objects.exists()


def test_a_double_click_makes_one(client, network, ben):
    client.force_login(ben)
    values = given()
    for _again in range(2):
        client.post(deposit_page(network), values | {"files": upload("karta.txt", b"tekst")})
    assert Resource.objects.count() == 1
    assert StoredFile.objects.count() == 1


def test_the_script_gets_a_line_or_a_sentence(client, network, ben, nina):
    address = reverse("resources:receive", kwargs={"slug": network.slug})
    client.force_login(ben)
    assert 'name="draft"' in client.post(address, {"file": upload("a.txt", b"tekst")}).content.decode()
    refused = client.post(address, {"file": upload("a.exe", b"MZ")})
    assert refused.status_code == 422
    client.force_login(nina)
    assert client.post(address, {"file": upload("a.txt", b"tekst")}).status_code == 404
    assert StoredFile.objects.count() == 1


def test_an_upload_over_the_limit_says_so_and_keeps_the_words(client, network, ben, settings):
    settings.UPLOAD_LIMIT_MB = 1
    client.force_login(ben)
    answer = client.post(deposit_page(network), given(files=upload("film.pdf", b"%PDF-" + b"a" * 1_500_000)))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "film.pdf" in page
    assert "Karta pracy" in page
    assert not StoredFile.objects.exists()


def test_an_upload_ten_times_over_is_not_read_to_its_end(client, network, ben, settings):
    settings.UPLOAD_LIMIT_MB = 1
    client.force_login(ben)
    answer = client.post(deposit_page(network), given(files=upload("film.pdf", b"a" * 11_000_000)))
    assert answer.status_code == 422
    assert not StoredFile.objects.exists()


def test_others_drafts_are_not_taken(client, network, ben, ewa, deposit):
    client.force_login(ewa)
    client.post(deposit_page(network), given(title="", files=upload("a.txt", b"cudzy")))
    foreign = StoredFile.objects.get()
    client.force_login(ben)
    assert client.post(deposit_page(network), given(draft=str(foreign.pk))).status_code == 422
    assert client.get(foreign.address).status_code == 404
    assert not Resource.objects.exists()


def test_editing_and_removing(client, network, ada, ben, ewa, deposit, django_capture_on_commit_callbacks):
    made = deposit(ben, network, tags=["gra"])
    edit, remove = (reverse(f"resources:{name}", kwargs={"pk": made.pk}) for name in ("edit", "remove"))
    client.force_login(ewa)
    assert client.get(edit).status_code == client.get(remove).status_code == client.post(remove).status_code == 403
    client.force_login(ben)
    assert "gra" in client.get(edit).content.decode()
    client.post(edit, given(title="Nowy tytuł"))
    made.refresh_from_db()
    assert made.title == "Nowy tytuł"
    client.force_login(ada)
    assert client.get(remove).status_code == 200
    client.post(remove)
    assert not Resource.objects.exists()


def test_the_library_narrows_down_and_counts(client, network, ben, deposit):
    deposit(ben, network, title="Gra planszowa", kind="worksheet", tags=["Gra"], link="https://example.org/")
    deposit(ben, network, title="Żółty scenariusz", link="https://example.org/")
    client.force_login(ben)
    for address in (reverse("resources:list"), reverse("resources:network_list", kwargs={"slug": network.slug})):
        everything = client.get(address).context["shelf"]
        assert everything.total == 2
        kinds = next(facet for facet in everything.facets if facet.name == "rodzaj")
        assert {line.value: line.count for line in kinds.values} == {"worksheet": 1, "lesson_plan": 1}
        assert client.get(address, {"rodzaj": "worksheet"}).context["shelf"].total == 1
        assert client.get(address, {"q": "zolty"}).context["shelf"].total == 1
        assert client.get(address, {"znacznik": "gra"}).context["shelf"].total == 1
        assert client.get(address, {"rodzaj": "worksheet", "q": "żółty"}).context["shelf"].total == 0


@pytest.mark.parametrize("asked", ["strona=abc", "strona=-1", "strona=99999", "rodzaj=" + "x" * 200])
def test_absurd_values_are_answered_with_400(client, asked):
    assert client.get(f"/zasoby/?{asked}").status_code == 400


def test_a_visitor_sees_what_is_for_everybody(client, network, ben, deposit):
    inner, outer = deposit(ben, network), deposit(ben, network, visibility="public", title="Dla wszystkich")
    page = client.get("/zasoby/")
    assert [card.resource for card in page.context["shelf"].cards] == [outer]
    assert client.get(outer.get_absolute_url()).status_code == 200
    known, unknown = client.get(inner.get_absolute_url()), client.get("/zasoby/999999/")
    assert known.status_code == unknown.status_code == 302
    assert known.url.split("next=")[0] == unknown.url.split("next=")[0]
    taken = client.get(files_of(outer).get().address)
    assert b"".join(taken.streaming_content) == b"Tekst scenariusza"


def filled(network, ben, many):
    Resource.objects.all().delete()
    Resource.objects.bulk_create(
        Resource(network=network, created_by=ben, title=f"Zasób {number}", licence="cc_by", visibility="public")
        for number in range(many)
    )


def test_a_list_asks_the_same_number_of_questions_for_10_and_1000(client, network, ben):
    client.force_login(ben)
    counted = []
    for address in ("/zasoby/", reverse("resources:network_list", kwargs={"slug": network.slug})):
        for many in (10, 1000):
            filled(network, ben, many)
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert client.get(address).status_code == 200
            counted.append(len(asked))
    assert counted[0] == counted[1] <= 30
    assert counted[2] == counted[3] <= 30


# --- bytes


@pytest.fixture
def stored(network, ben, deposit, work_done):
    made = deposit(ben, network, content=b"0123456789")
    work_done()
    return files_of(made).get()


def test_headers_let_nothing_act(client, stored, ewa):
    client.force_login(ewa)
    answer = client.get(stored.address)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Length"] == "10"


@pytest.mark.parametrize(
    ("asked", "status", "got", "told"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
        ("bytes=-2", 206, b"89", "bytes 8-9/10"),
        ("bytes=-50", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=5-2", 416, b"", "bytes */10"),
        ("bytes=-0", 416, b"", "bytes */10"),
        ("bytes=x", 416, b"", "bytes */10"),
        ("bytes=0-0,1-1,2-2,3-3,4-4,5-5", 416, b"", "bytes */10"),
        ("bytes=0-0,2-2", 200, b"0123456789", None),
        ("lines=1-2", 200, b"0123456789", None),
    ],
)
def test_ranges_are_right_or_416(asked, status, got, told, client, stored, ewa):
    client.force_login(ewa)
    answer = client.get(stored.address, headers={"range": asked})
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert (answer.status_code, body, answer.get("Content-Range")) == (status, got, told)
    head = client.head(stored.address, headers={"range": asked})
    assert (head.status_code, head.content) == (status, b"")


def test_one_who_was_removed_gets_nothing_at_once(client, network, ben, ewa, deposit, work_done):
    made = services.deposit(
        by=ben,
        network=network,
        values={"title": "Plan", "licence": "cc0"},
        drafts=[services.take_in(by=ben, network=network, upload=upload("plan.pdf", pdf()))],
    )
    work_done()
    file = files_of(made).get()
    client.force_login(ewa)
    assert client.get(file.address).status_code == client.get(file.preview_address).status_code == 200
    Membership.objects.filter(user=ewa).update(state="removed")
    for address in (file.address, file.preview_address):
        assert client.get(address).status_code == 404
        assert client.head(address).status_code == 404
        assert client.get(address, headers={"range": "bytes=0-1"}).status_code == 404
        past = {"if-none-match": "*", "if-modified-since": "Wed, 21 Oct 2099 07:28:00 GMT"}
        assert client.get(address, headers=past).status_code == 404


def test_visitors_are_sent_to_sign_in_for_every_number(client, stored):
    unknown = reverse("files:download", kwargs={"pk": uuid.uuid4(), "name": "a.txt"})
    for address in (stored.address, unknown):
        for knock in (client.get, client.head):
            answer = knock(address)
            assert answer.status_code == 302
            assert "/konto/" in answer.url


def test_a_lying_name_is_no_address(client, stored, ewa):
    client.force_login(ewa)
    assert client.get(stored.address.replace("scenariusz", "faktura")).status_code == 404


def test_polish_names_leave_by_the_standard(client, network, ben):
    made = services.deposit(
        by=ben,
        network=network,
        values={"title": "x", "licence": "cc0"},
        drafts=[services.take_in(by=ben, network=network, upload=upload("Zażółć gęślą.txt", b"tekst"))],
    )
    client.force_login(ben)
    told = client.get(files_of(made).get().address)["Content-Disposition"]
    plain, true = told.removeprefix("attachment; ").split("; ")
    assert plain == 'filename="Zazolc gesla.txt"'
    assert true == "filename*=UTF-8''Za%C5%BC%C3%B3%C5%82%C4%87%20g%C4%99%C5%9Bl%C4%85.txt"


def test_people_are_counted_robots_and_pieces_are_not(client, stored, ewa):
    client.force_login(ewa)
    client.get(stored.address, **BROWSER)
    client.get(stored.address, headers={"user-agent": "Googlebot/2.1"})
    client.get(stored.address, headers={"user-agent": "Mozilla/5.0 Firefox/130", "range": "bytes=0-1"})
    client.head(stored.address, **BROWSER)
    assert Resource.objects.get().downloads == 1


def test_a_proxy_may_send_the_bytes_but_never_asks_the_rule(client, stored, ewa, nina, settings):
    settings.ACCEL_PREFIX = "/chronione/"
    client.force_login(ewa)
    answer = client.get(stored.address)
    assert answer["X-Accel-Redirect"] == "/chronione/" + stored.content.name
    assert answer.content == b""
    client.force_login(nina)
    assert "X-Accel-Redirect" not in client.get(stored.address)


async def test_bytes_leave_in_pieces_under_asgi(db):
    import io

    from files.ranges import pieces
    from files.streams import Bytes

    given = b"x" * 200_000
    got = [piece async for piece in Bytes(pieces(io.BytesIO(given), 0, len(given) - 1))]
    assert len(got) > 1
    assert b"".join(got) == given


def test_a_page_shows_others_that_share_a_tag_or_a_collection(client, network, ben, deposit):
    first = deposit(ben, network, title="Ułamki na czekoladzie", tags=["ułamki"])
    other = deposit(ben, network, title="Ułamki na pizzy", tags=["ułamki", "geometria"])
    deposit(ben, network, title="Zegary", tags=["czas"])
    client.force_login(ben)
    page = client.get(first.get_absolute_url())
    assert page.status_code == 200
    assert other.title in page.content.decode()
    assert "Zegary" not in page.content.decode()
