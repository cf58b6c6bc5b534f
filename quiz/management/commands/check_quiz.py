"""`manage.py check_quiz [edition]`: proves an edition of the pain quiz, and compares a draft with the published one."""

from django.core.management.base import BaseCommand, CommandError

from quiz.bench.report import report_on
from quiz.models import Quiz


class Command(BaseCommand):
    help = "Proves an edition of the pain quiz (the published one without a number). Fails when it does not pass."

    def add_arguments(self, parser):
        parser.add_argument("edition", type=int, nargs="?", help="the number of the edition, as the admin shows it")

    def handle(self, *args, edition=None, **options):
        chosen = Quiz.objects.filter(pk=edition) if edition is not None else Quiz.objects.published()
        quiz = chosen.with_content().first()
        if quiz is None:
            raise CommandError("There is no such edition." if edition is not None else "No quiz is published.")
        report = report_on(quiz)
        for line in report.lines():
            self.stdout.write(line)
        if not report.proof.is_passed:
            raise CommandError("This edition does not pass its checks.")
