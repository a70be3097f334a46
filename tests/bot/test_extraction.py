"""What is read in a file, why one is refused, and that no file harms the process that asks."""

import json
import subprocess
import sys

import pytest

from bot.extraction.child import answer
from bot.extraction.limits import LARGEST
from bot.extraction.parent import REASONS, Extract, extract
from bot.extraction.tidied import tidy
from bot.extraction.types import Type
from domain.refusal import Refusal
from tests.bot.paper import HTML, SAMPLES, docx, pdf, pptx, xlsx, zipped
from tests.conftest import HOUSE

MARKDOWN = """## Prices **2026**

> See [the list](https://prices.example/a "All") and _the_ `X-200`, snake_case, 2 * 3 * 4, \\*not\\*.

| Product | Price |
|---------|:-----:|
| X200    | 10    |

```
code
```
* one
![A meter](meter.png)
"""
READ = """Prices 2026

See the list and the X-200, snake_case, 2 * 3 * 4, *not*.

Product · Price

X200 · 10

code

- one
A meter"""


def said(body: bytes) -> dict[str, str]:
    found: dict[str, str] = json.loads(answer(body))
    return found


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        (pdf("Price list of 2026", "Second page"), Type.PDF, "Price list of 2026\nSecond page"),
        (docx("Cennik na rok 2026", "Zażółć"), Type.DOCX, "Cennik na rok 2026\nZażółć"),
        (pptx(*map(str, range(1, 12))), Type.PPTX, "1\n\n2\n\n3\n\n4\n\n5\n\n6\n\n7\n\n8\n\n9\n\n10\n\n11"),
        (xlsx(("Net", "Gross"), (("#1", "#0"), ("X200", "7"))), Type.XLSX, "Gross\tNet\t\nX200\t7"),
        (HTML, Type.HTML, "Prices\n\nPrice list"),
        ("# Guia\n\nNegócio".encode(), Type.MARKDOWN, "Guia\n\nNegócio"),
        (MARKDOWN.encode(), Type.MARKDOWN, READ),
        (b"Plain words", Type.PLAIN, "Plain words"),
        ("Słowa zwykłe".encode("cp1250"), Type.PLAIN, "Słowa zwykłe"),
        ("Negócios não".encode("cp1252"), Type.PLAIN, "Negócios não"),
        ("Słowa".encode("utf-16"), Type.PLAIN, "Słowa"),
    ],
)
def test_each_kind_is_known_by_what_is_in_it_and_read(body, kind, text):
    assert said(body) == {"type": kind.value, "text": text}


def bomb() -> bytes:
    """100 kB that unpack to 110 MB, and say so."""
    return zipped({"word/document.xml": b" " * (110 * 1024 * 1024)})


