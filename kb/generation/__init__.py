"""Optional: a language model of the user's choosing phrases an answer that was found without it.

It decides nothing. What it writes is kept sentence by sentence, and only where code finds that a quote of the
passages supports it; with nothing left, the answer stays as it was found.
"""

from kb.generation.endpoint import Endpoint
from kb.generation.phrasing import Phraser

__all__ = ["Endpoint", "Phraser"]
