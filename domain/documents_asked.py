"""What somebody asks the owner of a document, and what they are answered."""

from dataclasses import dataclass

from domain.questions import Asked

KIND = "document-question"


@dataclass(frozen=True, kw_only=True)
class DocumentQuestion(Asked):
    """Of a document's reader."""

    document: str

    @property
    def same_as(self) -> str:
        """By what it is found again when it comes once more from the same person."""
        return self.once_a_day(self.document, self.by)
