"""The CMS shows nothing of promotion files: no line in its history; what happens to them stands in our own trail."""

from wagtail.log_actions import registry

from networks.outcomes.models import Outcome

registry.log_entry_models_by_type.register(Outcome, value=None, exact_class=True)
