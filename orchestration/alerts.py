"""Alerts: telling somebody that a run failed, and that it is well again.

Belongs here: what is sent, and how it gets there. When it is sent belongs to whoever
runs the job: `orchestration.run` without Dagster's UI, `automation` under it.
"""

import base64
import hashlib
import json
import logging
import smtplib
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from http.client import HTTPException, HTTPMessage, InvalidURL
from pathlib import Path
from typing import IO
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

# A steward reads the first lines; some services refuse long messages.
MOST_CHARACTERS = 2000
TIMEOUT_SECONDS = 10
# A mail server or a gateway that restarts is back within seconds.
WAITS_SECONDS = (0, 1, 4)

# A URL whose parts the libraries below cannot write is a ValueError to them.
UNDELIVERED = (OSError, ValueError, HTTPException, smtplib.SMTPException)

log = logging.getLogger(__name__)


class Redirected(OSError):
    """A webhook sends on to another address, which would not get the alert."""


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

    What was sent last, and who got it, is kept in a file beside the warehouse: a job
    that fails each quarter of an hour for one reason must not fill a mailbox, and
    whoever was not reached is told by the next run.
    """

    targets: Sequence[str] = field(repr=False)
    memory: Path
    waits_seconds: Sequence[float] = field(default=WAITS_SECONDS)

    def failed(self, reason: str, report: Path | None = None) -> None:
        """A run failed and published nothing; `report` is the page that tells of it."""
        told = self._told()
        alert = Alert(
            "Journey Warehouse: a run failed, nothing was published",
            # A long reason is what may be cut off, not where the rest of it is.
            f"{_cut(reason, MOST_CHARACTERS // 2)}\n\n"
            "Readers still see the build before this run."
            + (f"\nThe report of this run: {report}" if report else ""),
        )
        waiting = [target for target in self.targets if told.get(target) != reason]
        reached = self._send(alert, waiting)
        self._remember(told | dict.fromkeys(reached, reason))

    def succeeded(self, build_id: str) -> None:
        """A run is through; news only for those who were told of trouble."""
        told = self._told()
        alert = Alert(
            "Journey Warehouse: runs are well again",
            f"Build {build_id} is published and current.",
        )
        reached = self._send(
            alert, [target for target in self.targets if target in told]
        )
        self._remember({key: told[key] for key in told if key not in reached})

    def _told(self) -> dict[str, str]:
        """The trouble that each target knows of."""
        try:
            content = json.loads(self.memory.read_text(encoding="utf-8"))
            reasons = dict(content["told"])
        except (OSError, ValueError, KeyError, TypeError):
            return {}
        by_digest = {_digest(target): target for target in self.targets}
        return {
            by_digest[digest]: str(reason)
            for digest, reason in reasons.items()
            if digest in by_digest
        }

    def _remember(self, told: Mapping[str, str]) -> None:
        reasons = {_digest(target): reason for target, reason in told.items()}
        # Told twice rather than not at all: the disk may be what is in trouble.
        with suppress(OSError):
            if reasons:
                content = json.dumps({"told": reasons})
                self.memory.write_text(content, encoding="utf-8")
            else:
                self.memory.unlink(missing_ok=True)

    def _send(self, alert: Alert, targets: Sequence[str]) -> list[str]:
        """Send an alert; the targets that it reached are answered."""
        reached = []
        for target in targets:
            try:
                _patiently(sender_to(target), alert, self.waits_seconds)
                reached.append(target)
            except UNDELIVERED as error:
                # An alert that is not delivered must not fail the run that sent it.
                log.error(
                    "No alert reached %s: %s", shown_target(target), shown_error(error)
                )
        return reached


def sender_to(target: str) -> Callable[[Alert], None]:
    """The way to a place that is named by a URL, or `log`: this process's own log.

    >>> sender_to("pigeon://loft")
    Traceback (most recent call last):
    orchestration.alerts.AlertTargetError: Alerts cannot be sent to pigeon://loft: \
