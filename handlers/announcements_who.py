"""For whom an announcement is: asked in a form, and understood by key or by name."""

import re
from collections.abc import Mapping

from domain.announcements import Step
from domain.audience import Audience, To
from domain.customers import name_key
from domain.refusal import Refusal
from handlers.announcements_card import changed, courses, present, shown
from handlers.replies import OpenForm, Reply
from handlers.requests import Press, Request, Submission
from storage.announcements import access_own
from storage.store import Store
from views import announcements_who as views
from views.translator import LANGUAGES, countries, translator
from views.vocabulary import Form, plain


def who_form(request: Press, store: Store) -> Reply:
    """With what was chosen before."""
    one = access_own(store.announcements, request.person, request.ref)
    one.after(Step.EDIT)
    values = views.chosen(one.audience) if one.audience else {}
    return OpenForm(views.who_form(one, values, _offered(request, store), store.programme, request.t))


def who_form_again(request: Submission, store: Store) -> Form:
    """The same, as it was sent."""
    one = access_own(store.announcements, request.person, request.ref)
    return views.who_form(one, request.values, _offered(request, store), store.programme, request.t)


def who(request: Submission, store: Store) -> Reply:
    """Kept; the card then says whom that reaches."""
    one, audience = present(request, store), _audience(request, store)
    return shown(changed(one, one.edited(audience=audience), Step.EDIT, request, store), request, store)


def _offered(request: Request, store: Store) -> views.Offered:
    partners = {one.key: one.name for one in store.partners.seen_by(request.person)}
    return views.Offered(partners=partners, courses=courses(store))


def _audience(request: Submission, store: Store) -> Audience:
    offered, values = _offered(request, store), request.values
    active, idle = views.ACTIVITIES.get(values.get("activity", ""), (0, 0))
    named = {rule: _read(rule, values.get(rule, ""), offered, store) for rule in views.RULES}
    return Audience(to=_to(values), active_days=active, idle_days=idle, **named)


def _to(values: Mapping[str, str]) -> To:
    try:
        return To(values.get("to", ""))
    except ValueError:
        raise Refusal("field-not-an-option", field="to") from None


def _read(rule: str, text: str, offered: views.Offered, store: Store) -> frozenset[str]:
    """By key, or by name in any of our languages; Refusal at the rule that names what it cannot."""
    named = [one for one in map(str.strip, re.split(f"[{views.SEPARATORS}]", text)) if one]
    if not named:
        return frozenset()
    spelled = _spelled(rule, offered, store)
    return frozenset(_known(each, rule, spelled) for each in named)


def _known(each: str, rule: str, spelled: Mapping[str, set[str]]) -> str:
    if each in spelled.get(_AS_KEPT, ()):
        return each
    same = name_key if rule == "partners" else str.casefold
    found = {key for key, names in spelled.items() if any(same(each) == same(name) for name in names)} - {_AS_KEPT}
    if len(found) != 1:
        raise Refusal("announcement-unknown-name", field=rule, given=each[:100])
    return found.pop()


_AS_KEPT = ""
"""Under it stand the keys themselves."""


def _spelled(rule: str, offered: views.Offered, store: Store) -> dict[str, set[str]]:
    """How each can be called; of countries all that there are."""
    spelled: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for key, words in views.known(rule, offered, store.programme, translator(language, "UTC")).items():
            spelled.setdefault(key, {key}).add(plain(words))
    for code, name in countries() if rule == "countries" else ():
        spelled.setdefault(code, {code}).add(name)
    return {**spelled, _AS_KEPT: {*spelled}}
