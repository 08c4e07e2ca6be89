"""Lines between a page and the server that a test cuts and mends: a browser told to be offline keeps its sockets."""

from __future__ import annotations

import re

from playwright.sync_api import Page, WebSocketRoute


class Line:
    """The socket of one page, which can be cut and mended."""

    def __init__(self, page: Page, address: str) -> None:
        """The socket of `page` whose address holds `address`; to be made before the page is opened."""
        self.is_cut = False
        self.open: list[tuple[WebSocketRoute, WebSocketRoute]] = []
        page.route_web_socket(re.compile(re.escape(address)), self._asked)

    def _asked(self, ours: WebSocketRoute) -> None:
        if self.is_cut:
            ours.close(code=1001)
            return
        self.open.append((ours, ours.connect_to_server()))

    def cut(self) -> None:
        """Break it, and let no new one through."""
        self.is_cut = True
        for ours, theirs in self.open:
            theirs.close()
            ours.close(code=1001)
        self.open.clear()

    def mend(self) -> None:
        """New ones come through again."""
        self.is_cut = False
