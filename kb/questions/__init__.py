"""What a question asks for: its kind, what it demands, the things and the formulas it calls for."""
