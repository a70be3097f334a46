"""What must hold between the parts of a programme, looked for in data that may be wrong anywhere."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from babel import Locale

from domain.currencies import CODES
from domain.programme import VENDOR
from domain.programme_lines import Path

Finding = tuple[Path, str]

_SLACK_TEAM = re.compile(r"[TE][A-Z0-9]{2,}")
_SLACK_CHANNEL = re.compile(r"[CG][A-Z0-9]{2,}")
_TEAMS_CHANNEL = re.compile(r"19:\S+@thread\.(tacv2|skype)")
_TEAMS_TENANT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Codes that CLDR names beside ISO's: groupings, pseudo-countries, reserved codes.
_NO_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
_MATCHERS = ("region", "tiers", "products", "partner_types", "deal_types", "conflicts", "up_to")
_SHOWN = 20
_LONG = 40


def findings(data: Mapping[str, object]) -> Iterator[Finding]:
    """All that is wrong between the parts; passes over what has the wrong shape, which pydantic tells."""
    yield from _zones(data)
    yield from _countries(data)
    yield from _currencies(data)
    yield from _repeats(data)
    yield from _required(data)
    yield from _protection(data)
    yield from _certificates(data)
    yield from _approvals(data)
    yield from _workspaces(data)
    yield from _deal_desks(data)
    yield from _partners(data)


@cache
def countries() -> frozenset[str]:
    """ISO 3166 alpha-2, and XK, which business uses for Kosovo."""
    codes = (str(code) for code in Locale("en").territories)
    return frozenset(code for code in codes if re.fullmatch("[A-Z]{2}", code)) - _NO_COUNTRIES


@cache
def _zone_names() -> frozenset[str]:
    return frozenset(available_timezones())


def _zones(data: Mapping[str, object]) -> Iterator[Finding]:
    places = [((), data), *_tables(data, "partners")]
    for path, table in places:
        zone = table.get("zone")
        if isinstance(zone, str) and zone not in _zone_names():
            yield (*path, "zone"), f"{_quoted(zone)} is not a time zone; {_zone_hint(zone)}"


def _zone_hint(zone: str) -> str:
    near = get_close_matches(zone[:60], sorted(_zone_names()), n=1)
    if near:
        return f"did you mean {near[0]}?"
    return "allowed: a name from the IANA list, such as Europe/Warsaw."


def _countries(data: Mapping[str, object]) -> Iterator[Finding]:
    for path, region in _tables(data, "regions"):
        for index, code in _texts(region.get("countries")):
            if code not in countries():
                yield (
                    (*path, "countries", index),
                    f"{_quoted(code)} is not a country; allowed: ISO 3166 codes of two letters, such as PL.",
                )


def _currencies(data: Mapping[str, object]) -> Iterator[Finding]:
    for index, code in _texts(data.get("currencies")):
        if code not in CODES:
            yield (
                ("currencies", index),
                f"{_quoted(code)} is not a currency in use; allowed: ISO 4217 codes, such as EUR.",
            )


def _repeats(data: Mapping[str, object]) -> Iterator[Finding]:
    for name in ("languages", "currencies", "partner_types", "required"):
        yield from _repeated((name,), data.get(name))
    for path, region in _tables(data, "regions"):
        yield from _repeated((*path, "countries"), region.get("countries"))


def _repeated(path: Path, values: object) -> Iterator[Finding]:
    seen = set()
    for index, value in _texts(values):
        if value in seen:
            yield (*path, index), f"{_quoted(value)} is here twice; each value is allowed once."
        seen.add(value)


def _required(data: Mapping[str, object]) -> Iterator[Finding]:
    if not isinstance(data.get("required"), list):
        return
    named = {text for _, text in _texts(data["required"])}
    missing = [field for field in ("customer", "amount") if field not in named]
    if missing:
        yield ("required",), f"A deal always needs customer and amount; add {', '.join(missing)}."


def _protection(data: Mapping[str, object]) -> Iterator[Finding]:
    protection = data.get("protection")
    for place, window in _tables(protection, "windows") if isinstance(protection, dict) else ():
        path = ("protection", *place)
        yield from _known((*path, "tier"), window, _keys(data, "tiers"), "a tier")
        yield from _known((*path, "deal_type"), window, _keys(data, "deal_types"), "a deal type")
        for name in ("at_least", "up_to"):
            limits = window.get(name)
            for code in limits if isinstance(limits, dict) else ():
                accepted = _listed(data, "currencies")
                yield from _among((*path, name, code), code, accepted, "a currency of this programme")


def _certificates(data: Mapping[str, object]) -> Iterator[Finding]:
    for path, tier in _tables_of(data.get("tiers")):
        yield from _repeated(("tiers", path, "certificates"), tier.get("certificates"))
    certificates = data.get("certificates")
    if not isinstance(certificates, dict):
        return
    warn, block = (list(_texts(certificates.get(name))) for name in ("warn", "block"))
    for name, listed in (("warn", warn), ("block", block)):
        yield from _repeated(("certificates", name), certificates.get(name))
        for index, product in listed:
            yield from _among(("certificates", name, index), product, _keys(data, "products"), "a product")
    both = {product for _, product in warn}
    for index, product in block:
        if product in both:
            yield ("certificates", "block", index), f"{_quoted(product)} is in warn too; what blocks need not warn."


def _tables_of(tables: object) -> Sequence[tuple[str | int, Mapping[str, object]]]:
    return [(name, table) for name, table in _items(tables) if isinstance(table, dict)]


def _approvals(data: Mapping[str, object]) -> Iterator[Finding]:
    rules = _tables(data, "approvals")
    for path, rule in rules:
        yield from _known((*path, "region"), rule, _keys(data, "regions"), "a region")
        yield from _matched(path, rule, data)
        limits = rule.get("up_to")
        for code in limits if isinstance(limits, dict) else ():
            accepted = _listed(data, "currencies")
            yield from _among((*path, "up_to", code), code, accepted, "a currency of this programme")
    for path, rule in rules[:-1]:
        if _is_catch_all(rule):
            yield (
                path,
                "This rule covers every deal, so those below it are never reached; move it to the end.",
            )
    if rules and not _is_catch_all(rules[-1][1]):
        yield (
            rules[-1][0],
            "The last rule must cover every deal; it may have only decided_by or steps, no region and no up_to.",
        )


def _matched(path: Path, rule: Mapping[str, object], data: Mapping[str, object]) -> Iterator[Finding]:
    """Each key that a rule lists is one of the programme's, and listed once."""
    known = {"tiers": "a tier", "products": "a product", "deal_types": "a deal type"}
    for name, what in known.items():
        for index, key in _texts(rule.get(name)):
            yield from _among((*path, name, index), key, _keys(data, name), what)
    for index, kind in _texts(rule.get("partner_types")):
        allowed = _listed(data, "partner_types")
        yield from _among((*path, "partner_types", index), kind, allowed, "a type of this programme")
    for name in (*known, "partner_types", "conflicts"):
        yield from _repeated((*path, name), rule.get(name))


