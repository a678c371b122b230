"""Alerts arrive, once for each trouble, and tell nothing secret when they do not."""

import base64
import json
import logging
import re
import socketserver
import ssl
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from orchestration.alerts import MOST_CHARACTERS, Alerts
from orchestration.settings import Settings, SettingsError


@contextmanager
def serving(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Webhook(HTTPServer):
    """Keeps what it is sent; the first requests may be refused."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), WebhookHandler)
        self.received: list[dict[str, Any]] = []
        self.logins: list[str | None] = []
        self.refusals = 0
        self.moved_to: str | None = None
        self.status = 302

    @property
    def url(self) -> str:
        return self.url_for("")

    def url_for(self, login: str) -> str:
        return f"http://{login}127.0.0.1:{self.server_port}/hooks/secret"


class WebhookHandler(BaseHTTPRequestHandler):
    server: Webhook

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.refusals:
            self.server.refusals -= 1
            self.send_error(503)
            return
        self.server.logins.append(self.headers["Authorization"])
        if self.server.moved_to:
            self.send_response(self.server.status)
            self.send_header("Location", self.server.moved_to)
            self.end_headers()
            return
        self.server.received.append(json.loads(body))
        self.send_response(204)
        self.end_headers()

    def do_GET(self) -> None:
        self.server.logins.append(self.headers["Authorization"])
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        pass


class MailServer(socketserver.TCPServer):
    """Takes mails as any server does; with a certificate, after a login."""

    def __init__(
        self, certificate: Path | None = None, *, starts_in_the_clear: bool = False
    ) -> None:
        super().__init__(("127.0.0.1", 0), MailHandler)
        self.received: list[str] = []
        self.logins: list[tuple[bool, str]] = []
        self.starts_in_the_clear = starts_in_the_clear
        self.tls: ssl.SSLContext | None = None
        if certificate is not None:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(certificate)

    @property
    def url(self) -> str:
        port = self.server_address[1]
        is_encrypted = self.tls is not None and not self.starts_in_the_clear
        scheme = "smtps" if is_encrypted else "smtp"
        login = "ann:pa%2Fss@" if self.tls is not None else ""
        place = f"{scheme}://{login}127.0.0.1:{port}"
        return f"{place}?from=dw@example.com&to=ann@example.com"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up, as it does on a certificate that it cannot trust."""


class MailHandler(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        if self.server.tls is not None and not self.server.starts_in_the_clear:
            self.encrypt()
        self.wfile.write(b"220 ready\r\n")
        while line := self.rfile.readline():
            command = line.strip().upper()
            if command.startswith(b"EHLO") and self.server.tls is not None:
                self.wfile.write(b"250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n")
                continue
            if command == b"STARTTLS":
                self.wfile.write(b"220 go on\r\n")
                self.encrypt()
                continue
            if command.startswith(b"AUTH PLAIN"):
                is_encrypted = isinstance(self.connection, ssl.SSLSocket)
                login = base64.b64decode(line.split()[2]).decode()
                self.server.logins.append((is_encrypted, login))
                self.wfile.write(b"235 welcome\r\n")
                continue
            if command.startswith(b"DATA"):
                self.wfile.write(b"354 go on\r\n")
                text = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.received.append(text.decode())
            self.wfile.write(b"221 bye\r\n" if command == b"QUIT" else b"250 ok\r\n")

    def encrypt(self) -> None:
        assert self.server.tls is not None
        self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", buffering=0)


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    server = Webhook()
    with serving(server):
        yield server


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    with serving(server):
        yield server


def alerts_to(tmp_path: Path, *targets: str) -> Alerts:
    return Alerts(targets, tmp_path / "alert.json", waits_seconds=(0, 0, 0))


def test_a_webhook_is_told_what_failed(webhook: Webhook, tmp_path: Path) -> None:
    alerts_to(tmp_path, webhook.url).failed("deals.csv lacks stage")
    [message] = webhook.received
    assert "nothing was published" in message["subject"]
    assert "deals.csv lacks stage" in message["text"]


@pytest.mark.parametrize(
    ("login", "expected"),
    [
        ("ann:pa%2Fss%40word", "ann:pa/ss@word"),
        ("ann:p@ssword", "ann:p@ssword"),
        ("token", "token:"),
    ],
)
def test_a_webhook_with_a_login_gets_it_by_basic_authentication(
    webhook: Webhook, tmp_path: Path, login: str, expected: str
) -> None:
    alerts_to(tmp_path, webhook.url_for(f"{login}@")).failed("deals.csv lacks stage")
    [found] = webhook.logins
    assert found == "Basic " + base64.b64encode(expected.encode()).decode()
    assert len(webhook.received) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_webhook_that_sends_on_was_not_told_and_neither_is_the_other(
    webhook: Webhook, tmp_path: Path, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    other = Webhook()
    webhook.moved_to, webhook.status = other.url, status
    with serving(other):
        alerts_to(tmp_path, webhook.url_for("ann:password@")).failed("no disk")
        assert f"answers {status} and sends on to 127.0.0.1" in caplog.text
        assert [word for word in ("password", "secret") if word in caplog.text] == []
        assert (other.logins, other.received) == ([], [])
        # Nothing was delivered, so that the next run tells of it again.
        webhook.moved_to = None
        alerts_to(tmp_path, webhook.url_for("ann:password@")).failed("no disk")
    assert len(webhook.received) == 1


@pytest.mark.parametrize("host", ["127.0.0.1:9", "hooks..example.com", "[::1]:9"])
@pytest.mark.parametrize("path", ["T0token", "T0token\x7f", "T0tokené"])
def test_what_is_secret_of_a_webhook_stays_out_of_logs(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, host: str, path: str
) -> None:
    alerts = alerts_to(tmp_path, f"http://ann:hunter2@{host}/{path}")
    alerts.failed("the disk is full")
    assert "No alert reached http://" in caplog.text
    told = caplog.text + repr(alerts)
    assert [word for word in ("hunter2", "T0token") if word in told] == []


def test_a_mail_is_sent(mail_server: MailServer, tmp_path: Path) -> None:
    alerts_to(tmp_path, mail_server.url).failed("deals.csv lacks stage")
    [mail] = mail_server.received
    message = message_from_string(mail)
    assert message["To"] == "ann@example.com"
    sent_at = parsedate_to_datetime(message["Date"])
    assert abs(datetime.now(UTC) - sent_at) < timedelta(hours=1)
    assert re.fullmatch(r"<[^@<> ]+@example\.com>", message["Message-ID"])
    assert "deals.csv lacks stage" in mail


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that this machine made for itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    address = x509.IPAddress(ip_address("127.0.0.1"))
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("certificate") / "server.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.mark.parametrize("starts_in_the_clear", [False, True], ids=["smtps", "smtp"])
def test_a_password_goes_encrypted_to_a_server_that_is_trusted_and_to_no_other(
    certificate: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    starts_in_the_clear: bool,
) -> None:
    server = MailServer(certificate, starts_in_the_clear=starts_in_the_clear)
    with serving(server):
        alerts_to(tmp_path, server.url).failed("deals.csv lacks stage")
        assert "certificate verify failed" in caplog.text
        assert (server.logins, server.received) == ([], [])
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        alerts_to(tmp_path, server.url).failed("deals.csv lacks stage")
    assert server.logins == [(True, "\0ann\0pa/ss")]
    assert "deals.csv lacks stage" in server.received[0]


def test_a_memory_that_cannot_be_written_keeps_nobody_from_knowing(
    webhook: Webhook, tmp_path: Path
) -> None:
    alerts = Alerts([webhook.url], tmp_path / "nowhere" / "alert.json")
    alerts.failed("the disk is full")
    assert len(webhook.received) == 1


@pytest.mark.parametrize("target", ["log", "LOG"])
def test_a_log_will_do(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, target: str
) -> None:
    alerts_to(tmp_path, target).failed("deals.csv lacks stage")
    assert "nothing was published: deals.csv lacks stage" in caplog.text


def test_a_trouble_that_lasts_is_told_once_and_its_end_too(
    webhook: Webhook, tmp_path: Path
) -> None:
    # Each run is a process of its own.
    for _ in range(3):
        alerts_to(tmp_path, webhook.url).failed("the disk is full")
    alerts_to(tmp_path, webhook.url).failed("deals.csv lacks stage")
    for _ in range(2):
        alerts_to(tmp_path, webhook.url).succeeded("b1")
    alerts_to(tmp_path, webhook.url).failed("deals.csv lacks stage")
    texts = [message["text"] for message in webhook.received]
    assert [word in text for text, word in zip(texts, TOLD, strict=True)] == [True] * 4


TOLD = ["disk", "lacks", "b1", "lacks"]


def test_whoever_was_not_reached_is_told_by_the_next_run(
    webhook: Webhook, mail_server: MailServer, tmp_path: Path
) -> None:
    def alerts() -> Alerts:
        return alerts_to(tmp_path, webhook.url, mail_server.url)

    webhook.refusals = 3
    alerts().failed("the disk is full")
    assert (len(webhook.received), len(mail_server.received)) == (0, 1)
    alerts().failed("the disk is full")
    alerts().failed("the disk is full")
    assert (len(webhook.received), len(mail_server.received)) == (1, 1)
    # What it was told is still its news when another trouble does not reach it.
    webhook.refusals = 6
    alerts().failed("deals.csv lacks stage")
    assert (len(webhook.received), len(mail_server.received)) == (1, 2)
    alerts().succeeded("b1")
    assert (len(webhook.received), len(mail_server.received)) == (1, 3)
    alerts().succeeded("b2")
    alerts().succeeded("b3")
    assert (len(webhook.received), len(mail_server.received)) == (2, 3)


def test_whoever_heard_of_no_trouble_is_told_of_no_end(
    webhook: Webhook, tmp_path: Path
) -> None:
    webhook.refusals = 3
    alerts_to(tmp_path, webhook.url).failed("the disk is full")
    alerts_to(tmp_path, webhook.url).succeeded("b1")
    assert webhook.received == []


def test_a_success_after_a_success_is_no_news(webhook: Webhook, tmp_path: Path) -> None:
    alerts_to(tmp_path, webhook.url).succeeded("b1")
    assert webhook.received == []


def test_a_server_that_is_busy_is_asked_again(webhook: Webhook, tmp_path: Path) -> None:
    webhook.refusals = 2
    alerts_to(tmp_path, webhook.url).failed("the disk is full")
    assert len(webhook.received) == 1


def test_one_place_that_is_down_does_not_keep_the_others_from_knowing(
    webhook: Webhook, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    down = "http://127.0.0.1:9/hooks/secret"
    with caplog.at_level(logging.ERROR):
        alerts_to(tmp_path, down, webhook.url).failed("the disk is full")
    assert len(webhook.received) == 1
    assert "No alert reached http://127.0.0.1" in caplog.text
    assert "secret" not in caplog.text


def test_a_long_reason_is_cut(webhook: Webhook, tmp_path: Path) -> None:
    report = tmp_path / "quality" / "index.html"
    alerts_to(tmp_path, webhook.url).failed("x" * 10 * MOST_CHARACTERS, report)
    text = webhook.received[0]["text"]
    assert len(text) < MOST_CHARACTERS
    # What it leaves out is told there.
    assert text.endswith(f"x…\n\n{READERS}\nThe report of this run: {report}")


READERS = "Readers still see the build before this run."


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"reason": 1}'])
def test_whatever_stands_in_the_memory_an_alert_is_sent(
    webhook: Webhook, tmp_path: Path, text: str
) -> None:
    (tmp_path / "alert.json").write_text(text)
    alerts_to(tmp_path, webhook.url).failed("the disk is full")
    assert len(webhook.received) == 1


@pytest.mark.parametrize(
    "target",
    [
        "ann@example.com",
        "secret",
        "ftp://example.com",
        "smtp://ann:secret@example.com?from=a@example.com",
        "smtp://ann:secret@example.com?to=a@example.com",
        "https://",
        "https://ann:secret/1@hooks.example.com",
        "https://ann:secret#1@hooks.example.com",
        "https://ann:secret@[hooks.example.com",
        "https://ann:secret@hooks\u2100.example.com",
        "https://ann:secret@hooks.example.com:secret",
    ],
)
def test_a_target_that_is_none_is_refused_before_anything_runs(target: str) -> None:
    with pytest.raises(SettingsError, match="JOURNEY_ALERTS") as refused:
        Settings.from_environment(
            {"JOURNEY_ALERTS": f"https://ok.example.com {target}"}
        )
    trace = "".join(traceback.format_exception(refused.value))
    assert "secret" not in trace


def test_settings_that_are_printed_show_no_password() -> None:
    settings = Settings.from_environment(
        {
            "JOURNEY_ALERTS": "https://ann:secret@hooks.example.com",
            "JOURNEY_SALT": "a secret of many letters",
        }
    )
    assert "secret" not in repr(settings)
