"""Settings: read once, from the environment, by their conventional names."""

from pathlib import Path
from typing import Annotated, Literal, NoReturn, Self

import typer
from pydantic import AfterValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

HIGHEST_PORT = 65535
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def _listening(text: str) -> str:
    host, colon, port = text.rpartition(":")
    if not (colon and host and port.isdigit() and int(port) <= HIGHEST_PORT):
        raise ValueError(f'"{text}" is no address to listen on; write HOST:PORT, such as 127.0.0.1:8080')
    return text


Listen = Annotated[str, AfterValidator(_listening)]


class Settings(BaseSettings):
    """A platform without its settings is simply off; half of them is a mistake and is said."""

    model_config = SettingsConfigDict(extra="ignore", hide_input_in_errors=True)

    slack_bot_token: SecretStr = Field(SecretStr(""), description="The bot token of the installed app, xoxb-...")
    slack_signing_secret: SecretStr = Field(SecretStr(""), description="Proves that a request comes from Slack.")
    slack_app_token: SecretStr = Field(
        SecretStr(""), description="For Socket Mode, xapp-...; without it Slack comes by HTTP to /slack/events."
    )
    slack_api_url: str = Field("https://slack.com/api/", description="Where Slack's Web API is.")
    microsoft_app_id: str = Field("", description="The bot's app (client) id.")
    microsoft_app_password: SecretStr = Field(SecretStr(""), description="The client secret of that app.")
    microsoft_app_tenantid: str = Field("", description="The tenant the bot is registered in.")
    teams_auth: Literal["on", "off"] = Field(
        "on", description="off: no token is asked for; only in `tandem demo`, for Microsoft's local test clients."
    )
    teams_slash: bool = Field(
        default=False, description="Teams' slash triggers in the app package; not every client has them yet."
    )
    database_url: str = Field("sqlite:///tandem.db", description="A SQLite file, or postgresql://...")
    listen: Listen = Field("127.0.0.1:8080", description="Where the platforms' requests come in.")
    ops_listen: Listen = Field("127.0.0.1:8081", description="Where /livez, /readyz and /metrics are.")
    programme: Path | None = Field(None, description="A programme.toml that seeds an empty database.")
    log_format: Literal["json", "console"] = Field("json", description="json for machines, console for people.")

    @property
    def slack(self) -> bool:
        """Whether Slack is on."""
        return bool(self.slack_bot_token.get_secret_value())

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
        if self.slack and not (self.slack_signing_secret.get_secret_value() or self.socket_mode):
            raise ValueError("SLACK_BOT_TOKEN is set; SLACK_SIGNING_SECRET (or SLACK_APP_TOKEN) is missing")
        if self.teams and not (self.microsoft_app_password.get_secret_value() and self.microsoft_app_tenantid):
            raise ValueError("MICROSOFT_APP_ID is set; MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANTID must be too")
        return self


def address(listen: str) -> tuple[str, int]:
    """Host and port of HOST:PORT; an IPv6 host may stand in brackets."""
    host, _, port = listen.rpartition(":")
    return host.strip("[]"), int(port)


def stop(sentence: str) -> NoReturn:
    """End the command with a sentence on stderr."""
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
