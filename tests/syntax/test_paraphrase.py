"""One fact in twelve constructions has the same slots: that is what rules rest on."""

import pytest

FACTS = [
    ("UNICEF", "workshop", "organise", "organised", "Osh", "3 May 2019", "24 nurses"),
    ("UNDP", "seminar", "hold", "held", "Nampula", "11 June 2018", "40 teachers"),
    ("WHO", "course", "hold", "held", "Cusco", "7 March 2020", "18 doctors"),
    ("FAO", "training", "conduct", "conducted", "Lilongwe", "21 April 2016", "55 farmers"),
    ("UNODC", "conference", "host", "hosted", "Vienna", "9 May 2017", "120 delegates"),
    ("IOM", "workshop", "deliver", "delivered", "Tunis", "2 July 2021", "16 officers"),
    ("UNESCO", "seminar", "arrange", "arranged", "Hanoi", "30 May 2015", "33 archivists"),
    ("UNEP", "course", "conduct", "conducted", "Nairobi", "14 May 2022", "27 rangers"),
    ("ILO", "training", "organise", "organised", "Accra", "5 June 2014", "60 inspectors"),
    ("UNFPA", "forum", "convene", "convened", "La Paz", "18 May 2013", "90 midwives"),
]
CONSTRUCTIONS = [
    "{body} {verbed} a {noun} for {people} in {place} on {date}.",
    "On {date}, {body} {verbed} a {noun} for {people} in {place}.",
    "A {noun} for {people} was {verbed} by {body} in {place} on {date}.",
    "{body}, together with its partners, {verbed} a {noun} for {people} in {place} on {date}.",
    "In {place}, a {noun} for {people} was {verbed} by {body} on {date}.",
    "{place}, {date} – {body} {verbed} a {noun} for {people}.",
    "The {noun}, which {body} {verbed} in {place} on {date}, drew {people}.",
    "In {place}, {people} attended a {noun} {verbed} by {body} on {date}.",
    "{people} took part in a {noun} {verbed} in {place} on {date} by {body}.",
    "{body} opened an office and {verbed} a {noun} for {people} in {place} on {date}.",
    "On {date} a {noun} was {verbed} in {place} by {body}, and {people} took part.",
    "{date}, {place}: {noun} for {people}, {verbed} by {body}",
]
ENOUGH = 11


def filled(construction, fact):
    body, noun, _, verbed, place, date, people = fact
    return construction.format(
        body=body, noun=noun, verbed=verbed, place=place, date=date, people=people
    )


def says_the_same(read, text, fact):
    body, noun, verb, *_ = fact
    for clause in read(text):
        if clause.lemma != verb:
            continue
        doers = [slot.span.of(text) for slot in clause.slots if slot.relation == "subject"]
        things = [slot.lemma for slot in clause.slots if slot.relation == "object"]
        if any(doer.startswith(body) for doer in doers) and noun in things:
            return True
    return False


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact[0]} {fact[1]}")
def test_a_fact_has_the_same_slots_in_all_constructions_but_one(read, fact):
    texts = [filled(construction, fact) for construction in CONSTRUCTIONS]
    wrong = [text for text in texts if not says_the_same(read, text, fact)]
    assert len(texts) - len(wrong) >= ENOUGH, wrong
