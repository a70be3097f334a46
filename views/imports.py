"""Imports as whoever dropped the file sees them: what it would do, what became of it, and what else can be imported."""

from collections.abc import Sequence
from datetime import datetime

from domain.imports import Counts, Effect, Entry, Plan, State, Template
from domain.sheets import Mistake
from views.common import refused, told
from views.translator import Translator
from views.vocabulary import (
    Button,
    Buttons,
    Card,
    Confirm,
    Fact,
    Facts,
    Form,
    Note,
    Paragraph,
    Part,
    Row,
    Rows,
    TextField,
    Tone,
    Words,
)

LINES_LIMIT = 3000
"""Characters of pasted lines: what Slack's input takes (docs.slack.dev, plain-text input element)."""
_PAGE = 8
_NEAR = 2


def dry_run(
    plan: Plan,
    name: str,
    ref: str,
    t: Translator,
    *,
    version: int = 1,
    after: int = 0,
    changed: bool = False,
    code_page: str = "",
) -> Card:
    """What the file would do: what is wrong first, then every change and addition; `after` lines were shown before."""
    rows = [*(_wrong(one, t) for one in plan.mistakes), *(_due(one, t) for one in plan.due if not plan.broken)]
    page = tuple(rows[after : after + _PAGE])
    left = len(rows) - after - len(page)
    more = Button(t("more"), "import-more", f"{ref}.{after + len(page)}") if left else None
    parts: list[Part] = []
    if changed:
        parts.append(Paragraph(t("import-changed")))
    if not after and not plan.broken:
        parts.append(_counted(plan.counts, t, same=plan.lines - len(rows)))
    if page:
        parts.append(Rows(page, more))
    if left:
        parts.append(Note(t("import-left", count=left)))
    if code_page:
        parts.append(Note(t("import-code-page", page=code_page)))
    return Card(
        title=t("import-title", name=name),
        summary=_standing(plan, t),
        parts=(*parts, Buttons(_choices(plan, ref, version, t))),
        tone=Tone.WARNING if plan.mistakes else Tone.WAITING,
    )


def _standing(plan: Plan, t: Translator) -> Words:
    if plan.broken:
        return t("import-broken")
    return t("import-read", count=plan.lines) if plan.due else t("import-all-wrong", count=plan.lines)


def _wrong(mistake: Mistake, t: Translator) -> Row:
    return Row(title=t("import-line", line=str(mistake.line)), detail=refused(mistake.refusal, t))


def _due(one: Entry, t: Translator) -> Row:
    title = t("import-line-of", line=str(one.line), name=one.name)
    if one.effect is Effect.CHANGE:
        return Row(title, t("import-would-change", columns=", ".join(one.columns)))
    return Row(title, t("import-would-add"))


def _counted(counts: Counts, t: Translator, *, same: int = 0) -> Facts:
    return Facts(
        tuple(
            Fact(label, t("import-lines", count=count))
            for label, count in (
                (t("import-added"), counts.added),
                (t("import-altered"), counts.changed),
                (t("import-refused"), counts.refused),
                (t("import-same"), same),
            )
            if count
        )
    )


def _choices(plan: Plan, ref: str, version: int, t: Translator) -> tuple[Button, ...]:
    discard = Button(t("import-discard"), "import-discard", ref, version)
    if not plan.possible:
        return (discard,)
    label = t("import-apply-rest") if plan.mistakes else t("import-apply")
    text = t("import-apply-sure", count=len(plan.due))
    if plan.mistakes:
        text = t("import-apply-rest-sure", count=len(plan.mistakes))
    confirm = Confirm(title=label, text=text, yes=label, no=t("cancel"))
    tone = Tone.NEUTRAL if plan.mistakes else Tone.GOOD
    return (Button(label, "import-apply", ref, version, tone, confirm=confirm), discard)


def nothing(name: str, lines: int, t: Translator) -> Card:
    """A file in which all is as it is already."""
    return told(t("import-title", name=name), t("import-nothing", count=lines))


def over(
    name: str, state: State, counts: Counts, at: datetime, t: Translator, *, onward: tuple[Button, ...] = ()
) -> Card:
    """A file of which nothing is left to decide; `onward` is what may come next where it was applied."""
    title = t("import-title", name=name)
    next_ = (Buttons(onward),) if onward else ()
    match state:
        case State.APPLIED:
            return Card(title, t("import-applied", at=at), (_counted(counts, t), *next_), Tone.GOOD)
        case State.DISCARDED:
            return told(title, t("import-discarded"))
        case State.REPLACED:
            return told(title, t("import-replaced"))
        case _:
            return told(title, t("import-expired"))


def unknown(header: Sequence[str], templates: Sequence[Template], t: Translator) -> Card:
    """A file that is none of those that can be imported: which ones there are, and what is missing to the nearest."""
    near = max(templates, key=lambda one: len(set(one.columns) & set(header)), default=None)
    parts: list[Part] = []
    for one in templates:
        parts.append(Paragraph(t("import-kind", kind=t(f"import-kind-{one.kind}"))))
        parts += [Paragraph(t("import-template", row=",".join(row))) for row in (one.columns, one.example)]
    if near and len(set(near.columns) & set(header)) >= _NEAR:
        parts += _differences(near, header, t)
    return Card(
        title=t("import-unknown-title"),
        summary=t("import-unknown"),
        parts=(*parts, Buttons((Button(t("import-paste"), "import-form", opens=True),))),
        tone=Tone.WARNING,
    )


def _differences(near: Template, header: Sequence[str], t: Translator) -> list[Part]:
    missing = [column for column in near.columns if column not in header]
    excess = [column[:_COLUMN] for column in dict.fromkeys(header) if column not in near.columns]
    return [
        *([Paragraph(t("import-missing", columns=", ".join(missing)))] if missing else []),
        *([Paragraph(t("import-excess", columns=", ".join(excess[:_PAGE])))] if excess else []),
    ]


_COLUMN = 40


def lines_form(t: Translator, value: str = "") -> Form:
    """To paste lines where no file can be dropped."""
    return Form(
        route="import-lines",
        title=t("import-form-title"),
        submit=t("import-form-submit"),
        intro=(Note(t("import-form-intro")),),
        fields=(
            TextField(
                name="lines",
                label=t("import-form-lines"),
                hint=t("import-form-hint"),
                value=value,
                required=True,
                lines=True,
                limit=LINES_LIMIT,
            ),
        ),
    )
