"""The terminal face of the knowledge base: the `kb` command and the interactive app."""
