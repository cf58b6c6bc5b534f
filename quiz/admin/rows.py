"""Forms of a draft's questions and answers: keys and places are there once each, and two rows may exchange theirs."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from publishing.admin_forms import OrderedRowsFormSet
from quiz.admin.meanwhile import RefusableForm
from quiz.models import Question
from quiz.regions import BodyRegion


class QuestionForm(RefusableForm):
    """A question on its own page, where its quiz is not asked for."""

    class Meta:
        model = Question
        fields = ["key", "kind", "text", "hint"]

    def clean_key(self):
        key = self.cleaned_data["key"]
        others = Question.objects.filter(quiz=self.instance.quiz_id).exclude(pk=self.instance.pk)
        if others.filter(key=key).exists():
            raise ValidationError(_("This quiz has a question with that key already."))
        return key


class KeyedRowsFormSet(OrderedRowsFormSet):
    """Rows that change their keys, or go, let go of the old ones before any row takes its new one."""

    once = ["key"]

    def clean(self):
        self._refuse_second_keys()
        super().clean()

    def _refuse_second_keys(self) -> None:
        """At the field of the second row: Django tells it of the page, without saying which row it means."""
        first = {}
        for form in self.forms:
            key = getattr(form, "cleaned_data", {}).get("key")
            if not key or self._should_delete_form(form):
                continue
            holder = first.setdefault(key, form)
            if holder is not form:
                words = {"key": key, "row": holder.cleaned_data.get("text", "")}
                form.add_error("key", _("“%(key)s” is already the key of “%(row)s”.") % words)

    def save_existing_objects(self, commit=True):
        for form in self.initial_forms:
            changed = self.once if self._should_delete_form(form) else set(self.once) & set(form.changed_data)
            if changed:
                self._let_go(form.instance.pk, changed)
        return super().save_existing_objects(commit)

    def _let_go(self, pk, names) -> None:
        nothing = {"key": f"*{pk}", "region": ""}  # no form can send such a key
        self.model.objects.filter(pk=pk).update(**{name: nothing[name] for name in names})


class AnswerRowsFormSet(KeyedRowsFormSet):
    """The same for places on the drawing."""

    once = ["key", "region"]

    def clean(self):
        super().clean()
        kept = [form.cleaned_data for form in self.forms if form.is_valid() and not self._should_delete_form(form)]
        places = Counter(filter(None, (data.get("region") for data in kept)))
        twice = [str(BodyRegion(place).label) for place, count in places.items() if count > 1]
        if twice:
            raise ValidationError(_("Only one answer can have this place on the drawing: %s") % ", ".join(twice))
