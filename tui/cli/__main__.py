"""`python -m tui.cli`."""

from tui.cli.program import main

if __name__ == "__main__":
    main()
