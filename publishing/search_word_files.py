"""Reads lay words for the site search from publishing/content/search_words.toml."""

from pathlib import Path

from django.db import transaction

from publishing.content_files import read, save_checked
from publishing.models import Synonym

FILE = Path(__file__).parent / "content" / "search_words.toml"


@transaction.atomic
def load_search_words() -> int:
    """Adds the words to a database that has none. Returns how many were added."""
    if Synonym.objects.exists():
        return 0
    return len([save_checked(Synonym(typed=typed, meant=meant)) for typed, meant in read(FILE)["words"].items()])
