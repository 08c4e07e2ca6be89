"""Files and pictures of posts: they come with the words, are read by who reads the words, and go with them."""

from __future__ import annotations

import io
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from files.models import StoredFile
from forum import farewells, selectors, services
from forum.models import Draft, HeldPost, Mode, Post
from forum.services import attachments
from kit import clock
from kit.verdicts import Refused
from moderation.selectors import open_case
from tests.files.makers import pdf, upload
from tests.forum.test_pages import address

SCRIPT = {"X-Requested-With": "splot"}


def photo(name: str = "Zdjęcie z wycieczki.JPG", width: int = 640) -> object:
    """A photograph that tells where it was taken."""
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "Aparat Ady"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 13.0, 0.0)})
    Image.new("RGB", (width, 480), "teal").save(made, "JPEG", exif=exif)
    return upload(name, made.getvalue())


@pytest.fixture
def taken(network):
    """A maker of files that wait for their words."""

    def make(by, what=None, **more):
        return attachments.take_in(by=by, place=network, upload=what or upload("Karta pracy.pdf", pdf()), **more)

    return make


def status(browser, file) -> int:
    return browser.get(file.address).status_code


def again(file) -> StoredFile:
    return StoredFile.objects.get(pk=file.pk)


def test_a_file_comes_with_a_reply_without_scripts(thread, ben, ewa, cleo, signed_in):
    sent = {"text": "W załączniku karta.", "files": [upload("Karta pracy.pdf", pdf())], "once": str(uuid.uuid4())}
    signed_in(ben).post(address(thread, "odpowiedz/"), sent)
    post = Post.objects.get(number=2)
    [file] = selectors.attached_to(post)
    page = signed_in(ewa).get(address(thread)).content.decode()
    assert file.address in page
    assert "Karta pracy.pdf" in page
    assert [status(signed_in(one), file) for one in (ben, ewa, cleo)] == [200, 200, 404]


def test_a_post_may_be_a_file_alone_and_a_wrong_file_changes_nothing(thread, ben, signed_in):
    browser = signed_in(ben)
    browser.post(address(thread, "odpowiedz/"), {"text": "", "files": [upload("Karta.pdf", pdf())]})
    assert Post.objects.filter(number=2).exists()
    answer = browser.post(address(thread, "odpowiedz/"), {"text": "Proszę.", "files": [upload("zly.exe", b"MZ")]})
    assert answer.status_code == 422
    assert "Proszę." in answer.content.decode()
    assert Post.objects.count() == 2


def test_what_was_taken_in_stays_with_a_form_that_comes_back(thread, ben, signed_in):
    answer = signed_in(ben).post(
        address(thread, "odpowiedz/"), {"text": "PESEL 44051401359", "files": [upload("Karta.pdf", pdf())]}
    )
    assert answer.status_code == 422
    file = StoredFile.objects.get()
    assert f'name="attached" value="{file.pk}"' in answer.content.decode()
    sent = {"text": "Bez numeru.", "attached": [str(file.pk)]}
    signed_in(ben).post(address(thread, "odpowiedz/"), sent)
    assert again(file).parent == Post.objects.get(number=2)


def test_a_pasted_picture_loses_its_place_and_stands_in_the_text(thread, ben, ewa, signed_in, work_done):
    browser = signed_in(ben)
    told = browser.post(
        f"/sieci/{thread.network.slug}/forum/plik/", {"file": photo(), "picture": "1"}, headers=SCRIPT
    ).json()
    file = StoredFile.objects.get(pk=told["id"])
    with file.content.open("rb") as opened:
        assert not Image.open(opened).getexif()
    words = f'<p>Zobaczcie: <img src="{told["address"]}" alt="Tablica &quot;ułamki&quot;"></p>'
    services.reply(by=ben, thread=thread, text=words, files=[file])
    work_done()
    post = Post.objects.get(number=2)
    assert told["address"] in post.html
    assert "-480.webp 480w" in post.drawn
    assert 'alt="Tablica &quot;ułamki&quot;"' in post.drawn
    assert "post-files" not in post.drawn
    assert "-480.webp" in signed_in(ewa).get(address(thread)).content.decode()


