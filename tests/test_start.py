"""What start.py decides, without a network: when it is ready, what it demands, and what it says."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """start.py as a module, at home in an empty folder."""
    spec = importlib.util.spec_from_file_location("start_script", ROOT / "start.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    home = tmp_path / "home"
    home.mkdir()
    (home / "pyproject.toml").write_text("[project]\n", "utf-8")
    monkeypatch.setattr(module, "ROOT", home)
    monkeypatch.setattr(module, "VENV", home / ".venv")
    monkeypatch.setattr(module, "STAMP", home / ".venv" / "zhubi-stamp.json")
    monkeypatch.setattr(module, "PYTHON", home / ".venv" / "bin" / "python")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    return module


def ready(start: ModuleType, job: str, *, window: bool = False) -> None:
    """Leave behind what a complete set-up for `job` leaves."""
    start.PYTHON.parent.mkdir(parents=True)
    start.PYTHON.touch()
    start.STAMP.write_text(json.dumps(start.wanted_stamp(job, window=window)), "utf-8")


def test_a_complete_set_up_is_not_touched(start: ModuleType) -> None:
    ready(start, "test")
    stamp = start.STAMP.stat().st_mtime_ns
    for job in ("zhubi", "test", "open"):
        start.set_up(job, window=False)
    assert start.STAMP.stat().st_mtime_ns == stamp


@pytest.mark.parametrize("fault", ["no stamp", "broken stamp", "no python", "other dependencies", "no dev", "no qt"])
def test_what_is_missing_is_seen(start: ModuleType, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ready(start, "zhubi" if fault in {"no dev", "no qt"} else "test")
    if fault == "no stamp":
        start.STAMP.unlink()
    elif fault == "broken stamp":
        start.STAMP.write_text('{"python": ', "utf-8")
    elif fault == "no python":
        start.PYTHON.unlink()
    elif fault == "other dependencies":
        (start.ROOT / "pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")
    monkeypatch.setattr(start, "ROOT", start.ROOT)

    def refuse() -> None:
        raise start.CannotStart("set-up was begun")

    monkeypatch.setattr(start, "require_writable", refuse)
    with pytest.raises(start.CannotStart, match="set-up was begun"):
        start.set_up("test" if fault == "no dev" else "open", window=fault == "no qt")


def test_a_folder_that_cannot_be_written_is_said(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "ROOT", start.ROOT / "not" / "there")
    with pytest.raises(start.CannotStart, match="cannot be written") as refused:
        start.require_writable()
    assert refused.value.code == 2


def test_an_old_python_is_refused_in_a_sentence(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    start.require_python()
    monkeypatch.setattr(start.sys, "version_info", (3, 10, 12))
    with pytest.raises(start.CannotStart, match=r"needs Python 3\.11 or newer"):
        start.require_python()


def test_missing_system_packages_end_in_the_exact_line(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "LINUX", True)
    monkeypatch.setattr(start, "QT_LIBRARIES", "libzhubi-nothing.so.7=libzhubi-nothing7")
    monkeypatch.setattr(start, "apt_install", lambda packages: False)
    wanted = {"qt": True, "x11": False}
    with pytest.raises(start.CannotStart, match="libzhubi-nothing") as refused:
        start.install_system(wanted, venv=False, attempt=True)
    assert refused.value.code == 3


def test_checking_without_a_display_demands_no_qt(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "LINUX", True)
    monkeypatch.setattr(start, "QT_LIBRARIES", "libzhubi-nothing.so.7=libzhubi-nothing7")
    monkeypatch.setattr(start, "apt_install", lambda packages: False)
    assert start.install_system({"qt": False, "x11": False}, venv=False, attempt=True) is False
    assert "libzhubi-nothing" in capsys.readouterr().err


def test_the_venv_of_an_interrupted_run_is_made_anew(start: ModuleType) -> None:
    start.VENV.mkdir()
    (start.VENV / "half").touch()
    start.make_venv()
    assert not (start.VENV / "half").exists()
    assert (start.VENV / "pyvenv.cfg").exists()


def test_usage_is_printed() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "start.py", "--help"], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0
    assert "start.py test" in done.stdout
    assert subprocess.run([sys.executable, ROOT / "start.py", "nonsense"], capture_output=True).returncode == 2
