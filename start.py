"""Set everything up and go: the editor, `test`, or `zhubi …`; standard library only, no part of the program."""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "zhubi-stamp.json"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
SAMPLE = ROOT / "resources" / "samples" / "court-meeting"  # .zh.txt and .mt.en.txt
LINUX = sys.platform.startswith("linux")

CANNOT, SYSTEM_MISSING = 2, 3  # exit codes: something is in the way; system packages are missing

# What PySide6 loads from the system on Linux, as library=package of Debian and Ubuntu; then what X11 needs.
QT_LIBRARIES = """libglib-2.0.so.0=libglib2.0-0 libGL.so.1=libgl1 libEGL.so.1=libegl1 libfontconfig.so.1=libfontconfig1
    libdbus-1.so.3=libdbus-1-3 libxkbcommon.so.0=libxkbcommon0 libgssapi_krb5.so.2=libgssapi-krb5-2"""
X11_LIBRARIES = """libxcb-cursor.so.0=libxcb-cursor0 libxkbcommon-x11.so.0=libxkbcommon-x11-0
    libX11-xcb.so.1=libx11-xcb1 libxcb-icccm.so.4=libxcb-icccm4 libxcb-keysyms.so.1=libxcb-keysyms1
    libxcb-shape.so.0=libxcb-shape0 libxcb-xkb.so.1=libxcb-xkb1"""
CJK_FONT = "fonts-wqy-microhei"
CJK_NAMES = ("wqy", "cjk", "notosanssc", "notoserifsc", "sourcehan", "uming", "ukai", "droidsansfallback")
NO_NETWORK = (
    "from versions: none|name resolution|NewConnectionError|ConnectionError|Network is unreachable|timed out|ProxyError"
)

USAGE = """python3 start.py            set up and open the editor on the sample article (no display: print its report)
python3 start.py test       set up and run the whole test suite; anything after `test` goes to pytest alone
python3 start.py zhubi …    set up and run the command `zhubi …`
"""


class CannotStart(Exception):
    """The person can mend it; the text says how. `code` is the exit code."""

    def __init__(self, text: str, code: int = CANNOT) -> None:
        super().__init__(text)
        self.code = code


def main(arguments: list[str]) -> int:
    """Set up what the job needs and run it; the exit code."""
    os.environ.setdefault("PYTHONUTF8", "1")
    job = arguments[0] if arguments else "open"
    if job not in ("open", "test", "zhubi"):
        print(USAGE, end="")
        return 0 if job in ("-h", "--help", "help") else CANNOT
    window = has_display() and (job == "open" or arguments[:2] in (["zhubi"], ["zhubi", "open"]))
    try:
        require_python()
        set_up(job, window=window)
    except CannotStart as error:
        say(str(error))
        return error.code
    except KeyboardInterrupt:
        say("stopped; the next start takes it up again.")
        return 130
    if job == "test":
        return run_tests(arguments[1:])
    return run(["-m", "editor", *arguments[1:]], last=True) if job == "zhubi" else open_sample()


def say(text: str) -> None:
    """A line to the person, out of the way of what the program prints."""
    print(f"start.py: {text}", file=sys.stderr, flush=True)


def require_python() -> None:
    """Refuse a Python the program cannot run on."""
    if sys.version_info < (3, 11):  # noqa: UP036 (start.py meets every Python)
        raise CannotStart(
            f"Zhubi needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}. Install a newer one "
            "(macOS: brew install python; Windows: python.org) and run start.py with it: python3.12 start.py"
        )


def wanted_stamp(job: str, *, window: bool) -> dict[str, object]:
    """What the stamp must say for the job to start at once."""
    identity = [sys.version, sys.base_prefix, str(ROOT)]
    return {
        "python": hashlib.sha256("\n".join(identity).encode()).hexdigest(),
        "dependencies": hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest(),
        "dev": job == "test",
        "qt": window or job == "test",
        "x11": window and needs_x11(),
    }