def _is_catch_all(rule: Mapping[str, object]) -> bool:
    return not {*_MATCHERS, "auto"} & set(rule)


def _workspaces(data: Mapping[str, object]) -> Iterator[Finding]:
    organisations = (VENDOR, *(_partner_keys(data) or ()))
    seen = set()
    for path, workspace in _tables(data, "workspaces"):
        yield from _known((*path, "organisation"), workspace, organisations, "an organisation")
        platform, tenant = workspace.get("platform"), workspace.get("tenant")
        if not isinstance(platform, str) or not isinstance(tenant, str):
            continue
        if (platform, tenant) in seen:
            yield path, f"{_quoted(tenant)} on {platform} is here twice; it belongs to one organisation."
        seen.add((platform, tenant))
        if problem := tenant_problem(platform, tenant):
            yield (*path, "tenant"), f"{_quoted(tenant)} {problem}"


def _deal_desks(data: Mapping[str, object]) -> Iterator[Finding]:
    """Each in a workspace of the vendor's own: what is said there no partner may read."""
    ours = {
        (one.get("platform"), one.get("tenant"))
        for _, one in _tables(data, "workspaces")
        if one.get("organisation") == VENDOR
    }
    seen = set()
    for path, desk in _tables(data, "deal_desks"):
        yield from _known((*path, "region"), desk, _keys(data, "regions"), "a region")
        platform, tenant, channel, region = (desk.get(name) for name in ("platform", "tenant", "channel", "region"))
        if isinstance(tenant, str) and isinstance(platform, str) and (platform, tenant) not in ours:
            first = f'name it in workspaces with organisation = "{VENDOR}" first.'
            yield (*path, "tenant"), f"{_quoted(tenant)} on {platform} is not known as the vendor's own; {first}"
        if isinstance(channel, str) and isinstance(platform, str) and not _is_channel(platform, channel):
            allowed = "an id such as C0123ABCD" if platform == "slack" else "an id such as 19:...@thread.tacv2"
            yield (*path, "channel"), f"{_quoted(channel)} is not a channel's id; allowed: {allowed}."
        if str(region) in seen:
            yield path, "There is another desk for the same region; each has one."
        seen.add(str(region))


