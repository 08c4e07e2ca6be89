"""Nouns of blogs: a network's blog, its entries with authors and pictures, comments, the step of approval."""

from networks.blogs.models.approval import EditorsApproval, NetworkApproval
from networks.blogs.models.comments import Comment, CommentOrder
from networks.blogs.models.pages import BlogAuthor, BlogIndexPage, BlogPicture, BlogPostPage, BlogPostTag, BlogShelf

__all__ = [
    "BlogAuthor",
    "BlogIndexPage",
    "BlogPicture",
    "BlogPostPage",
    "BlogPostTag",
    "BlogShelf",
    "Comment",
    "CommentOrder",
    "EditorsApproval",
    "NetworkApproval",
]
