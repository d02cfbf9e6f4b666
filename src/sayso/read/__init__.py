"""Reading: files, folders, addresses, feeds and archives in, `sayso.types.Report` values out.

    >>> from sayso.read import Options, reports
    >>> for item in reports(["stories/", "https://harbour-post.example/feed.xml"], Options(follow=True)):
    ...     ...  # a Report, or the Refused that says why there is none

Nothing that a plain text file does not need (the HTTP client, the parsers of feeds, archives and web
pages) is imported before it is needed.
"""

from sayso.read.sources import Options, report, reports

__all__ = ["Options", "report", "reports"]
