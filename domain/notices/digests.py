"""Notices that tell others together."""

from domain.notices.notice import Notice


class RequestsWait(Notice):
    """To somebody who wants requests together: all that waits; `subject` is who that is."""

    kind = "requests-wait"
    about = "digest"


class ToldTogether(Notice):
    """To somebody: what was above their cap; `subject` is who that is, and when: it says the same for ever."""

    kind = "told-together"
    about = "digest"
    waits = True
