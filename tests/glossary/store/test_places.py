"""Addresses of termbases: what is encrypted and verified, what is refused, and that no password is ever shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary.store.faults import StoreError
from glossary.store.places import place_of


@pytest.mark.parametrize(
    "where",
    ["postgresql://li@db.example.org/terms", "postgres://li@10.0.0.7/t", "postgresql://li@localhost,evil.org/t?host=evil.org"],
)  # fmt: skip
def test_a_server_elsewhere_has_to_prove_who_it_is(where: str) -> None:
    query = place_of(where).url.query
    assert query["sslmode"] == "verify-full"
    assert query["sslrootcert"] == "system"


def test_an_own_certificate_is_kept() -> None:
    query = place_of("postgresql://li@db.example.org/t?sslrootcert=/etc/court.pem&sslmode=verify-full").url.query
    assert query["sslrootcert"] == "/etc/court.pem"


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer", "require", "verify-ca"])
def test_less_than_full_verification_is_refused(mode: str) -> None:
    with pytest.raises(StoreError, match="does not verify"):
        place_of(f"postgresql://li@db.example.org/t?sslmode={mode}")


@pytest.mark.parametrize(
    "where",
    [
        "postgresql://li@localhost/t",
        "postgresql://li@127.0.0.1:5433/t",
        "postgresql://li@[::1]/t",
        "postgresql://li@/t?host=/run/postgresql",
    ],
)
def test_a_server_on_this_computer_needs_no_certificate(where: str) -> None:
    assert "sslmode" not in place_of(where).url.query


@pytest.mark.parametrize("host", ["127.0.0.1.evil.org", "localhost.evil.org", "/tmp,db.example.org"])
def test_what_only_looks_local_is_not(host: str) -> None:
    assert place_of(f"postgresql://li@/t?host={host}").url.query["sslmode"] == "verify-full"


def test_no_password_is_shown() -> None:
    place = place_of("postgresql://li:secret-canary@db.example.org/t")
    assert "secret-canary" not in place.name
    assert place.url.password == "secret-canary"


@pytest.mark.parametrize("where", ["mysql://li@db/t", "http://db/t", "postgresql://li@db:port/t"])
def test_other_addresses_are_refused(where: str) -> None:
    with pytest.raises(StoreError):
        place_of(where)


def test_a_path_is_a_file(tmp_path: Path) -> None:
    place = place_of(str(tmp_path / "a b%20.sqlite"))
    assert place.embedded
    assert place.path == tmp_path / "a b%20.sqlite"