give log, or an http, https, smtp or smtps URL.
    """
    # As those of a URL, its letters may be of any case.
    if target.lower() == "log":
        return lambda alert: log.warning("%s: %s", alert.subject, _cut(alert.text))
    url = _parts(target)
    if url.scheme in ("http", "https") and url.hostname:
        return lambda alert: _post(url, alert)
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
    >>> shown_target("smoke signals")
    'what is no URL'
    """
    url = _parts(target)
    if not url.scheme:
        # A word may be a password that stands in the wrong place.
        return "log" if target.lower() == "log" else "what is no URL"
    return f"{url.scheme}://{url.hostname or ''}"


def shown_error(error: Exception) -> str:
    """Why an alert was not delivered; whoever complains of a URL may quote it.

    >>> shown_error(InvalidURL("nonnumeric port: 'secret@hooks.example.com'"))
    'InvalidURL'
    """
    # What is wrong with a certificate is a ValueError, too.
    is_about_url = isinstance(error, ValueError | InvalidURL) and not isinstance(
        error, OSError
    )
    return type(error).__name__ if is_about_url else str(error)


def _parts(target: str) -> SplitResult:
    try:
        url = urlsplit(target)
        # Read for what it raises: a sign of the password may have ended the host.
        _port = url.port
    except ValueError:
        # Not told why, nor in a traceback: Python quotes what it cannot read.
        raise AlertTargetError(
            "Alerts cannot be sent to a URL that cannot be read. In its user and "
            "password, signs other than letters and digits are written in percent "
            "code, / as %2F."
        ) from None
    return url


def _digest(target: str) -> str:
    """Stands for a target in a file: a URL may hold a password."""
    return hashlib.sha256(target.encode()).hexdigest()


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


def _post(url: SplitResult, alert: Alert) -> None:
    # `text` is what Slack, Mattermost and their kind show.
    content = {"text": _cut(f"{alert.subject}\n{alert.text}"), "subject": alert.subject}
    # urllib would take a login for a part of the host's name.
    _login, _at, host = url.netloc.rpartition("@")
    request = Request(
        url._replace(netloc=host).geturl(),
        data=json.dumps(content).encode(),
        headers={"Content-Type": "application/json"},
    )
    if url.username is not None:
        request.add_header("Authorization", _basic_login(url))
    with build_opener(NoRedirects).open(request, timeout=TIMEOUT_SECONDS):
        pass


class NoRedirects(HTTPRedirectHandler):
    """Follows nobody: urllib would ask the other address without telling it anything.

    Even where the request would stay what it is, an alert goes to the host that was
    named and to no other.
    """

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        """Refuse, and say what the webhook answered."""
        # Of the address, the path may be secret.
        host = urlsplit(newurl).hostname or "another address"
        raise Redirected(
            f"it answers {code} and sends on to {host}; give the address that takes "
            "alerts itself"
        )


def _basic_login(url: SplitResult) -> str:
    login = f"{unquote(url.username or '')}:{unquote(url.password or '')}"
    return "Basic " + base64.b64encode(login.encode()).decode()


def _mail(url: SplitResult, alert: Alert) -> None:
    addresses = parse_qs(url.query)
    message = EmailMessage()
    message["Subject"] = alert.subject
    message["From"] = addresses["from"][0]
    message["To"] = ", ".join(addresses["to"])
    # Without them, many servers take a mail for spam.
    message["Date"] = formatdate(localtime=True)
    _name, sender = parseaddr(addresses["from"][0])
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2] or None)
    message.set_content(_cut(alert.text))
    with _connected(url) as server:
        if url.username and url.scheme == "smtp":
            # A password never travels in the clear.
            server.starttls(context=ssl.create_default_context())
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(message)


def _connected(url: SplitResult) -> smtplib.SMTP:
    host, port = url.hostname or "", url.port or 0
    if url.scheme == "smtp":
        return smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
    # smtplib by itself would give the password to whoever answers.
    context = ssl.create_default_context()
    return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=context)


def _cut(text: str, most: int = MOST_CHARACTERS) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
