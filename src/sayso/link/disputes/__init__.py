"""Who disputes what: `within` one report, and `disputed` for two statements of different reports."""

from sayso.link.disputes.between import disputed
from sayso.link.disputes.evidence import shown
from sayso.link.disputes.inside import within

__all__ = ["disputed", "shown", "within"]
