"""Forms as HTML, and what comes back from them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from markupsafe import Markup

from bot.arrivals import Sent
from bot.untrusted import visible
from bot.web import markup
from bot.web.pages import Labels, part, whole
from views.vocabulary import AccountChoice, Button, Choice, DayField, Field, Form, Manner, Option, TextField, Words

_OURS = "f."
"""Before the name of each field, so that none is taken for one of the form's own."""

_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
"""What no database takes: NUL and lone surrogates."""


@dataclass(frozen=True)
class _Asked:
    """A field with what stands below its label."""

    field: Field
    error: Words
    focus: bool
    accounts: Sequence[Option] = ()
    """Who can be picked."""

    @property
    def id(self) -> str:
        return f"f-{self.field.name}"

    def attributes(self) -> Markup:
        """Ties the input to its hint and its error; words from the server are better than a refusal here."""
        told = [f"{self.id}-{kind}" for kind, words in self._below() if words]
        return Markup("").join(
            (
                Markup(' aria-describedby="{}"').format(" ".join(told)) if told else "",
                Markup(' aria-required="true"') if self.field.required else "",
                Markup(' aria-invalid="true"') if self.error else "",
            )
        )

    def named(self) -> Markup:
        """Id, name and whether the form opens here."""
        return Markup(' id="{}" name="{}{}"{}').format(
            self.id, _OURS, self.field.name, Markup(" autofocus") if self.focus else ""
        )

    def below(self) -> Markup:
        """Hint and error, as the input names them."""
        return Markup("").join(
            Markup('<p class="{}" id="{}-{}">{}</p>').format(kind, self.id, kind, markup.lines(words))
            for kind, words in self._below()
            if words
        )

    def _below(self) -> tuple[tuple[str, Words], ...]:
        return ("hint", self.field.hint), ("error", self.error)


def form(form: Form, labels: Labels, hidden: Mapping[str, str], accounts: Sequence[Option] = ()) -> Markup:
    """The form; `hidden` goes with it (who sends it, the token). The page gives it its frame.

    `accounts` are those of this door, by user; where there are none, nobody can be picked.
    """
    own = {"route": form.route, "draft": form.draft, "ref": form.ref, "version": str(form.version)}
    return Markup(
        '<form class="form" method="post" action="/send" novalidate>{}'
        '<h2 id="sheet-title">{}</h2>{}{}{}{}<div class="buttons">{}{}</div></form>'
    ).format(
        Markup().join(_hidden(name, value) for name, value in {**hidden, **own}.items()),
        markup.title(form.title),
        _errors(form, labels),
        Markup().join(part(one) for one in form.intro),
        _required(form, labels),
        Markup().join(_field(one, labels) for one in _asked(form, accounts)),
        Markup('<button class="button good">{}</button>').format(markup.title(form.submit)),
        _keep(form.keep) if form.keep else "",
    )


def options(options: tuple[Option, ...]) -> Markup:
    """What a search found, as live.js puts it into the datalist."""
    return Markup().join(_option(option, selected=False) for option in options)


