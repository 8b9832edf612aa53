"""`python -m yeshi` is the command line."""

from yeshi.cli import main

# A process apart imports this module, and is no command of its own.
if __name__ == "__main__":
    main()
