"""Papers of a process, to print, sign and keep: diagnosis, plan, activity log, report, and all of them as one archive.

Whoever may read the inside of the process may have them; asking is the caller's.
"""

from support.papers.archive import archive_of
from support.papers.shelf import PAPERS, TYPES, Paper, paper_named

__all__ = ["PAPERS", "TYPES", "Paper", "archive_of", "paper_named"]
