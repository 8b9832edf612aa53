"""`python -m yeshi` is the command line."""

from yeshi.cli import main

main()
