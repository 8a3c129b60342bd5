"""Where the person's termbase is, and the password for it: environment, then setting; never a password in a file."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from editor import paths
from editor.i18n import mark
from editor.settings import TERMBASE, Settings
from editor.termbase import built_in
from glossary.proposals import Role
from glossary.wording import Values

# Its libraries cost a third of a second; they are loaded when a termbase is opened.
if TYPE_CHECKING:
    from glossary.store.termbase import TermbaseStore

PASSWORD = "ZHUBI_TERMBASE_PASSWORD"
_SERVICE = "zhubi-termbase"
# Backends of keyring that keep nothing, or keep it readable for everybody.
_NO_VAULT = ("keyring.backends.fail", "keyring.backends.null", "keyrings.")

ON_SERVER = mark("Connected to {place} as {name}: {role}. The server holds everybody to their role.")
IN_FILE = mark("{place} can be used. In a file the role is a setting and protects nothing; every step is recorded.")
WILL_BE_MADE = mark("{place} is not there yet; it will be made with the built-in glossary.")
NO_FOLDER = mark("{place} cannot be made: its folder is not there or may not be written to. Choose another.")
KEPT = mark("The password is kept in the keyring of this computer.")
NOT_KEPT = mark(
    "This computer has no keyring that protects a password: it is forgotten when the program ends. Type it again then,"
    " or set ZHUBI_TERMBASE_PASSWORD."
)


@dataclass(frozen=True, slots=True)
class Access:
    """How a termbase is reached: an address without a password (empty: the person's own file), and the password."""

    address: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Tried:
    """What trying a connection showed: a message with its values, whether it can be worked with.

    `remark` is a message about the password, `warning` what the store warns of.
    """

    message: str
    values: Values = ()
    good: bool = True
    remark: str = ""
    warning: str = ""


def named_by_environment() -> str:
    """The termbase the environment names; the setting does not count then."""
    return paths.termbase_address()


def address_of(settings: Settings) -> str:
    """The address of the person's termbase: as the environment says, else as set, else the file of this computer."""
    return named_by_environment() or settings[TERMBASE] or str(paths.termbase_file())


def is_server(address: str) -> bool:
    """Whether an address names a server and no file."""
    return "://" in address


def parted(address: str) -> Access:
    """What a person typed, with a password that stands in it taken out."""
    if not is_server(address):
        return Access(address.strip())
    parts = urlsplit(address.strip())
    who, at, host = parts.netloc.rpartition("@")
    name, colon, password = who.partition(":")
    if not colon:
        return Access(address.strip())
    return Access(urlunsplit(parts._replace(netloc=name + at + host)), unquote(password))


def full_address(access: Access) -> str:
    """The address a server is reached by, with the password: given, of the environment, or of the keyring."""
    if not is_server(access.address):
        return access.address
    typed = parted(access.address)
    password = access.password or typed.password or os.environ.get(PASSWORD, "") or _kept(typed.address)
    parts = urlsplit(typed.address)
    who, at, host = parts.netloc.rpartition("@")
    if not password or not at:
        return typed.address
    return urlunsplit(parts._replace(netloc=f"{who}:{quote(password, safe='')}{at}{host}"))


def try_out(access: Access, who: str, role: Role) -> Tried:
    """Open a termbase and say in a sentence what came of it; makes no file. StoreError where it cannot be opened."""
    address = access.address or str(paths.termbase_file())
    values = (("place", address),)
    if not is_server(address) and not Path(address).exists():
        return _to_be_made(Path(address), values)
    with opened(replace(access, address=address), who, role) as store:
        if not store.enforced:
            return Tried(IN_FILE, values)
        told = (("place", store.place.name), ("name", store.who), ("role", store.role.value))
        warning = " ".join(store.warnings)
    remark = "" if not access.password else KEPT if keep(access) else NOT_KEPT
    return Tried(ON_SERVER, told, remark=remark, warning=warning)


def opened(access: Access, who: str, role: Role) -> TermbaseStore:
    """The termbase at an address."""
    from glossary.store.termbase import TermbaseStore

    return TermbaseStore.open(full_address(access), who=who, role=role, seed=built_in)


def keep(access: Access) -> bool:
    """Keep a password in the keyring; whether there is one that protects it."""
    vault = _vault()
    if vault is None:
        return False
    try:
        vault.set_password(_SERVICE, access.address, access.password)
    except _faults():
        return False
    return True


def _to_be_made(path: Path, values: Values) -> Tried:
    folder = next((folder for folder in path.absolute().parents if folder.exists()), Path("/"))
    good = folder.is_dir() and os.access(folder, os.W_OK)
    return Tried(WILL_BE_MADE if good else NO_FOLDER, values, good)


def _kept(address: str) -> str:
    vault = _vault()
    if vault is None:
        return ""
    try:
        return str(vault.get_password(_SERVICE, address) or "")
    except _faults():
        return ""


def _vault() -> Any:
    """The keyring of this computer that protects what it keeps; None where there is none."""
    try:
        import keyring
    except ImportError:
        return None
    backend = keyring.get_keyring()
    found = getattr(backend, "backends", [backend])
    return next((one for one in found if not type(one).__module__.startswith(_NO_VAULT)), None)


def _faults() -> tuple[type[Exception], ...]:
    from keyring.errors import KeyringError

    return (KeyringError, OSError)
