"""The English words of numbers, and the words around a number that say how it binds."""

from __future__ import annotations

from sayso.types import Qualifier


def phrases(words: str) -> list[str]:
    """The phrases of a table, in order."""
    return words.split("|")


def listed(words: str) -> frozenset[str]:
    """The words of a table."""
    return frozenset(words.split())


SMALL = {
    word: value
    for value, word in enumerate(
        phrases(
            "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
            "sixteen|seventeen|eighteen|nineteen"
        )
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(phrases("twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"), 2)
}

SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "lakh": 1e5,
    "crore": 1e7,
}
"""What multiplies the number before it."""

SHORT_SCALES = {
    "bn": 1e9,
    "mn": 1e6,
    "mln": 1e6,
    "bln": 1e9,
    "tn": 1e12,
    "trn": 1e12,
    "m": 1e6,
    "k": 1e3,
    "b": 1e9,
}
"""The same in short, behind figures only. "m" and "k" are metres and nothing at all without a currency before
or a noun behind."""

DOUBTFUL_SCALES = frozenset("mkb")

SUFFIXED = {"b": 1e9, "m": 1e6, "k": 1e3, "bn": 1e9, "tn": 1e12, "mn": 1e6}
"""Letters that may be written on to figures ("5B"), where a currency stands before them."""

PLURAL_SCALES = {
    "tens": 10.0,
    "dozens": 12.0,
    "scores": 20.0,
    "hundreds": 1e2,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
    "trillions": 1e12,
}
"""Two or more of what they name, and no telling how many: they have a least and no value."""

NEEDS_OF = frozenset(["tens", "scores"])
"""Those that are something else without an "of" behind ("test scores")."""

SOME = frozenset(["several", "few", "many"])
"""What leaves open how many of the scale behind it ("several hundred")."""

DENOMINATORS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "hundredth": 100,
    "thirds": 3,
    "quarters": 4,
    "fourths": 4,
    "fifths": 5,
    "sixths": 6,
    "sevenths": 7,
    "eighths": 8,
    "ninths": 9,
    "tenths": 10,
    "hundredths": 100,
}

GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
"""Fractions that are one character."""

SLASHED = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "1/3": 1 / 3, "2/3": 2 / 3}
"""Fractions with a slash; any other pair is a date or a name ("9/11", "24/7")."""

BEFORE: dict[str, Qualifier] = {
    **dict.fromkeys(
        phrases(
            "about|around|approximately|approx.|approx|roughly|some|circa|c.|ca.|close to|near to|near|"
            "in the region of|on the order of|in the order of|in the neighborhood of|an estimated|estimated|"
            "estimated at|estimated to be|nearly|almost|just about|virtually|not quite|~|≈|or about|"
            "something like|as good as|more or less|give or take"
        ),
        Qualifier.ABOUT,
    ),
    **dict.fromkeys(
        phrases(
            "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|"
            "minimum|as few as|as little as|at the very least|≥|>="
        ),
        Qualifier.AT_LEAST,
    ),
    **dict.fromkeys(
        phrases(
            "up to|as many as|as much as|as high as|as long as|as far as|as large as|no more than|"
            "not more than|at most|at the most|a maximum of|maximum of|maximum|≤|<=|anything up to|"
            "not exceeding|no further than|nor further than|no farther than|not higher than|"
            "no higher than|no greater than|no larger than"
        ),
        Qualifier.UP_TO,
    ),
    **dict.fromkeys(
        phrases(
            "more than|over|above|greater than|higher than|larger than|upward of|upwards of|in excess of|"
            "exceeding|exceed|exceeds|exceeded|surpassing|surpass|surpasses|surpassed|topped|further than|"
            "farther than|well over|just over|a little over|slightly over|slightly more than|just more than|"
            "a little more than|well above|just above|well more than|far more than|much more than|beyond|"
            "past|north of|>|considerably more than|significantly more than|topping|a bit over|"
            "a bit more than"
        ),
        Qualifier.MORE_THAN,
    ),
    **dict.fromkeys(
        phrases(
            "less than|fewer than|under|below|lower than|smaller than|just under|well under|a little under|"
            "slightly under|just below|well below|a little less than|slightly less than|just less than|"
            "far less than|far fewer than|short of|just short of|<|slightly fewer than|south of|a bit under"
        ),
        Qualifier.LESS_THAN,
    ),
    **dict.fromkeys(phrases("exactly|precisely"), Qualifier.EXACT),
}
"""What stands before a number."""

CEILINGS = frozenset(["nearly", "almost", "not quite"])
"""Of the words for about, those that say it is not more."""

