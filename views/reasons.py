"""Why a message is not there, and what to do about it: the ledger's short words as sentences for a report."""

from collections.abc import Mapping

from domain.audience import UNREACHED, Why
from views.translator import Translator
from views.vocabulary import Words

_OURS = "reason-our-mistake"

NO_FILES = (
    "slack_connect_file_upload_sharing_blocked", "slack_connect_blocked_file_type", "blocked_file_type",
    "file_uploads_disabled", "file_uploads_except_images_disabled",
)  # fmt: skip
"""Where files, or such files, may not be sent at all."""

# What Slack's words mean stands on docs.slack.dev with each method, Teams' in bot/teams/messenger.py.
_SENTENCES: Mapping[str, tuple[str, ...]] = {
    # Never, until somebody acts.
    "reason-no-channel": ("channel_not_found", "conversation-gone", "team_not_found", "conversation-unnamed"),
    "reason-archived": ("is_archived",),
    "reason-not-a-member": ("not_in_channel", "not-in-conversation", "user_not_in_channel", "no_permission"),
    "reason-not-allowed-there": (
        "restricted_action", "restricted_action_non_threadable_channel", "restricted_action_read_only_channel",
        "restricted_action_thread_locked", "restricted_action_thread_only_channel", "channel_type_not_supported",
        "slack_connect_file_link_sharing_blocked", "forbidden", "access_denied", "team_access_not_granted",
    ),
    "reason-not-changed": ("cant_update_message", "cant_delete_message", "edit_window_closed"),
    "reason-account-gone": ("user_disabled", "user_not_found", "user_not_visible", "users_not_found"),
    "reason-no-direct-message": (
        "cannot_dm_user", "cannot_dm_bot", "invalid_user_combination", "messages_tab_disabled", "not_implemented",
    ),
    "reason-blocked": ("blocked",),
    "reason-too-long": (
        "msg_too_long", "msg_blocks_too_long", "too-large", "too_many_attachments", "attachment_payload_limit_exceeded",
        "metadata_too_large",
    ),
    "reason-shared": ("shared-channel",),
    "reason-file-missing": ("file-missing",),
    "reason-file-unread": ("file-unread",),
    "reason-no-files": NO_FILES,
    "reason-file-too-large": ("file_upload_size_restricted",),
    "reason-not-linked": ("channel-not-linked",),
    "document-not-for-channel": ("document-not-for-channel",),
    "reason-deleted": ("message_not_found", "message-gone"),
    "reason-nameless": ("nameless",),
    "reason-scope": ("missing_scope", "not_allowed_token_type"),
    # Until Tandem is installed again; nothing is lost.
    "reason-not-installed": (
        "account_inactive", "app_not_installed", "ekm_access_denied", "enterprise_is_restricted", "invalid_auth",
        "not_authed", "org_login_required", "token_expired", "token_revoked", "two_factor_setup_required", "no-token",
        "token-refused", "disabled-by-admin",
    ),
    # For a while; it comes by itself.
    "reason-too-fast": ("ratelimited", "rate_limited", "status-429", "status-412", "message_limit_exceeded"),
    "reason-unreachable": (
        "unreachable", "timeout", "connection-lost", "unreadable", "internal_error", "fatal_error",
        "service_unavailable", "request_timeout", "accesslimited", "team_added_to_org", "external_channel_migrating",
        "upload-lost", "upload-slow", "http-408", "http-500", "http-502", "http-503", "http-504",
        "no-channel", "no-database", "too-slow", "http-307", "http-403", "status-307", "status-403", "status-404",
        "status-407", "status-408", "status-500",
        "status-502", "status-503", "status-504",
    ),
    "reason-bug": ("bug",),
    "reason-paused": ("paused",),
    "reason-quiet-hours": ("quiet-hours",),
    "reason-daily-cap": ("daily-cap",),
    "reason-deal-desk": ("deal-desk",),
    "reason-no-account": ("no-account",),
    "announcement-paused": ("announcement-paused",),
    # Nobody knows.
    "reason-looked-for": ("sender-lost", "no-ts", "not-there"),
    "reason-held": ("held",),
    "reason-restored": ("restored",),
    # An operator, or the reader's rights.
    "reason-dropped": ("dropped",),
    "announcement-cancelled": ("announcement-cancelled",),
    "announcement-acknowledged": ("announcement-acknowledged",),
    "training-reminder-over": ("training-reminder-over",),
    "reason-no-seats": ("training-no-seats",),
    "reason-answered": ("question-answered",),
    "request-decided": ("request-decided", "over"),
    "reason-due-again": ("resent", "released"),
    "reason-not-for-them": ("not-found",),
    _OURS: (
        "invalid_blocks", "invalid_blocks_format", "invalid_arguments", "invalid_arg_name", "invalid_json", "no_text",
        "invalid_metadata_format", "invalid_metadata_schema", "metadata_must_be_sent_from_app", "status-400",
        "untrusted-service", "upload-elsewhere",
    ),
}  # fmt: skip
_OF = {reason: message for message, reasons in _SENTENCES.items() for reason in reasons}
_ENDED = {
    "reason-unreachable": "reason-given-up",
    "reason-bug": "reason-bug-each-time",
    "reason-looked-for": "reason-never-there",
}
"""What of these was tried so often that it is not tried any more by itself."""

KNOWN = frozenset(_OF)
"""The reasons that have a sentence of their own."""


def why(reason: str, t: Translator, *, failed: bool = False) -> Words:
    """What happened and what to do; a word that no platform has told us yet is shown as it is. What has `failed` goes
    no more by itself.
    """
    if reason.startswith(UNREACHED):
        return t("unreached-then", why=Why(reason.removeprefix(UNREACHED)))
    if reason not in _OF:
        return t("reason-new", reason=reason)
    return t(_ENDED.get(_OF[reason], _OF[reason]) if failed else _OF[reason])