def _is_channel(platform: str, channel: str) -> bool:
    return bool((_SLACK_CHANNEL if platform == "slack" else _TEAMS_CHANNEL).fullmatch(channel))


def tenant_problem(platform: str, tenant: str) -> str | None:
    """What is wrong with the id of a workspace, as the end of a sentence that begins with it."""
    if platform == "slack" and not _SLACK_TEAM.fullmatch(tenant):
        return "is not a Slack workspace id; allowed: T or E and capitals and digits, such as T0123ABCD."
    if platform == "teams" and not _TEAMS_TENANT.fullmatch(tenant):
        return (
            "is not a Teams tenant id; allowed: 32 digits and small letters a-f with hyphens, "
            "such as 01234567-89ab-cdef-0123-456789abcdef."
        )
    return None


def _partners(data: Mapping[str, object]) -> Iterator[Finding]:
    seen = set()
    for path, partner in _tables(data, "partners"):
        key = partner.get("key")
        if key == VENDOR:
            yield (*path, "key"), f'"{VENDOR}" means the vendor; give the partner another key.'
        elif isinstance(key, str) and key in seen:
            yield (*path, "key"), f"{_quoted(key)} is another partner's key; each key is allowed once."
        seen.add(key if isinstance(key, str) else None)
        yield from _known((*path, "tier"), partner, _keys(data, "tiers"), "a tier")
        yield from _known((*path, "region"), partner, _keys(data, "regions"), "a region")
        for field, list_name in (
            ("type", "partner_types"), ("language", "languages"), ("currency", "currencies"),
        ):  # fmt: skip
            what = f"a {field} of this programme"
            yield from _known((*path, field), partner, _listed(data, list_name), what)
        yield from _country_in_region(path, partner, data)


def _country_in_region(path: Path, partner: Mapping[str, object], data: Mapping[str, object]) -> Iterator[Finding]:
    for region_path, region in _tables(data, "regions"):
        if region_path[-1] == partner.get("region"):
            allowed = _listed(region, "countries")
            yield from _known((*path, "country"), partner, allowed, "a country of the partner's region")


def _known(path: Path, table: Mapping[str, object], allowed: Sequence[str] | None, what: str) -> Iterator[Finding]:
    """The last part of the path is the key of the table to look at."""
    yield from _among(path, table.get(str(path[-1])), allowed, what)


def _among(path: Path, value: object, allowed: Sequence[str] | None, what: str) -> Iterator[Finding]:
    if isinstance(value, str) and allowed is not None and value not in allowed:
        yield path, f"{_quoted(value)} is not {what}; allowed: {_enumerated(allowed)}."


def _enumerated(allowed: Sequence[str]) -> str:
    more = len(allowed) - _SHOWN
    return ", ".join(allowed[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def shortened(value: str) -> str:
    """Fit to be shown within a sentence."""
    return value if len(value) <= _LONG else f"{value[:_LONG]}…"


def _quoted(value: str) -> str:
    return f'"{shortened(value)}"'


def _tables(data: Mapping[str, object], name: str) -> Sequence[tuple[Path, Mapping[str, object]]]:
    return [((name, place), item) for place, item in _items(data.get(name)) if isinstance(item, dict)]


def _texts(values: object) -> Sequence[tuple[str | int, str]]:
    return [(place, item) for place, item in _items(values) if isinstance(item, str)]


def _items(values: object) -> Sequence[tuple[str | int, object]]:
    if isinstance(values, dict):
        return list(values.items())
    return list(enumerate(values)) if isinstance(values, list) else []


def _keys(data: Mapping[str, object], name: str) -> Sequence[str] | None:
    """None where the table is missing: then nothing that refers to it can be judged."""
    table = data.get(name)
    return list(table) if isinstance(table, dict) else None


def _listed(data: Mapping[str, object], name: str) -> Sequence[str] | None:
    values = data.get(name)
    return [text for _, text in _texts(values)] if isinstance(values, list) else None


def _partner_keys(data: Mapping[str, object]) -> Sequence[str] | None:
    return [key for _, partner in _tables(data, "partners") if isinstance(key := partner.get("key"), str)]
