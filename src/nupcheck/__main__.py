"""``python -m nupcheck``."""

from nupcheck.cli.main import main

if __name__ == "__main__":
    main()