DOUBTFUL = frozenset(
    phrases(
        "over|above|below|under|about|around|beyond|past|near|minimum|maximum|short of|north of|south of|"
        "topping|close to|higher than|lower than"
    )
)
"""Those that may belong to the sentence instead ("talks about two detainees", "a win over 12 rivals"): they
count only where the parser ties them to the number."""

AFTER: dict[str, Qualifier] = {
    **dict.fromkeys(phrases("or so|or thereabouts|- odd|- ish|give or take|or about"), Qualifier.ABOUT),
    **dict.fromkeys(
        phrases(
            "or more|or higher|or greater|and more|and counting|and above|and up|- plus|plus|+|at least|"
            "or over|and over|- or - more"
        ),
        Qualifier.AT_LEAST,
    ),
    **dict.fromkeys(
        phrases("or less|or fewer|or lower|at most|at the most|tops|or under|or below"),
        Qualifier.UP_TO,
    ),
}
"""What stands behind a number, or behind its unit."""

TIME_UNITS = listed(
    """
    second seconds sec secs minute minutes min mins hour hours hr hrs day days night nights week weeks
    weekend weekends fortnight fortnights month months year years yr yrs decade decades century
    centuries millennium millennia quarter semester season seasons sol weekday weekdays nanosecond
    nanoseconds millisecond milliseconds microsecond microseconds ms generation generations yearlong
    o'clock am pm a.m. p.m. a.m p.m gmt utc bst edt est cet eet msk pst pdt hrs. et
    """
)
"""What makes the number before it a time, which `sayso.situate.times` reads."""

LENGTH_ADJECTIVES = listed(
    """
    consecutive straight full whole more additional further extra long solid entire successive calendar
    working business trading fiscal financial school light tense bloody
    """
)
"""What may stand between a number and a time unit ("three straight days")."""

MONTHS = listed(
    """
    january february march april may june july august september october november december jan feb mar
    apr jun jul aug sep sept oct nov dec jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.
    """
)

CALENDAR = (
    MONTHS
    | TIME_UNITS
    | listed(
        """
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow morning evening
    afternoon midnight noon spring summer autumn fall winter ago anniversary
    """
    )
)
"""Words that make a date or a time of what the encoder marks as one."""

LABELLED = listed(
    """
    no no. nos nos. number numbers nr # § page pages p. pp. chapter section sections sec. article
    articles art. paragraph clause rule resolution resolutions directive regulation protocol channel
    flight route highway interstate motorway room rooms phase stage level grade category class type
    model mark version chapter season episode day week part title district precinct ward gate line
    platform unit brigade regiment battalion division squadron bus suite exit pier block tier verse
    question amendment bill proposition prop area round formula apartment floor lot hall pavilion
    terminal runway sector zone bloc reactor block camp checkpoint group figure table appendix annex
    schedule volume issue item series top seed serial code psalm lane store building house tower track
    hole game match set round heat act scene step option plan case file form generation world age aged
    ages section matchday gameweek caption photo image picture slide aisle update seat row cell dorm mach
    """
)
"""What a number behind it only names or ranks ("Resolution 2375", "page 7", "top 10", "aged 34")."""

STREETS = listed(
    """
    st street ave avenue rd road blvd boulevard drive dr lane ln way square sq hall place pl court ct highway
    hwy parkway terrace crescent plaza building center centre house
    """
)
"""What makes an address of a name with a number before it."""

CASUALTIES = listed(
    """
    dead injured wounded hurt missing killed arrested displaced detained hospitalised hospitalized infected
    unaccounted homeless trapped stranded
    """
)
"""What a number without a noun counts by itself ("12 dead")."""

SCORED = listed(
    """
    win wins victory victories defeat defeats loss losses draw draws lead vote votes ruling decision
    majority score scoreline aggregate triumph upset record advantage tie verdict margin split rout
    deficit chance odds
    """
)
"""What a pair of numbers before it is the score of."""

NO_COUNT_BEHIND_HYPHEN = listed(
    """
    state way time times fold sided faced off stop on star year old third quarter tier man step handed
    dimensional
    """
)
"""What a number is tied to by a hyphen without counting it ("two-state solution", "one-way", "two-time")."""

ONE_THINGS = listed(
    """
    day time way thing hand side point another reason sense kind sort step moment example place word
    case night morning evening afternoon week month year hour minute second front level degree area
    """
)
"""Of which "one" tells no number ("one day", "on the one hand")."""

TOTALS = listed(
    """
    number toll total tally count figure amount tolls numbers totals figures attendance turnout
    population death-toll sum price value cost
    """
)
"""Nouns whose size a number behind their verb is ("the number of dead rose to 45")."""
