"""State names in addresses: /locations/maryland/."""

from practice.models import State


class StateConverter:
    """A served state's name in lower case becomes its two-letter code."""

    by_name = {state.name.lower(): state.value for state in State}
    regex = "|".join(by_name)

    def to_python(self, value):
        return self.by_name[value]

    def to_url(self, value):
        return State(value).name.lower()
