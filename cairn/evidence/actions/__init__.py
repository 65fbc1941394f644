from cairn.evidence.actions.adding import (
    Added,
    Terms,
    add_contribution,
    add_contributions,
    question_for,
)
from cairn.evidence.actions.consenting import change_consent, share_with_group
from cairn.evidence.actions.describing import describe_file
from cairn.evidence.actions.erasing import redact_contribution, withdraw_contribution
from cairn.evidence.actions.files import destroy_file, store_file
from cairn.evidence.actions.flagging import Noticed, record_flags
from cairn.evidence.actions.harm import answer_harm, find_harm, name_harm_lead
from cairn.evidence.actions.importing import (
    choose_reading,
    count_rows,
    import_at_work,
    map_columns,
    open_table,
    queue_import,
    receive_file,
    refusal_message,
    run_import,
    stop_import,
)
from cairn.evidence.actions.ledger import read_ledger, write_down_key, write_ledger_file
from cairn.evidence.actions.looking import (
    accept_flags,
    ask_to_look_again,
    find_identifying_words,
    reject_flag,
    reopen_flag,
)
from cairn.evidence.actions.reading import (
    Mapping,
)
from cairn.evidence.actions.reapplying import apply_erasures, scrub_store
from cairn.evidence.actions.refusals import (
    Conflict,
    Refused,
)
from cairn.evidence.actions.targeting import set_target
from cairn.evidence.actions.undoing import (
    import_stands_on,
    undo_import,
)

__all__ = [
    "Added",
    "Conflict",
    "Mapping",
    "Noticed",
    "Refused",
    "Terms",
    "accept_flags",
    "add_contribution",
    "add_contributions",
    "answer_harm",
    "apply_erasures",
    "ask_to_look_again",
    "change_consent",
    "choose_reading",
    "count_rows",
    "describe_file",
    "destroy_file",
    "find_harm",
    "find_identifying_words",
    "import_at_work",
    "import_stands_on",
    "map_columns",
    "name_harm_lead",
    "open_table",
    "question_for",
    "queue_import",
    "read_ledger",
    "receive_file",
    "record_flags",
    "redact_contribution",
    "refusal_message",
    "reject_flag",
    "reopen_flag",
    "run_import",
    "scrub_store",
    "set_target",
    "share_with_group",
    "stop_import",
    "store_file",
    "undo_import",
    "withdraw_contribution",
    "write_down_key",
    "write_ledger_file",
]
