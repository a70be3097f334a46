"""Where a claimed copy goes, or where its message is."""

from bot.messenger import Address
from domain.notices.kinds import KINDS
from storage.claimed import Claim


def address_of(claim: Claim) -> Address:
    """With the message where there is one already."""
    known = claim.known
    return Address(
        platform=known.identity.platform,
        tenant=known.host,
        conversation=known.conversation,
        user=known.identity.user,
        message=claim.message,
        service=known.service,
        channel=known.channel,
        closed=KINDS[claim.kind].closed,
    )
