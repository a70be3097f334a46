"""What somebody asks the owner of a document, and what they are answered."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

KIND = "document-question"


@dataclass(frozen=True, kw_only=True)
class DocumentQuestion:
    """`by` works for `partner`, "" for the vendor. Without `answered_at` it waits."""

    id: str
    document: str
    by: str
    by_name: str
    partner: str
    words: str
    asked_at: datetime
    answer: str = ""
    answered_by: str = ""
    answered_by_name: str = ""
    answered_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether nobody has answered it yet."""
        return self.answered_at is None

    @property
    def same_as(self) -> str:
        """Unique: the same words of the same person on one day are one question, however often they come."""
        said = (self.document, self.by, f"{self.asked_at:%Y-%m-%d}", self.words)
        return hashlib.sha256("\0".join(said).encode()).hexdigest()
