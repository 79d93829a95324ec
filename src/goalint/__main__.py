"""`python -m goalint`."""

from goalint.cli import main

if __name__ == "__main__":
    main()
