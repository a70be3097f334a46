"""What stands beside an announcement's words: a picture, and buttons that lead somewhere."""

from collections.abc import Mapping, Sequence

from domain.announcements import Announcement
from domain.announcements_written import BUTTONS, Act, Action, Content, in_language
from domain.programme import Programme
from views.translator import NAMES, Translator
from views.vocabulary import (
    Button,
    Buttons,
    Choice,
    Form,
    Link,
    Links,
    Manner,
    Note,
    Option,
    Part,
    Picture,
    Row,
    Rows,
    TextField,
    Words,
    said,
)

ROOM = 3000
"""Characters that a field takes: more than a text may have, so that what is too long is refused, with its count."""


def picture_form(one: Announcement, values: Mapping[str, str], programme: Programme, t: Translator) -> Form:
    """Its address, and what it shows, in each language; without an address there is none."""
    return _addressed(
        one,
        values,
        programme,
        t,
        route="announcement-picture",
        title=t("announcement-picture"),
        note=t("announcement-picture-note"),
        label=("alt", "announcement-alt-in"),
    )


def link_form(one: Announcement, values: Mapping[str, str], programme: Programme, t: Translator) -> Form:
    """Where it leads, and what stands on it, in each language."""
    return _addressed(
        one,
        values,
        programme,
        t,
        route="announcement-link",
        title=t("announcement-link-add"),
        note=t("announcement-link-note"),
        label=("label", "announcement-label-in"),
    )


def _addressed(
    one: Announcement,
    values: Mapping[str, str],
    programme: Programme,
    t: Translator,
    *,
    route: str,
    title: Words,
    note: Words,
    label: tuple[str, str],
) -> Form:
    address = TextField(
        name="url",
        label=t("announcement-address"),
        hint=t("announcement-address-hint", domains=t.all_of(programme.announcements.link_domains[:5])),
        value=values.get("url", ""),
        limit=ROOM,
    )
    labels = _labelled(*label, values, programme, t)
    return Form(
        route=route,
        title=title,
        submit=t("announcement-form-save"),
        intro=(Note(note),),
        fields=(address, *labels),
        ref=one.id,
        version=one.version,
    )


def opening_form(one: Announcement, values: Mapping[str, str], programme: Programme, t: Translator) -> Form:
    """A document or a course, by its ref, key or name; and what stands on the button, where it is not the usual."""
    acts = (Act.DOCUMENT, Act.TRAINING)
    act = Choice(
        name="act",
        label=t("announcement-opens"),
        value=values.get("act") or Act.DOCUMENT,
        required=True,
        manner=Manner.FEW,
        options=tuple(Option(one, t(f"announcement-opens-{one}")) for one in acts),
    )
    given = values.get("target", "")
    target = Choice(
        name="target",
        label=t("announcement-opens-target"),
        hint=t("announcement-opens-target-hint"),
        value=given,
        required=True,
        manner=Manner.SEARCH,
        search="announcement-targets",
        options=(Option(given, said(given)),) if given else (),
    )
    return Form(
        route="announcement-opening",
        title=t("announcement-opens-add"),
        submit=t("announcement-form-save"),
        intro=(Note(t("announcement-opens-note")),),
        fields=(act, target, *_labelled("label", "announcement-label-in", values, programme, t)),
        ref=one.id,
        version=one.version,
    )


def _labelled(
    name: str, message: str, values: Mapping[str, str], programme: Programme, t: Translator
) -> tuple[TextField, ...]:
    """One in each language of the programme."""
    return tuple(
        TextField(
            name=f"{name}-{language}",
            label=t(message, language=NAMES[language]),
            value=values.get(f"{name}-{language}", ""),
            limit=ROOM,
        )
        for language in programme.languages
    )


def pictured(content: Content) -> dict[str, str]:
    """As the form holds it."""
    if content.picture is None:
        return {}
    return {"url": content.picture.url, **{f"alt-{one}": text for one, text in content.picture.alt.items()}}


def adding(one: Announcement, programme: Programme, t: Translator) -> tuple[Button, ...]:
    """A picture, and as many buttons as there can be; what leads to an address where the programme has a domain."""
    at, links = (one.id, one.version), bool(programme.announcements.link_domains)
    picture = Button(t("announcement-picture"), "announcement-picture-form", *at, opens=True)
    link = Button(t("announcement-link-add"), "announcement-link-form", *at, opens=True)
    opening = Button(t("announcement-opens-add"), "announcement-opening-form", *at, opens=True)
    more = (*((link,) if links else ()), opening) if len(one.content.actions) < BUTTONS else ()
    return (*((picture,) if links else ()), *more)


def attached(one: Announcement, programme: Programme, t: Translator) -> tuple[Part, ...]:
    """To its author: the picture, and each button with one that takes it away."""
    picture, languages = one.content.picture, programme.languages
    shown = (Note(t("announcement-picture-is", url=picture.url)),) if picture else ()
    rows = tuple(
        Row(
            _label(action, t, languages),
            said(action.target),
            Button(t("announcement-link-remove"), "announcement-unlink", f"{one.id}.{at}", one.version),
        )
        for at, action in enumerate(one.content.actions)
    )
    return (*shown, *((Rows(rows),) if rows else ()))


def seen(content: Content, programme: Programme, t: Translator) -> tuple[Part, ...]:
    """The picture, for its readers."""
    picture = content.picture
    if picture is None:
        return ()
    return (Picture(picture.url, said(in_language(picture.alt, t.language, programme.languages))),)


def leading(content: Content, programme: Programme, t: Translator) -> tuple[Part, ...]:
    """The buttons that lead somewhere, for its readers."""
    languages = programme.languages
    links = tuple(
        Link(in_language(action.labels, t.language, languages), action.target)
        for action in content.actions
        if action.act is Act.LINK
    )
    opening = tuple(
        Button(_label(action, t, languages), _OPENING[action.act], action.target)
        for action in content.actions
        if action.act in _OPENING
    )
    return (*((Links(links),) if links else ()), *((Buttons(opening),) if opening else ()))


_OPENING = {Act.DOCUMENT: "announcement-document", Act.TRAINING: "announcement-course"}


def _label(action: Action, t: Translator, languages: Sequence[str]) -> Words:
    """What was typed for it, else what it does."""
    typed = in_language(action.labels, t.language, languages)
    usual = _USUAL.get(action.act, "announcement-open")
    return said(typed) if typed else t(usual)


_USUAL = {
    Act.ACKNOWLEDGE: "announcement-acknowledge",
    Act.DOCUMENT: "announcement-act-document",
    Act.TRAINING: "announcement-act-training",
}
