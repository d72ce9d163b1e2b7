"""The words of a question: its terms with their weight, what else they may be called, slips mended."""
