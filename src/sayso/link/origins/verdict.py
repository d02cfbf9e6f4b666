"""One plain sentence on where a claim comes from."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.types import Origin, OriginKind
from sayso.words import word_set

SHOWN = 3
"""How many origins a sentence names before it counts the rest."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def verdict(origins: Sequence[Origin], outlets: Sequence[str], independent: int, at_least: int) -> str:
    """``outlets`` are the names of all that carry the claim, ``independent`` and ``at_least`` the numbers of
    its origins (`sayso.types.Provenance`)."""
    if not outlets:
        return "None of the reports that carry it are at hand, so nothing is known of where it comes from."
    counting = [origin for origin in origins if origin.counts]
    bare = _without_source(origins, outlets)
    if not counting:
        return _sourceless(outlets)
    lead = f"{_number(len(outlets)).capitalize()} {_plural('outlet', len(outlets))} {_verb(len(outlets))} it"
    if independent == 1:
        if len(outlets) == 1:
            return f"It rests on {_who(counting[0], alone=True)}."
        rest = len(outlets) - len(bare)
        part = "all of it goes" if not bare else f"{_number(rest)} of them {'goes' if rest == 1 else 'go'}"
        return f"{lead}; {part} back to {_who(counting[0])}{_bare(bare)}."
    count = f"{_number(independent)} independent origins"
    if at_least < independent:
        count += f", which may be {'one' if at_least == 1 else f'only {_number(at_least)}'}"
    named = [_who(origin) for origin in counting[:SHOWN]]
    if len(counting) > SHOWN:
        named.append(f"{_number(len(counting) - SHOWN)} more")
    return f"{lead}, from {count}: {'; '.join(named[:-1])}; and {named[-1]}{_bare(bare)}."


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"


def _verb(count: int) -> str:
    return "carries" if count == 1 else "carry"


def _without_source(origins: Sequence[Origin], outlets: Sequence[str]) -> list[str]:
    """The outlets that have it from nobody in particular and nowhere else."""
    sourced = {name for origin in origins if origin.counts for name in origin.outlets}
    return [
        name
        for name in outlets
        if name not in sourced and any(name in o.outlets and not o.counts for o in origins)
    ]


def _sourceless(outlets: Sequence[str]) -> str:
    if len(outlets) == 1:
        return f"One outlet carries it, {_article(outlets[0])}, and names no source."
    return f"{_number(len(outlets)).capitalize()} outlets carry it; none of them names a source."


def _bare(bare: Sequence[str]) -> str:
    if not bare:
        return ""
    if len(bare) == 1:
        return f"; {_article(bare[0])} names no source"
    return f"; {_number(len(bare))} name no source"


def _who(origin: Origin, alone: bool = False) -> str:
    """An origin in a sentence. ``alone`` is whether one outlet carries the claim and nobody else does."""
    if origin.kind is OriginKind.ANONYMOUS:
        words = f" (“{origin.words}”)" if origin.words else ""
        if len(origin.outlets) == 1:
            return f"one unnamed voice{words} through one outlet, {_article(origin.outlets[0])}"
        return f"one unnamed voice{words}, through {_listed(origin.outlets)}"
    name = origin.name or (f"“{origin.words}”" if origin.words else "a source that it does not make plain")
    if origin.actor and origin.actor.startswith("outlet:"):
        return f"{_article(name)}, whose own report is not among those read"
    if origin.kind is OriginKind.PUBLIC:
        return f"what {name} said in public"
    if len(origin.outlets) == 1:
        return f"{name}, through {'one outlet, ' if alone else ''}{_article(origin.outlets[0])}"
    return name


def _article(name: str) -> str:
    return (
        name if name.startswith("an unknown") or "." in name else f"the {name}" if _is_paper(name) else name
    )


def _is_paper(name: str) -> bool:
    """Whether a name takes the article: "the Larkhaven Courier", but "Radio Sund"."""
    return name.rsplit(maxsplit=1)[-1].lower() in _PAPERS


_PAPERS = word_set("""
    courier gazette herald post packet tribune times journal observer telegraph guardian mail express standard
    star sun news globe chronicle examiner inquirer monitor register sentinel record review
""")


def _listed(names: Sequence[str]) -> str:
    shown = [_article(name) for name in names]
    if len(shown) < 3:
        return " and ".join(shown)
    if len(shown) > SHOWN + 1:
        shown = [*shown[:SHOWN], f"{_number(len(shown) - SHOWN)} more"]
    return f"{', '.join(shown[:-1])} and {shown[-1]}"
