"""What a file may hold, by its name."""

_DOCUMENTS = frozenset(
    {"pdf", "docx", "docm", "doc", "pptx", "pptm", "ppt", "xlsx", "xlsm", "html", "htm", "md", "markdown"}
)
"""Those that are refused too: whoever drops one reads why."""
_TABLES = frozenset({"csv", "tsv", "tab", "txt", "xls", "xlsx", "ods"})


def is_table(name: str) -> bool:
    """Whether a file of this name may hold a table, or is a workbook, of which we say what to do with it."""
    return name.rpartition(".")[2].casefold() in _TABLES


def is_document(name: str) -> bool:
    """Whether a file of this name may be meant for the catalogue; a workbook may be meant for an import as well."""
    return name.rpartition(".")[2].casefold() in _DOCUMENTS and "." in name


def is_taken(name: str) -> bool:
    """Whether anything can be made of a file of this name."""
    return is_table(name) or is_document(name)
