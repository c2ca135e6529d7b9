"""The gateway and a site on another origin that shows its widget."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gateway.answering import Answering
from gateway.app import create_app
from gateway.journal import Journal
from gateway.privacy import Privacy
from gateway.settings import Settings
from knowledge.knowledge_base import KnowledgeBase
from knowledge.library import Library
from knowledge.reading import read_or_raise
from knowledge.store import Store
from tests.browser.fake_rasa import fake_rasa
from tests.browser.host_page import HostPage
from tests.browser.site import MONDAY_MORNING, served


@dataclass(frozen=True)
class WidgetSite:
    """Two origins on two sites (in the browser's sense), and the kill switch."""

    gateway: str
    host: str
    answering: Answering


@contextmanager
def widget_site(folder: Path, name: str = "localhost") -> Iterator[WidgetSite]:
    """`name` is the host page's; by "127.0.0.1" it shares the gateway's process."""
    content = read_or_raise()
    journal = Journal("warning")
    answering = Answering(folder)
    host_page = HostPage()
    with served(host_page) as address, fake_rasa(KnowledgeBase(content)) as rasa:
        host = address.replace("127.0.0.1", name)
        settings = Settings(
            data=folder,
            rasa_url=rasa,
            widget_origins=(host,),
            messages_per_address=10_000,  # all tests come from one address
            conversations_per_address=10_000,
        )
        app = create_app(
            settings,
            library=Library(Store(settings.knowledge_url), lambda: content),
            privacy=Privacy(lambda: (), journal),
            journal=journal,
            answering=answering,
            clock=lambda: MONDAY_MORNING,
        )
        with served(app) as gateway:
            host_page.gateway = gateway
            yield WidgetSite(gateway, host, answering)
