"""Rules that tell what a stretch of a report is by its form, where no markup says so.

Each rule is a pattern over one block's clean text. They look at short lines only, save for the
dateline and the correction: a long line that begins like a promo is nearly always body.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.read.draft import Part
from sayso.types import Block, BlockKind

LONGEST_PROMO = 30
"""Words. The longest teaser line that the rules for a promo look at."""

LONGEST_BYLINE = 16
LONGEST_HEADLINE = 13
"""Words; a first line without a final stop that is longer is a dek."""

LONGEST_DEK = 45
LONGEST_CROSSHEAD = 8
LONGEST_LINE = 1000
LONGEST_OPENING = 200
"""Code points: of a line that the rules for short lines look at, and of the beginning that those for
corrections, list items and datelines look at. They also bound what a hostile line can cost."""

LONGEST_CAPTION = 80

PROMO = re.compile(
    r"""(?ix) ^\W*(?:
        (?:read|see|watch|learn|find\ out|discover|click|tap|listen)\ (?:more|also|next|here|now|it|
            the\ full)\b .* |
        (?:also|must)\ (?:read|see|watch)\b .* |
        (?:read|watch|listen|explainer|explained|opinion|analysis|live|gallery|podcast|factbox|in\ pictures|
            in\ photos)
            (?:\ (?:this|more|here|live|on\ \w+))? \s* [:|»>] .* |
        (?:videos?|photos?|pictures|map)\ ?[:|»>]\ \S+(?:\s+\S+){0,13}\s* |
        (?:related|recommended|trending|popular|most\ (?:read|popular|viewed)|latest|top|more)
            (?:\ (?:stories|articles?|coverage|topics|links|news|posts?|reading|content|headlines|
                videos?))? \s* (?:[:|»>] .*)? |
        (?:related|recommended|more|latest|top) \ (?:stories|articles?|coverage|news|posts?|headlines|
            reading|videos?|on|from|about)
            (?:\ \S+){0,8} |
        you\ (?:may|might)\ (?:also\ )?(?:like|enjoy|be\ interested).* | (?:don[’']t\ miss|
            what\ to\ read\ next|up\ next|editor[’']s\ picks?)\b.* |
        (?:sign\ up|subscribe|register)\ (?:for|to|now|here|today|below|at)\b .* | (?:get|receive)\ (?:the|
            our|all\ the)\ (?:(?:latest|best|top|day|week|news)|\S+\ newsletter\b).* |
        (?:sign\ up|subscribe|subscribe\ now|log\ in|share|share\ this.*|tweet|print|email|comments?|save|
            follow) |
        (?:click|tap|scroll|swipe)\ (?:here|down|on|to|for|through)\b .* |
        (?:follow|like|find|join|chat\ with|contact|message)\ (?:us|our|me)\b .* | follow\ .* \b(?:twitter|
            facebook|instagram|x|bluesky|@\w+)\W* |
        download\ (?:the|our)\b.* | (?:continue|keep)\ reading\b.* | (?:the\ )?(?:story|
            article)\ continues\ below.* |
        advertise?ment\b.* | ads?\ by\b.* | sponsored\b.* | (?:support|back)\ (?:our|independent)\b.* |
            loading\W* |
        the\ post\ .*\ appeared\ first\ on\ .* | want\ more\b.* | have\ (?:a\ tip|you\ got\ a).* |
        (?:enlarge|view|show|hide|toggle)\ (?:this\ )?(?:image|photo|picture|caption|gallery|comments)\W* |
        (?:photos?|images?|pictures?|videos?|audio|close|next|prev(?:ious)?|back|menu|play|newsletter|
            notifications|home) |
        [\W_]*                       # a rule of stars, an end mark
    )$"""
)

# A teaser that a desk set in brackets: "[Why the ferry never sailed]".
BRACKETED = re.compile(r"^\[[^\[\]]{12,}\]$")

CORRECTION = re.compile(
    r"""(?x) ^\W*(?:
        (?i:correction|clarification|corrections?\ (?:and|&)\ clarifications?|amendment|
            erratum)\b [^.:]{0,40} [:—–.-] |
        (?i:editor[’']?s[’']?\ note|note\ to\ readers) \s* [:—–.-] |
        This\ (?:article|story|report|piece|post|page|headline)\ (?:was|has\ been|is)\ (?:\w+\ )?(?:amended|
            corrected|updated|edited|changed|revised)\b |
        (?:An?\ (?:earlier|previous)\ version|The\ (?:original|first)\ version)\ of\ (?:this|
            the)\ (?:article|story|report|piece|post|headline)\b
    )"""
)

_NAME = r"(?:[^\W\d_][\w.’'-]*)"
BYLINE = re.compile(
    rf"^(?:(?:By|BY|by|Written by|Reported by|Story by|From|Posted by|"
    rf"Words by):?) {_NAME}(?:[ ,&|/•·—–-]+{_NAME}|,| \|)*[^.!?]{{0,60}}$"
)
_SMALL = {
    "and",
    "in",
    "for",
    "of",
    "the",
    "by",
    "with",
    "at",
    "from",
    "to",
    "staff",
    "de",
    "van",
    "von",
    "al",
    "der",
    "bin",
    "la",
    "on",
}

_DATE = r"(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WHEN = rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:{_DATE} {_DAY}|{_DAY} {_DATE})(?:,? \d{{4}})?"

PUBLISHED = re.compile(
    rf"""(?ix) ^\W*(?:
        (?:first\ |last\ )? (?:published|updated|posted|modified|issued|date) \s* (?:on|at|:|
            \|)? \s* .{{0,40}} \d .{{0,40}} |
        (?:{_WHEN.replace(" ", chr(92) + " ")} | \d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}} |
            \d{{4}}-\d{{2}}-\d{{2}}) [\s,|·•—–-]*
            (?:(?:at\ )?\d{{1,2}}[:.]\d{{2}}\s*(?:[ap]\.?m\.?)?\s*\(?[A-Z]{{0,4}}\)?)? |
        (?:\d+|an?)\ (?:min(?:ute)?s?|hours?|days?)\ (?:ago|read)
    )\W*$"""
)

_PLACE = r"(?:[A-Z][A-Z.’'/ -]{2,40}[A-Z.])"
_MIXED_PLACE = r"(?:[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3})"
_REGION = r"(?:, [A-Z][\w. ]{1,24}?)?"
_AGENCY = r"\([A-Z][\w .&/’'-]{1,40}\)"
_DASH = r"\s*(?:[—–―]|--?)\s+"
DATELINE = re.compile(
    rf"^(?:(?:{_PLACE}{_REGION})(?:, {_WHEN})?(?: {_AGENCY})?{_DASH}"
    rf"|{_MIXED_PLACE}{_REGION}(?:, {_WHEN})(?: {_AGENCY})?{_DASH}"
    rf"|{_MIXED_PLACE}{_REGION} {_AGENCY}(?:{_DASH}|:\s+)"
    rf"|(?:{_PLACE}|{_MIXED_PLACE}){_REGION}(?:, {_WHEN}) {_AGENCY}:\s+)"
)
_NO_PLACE = re.compile(
    r"^(?:UPDATED?|BREAKING|WATCH|EXCLUSIVE|ANALYSIS|OPINION|LIVE|VIDEO|READ|FILE|PHOTOS?|CORRECTION|NEW|"
    r"JUST IN)\b"
)

_AGENCIES = (
    r"(?:Getty(?: Images)?|Reuters|REUTERS|AFP|AP(?: Photo)?|EPA(?:-EFE)?|Shutterstock|Associated Press|"
    r"Xinhua|Alamy|ANP|dpa|DPA|"
    r"Bloomberg|Anadolu(?: Agency)?|Magnum|Press Association|PA(?: Wire| Media)?|Wikimedia(?: Commons)?|"
    r"Flickr|iStock|NASA|Handout|AAP|Rex)"
)
_AGENCIES_X = _AGENCIES.replace(" ", r"\ ")
CREDIT = re.compile(
    rf"""(?x) (?:
        [(\[]? \s* (?:©|\(c\)|ⓒ|Copyright\b) .* |
        [(\[]? \s* (?:(?:Photo(?:graph)?s?|Image|Picture|Pictures|Illustration|Graphic|Video|
            Pic)(?:\ (?:credit|courtesy))?|Credit|CREDIT|PHOTO|IMAGE)
            (?:\ by|\ from|\ via|\ courtesy(?:\ of)?)? \s* [:/|] \s* .* |
        [(\[]? \s* (?:Photo(?:graph)?s?|Image|Picture|Illustration|Video)\ (?:by|courtesy(?:\ of)?|from|via|
            provided\ by)\ .* |
        [(\[] \s* (?:Courtesy|courtesy|Source|File|FILE|Provided)\b [^()\[\]]* [)\]]? |
        [(\[] [^()\[\]]{{0,60}} \b{_AGENCIES_X} \b [^()\[\]]{{0,40}} [)\]]? |
        (?:[A-Z][\w.’'-]*[ ]){{0,3}} [A-Z][\w.’'-]* \s* / \s* [^.]{{0,40}} \b{_AGENCIES_X} \b [^.]{{0,30}} |
        {_AGENCIES_X} (?:\ Photo)? \s* [/|] \s* [^.]{{1,60}} |
        via\ {_AGENCIES_X} .{{0,30}}
    ) \W* $"""
)
_CREDIT_START = re.compile(
    r"""(?x) (?<![^\s.,;:!?”"’')\]|—–-]) (?: [(\[]?\ ?(?:©|\(c\)|ⓒ|Copyright\b) | [(\[]? (?:Photo|Image|
        Picture|Pic|Illustration|Graphic|Video|Credit|CREDIT|PHOTO|IMAGE)
        | [(\[] | via\ | [^\W\d_][\w’'-]* )"""
)
# What is in every match of the pattern that follows: far sooner looked for than that one.
_CREDIT_SIGN = re.compile(r"©|ⓒ|\(|\[|/|\||:|via|Copyright|Photo|Image|Picture|Illustration|Video")
_MAYBE_CREDIT = re.compile(r"[©ⓒ(\[/|:]|\bvia\b|\bCopyright\b|\b(?:Photo|Image|Picture|Illustration|Video)")
WHOLE_CREDIT = re.compile(
    r"""(?x) ^\W*(?: ©.* | \(c\)\ .* | Copyright\b.* | .{0,80}\ball\ rights\ reserved\b.* |
        \W*(?:Additional\ )?(?:[Rr]eporting|[Ww]riting|[Ee]diting)\ by\ .* | \W*[Ww]ith\ (?:files|reporting|
            assistance|additional\ reporting)\ (?:from|by)\ .* |
        (?:Photo(?:graph)?s?|Image|Picture|Credit|CREDIT|PHOTO)\ ?(?:[Cc]redit|by|
            courtesy\ of)?\s*[:/].{1,80} |
        (?:Source|SOURCE)\ ?:\ ?.{1,60} )$"""
)
CAPTION_MARK = re.compile(
    r"""(?x) \((?:[LRC]|(?:(?:far|second|third|top|bottom|centre|center|front|
        back)[ ,]?(?:from\ )?)?(?:left|right|centre|center|rear|pictured|above|below|top|bottom))\)
        | \b(?:Image|Media)\ (?:copyright|caption|source)\b | \b(?:Hide|Show)\ [Cc]aption\b |
            ^Media\ playback\b
        | ^(?:\W*(?:In\ this|This)\ (?:\S+\ ){0,4}(?:photo|image|picture|photograph|frame|still)\b|(?:File|
            FILE)\ (?:photo|PHOTO|image|picture)\b|FILE\ [-–—]
        |(?:Caption|CAPTION|Pictured)\b\ ?:)
        | \b(?:[Ff]ile\ (?:photo|picture|image)|is\ seen\ in\ this)\b"""
)
# What is in every match of it.
_CAPTION_SIGN = re.compile(
    r"\(|Image |Media |Hide |Show |In this |This |File |FILE |Caption|CAPTION|Pictured|file |is seen"
)
# A crosshead as AFP sets it: "- 'Not our quarrel' -".
DASHED = re.compile(r"^[-–—] \S.{2,60}\S [-–—]$")
PICTURED = re.compile(r"\((?:pictured|above|below)\)")
_SIGNED = re.compile(rf"^[(\[]\s*{_AGENCIES}\s*[)\]]\W*$")
LIST_ITEM = re.compile(r"^\s*(?:[•‣▪●◦·*+–—-]\s+|\(?\d{1,2}[.)]\s+)(?=\S)")
_FINAL = re.compile(r"[.!?:;…][\"”’')\]]*$")
_WORD = re.compile(r"\w[\w’'.-]*")


@lru_cache(maxsize=8)  # the rules ask for the same line one after the other
def word_count(text: str) -> int:
    return len(_WORD.findall(text))


def ends_sentence(text: str) -> bool:
    return bool(_FINAL.search(text.rstrip()[-50:]))


def is_promo(text: str) -> bool:
    short = word_count(text) <= LONGEST_PROMO
    return short and bool(PROMO.match(text) or (BRACKETED.match(text) and not CREDIT.fullmatch(text)))


def is_byline(text: str) -> bool:
    """ "By Ada Quill, Harbour Correspondent": short, and every word but the small ones is capitalised."""
    if not BYLINE.match(text):
        return False
    words = _WORD.findall(text)
    if not 2 <= len(words) <= LONGEST_BYLINE:
        return False
    plain = [word for word in words[1:] if word[0].islower() and word not in _SMALL and "." not in word]
    return len(plain) <= len(words) // 6 and words[1].lower() not in {"the", "then", "now", "a", "an"}


def credit_start(text: str) -> int | None:
    """Where the credit at the end of a caption begins: an offset, 0 when there is nothing else; or None."""
    if len(text) > LONGEST_LINE:
        return None
    if WHOLE_CREDIT.match(text):
        return 0
    tail = max(0, len(text) - 160)
    if not _CREDIT_SIGN.search(text, tail) or not _MAYBE_CREDIT.search(text, tail):
        return None
    for match in _CREDIT_START.finditer(text, tail):
        if CREDIT.match(text, match.start()):
            return match.start()
    return None


def kind_by_form(text: str) -> BlockKind | None:
    """What a line is when its form alone says so; None for what may be body, headline or dek."""
    if CORRECTION.match(text[:LONGEST_OPENING]):
        return BlockKind.CORRECTION
    if len(text) > LONGEST_LINE:
        return _marked(text)
    if WHOLE_CREDIT.match(text) and word_count(text) <= 60:
        return BlockKind.CREDIT
    if is_promo(text):
        return BlockKind.PROMO
    if is_byline(text):
        return BlockKind.BYLINE
    if PUBLISHED.match(text) and word_count(text) <= 14:
        return BlockKind.DATELINE
    if is_caption(text):
        return BlockKind.CAPTION
    if DASHED.match(text):
        return BlockKind.HEADLINE
    return _marked(text)


def _marked(text: str) -> BlockKind | None:
    if text.startswith(">"):
        return BlockKind.QUOTE
    return BlockKind.LIST if LIST_ITEM.match(text[:LONGEST_OPENING]) else None


def is_caption(text: str) -> bool:
    """A line with a photographer's credit at its end, or one that speaks of places in a picture.

    An agency's bare name behind a full sentence is the agency's signature under its own report, and
    "(pictured)" within one is a tabloid's body.
    """
    if word_count(text) > LONGEST_CAPTION:
        return False
    start = credit_start(text)
    if start is not None:
        return not (_SIGNED.match(text[start:]) and ends_sentence(text[:start]))
    marked = _CAPTION_SIGN.search(text) and CAPTION_MARK.search(text)
    return bool(marked) and not (PICTURED.search(text) and ends_sentence(text))


def dateline_end(text: str) -> int | None:
    """Where the dateline that opens a report's first paragraph ends, dash included; or None."""
    match = DATELINE.match(text[:LONGEST_OPENING])
    return len(match.group().rstrip()) if match and not _NO_PLACE.match(text) else None


def divided(kind: BlockKind, text: str, opens: bool = False) -> Part:
    """``text`` as a part: a caption is divided from its credit, and a paragraph that ``opens`` the body
    from its dateline."""
    cut: int | None = None
    first, second = kind, kind
    if kind is BlockKind.CAPTION:
        cut, second = credit_start(text), BlockKind.CREDIT
    elif kind is BlockKind.BODY and opens:
        cut, first = dateline_end(text), BlockKind.DATELINE
    if cut is None:
        return Part(text, (Block(kind, 0, len(text)),))
    spans = ((first, 0, len(text[:cut].rstrip())), (second, len(text) - len(text[cut:].lstrip()), len(text)))
    return Part(text, tuple(Block(kind, start, end) for kind, start, end in spans if start < end))
