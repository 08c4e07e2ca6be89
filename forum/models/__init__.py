"""Sections, threads, posts, and how far each reader is.

Counters shown in lists are stored and change in the transaction of the post. A foreign key that begins a composite
index has no index of its own: with both, a database may read a whole busy thread (docs/architecture.md).
"""

from forum.models.drafts import Draft
from forum.models.held import HeldPost, HeldState, Trace
from forum.models.marks import Citation, Consent, NewsFeed, PostMark, PostVersion
from forum.models.planned import PlannedPost
from forum.models.polls import Poll, PollOption, PollVote
from forum.models.posts import Post
from forum.models.reading import ReadingManner, ThreadRead
from forum.models.threads import Keeper, Mode, Section, Thread

__all__ = [
    "Citation",
    "Consent",
    "Draft",
    "HeldPost",
    "HeldState",
    "Keeper",
    "Mode",
    "NewsFeed",
    "PlannedPost",
    "Poll",
    "PollOption",
    "PollVote",
    "Post",
    "PostMark",
    "PostVersion",
    "ReadingManner",
    "Section",
    "Thread",
    "ThreadRead",
    "Trace",
]
