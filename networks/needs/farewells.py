"""Personal data in needs: what every field is, and what happens to it on erasure (PD-01).

Of an anonymous question nothing is known about a person, so it is in nobody's copy and is never erased with anybody.
"""

from django.utils.translation import gettext_lazy as _

from accounts.personal_data import BLANK, ERASE, register
from networks.needs.models import Ballot, Need, Option, Proposal, Question, Reply, Wish

register(
    Need,
    plain="id county institution title text audience priority state network answer made_at decided_at once",
    personal={
        "reporter": (_("who reported the need"), BLANK),
        "decided_by": (_("who answered the need"), BLANK),
    },
    people="reporter decided_by",
)
register(
    Wish,
    plain="id edition hidden_at once",
    personal={
        "author": (_("who looks for it or offers it"), ERASE),
        "kind": (_("whether it is a need or an offer"), ERASE),
        "title": (_("what is looked for or offered"), ERASE),
        "text": (_("what is looked for or offered"), ERASE),
        "made_at": (_("when"), ERASE),
        "closed_at": (_("until when"), ERASE),
    },
    rows=lambda user: Wish.objects.filter(author=user),
)
register(
    Proposal,
    plain="id edition hidden_at once kind title text most closes_on voters made_at closed_at",
    personal={"author": (_("who proposed it"), BLANK)},
    people="author",
)
register(Option, plain="id proposal position title votes")
register(
    Ballot,
    plain="id proposal",
    personal={"user": (_("that the person voted; how is written nowhere"), ERASE)},
    rows=lambda user: Ballot.objects.filter(user=user),
)
register(Question, plain="id edition hidden_at words asked_on")
register(
    Reply,
    plain="id question words made_at hidden_at once",
    personal={"author": (_("who answered the question"), BLANK)},
    people="author",
)
