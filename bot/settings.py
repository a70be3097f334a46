"""Settings: read once, from the environment, by their conventional names."""

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, NoReturn, Self
from urllib.parse import urlsplit

import typer
from pydantic import AfterValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

HIGHEST_PORT = 65535
LOOPBACK = ("127.0.0.1", "::1", "localhost")

_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_WEB_ADDRESS = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?")
_MAIL = re.compile(r"mailto:[^\s@?]+@[^\s@?]+\.[^\s@?]+")
_PUBLIC = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]{1,5})?/?")
_DATABASE = re.compile(
    r"sqlite:///(?!:memory:)[^?]+"
    r"|postgresql(\+psycopg)?://([^@]*@)?(\[[0-9a-fA-F:]+\]|[^@:/?]*)(:[0-9]{1,5})?/[^@/?]+(\?[^@]*)?"
)


def listening(text: str) -> str:
    """HOST:PORT as it was given; ValueError, as a sentence, for anything else."""
    host, colon, port = text.rpartition(":")
    if not (colon and host and port.isascii() and port.isdigit() and int(port) <= HIGHEST_PORT):
        raise ValueError(f'"{text}" is no address to listen on; write HOST:PORT, such as 127.0.0.1:8080')
    return text


def _guid(text: str) -> str:
    if text and not _GUID.fullmatch(text):
        raise ValueError("this is no application id; it looks like 01234567-89ab-cdef-0123-456789abcdef")
    return text


def _base(text: str) -> str:
    """With the slash at its end, without which the last part of the path would be lost."""
    if not _WEB_ADDRESS.fullmatch(text):
        raise ValueError("this is no web address; Slack's own is https://slack.com/api/")
    return text if text.endswith("/") else f"{text}/"


def _microsofts(text: str) -> str:
    """Whoever could read what goes there could speak for the bot: it is encrypted, or stays on this machine."""
    if not (_WEB_ADDRESS.fullmatch(text) and (text.startswith("https://") or on_loopback(text))):
        raise ValueError("this is no https:// address")
    return text.rstrip("/")


def on_loopback(url: str) -> bool:
    """Whether it is plain HTTP to this machine, where tests play the platforms."""
    return urlsplit(url).scheme == "http" and urlsplit(url).hostname in LOOPBACK


def _app_name(text: str) -> str:
    if not text.isprintable() or len(text) > 30:  # noqa: PLR2004  # name.short of the Teams manifest, the narrowest
        raise ValueError("this is one line of at most 30 characters")
    return text


def _page(text: str) -> str:
    if text and not (_WEB_ADDRESS.fullmatch(text) and text.startswith("https://")):
        raise ValueError("this is no https:// address")
    return text


def _support(text: str) -> str:
    if text.startswith("mailto:") and _MAIL.fullmatch(text):
        return text
    try:
        return _page(text)
    except ValueError:
        raise ValueError("this is no address; write https://... or mailto:help@acme.example") from None


def _public(text: str) -> str:
    """Without a slash at its end."""
    if text and not _PUBLIC.fullmatch(text):
        raise ValueError(
            "write scheme and host alone, such as https://tandem.example.com; Slack and Teams ask for https"
        )
    return text.removesuffix("/")


def _database(text: str) -> str:
    """Never quotes it: there is a password in it."""
    if not _DATABASE.fullmatch(text):
        raise ValueError(
            "write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME; in a password @ is written %40, % is %25"
        )
    return text


def _keys(text: SecretStr) -> SecretStr:
    """Never quotes them."""
    keys = list(filter(None, map(str.strip, text.get_secret_value().split(","))))
    if not all(map(_is_key, keys)):
        raise ValueError("one of them is no key; `tandem keys new` prints one, and commas stand between them")
    return SecretStr(",".join(keys))


def _is_key(text: str) -> bool:
    """A Fernet key: 32 bytes in base64url, github.com/fernet/spec."""
    try:
        return len(urlsafe_b64decode(text)) == 32  # noqa: PLR2004  # as the specification has it
    except ValueError:
        return False


Listen = Annotated[str, AfterValidator(listening)]


