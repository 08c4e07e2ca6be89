"""Files and pictures of posts: whoever reads the words has them too; what waits or is being written is its author's."""

from files.registry import parent
from forum import rules, services
from forum.models import Draft, HeldPost, PlannedPost, Post

parent("post", model=Post, may_read=rules.may_read_files, prepared=services.attachments.prepared)
parent("held_post", model=HeldPost, may_read=rules.may_read_held_files)
parent("forum_draft", model=Draft, may_read=rules.may_read_draft_files)
parent("planned_post", model=PlannedPost, may_read=rules.may_change_planned)
