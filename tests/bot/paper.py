"""Files of every kind that is read, made here: what they say stands in the test that looks for it."""

import io
import zipfile
from collections.abc import Mapping

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DRAW = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip file of these parts, and of the one that Office asks for."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in {"[Content_Types].xml": TYPES, **parts}.items():
            packed.writestr(name, body)
    return out.getvalue()


def docx(*paragraphs: str, **more: bytes) -> bytes:
    said = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    body = f'<w:document xmlns:w="{_WORD}"><w:body>{said}</w:body></w:document>'
    return zipped({"word/document.xml": body.encode(), **more})


def pptx(*slides: str) -> bytes:
    shown = {
        f"ppt/slides/slide{n}.xml": f'<s xmlns:a="{_DRAW}"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></s>'.encode()
        for n, text in enumerate(slides, 1)
    }
    return zipped(shown)


def xlsx(shared: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> bytes:
    """Cells that begin with # are numbers of shared texts."""
    texts = "".join(f"<si><t>{text}</t></si>" for text in shared)
    lines = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    return zipped(
        {
            "xl/sharedStrings.xml": f'<sst xmlns="{_SHEET}">{texts}</sst>'.encode(),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}">{lines}</worksheet>'.encode(),
        }
    )


def _cell(value: str) -> str:
    text = value.startswith("#")
    return f"<c{' t=' + chr(34) + 's' + chr(34) if text else ''}><v>{value.lstrip('#')}</v></c>"


def pdf(*pages: str, script: str = "", on: str = "/OpenAction", password: str = "") -> bytes:
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for text in pages:
        page = writer.add_blank_page(300, 300)
        drawn = DecodedStreamObject()
        drawn.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(drawn.flate_encode())  # the library's own examples do
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
    if script:
        action = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script)}
        )
        if on == "/OpenAction":
            writer.root_object[NameObject(on)] = action
        else:
            holder = writer.pages[-1] if on == "page" else writer.root_object
            holder[NameObject("/AA")] = DictionaryObject({NameObject("/O"): writer._add_object(action)})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


HTML = (
    b"<!doctype html><html><head><title>Prices</title><script>evil()</script></head>"
    b"<body><p>Price list</p></body></html>"
)
SAMPLES: Mapping[str, bytes] = {
    "pdf": pdf("Price list of 2026", "Second page"),
    "docx": docx("Cennik na rok 2026", "Rabaty"),
    "pptx": pptx("First", "Second"),
    "xlsx": xlsx(("Product", "Net price"), (("#0", "#1"), ("X200", "1200.50"))),
    "html": HTML,
    "md": "# Guia do parceiro\n\nComo registrar um negócio.".encode(),
    "txt": b"Plain words",
}
