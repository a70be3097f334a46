"""customers.csv: the vendor's own customers and named accounts, read line by line."""

from collections.abc import Mapping
from datetime import datetime

from domain.conflicts import Listed
from domain.customers import name_key, website_key
from domain.deals import Conflict
from domain.people import Can
from domain.programme import VENDOR, Programme
from domain.refusal import Refusal
from handlers.cells import listed, name_of
from handlers.kinds import Kind
from storage.store import Store
from views.deals_forms import LIMITS

COLUMNS = ("name", "country", "website", "kind", "owner", "partners")
KINDS = (Conflict.CUSTOMER, Conflict.NAMED, Conflict.NONE)
"""`none` takes a customer off the list."""


def _customer(cells: Mapping[str, str], store: Store) -> Listed:
    programme = store.programme
    name = name_of(cells["name"], longest=LIMITS["customer"])
    if not name_key(name):
        raise Refusal("import-name", limit=LIMITS["customer"])
    return Listed(
        name=name,
        country=_country(cells["country"].upper(), programme),
        website=_website(cells["website"]),
        kind=_kind(cells["kind"]),
        owner=_owner(cells["owner"], store),
        partners=_partners(cells["partners"], programme),
    )


def _country(text: str, programme: Programme) -> str:
    sold_in = {code for region in programme.regions.values() for code in region.countries}
    if text not in sold_in:
        raise Refusal("import-country", given=text, allowed=listed(sold_in))
    return text


def _kind(text: str) -> Conflict:
    if text not in KINDS:
        raise Refusal("import-customer-kind", given=text, allowed=listed(KINDS))
    return Conflict(text)


def _website(text: str) -> str:
    if text and not website_key(text):
        raise Refusal("deal-website-unreadable")
    return text


def _owner(text: str, store: Store) -> str:
    """A region, or somebody of the vendor's by the address."""
    if not text or text in store.programme.regions:
        return text
    person = store.people.with_email(VENDOR, text.casefold())
    if person is None:
        raise Refusal("import-owner", given=text, allowed=listed(store.programme.regions))
    return person.email


def _partners(text: str, programme: Programme) -> frozenset[str]:
    """Who may register deals for it all the same."""
    known = {partner.key for partner in programme.partners}
    wrong = [word for word in text.split() if word not in known]
    if wrong:
        raise Refusal("import-partner", given=wrong[0], allowed=listed(known))
    return frozenset(text.split())


def _differing(new: Listed, old: Listed) -> tuple[str, ...]:
    return tuple(column for column in COLUMNS if getattr(new, column) != getattr(old, column))


def _keep(customer: Listed, store: Store, at: datetime, by: str) -> None:
    store.customers.learn(customer.name)
    was = store.conflicts.kind_of(customer)
    id_ = store.conflicts.keep(customer, at=at)
    partners = " ".join(sorted(customer.partners))
    store.acts.note(by, "customer", id_, at=at, was=was or Conflict.NONE, kind=customer.kind, partners=partners)


CUSTOMERS = Kind[Listed](
    name="customers",
    columns=COLUMNS,
    example=("Kowalski Sp. z o.o.", "PL", "kowalski.example", "named", "", ""),
    may=Can.IMPORT_CUSTOMERS,
    read=_customer,
    key=lambda customer: f"{name_key(customer.name)} {customer.country}",
    present=lambda store: {f"{name_key(one.name)} {one.country}": one for one in store.conflicts.listed()},
    differing=_differing,
    titled=lambda customer: f"{customer.name}, {customer.country}",
    keep=_keep,
    prepare=lambda customer, store: store.customers.learn(customer.name),
)
