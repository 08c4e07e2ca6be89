"""What was changed can be read, compared and brought back; what was taken back goes for good after the grace."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum import diffs, rules, services
from forum.models import Post, PostVersion
from kit import clock
from kit.verdicts import Refused
from tests.forum.test_pages import address

texts = st.text(alphabet="ab ą\n", max_size=60)


@given(texts, texts)
def test_a_comparison_holds_both_texts(old, new):
    found = diffs.pieces(old, new)
    assert "".join(piece.text for piece in found if piece.kind != "ins") == old
    assert "".join(piece.text for piece in found if piece.kind != "del") == new


@pytest.fixture
def changed(said, ben):
    post = said(ben, "Zaczynam od pizzy.")
    return services.edit(by=ben, post=post, text="<p>Zaczynam od tortu.</p>", version=1)


def test_every_reader_sees_what_was_changed_and_when(thread, changed, ewa, cleo, signed_in):
    page = signed_in(ewa).get(address(thread, "wpis/2/historia/")).content.decode()
    assert "pizzy.</del>" in page
    assert "tortu.</ins>" in page
    assert signed_in(cleo).get(address(thread, "wpis/2/historia/")).status_code == 404
    services.hide(changed)
    assert signed_in(ewa).get(address(thread, "wpis/2/historia/")).status_code == 404


def test_the_author_brings_earlier_words_back_and_nobody_else(thread, changed, ben, ewa, signed_in):
    signed_in(ewa).post(address(thread, "wpis/2/historia/"), {"version": "1"})
    assert Post.objects.get(number=2).html == "<p>Zaczynam od tortu.</p>"
    signed_in(ben).post(address(thread, "wpis/2/historia/"), {"version": "1"})
    post = Post.objects.get(number=2)
    assert (post.html, post.version) == ("<p>Zaczynam od pizzy.</p>", 3)
    assert list(PostVersion.objects.values_list("version", "html")) == [
        (2, "<p>Zaczynam od tortu.</p>"),
        (1, "<p>Zaczynam od pizzy.</p>"),
    ]


def test_the_same_words_saved_again_are_no_change(said, ben):
    post = said(ben, "Raz.")
    services.edit(by=ben, post=post, text="<p>Raz.</p>", version=1)
    assert not PostVersion.objects.exists()
    assert Post.objects.get(pk=post.pk).edited_at is None


def test_words_can_be_changed_for_thirty_days(said, ben):
    post = said(ben, "Raz.")
    with clock.moved_to(clock.now() + rules.EDIT_WINDOW + timedelta(hours=1)):
        with pytest.raises(Refused):
            services.edit(by=ben, post=post, text="<p>Dwa.</p>", version=1)
        assert not rules.editable_posts(ben).filter(pk=post.pk).exists()
    assert Post.objects.get(pk=post.pk).html == "<p>Raz.</p>"


def test_what_was_taken_back_goes_for_good_after_the_grace(changed, ben):
    services.delete(by=ben, post=changed)
    services.purge_taken_back()
    assert Post.objects.get(pk=changed.pk).html
    with clock.moved_to(clock.now() + rules.GRACE + timedelta(hours=1)):
        assert services.purge_taken_back() == 1
        assert services.purge_taken_back() == 0
        with pytest.raises(Refused):
            services.restore(by=ben, post=changed)
    post = Post.objects.get(pk=changed.pk)
    assert (post.html, post.source, post.excerpt) == ("", "", "")
    assert not PostVersion.objects.exists()
