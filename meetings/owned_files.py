"""Files of minutes and handouts: for whoever may read those; slides: for who brought them and who steers."""

from files.registry import LEAVINGS, parent
from meetings import rules, services
from meetings.models import Deck, Handout, Minutes

parent("minutes", model=Minutes, may_read=rules.may_read_minutes)
parent("deck", model=Deck, may_read=rules.may_read_deck)
parent("handout", model=Handout, may_read=rules.may_read_handout)
LEAVINGS.register("meetings", services.slides_gone)
