"""Signs the reference data into the editors' side."""

from wagtail.snippets.models import register_snippet

from directory.viewsets import DirectoryGroup

register_snippet(DirectoryGroup)
