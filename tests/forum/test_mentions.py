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


def test_a_kind_of_people_is_called_at_once_each_of_them_once(
    said, thread, gen, network, person, ada, ben, ewa, work_done
):
    from networks.enums import Role
    from networks.models import Membership

    Membership.objects.filter(user=ewa).update(role=Role.EXPERT)
    said(ben, "@eksperci, @Ewa Maj i @koordynatorzy: co sądzicie? @EKSPERCI!")
    work_done()
    told = Notice.objects.filter(kind="forum.mentioned").values_list("user__first_name", flat=True)
    assert sorted(told) == ["Ada", "Ewa", "Gen"]


def test_directors_are_those_who_hold_the_office_and_are_here(said, thread, hal, ben, ewa, work_done):
    from accounts.models import RoleAssignment

    office = RoleAssignment.objects.filter(user=hal, role="director").first()
    office.pk, office.user = None, ewa
    office.save(force_insert=True)
    said(ben, "@dyrektorzy, kiedy rada?")
    work_done()
    assert list(Notice.objects.filter(kind="forum.mentioned").values_list("user", flat=True)) == [ewa.pk]


def test_whoever_mutes_the_conversation_is_not_called_by_kind_either(said, thread, ada, ben, work_done):
    from forum.enums import Level
    from forum.services import follow

    follow(by=ada, thread=thread, level=Level.NONE)
    said(ben, "@koordynatorzy, proszę o głos")
    work_done()
    assert not Notice.objects.filter(user=ada, kind="forum.mentioned").exists()


@pytest.mark.parametrize("is_htmx", [False, True])
def test_a_call_that_reaches_nobody_is_said_to_the_writer(thread, ben, cleo, signed_in, is_htmx):
    headers = {"HX-Request": "true"} if is_htmx else {}
    url = f"{thread.get_absolute_url()}odpowiedz/"
    text = {"text": "@Cleo Obca, @Ewa Maj i pisz na adres ja@Nowak Ewa"}
    page = signed_in(ben).post(url, text, headers=headers, follow=True).content.decode()
    assert "Nikt w tej sieci nie nazywa się Cleo Obca" in page
    assert Notice.objects.filter(user=cleo).count() == 0


def test_suggestions_are_people_of_this_network_only(network, thread, ada, ben, ewa, cleo, signed_in):
    url = f"/sieci/{network.slug}/forum/osoby/"

    def names(words):
        return [one["name"] for one in signed_in(ben).get(url, {"q": words}).json()["people"]]

    assert names("ew") == ["Ewa Maj"]
    assert names("MAJ") == ["Ewa Maj"]
    assert names("kow") == ["Ada Kowal"]
    assert names("e") == ["Ewa Maj", "eksperci"]
    assert names("cleo") == []
    assert names("ben") == []
    assert signed_in(cleo).get(url, {"q": "e"}).status_code == 404


def test_nobody_asks_for_names_faster_than_anybody_types(network, ben, signed_in, monkeypatch):
    from search import limits

    monkeypatch.setattr(limits, "SUGGESTIONS", 2)
    browser, url = signed_in(ben), f"/sieci/{network.slug}/forum/osoby/?q=e"
    assert [browser.get(url).status_code for _try in range(3)] == [200, 200, 429]
