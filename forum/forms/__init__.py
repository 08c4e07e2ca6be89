"""Words into values."""

from forum.forms.posts import PostEditForm, ReplyForm
from forum.forms.threads import SectionEditForm, SectionOpenForm, SummaryForm, ThreadOpenForm

__all__ = ["PostEditForm", "ReplyForm", "SectionEditForm", "SectionOpenForm", "SummaryForm", "ThreadOpenForm"]
