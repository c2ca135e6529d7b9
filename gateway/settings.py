"""Every setting of the gateway, from SAFEGUARDING_ environment variables."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine.url import make_url
from sqlalchemy.exc import ArgumentError

from gateway.errors import SettingsError
from knowledge.model import Audience

PREFIX = "SAFEGUARDING_"
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
    rasa_url: str = "http://127.0.0.1:5005"
    rasa_timeout: float = Field(default=6.0, gt=0, le=60)
    """Seconds a person waits before the gateway answers alone."""
    identity: Literal["development", "none"] = "development"
    log_level: LogLevel = "info"
    max_text: int = Field(default=1000, ge=100, le=5000)
    public_idle_minutes: int = Field(default=30, ge=1)
    professional_idle_days: int = Field(default=30, ge=1)

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
                f" {PREFIX}HOST=127.0.0.1 or {PREFIX}IDENTITY=none"
            )
        return self

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


def _sentence(fault: Any) -> str:
    """Names the variable and the remedy; never the value, which may hold a password."""
    reason = str(fault["msg"]).removeprefix("Value error, ")
    names = ", ".join(f"{PREFIX}{str(part).upper()}" for part in fault["loc"])
    return f"{names} cannot be used: {reason}." if names else f"{reason}."