def liar() -> bytes:
    """The same, and its list of contents says that it is small."""
    body = bytearray(bomb())
    for at in _places(body, (110 * 1024 * 1024).to_bytes(4, "little")):
        body[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(body)


def _places(body: bytearray, what: bytes) -> list[int]:
    found, at = [], body.find(what)
    while at >= 0:
        found.append(at)
        at = body.find(what, at + 1)
    return found


TEMPLATE = (
    b'<Relationships><Relationship Type="http://x/attachedTemplate" Target="https://evil.example/t" '
    b'TargetMode="External"/></Relationships>'
)
BILLION = b'<!DOCTYPE a [<!ENTITY b "&c;&c;"><!ENTITY c SYSTEM "file:///etc/passwd">]><a>&b;</a>'
REFUSED = {
    "nothing": (b" \n", "document-empty"),
    "large": (b"a" * (LARGEST + 1), "document-too-large"),
    "bomb": (bomb(), "document-bomb"),
    "liar": (liar(), "document-unreadable"),
    "many parts": (zipped({f"word/{n}": b"" for n in range(5001)}), "document-bomb"),
    "macros": (docx("a", **{"word/vbaProject.bin": b"x"}), "document-macros"),
    "macros by type": (zipped({"[Content_Types].xml": b"<a macroEnabled>", "word/a": b""}), "document-macros"),
    "template from elsewhere": (docx("a", **{"word/_rels/settings.xml.rels": TEMPLATE}), "document-macros"),
    "script": (pdf("a", script="app.alert(1)"), "document-macros"),
    "script of a page": (pdf("a", script="app.alert(1)", on="page"), "document-macros"),
    "script of what happens": (pdf("a", script="app.alert(1)", on="catalog"), "document-macros"),
    "password": (pdf("a", password="secret"), "document-encrypted"),
    "password of Office": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "document-encrypted",
    ),
    "old Office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1word", "document-type-unknown"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0", "document-type-unknown"),
    "another zip": (zipped({"a.txt": b"a"}), "document-type-unknown"),
    "entities": (zipped({"word/document.xml": BILLION}), "document-unreadable"),
    "cut": (SAMPLES["docx"][:-40], "document-unreadable"),
    "cut pdf": (SAMPLES["pdf"][:30], "document-unreadable"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_taken_is_refused_with_a_reason(name):
    body, reason = REFUSED[name]

    assert said(body) == {"refused": reason}
    assert reason in REASONS


def test_a_link_in_a_document_is_no_program():
    rels = TEMPLATE.replace(b"attachedTemplate", b"hyperlink")

    assert said(docx("a", **{"word/_rels/document.xml.rels": rels}))["text"] == "a"


def test_the_text_is_cut_and_without_signs_that_nobody_sees():
    assert tidy("a\u200b \0 b\n\n \n\nc\ud800") == "a\u200b b\n\nc"
    assert len(said(b"word " * 200_000)["text"]) < 500_001


@pytest.mark.parametrize("gap", ["\t", " \t", "\n\t", " ", "\n", "\t\n"])
def test_a_large_gap_costs_no_more_than_other_text(gap):
    assert tidy(f"a{gap * 250_000}b")[:2] in ("a\t", "a ", "a\n")


def test_many_comments_cost_no_more_than_other_text():
    assert said(b"<!---->" * 500)["type"] == Type.PLAIN


def test_a_file_of_tabs_is_read():
    assert extract(b"a" + b"\t" * 499_998 + b"b").text.endswith("\tb")


def test_the_parent_gets_the_text_of_a_file_from_a_child():
    assert extract(SAMPLES["pdf"]) == Extract(Type.PDF, "Price list of 2026\nSecond page")
    with pytest.raises(Refusal, match="document-macros"):
        extract(REFUSED["macros"][0])
    with pytest.raises(Refusal, match="document-too-large"):
        extract(REFUSED["large"][0])


CHILD = "import sys; from bot.extraction import child, parent; parent._CHILD = (sys.executable, '-c', {!r}); "
HARM = {
    "memory": ("bytearray(10**10)", "document-too-heavy"),
    "output": ("import sys; sys.stdout.write('a' * 10**8)", "document-too-heavy"),
    "a crash": ("import os; os.abort()", "document-unreadable"),
    "a lie": ("print('[]')", "document-unreadable"),
    "another lie": ('print(\'{"type": "application/x-evil", "text": ""}\')', "document-unreadable"),
    "unseen signs": ("import json; print(json.dumps({'type': 'text/plain', 'text': 'a\\x00'}))", "document-unreadable"),
    "no text": ("import json; print(json.dumps({'type': 'text/plain', 'text': ['a']}))", "document-unreadable"),
    "an own reason": ('print(\'{"refused": "<!channel>"}\')', "document-unreadable"),
    "the processor": (
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass",
        "document-too-heavy",
    ),
}


@pytest.mark.parametrize("name", HARM)
def test_a_child_that_does_what_it_should_not_is_a_refusal_and_no_more(name):
    does, reason = HARM[name]

    assert _extracted("from bot.extraction import child; child.limit()\n" + does) == reason


@pytest.mark.parametrize(
    "does",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('example.com', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open('x', 'w')",
    ],
)
def test_a_child_has_no_network_no_programs_and_writes_nothing(does, tmp_path):
    program = f"import os; os.chdir({str(tmp_path)!r})\nfrom bot.extraction import child; child.give_up()\n{does}"

    done = subprocess.run([sys.executable, "-c", program], cwd=HOUSE, capture_output=True, text=True, check=False)

    assert "PermissionError" in done.stderr
    assert list(tmp_path.iterdir()) == []


def _extracted(program: str) -> str:
    """The reason that a parent gives in a process of its own, whose child is this program."""
    run = CHILD.format(program) + (
        "from domain.refusal import Refusal\ntry: parent.extract(b'a')\nexcept Refusal as no: print(no.reason)"
    )
    done = subprocess.run([sys.executable, "-c", run], cwd=HOUSE, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_mutated_files_are_read_or_refused_and_no_limit_is_passed(count, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "tests.bot.mutants", str(count(2000)), "6", str(tmp_path)],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    )

    found = json.loads(done.stdout)
    assert set(found) <= REASONS | {"read"}, found
    assert len(found) > 2
    assert sum(found.values()) == count(2000)
