"""What a PDF may do when it is opened or clicked: four plain actions. Anything else, and any other file, is refused."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Stream, String

SCRIPT, SENDING, ATTACHMENT, AUTOMATIC = "script", "sending", "attachment", "automatic"
PAGE_MOVES = ("/NextPage", "/PrevPage", "/FirstPage", "/LastPage")
SAFE_ADDRESSES = ("https://", "http://", "mailto:", "tel:")
ACTION_KEYS = ("/A", "/PA", "/NA", "/OpenAction", "/Next")
REFUSED_ACTIONS = {
    **dict.fromkeys(("/JavaScript", "/Rendition", "/RichMediaExecute", "/GoTo3DView"), SCRIPT),
    **dict.fromkeys(("/SubmitForm", "/ImportData", "/Launch", "/GoToR", "/GoToE", "/GoToDp"), SENDING),
}
REFUSED_KEYS = {
    **dict.fromkeys(("/JS", "/JavaScript", "/XFA"), SCRIPT),
    **dict.fromkeys(("/EmbeddedFiles", "/EF", "/RF", "/Collection", "/AF"), ATTACHMENT),
    "/AA": AUTOMATIC,
}
REFUSED_SUBTYPES = {
    **dict.fromkeys(("/RichMedia", "/3D", "/Movie", "/Sound", "/Screen"), SCRIPT),
    "/FileAttachment": ATTACHMENT,
}
NOTES = {
    f"/{name}"
    for name in (
        *("Link", "Widget", "Text", "FreeText", "Popup", "Line", "Square", "Circle", "Polygon", "PolyLine", "Ink"),
        *("Highlight", "Underline", "Squiggly", "StrikeOut", "Caret", "Stamp", "Watermark", "PrinterMark"),
    )
}
FILE_NAMES = ("/F", "/UF", "/DOS", "/Mac", "/Unix")


def reason_to_refuse(part: Dictionary | Stream) -> str:
    """Why a file with this dictionary or stream may not be offered; nothing when it may."""
    return _acts(part) or _names_another_file(part) or _shows_what_moves(part)


def reason_to_refuse_opening(root: Dictionary) -> str:
    """Why the document may not be opened: it may go to one of its pages by itself, and no further."""
    opening = root.get("/OpenAction")
    if isinstance(opening, (Dictionary, Stream)) and (_name(opening, "/S") != "/GoTo" or "/Next" in opening):
        return AUTOMATIC
    return SENDING if "/Base" in _dictionary(root, "/URI") else ""


def _acts(part) -> str:
    for key in part.keys():  # noqa: SIM118, it is no Python dictionary
        if key in REFUSED_KEYS:
            return REFUSED_KEYS[key]
    if _kind(part) in REFUSED_ACTIONS:
        return REFUSED_ACTIONS[_kind(part)]
    for action in _actions_in(part):
        if not _is_allowed(action):
            return REFUSED_ACTIONS.get(_kind(action), SENDING)
    address = part.get("/URI")
    return SENDING if isinstance(address, String) and not _is_safe(address) else ""


def _actions_in(part) -> Iterator[Dictionary | Stream]:
    """What stands where readers look for an action. The tags of a page and bookmarks use the same keys, without /S."""
    if _name(part, "/Type") == "/Action":
        yield part
    for key in ACTION_KEYS:
        value = part.get(key)
        for each in value if isinstance(value, Array) else [value]:
            if isinstance(each, (Dictionary, Stream)) and "/S" in each:
                yield each


def _is_allowed(action) -> bool:
    kind = _kind(action)
    if kind == "/URI":
        return isinstance(action.get("/URI"), String) and _is_safe(action.get("/URI"))
    if kind == "/Named":
        return _name(action, "/N") in PAGE_MOVES
    return kind in ("/GoTo", "/ResetForm") and isinstance(action, Dictionary)


def _is_safe(address: String) -> bool:
    return str(address).lower().startswith(SAFE_ADDRESSES)


def _names_another_file(part) -> str:
    if _name(part, "/Type") in ("/Filespec", "/F") or any(isinstance(part.get(key), String) for key in FILE_NAMES):
        return ATTACHMENT
    is_elsewhere = isinstance(part, Stream) and ("/F" in part or "/Ref" in part or "/OPI" in part)
    return ATTACHMENT if is_elsewhere else ""


def _shows_what_moves(part) -> str:
    if _name(part, "/Subtype") in REFUSED_SUBTYPES:
        return REFUSED_SUBTYPES[_name(part, "/Subtype")]
    notes = part.get("/Annots")
    if not isinstance(notes, Array):
        return ""
    kinds = [_name(note, "/Subtype") for note in notes if isinstance(note, (Dictionary, Stream))]
    refused = [REFUSED_SUBTYPES.get(kind, SCRIPT) for kind in kinds if kind not in NOTES]
    return refused[0] if refused else ""


def _kind(action) -> str:
    return _name(action, "/S")


def _name(part, key: str) -> str:
    value = part.get(key)
    return str(value) if isinstance(value, Name) else ""


def _dictionary(part, key: str) -> Dictionary | Stream | dict:
    value = part.get(key)
    return value if isinstance(value, (Dictionary, Stream)) else {}
