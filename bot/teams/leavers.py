"""What Teams says of people who leave: somebody was taken out of a team or a chat."""

from collections.abc import Iterator

from bot.teams.cards import mapping, text_of
from bot.teams.guard import Accepted
from domain.places import Identity, Platform


def taken_out(accepted: Accepted) -> Iterator[Identity]:
    """Who was taken out of a team or a chat: they may have left the tenant, so it is asked again who they are."""
    members = accepted.activity.get("membersRemoved")
    if accepted.activity["type"] != "conversationUpdate" or not isinstance(members, list):
        return
    for member in map(mapping, members):
        user = text_of(member, "aadObjectId").lower()
        if user:
            yield Identity(Platform.TEAMS, accepted.tenant.lower(), user)
