"""What goes into reading: the bytes of one document, and what is known of them from outside."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a report from outside its own text: from a feed entry, an archive record, or the
    user. Each field is None (or empty) when nothing is known. `published` and `modified` are ISO 8601."""

    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    modified: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """The undecoded bytes of one document.

    ``name`` is how messages call it (a path or URL as the user gave it, with ``#3`` or ``!12`` behind
    it for the third item of a feed or the twelfth record of an archive). ``media_type`` is the declared
    one without parameters ("text/html"), ``charset`` the declared one; None when nothing was declared.
    ``known`` fills what the document itself does not say; ``override`` wins over what it says.
    """

    name: str
    data: bytes
    media_type: str | None = None
    charset: str | None = None
    known: Known = field(default_factory=Known)
    override: Known = field(default_factory=Known)
