"""Code lists that cells are checked against."""

from typing import Literal

EventType = Literal[
    "conference",
    "workshop",
    "training",
    "competition",
    "open day",
    "opening",
    "signing",
    "adoption",
    "launch",
    "publication",
    "mission",
    "campaign",
    "handover",
    "operation",
    "meeting",
    "assistance",
    "appointment",
    "other",
]
"""What kind of thing happened: mission is a visit, assessment or survey; campaign an observance,
exhibition or festival; operation a patrol, seizure, arrest or destruction; assistance services,
distribution, construction or repatriation."""

PeopleGroup = Literal["women", "men", "girls", "boys", "children"]
"""Whom a figure counts, by sex and age; children where the text does not say girls or boys."""

EventStatus = Literal["happened", "ongoing", "planned", "cancelled"]
"""Whether an event has happened, runs on without an end, is to come, or was put off."""

EventRoleName = Literal[
    "organiser",
    "host",
    "partner",
    "participant",
    "recipient",
    "funder",
    "opened_by",
    "speaker",
    "auspices",
]
"""What a body, country or person was in an event: the organiser did or led it, the recipient was
given something or was served."""

ORGANISATION_TYPES = {
    "10": "Government",
    "11": "Local Government",
    "15": "Other Public Sector",
    "21": "International NGO",
    "22": "National NGO",
    "23": "Regional NGO",
    "24": "Partner Country based NGO",
    "30": "Public Private Partnership",
    "40": "Multilateral",
    "60": "Foundation",
    "70": "Private Sector",
    "71": "Private Sector in Provider Country",
    "72": "Private Sector in Aid Recipient Country",
    "73": "Private Sector in Third Country",
    "80": "Academic, Training and Research",
    "90": "Other",
}
"""IATI OrganisationType: https://iatistandard.org/en/iati-standard/203/codelists/organisationtype/"""
