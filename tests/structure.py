"""Reads the structure tree of a tagged PDF, for tests."""

import pikepdf


def elements(node, above=()):
    """Every structure element in reading order, each with the kinds of those around it."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from elements(kid, above)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node, above
        if "/K" in node:
            yield from elements(node.K, (*above, str(node.S)))


def structure(pdf: pikepdf.Pdf) -> list:
    return [element for element, above in elements(pdf.Root.StructTreeRoot.K)]


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S).removeprefix("/") for element in structure(pdf)]


def annotation_of(element):
    """What a structure element refers to, where it refers to something on the page and not to its words."""
    kids = element.get("/K")
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return next((kid.Obj for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid), None)


def numbered(tree) -> dict:
    """A number tree as a dictionary."""
    pairs = list(tree.get("/Nums", []))
    found = {int(key): value for key, value in zip(pairs[::2], pairs[1::2], strict=True)}
    for kid in tree.get("/Kids", []):
        found |= numbered(kid)
    return found


def fonts_outside(pdf: pikepdf.Pdf) -> list[str]:
    """Names of the fonts that are used but not in the file."""
    descriptors = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item]
    assert descriptors
    return [str(item.FontName) for item in descriptors if not {"/FontFile2", "/FontFile3"} & set(item.keys())]
