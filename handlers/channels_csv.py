"""channels.csv: which channel is which partner's, line by line; it moves none to another partner."""

from collections.abc import Mapping
from datetime import datetime

from domain.channels import Address, Channel, State, check_host, read_address
from domain.people import Can
from domain.places import Platform
from domain.programme import VENDOR, Programme
from domain.refusal import Refusal
from domain.when import zone
from handlers.cells import listed, name_of
from handlers.kinds import Kind
from storage.store import Store

COLUMNS = ("partner", "platform", "workspace", "channel", "name", "language", "zone")
LONGEST = 100
"""Characters of a channel's name: Slack's has 80 (docs.slack.dev/reference/methods/conversations.create)."""


def _channel(cells: Mapping[str, str], store: Store) -> Channel:
    """The line as a channel; Refusal channel-taken where another partner has it."""
    programme, address = store.programme, read_address(cells["channel"])
    partner = _partner(cells["partner"], programme)
    _check_platform(cells["platform"], address)
    known = store.channels.get(address.platform, address.conversation)
    if known and known.state is State.LINKED and known.partner != partner:
        raise Refusal("channel-taken")
    if known and known.outside and known.partner not in ("", partner):
        raise Refusal("channel-host-elsewhere", host=known.host)
    given = cells["workspace"].lower() if address.platform is Platform.TEAMS else cells["workspace"]
    host = given or address.host or (known.host if known else "") or _only(address.platform, programme)
    return Channel(
        platform=address.platform,
        host=host,
        conversation=address.conversation,
        partner=partner,
        name=_name(cells["name"] or (known.name if known else "") or address.name or address.conversation),
        language=_language(cells["language"], programme),
        zone=_zone(cells["zone"]),
        outside=_outside(partner, address.platform, host, known, store),
    )


def _outside(partner: str, platform: Platform, host: str, known: Channel | None, store: Store) -> bool:
    """Refusal where the workspace or tenant is not theirs; a channel in which Tandem was met is where it was met."""
    of, was = store.programme.organisation_of, known is not None and known.outside
    if of(platform, host) is None:
        if known and host == known.host:
            return was
        if kept := store.installations.get(platform, host):
            host = kept.enterprise or host  # of an organisation that the programme may name as a whole
    return check_host(partner, platform, host, store.programme) or was


def _partner(text: str, programme: Programme) -> str:
    if programme.partner(text) is None:
        raise Refusal("import-partner", given=text, allowed=listed(one.key for one in programme.partners))
    return text


def _check_platform(text: str, address: Address) -> None:
    if text and text.casefold() != address.platform:
        raise Refusal("channel-platform", given=text, found=address.platform)


def _only(platform: Platform, programme: Programme) -> str:
    """The vendor's one workspace there; Refusal where there are several, or none."""
    own = [one.tenant for one in programme.workspaces if (one.platform, one.organisation) == (platform, VENDOR)]
    if len(own) != 1:
        raise Refusal("channel-host-missing")
    return own[0]


def _name(text: str) -> str:
    return name_of(text.lstrip("#"), longest=LONGEST)


def _language(text: str, programme: Programme) -> str:
    """Where there is none, that of the partner."""
    if text and text not in programme.languages:
        raise Refusal("import-language", given=text, allowed=listed(programme.languages))
    return text


def _zone(text: str) -> str:
    try:
        return zone(text).key if text else ""
    except Refusal:
        raise Refusal("import-zone", given=text) from None


def key_of(channel: Channel) -> str:
    """What there is only one of."""
    return f"{channel.platform} {channel.conversation}"


def _present(store: Store) -> Mapping[str, Channel]:
    return {key_of(one): one for one in store.channels.all() if one.state is State.LINKED}


def _differing(new: Channel, old: Channel) -> tuple[str, ...]:
    """Whoever imports the line of a channel that was archived says that it is there again."""
    columns = {
        "workspace": new.host != old.host,
        "channel": old.ended,
        "name": new.name != old.name,
        "language": new.language != old.language,
        "zone": new.zone != old.zone,
    }
    return tuple(column for column, differs in columns.items() if differs)


def _keep(channel: Channel, store: Store, at: datetime, by: str) -> None:
    store.channels.link(channel, by=by, at=at)


CHANNELS = Kind[Channel](
    name="channels",
    columns=COLUMNS,
    example=("nowak", "slack", "T0ACME", "C0123456789", "ext-nowak", "pl", "Europe/Warsaw"),
    may=Can.IMPORT_CHANNELS,
    read=_channel,
    key=key_of,
    present=_present,
    differing=_differing,
    titled=lambda channel: f"{channel.name}, {channel.partner}",
    keep=_keep,
)
