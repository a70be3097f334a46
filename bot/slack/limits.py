"""Slack's numbers, each with the page it comes from; where two pages differ, the smaller one."""

from datetime import timedelta

from storage.paces import Bucket, Pace


def pace(a_minute: int, changes_a_minute: int) -> Pace:
    """Of messages: one a second in a channel, of which a few may come together, and `a_minute` in a workspace, whose
    own limit Slack does not publish: docs.slack.dev/apis/web-api/rate-limits, chat.postMessage.

    Six at once after a rest: whoever was held up catches up by so many. What then arrives a little late, at the full
    pace, would be refused if that were all that Slack lets through at once, and a refusal costs a second and more.

    Five under way: what is uncertain after a crash is looked for by conversations.history, which an app outside of
    Slack's marketplace may ask once a minute.
    """
    workspace = Bucket(timedelta(minutes=1) / a_minute, burst=6)
    changes = Bucket(timedelta(minutes=1) / changes_a_minute, burst=6)
    return Pace(workspace, Bucket(timedelta(seconds=1), burst=4), window=5, changes=changes)


# docs.slack.dev/reference/methods/chat.update refuses a longer `text` (msg_too_long); posting would cut it
MESSAGE_TEXT = 4000
# docs.slack.dev/reference/block-kit/blocks
MESSAGE_BLOCKS = 50
# docs.slack.dev/reference/views/modal-views, and home-tab-views
VIEW_BLOCKS = 100
VIEW_BYTES = 250 * 1024
VIEW_TITLE = 24
VIEW_BUTTON = 24
PRIVATE_METADATA = 3000

# docs.slack.dev/reference/block-kit/blocks/header-block
HEADER = 150
# docs.slack.dev/reference/block-kit/blocks/section-block
SECTION_TEXT = 3000
SECTION_FIELD = 2000
SECTION_FIELDS = 10
# docs.slack.dev/reference/block-kit/blocks/context-block names no length: a section field's, to be safe
CONTEXT_TEXT = 2000
# docs.slack.dev/reference/block-kit/blocks/actions-block
ACTIONS = 25
# docs.slack.dev/reference/block-kit/blocks/image-block
ALT_TEXT = 2000
# docs.slack.dev/reference/block-kit/blocks/input-block
INPUT_LABEL = 2000
INPUT_HINT = 2000

# docs.slack.dev/reference/block-kit/block-elements/button-element
BUTTON_TEXT = 75
BUTTON_SPOKEN = 75
# docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30
# docs.slack.dev/reference/block-kit/composition-objects/option-object (slack_sdk would take 150)
OPTION_TEXT = 75
OPTION_VALUE = 75
# docs.slack.dev/reference/block-kit/block-elements/radio-button-group-element
RADIO_OPTIONS = 10
# docs.slack.dev/reference/block-kit/block-elements/select-menu-element; answers to block_suggestion too
SELECT_OPTIONS = 100
# docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element
INPUT_LENGTH = 3000