def read_stamp() -> dict[str, object]:
    """The stamp of the last complete set-up; empty if there is none."""
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and PYTHON.exists() else {}


def has_display() -> bool:
    """Whether a window can be shown (or the person chose a Qt platform)."""
    return not LINUX or any(os.environ.get(k) for k in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def needs_x11() -> bool:
    """Whether the window goes to an X server, which needs more system libraries."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    return LINUX and bool(os.environ.get("DISPLAY")) and (not chosen or chosen.startswith("xcb"))


def set_up(job: str, *, window: bool) -> None:
    """Bring `.venv` and the system to what the job needs; nothing to do if the stamp says so."""
    wanted, stamp = wanted_stamp(job, window=window), read_stamp()
    same_python = stamp.get("python") == wanted["python"]
    same_packages = same_python and stamp.get("dependencies") == wanted["dependencies"]
    if same_packages and all(stamp.get(key) or not wanted[key] for key in ("dev", "qt", "x11")):
        return
    require_writable()
    dev = bool(wanted["dev"] or (same_python and stamp.get("dev")))
    qt = install_system(wanted, venv=not same_python, attempt=job != "zhubi")
    ready = {**wanted, "dev": dev, "qt": False, "x11": False}
    try:
        if not same_packages or dev != bool(stamp.get("dev")):
            STAMP.unlink(missing_ok=True)  # an interruption from here on is seen by the next start
            if not same_python:
                make_venv()
            install_packages(dev=dev)
            STAMP.write_text(json.dumps(ready), "utf-8")
        if qt:
            try_qt()
            STAMP.write_text(json.dumps({**ready, "qt": True, "x11": wanted["x11"]}), "utf-8")
    except OSError as error:
        raise CannotStart(
            f"Set-up stopped at {error.filename or VENV}: {error.strerror}. Mend it, run again."
        ) from error


def require_writable() -> None:
    """Say so now if `.venv` cannot be made in the project folder."""
    probe = ROOT / f".writable-{os.getpid()}"
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CannotStart(
            f"The folder {ROOT} cannot be written ({error.strerror}), and Zhubi keeps its private .venv there. "
            "Copy the folder to a place of yours and run start.py there."
        ) from error


def make_venv() -> None:
    """A fresh `.venv`; one that was not finished, or belongs to another Python, is removed first."""
    if VENV.is_symlink() or VENV.is_file():
        raise CannotStart(f"{VENV} is not a folder; remove it and run again.")
    if VENV.exists():
        say("the .venv here is unfinished or of another Python: making it anew.")
        shutil.rmtree(VENV)
    say(f"making {VENV} …")
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        raise CannotStart(f"Python could not make {VENV}:\n{done.stdout.decode(errors='replace').strip()}")


def install_packages(*, dev: bool) -> None:
    """Install the project (editable: `zhubi` always runs these folders) with its dependencies."""
    say("installing the dependencies (the first time about 100 MB are fetched; they stay in .venv) …")
    target = f"{ROOT}[dev]" if dev else str(ROOT)
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", target]
    done = subprocess.run(command, stderr=subprocess.PIPE)
    if not done.returncode:
        return
    text = done.stderr.decode(errors="replace").strip()
    why = "there seems to be no network" if re.search(NO_NETWORK, text) else f"pip says:\n{text[-1500:]}\n"
    raise CannotStart(
        f"The dependencies could not be installed: {why}. They come from the package index that pip is set to "
        "(pypi.org as a rule). Run start.py again when it can be reached."
    )


def try_qt() -> None:
    """Import Qt once, in a process of its own: what is missing on this system shows here and not as a crash later."""
    done = subprocess.run([str(PYTHON), "-c", "import PySide6.QtWidgets"], stderr=subprocess.PIPE)
    if done.returncode:
        last = (done.stderr.decode(errors="replace").strip().splitlines() or ["it crashed"])[-1]
        raise CannotStart(f"Qt does not load here: {last}. Install the package that holds that.", SYSTEM_MISSING)


def install_system(wanted: dict[str, object], *, venv: bool, attempt: bool) -> bool:
    """Install missing system packages if that is allowed; whether Qt can be used afterwards.

    Without a display Qt's libraries are only attempted: checking needs no window.
    """
    packed_apart = venv and not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"))
    essential = [f"python3.{sys.version_info.minor}-venv"] if packed_apart else []
    table = f"{QT_LIBRARIES} {X11_LIBRARIES if wanted['x11'] else ''}" if LINUX and (wanted["qt"] or attempt) else ""
    libraries = dict(pair.split("=") for pair in table.split())
    absent = [name for name in libraries if not loads(name)]
    packages = essential + [libraries[name] for name in absent]
    packages += [CJK_FONT] if libraries and not has_cjk_font() else []
    if packages and not apt_install(packages):
        line = install_line(packages, absent)
        if essential or (absent and wanted["qt"]):
            raise CannotStart(
                f"System packages are missing. Run this line, then start.py again:\n{line}", SYSTEM_MISSING
            )
        say(f"{'a window will need' if absent else 'for Chinese characters install'}: {line}")
        return bool(libraries) and not absent
    return bool(wanted["qt"] or attempt)


def loads(library: str) -> bool:
    """Whether the system's loader finds the shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_cjk_font() -> bool:
    """Whether the font folders hold a font with Chinese characters."""
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
    names = [path.name.lower().replace("-", "") for folder in folders for path in folder.rglob("*.[to]t[fc]")]
    return any(known in name for name in names for known in CJK_NAMES)


def apt_install(packages: list[str]) -> bool:
    """Install by apt-get as root or with a sudo that asks nothing; whether that worked."""
    if not shutil.which("apt-get"):
        return False
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and (not shutil.which("sudo") or subprocess.run([*prefix, "true"], capture_output=True).returncode):
        return False
    say(f"installing system packages by apt-get: {' '.join(packages)} …")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run([*apt, *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            say(f"apt-get {command[0]} failed:\n{done.stdout.decode(errors='replace').strip()}")
            return False
    return True


def install_line(packages: list[str], absent: list[str]) -> str:
    """The exact line a person with the right to it has to run."""
    if not shutil.which("apt-get"):
        return f"(no apt-get here: install with your system's installer what holds {', '.join(absent or packages)})"
    line = f"apt-get update && apt-get install --yes --no-install-recommends {' '.join(packages)}"
    if os.geteuid() == 0:
        return line
    return line.replace("apt-get ", "sudo apt-get ") if shutil.which("sudo") else f'su -c "{line}"'


def run(arguments: list[str], *, last: bool = False) -> int:
    """Run the environment's Python; with `last` in place of this process where the system can do that."""
    command = [str(PYTHON), "-P", *arguments]  # -P: a folder `editor` where one happens to be is not ours
    if last and os.name == "posix":
        sys.stdout.flush()
        os.execv(command[0], command)
    try:
        return subprocess.run(command).returncode
    except KeyboardInterrupt:
        return 130


def open_sample() -> int:
    """Open the sample article; without a display check it and print the report."""
    if has_display():
        return run(["-m", "editor", "open", "--sample"], last=True)
    say("no display: checking the sample article instead of opening it.")
    article = [f"{SAMPLE}.mt.en.txt", "--source", f"{SAMPLE}.zh.txt"]
    return run(["-m", "editor", "check", *article, "--fail-on", "never"], last=True)


def run_tests(arguments: list[str]) -> int:
    """Lint, types, tests; pytest's closing line comes last. With arguments: pytest alone, with them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.chdir(ROOT)
    if arguments:
        return run(["-m", "pytest", *arguments])
    failed = []
    for step in ("ruff check", "ruff format --check", "mypy", "pytest -q -n 2 --dist loadfile"):
        say(step)
        if run(["-m", *step.split()]):
            failed.append(step)
    if failed:
        say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
