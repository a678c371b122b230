"""The quality report as one file that needs no network.

Belongs here: putting data into the page so that nothing in them can act. What the page
shows belongs in `page.js`, its words in `texts.json`, what is told in `content`.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PLACE_OF_CONTENT = "/*CONTENT*/"
START_OF_CONTENT = '<script id="content" type="application/json">'


def render(content: Mapping[str, Any]) -> str:
    """The page; all that data can hold is text to it.

    The page writes texts, never markup, and forbids itself every request. Here they
    only must not end the element that they stand in.
    """
    page = own_text("page.html")
    parts = {
        "/*STYLE*/": own_text("page.css"),
        "/*TEXTS*/": as_script_data(json.loads(own_text("texts.json"))),
        "/*SCRIPT*/": own_text("page.js"),
        # Last: data may hold any text, also the names of these places.
        PLACE_OF_CONTENT: as_script_data(content),
    }
    for place, part in parts.items():
        page = page.replace(place, part)
    return page


def content_of(page: str) -> dict[str, Any]:
    """What a page tells, of whichever version the page is."""
    _before, _start, rest = page.partition(START_OF_CONTENT)
    content: dict[str, Any] = json.JSONDecoder().raw_decode(rest)[0]
    return content


def with_content(page: str, content: Mapping[str, Any]) -> str:
    """The same page with another content."""
    before, start, rest = page.partition(START_OF_CONTENT)
    end = rest.index("</script>")
    return before + start + as_script_data(content) + rest[end:]


def as_script_data(content: Mapping[str, Any]) -> str:
    r"""Data as JSON that may stand in a script element.

    >>> as_script_data({"a": "</script>"})
    '{"a": "\\u003c/script\\u003e"}'
    """
    text = json.dumps(content, ensure_ascii=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    # Half a character cannot be written as UTF-8.
    return text.encode("utf-8", "replace").decode("utf-8")


def own_text(name: str) -> str:
    """A file of the page."""
    return (HERE / name).read_text(encoding="utf-8")
