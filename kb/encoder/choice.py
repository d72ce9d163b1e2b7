"""The one place that chooses who encodes."""

from __future__ import annotations

from kb.encoder import Encoder
from kb.settings import BUNDLED, Settings


def open_encoder(settings: Settings) -> Encoder:
    """The encoder of the settings, not loaded yet; what cannot be loaded says so when first used."""
    if settings.model == BUNDLED:
        from kb.encoder.bundled import BundledEncoder

        return BundledEncoder(settings.cache)
    from kb.encoder.transformer import TransformerEncoder

    return TransformerEncoder(settings.model)
