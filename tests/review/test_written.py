"""What people write is understood, and what is not is answered with what to write."""

from decimal import Decimal

import pytest

from pipeline.review.written import (
    count_of,
    country_of,
    currency_of,
    date_of,
    day_of,
    money_of,
    month_of,
)

PERIOD = "2018-04/2018-06"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("26 March - 1 April 2018", "2018-03-26/2018-04-01"),
        ("29 April 2024 to 3 May 2024", "2024-04-29/2024-05-03"),
        ("May 2018 – July 2018", "2018-05/2018-07"),
        ("4 May", "2018-05-04"),
        ("4-6 May", "2018-05-04/2018-05-06"),
        ("March 2018", "2018-03"),
        ("in March 2018", "2018-03"),
        ("Q2 2018", "2018-04/2018-06"),
        ("the first half of 2018", "2018-01/2018-06"),
        ("since May 2018", "2018-05/.."),
        ("spring 2018", "2018-21"),
        ("April 29, 2024", "2024-04-29"),
        ("29.04.2024", "2024-04-29"),
        ("2018-04-01/2018-04-03", "2018-04-01/2018-04-03"),
    ],
)
def test_a_date_is_read_as_people_write_it(written, value):
    assert date_of(written, PERIOD) == value


@pytest.mark.parametrize(
    ("written", "told"),
    [("soon", "write 4 November 2017"), ("31 February 2018", "no such day"), ("4 May", "year")],
)
def test_what_is_no_date_is_answered_with_what_to_write(written, told):
    with pytest.raises(ValueError, match=told):
        date_of(written)


def test_a_day_and_a_month_are_single_ones():
    assert day_of("15 January 2018") == "2018-01-15"
    assert month_of("January 2018") == "2018-01"
    with pytest.raises(ValueError, match="15 January 2018"):
        day_of("January 2018")
    with pytest.raises(ValueError, match="March 2018"):
        month_of("Q1 2018")


@pytest.mark.parametrize(
    ("written", "number"),
    [("forty", 40), ("1,200", 1200), ("over 300", 300), ("two hundred and fifty", 250)],
)
def test_a_number_of_people_is_read_in_figures_and_words(written, number):
    assert count_of(written) == number


@pytest.mark.parametrize("written", ["many", "-3", "1.5", "40 of 60"])
def test_what_is_no_number_of_people_is_refused(written):
    with pytest.raises(ValueError, match="write 40"):
        count_of(written)


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("US$ 5,000", 5000, "USD"),
        ("2 million euros", 2_000_000, "EUR"),
        ("5000", 5000, None),
        ("5,000 somoni", 5000, "TJS"),
    ],
)
def test_a_sum_is_read_with_its_currency(written, amount, currency):
    assert money_of(written) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    ("written", "code"), [("Kazakhstan", "KZ"), ("kz", "KZ"), ("DRC", "CD"), ("the Gambia", "GM")]
)
def test_a_country_is_known_by_its_names(written, code):
    assert country_of(written) == code


def test_a_country_that_is_written_wrong_is_answered_with_the_one_that_is_meant():
    with pytest.raises(ValueError, match="is it Kazakhstan"):
        country_of("Kazakstan")
    with pytest.raises(ValueError, match="pick one of the list"):
        country_of("Atlantis of old")
    assert currency_of("euro") == "EUR"
