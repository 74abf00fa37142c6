"""Invented news of invented people and bodies at real places, as blocks that a layout can set."""

from dataclasses import dataclass
from random import Random

PLACES = (
    ("Nairobi", "Kenya"), ("Kampala", "Uganda"), ("Dakar", "Senegal"), ("Accra", "Ghana"),
    ("Bamako", "Mali"), ("Tashkent", "Uzbekistan"), ("Bishkek", "Kyrgyzstan"),
    ("Dushanbe", "Tajikistan"), ("Astana", "Kazakhstan"), ("Ashgabat", "Turkmenistan"),
    ("Bogotá", "Colombia"), ("Lima", "Peru"), ("Quito", "Ecuador"), ("Hanoi", "Viet Nam"),
    ("Vientiane", "Lao PDR"), ("Bangkok", "Thailand"), ("Amman", "Jordan"), ("Tunis", "Tunisia"),
    ("Cairo", "Egypt"), ("Lusaka", "Zambia"), ("Windhoek", "Namibia"), ("Maputo", "Mozambique"),
)  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
FIELDS = (
    "Border Management", "Forensic Sciences", "Public Health", "Maritime Safety", "Water Supply",
    "Juvenile Justice", "Customs", "Statistics", "Prison Reform", "Wildlife Protection",
    "Financial Intelligence", "Rural Development", "Civil Registration", "Drug Prevention",
)  # fmt: skip
BODIES = ("Ministry of", "National Agency for", "Institute for", "Centre for", "Department of")
POSTS = ("Director", "Minister", "Deputy Head", "Programme Coordinator", "Legal Adviser")
KINDS = ("workshop", "training course", "conference", "round table", "study visit", "seminar")
GOODS = ("scanners", "microscopes", "vehicles", "computers", "water pumps", "test kits")
AUDIENCE = ("officers", "prosecutors", "teachers", "nurses", "inspectors", "journalists")
ENDS = ("ov", "eva", "ang", "ima", "oro", "ens", "ita", "uku", "adze", "illo")
BEGINNINGS = ("Bar", "Ket", "Mol", "Sad", "Tur", "Vel", "Nam", "Ruk", "Dol", "Fer", "Gan", "Hib")
MIDDLES = ("", "a", "el", "in", "or", "un", "ash", "im")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a report: ``kind`` is month, story, body, quote, list, table or box."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def chapter(random: Random) -> list[Block]:
    """A month with some stories, two or three pages of them."""
    year = random.randrange(2008, 2025)
    blocks = [Block("month", f"{random.choice(MONTHS)} {year}")]
    for _ in range(random.randrange(3, 6)):
        blocks += story(random, year)
    return blocks


def story(random: Random, year: int) -> list[Block]:
    """A heading, paragraphs about one event, and sometimes a list, a table, a quote or a box."""
    city, country = random.choice(PLACES)
    field, body, kind = random.choice(FIELDS), random.choice(BODIES), random.choice(KINDS)
    host = f"{body} {random.choice(FIELDS)}"
    blocks = [Block("story", f"{field} in {country}: {random.choice(GOODS)} for {city}")]
    blocks.append(Block("body", _opening(random, city, country, f"{kind} on {field}", host, year)))
    blocks += [Block("body", _paragraph(random, year)) for _ in range(random.randrange(2, 5))]
    match random.randrange(6):
        case 0:
            blocks.append(Block("quote", f"“{_said(random)}” – {person(random)}, {host}"))
        case 1:
            rows = tuple((text,) for text in (_item(random) for _ in range(random.randrange(3, 7))))
            blocks.append(Block("list", "Topics covered", rows))
        case 2:
            blocks.append(Block("table", f"Training in {country}", _table(random)))
        case 3:
            blocks.append(Block("box", _paragraph(random, year)))
    return blocks


def person(random: Random) -> str:
    """A name that nobody bears."""
    title = random.choice(("Mr.", "Ms.", "Dr.", "H.E. Mr."))
    return f"{title} {_name(random)} {_name(random)}"


def _name(random: Random) -> str:
    return random.choice(BEGINNINGS) + random.choice(MIDDLES) + random.choice(ENDS)


def _day(random: Random, year: int) -> str:
    return f"{random.randrange(1, 28)} {random.choice(MONTHS)} {year}"


def _opening(random: Random, city: str, country: str, event: str, host: str, year: int) -> str:
    short = "".join(word[0] for word in host.split() if word[0].isupper())
    return (
        f"On {_day(random, year)}, the {host} ({short}) of {country} organized a {event} in "
        f"{city}, {country}, for {random.randrange(12, 300)} {random.choice(AUDIENCE)}. "
        f"The event was opened by {person(random)}, {random.choice(POSTS)} of the {short}."
    )


def _paragraph(random: Random, year: int) -> str:
    makers = (_gift, _visit, _figures, _remark, _agreement)
    count = random.randrange(3, 6)
    return " ".join(random.choice(makers)(random, year) for _ in range(count))


def _gift(random: Random, year: int) -> str:
    city, _ = random.choice(PLACES)
    return (
        f"On {_day(random, year)} the {random.choice(BODIES)} {random.choice(FIELDS)} received "
        f"{random.randrange(2, 90)} {random.choice(GOODS)} worth ${random.randrange(10, 900)},000 "
        f"for its office in {city}."
    )


def _visit(random: Random, year: int) -> str:
    (city, country), (other, land) = random.sample(PLACES, 2)
    return (
        f"{person(random)} of the {random.choice(BODIES)} {random.choice(FIELDS)} travelled from "
        f"{city} in {country} to {other}, {land}, in {random.choice(MONTHS)} {year} and met with "
        f"{random.choice(AUDIENCE)} who had attended an earlier {random.choice(KINDS)}."
    )


def _figures(random: Random, year: int) -> str:
    _, country = random.choice(PLACES)
    return (
        f"In {country}, {random.randrange(3, 99)} per cent of the {random.randrange(100, 9000):,} "
        f"{random.choice(AUDIENCE)} were trained by the end of {year}, more than twice as many as "
        f"in the year before, while the well-known shortage of {random.choice(GOODS)} remained."
    )


def _remark(random: Random, year: int) -> str:
    return f"“{_said(random)},” said {person(random)}, {random.choice(POSTS)} since {year - 1}."


def _agreement(random: Random, year: int) -> str:
    one, other = random.sample(PLACES, 2)
    return (
        f"The Governments of {one[1]} and {other[1]} signed a memorandum of understanding on "
        f"{random.choice(FIELDS).lower()} in {one[0]} on {_day(random, year)}, with the support of "
        f"the European Union and the United Nations Development Programme (UNDP)."
    )


def _said(random: Random) -> str:
    return random.choice(
        (
            "We have learned more in these three days than in a year of letters",
            "Nobody can do this work alone, and nobody should have to",
            "What was agreed here will be seen at every crossing before the winter",
            "The register is small, but it is the first one that all of us can read",
        )
    )


def _item(random: Random) -> str:
    return f"{random.choice(FIELDS)} and the use of {random.choice(GOODS)} by {_name(random)} teams"


def _table(random: Random) -> tuple[tuple[str, ...], ...]:
    head = ("Activity", "Date", "Place", "Participants")
    return (
        head,
        *(
            (
                f"{random.choice(KINDS).capitalize()} on {random.choice(FIELDS).lower()}",
                f"{random.randrange(1, 28)} {random.choice(MONTHS)}",
                random.choice(PLACES)[0],
                str(random.randrange(10, 200)),
            )
            for _ in range(random.randrange(3, 9))
        ),
    )
