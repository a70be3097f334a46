"""What can be done with a deal, as buttons."""

from domain.deals import LIVE, WAITING, Deal, State
from domain.people import Can, Person
from views.deals_facts import Shown
from views.translator import Translator
from views.vocabulary import Button, Buttons, Confirm, Tone


def appeal(shown: Shown, t: Translator) -> tuple[Button, ...]:
    """The way to appeal, while its reader may."""
    button = Button(t("appeal"), "deal-appeal-form", shown.deal.ref, shown.deal.version, opens=True)
    return (button,) if shown.appeal_until else ()


def doors(deal: Deal, t: Translator) -> tuple[Buttons, ...]:
    """The way to the whole deal."""
    return (Buttons((Button(t("deal-open"), "deal-open", deal.ref),)),)


def what_can_be_done(deal: Deal, reader: Person, t: Translator) -> tuple[Button, ...]:
    """All that its reader can do with it as it stands."""
    if not reader.may(Can.CHANGE_DEALS):
        return ()
    buttons = []
    if deal.state is State.INFORMATION_ASKED:
        buttons.append(Button(t("deal-answer"), "deal-answer-form", deal.ref, deal.version, Tone.GOOD, opens=True))
    if deal.state in WAITING:
        buttons.append(Button(t("deal-edit"), "deal-edit-form", deal.ref, deal.version, opens=True))
    if deal.state is State.APPROVED:
        buttons += [*ends(deal, t), stage_button(deal, t), *_more_time(deal, t)]
    if deal.state in LIVE:
        buttons.append(Button(t("deal-withdraw"), "deal-withdraw-form", deal.ref, deal.version, Tone.BAD, opens=True))
    return tuple(buttons)


def ends(deal: Deal, t: Translator) -> tuple[Button, ...]:
    """Won or lost."""
    return (_sure("deal-won", deal, t, Tone.GOOD), _sure("deal-lost", deal, t, Tone.NEUTRAL))


def stage_button(deal: Deal, t: Translator) -> Button:
    """The list of all stages."""
    return Button(t("deal-stage"), "deal-stage-form", deal.ref, deal.version, opens=True)


def _more_time(deal: Deal, t: Translator) -> tuple[Button, ...]:
    button = Button(t("deal-extend"), "deal-extend-form", deal.ref, deal.version, opens=True)
    return (button,) if deal.protected_until else ()


def _sure(route: str, deal: Deal, t: Translator, tone: Tone) -> Button:
    confirm = Confirm(
        title=t(route),
        text=t(f"{route}-sure", customer=deal.terms.customer),
        yes=t(route),
        no=t("cancel"),
    )
    return Button(t(route), route, deal.ref, deal.version, tone, confirm=confirm)
