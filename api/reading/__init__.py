"""A document as a page to read, cite and print: plain HTML that needs no script."""

from api.reading.page import POLICY, page

__all__ = ["POLICY", "page"]
