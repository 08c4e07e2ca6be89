"""A mailbox over IMAP for tests: Twisted's server over a folder. `name.eml` is new, `name.seen` was seen.

Run as a program of its own with the folder and, for TLS, a certificate; it says its port on the standard output.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

from twisted.cred import checkers, portal
from twisted.internet import protocol, reactor, ssl
from twisted.mail import imap4
from zope.interface import implementer

USER, PASSWORD = "odpowiedzi", "tajne hasło 7"


@implementer(imap4.IMessage, imap4.IMessageFile)
class Letter:
    def __init__(self, path: Path, uid: int) -> None:
        self.path, self.uid = path, uid
        self.flags = {"\\Seen"} if path.suffix == ".seen" else set()

    def open(self) -> io.BytesIO:
        return io.BytesIO(self.path.read_bytes())

    def getUID(self) -> int:
        return self.uid

    def getFlags(self) -> list[str]:
        return sorted(self.flags)

    def getInternalDate(self) -> str:
        return "Wed, 14 Oct 2026 12:00:00 +0200"

    def getSize(self) -> int:
        return self.path.stat().st_size

    def getHeaders(self, negate: bool, *names: Any) -> dict[str, str]:
        return {}

    def getBodyFile(self) -> io.BytesIO:
        return self.open()

    def isMultipart(self) -> bool:
        return False


@implementer(imap4.IMailbox, imap4.ISearchableMailbox)
class Mailbox:
    def __init__(self, folder: Path) -> None:
        found = sorted(path for path in folder.iterdir() if path.suffix in {".eml", ".seen"})
        self.letters = [Letter(path, 100 + at) for at, path in enumerate(found)]

    def getUIDValidity(self) -> int:
        return 1

    def getUIDNext(self) -> int:
        return 100 + len(self.letters)

    def getUID(self, number: int) -> int:
        return self.letters[number - 1].uid

    def getMessageCount(self) -> int:
        return len(self.letters)

    def getRecentCount(self) -> int:
        return 0

    def getUnseenCount(self) -> int:
        return sum("\\Seen" not in letter.flags for letter in self.letters)

    def isWriteable(self) -> bool:
        return True

    def getFlags(self) -> list[str]:
        return ["\\Seen", "\\Deleted"]

    def getHierarchicalDelimiter(self) -> str:
        return "/"

    def addListener(self, listener: Any) -> None: ...

    def removeListener(self, listener: Any) -> None: ...

    def search(self, query: Any, uid: int) -> list[int]:
        """Knows the one question that is asked here."""
        assert list(query) == [b"UNSEEN", b"UNDELETED"], query
        return [at for at, letter in enumerate(self.letters, 1) if not {"\\Seen", "\\Deleted"} & letter.flags]

    def _wanted(self, numbers: Any, uid: int) -> list[tuple[int, Letter]]:
        if numbers.last is None:
            numbers.last = self.letters[-1].uid if uid and self.letters else len(self.letters)
        return [
            (at, letter) for at, letter in enumerate(self.letters, 1) if (letter.uid if uid else at) in list(numbers)
        ]

    def fetch(self, numbers: Any, uid: int) -> list[tuple[int, Letter]]:
        return self._wanted(numbers, uid)

    def store(self, numbers: Any, flags: Any, mode: int, uid: int) -> dict[int, list[str]]:
        changed = {}
        for at, letter in self._wanted(numbers, uid):
            kept = letter.flags if mode else set()
            letter.flags = kept - set(flags) if mode < 0 else kept | set(flags)
            suffix = ".seen" if "\\Seen" in letter.flags else ".eml"
            letter.path = letter.path.rename(letter.path.with_suffix(suffix))
            changed[at] = sorted(letter.flags)
        return changed

    def expunge(self) -> list[int]:
        gone = [at for at, letter in enumerate(self.letters, 1) if "\\Deleted" in letter.flags]
        for at in gone:
            self.letters[at - 1].path.unlink()
        self.letters = [letter for letter in self.letters if "\\Deleted" not in letter.flags]
        return gone

    def destroy(self) -> None: ...


class Account(imap4.MemoryAccount):
    def __init__(self, folder: Path) -> None:
        super().__init__(USER)
        self.folder = folder

    def select(self, name: str, readwrite: bool = True) -> Mailbox | None:
        return Mailbox(self.folder) if name.upper() == "INBOX" else None


@implementer(portal.IRealm)
class Realm:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def requestAvatar(self, avatar_id: Any, mind: Any, *interfaces: Any) -> Any:
        return imap4.IAccount, Account(self.folder), lambda: None


def main(folder: str, certificate: str = "", key: str = "") -> None:
    checker = checkers.InMemoryUsernamePasswordDatabaseDontUse()
    checker.addUser(USER.encode(), PASSWORD.encode())
    door = portal.Portal(Realm(Path(folder)), [checker])

    class Factory(protocol.Factory):
        def buildProtocol(self, address: Any) -> imap4.IMAP4Server:
            server = imap4.IMAP4Server()
            server.portal = door
            server.challengers = {b"PLAIN": imap4.PLAINCredentials}
            return server

    if certificate:
        context = ssl.DefaultOpenSSLContextFactory(key, certificate)
        port = reactor.listenSSL(0, Factory(), context, interface="127.0.0.1")
    else:
        port = reactor.listenTCP(0, Factory(), interface="127.0.0.1")
    print(port.getHost().port, flush=True)  # noqa: T201 - whoever started it reads its port
    reactor.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
