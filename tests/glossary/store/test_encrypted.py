"""A server over the network has to prove who it is: its name, its authority, and that its certificate is valid."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from glossary.proposals import Role
from glossary.store.faults import StoreError
from glossary.store.installing import add_person, install
from glossary.store.termbase import TermbaseStore
from tests.glossary.store.postgres import HAS_SERVER, Server, running_server

NAME = "db.court.example"
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Authority:
    """Somebody who signs certificates."""

    name: x509.Name
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def file(self) -> bytes:
        """The certificate as a file."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def authority(name: str) -> Authority:
    """An authority whose own certificate it signed itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder().subject_name(named(name)).issuer_name(named(name)).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - 9 * DAY).not_valid_after(now + 9 * DAY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip
    return Authority(named(name), key, made)


def certificate(by: Authority, *, expired: bool = False) -> tuple[bytes, bytes]:
    """Certificate and key of the server, as files."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    until = now - DAY if expired else now + DAY
    made = (
        x509.CertificateBuilder().subject_name(named(NAME)).issuer_name(by.name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - 5 * DAY).not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False).sign(by.key, hashes.SHA256())
    )  # fmt: skip
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return made.public_bytes(serialization.Encoding.PEM), secret


@dataclass(frozen=True)
class Reached:
    """A server on the loopback that is addressed by a name, so that it has to prove it."""

    server: Server
    port: int
    ours: Path
    theirs: Path

    def address(self, *, name: str = NAME, signed_by: Path | None = None, mode: str = "") -> str:
        """Where a reviewer finds it."""
        trust = f"&sslrootcert={signed_by}" if signed_by else ""
        mode = f"&sslmode={mode}" if mode else ""
        return f"postgresql://li@{name}:{self.port}/termbase?hostaddr=127.0.0.1{trust}{mode}"

    def show(self, by: Authority, *, expired: bool = False) -> None:
        """Start it with a certificate."""
        self.server.stop()
        files = [
            self.server.give(n, d) for n, d in zip(("c.pem", "k.pem"), certificate(by, expired=expired), strict=True)
        ]
        self.server.start(
            "listen_addresses=127.0.0.1", f"port={self.port}", "ssl=on", f"ssl_cert_file={files[0]}",
            f"ssl_key_file={files[1]}",
        )  # fmt: skip


OURS, THEIRS = authority("Court IT"), authority("Somebody else")


@pytest.fixture(scope="module")
def reached(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reached]:
    """A server with a termbase and one reviewer."""
    if not HAS_SERVER:
        pytest.skip("the server of these tests is started on Linux only")
    folder = tmp_path_factory.mktemp("authorities")
    (folder / "ours.pem").write_bytes(OURS.file)
    (folder / "theirs.pem").write_bytes(THEIRS.file)
    with running_server() as server:
        server.create_database("termbase")
        install(server.url("postgres"))
        add_person(server.url("postgres"), "li", Role.REVIEWER)
        yield Reached(server, free_port(), folder / "ours.pem", folder / "theirs.pem")


def free_port() -> int:
    """A port of the loopback nobody listens on."""
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_who_it_is_has_to_be_proved(reached: Reached) -> None:
    reached.show(OURS)
    with TermbaseStore.open(reached.address(signed_by=reached.ours)) as store:
        assert (store.who, store.role, store.concepts()) == ("li", Role.REVIEWER, ())
    for address, told in (
        (reached.address(signed_by=reached.theirs), "certificate verify failed"),
        (reached.address(), "certificate verify failed"),
        (reached.address(name="db.court.example.org", signed_by=reached.ours), "does not match host name"),
        (reached.address(signed_by=reached.ours, mode="require"), "does not verify who the server is"),
    ):
        with pytest.raises(StoreError, match=told):
            TermbaseStore.open(address)
    reached.show(OURS, expired=True)
    with pytest.raises(StoreError, match=r"certificate has expired|certificate verify failed"):
        TermbaseStore.open(reached.address(signed_by=reached.ours))


def test_a_server_that_does_not_encrypt_is_refused(reached: Reached) -> None:
    reached.server.stop()
    reached.server.start("listen_addresses=127.0.0.1", f"port={reached.port}")
    with pytest.raises(StoreError, match="server does not support SSL"):
        TermbaseStore.open(reached.address(signed_by=reached.ours))
