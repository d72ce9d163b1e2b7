"""What a ranking makes: statements, how sure they are, how they are said, and when nothing is."""
