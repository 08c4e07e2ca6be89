"""Files of minutes: for whoever may read the minutes; slides: for who brought them and who steers."""

from files.registry import LEAVINGS, parent
from meetings import rules, services
from meetings.models import Deck, Minutes

parent("minutes", model=Minutes, may_read=rules.may_read_minutes)
parent("deck", model=Deck, may_read=rules.may_read_deck)
LEAVINGS.register("meetings", services.slides_gone)
