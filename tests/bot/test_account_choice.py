"""Somebody of the platform, picked natively on each; a hint, and nothing where there is nobody to pick."""

import pytest

from bot.slack import modals
from bot.teams import dialogs
from bot.web import forms
from bot.web.pages import Labels
from views.translator import translator
from views.vocabulary import AccountChoice, Form, Option, said

T = translator("en", "UTC")
AAD = "aaaaaaaa-0000-4000-8000-000000000001"


def form(value: str = "") -> Form:
    field = AccountChoice(name="account", label=said("Account"), value=value)
    return Form(route="team-add", title=said("Add"), submit=said("Add"), fields=(field,))


def slack(value: str = "") -> dict[str, object]:
    [block] = modals.modal(form(value), close=said("Cancel"))["blocks"]
    assert block["optional"] is True
    return dict(block["element"])


def test_slack_shows_its_own_picker_and_gives_the_users_id():
    assert slack() == {"type": "users_select", "action_id": "account"}
    assert slack("U0MARIA") == {"type": "users_select", "action_id": "account", "initial_user": "U0MARIA"}

    state = {"account": {"account": {"type": "users_select", "selected_user": "U0MARIA"}}}
    assert modals.submitted({"callback_id": "team-add", "state": {"values": state}}).values == {"account": "U0MARIA"}
    untouched = {"account": {"account": {"type": "users_select", "selected_user": None}}}
    assert modals.submitted({"callback_id": "team-add", "state": {"values": untouched}}).values == {"account": ""}


@pytest.mark.parametrize("other", ["maria", AAD, "U0maria", "<!channel>"])
def test_slack_would_refuse_a_view_with_anybody_elses_id(other):
    assert "initial_user" not in slack(other)


def teams(value: str = "") -> dict[str, object]:
    [field] = dialogs.dialog(form(value))["task"]["value"]["card"]["content"]["body"]
    return dict(field)


def test_teams_searches_the_tenant_itself():
    query = {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}
    picker = {"type": "Input.ChoiceSet", "id": "account", "label": "Account", "choices": [], "choices.data": query}

    assert teams() == picker
    assert teams(AAD) == {**picker, "value": AAD}
    assert teams("U0MARIA") == picker
    assert dialogs.submitted({"data": {"route": "team-add", "account": AAD}}).values == {"account": AAD}


def test_the_web_door_offers_the_people_it_has_and_nobody_where_it_has_none():
    accounts = (Option("maria", said("Maria <b>")), Option("jan", said("Jan")))

    picked = str(forms.form(form("jan"), Labels.spoken(T.plain), {}, accounts))

    assert '<option value="maria">Maria &lt;b&gt;</option><option value="jan" selected>Jan</option>' in picked
    assert str(forms.form(form(), Labels.spoken(T.plain), {})).count("<option") == 1
