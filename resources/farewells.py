"""What every field of the library and of files is, and what happens to it when a person goes (PD-01).

The files app is a cellar app and knows no person; its papers are signed in here.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.personal_data import BLANK, ERASE, KEEP, register
from files import services as files
from files.models import StoredFile, Usage
from resources.models import Resource
from search import services as search


def rows_of(user: Any) -> Any:
    """Resources the person added."""
    return Resource.objects.filter(created_by=user)


def leave_resources(user: Any) -> None:
    """The network keeps the material; nobody's name stands on it any more."""
    own_names = {user.get_full_name(), user.email}
    for resource in rows_of(user):
        if resource.author in own_names:
            resource.author = ""
        resource.created_by = None
        resource.save(update_fields=["author", "created_by"])
        search.changed(resource)


def files_of(user: Any) -> Any:
    """Files the person uploaded."""
    return StoredFile.objects.filter(uploaded_by=user)


def leave_files(user: Any) -> None:
    """Drafts go with their bytes; files of the library stay without the uploader's name."""
    for draft in files_of(user).filter(parent_type=None):
        files.remove(file=draft)
    files_of(user).update(uploaded_by=None)
    Usage.objects.filter(owner=f"person:{user.pk}").delete()


register(
    Resource,
    plain="id network kind licence language visibility subjects stages competences tags folded downloads "
    "created_at updated_at hidden_at once link",
    personal={
        "title": (_("the name of the material; the network keeps what it works with"), KEEP),
        "description": (_("the author's words about it; the network keeps what it works with"), KEEP),
        "author": ("to name the author, as licences ask", BLANK),
        "created_by": ("who added it", BLANK),
    },
    rows=rows_of,
    erase=leave_resources,
)
register(
    StoredFile,
    plain="id media_type size sha256 uploaded_at space parent_type parent_id state note pages preview",
    personal={
        "content": (_("the material itself; drafts are erased"), KEEP),
        "name": (_("the name given to the file"), KEEP),
        "text": (_("its words, for searching"), KEEP),
        "uploaded_by": ("who uploaded it", BLANK),
    },
    rows=files_of,
    erase=leave_files,
)
register(
    Usage,
    plain="id used",
    personal={"owner": ("whose quota is filled", ERASE)},
    rows=lambda user: Usage.objects.filter(owner=f"person:{user.pk}"),
    erase=lambda user: Usage.objects.filter(owner=f"person:{user.pk}").delete(),
)