def together(sent: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What a browser sends, by name; of a field of ours that it sends several times (ticked boxes) all, with commas."""
    fields: dict[str, str] = {}
    for name, value in sent:
        fields[name] = f"{fields[name]},{value}" if name in fields and name.startswith(_OURS) else value
    return fields


def submitted(fields: Mapping[str, object]) -> Sent:
    """What a form sent, whatever it is that was sent. Its route is the keeping one's where that button was pressed,
    and "" where it cannot be read.
    """
    sent = {name: typed(value) for name, value in fields.items() if isinstance(value, str)}
    return Sent(
        route=sent.get("keep") or sent.get("route", ""),
        values={name[len(_OURS) :]: value for name, value in sent.items() if name.startswith(_OURS)},
        draft=sent.get("draft", ""),
        ref=sent.get("ref", ""),
        version=whole(sent.get("version", "")) or 0,
    )


def typed(text: str) -> str:
    """What somebody typed, as they see it and every database takes it: no NUL, no lone surrogate, line ends alike."""
    return visible(_UNKEEPABLE.sub("", text)).replace("\r\n", "\n").replace("\r", "\n")


def _asked(form: Form, accounts: Sequence[Option]) -> tuple[_Asked, ...]:
    """The first field has the focus, unless there are errors: then their summary has it."""
    return tuple(
        _Asked(one, form.errors.get(one.name, Words()), focus=place == 0 and not form.errors, accounts=accounts)
        for place, one in enumerate(form.fields)
    )


def _hidden(name: str, value: str) -> Markup:
    return Markup('<input type="hidden" name="{}" value="{}">').format(name, value)


def _required(form: Form, labels: Labels) -> Markup:
    if not any(one.required for one in form.fields):
        return Markup()
    return Markup('<p class="note">{} {}</p>').format(_STAR, labels.required)


def _keep(keep: Button) -> Markup:
    return Markup('<button class="button" name="keep" value="{}" formnovalidate>{}</button>').format(
        keep.route, markup.title(keep.label)
    )


def _errors(form: Form, labels: Labels) -> Markup:
    if not form.errors:
        return Markup()
    links = [
        Markup('<li><a href="#{}">{}: {}</a></li>').format(
            _first_input(one), markup.label(one.label), markup.label(form.errors[one.name])
        )
        for one in form.fields
        if one.name in form.errors
    ]
    known = {one.name for one in form.fields}
    others = [
        Markup("<p>{}</p>").format(markup.lines(words)) for name, words in form.errors.items() if name not in known
    ]
    return Markup('<div class="errors" role="alert" tabindex="-1" autofocus><h3>{}</h3>{}{}</div>').format(
        labels.errors,
        Markup().join(others),
        Markup("<ul>{}</ul>").format(Markup().join(links)) if links else "",
    )


def _first_input(field: Field) -> str:
    in_sight = isinstance(field, Choice) and (field.manner is Manner.FEW or field.several)
    return f"f-{field.name}-0" if in_sight else f"f-{field.name}"


def _field(asked: _Asked, labels: Labels) -> Markup:
    match asked.field:
        case TextField() as field:
            return _labelled(asked, _text(asked, field))
        case DayField() as field:
            return _labelled(asked, _day(asked, field))
        case Choice() as field:
            return _choice(asked, field, labels)
        case AccountChoice() as field:
            return _labelled(asked, _select(asked, field.value, asked.accounts, labels))
        case _:
            assert_never(asked.field)


def _choice(asked: _Asked, field: Choice, labels: Labels) -> Markup:
    if field.several:
        return _checkboxes(asked, field)
    match field.manner:
        case Manner.FEW:
            return _radios(asked, field)
        case Manner.MANY:
            return _labelled(asked, _select(asked, field.value, field.options, labels))
        case Manner.SEARCH:
            return _labelled(asked, _search(asked, field))
        case _:
            assert_never(field.manner)


def _labelled(asked: _Asked, control: Markup) -> Markup:
    return Markup('<div class="field{}"><label for="{}">{}{}</label>{}{}</div>').format(
        " wrong" if asked.error else "",
        asked.id,
        markup.title(asked.field.label),
        _star(asked.field),
        control,
        asked.below(),
    )


_STAR = Markup('<span class="star" aria-hidden="true">*</span>')


def _star(field: Field) -> Markup:
    return Markup(" ") + _STAR if field.required else Markup()


def _text(asked: _Asked, field: TextField) -> Markup:
    value = markup.clean(field.value)
    if field.lines:
        return Markup('<textarea{}{} maxlength="{}" rows="4">\n{}</textarea>').format(
            asked.named(), asked.attributes(), field.limit, value
        )
    return Markup('<input type="text"{}{} maxlength="{}" value="{}" autocomplete="off">').format(
        asked.named(), asked.attributes(), field.limit, value
    )


def _day(asked: _Asked, field: DayField) -> Markup:
    value = field.value.isoformat() if field.value else ""
    return Markup('<input type="date"{}{} value="{}">').format(asked.named(), asked.attributes(), value)


def _select(asked: _Asked, value: str, options: Sequence[Option], labels: Labels) -> Markup:
    return Markup('<select{}{}><option value="">{}</option>{}</select>').format(
        asked.named(),
        asked.attributes(),
        labels.choose,
        Markup().join(_option(one, selected=one.value == value) for one in options),
    )


def _search(asked: _Asked, field: Choice) -> Markup:
    return Markup(
        '<input type="text"{}{} value="{}" autocomplete="off" list="{}-list" data-search="{}">'
        '<datalist id="{}-list">{}</datalist>'
    ).format(
        asked.named(),
        asked.attributes(),
        markup.clean(field.value),
        asked.id,
        field.search,
        asked.id,
        options(field.options),
    )


def _option(option: Option, *, selected: bool) -> Markup:
    return Markup('<option value="{}"{}>{}</option>').format(
        markup.clean(option.value), Markup(" selected") if selected else "", markup.label(option.label)
    )


def _radios(asked: _Asked, field: Choice) -> Markup:
    return _in_sight(asked, field, "radio", Markup(' role="radiogroup"'))


def _checkboxes(asked: _Asked, field: Choice) -> Markup:
    return _in_sight(asked, field, "checkbox", Markup())


def _in_sight(asked: _Asked, field: Choice, kind: str, role: Markup) -> Markup:
    return Markup(
        '<fieldset class="field{}"{}{}><legend>{}{}</legend><div class="radios">{}</div>{}</fieldset>'
    ).format(
        " wrong" if asked.error else "",
        role,
        asked.attributes(),
        markup.title(field.label),
        _star(field),
        Markup().join(_radio(asked, field, kind, place, one) for place, one in enumerate(field.options)),
        asked.below(),
    )


def _radio(asked: _Asked, field: Choice, kind: str, place: int, option: Option) -> Markup:
    return Markup(
        '<label class="radio"><input type="{}" id="{}-{}" name="{}{}" value="{}"{}{}><span>{}</span></label>'
    ).format(
        kind,
        asked.id,
        place,
        _OURS,
        field.name,
        option.value,
        Markup(" checked") if option.value in field.values else "",
        Markup(" autofocus") if asked.focus and place == 0 else "",
        markup.label(option.label),
    )
