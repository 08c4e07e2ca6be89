"""Unread counts equal a recount after any sequence of acts."""

from __future__ import annotations

import random

import pytest

from forum import seen, services
from forum.enums import Reading
from forum.models import Post, Thread, ThreadRead
from forum.selectors import Cut, marks_of, posts_page, room_for, unread_in, unread_threads
from kit.verdicts import NotThere

ACTS = 60


class Story:
    """A thread, its readers, and what each of them has truly seen, kept by hand."""

    def __init__(self, thread, people):
        self.thread, self.people = thread, people
        self.seen = {person.pk: set() for person in people}
        self.seen[thread.author_id] = {1}
        self.chance = random.Random()

    def fresh(self):
        return Thread.objects.select_related("network").get(pk=self.thread.pk)

    def shown(self):
        return set(Post.objects.filter(thread=self.thread).shown().values_list("number", flat=True))

    def write(self, person):
        posts = Post.objects.filter(thread=self.thread, deleted_at=None).values_list("number", flat=True)
        answered = self.chance.choice([None, *posts])
        post = services.reply(by=person, thread=self.thread, text="<p>Słowo.</p>", parent=answered)
        self.seen[person.pk].add(post.number)

    def look(self, person):
        thread, room = self.fresh(), room_for(person, self.thread.network.slug)
        last = thread.last_number
        cut = self.chance.choice([Cut(), Cut(at_end=True), Cut(start=self.chance.randint(1, last))])
        reading = self.chance.choice([Reading.TREE, Reading.TIME])
        try:
            page = posts_page(room, thread, reading=reading, cut=cut)
        except NotThere:
            return
        services.mark_seen(by=person, thread=thread, mark=page.mark, numbers=page.numbers)
        self.seen[person.pk] |= page.numbers

    def read_all(self, person):
        thread = self.fresh()
        mark = marks_of(person.pk, [thread]).get(thread.pk)
        services.mark_seen(by=person, thread=thread, mark=mark, numbers=set(), everything=True)
        self.seen[person.pk] |= self.shown()

    def take_back_or_bring_back(self, person):
        own = list(Post.objects.filter(thread=self.thread, author=person))
        if own:
            post = self.chance.choice(own)
            (services.restore if post.deleted_at else services.delete)(by=person, post=post)

    def hide_or_show(self, _person):
        post = self.chance.choice(list(Post.objects.filter(thread=self.thread)))
        (services.show if post.hidden_at else services.hide)(post)

    def check(self):
        thread, shown = self.fresh(), self.shown()
        assert thread.posts_count == len(shown)
        for person in self.people:
            mark = marks_of(person.pk, [thread]).get(thread.pk)
            owed = shown - self.seen[person.pk]
            assert seen.count(unread_in(thread, mark, None)) == len(owed)
            if mark is not None:
                assert unread_threads(person).filter(pk=thread.pk).exists() == bool(owed)


@pytest.mark.parametrize("seed", range(6))
def test_unread_counts_equal_a_recount_after_any_sequence_of_acts(thread, ada, ben, ewa, seed):
    story = Story(thread, [ada, ben, ewa])
    story.chance.seed(seed)
    acts = [story.write, story.write, story.look, story.look, story.take_back_or_bring_back, story.hide_or_show]
    for _count in range(ACTS):
        act = story.chance.choice([*acts, story.read_all] if story.chance.random() < 0.2 else acts)
        act(story.chance.choice(story.people))
        story.check()


def test_two_pages_of_one_reader_at_once_lose_nothing(thread, said, ben, ewa):
    for _count in range(5):
        said(ben)
    fresh = Thread.objects.select_related("network").get(pk=thread.pk)
    services.mark_seen(by=ewa, thread=fresh, mark=None, numbers={1})
    stale, other = (ThreadRead.objects.get(user=ewa) for _ in range(2))
    services.mark_seen(by=ewa, thread=fresh, mark=stale, numbers={2, 3})
    services.mark_seen(by=ewa, thread=fresh, mark=other, numbers={5, 6})
    mark = ThreadRead.objects.get(user=ewa)
    assert (mark.seen, mark.last_number) == ("1-3,5-6", 3)


def test_what_was_seen_stays_seen_where_the_posts_stand_now(thread, said, ada, ben, ewa):
    said(ben, "Gałąź.")
    said(ben, "W gałęzi.", parent=2)
    said(ben, "Nieczytane.", parent=2)
    fresh = Thread.objects.select_related("network").get(pk=thread.pk)
    services.mark_seen(by=ewa, thread=fresh, mark=None, numbers={1, 2, 3})
    made = services.split(by=ada, thread=fresh, number=2, title="Osobno")
    made.refresh_from_db()
    mark = ThreadRead.objects.get(user=ewa, thread=made)
    assert seen.count(unread_in(made, mark, None)) == 1
    old = Thread.objects.get(pk=thread.pk)
    assert unread_in(old, ThreadRead.objects.get(user=ewa, thread=old), None) == []
