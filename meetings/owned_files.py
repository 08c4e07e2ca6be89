"""Files of minutes and handouts: for whoever may read those; slides: for who brought them and who steers;
recordings: for people of the meeting's year."""

from files.registry import LEAVINGS, parent
from meetings import rules, services
from meetings.models import Deck, Handout, Minutes, Recording

parent("minutes", model=Minutes, may_read=rules.may_read_minutes)
parent("deck", model=Deck, may_read=rules.may_read_deck)
parent("handout", model=Handout, may_read=rules.may_read_handout)
parent("recording", model=Recording, may_read=rules.may_read_recording)
LEAVINGS.register("meetings", services.slides_gone)
