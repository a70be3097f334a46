"""Somebody at the web door, in the words of actors.py: a browser without scripts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from aiohttp import ClientSession, FormData

from tests.journeys.actors import Actor, Seen

_VOID = {"input", "meta", "link", "br", "path"}


@dataclass
class Sheet:
    """A form of the page as the browser has it: what it would send, and its buttons by label."""

    action: str
    side: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)
    """Label, name and value."""
    texts: list[str] = field(default_factory=list)
    messages: list[list[str]] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)
    """Address and label of what can be downloaded."""
    boxes: set[str] = field(default_factory=set)
    """Names of fields of which several boxes can be ticked; their values stand here with commas."""

    def sent(self, **values: str) -> list[tuple[str, str]]:
        """What the browser sends: of several ticked boxes a pair each."""
        fields = self.fields | values
        return [(n, one) for n, value in fields.items() for one in (value.split(",") if n in self.boxes else [value])]


class _Page(HTMLParser):
    """All forms of a page, and what is said at which field."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self.errors: dict[str, str] = {}
        self.title = ""
        self._open: list[tuple[str, Mapping[str, str]]] = []
        self._area = ""
        self._choice = ""
        self.feed(html)
        self.close()

    @property
    def _sheet(self) -> Sheet | None:
        return self.sheets[-1] if any(tag == "form" for tag, _ in self._open) else None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self._open.append((tag, has))
        if tag == "form":
            self.sheets.append(Sheet(has["action"], has.get("data-side", "")))
        sheet = self._sheet
        if sheet is None:
            return
        name, value = has.get("name", ""), has.get("value", "")
        sheet.files += [(has["href"], "")] if "download" in has else []
        match tag:
            case "li" if "id" in has:
                sheet.messages.append([])
            case "button":
                sheet.buttons.append(("", name, value))
            case "select":
                self._choice = name
                sheet.fields[name] = ""
            case "option" if "selected" in has:
                sheet.fields[self._choice] = value
            case "textarea":
                self._area = name
                sheet.fields[name] = ""
            case "input" if has.get("type") != "file":
                self._put(sheet, has)

    @staticmethod
    def _put(sheet: Sheet, has: dict[str, str]) -> None:
        """A box adds its value to those that are ticked, a round one stands for its name."""
        name, value, ticks = has.get("name", ""), has.get("value", ""), has.get("type") in ("checkbox", "radio")
        if has.get("type") == "checkbox":
            sheet.boxes.add(name)
            ticked = [sheet.fields.get(name, ""), value if "checked" in has else ""]
            sheet.fields[name] = ",".join(filter(None, ticked))
        elif name and (not ticks or "checked" in has):
            sheet.fields[name] = value

    def handle_endtag(self, tag: str) -> None:
        if any(tag == one for one, _ in self._open):
            while self._open.pop()[0] != tag:
                pass
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        sheet.texts.append(data)
        if sheet.messages:
            sheet.messages[-1].append(data)
        if self._area:
            sheet.fields[self._area] += data.removeprefix("\n")
        if any(tag == "button" for tag, _ in self._open) and sheet.buttons:
            label, name, value = sheet.buttons[-1]
            sheet.buttons[-1] = (label + data, name, value)
        if any("download" in has for _, has in self._open) and sheet.files:
            address, label = sheet.files[-1]
            sheet.files[-1] = (address, label + data)
        if any(has.get("id") == "sheet-title" for _, has in self._open):
            self.title += data
        self._note(data)

    def _note(self, data: str) -> None:
        for tag, has in self._open:
            name = has.get("id", "")
            if has.get("class") == "error" and name.startswith("f-"):
                field = name.removeprefix("f-").removesuffix("-error")
                self.errors[field] = self.errors.get(field, "") + data
            elif tag == "div" and has.get("class") == "errors" and self._open[-1][0] == "p":
                self.errors[""] = self.errors.get("", "") + data


