"""Whoever answers for a document hands it on."""

from domain.documents import Document
from domain.people import Person
from views.documents_kept import keeping
from views.translator import Translator
from views.vocabulary import Button, Buttons, Card, Choice, Form, Manner, Note, Option, Tone, said


def form(document: Document, owner: str, chosen: Person | None, t: Translator) -> Form:
    """Asks who answers for it from now on; `owner` is the name of who does now."""
    options = (Option(chosen.id, said(chosen.name)),) if chosen else ()
    to = Choice(
        name="owner",
        label=t("document-choose-owner"),
        hint=t("document-choose-owner-hint"),
        value=chosen.id if chosen else "",
        required=True,
        manner=Manner.SEARCH,
        search="document-owners",
        options=options,
    )
    return Form(
        route="document-hand-on",
        title=t("document-hand-on"),
        submit=t("document-hand-on"),
        intro=(Note(t("document-owner-now", title=document.title, owner=owner)),),
        fields=(to,),
        ref=document.ref,
        version=document.version,
    )


def handed_on(document: Document, to: str, t: Translator) -> Card:
    """To whoever has handed it on."""
    return Card(
        title=said(document.title),
        summary=t("document-is-handed-on", ref=document.ref, to=to),
        tone=Tone.GOOD,
        parts=(Buttons((_opening(document, t),)),),
    )


def yours(document: Document, t: Translator) -> Card:
    """To whoever answers for it now."""
    return Card(
        title=said(document.title),
        summary=t("document-yours", ref=document.ref),
        parts=(Buttons((_opening(document, t), *keeping(document, t))),),
    )


def _opening(document: Document, t: Translator) -> Button:
    return Button(t("document-open"), "document-open", document.ref)
