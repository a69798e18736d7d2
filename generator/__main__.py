"""`python -m generator` is the same command as `highbar`."""

from generator.cli import main

if __name__ == "__main__":
    main(prog_name="highbar")
