"""Makes the tables and opens the made-up survey; prints the key of its link.

    python -m bench.load.opening
"""  # fmt: skip

from __future__ import annotations

import django
from django.core.management import call_command


def open_one() -> str:
    from bench.load.questions import CODE  # noqa: PLC0415 - beside the others
    from cairn.programmes.tests.factories import make_cast  # noqa: PLC0415 - needs Django set up
    from cairn.surveys.tests.factories import ask  # noqa: PLC0415 - as above

    call_command("migrate", verbosity=0, interactive=False)
    cast = make_cast()
    return str(ask(cast.programme, cast.lowri, CODE).key)


if __name__ == "__main__":
    django.setup()
    print(open_one())
