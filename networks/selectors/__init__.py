"""What the screens of networks need. `space_for` is the door of every room inside a network."""

from networks.selectors.county import (
    FEWEST_NETWORKS,
    counties_of,
    county_coordinators,
    county_table,
    people_named,
    report_for_county,
    supervised_network,
)
from networks.selectors.listing import (
    Wanted,
    counties_with_networks,
    other_editions,
    own_editions,
    subjects_of_networks,
)
from networks.selectors.people import (
    People,
    invitation_by,
    invitation_in,
    invitations_for,
    membership_in,
    people_of,
    requests_for,
)
from networks.selectors.report import chapters_of, report_for, reports_due, reports_to_decide
from networks.selectors.space import card_for, coordinators_of, place_in, space_for, tabs_for

__all__ = [
    "FEWEST_NETWORKS",
    "People",
    "Wanted",
    "card_for",
    "chapters_of",
    "coordinators_of",
    "counties_of",
    "counties_with_networks",
    "county_coordinators",
    "county_table",
    "invitation_by",
    "invitation_in",
    "invitations_for",
    "membership_in",
    "other_editions",
    "own_editions",
    "people_named",
    "people_of",
    "place_in",
    "report_for",
    "report_for_county",
    "reports_due",
    "reports_to_decide",
    "requests_for",
    "space_for",
    "subjects_of_networks",
    "supervised_network",
    "tabs_for",
]
