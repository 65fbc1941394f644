from cairn.surveys.actions.answering import (
    pass_on_answers,
    save_answers,
    send_response,
    start_response,
)
from cairn.surveys.actions.asking import choose_mode, close_survey, open_survey
from cairn.surveys.actions.expiring import destroy_old_drafts
from cairn.surveys.actions.feedback import save_feedback, take_down_feedback
from cairn.surveys.actions.files import add_file, take_away_file
from cairn.surveys.actions.inviting import invite, mark_who_answered, remind
from cairn.surveys.actions.offline import send_written
from cairn.surveys.actions.refusals import Arrived, Closed, Refused, Sent
from cairn.surveys.actions.releasing import release_answers
from cairn.surveys.actions.returning import (
    add_words,
    apply_erasures,
    choose_consent,
    share_answers,
    withdraw_answer,
    withdraw_response,
)
from cairn.surveys.actions.sealing import seal_survey

__all__ = [
    "Arrived",
    "Closed",
    "Refused",
    "Sent",
    "add_file",
    "add_words",
    "apply_erasures",
    "choose_consent",
    "choose_mode",
    "close_survey",
    "destroy_old_drafts",
    "invite",
    "mark_who_answered",
    "open_survey",
    "pass_on_answers",
    "release_answers",
    "remind",
    "save_answers",
    "save_feedback",
    "seal_survey",
    "send_response",
    "send_written",
    "share_answers",
    "start_response",
    "take_away_file",
    "take_down_feedback",
    "withdraw_answer",
    "withdraw_response",
]
