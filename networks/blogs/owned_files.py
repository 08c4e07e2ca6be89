"""Pictures and files of entries: whoever reads the entry, and everybody once it is public."""

from files.registry import parent
from networks.blogs import rules
from networks.blogs.models import BlogPostPage

parent("blog_post", model=BlogPostPage, may_read=rules.may_read_files)