def test_a_strangers_file_is_not_attached_and_no_outside_picture_is_loaded(thread, taken, ben, ewa, signed_in):
    hers = taken(ewa)
    words = '<p>A <img src="https://tracker.example/x.png" alt="obce"></p>'
    sent = {"text": words, "text_as": "html", "attached": [str(hers.pk), "nie-numer"]}
    signed_in(ben).post(address(thread, "odpowiedz/"), sent)
    assert again(hers).parent is None
    assert "tracker" not in Post.objects.get(number=2).body


def test_files_of_words_out_of_sight_are_nobodys_but_their_authors(thread, said, taken, ada, ben, ewa, signed_in):
    file = taken(ben)
    post = services.reply(by=ben, thread=thread, text="<p>Karta</p>", files=[file])
    services.hide(post)
    assert [status(signed_in(one), file) for one in (ben, ewa, ada)] == [200, 404, 200]
    services.show(post)
    assert status(signed_in(ewa), file) == 200
    services.delete(by=ben, post=post)
    assert [status(signed_in(one), file) for one in (ben, ewa, ada)] == [200, 404, 404]


def test_the_grace_over_the_files_are_gone_with_the_words(thread, taken, ben):
    file = taken(ben)
    post = services.reply(by=ben, thread=thread, text="<p>Karta</p>", files=[file])
    services.delete(by=ben, post=post)
    with clock.moved_to(clock.now() + timedelta(days=31)):
        services.purge_taken_back()
    assert not StoredFile.objects.filter(pk=file.pk).exists()
    assert Post.objects.get(pk=post.pk).body == ""


def test_files_move_with_their_posts(network, section, thread, said, taken, ada, ben, ewa, signed_in):
    file = taken(ben)
    services.reply(by=ben, thread=thread, text="<p>Karta</p>", files=[file])
    made = services.split(by=ada, thread=thread, number=2, title="Karty")
    assert status(signed_in(ewa), file) == 200
    assert file.address in signed_in(ewa).get(made.get_absolute_url()).content.decode()
    services.merge(by=ada, thread=made, into=thread)
    assert file.address in signed_in(ewa).get(address(thread)).content.decode()


def test_files_are_kept_with_the_draft_and_go_when_it_is_thrown_away(thread, taken, ben, ewa, signed_in):
    file, browser = taken(ben), signed_in(ben)
    sent = {"text": "<p>Zaczynam</p>", "text_as": "html", "attached": [str(file.pk)]}
    told = browser.post(address(thread, "szkic/"), sent, headers=SCRIPT).json()
    assert again(file).parent == Draft.objects.get()
    assert f'value="{file.pk}"' in browser.get(address(thread)).content.decode()
    assert [status(signed_in(one), file) for one in (ben, ewa)] == [200, 404]
    sent = {"text": "<p>Gotowe</p>", "text_as": "html", "attached": [str(file.pk)], "draft_version": told["version"]}
    browser.post(address(thread, "odpowiedz/"), sent)
    assert again(file).parent == Post.objects.get(number=2)
    assert not Draft.objects.exists()
    other = taken(ben)
    services.drafts.save(by=ben, place=thread.network, thread=thread, text="", files=[other])
    assert Draft.objects.exists()
    services.drafts.drop(by=ben, place=thread.network, thread=thread)
    assert not StoredFile.objects.filter(pk=other.pk).exists()


def test_a_draft_keeps_what_it_names_and_takes_it_along(thread, said, taken, ben, ewa):
    said(ewa)
    one, other = taken(ben), taken(ben)
    kept = services.drafts.save(by=ben, place=thread.network, thread=thread, text="<p>x</p>", files=[one, other])
    services.drafts.save(
        by=ben, place=thread.network, thread=thread, text="<p>x</p>", version=kept.version, files=[one]
    )
    assert not StoredFile.objects.filter(pk=other.pk).exists()
    services.drafts.save(by=ben, place=thread.network, thread=thread, parent=2, text="<p>x</p>", left=0, files=[one])
    assert again(one).parent == Draft.objects.get(parent=2)


def test_words_that_wait_keep_their_files_and_are_published_with_them(thread, section, taken, ada, ben, ewa, signed_in):
    section.mode = Mode.EVERYTHING
    section.save()
    file = taken(ben)
    held = services.reply(by=ben, thread=thread, text="<p>Karta</p>", files=[file])
    assert isinstance(held, HeldPost)
    assert [status(signed_in(one), file) for one in (ben, ewa, ada)] == [200, 404, 200]
    assert "Karta pracy.pdf" in signed_in(ben).get(held.get_absolute_url()).content.decode()
    case = open_case(held)
    assert file.address in signed_in(ada).get(f"/moderacja/sprawy/{case.pk}/").content.decode()
    post = services.holding.release(held, ada, None)
    assert again(file).parent == post
    assert file.address in post.drawn
    assert status(signed_in(ewa), file) == 200


