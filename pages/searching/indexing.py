"""Keeps the search's entries true to the content: what changed since they were made is written again."""

from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from modelsearch.backends import get_search_backend

from pages.search_kinds import KINDS
from publishing.content_version import current_token, next_moment
from publishing.models import SearchEntry, SearchIndex
from publishing.search_words import words

BATCH = 200
SHORTEST_TEXT_WORD = 4
WORDING = 2  # one more whenever texts are put together in another way: then every site's entries are written again

Said = dict[tuple[str, int], tuple[str, str]]  # kind and primary key: names, text


def refresh() -> bool:
    """Writes what changed, if any content changed, a planned moment passed or the clock went back. Whether it looked.

    The token is read before the content, so what changes meanwhile makes the entries look old and is read next time.
    """
    now, token = timezone.now(), _token()
    made = SearchIndex.objects.first()
    if made and made.token == token and made.made_at <= now and not (made.good_until and made.good_until <= now):
        return False
    _write(said_by_all_pages(), token, now)
    return True


def rebuild() -> int:
    """Makes every entry again. Returns how many there are."""
    now, token = timezone.now(), _token()
    said = said_by_all_pages()
    with transaction.atomic():
        _remove(list(SearchEntry.objects.defer("text")))
        _write(said, token, now)
    return len(said)


def _token() -> str:
    """Changes with the content, and with the way its texts are put together."""
    return sha256(f"{WORDING} {current_token()}".encode()).hexdigest()[:32]


def said_by_all_pages() -> Said:
    """The names and the text of every public page."""
    return {
        (kind.key, page.pk): ("\n".join(kind.named(page)), kind.text(page)) for kind in KINDS for page in kind.pages()
    }


@transaction.atomic
def _write(said: Said, token: str, now) -> None:
    vocabulary = _vocabulary(said)
    SearchIndex.objects.get_or_create(pk=1, defaults={"token": "", "made_at": now, **vocabulary})
    made = SearchIndex.objects.select_for_update().get()  # one writer at a time
    kept = {(entry.kind, entry.page_id): entry for entry in SearchEntry.objects.all()}
    _remove([entry for key, entry in kept.items() if key not in said])
    changed = [
        _entry(kept.get(key), key, *texts)
        for key, texts in said.items()
        if key not in kept or texts != (kept[key].names, kept[key].text)
    ]
    _store(changed)
    made.token, made.good_until, made.made_at = token, next_moment(now), timezone.now()
    made.name_words, made.text_words = vocabulary["name_words"], vocabulary["text_words"]
    made.save()


def _entry(kept: SearchEntry | None, key, names: str, text: str) -> SearchEntry:
    entry = kept or SearchEntry(kind=key[0], page_id=key[1])
    entry.names, entry.text = names, text
    return entry


def _store(entries: list[SearchEntry]) -> None:
    index = get_search_backend().get_index_for_model(SearchEntry)
    SearchEntry.objects.bulk_create([entry for entry in entries if not entry.pk], batch_size=BATCH)
    SearchEntry.objects.bulk_update(entries, ["names", "text"], batch_size=BATCH)
    for start in range(0, len(entries), BATCH):
        index.add_items(SearchEntry, entries[start : start + BATCH])


def _remove(entries: list[SearchEntry]) -> None:
    index = get_search_backend().get_index_for_model(SearchEntry)
    for entry in entries:
        index.delete_item(entry)
    SearchEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()


def _vocabulary(said: Said) -> dict[str, str]:
    """Every word of the names, and every word of the texts that is long enough to be mistyped."""
    in_names = {word for names, _text in said.values() for word in words(names)}
    in_texts = {word for _names, text in said.values() for word in words(text) if len(word) >= SHORTEST_TEXT_WORD}
    return {"name_words": " ".join(sorted(in_names)), "text_words": " ".join(sorted(in_texts - in_names))}
