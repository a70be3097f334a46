"""The nudge about a deal of which nothing was heard, with a button for each way it may have gone."""

from domain.deals import Deal, State
from domain.people import Can, Person
from domain.programme import Programme
from views import deals_buttons, deals_facts, deals_told
from views.deals_facts import Shown
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Facts, Paragraph, Tone, said

STAGES = 4
"""How many stages have a button of their own, beside "Won" and "Lost"; with more there is the list of all."""


def stalled(shown: Shown, reader: Person, t: Translator) -> Card:
    """To whoever filed it: nothing has changed for long; once something has, how it stands."""
    deal = shown.deal
    if deal.state is not State.APPROVED or deal.stalls_at is not None:
        return deals_told.receipt(shown, t)
    buttons = _answers(deal, shown.programme, t) if reader.may(Can.CHANGE_DEALS) else ()
    since = shown.history[-1].at if shown.history else deal.filed_at
    return Card(
        title=t("stall-title", customer=deal.terms.customer),
        summary=t("stall-summary", customer=deal.terms.customer, ref=deal.ref, since=since),
        tone=Tone.WARNING,
        parts=(
            Facts((deals_facts.amount(deal, t), *deals_facts.standing(shown, t))),
            *((Paragraph(t("stall-do")), Buttons(buttons)) if buttons else deals_buttons.doors(deal, t)),
        ),
    )


def _answers(deal: Deal, programme: Programme, t: Translator) -> tuple[Button, ...]:
    stages = _others(tuple(programme.stages), deal.stage)
    return (
        *(_move(deal, stage, programme, t) for stage in stages[:STAGES]),
        *((deals_buttons.stage_button(deal, t),) if len(stages) > STAGES else ()),
        *deals_buttons.ends(deal, t),
    )


def _others(stages: tuple[str, ...], present: str) -> tuple[str, ...]:
    """All but the present one, those that come after it first."""
    place = stages.index(present) + 1 if present in stages else 0
    return tuple(stage for stage in (*stages[place:], *stages[:place]) if stage != present)


def _move(deal: Deal, stage: str, programme: Programme, t: Translator) -> Button:
    return Button(said(programme.stage(stage).label(t.language)), "deal-move", f"{deal.ref} {stage}", deal.version)


def read_ref(text: str) -> tuple[str, str]:
    """The deal's ref and the stage, of such a button."""
    ref, _, stage = text.partition(" ")
    return ref, stage
