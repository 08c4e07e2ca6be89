"""Who may do what on a forum. Reading and writing follow the place: the network, or the section above (`places`)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forum import places
from forum.models import Consent, HeldPost, HeldState, Post, Section, Thread
from kit import clock
from kit.verdicts import ALLOWED, Verdict, refusal
from moderation import rules as moderation
from networks import rules as networks
from networks.models import Network
from networks.states import OPEN_STATES

EDIT_WINDOW = timedelta(days=30)
"""How long an author may change a post (D62: what was said stays answerable)."""
GRACE = timedelta(days=30)
"""How long a post that was taken back can be brought back; then its words are removed for good."""


def readable_threads(user: Any) -> QuerySet[Thread]:
    """Threads of the networks `user` may enter, and of the sections above them that `user` may read."""
    return Thread.objects.filter(places.readable(user))


def may_read(user: Any, thread: Thread) -> Verdict:
    """Whether `user` may read the thread: a member of its network, or of its section's audience."""
    return places.may_enter(user, thread)


def writable_networks(user: Any) -> QuerySet[Network]:
    """Networks in which `user` may open a thread now."""
    mine = networks.memberships_of(user).filter(edition__state__in=OPEN_STATES)
    return Network.objects.filter(pk__in=mine.values("edition__network"))


def may_open_thread(user: Any, place: Network | Section) -> Verdict:
    """Whether `user` may begin a conversation: a member, while the network's year is open (AC-19), or who reads."""
    return networks.may_write(user, place) if isinstance(place, Network) else places.may_write(user, place)


def replyable_threads(user: Any) -> QuerySet[Thread]:
    """Threads to which `user` may add a post now."""
    return Thread.objects.filter(places.writable(user), locked_at=None)


def may_reply(user: Any, thread: Thread) -> Verdict:
    """Whether `user` may add a post: a member, the year is open, the thread is not closed."""
    verdict = places.may_write(user, thread)
    return verdict and reply_verdict(thread, is_open=True)


def may_reply_asked(user: Any, thread: Thread) -> Verdict:
    """The same for a thread that was fetched with the answer about `user` (selectors.thread_to_write).

    Where the answer is no, the rule is asked again: it says why.
    """
    return reply_verdict(thread, is_open=True) if thread.by_writes else may_reply(user, thread)


def reply_verdict(thread: Thread, *, is_open: bool) -> Verdict:
    """The same for a reader whose place in the network is known already: the year is open, the thread not closed."""
    if not is_open and thread.network_id is None:
        return refusal(_("Sign in to write here."))
    if not is_open:
        return refusal(_("This network is closed; it can be read, nothing can be added."))
    if thread.locked_at is not None:
        return refusal(_("This conversation is closed; it can be read, nothing can be added."))
    return ALLOWED


