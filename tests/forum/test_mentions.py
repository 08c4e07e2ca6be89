"""Calling somebody by name: the only news of the forum that is mailed at once."""

from __future__ import annotations

import pytest

from notifications.models import Notice


@pytest.mark.parametrize("words", ["@Ewa Maj, co myślisz?", "Zapytajmy @ewa maj.", "(@Ewa  Maj)"])
def test_who_is_called_is_told_once_and_by_mail(said, thread, ben, ewa, work_done, words):
    said(ben, words)
    work_done()
    [notice] = Notice.objects.filter(user=ewa, kind__startswith="forum.")
    assert (notice.kind, notice.mail_state) in {("forum.mentioned", "waiting"), ("forum.mentioned", "letter")}
    assert "Ben Lis" in notice.title


def test_others_are_not_called(said, thread, ben, ewa, cleo, ada, work_done):
    said(ben, "@Cleo Obca i @Ewa Majewska, napisz na ewa@maj.pl; @Ben Lis to ja")
    work_done()
    assert not Notice.objects.filter(kind="forum.mentioned").exists()
    assert Notice.objects.filter(user=ada, kind="forum.reply").count() == 1


def test_the_first_post_calls_too_and_a_called_author_is_not_told_twice(
    network, section, said, thread, ada, ben, work_done
):
    from forum.services import open_thread

    open_thread(by=ada, network=network, section=section, title="Pytanie", text="<p>@Ben Lis, pokażesz kartę?</p>")
    said(ben, "@Ada Kowal, zobacz")
    work_done()
    assert Notice.objects.filter(user=ben, kind="forum.mentioned").count() == 1
    assert list(Notice.objects.filter(user=ada, kind__startswith="forum.").values_list("kind", flat=True)) == [
        "forum.mentioned"
    ]
