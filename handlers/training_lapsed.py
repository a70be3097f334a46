"""Certificates that have ended: told when a deal is registered, shown to who decides, renewed by one press."""

from domain.people import Person
from domain.refusal import Refusal
from domain.training import Course
from handlers.certified import Lapse, all_lapsed, lapsed
from handlers.replies import Amend, Reply, Show
from handlers.requests import Press, Request, Submission
from handlers.training import card_of, is_offered, today_of
from handlers.training_files import hand_seat
from handlers.training_planned import plan
from storage.store import Store
from views import training_lapsed as views
from views.vocabulary import Card, Form


def foretold(form: Form, request: Request, store: Store) -> Form:
    """The form of a deal, which says for which products the certificate of whoever asks has ended."""
    today = today_of(request.person, request.at)
    for one in all_lapsed(request.person, store, at=request.at):
        name = _label(one.product, request, store)
        form = views.foretold(form, name, one.on, one.blocks_on, request.t, blocked=one.blocks(today))
    return form


def answer_if_blocked(found: Lapse | None, request: Submission, store: Store, *, form: str) -> Reply | None:
    """Where the programme lets nothing be registered: what was typed is a draft, and the course one press away."""
    if found is None or not found.blocks(today_of(request.person, request.at)):
        return None
    draft = request.draft or store.new_id()
    store.drafts.keep(draft, person=request.person.id, form=form, values=request.values, at=request.at)
    return Show(views.blocked(found.product, _label(found.product, request, store), found.on, draft, request.t))


def check(person: Person, product: str, request: Request, store: Store) -> None:
    """Refusal where nothing may be registered for this product."""
    found = lapsed(person, product, store, at=request.at)
    if found and found.blocks(today_of(person, request.at)):
        name = _label(product, request, store)
        raise Refusal("deal-certificate-ended", field="product", product=name, day=found.on)


def warned(card: Card, found: Lapse | None, request: Request, store: Store) -> Card:
    """With what is to be known of it below."""
    if found is None:
        return card
    name = _label(found.product, request, store)
    return views.warned(card, found.product, name, found.on, found.blocks_on, request.t)


def _label(product: str, request: Request, store: Store) -> str:
    return store.programme.product(product).label(request.t.language)


# --- renewed ---


def renew(request: Press, store: Store) -> Reply:
    """A seat in the next session that has one, else the course itself, to be done: of the product that is named."""
    person, course = request.person, _course(request.ref, request, store)
    mine = store.enrolments.open_for(person.id, course.key)
    if mine and mine.session:
        return Amend(card_of(course, request, store))
    coming = () if course.link else store.training.coming(request.at, [course.key], free=True, size=1)
    seat = store.enrolments.seat(person.id, coming[0], at=request.at) if coming else None
    if seat:
        hand_seat(coming[0], seat, request, store)
        lead = request.t("training-registered", at=coming[0].at)
    else:
        lead = request.t("training-renew-module" if course.link else "training-renew-later")
        if mine is None:
            store.enrolments.assign(person.id, course.key, at=request.at)
    plan((person,), store, at=request.at)
    return Amend(card_of(course, request, store, lead))


def _course(product: str, request: Press, store: Store) -> Course:
    """One of the product's that is offered: the one whose certificate has ended, if it is."""
    courses = store.training.courses().values()
    offered = [one for one in courses if product and one.product == product and is_offered(one, request.person, store)]
    had = {one.course for one in store.enrolments.certificates_for(request.person.id, product)}
    found = sorted(offered, key=lambda one: (one.key not in had, not one.valid_months))
    if not found:
        raise Refusal("training-no-course")
    return found[0]