def may_write_now(place: Thread | Section, *, slow_minutes: int) -> Verdict:
    """Whether nothing stops the person about whom `place` was asked (selectors.holding) from writing now.

    A decision may have paused the person's writing; a slow conversation asks for time between two posts.
    """
    verdict = moderation.pause_verdict(place.paused_until)
    if not verdict:
        return verdict
    if slow_minutes and not place.by_steers and place.wrote_at is not None:
        left = place.wrote_at + timedelta(minutes=slow_minutes) - clock.now()
        if left > timedelta(0):
            minutes = -(-int(left.total_seconds()) // 60)
            words = ngettext(
                "This conversation is slowed down. You can write again in %(minutes)d minute.",
                "This conversation is slowed down. You can write again in %(minutes)d minutes.",
                minutes,
            )
            return refusal(words % {"minutes": minutes})
    return ALLOWED


def changeable_held(user: Any) -> QuerySet[HeldPost]:
    """Words that wait which `user` may change or take back."""
    return HeldPost.objects.filter(author=user, state=HeldState.WAITING)


def may_change_held(user: Any, held: HeldPost) -> Verdict:
    """Whether `user` may change words that wait, or take them back: their author, until somebody decides."""
    if held.author_id is None or held.author_id != user.pk:
        return refusal(_("Only the author can change a post."))
    if held.state != HeldState.WAITING:
        return refusal(_("Somebody has decided about this already."))
    return ALLOWED


def judged_held(user: Any) -> QuerySet[HeldPost]:
    """Words that wait which `user` reads first."""
    return HeldPost.objects.filter(places.steered(user))


def may_judge_held(user: Any, held: HeldPost) -> Verdict:
    """Whether `user` decides about words that wait: coordinator or deputy of the network (D36), or a keeper."""
    return places.may_steer(user, held)


def editable_posts(user: Any) -> QuerySet[Post]:
    """Posts whose words `user` may change: the author's own, shown, not older than the window."""
    own = Post.objects.filter(thread__in=replyable_threads(user), author=user).shown()
    return own.filter(created_at__gt=clock.now() - EDIT_WINDOW)


def in_edit_window(post: Post) -> bool:
    """Whether the post is young enough for its words to be changed."""
    return post.created_at > clock.now() - EDIT_WINDOW


def may_edit(user: Any, post: Post) -> Verdict:
    """Whether `user` may change the words of the post."""
    if post.author_id is None or post.author_id != user.pk:
        return refusal(_("Only the author can change a post."))
    if post.hidden_at is not None:
        return refusal(_("A hidden post cannot be changed."))
    if post.deleted_at is not None:
        return refusal(_("You took this post back. Bring it back first."))
    if not in_edit_window(post):
        return refusal(_("A post can be changed for thirty days. Write a new one instead."))
    return may_reply(user, post.thread)


def removable_posts(user: Any) -> QuerySet[Post]:
    """Posts `user` may take back."""
    return Post.objects.filter(places.writable(user, "thread__"), author=user, deleted_at=None)


def may_delete(user: Any, post: Post) -> Verdict:
    """Whether `user` may take the post back: its author, in an open year, also from a closed thread."""
    if post.author_id is None or post.author_id != user.pk:
        return refusal(_("Only the author can take a post back."))
    if post.deleted_at is not None:
        return refusal(_("This post is already taken back."))
    return places.may_write(user, post.thread)


def may_restore(user: Any, post: Post) -> Verdict:
    """Whether `user` may bring a post back that was taken back."""
    if post.author_id is None or post.author_id != user.pk:
        return refusal(_("Only the author can bring a post back."))
    if post.deleted_at is None:
        return refusal(_("This post is in its place."))
    if not post.html:
        return refusal(_("It is too late: the words were removed for good after thirty days."))
    return places.may_write(user, post.thread)


def signable_posts(user: Any) -> QuerySet[Post]:
    """Posts on which `user` may leave a sign: others' posts that are shown, in a year that is open."""
    here = Post.objects.filter(places.writable(user, "thread__")).shown()
    return here.exclude(author=user)


def may_sign(user: Any, post: Post) -> Verdict:
    """Whether `user` may leave a kind sign on the post, also in a closed conversation."""
    if post.author_id is not None and post.author_id == user.pk:
        return refusal(_("Signs are for others' posts."))
    if not post.is_shown:
        return refusal(_("This post is not shown any more."))
    return places.may_write(user, post.thread)


def kept_posts(user: Any) -> QuerySet[Post]:
    """Posts `user` may bookmark."""
    return Post.objects.filter(thread__in=readable_threads(user)).shown()


def may_keep(user: Any, post: Post) -> Verdict:
    """Whether `user` may bookmark the post: whoever reads it."""
    if not post.is_shown:
        return refusal(_("This post is not shown any more."))
    return may_read(user, post.thread)


def acceptable_posts(user: Any) -> QuerySet[Post]:
    """Posts `user` may accept as the answer to a question."""
    questions = Thread.objects.filter(places.writable(user), is_question=True)
    mine = questions.filter(Q(author=user) | places.steered(user))
    return Post.objects.filter(thread__in=mine, number__gt=1).shown()


def may_accept(user: Any, post: Post) -> Verdict:
    """Whether `user` may say that the post answers the question: who asked, or who steers the network (D25, D29)."""
    thread = post.thread
    if not thread.is_question:
        return refusal(_("This conversation is not a question."))
    if post.number == 1 or not post.is_shown:
        return refusal(_("This post cannot be the answer."))
    verdict = places.may_write(user, thread)
    if thread.author_id is not None and thread.author_id == user.pk:
        return verdict
    if not places.may_steer(user, thread):
        return refusal(_("Whoever asked, or the coordinator, says which answer helped."))
    return verdict


def consenting_posts(user: Any) -> QuerySet[Post]:
    """Posts whose words `user` may take along into something made of them."""
    readable = Post.objects.filter(thread__in=readable_threads(user)).shown()
    return readable.filter(Q(author=user) | Q(consent__agrees=True))


def may_take_words(user: Any, post: Post) -> Verdict:
    """Whether the words of the post may go into something `user` makes of it: one's own, or its author agreed."""
    verdict = may_keep(user, post)
    if not verdict or (post.author_id is not None and post.author_id == user.pk):
        return verdict
    consent = Consent.objects.filter(post=post, agrees=True)
    return ALLOWED if consent.exists() else refusal(_("The author has not agreed to it."))


def may_ask_consent(user: Any, post: Post) -> Verdict:
    """Whether `user` may ask the author to let the words be used: a writing member, of somebody who is here."""
    if not post.is_shown or post.author_id is None or not post.author.is_active:
        return refusal(_("There is nobody to ask."))
    if is_own(user, post):
        return refusal(_("These are your own words."))
    return places.may_write(user, post.thread)


def may_answer_consent(user: Any, post: Post) -> Verdict:
    """Whether `user` says if the words may be used: the author alone."""
    if post.author_id is None or post.author_id != user.pk:
        return refusal(_("Only the author can say so."))
    return may_keep(user, post)


def steered_threads(user: Any) -> QuerySet[Thread]:
    """Threads `user` may pin and close."""
    return Thread.objects.filter(places.steered(user)).filter(places.writable(user))


def may_moderate(user: Any, thread: Thread) -> Verdict:
    """Whether `user` pins and closes the thread: who steers its network (D29), in an open year (AC-19)."""
    return places.may_steer(user, thread) and places.may_write(user, thread)


def may_arrange(user: Any, place: Network | Section) -> Verdict:
    """Whether `user` arranges a network's forum, or a section above the networks.

    Coordinator or deputy, in an open year (AC-19); above the networks those who moderate the section.
    """
    if isinstance(place, Network):
        return networks.may_steer(user, place) and networks.may_write(user, place)
    return places.may_steer(user, place) and places.may_write(user, place)


def judged_posts(user: Any) -> QuerySet[Post]:
    """Posts `user` may hide and show."""
    return Post.objects.filter(places.steered(user, "thread__"))


def may_judge(user: Any, post: Post) -> Verdict:
    """Whether `user` may hide the post or show it again: coordinator or deputy of its network (D29), or a keeper."""
    return places.may_steer(user, post.thread)


def reportable_posts(user: Any) -> QuerySet[Post]:
    """Posts `user` may report to the network's coordinator."""
    shown = Post.objects.filter(thread__in=readable_threads(user), hidden_at=None, deleted_at=None)
    return shown.exclude(author=user)


def may_report(user: Any, post: Post) -> Verdict:
    """Whether `user` may report the post: whoever reads it, except its author (DS-03)."""
    if post.author_id is not None and post.author_id == user.pk:
        return refusal(_("You can change or take back your own post."))
    if post.hidden_at is not None or post.deleted_at is not None:
        return refusal(_("This post is not shown any more."))
    return may_read(user, post.thread)


def is_own(user: Any, post: Post | HeldPost) -> bool:
    """Whether `user` wrote it. What nobody wrote any more is nobody's, a visitor's least of all, who has no number."""
    return post.author_id is not None and post.author_id == user.pk


def may_see_words(user: Any, post: Post, *, steers: bool) -> Verdict:
    """Whether the words of `post` are shown to `user`, who reads its thread and `steers` the network or not."""
    if post.deleted_at is not None:
        return ALLOWED if is_own(user, post) else refusal(_("Its author took this post back."))
    if post.hidden_at is not None and not steers and not is_own(user, post):
        return refusal(_("This post is hidden by whoever moderates here."))
    return ALLOWED


def may_read_files(user: Any, post: Post) -> Verdict:
    """Whether `user` may have the post's files: whoever reads its words in place (AC-09)."""
    verdict = may_read(user, post.thread)
    if not verdict or post.is_shown:
        return verdict
    return may_see_words(user, post, steers=bool(places.may_steer(user, post.thread)))


def may_read_held_files(user: Any, held: HeldPost) -> Verdict:
    """Whether `user` may have files of words that wait: their author, and whoever decides about them."""
    if held.author_id is not None and held.author_id == user.pk:
        return ALLOWED
    return may_judge_held(user, held)


def may_read_draft_files(user: Any, draft: Any) -> Verdict:
    """Whether `user` may have files of what is being written: who writes it."""
    return ALLOWED if draft.person_id == user.pk else refusal(_("Only the author can change a post."))


def may_change_planned(user: Any, planned: Any) -> Verdict:
    """Whether `user` may change or call off what is to go out later: its author, until it is out."""
    if planned is None:
        return refusal(_("This was published already."))
    return ALLOWED if planned.author_id == user.pk else refusal(_("Only the author can change a post."))


def may_add_poll(user: Any, post: Post) -> Verdict:
    """Whether `user` may put a poll under the post: its author, as long as its words may be changed."""
    if post.has_poll:
        return refusal(_("There is a poll under this post already."))
    return may_edit(user, post)


def may_vote(user: Any, post: Post, poll: Any) -> Verdict:
    """Whether `user` may vote: whoever may answer in the conversation, until the poll ends."""
    if not post.is_shown:
        return refusal(_("This post is not shown any more."))
    if poll.is_over:
        return refusal(_("The poll is over"))
    return may_reply(user, post.thread)


def may_end_poll(user: Any, post: Post) -> Verdict:
    """Whether `user` may end the poll: who opened it, and who steers the network."""
    if post.author_id is not None and post.author_id == user.pk:
        return places.may_write(user, post.thread)
    return may_moderate(user, post.thread)
