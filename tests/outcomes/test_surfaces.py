"""What is not public leaks through no surface; withdrawn, it is gone from all of them at once (CM-01, 02, 07)."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageViewRestriction

from networks.outcomes import faces, services
from tests.outcomes.conftest import WORDS, completed, fresh, step_of

pytestmark = pytest.mark.django_db
SECRET = "gżegżółka"
BEGINNING = SECRET[:4]
"""What is typed into searches: pages repeat it, and only a hit holds the rest."""


@pytest.fixture
def secret(ben, network, tree):
    """A complete file that waits for the coordinator."""
    outcome = completed(services.propose(by=ben, network=network, values={"title": SECRET}), ben)
    services.save(by=ben, outcome=outcome, values={**WORDS, "title": SECRET}, seen=outcome.version)
    services.check_personal_data(by=ben, outcome=outcome, seen=fresh(outcome).version)
    services.send(by=ben, outcome=outcome)
    return fresh(outcome)


def _enter(client, request, who):
    if who:
        client.force_login(request.getfixturevalue(who), backend="django.contrib.auth.backends.ModelBackend")


def _text(answer):
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace")


@pytest.mark.parametrize("who", [None, "nina", "cleo", "iga", "jan", "dov"])
def test_outsiders_find_no_word_anywhere(secret, client, who, request, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    _enter(client, request, who)
    files = [one.file.address for one in secret.attachments.all()]
    inside = [secret.get_absolute_url(), reverse("outcomes:review", args=[secret.pk]), *files]
    inside += [reverse(f"outcomes:{name}", args=[secret.pk]) for name in ("consent", "withdraw", "use", "ask")]
    for address in [*inside, "/efekty/", "/efekty/rss/", "/sitemap.xml", f"/szukaj/?q={BEGINNING}", "/api/v2/pages/"]:
        answer = client.get(address)
        assert SECRET not in _text(answer), address
    for address in inside:
        assert client.get(address).status_code in (302, 404), address


@pytest.mark.parametrize("who", ["iga", "jan"])
def test_the_cms_has_no_screen_for_a_file(secret, client, who, request, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    _enter(client, request, who)
    pk, revision = secret.pk, secret.latest_revision_id
    for place in (
        "/cms/",
        f"/cms/pages/{pk}/view_draft/",
        f"/cms/pages/{pk}/history/",
        f"/cms/pages/{pk}/copy/",
        f"/cms/pages/{pk}/revisions/{revision}/view/",
        f"/cms/pages/{pk}/revisions/compare/earliest...latest/",
        f"/cms/snippets/outcomes/outcome/edit/{pk}/",
        f"/cms/snippets/outcomes/outcome/history/{pk}/",
        "/cms/reports/site-history/",
        "/cms/reports/workflow/",
        "/cms/reports/workflow_tasks/",
        "/cms/reports/aging-pages/",
        f"/cms/pages/search/?q={BEGINNING}",
        f"/cms/documents/?q={BEGINNING}",
        f"/cms/images/?q={BEGINNING}",
    ):
        answer = client.get(place)
        assert answer.status_code in (200, 302, 403, 404), place
        assert SECRET not in _text(answer), place
    assert not ModelLogEntry.objects.filter(label__contains=SECRET).exists()


def _surfaces(page):
    return [f"/efekty/{page.slug}/", f"/efekty/{page.slug}/obraz.png", f"/efekty/{page.slug}/efekt.pdf"]


def _files(page):
    row = page.materials.get()
    renditions = list(page.picture.renditions.all())
    assert renditions
    return [row.document.url, *(one.url for one in renditions[:2])]


def _is_everywhere(client, page):
    for address in [*_surfaces(page), *_files(page)]:
        assert client.get(address).status_code == 200, address
    assert page.title in _text(client.get("/efekty/"))
    assert page.title in _text(client.get("/efekty/rss/"))
    assert f"/efekty/{page.slug}/" in _text(client.get("/sitemap.xml"))
    assert page.title in _text(client.get("/api/v2/pages/?type=pages.OutcomePage"))
    assert page.materials.get().title in _text(client.get("/api/v2/documents/"))


def _is_nowhere(client, page, files, status):
    for address in _surfaces(page)[: 1 if status == 302 else 3]:
        assert client.get(address).status_code == status, address
    for address in files:
        assert client.get(address).status_code == 404, address
    for address in ("/efekty/", "/efekty/rss/", "/api/v2/pages/?type=pages.OutcomePage", "/api/v2/documents/"):
        assert page.title not in _text(client.get(address)), address
        assert "Karty do wydruku" not in _text(client.get(address)), address
    assert f"/efekty/{page.slug}/" not in _text(client.get("/sitemap.xml"))
    assert page.title not in _text(client.get("/api/v2/images/"))


def test_withdrawn_it_is_gone_everywhere_at_once(public, page, ada, client):
    _is_everywhere(client, page)
    files = _files(page)
    services.withdraw(by=ada, outcome=public, words="Błąd w karcie trzeciej.")
    _is_nowhere(client, page, files, 410)


def test_hidden_by_a_decision_it_is_gone_everywhere_at_once(public, page, client):
    files = _files(page)
    services.hide(public)
    _is_nowhere(client, page, files, 410)


def test_unpublished_in_the_cms_its_files_go_along(public, page, client):
    files = _files(page)
    page.unpublish()
    _is_nowhere(client, page, files, 410)
    assert faces.address_of(fresh(public)) == ""


def test_closed_by_the_editors_its_files_close_too(public, page, client):
    files = _files(page)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    _is_nowhere(client, page, files, 302)
    assert client.get(f"/efekty/{page.slug}/obraz.png").status_code == 404
    assert client.get(f"/efekty/{page.slug}/efekt.pdf").status_code == 404


def test_no_button_of_the_cms_brings_a_withdrawn_one_back(public, page, ada, client):
    services.withdraw(by=ada, outcome=public, words="Błąd.")
    held = fresh(page)
    with pytest.raises(ValidationError):
        held.save_revision().publish()
    copy = held.copy(update_attrs={"slug": "kopia", "title": "Kopia"}, keep_live=False)
    with pytest.raises(ValidationError):
        copy.save_revision().publish()
    assert not fresh(copy).live


def test_a_copy_made_while_it_was_public_leaves_with_it(public, page, ben, client):
    copy = page.copy(update_attrs={"slug": "kopia", "title": "Kopia"})
    assert client.get("/efekty/kopia/").status_code == 200
    services.withdraw_consent(by=ben, outcome=public)
    assert client.get("/efekty/kopia/").status_code == 410
    assert not fresh(copy).live


def test_after_withdrawal_nothing_is_said_or_asked(public, page, neighbour, ada, client):
    client.force_login(neighbour, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("outcomes:use", args=[public.pk])).status_code == 200
    services.withdraw(by=ada, outcome=public, words="Błąd.")
    for name in ("use", "ask"):
        assert client.get(reverse(f"outcomes:{name}", args=[public.pk])).status_code == 404
        assert client.post(reverse(f"outcomes:{name}", args=[public.pk]), {"words": "x"}).status_code == 404


def test_the_public_page_holds_copies_only(public, page, ben, client):
    private = {one.file.address for one in public.attachments.all()}
    drawn = _text(client.get(f"/efekty/{page.slug}/"))
    assert not [address for address in private if address in drawn]
    for address in private:
        assert client.get(address).status_code in (302, 404)


def test_the_picture_is_drawn_of_what_the_page_says(public, page, client):
    import io

    from PIL import Image

    answer = client.get(f"/efekty/{page.slug}/obraz.png")
    assert answer["Content-Type"] == "image/png"
    assert "max-age=60" in answer["Cache-Control"]
    drawn = Image.open(io.BytesIO(answer.content))
    assert drawn.size == (1200, 630)
    before = answer.content
    page.title = "Zupełnie inny tytuł, dużo dłuższy niż poprzedni"
    page.save_revision().publish()
    assert client.get(f"/efekty/{page.slug}/obraz.png").content != before


def test_the_print_names_nobody_who_took_the_name_back(public, page, ben, client):
    pytest.importorskip("pypdfium2")
    import pypdfium2

    def words():
        made = pypdfium2.PdfDocument(client.get(f"/efekty/{page.slug}/efekt.pdf").content)
        return " ".join(one.get_textpage().get_text_range() for one in made)

    assert "Ben Lis" in words()
    services.agree(by=ben, outcome=public, licence="cc-by", named=False)
    assert "Ben Lis" not in words()


def test_an_older_seen_version_is_not_approved(secret, ada, ben):
    from kit.verdicts import Refused

    seen = step_of(secret)
    services.take_back(by=ben, outcome=secret)
    services.send(by=ben, outcome=secret)
    with pytest.raises(Refused):
        services.approve(by=ada, outcome=secret, seen=seen)
