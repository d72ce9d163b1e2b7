"""The core of boe-kb: what a decree is, how to find in it and how to answer from it."""
