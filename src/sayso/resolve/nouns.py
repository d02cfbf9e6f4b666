"""What the nouns for speakers say: whether a person, an outlet, a company … is meant, and how much it
narrows who.

The lists are our own, by lemma in lower case: the words that news English uses for those who speak.
"""

from __future__ import annotations

from sayso.types import ActorKind
from sayso.words import word_set

VAGUE = word_set(
    """
    source official insider person people someone somebody other another some many several few one those
    individual figure report rumour rumor authority they everyone everybody anyone nobody most all both
    number media press speculation account observer circle quarter reporting
    """
)
"""Nouns that narrow nothing by themselves: "sources", "an official", "some"."""

EMPTY_MODIFIERS = word_set(
    """
    a an the some several many few two three four five six seven eight nine ten dozen multiple various
    other another one anonymous unnamed unidentified undisclosed certain that this these those more most
    numerous separate second third first informed well-placed reliable such same no further unspecified
    """
)
"""Modifiers that do not narrow who it is."""

ANONYMOUS = word_set("anonymous unnamed unidentified undisclosed unspecified")
"""Modifiers that say that a name is kept back."""

OUTLETS = word_set(
    """
    outlet newspaper paper magazine publication broadcaster agency newswire wire channel station network
    daily weekly tabloid website site portal programme program podcast journal radio newsroom
    """
)
"""What an outlet is called at its second mention."""

COMPANIES = word_set(
    """
    company firm corporation business carmaker automaker airline bank lender retailer supermarket operator
    maker manufacturer group giant brand producer supplier insurer utility start-up startup conglomerate
    brewer miner builder developer planemaker drugmaker chipmaker chain employer owner contractor
    """
)

BODIES = word_set(
    """
    organisation organization association union federation charity foundation institute university college
    school hospital club league party movement committee commission council board authority agency court
    tribunal panel body alliance coalition bloc faction church watchdog regulator service trust museum
    community campaign society network centre center office department bureau inquiry team parliament senate
    congress assembly think-tank
    """
)
"""Bodies of people, by what they are called at their second mention."""

ORGANS = word_set(
    """
    ministry government military army navy police force forces administration cabinet parliament embassy
    foreign-ministry presidency junta regime troops coastguard intelligence senate congress consulate
    prosecutor-general treasury marines leadership authorities
    """
)
"""Parts of a state."""

STATES = word_set("country nation state republic kingdom")

DOCUMENTS = word_set(
    """
    report study survey poll document statement letter memo memorandum filing indictment lawsuit complaint
    paper article story book review ruling verdict judgment decision order analysis assessment audit data
    figure statistic communique communiqué text note email e-mail message post tweet cable dossier brief
    briefing record transcript affidavit motion petition testimony bill law act draft agreement resolution
    guideline notice announcement release account website editorial column interview research estimate
    evidence finding warning claim charge proposal plan criticism comment remark allegation investigation
    """
)
"""What somebody wrote or said: its author speaks, if one is named."""

PERSONS = word_set(
    """
    president premier minister secretary chancellor king queen prince princess emperor pope bishop archbishop
    cardinal imam rabbi senator congressman congresswoman lawmaker legislator deputy mp representative
    governor mayor councillor councilor commissioner ambassador envoy diplomat negotiator mediator adviser
    advisor aide spokesman spokeswoman spokesperson speaker official officer general admiral colonel major
    captain lieutenant sergeant commander soldier fighter chief head director chairman chairwoman chair
    chairperson leader boss executive ceo manager founder owner partner member analyst expert economist
    scientist researcher professor historian doctor nurse physician surgeon epidemiologist lawyer attorney
    solicitor barrister prosecutor judge justice magistrate sheriff detective inspector policeman
    policewoman investigator witness victim survivor suspect defendant resident neighbour neighbor villager
    farmer worker driver pilot teacher student pupil parent mother father son daughter brother sister wife
    husband widow uncle aunt cousin friend colleague man woman boy girl child teenager activist campaigner
    protester organiser organizer journalist reporter correspondent editor columnist author writer actor
    actress singer artist director player coach trainer captain manager referee fan supporter critic
    opponent rival candidate politician nominee voter whistleblower informant insider trader investor
    banker broker shareholder customer passenger crew sailor engineer mechanic operator politician monarch
    strongman dictator oligarch tycoon billionaire millionaire constable businessman businesswoman
    entrepreneur lobbyist strategist consultant planner architect attendant clerk librarian priest pastor
    monk nun monitor patient prisoner
    inmate migrant refugee consul undersecretary vice-president vice-chancellor taoiseach boy
    delegate treasurer accountant auditor biologist virologist geologist meteorologist forecaster
    eyewitness backer ally militant rebel insurgent separatist jihadist extremist gunman civilian citizen
    hostage
    psychologist sociologist ombudsman superintendent coroner paramedic firefighter ranger guard
    agent publicist coordinator landlord biographer curator umpire goalkeeper vicar novelist designer
    fisherman shopkeeper plumber warden
    """
)
"""Nouns for one person; in the plural, for a group."""