def test_what_is_refused_comes_back_to_the_drafts_with_its_files(thread, section, taken, ada, ben):
    section.mode = Mode.EVERYTHING
    section.save()
    file = taken(ben)
    held = services.reply(by=ben, thread=thread, text="<p>Karta</p>", files=[file])
    services.holding.refuse(held, None)
    assert again(file).parent == Draft.objects.get(person=ben)


def test_an_author_adds_and_removes_files(thread, taken, ben, ewa, signed_in):
    one, browser = taken(ben), signed_in(ben)
    post = services.reply(by=ben, thread=thread, text="<p>Karta</p>", files=[one])
    page = browser.get(address(thread, f"wpis/{post.number}/zmien/")).content.decode()
    assert f'name="drop" value="{one.pk}"' in page
    sent = {"text": "<p>Karta</p>", "text_as": "html", "version": "1", "drop": [str(one.pk)]}
    browser.post(address(thread, "wpis/2/zmien/"), sent | {"files": [upload("Nowa.pdf", pdf())]})
    [left] = selectors.attached_to(post)
    assert left.name == "Nowa.pdf"
    post.refresh_from_db()
    assert "Nowa.pdf" in post.drawn
    assert "Karta pracy" not in post.drawn
    answer = signed_in(ewa).post(address(thread, "wpis/2/zmien/"), sent | {"drop": [str(left.pk)]})
    assert answer.status_code == 403
    assert selectors.attached_to(post) == [left]


def test_there_is_a_limit_and_a_writer_who_may_not_write_uploads_nothing(thread, taken, ada, ben, cleo, signed_in):
    many = [taken(ben, upload(f"{number}.txt", b"slowa")) for number in range(attachments.MOST_FILES + 1)]
    with pytest.raises(Refused):
        services.reply(by=ben, thread=thread, text="<p>Dużo</p>", files=many)
    assert Post.objects.count() == 1
    url = f"/sieci/{thread.network.slug}/forum/plik/"
    assert signed_in(cleo).post(url, {"file": photo()}).status_code == 404
    assert signed_in(ben).post(url).status_code == 422


def test_nothing_is_left_of_a_person_who_goes_but_what_others_read(thread, taken, ben):
    drafted, posted, back = taken(ben), taken(ben), taken(ben)
    services.drafts.save(by=ben, place=thread.network, thread=thread, text="<p>x</p>", files=[drafted])
    services.reply(by=ben, thread=thread, text="<p>Karta</p>", files=[posted], draft=False)
    services.delete(by=ben, post=services.reply(by=ben, thread=thread, text="<p>K</p>", files=[back], draft=False))
    farewells._throw_drafts(ben)
    farewells._leave_posts(ben)
    assert list(StoredFile.objects.all()) == [posted]


def test_tables_and_formulas_are_drawn_once_when_saved(thread, said, ben, ewa, signed_in):
    post = said(ben, "Pole: $a^2$</p><table><tbody><tr><th>bok</th><td>pole</td></tr></tbody></table><p>i tyle")
    assert "<math" in post.drawn
    assert 'class="table-box"' in post.drawn
    assert "<math" not in post.html
    assert "$a^2$" in post.html
    page = signed_in(ewa).get(address(thread)).content.decode()
    assert "<mi>a</mi>" in page
    assert services.reply(by=ben, thread=thread, text="<p>Zwykłe słowa</p>").drawn == ""
    services.edit(by=ben, post=post, text="<p>Bez wzoru</p>", version=1)
    post.refresh_from_db()
    assert post.drawn == ""


def test_reading_asks_no_more_for_many_files(thread, taken, ben, ewa, signed_in):
    browser = signed_in(ewa)
    services.reply(by=ben, thread=thread, text="<p>Słowa</p>")
    browser.get(address(thread))
    with CaptureQueriesContext(connection) as plain:
        browser.get(address(thread))
    for number in range(5):
        services.reply(by=ben, thread=thread, text=f"<p>Karta {number}</p>", files=[taken(ben)])
    browser.get(address(thread))
    with CaptureQueriesContext(connection) as rich:
        browser.get(address(thread))
    assert len(rich) == len(plain)
