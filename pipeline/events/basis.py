"""What a value of an event rests on, in the words that the tables give for it."""

from enum import StrEnum


class Basis(StrEnum):
    """The step of the ladder by which an event has its date, place, country or a role."""

    DATE_IN_SENTENCE = "date in the event's sentence"
    DATELINE = "dateline"
    DAY_OF_EVENT_BEFORE = "day of the event told before"
    DATE_OF_EVENT_BEFORE = "date of the event told before"
    OBSERVANCE = "day of the observance"
    MONTH_HEADING = "month heading"
    HEADING_PERIOD = "period in the heading"
    REPORT_PERIOD = "the report's period"
    DATE_IN_ROW = "date in the row"

    PLACE_IN_SENTENCE = "place in the event's sentence"
    PLACE_IN_PARAGRAPH = "place in the event's paragraph"
    PLACE_OF_EVENT_BEFORE = "place of the event told before"
    PLACE_IN_ROW = "place in the row"

    COUNTRY_OF_PLACE = "country of the place"
    COUNTRY_HEADING = "country heading"
    COUNTRY_IN_HEADING = "country named in the heading"
    COUNTRY_OF_REPORT = "country of the report"
    COUNTRY_OF_ORGANISER = "country of the organiser"
    COUNTRY_OF_PARTICIPANTS = "country of those who took part"
    COUNTRY_OF_BODY_BESIDE = "country of a body in the event's sentence"
    COUNTRY_OF_EVENT_BEFORE = "country of the event told before"
    COUNTRY_IN_ROW = "country in the row"

    SUM_OF_TABLE = "sentence that sums up the table"
    OWN_LIST = "list of the publisher's own activities"
    DONOR_LINE = "donor line"
    HEAD_OF_LINE = "head of the line"
    BRACKET = "bracket at the end of the line"
