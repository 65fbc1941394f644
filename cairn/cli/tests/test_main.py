import subprocess
import sys

import pytest

from cairn.cli import main


def test_help_when_no_command_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = capsys.readouterr().out
    assert [name for name in ("themes", "redact", "create_administrator") if name in listed] == [
        "themes",
        "redact",
        "create_administrator",
    ]


@pytest.mark.parametrize("name", ["tests", "_files", "nothing", ""])
def test_refusal_when_no_command_is_so_called(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main([name])
    assert stop.value.code == 2
    assert f"invalid choice: {name!r} (choose from" in capsys.readouterr().err


def test_modules_when_themes_are_asked_for() -> None:
    ask = (
        "import sys; from cairn.cli import main; main(['themes', 'none.csv', '--text', 'a',"
        "'--out', 'none']); heavy = {'sklearn', 'pandas', 'onnxruntime', 'ortools', 'django'};"
        "print(sorted(heavy & set(sys.modules)), 'cairn.cli.group' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] False"
