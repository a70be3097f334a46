"""What stands beside an announcement's words: a picture, and buttons that lead somewhere."""

from collections.abc import Mapping

from domain.announcements import ADDRESS, ALT, BUTTONS, LABEL, Act, Announcement, Content, in_language
from domain.programme import Programme
from views.translator import NAMES, Translator
from views.vocabulary import Button, Form, Link, Links, Note, Part, Picture, Row, Rows, TextField, Words, said


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
        label=("alt", "announcement-alt-in", ALT),
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
        label=("label", "announcement-label-in", LABEL),
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
    label: tuple[str, str, int],
) -> Form:
    name, message, limit = label
    address = TextField(
        name="url",
        label=t("announcement-address"),
        hint=t("announcement-address-hint", domains=t.all_of(programme.announcements.link_domains[:5])),
        value=values.get("url", ""),
        limit=ADDRESS,
    )
    labels = tuple(
        TextField(
            name=f"{name}-{language}",
            label=t(message, language=NAMES[language]),
            value=values.get(f"{name}-{language}", ""),
            limit=limit,
        )
        for language in programme.languages
    )
    return Form(
        route=route,
        title=title,
        submit=t("announcement-form-save"),
        intro=(Note(note),),
        fields=(address, *labels),
        ref=one.id,
        version=one.version,
    )


def pictured(content: Content) -> dict[str, str]:
    """As the form holds it."""
    if content.picture is None:
        return {}
    return {"url": content.picture.url, **{f"alt-{one}": text for one, text in content.picture.alt.items()}}


def adding(one: Announcement, t: Translator) -> tuple[Button, ...]:
    """A picture, and as many buttons as there can be."""
    at = (one.id, one.version)
    link = Button(t("announcement-link-add"), "announcement-link-form", *at, opens=True)
    picture = Button(t("announcement-picture"), "announcement-picture-form", *at, opens=True)
    return (picture, *((link,) if len(one.content.actions) < BUTTONS else ()))


def attached(one: Announcement, programme: Programme, t: Translator) -> tuple[Part, ...]:
    """To its author: the picture, and each button with one that takes it away."""
    picture, languages = one.content.picture, programme.languages
    shown = (Note(t("announcement-picture-is", url=picture.url)),) if picture else ()
    rows = tuple(
        Row(
            said(in_language(action.labels, t.language, languages)),
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
    links = tuple(
        Link(in_language(action.labels, t.language, programme.languages), action.target)
        for action in content.actions
        if action.act is Act.LINK
    )
    return (Links(links),) if links else ()
