"""How the commands speak to the person who started them."""

import signal
import sys


class Stop(Exception):
    """Ends a command; its text tells the person what to do."""


def say(text: str):
    """One line of progress, seen at once even when the output goes into a file."""
    print(text, flush=True)


def run_command(main):
    """Runs a command: Ctrl-C, a closed terminal and SIGTERM all end it the same way, and errors are sentences."""
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _interrupt)
    try:
        sys.exit(main())
    except Stop as stop:
        print(stop, file=sys.stderr, flush=True)
        sys.exit(1)
    except KeyboardInterrupt:
        say("\nStopped.")
        sys.exit(130)


def _interrupt(number, frame):
    raise KeyboardInterrupt
