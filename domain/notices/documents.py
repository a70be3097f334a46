"""Notices of documents, and of files that are brought."""

from domain.notices.notice import Notice


class VersionAwaitsDecision(Notice):
    """To those who approve documents; `occasion` is how often others were asked before."""

    kind = "version-awaits-decision"
    about = "document-version"
    waits = True
    inner = True


class VersionStillWaits(Notice):
    """To the same: the answer time is over, and nobody has answered; `occasion` is how often others were told."""

    kind = "version-still-waits"
    about = "document-version"
    waits = True
    inner = True


class VersionDecided(Notice):
    """To the owner of the document: whether the version counts."""

    kind = "version-decided"
    about = "document-version"
    waits = True


class VersionUndecidable(Notice):
    """To the admins: nobody but its owner could approve it, or none of those who could can be told."""

    kind = "version-undecidable"
    about = "document-version"


class DocumentDue(Notice):
    """To its owner: the review is due; `occasion` is when it was, and who owned it."""

    kind = "document-due"
    about = "document"
    waits = True
    capped = True


class DocumentHandedOn(Notice):
    """To whoever answers for it from now on; `occasion` is its version then."""

    kind = "document-handed-on"
    about = "document"
    waits = True


class DocumentRenewed(Notice):
    """To those who opened an older version: a new one counts."""

    kind = "document-renewed"
    about = "document-version"
    waits = True


class DocumentShared(Notice):
    """To a partner's channel: a document; `subject` is the three of them, `occasion` the version, who shared it,
    and how often it was before.
    """

    kind = "document-shared"
    about = "document-shared"
    brings_file = True


class DocumentNotShared(Notice):
    """To whoever shared it: it did not certainly get there; `subject` is the copy that was to bring it."""

    kind = "document-not-shared"
    about = "copy"


class FileHanded(Notice):
    """To whoever asked for it: a file; `subject` is what kind of file and its ref, `occasion` who asked, and when."""

    kind = "file-handed"
    about = "file"
    brings_file = True


class FileMissed(Notice):
    """To whoever was told that a file comes: it did not certainly; `subject` is the copy that was to bring it."""

    kind = "file-missed"
    about = "copy"
