"""Set-up, its lock files and the make targets keep the promises the README makes."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts import assets, model_graph, postgres, run, setup, weights
from scripts.machine import SetupError, last_words, run_quietly

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements"
LOCKS = ["app", "dev", "node", "uv", "weights"]
TARGETS = [
    "bench",
    "check",
    "contracts",
    "docs",
    "format",
    "help",
    "lint",
    "run",
    "setup",
    "soak",
    "test",
    "test-postgres",
    "types",
    "words",
]


def wanted_by(name: str) -> dict[str, Requirement]:
    """What an .in file asks for, and the files it includes, by normal name."""
    found: dict[str, Requirement] = {}
    for line in (REQUIREMENTS / f"{name}.in").read_text(encoding="utf-8").splitlines():
        text = line.partition("#")[0].strip()
        if text.startswith("-r "):
            found |= wanted_by(Path(text[3:]).stem)
        elif text:
            requirement = Requirement(text)
            found[canonicalize_name(requirement.name)] = requirement
    return found


def locked_in(name: str) -> dict[str, str]:
    text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
    return {
        canonicalize_name(package): version
        for package, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)
    }


def direct_in(name: str) -> set[str]:
    """The packages a lock file says were asked for by name."""
    text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=\S)", text)
    return {
        canonicalize_name(block.partition("==")[0])
        for block in blocks
        if re.search(r"-r requirements/\w+\.in", block)
    }


@pytest.mark.parametrize("name", LOCKS)
def test_python_lock_names_no_host(name: str) -> None:
    text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
    assert re.findall(r"\w+://\S+|--(?:extra-)?index-url|--find-links", text) == []


def test_front_end_lock_names_no_registry() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if name and "integrity" not in entry] == []


@pytest.mark.parametrize("name", LOCKS)
def test_python_lock_is_compiled_from_what_is_asked_for(name: str) -> None:
    wanted, locked = wanted_by(name), locked_in(name)
    assert direct_in(name) == set(wanted)
    assert [key for key, asked in wanted.items() if not asked.specifier.contains(locked[key])] == []


def test_tests_run_on_the_versions_that_run_the_product() -> None:
    app, dev = locked_in("app"), locked_in("dev")
    assert {name: dev.get(name) for name in app} == app


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_hash(name: str) -> None:
    text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
    blocks = [block for block in re.split(r"\n(?=\S)", text) if "==" in block.split("\n")[0]]
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_make_alone_lists_every_target() -> None:
    said = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert sorted(re.findall(r"^  make ([a-z-]+)  \S", said, re.MULTILINE)) == TARGETS


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_commands_on_the_first_pages_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", text, re.MULTILINE))
    assert named
    assert sorted(named - set(TARGETS)) == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_links_on_the_first_pages_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!\w+:)([^)#]+)", text)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_style_part_is_in_the_style_sheet() -> None:
    main = (assets.SOURCES / "cairn.scss").read_text(encoding="utf-8")
    parts = sorted(path.stem[1:] for path in assets.SOURCES.glob("_*.scss"))
    assert sorted(re.findall(r'^@use "(\w+)";', main, re.MULTILINE)) == parts


def test_built_style_sheet_and_script_ask_nobody_outside() -> None:
    styles = (assets.ASSETS / "cairn.css").read_text(encoding="utf-8")
    script = (assets.ASSETS / "nhsuk-frontend.min.js").read_text(encoding="utf-8")
    assert re.findall(r"url\(\"?(?:https?:)?//[^)]*\)|@font-face|@import", styles) == []
    assert "sourceMappingURL" not in styles + script[-200:]
    icons = set(re.findall(r'url\("?images/([\w.-]+)', styles))
    assert {path.name for path in (assets.ASSETS / "images").iterdir()} == icons


def test_only_the_last_source_map_comment_is_taken_off() -> None:
    inside = 'a="//# sourceMappingURL=x";'
    assert assets.strip_source_map(f"{inside}b()\n//# sourceMappingURL=b.map\n") == f"{inside}b()\n"


def test_a_step_runs_again_only_when_its_input_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "BUILD", tmp_path / "build")
    source, output = tmp_path / "in.txt", tmp_path / "out.txt"

    def copy() -> None:
        shutil.copy(source, output)

    def is_current() -> bool:
        return setup.Step("copy", [source], output, copy).is_current()

    source.write_text("one")
    assert not is_current()
    setup.Step("copy", [source], output, copy).run()
    assert (is_current(), output.read_text()) == (True, "one")
    source.write_text("two")
    assert not is_current()
    setup.Step("copy", [source], output, copy).run()
    assert (is_current(), output.read_text()) == (True, "two")
    output.unlink()
    assert not is_current()


def test_weights_with_another_hash_are_refused(tmp_path: Path) -> None:
    changed = tmp_path / "model.safetensors"
    changed.write_bytes(b"not the weights")
    with pytest.raises(
        SetupError, match=r"SHA-256 begins 35245741e72e and must begin 53aa51172d14"
    ):
        weights.check_weights(changed)


def test_the_installed_weights_are_the_known_ones() -> None:
    assert weights.hash_file(weights.find_weights() / "model.safetensors") == weights.KNOWN


def test_the_more_often_a_piece_is_said_the_less_it_counts() -> None:
    vocabulary = (weights.find_weights() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    counts = model_graph.weigh_pieces(vocabulary)
    said = ["[CLS]", ".", "the", "i", "and", "not", "nurse"]
    assert [round(float(counts[vocabulary.index(piece)]), 3) for piece in said] == [
        0.091,
        0.1,
        0.286,
        0.4,
        0.444,
        0.861,
        0.999,
    ]


def test_missing_weights_are_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"weights of the sentence model are not in \.venv"):
        weights.find_weights(tmp_path)


def test_an_old_python_is_refused_in_one_sentence() -> None:
    with pytest.raises(SetupError, match=r"3\.11 or newer and this is 3\.9\.2"):
        setup.check_python((3, 9, 2))


@pytest.mark.slow
def test_set_up_without_a_network_says_so_plainly(tmp_path: Path) -> None:
    for name in ("scripts", "requirements", "cairn/design/scss"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / name, tmp_path / name)
    alone = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": str(tmp_path),
        "PIP_CONFIG_FILE": "/dev/null",
        "PIP_NO_INDEX": "1",
        "npm_config_offline": "true",
    }
    command = [sys.executable, "-m", "scripts.setup"]
    done = subprocess.run(
        command, cwd=tmp_path, env=alone, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Set-up stopped. The Python packages could not be fetched:")
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "build" / "stamps" / "packages").exists()


def test_a_command_that_fails_is_reported_with_its_last_words() -> None:
    command = [sys.executable, "-c", "import sys; sys.exit('the disk is full')"]
    with pytest.raises(SetupError) as trouble:
        run_quietly(command, failure="It did not work.")
    assert str(trouble.value) == "It did not work.\n  It said: the disk is full"


def test_a_command_that_is_not_there_is_reported() -> None:
    with pytest.raises(SetupError, match=r"^No\. \(No such file or directory: no-such-command\)$"):
        run_quietly(["no-such-command"], failure="No.")


def test_last_words_are_the_last_lines_that_say_something() -> None:
    assert last_words("a\n\nb\nc\n\n d \n") == "b / c / d"
    assert last_words("\n") == "nothing"


@pytest.mark.parametrize("text", ["http", "0", "65536", "-1", "80 80"])
def test_a_port_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SetupError, match="must be a number from 1 to 65535"):
        run.read_port(text)


def test_the_port_is_8000_unless_said() -> None:
    assert [run.read_port(text) for text in ("", " ", "8101")] == [8000, 8000, 8101]


def test_a_taken_port_is_refused_and_another_offered() -> None:
    with socket.socket() as other:
        other.bind((run.HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SetupError, match=f"Port {port} cannot be used"):
            run.check_port_is_free(port)


def test_postgres_takes_no_port_that_answers() -> None:
    taken = postgres.free_port()
    with socket.socket() as other:
        other.bind(("127.0.0.1", taken))
        other.listen()
        assert postgres.free_port() != taken


def test_postgres_without_a_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert postgres.main([]) == 2
    assert "throw-away PostgreSQL" in capsys.readouterr().err


def test_ci_runs_the_check_from_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.splitlines()[-1] == "exec make check"
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
