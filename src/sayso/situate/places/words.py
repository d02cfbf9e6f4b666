"""Words around the name of a place, and names that no map of the earth has."""

from __future__ import annotations

KINDS = {
    **dict.fromkeys(["city", "town", "village", "port", "suburb", "municipality", "cities"], "town"),
    **dict.fromkeys(
        ["province", "region", "state", "oblast", "governorate", "prefecture", "canton", "department"], "unit"
    ),
    **dict.fromkeys(["county", "district", "parish", "borough", "raion"], "part"),
    **dict.fromkeys(["country", "republic", "kingdom"], "country"),
}
"""What a place is called, before its name ("the city of") or behind it ("Hebei province")."""

UNEARTHLY = frozenset(
    [
        *[
            "earth",
            "mars",
            "moon",
            "venus",
            "jupiter",
            "saturn",
            "mercury",
            "neptune",
            "uranus",
            "pluto",
            "sun",
        ],
        *["milky way", "europa", "titan", "ganymede", "red planet", "solar system", "universe", "andromeda"],
        *[
            "galaxy",
            "northern hemisphere",
            "southern hemisphere",
            "equator",
            "north",
            "south",
            "east",
            "west",
        ],
        *["northwest", "northeast", "southwest", "southeast", "northern", "southern", "eastern", "western"],
    ]
)
"""What is no place on a map: heavenly bodies, and mere directions. Names of towns, some of them."""

WITHIN_US = {
    "ala": "Alabama",
    "ariz": "Arizona",
    "ark": "Arkansas",
    "calif": "California",
    "colo": "Colorado",
    "conn": "Connecticut",
    "del": "Delaware",
    "fla": "Florida",
    "ga": "Georgia",
    "ill": "Illinois",
    "ind": "Indiana",
    "kan": "Kansas",
    "ky": "Kentucky",
    "la": "Louisiana",
    "md": "Maryland",
    "mass": "Massachusetts",
    "mich": "Michigan",
    "minn": "Minnesota",
    "miss": "Mississippi",
    "mo": "Missouri",
    "mont": "Montana",
    "neb": "Nebraska",
    "nev": "Nevada",
    "nh": "New Hampshire",
    "nj": "New Jersey",
    "nm": "New Mexico",
    "ny": "New York",
    "nc": "North Carolina",
    "nd": "North Dakota",
    "okla": "Oklahoma",
    "ore": "Oregon",
    "pa": "Pennsylvania",
    "ri": "Rhode Island",
    "sc": "South Carolina",
    "sd": "South Dakota",
    "tenn": "Tennessee",
    "tex": "Texas",
    "va": "Virginia",
    "vt": "Vermont",
    "wash": "Washington",
    "wva": "West Virginia",
    "wis": "Wisconsin",
    "wyo": "Wyoming",
    "dc": "District of Columbia",
    "ca": "California",
    "tx": "Texas",
    "fl": "Florida",
    "az": "Arizona",
    "il": "Illinois",
    "oh": "Ohio",
    "mi": "Michigan",
    "ma": "Massachusetts",
    "wa": "Washington",
    "mn": "Minnesota",
    "tn": "Tennessee",
    "co": "Colorado",
}
"""How the Associated Press and the post shorten the names of American states behind a town's."""

DIRECTIONS = frozenset(
    [
        *["the", "northern", "southern", "eastern", "western", "central", "north", "south", "east", "west"],
        *["northwestern", "northeastern", "southwestern", "southeastern", "-", "occupied", "neighbouring"],
        *["rural", "government", "held", "rebel", "northwest", "northeast", "southwest", "southeast"],
    ]
)
"""What may stand between "in" and a country ("Aleppo in rebel-held northern Syria")."""

LOCATIVE = frozenset(
    [
        *["in", "near", "outside", "inside", "around", "throughout", "across", "along", "off", "through"],
        *["at", "into", "towards", "toward", "within", "beyond", "from", "as", "onto", "via", "past", "over"],
        *["north of", "south of", "east of", "west of"],
    ]
)
"""Prepositions before a place, and seldom before a government."""

PLACE_NOUNS = frozenset(
    [
        *["city", "town", "village", "port", "harbour", "harbor", "outskirts", "streets", "suburb"],
        *["centre", "center", "capital", "north", "south", "east", "west", "region", "province", "coast"],
        *["airport", "island", "border", "part", "parts", "area", "areas", "district", "shores", "banks"],
        *["suburbs", "edge", "skies", "rest", "heart", "middle", "interior", "waters", "people"],
    ]
)
"""What has a place behind "of"."""

NATURAL = frozenset(
    [
        *["river", "lake", "park", "hill", "hills", "bay", "island", "islands", "valley", "street", "beach"],
        *["creek", "mountain", "mountains", "square", "airport", "bridge", "road", "forest", "desert", "sea"],
    ]
)
"""What ends the name of something that is no town."""

GOVERNING = frozenset(
    [
        *["government", "ministry", "minister", "president", "army", "military", "parliament", "leader"],
        *["official", "police", "troop", "force", "embassy", "king", "queen", "premier", "chancellor"],
        *["ambassador", "envoy", "administration", "cabinet", "congress", "senate", "court", "navy"],
    ]
)
"""What belongs to a state as one that acts."""

BODIES = frozenset(["un", "eu", "nato", "au", "asean", "opec"])
"""Bodies of states that are taken for one."""

RELATIONS = frozenset(
    [
        *["talk", "talks", "negotiation", "truce", "ceasefire", "deal", "agreement", "conflict", "war"],
        *["dispute", "tension", "relation", "relationship", "tie", "treaty", "exchange", "swap", "peace"],
        *["trade", "clash", "rivalry", "feud", "dialogue", "alliance", "pact", "settlement", "friendship"],
        *["cooperation"],
    ]
)
"""What states have with one another, as parties and not as places."""
