"""Alerts: telling somebody that a run failed, and that it is well again.

Belongs here: what is sent, and how it gets there. When it is sent belongs to whoever
runs the job: `orchestration.run` without Dagster's UI, `automation` under it.
"""

import json
import logging
import smtplib
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from http.client import HTTPException
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit
from urllib.request import Request, urlopen

# A steward reads the first lines; some services refuse long messages.
MOST_CHARACTERS = 2000
TIMEOUT_SECONDS = 10
# A mail server or a gateway that restarts is back within seconds.
WAITS_SECONDS = (0, 1, 4)

UNDELIVERED = (OSError, HTTPException, smtplib.SMTPException)

log = logging.getLogger(__name__)


class AlertTargetError(ValueError):
    """A place for alerts that cannot be used; the message hides what may be secret."""


@dataclass(frozen=True)
class Alert:
    """Something that somebody must know."""

    subject: str
    text: str


@dataclass(frozen=True)
class Alerts:
    """Sends an alert once for each trouble, and one when it is over.

    What was sent last is kept in a file beside the warehouse: a job that fails each
    quarter of an hour for one reason must not fill a mailbox.
    """

    targets: Sequence[str]
    memory: Path
    waits_seconds: Sequence[float] = field(default=WAITS_SECONDS)

    def failed(self, reason: str) -> None:
        """A run failed and published nothing."""
        if self._last_reason() == reason:
            return
        self._send(
            Alert(
                "Journey Warehouse: a run failed, nothing was published",
                f"{reason}\n\nReaders still see the build before this run.",
            )
        )
        # Told twice rather than not at all: the disk may be what is in trouble.
        with suppress(OSError):
            self.memory.write_text(json.dumps({"reason": reason}), encoding="utf-8")

    def succeeded(self, build_id: str) -> None:
        """A run is through; news only where the one before it failed."""
        if self._last_reason() is not None:
            subject = "Journey Warehouse: runs are well again"
            self._send(Alert(subject, f"Build {build_id} is published and current."))
            with suppress(OSError):
                self.memory.unlink()

    def _last_reason(self) -> str | None:
        try:
            content = json.loads(self.memory.read_text(encoding="utf-8"))
            return str(content["reason"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _send(self, alert: Alert) -> None:
        for target in self.targets:
            try:
                _patiently(sender_to(target), alert, self.waits_seconds)
            except UNDELIVERED as error:
                # An alert that is not delivered must not fail the run that sent it.
                log.error("No alert reached %s: %s", shown_target(target), error)


def sender_to(target: str) -> Callable[[Alert], None]:
    """The way to a place that is named by a URL, or `log`: this process's own log.

    >>> sender_to("pigeon://loft")
    Traceback (most recent call last):
    orchestration.alerts.AlertTargetError: Alerts cannot be sent to pigeon://loft: \
give log, or an http, https, smtp or smtps URL.
    """
    if target == "log":
        return lambda alert: log.warning("%s: %s", alert.subject, _cut(alert.text))
    url = urlsplit(target)
    if url.scheme in ("http", "https") and url.hostname:
        return lambda alert: _post(target, alert)
    if url.scheme in ("smtp", "smtps") and url.hostname:
        addresses = parse_qs(url.query)
        if not addresses.get("from") or not addresses.get("to"):
            raise AlertTargetError(
                f"Alerts cannot be mailed by {shown_target(target)}: its URL must end "
                "in ?from=<address>&to=<address>."
            )
        return lambda alert: _mail(url, alert)
    raise AlertTargetError(
        f"Alerts cannot be sent to {shown_target(target)}: "
        "give log, or an http, https, smtp or smtps URL."
    )


def shown_target(target: str) -> str:
    """A target without what may be secret: a password, or the path of a webhook.

    >>> shown_target("https://me:secret@hooks.example.com/T0/secret")
    'https://hooks.example.com'
    """
    url = urlsplit(target)
    return f"{url.scheme}://{url.hostname or ''}"


def _patiently(
    send: Callable[[Alert], None], alert: Alert, waits: Sequence[float]
) -> None:
    for wait in waits[:-1]:
        time.sleep(wait)
        try:
            return send(alert)
        except UNDELIVERED:
            continue
    time.sleep(waits[-1])
    send(alert)


def _post(target: str, alert: Alert) -> None:
    # `text` is what Slack, Mattermost and their kind show.
    content = {"text": _cut(f"{alert.subject}\n{alert.text}"), "subject": alert.subject}
    request = Request(
        target,
        data=json.dumps(content).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urlopen(request, timeout=TIMEOUT_SECONDS):
        pass


def _mail(url: SplitResult, alert: Alert) -> None:
    addresses = parse_qs(url.query)
    message = EmailMessage()
    message["Subject"] = alert.subject
    message["From"] = addresses["from"][0]
    message["To"] = ", ".join(addresses["to"])
    message.set_content(_cut(alert.text))
    is_encrypted = url.scheme == "smtps"
    connect = smtplib.SMTP_SSL if is_encrypted else smtplib.SMTP
    with connect(url.hostname or "", url.port or 0, timeout=TIMEOUT_SECONDS) as server:
        if url.username and not is_encrypted:
            # A password never travels in the clear.
            server.starttls()
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(message)


def _cut(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"