class WebActor(Actor):
    def __init__(self, who: str, name: str, session: ClientSession, beside: str) -> None:
        """`beside` is whose chat stands on the other side of the page."""
        super().__init__(who, name)
        self._session = session
        self._beside = beside
        self._page = _Page("")
        self._seen: list[str] = []

    async def types(self, words: str) -> None:
        await self._get()
        await self._post(self._one("/say"), words=f"/{words}")

    async def replies(self, words: str, about: str) -> None:  # see above
        await self._get()
        await self._post(self._one("/say"), words=words)

    async def handed(self, name: str) -> list[bytes]:
        found = []
        for address, label in self._chat.files:
            if label.strip() == name:
                async with self._session.get(address) as answer:
                    assert answer.status == 200, await answer.text()
                    assert answer.headers["Content-Disposition"].startswith("attachment")
                    found.append(await answer.read())
        return found

    async def fills(self, **values: str) -> None:
        await self._post(self._one("/send"), **_named(values))

    async def saves_draft(self, **values: str) -> None:
        sheet = self._one("/send")
        _, name, value = next(button for button in sheet.buttons if button[1] == "keep")
        await self._post(sheet, **_named(values), **{name: value})

    async def presses(self, label: str) -> None:
        if not self._has(label):
            await self._get()
        found = [value for text, _, value in self._chat.buttons if text.strip() == label]
        assert found, f"{self.who} has no button {label!r}; there are {self.buttons}; reads: {self.reads}"
        await self._post(self._chat, press=found[-1])

    async def drops(self, name: str, body: bytes) -> None:
        """Chooses a file in the page's own form and sends it."""
        await self._get()
        sent = FormData(self._one("/drop").fields, quote_fields=False)
        sent.add_field("file", body, filename=name, content_type="text/csv")
        async with self._session.post("/drop", data=sent) as answer:
            self._show(await answer.text(), answer.status)

    async def looks(self) -> None:
        """The page without scripts shows what is new when it is asked for again; an open form stays."""
        if self.form is None:
            await self._get()

    async def _get(self) -> None:
        async with self._session.get("/", params={"as": self.who, "beside": self._beside}) as answer:
            self._show(await answer.text(), answer.status)

    async def _post(self, sheet: Sheet, **values: str) -> None:
        async with self._session.post(sheet.action, data=sheet.sent(**values)) as answer:
            self._show(await answer.text(), answer.status)

    def _show(self, html: str, status: int) -> None:
        assert status == 200, f"{status}: {html}"
        self._page = _Page(html)
        self._seen += [" ".join(self._chat.texts), self.open_words]

    # What the person sees.

    @property
    def _chat(self) -> Sheet:
        return next(sheet for sheet in self._page.sheets if sheet.side == "mine")

    def _one(self, action: str) -> Sheet:
        found = [sheet for sheet in self._page.sheets if sheet.action == action]
        assert found, f"{self.who} has no form for {action}; reads: {self.reads}"
        return found[-1]

    def _has(self, label: str) -> bool:
        return bool(self._page.sheets) and label in self.buttons

    @property
    def form(self) -> Seen | None:
        sheets = [sheet for sheet in self._page.sheets if sheet.action == "/send"]
        if not sheets:
            return None
        fields = {name[2:]: value for name, value in sheets[-1].fields.items() if name.startswith("f.")}
        return Seen(self._page.title, fields, self._page.errors)

    @property
    def messages(self) -> list[str]:
        return [" ".join(one) for one in self._chat.messages] if self._page.sheets else []

    @property
    def open_words(self) -> str:
        sheets = [sheet for sheet in self._page.sheets if sheet.action == "/send"]
        return "\n".join((*sheets[-1].texts, *sheets[-1].fields.values())) if sheets else ""

    @property
    def buttons(self) -> list[str]:
        return [label.strip() for label, _, _ in self._chat.buttons]

    @property
    def everything(self) -> str:
        return "\n".join(self._seen)


def _named(values: Mapping[str, str]) -> dict[str, str]:
    return {f"f.{name}": value for name, value in values.items()}