TITLES = word_set(
    """
    mr mrs ms miss mx sir dame lord lady dr prof professor rev reverend sen sen. rep rep. gov gov. gen gen.
    alhaji alhaja mallam lt lt. col col. maj maj. capt capt. sgt sgt. adm adm. cmdr cmdr.
    mr. mrs. ms. dr. prof. rev. hon hon.
    """
)
"""What stands before a name and says nothing of who it is but rank."""


MEDIA = word_set(
    """
    interview statement comment remark briefing article op-ed essay column post report conversation letter
    email e-mail message podcast programme program broadcast call appearance story
    """
)
"""The occasions on which an outlet is spoken to, or in which it passes something on."""

OUTLET_NAMES = word_set(
    """
    newspaper magazine broadcaster gazette herald tribune courier packet chronicle observer telegraph post
    times news daily weekly tabloid journal radio television tv
    """
)
"""Words by which a name that the table does not know is taken for an outlet's."""

COMPANY_NAMES = word_set(
    """
    Foods Lines Group Holdings Bank Industries Systems Airlines Airways Motors Partners Energy Technologies
    Labs Media Capital Inc Corp Ltd LLC plc Company Brothers Associates Pharmaceuticals Pharma Steel Oil Gas
    Power Electric Electronics Networks Software Solutions Services Studios Pictures Entertainment Resorts
    Hotels Insurance Financial Securities Investments Ventures Logistics Shipping Railways Rail Water Mining
    Chemicals Foundation Institute University College League Union Federation Council Committee Association
    Trust Party
    """
)
"""Last words of a name that make it a body's, not a person's."""

NAMED_BEFORE = word_set(
    """
    party movement organisation organization charity foundation company firm corporation carmaker airline
    bank retailer manufacturer group brand insurer startup start-up chain newspaper magazine publication
    broadcaster agency newswire channel station network daily weekly tabloid website portal journal radio
    news
    """
)
"""What a body is, behind its name: "the Energia company"."""

NEWS_MEDIA = word_set("media television tv radio press")
"""Outlets taken together, when a word before says whose or where: "state media", "local television"."""

FIRST_PERSONS_OWN = word_set(
    "country nation government people company team party side office organisation union firm"
)
"""With "my" or "our", the speaker."""


def kind_of(lemma: str, plural: bool) -> ActorKind | None:
    """What a noun's bearer is; None where the lists do not know."""
    if lemma in PERSONS or lemma in VAGUE:
        return ActorKind.GROUP if plural else ActorKind.PERSON
    if lemma in ORGANS:
        return ActorKind.ORGAN
    if lemma in OUTLETS:
        return ActorKind.OUTLET
    if lemma in COMPANIES or lemma in BODIES:
        return ActorKind.ORGANISATION
    if lemma in STATES:
        return ActorKind.STATE
    return None


ANYBODY = PERSONS | VAGUE
"""Nouns for somebody, whether they say whom or not."""

PARTS = ORGANS | BODIES
CONCERNS = PARTS | COMPANIES
GROUPED = CONCERNS | OUTLETS
"""Nouns for many who act as one, by how many of the lists are taken together."""

FIRMS = (COMPANIES | BODIES) - PERSONS
"""Nouns behind which several surnames are one body's name: "the law firm Hale and Orr"."""

SPEAKERS = (
    PERSONS
    | VAGUE
    | OUTLETS
    | COMPANIES
    | BODIES
    | ORGANS
    | STATES
    | DOCUMENTS
    | word_set("couple family team crew cohort pair trio firm duo household police campaign mission")
)
"""Nouns whose bearers can speak, so that a pronoun that speaks can mean them."""
