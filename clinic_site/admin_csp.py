"""What the admin's pages may run: our own files, and the editor's import map, known by its hash."""

import base64
import hashlib
import re
from functools import lru_cache

from csp.constants import SELF
from django_prose_editor.widgets import importmap

# The style sheet that the editor's library writes into the page (tiptap's own, see its `injectCSS`).
EDITOR_STYLE_HASHES = ["'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"]


@lru_cache(maxsize=1)
def admin_csp() -> dict[str, list[str]]:
    """Replacements for the site's Content-Security-Policy on admin pages."""
    script = re.sub(r"^<script[^>]*>|</script>$", "", str(importmap.render()))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return {"script-src": [SELF, f"'sha256-{digest}'"], "style-src": [SELF, *EDITOR_STYLE_HASHES]}
