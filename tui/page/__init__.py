"""A document as the lines of a page."""
