"""The wheel holds all the program needs and runs in an environment of its own, wherever it is started."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("editor", "glossary", "resources")
NEEDED = {
    "resources/glossaries/court-news.jsonl",
    "resources/samples/court-meeting.zh.txt",
    "resources/samples/court-meeting.mt.en.txt",
    "resources/locale/zh_CN/LC_MESSAGES/zhubi.mo",
    "resources/manual/en/index.md",
    "resources/lexicon/zh-en.tsv",
    "resources/lexicon/NOTICE.md",
}


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command away from the source tree, without a way back to it by environment."""
    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME"}}
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=cwd, env=kept, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network and without isolation."""
    out = tmp_path_factory.mktemp("dist")
    done = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("zhubi-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a fresh environment with the wheel; dependencies are those of the running one."""
    home = tmp_path_factory.mktemp("clean") / "env"
    done = run(sys.executable, "-m", "venv", "--without-pip", home, cwd=home.parent)
    assert done.returncode == 0, done.stderr
    commands = home / ("Scripts" if os.name == "nt" else "bin")
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    python = commands / ("python.exe" if os.name == "nt" else "python")
    done = run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=home)
    assert done.returncode == 0, done.stderr
    return commands


def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if not name.split("/")[0].endswith(".dist-info")}
    tree = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in {".zhubi", ".pyc"}
    }
    clean = {f"resources/clean/{path.name}" for path in (ROOT / "tests" / "data" / "clean").glob("*.txt")}
    assert clean, "correct English that new rules are tried on goes with the program"
    assert inside == tree | clean
    assert inside >= NEEDED, NEEDED - inside


def test_the_command_runs_from_anywhere(installed: Path, tmp_path: Path) -> None:
    for command in ([installed / "zhubi", "--help"], [installed / "python", "-m", "editor", "--help"]):
        done = run(*command, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "check" in done.stdout
    where = run(installed / "python", "-c", "import editor; print(editor.__file__)", cwd=tmp_path).stdout
    assert str(ROOT) not in where, "the test ran the source tree, not the wheel"


def test_the_command_checks_a_file(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "mt.txt").write_text("The court held a meeting.The meeting studied class A cases.\n", "utf-8")
    done = run(installed / "zhubi", "check", "mt.txt", "--format", "json", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    found = {(f["check"], f["text"]) for f in json.loads(done.stdout)["findings"]}
    assert ("T01", "class A cases") in found


def test_a_package_of_the_same_name_is_noticed(installed: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "glossary").mkdir(parents=True)
    (other / "glossary" / "__init__.py").write_text('"""A glossary of somebody else."""\n', "utf-8")
    info = other / "wordlist-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: wordlist\nVersion: 1.0\n", "utf-8")
    (info / "RECORD").write_text("glossary/__init__.py,,\nwordlist-1.0.dist-info/METADATA,,\n", "utf-8")
    start = f"import sys; sys.path.insert(0, {str(other)!r}); from editor.__main__ import main; main()"
    done = run(installed / "python", "-c", start, cwd=tmp_path)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "glossary" in done.stderr
    assert "wordlist" in done.stderr
    assert "Traceback" not in done.stderr
