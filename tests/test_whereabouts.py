"""Where the termbase is: environment, setting, own file; its password is never in what is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from editor import paths, whereabouts
from editor.learning import open_termbase
from editor.settings import TERMBASE, Settings
from editor.whereabouts import Access, address_of, full_address, keep, parted, try_out
from glossary.proposals import Role
from glossary.store.faults import StoreError

ADDRESS = "postgresql://li@db.example.org:5433/terms?sslrootcert=/a.pem"


class Vault(KeyringBackend):
    """A keyring in memory, as that of the system is one."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def vault() -> Iterator[Vault]:
    before, made = keyring.get_keyring(), Vault()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def no_vault() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(before)


def test_a_password_is_taken_out_of_an_address() -> None:
    typed = parted(" postgresql://li:p%40ss:w@db.example.org:5433/terms?sslrootcert=/a.pem ")
    assert typed == Access(ADDRESS, "p@ss:w")
    assert "p@ss" not in repr(typed)
    assert parted("/home/li/t.sqlite") == Access("/home/li/t.sqlite")
    assert parted("postgresql:///terms?host=/run") == Access("postgresql:///terms?host=/run")


def test_the_environment_comes_before_the_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = Settings()
    monkeypatch.delenv("ZHUBI_TERMBASE")
    assert address_of(settings) == str(paths.termbase_file())
    settings[TERMBASE] = "/b.sqlite"
    assert address_of(settings) == "/b.sqlite"
    monkeypatch.setenv("ZHUBI_TERMBASE", ADDRESS)
    assert address_of(settings) == ADDRESS
    assert paths.termbase_file().name == "termbase.sqlite"
    assert paths.learning_folder().is_absolute()


def test_the_command_line_uses_the_setting_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"termbase": str(tmp_path / "set.sqlite")}), encoding="utf-8")
    monkeypatch.setenv("ZHUBI_SETTINGS", str(file))
    monkeypatch.delenv("ZHUBI_TERMBASE")
    with open_termbase(who="Li") as store:
        assert store.place.path == tmp_path / "set.sqlite"


@pytest.mark.usefixtures("no_vault")
def test_a_password_comes_from_the_environment_or_from_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(whereabouts.PASSWORD, raising=False)
    assert full_address(Access(ADDRESS)) == ADDRESS
    assert not keep(Access(ADDRESS, "secret"))
    monkeypatch.setenv(whereabouts.PASSWORD, "a/b")
    assert full_address(Access(ADDRESS)) == ADDRESS.replace("li@", "li:a%2Fb@")
    assert full_address(Access(ADDRESS, "typed")) == ADDRESS.replace("li@", "li:typed@")
    assert full_address(Access("/t.sqlite", "typed")) == "/t.sqlite"


def test_a_password_is_kept_in_the_keyring(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(whereabouts.PASSWORD, raising=False)
    assert keep(Access(ADDRESS, "secret"))
    assert vault.kept == {("zhubi-termbase", ADDRESS): "secret"}
    assert full_address(Access(ADDRESS)) == ADDRESS.replace("li@", "li:secret@")


def test_trying_a_file_makes_none(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite"
    tried = try_out(Access(str(path)), "Li", Role.REVIEWER)
    assert (tried.good, tried.message) == (True, whereabouts.WILL_BE_MADE)
    assert not path.exists()
    with open_termbase(str(path), who="Li"):
        pass
    assert try_out(Access(str(path)), "Li", Role.REVIEWER).message == whereabouts.IN_FILE
    other = tmp_path / "notes.sqlite"
    other.write_text("no database", encoding="utf-8")
    with pytest.raises(StoreError, match="not a termbase of Zhubi"):
        try_out(Access(str(other)), "Li", Role.REVIEWER)


def test_a_server_that_is_not_there_is_said_without_the_password() -> None:
    with pytest.raises(StoreError) as caught:
        try_out(Access("postgresql://li@127.0.0.1:9/terms", "canary"), "Li", Role.REVIEWER)
    assert "127.0.0.1:9/terms does not answer" in str(caught.value)
    assert "canary" not in str(caught.value)
