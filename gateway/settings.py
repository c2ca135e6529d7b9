"""Every setting of the gateway, from SAFEGUARDING_ environment variables."""

from __future__ import annotations

import re
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine.url import make_url
from sqlalchemy.exc import ArgumentError

from gateway.errors import SettingsError
from knowledge.inside import LEAST, is_inside
from knowledge.model import Audience

PREFIX = "SAFEGUARDING_"
_ORIGIN = re.compile(r"(https?)://([a-z0-9.-]+)(?::\d{1,5})?")
LogLevel = Literal["debug", "info", "warning"]


def _sqlite(name: str) -> Any:
    """A database file in the data folder."""

    def address(earlier: dict[str, Any]) -> str:
        return f"sqlite:///{Path(earlier.get('data', '.data')).as_posix()}/{name}.db"

    return Field(default_factory=address, validate_default=True)


class Settings(BaseSettings):
    """Set any of them as SAFEGUARDING_<NAME>."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    data: Path = Path(".data")
    knowledge_url: str = _sqlite("knowledge")
    conversations_url: str = _sqlite("conversations")
    tracker_url: str = _sqlite("tracker")
    """Rasa's SQL tracker store, for erasing conversations only."""
    lock_url: str = ""
    """Rasa's lock store in Redis, for erasing; empty where locks are in memory."""
    rasa_url: str = "http://127.0.0.1:5005"
    rasa_timeout: float = Field(default=6.0, gt=0, le=60)
    """Seconds a person waits before the gateway answers alone."""
    inner_token: SecretStr = SecretStr("")
    """What Rasa and the action server know the service's own processes by."""
    operations_host: str = "127.0.0.1"
    operations_port: int = Field(default=0, ge=0, le=65535)
    """Where metrics are read; 0 for nowhere."""
    limits_url: str = "memory://"
    limits_key: SecretStr = SecretStr("")
    """Makes addresses unreadable; the same for all that share a Redis."""
    messages_per_conversation: int = Field(default=60, ge=1)
    """Each of these limits is for one minute."""
    messages_per_address: int = Field(default=240, ge=1)
    conversations_per_address: int = Field(default=60, ge=1)
    max_connections: int = Field(default=800, ge=10)
    request_timeout: float = Field(default=10.0, gt=0, le=120)
    """Seconds a caller may take to send a request's head, and again its body."""
    identity: Literal["development", "none", "oidc", "proxy"] = "development"
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_client_secret_file: Path | None = None
    oidc_redirect: str = ""
    oidc_scope: str = "openid"
    proxy_addresses: str = ""
    proxy_header: str = "x-safeguarding-identity"
    proxy_key: SecretStr = SecretStr("")
    proxy_key_file: Path | None = None
    proxy_issuer: str = ""
    proxy_audience: str = "safeguarding"
    roles_claim: str = "roles"
    role_professional: str = "professional"
    role_content_owner: str = "content_owner"
    role_operator: str = "operator"
    session_idle_minutes: int = Field(default=60, ge=1, le=24 * 60)
    session_hours: int = Field(default=10, ge=1, le=24 * 7)
    log_level: LogLevel = "info"
    max_text: int = Field(default=1000, ge=100, le=5000)
    answering: Literal["on", "off"] = "on"
    """Off: questions are answered with the contacts alone, danger as ever."""
    widget_origins: Annotated[tuple[str, ...], NoDecode] = ()
    """Sites that may show the public widget, apart by spaces."""
    leave_to: str = "https://www.bbc.co.uk/weather"
    """The neutral page that the public widget leaves to."""
    public_idle_minutes: int = Field(default=30, ge=1)
    professional_idle_days: int = Field(default=30, ge=1)

    @model_validator(mode="before")
    @classmethod
    def _read_secrets(cls, values: Any) -> Any:
        """Secrets may lie in files, as orchestrators mount them."""
        for name in ("oidc_client_secret", "proxy_key"):
            file = values.get(f"{name}_file")
            if not file:
                continue
            variable = f"{PREFIX}{name.upper()}"
            if values.get(name):
                raise ValueError(f"set {variable} or {variable}_FILE, not both")
            try:
                text = Path(file).read_text(encoding="utf-8").strip()
            except (OSError, ValueError):
                raise ValueError(f"{variable}_FILE cannot be read") from None
            values = {**values, name: text}
        return values

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("knowledge_url", "conversations_url", "tracker_url")
    @classmethod
    def _is_database(cls, value: str) -> str:
        try:
            make_url(value)
        except ArgumentError:
            raise ValueError(
                "write sqlite:///FILE or postgresql://USER@HOST/NAME"
            ) from None
        return value

    @field_validator("widget_origins", mode="before")
    @classmethod
    def _apart_by_spaces(cls, value: object) -> object:
        return value.split() if isinstance(value, str) else value

    @field_validator("widget_origins")
    @classmethod
    def _are_origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(map(_is_origin, value)):
            raise ValueError(
                "write origins such as https://www.stockport.gov.uk, apart by spaces"
            )
        return value

    @field_validator("leave_to")
    @classmethod
    def _is_secure(cls, value: str) -> str:
        if not value.startswith("https://"):
            raise ValueError("write an address that begins with https://")
        return value

    @field_validator("rasa_url")
    @classmethod
    def _is_http(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("write an address that begins with http:// or https://")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _development_stays_here(self) -> Settings:
        if self.identity == "development" and not is_loopback(self.host):
            raise ValueError(
                f"{PREFIX}IDENTITY=development serves this machine only; set"
                f" {PREFIX}HOST=127.0.0.1, or {PREFIX}IDENTITY=oidc, proxy or none"
            )
        return self

    @field_validator("operations_host")
    @classmethod
    def _is_inner(cls, value: str) -> str:
        if not is_inside(value):
            raise ValueError("write 127.0.0.1 or one private address")
        return value

    @field_validator("proxy_addresses")
    @classmethod
    def _are_networks(cls, value: str) -> str:
        for text in value.split():
            try:
                ip_network(text)
            except ValueError:
                raise ValueError(
                    "write addresses or networks, apart by spaces"
                ) from None
        return value

    @model_validator(mode="after")
    def _limits_are_shared_under_one_key(self) -> Settings:
        if self.limits_url == "memory://":
            return self
        if not self.limits_url.startswith(("redis://", "rediss://")):
            raise ValueError(f"{PREFIX}LIMITS_URL: write memory:// or redis://HOST/0")
        if len(self.limits_key.get_secret_value()) < LEAST:
            raise ValueError(
                f"{PREFIX}LIMITS_KEY: with Redis, give all gateways the same random"
                f" key of at least {LEAST} characters"
            )
        return self

    @model_validator(mode="after")
    def _identity_is_complete(self) -> Settings:
        from gateway.identities.demands import unmet

        if faults := unmet(self):
            raise ValueError(
                f"{PREFIX}IDENTITY={self.identity} lacks:\n" + ".\n".join(faults)
            )
        return self

    def proxy_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """Where a trusted proxy calls from: it may say for whom, and sign people in."""
        return tuple(ip_network(text) for text in self.proxy_addresses.split())

    def lifetime(self, audience: Audience) -> timedelta:
        """How long a conversation may rest before it expires."""
        if audience == "professional":
            return timedelta(days=self.professional_idle_days)
        return timedelta(minutes=self.public_idle_minutes)


def load_settings(**given: Any) -> Settings:
    """Raises SettingsError with a sentence for each setting that cannot be used."""
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError(
            "\n".join(_sentence(fault) for fault in error.errors())
        ) from None


def is_loopback(host: str) -> bool:
    """True for localhost and the addresses that never leave this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _is_origin(text: str) -> bool:
    """A scheme, a host and perhaps a port; https, except on this machine."""
    found = _ORIGIN.fullmatch(text)
    return found is not None and (found[1] == "https" or is_loopback(found[2]))


def _sentence(fault: Any) -> str:
    """Names the variable and the remedy; never the value, which may hold a password."""
    reason = str(fault["msg"]).removeprefix("Value error, ")
    names = ", ".join(f"{PREFIX}{str(part).upper()}" for part in fault["loc"])
    return f"{names} cannot be used: {reason}." if names else f"{reason}."
