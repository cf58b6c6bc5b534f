"""The address of the pain quiz: one for all its steps, because answers never stand in an address."""

from django.urls import path

from quiz.views.start import pain_quiz

app_name = "quiz"
urlpatterns = [path("pain-quiz/", pain_quiz, name="start")]
