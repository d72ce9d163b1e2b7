"""A document in pictures: what falls due, what is paid and who must do what, each mark with its clause."""

from kb.report.gathering import report_of
from kb.report.page import POLICY, as_page

__all__ = ["POLICY", "as_page", "report_of"]
