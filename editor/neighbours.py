"""Whether the packages `editor`, `glossary` and `resources` are really ours: other distributions may own the names."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

DISTRIBUTION = "zhubi"
PACKAGES = ("editor", "glossary", "resources")


def clash() -> str:
    """A sentence on the package that stands where ours should, or nothing; costs three look-ups in the path."""
    ours = Path(__file__).parent.parent
    foreign = [name for name in PACKAGES if _folder(name) != ours / name]
    return _sentence(foreign) if foreign else ""


def explain(error: ImportError) -> str:
    """A sentence on an import that failed in one of our packages: files of another distribution may lie over ours."""
    package = (error.name or "").split(".")[0]
    return _sentence([package]) if package in PACKAGES and _owners(package) else ""


def _folder(package: str) -> Path | None:
    spec = find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


def _owners(package: str) -> list[str]:
    """Other distributions that install a package of this name; reads all metadata, so only once there is a fault."""
    from importlib import metadata

    return sorted({name for name in metadata.packages_distributions().get(package, []) if name != DISTRIBUTION})


def _sentence(packages: list[str]) -> str:
    owners = sorted({owner for package in packages for owner in _owners(package)})
    whose = f"it belongs to {', '.join(owners)}" if owners else "it was found before Zhubi's on Python's path"
    return (
        f"The Python package “{', '.join(packages)}” that is found here is not Zhubi's: {whose}. "
        "Install Zhubi into an environment of its own (`python3 start.py` makes one)."
    )
