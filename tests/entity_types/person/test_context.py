"""People told by the form of their names and by what stands around them."""

import pytest

from pipeline.document import Mention
from pipeline.document.span import Span
from pipeline.entity_types.person import build
from pipeline.entity_types.person.doubt import not_among_places
from pipeline.entity_types.person.short import surnames


def names(nlp, text):
    return {text[c.start : c.end]: c.method for c in build(nlp)(nlp(text))}


@pytest.mark.parametrize(
    ("text", "name", "method"),
    [
        ("The prize went to Oleg Borisovich Zhukov of Almaty.", "Oleg Borisovich Zhukov", "form"),
        ("They met Asel Marat kyzy and others.", "Asel Marat kyzy", "form"),
        ("Then Park Ji-min of the customs office spoke.", "Park Ji-min", "form"),
        ("Police chief Marta Solis and the lawyer Jorge Paz came.", "Jorge Paz", "context"),
        ("Brigadier-General Moses Otim greeted the guests.", "Moses Otim", "honorific"),
        ("MR OTIM: Thank you all.", "OTIM", "honorific"),
        ("Opponents of the Mobutu regime were freed.", "Mobutu", "regime"),
    ],
)
def test_form_and_context_tell_a_person(nlp, text, name, method):
    assert names(nlp, text).get(name) == f"person:{method}"


@pytest.mark.parametrize(
    "text",
    [
        "The Ugandan and Rwandan officers trained together.",
        "Farmers within Karimojo lost their cattle.",
        "Cases of Lassa fever rose after Cyclone Idai.",
        "The Chadian government agreed.",
    ],
)
def test_peoples_places_and_ailments_are_no_people(nlp, text):
    assert names(nlp, text) == {}


def mention(text, part, label, method):
    start = text.index(part)
    return Mention(span=Span(start=start, end=start + len(part)), label=label, method=method)


def test_a_guess_in_a_list_of_places_is_dropped():
    text = "It reached Gulu, Adilang and Lira. Adilang Oketch and Lira Obol sang."
    places = [mention(text, part, "PLACE", "gazetteer") for part in ("Gulu", "Lira")]
    listed = mention(text, "Adilang", "PERSON", "model")
    singer = mention(text, "Adilang Oketch", "PERSON", "model")
    mentions = [places[0], listed, places[1], singer]
    assert not_among_places(text, mentions) == [*places, singer]


@pytest.mark.parametrize(
    ("text", "name", "surname"),
    [
        ("Chen Xiaolan spoke. Chen left.", "Chen Xiaolan", "Chen"),
        ("Maria Luisa Prado spoke.", "Maria Luisa Prado", "Prado"),
        ("Li Wen spoke.", "Li Wen", None),
    ],
)
def test_the_family_name_stands_for_the_person(text, name, surname):
    found = surnames(text, [mention(text, name, "PERSON", "person:context")])
    assert [short.of(text) for short, _ in found] == ([surname] if surname else [])


def test_a_town_named_as_the_family_is_a_town_only_where_the_text_goes_there():
    text = "Ivo Zenica spoke. Zenica left in May."
    person = mention(text, "Ivo Zenica", "PERSON", "person:context")
    start = text.rindex("Zenica")
    town = Mention(span=Span(start=start, end=start + 6), label="PLACE", method="gazetteer")
    assert len(surnames(text, [person, town])) == 1
    there = text.replace("Zenica left in", "He left for the town in Zenica in")
    start = there.rindex("Zenica")
    town = Mention(span=Span(start=start, end=start + 6), label="PLACE", method="gazetteer")
    assert surnames(there, [person, town]) == []


@pytest.mark.parametrize(("after", "found"), [("Moravec told the press.", 1), ("It rained.", 0)])
def test_a_guessed_name_lends_its_surname_only_to_one_who_acts(after, found):
    text = f"They tried Jan Moravec. {after}"
    assert len(surnames(text, [mention(text, "Jan Moravec", "PERSON", "model")])) == found


def test_the_given_name_stands_for_one_named_after_the_father():
    text = "Salim bin Rashid Obeidi came. Salim left."
    found = surnames(text, [mention(text, "Salim bin Rashid Obeidi", "PERSON", "person:post")])
    assert [short.of(text) for short, _ in found] == ["Obeidi", "Salim"]
