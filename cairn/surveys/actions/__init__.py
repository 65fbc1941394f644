from cairn.surveys.actions.answering import (
    pass_on_answers,
    save_answers,
    send_response,
    start_response,
)
from cairn.surveys.actions.asking import close_survey, open_survey
from cairn.surveys.actions.refusals import Refused
from cairn.surveys.actions.returning import withdraw_answer, withdraw_response

__all__ = [
    "Refused",
    "close_survey",
    "open_survey",
    "pass_on_answers",
    "save_answers",
    "send_response",
    "start_response",
    "withdraw_answer",
    "withdraw_response",
]
