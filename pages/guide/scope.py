"""Which guide is meant: the whole one, that of a state, the handout of a treatment, or both."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse


@dataclass(frozen=True)
class Scope:
    """A state by its two letters and a treatment by its slug; empty means all of them."""

    state: str = ""
    treatment: str = ""

    @property
    def name(self) -> str:
        """A name for files: whole, state-MD, treatment-kyphoplasty, state-MD-treatment-kyphoplasty."""
        parts = [("state", self.state), ("treatment", self.treatment)]
        return "-".join(f"{kind}-{value}" for kind, value in parts if value) or "whole"

    @property
    def file_name(self) -> str:
        """What a patient finds in the folder of downloads."""
        return "-".join(filter(None, ["guide", self.treatment, self.state.lower()])) + ".pdf"

    @property
    def page_path(self) -> str:
        return self._with_parameters(reverse("pages:guide"))

    @property
    def pdf_path(self) -> str:
        return self._with_parameters(reverse("pages:guide_pdf"))

    def _with_parameters(self, path: str) -> str:
        chosen = {name: value for name, value in (("state", self.state), ("treatment", self.treatment)) if value}
        return f"{path}?{urlencode(chosen)}" if chosen else path
