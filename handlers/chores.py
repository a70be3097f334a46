"""Everything that is done by the clock."""

from collections.abc import Callable, Mapping
from datetime import datetime

from handlers import (
    announcements_approved,
    announcements_going,
    announcements_reasked,
    channels_met,
    conflicts,
    deal_desks,
    deals_late,
    deals_told,
    delegations,
    digests,
    documents_approved,
    documents_found,
    documents_kept,
    documents_renewed,
    extensions,
    home,
    joinings,
    questions,
    stalls,
    training_assigned,
    training_planned,
    training_reminders,
)
from handlers.lookout import after_changes, once
from handlers.notices import HELD_UP
from storage.store import Store


def _gather(at: datetime, store: Store) -> bool:
    return digests.gather_due(at, store, HELD_UP)


Chore = Callable[[datetime, Store], bool | None]

CHORES: Mapping[str, Chore] = {
    "expire deals": deals_told.expire_due,
    "remind of protections": deals_told.remind_due,
    "ask what has stalled": stalls.nudge_due,
    "ask whether documents are right": documents_kept.review_due,
    "tell readers of new versions": documents_renewed.tell_due,
    "pass on": delegations.pass_on,
    "begin answer times": once("answer times", deals_late.begin_missing),
    "remind who decides": deals_late.remind_due,
    "gather requests": _gather,
    "ask without a desk": deal_desks.tell_directly,
    "ask anew": after_changes("deals", deals_told.ask_anew),
    "ask anew who may join": after_changes("joinings", joinings.ask_anew),
    "ask anew before they begin": after_changes("scheduled announcements", announcements_reasked.look),
    "begin announcements": announcements_going.begin_due,
    "finish announcements": announcements_going.finish,
    "hand announcements over": after_changes("announcements under way", announcements_going.hand_over),
    "pass questions on": after_changes("questions", questions.ask_anew),
    "ask others what waits": questions.ask_others,
    "ask anew who sends": after_changes("announcements", announcements_approved.ask_anew),
    "ask anew about documents": after_changes("documents", documents_approved.ask_anew),
    "ask anew about more time": after_changes("extensions", extensions.ask_anew),
    "look at learners": training_assigned.assign_changed,
    "assign courses": after_changes("training", training_assigned.assign_missing, training_assigned.mark),
    "plan reminders": after_changes("reminders", training_planned.plan_all, training_planned.mark),
    "remind learners": training_reminders.remind_due,
    "learn names": once("names", conflicts.learn_names),
    "tidy up": home.tidy,
    "look who is in channels": after_changes("channels", channels_met.look_at_all, channels_met.today),
    "index documents": documents_found.index_due,
}
"""What is done by the clock, every minute: (at, store); True asks for another go, in a transaction of its own."""
PROMPT = frozenset({"begin announcements", "remind learners"})
"""What is told at a moment that somebody has named: all that is due is done in one round, however much it is."""
