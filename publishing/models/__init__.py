"""The schema of the ground: content, old addresses, pages made ahead, what the site search keeps."""

from publishing.models.content import (
    Content,
    ContentVersion,
    Illustrated,
    InForce,
    Published,
    Redirect,
    Row,
    Source,
    Windowed,
    not_beyond_calendars,
)
from publishing.models.prepared import PreparedPage
from publishing.models.search import EmptySearch, SearchEntry, SearchIndex, Synonym

__all__ = [
    "Content",
    "ContentVersion",
    "EmptySearch",
    "Illustrated",
    "InForce",
    "PreparedPage",
    "Published",
    "Redirect",
    "Row",
    "SearchEntry",
    "SearchIndex",
    "Source",
    "Synonym",
    "Windowed",
    "not_beyond_calendars",
]