class Settings(BaseSettings):
    """A platform without its settings is simply off; half of them is a mistake and is said."""

    model_config = SettingsConfigDict(
        extra="ignore", hide_input_in_errors=True, env_ignore_empty=True, str_strip_whitespace=True
    )

    slack_bot_token: SecretStr = Field(SecretStr(""), description="The bot token of the installed app, xoxb-...")
    slack_signing_secret: SecretStr = Field(SecretStr(""), description="Proves that a request comes from Slack.")
    slack_app_token: SecretStr = Field(
        SecretStr(""), description="For Socket Mode, xapp-...; without it Slack comes by HTTP to /slack/events."
    )
    slack_client_id: str = Field("", description="With it many workspaces can install the app, at /slack/install.")
    slack_client_secret: SecretStr = Field(SecretStr(""), description="The client secret of that app.")
    slack_api_url: Annotated[str, AfterValidator(_base)] = Field(
        "https://slack.com/api/", description="Where Slack's Web API is."
    )
    microsoft_app_id: Annotated[str, AfterValidator(_guid)] = Field("", description="The bot's app (client) id.")
    microsoft_app_password: SecretStr = Field(SecretStr(""), description="The client secret of that app.")
    microsoft_app_tenantid: str = Field("", description="The tenant the bot is registered in.")
    microsoft_login_url: Annotated[str, AfterValidator(_microsofts)] = Field(
        "https://login.microsoftonline.com", description="Where the bot's own token comes from."
    )
    bot_openid_metadata: Annotated[str, AfterValidator(_microsofts)] = Field(
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        description="Where the keys are that Teams signs with.",
    )
    teams_auth: Literal["on", "off"] = Field(
        "on", description="off: no token is asked for; only in `tandem demo`, for Microsoft's local test clients."
    )
    teams_slash: bool = Field(
        default=False, description="Teams' slash triggers in the app package; not every client has them yet."
    )
    database_url: Annotated[str, AfterValidator(_database)] = Field(
        "sqlite:///tandem.db", description="A SQLite file, or postgresql://...", repr=False
    )
    files_folder: Path = Field(Path("tandem-files"), description="Where the files of the catalogue are.")
    documents_folder: str = Field("", description="A folder of documents that is watched; empty for none.")
    public_url: Annotated[str, AfterValidator(_public)] = Field(
        "", description="Where browsers and platforms reach Tandem, https://tandem.example.com."
    )
    token_keys: Annotated[SecretStr, AfterValidator(_keys)] = Field(
        SecretStr(""), description="Seal the tokens that are kept, comma-separated; the first one seals, all open."
    )
    app_name: Annotated[str, AfterValidator(_app_name)] = Field(
        "Tandem", description="What the app is called in Slack and Teams."
    )
    app_icon: Path | None = Field(None, description="A PNG of 192 x 192 for the Teams package.")
    privacy_url: Annotated[str, AfterValidator(_page)] = Field("", description="Your privacy page; Teams asks for it.")
    terms_url: Annotated[str, AfterValidator(_page)] = Field("", description="Your terms of use; Teams asks for them.")
    support_url: Annotated[str, AfterValidator(_support)] = Field(
        "", description="Where people get help with the app, https://... or mailto:...; the help card shows it."
    )
    listen: Listen = Field("127.0.0.1:8080", description="Where the platforms' requests come in.")
    ops_listen: Listen = Field("127.0.0.1:8081", description="Where /livez, /readyz and /metrics are.")
    limit_person: int = Field(
        2000, ge=1, description="Requests of one person in 10 seconds; what is more is answered by a word to wait."
    )
    limit_workspace: int = Field(10_000, ge=1, description="The same for all the people of one workspace or tenant.")
    slack_rate: int = Field(
        300, ge=1, description="Messages a minute in one Slack workspace; Slack publishes no limit but of a channel."
    )
    slack_amend_rate: int = Field(
        50,
        ge=1,
        description="Changes a minute of messages in one Slack workspace; Slack documents 50 and more.",
    )
    programme: Path | None = Field(None, description="A programme.toml that seeds an empty database.")
    log_format: Literal["json", "console"] = Field("json", description="json for machines, console for people.")

    @property
    def slack(self) -> bool:
        """Whether Slack is on."""
        return bool(self.slack_bot_token.get_secret_value()) or self.slack_installs

    @property
    def slack_installs(self) -> bool:
        """Whether workspaces install the app themselves, and their tokens are kept."""
        return bool(self.slack_client_id)

    @property
    def socket_mode(self) -> bool:
        """Whether Slack comes by a socket that we open."""
        return bool(self.slack_app_token.get_secret_value())

    @property
    def teams(self) -> bool:
        """Whether Teams is on."""
        return bool(self.microsoft_app_id)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if problems := "\n".join((*self._slack_by_halves(), *self._installing_by_halves(), *self._teams_by_halves())):
            raise ValueError(problems)
        return self

    def _slack_by_halves(self) -> Iterator[str]:
        signed = bool(self.slack_signing_secret.get_secret_value())
        if self.slack_bot_token.get_secret_value() and not (signed or self.socket_mode):
            yield "SLACK_BOT_TOKEN is set; SLACK_SIGNING_SECRET (or SLACK_APP_TOKEN) is missing"
        if not self.slack and (signed or self.socket_mode):
            yield f"{'SLACK_SIGNING_SECRET' if signed else 'SLACK_APP_TOKEN'} is set; SLACK_BOT_TOKEN is missing"

    def _installing_by_halves(self) -> Iterator[str]:
        given = {
            "SLACK_CLIENT_ID": self.slack_installs,
            "SLACK_CLIENT_SECRET": bool(self.slack_client_secret.get_secret_value()),
        }
        beside = {
            "SLACK_SIGNING_SECRET": bool(self.slack_signing_secret.get_secret_value()),
            "TOKEN_KEYS": bool(self.token_keys.get_secret_value()),
            "PUBLIC_URL": bool(self.public_url),
        }
        if any(given.values()):
            if missing := [name for name, is_set in {**given, **beside}.items() if not is_set]:
                yield f"{' and '.join(name for name in given if given[name])} set; {' and '.join(missing)} missing"
            if self.slack_bot_token.get_secret_value():
                yield "SLACK_BOT_TOKEN and SLACK_CLIENT_ID are for one workspace and for many; set one of them"

    def _teams_by_halves(self) -> Iterator[str]:
        given = {
            "MICROSOFT_APP_ID": self.teams,
            "MICROSOFT_APP_PASSWORD": bool(self.microsoft_app_password.get_secret_value()),
            "MICROSOFT_APP_TENANTID": bool(self.microsoft_app_tenantid),
        }
        there = [name for name, is_set in given.items() if is_set]
        missing = [name for name, is_set in given.items() if not is_set]
        if there and missing:
            yield f"{' and '.join(there)} set; {' and '.join(missing)} missing"


def address(listen: str) -> tuple[str, int]:
    """Host and port of HOST:PORT; an IPv6 host may stand in brackets."""
    host, _, port = listen.rpartition(":")
    return host.strip("[]"), int(port)


def stop(sentence: str) -> NoReturn:
    """End the command with a sentence on stderr."""
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
