"""Readers: each turns one source format into a Text of lines with roles."""
