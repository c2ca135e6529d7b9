"""What is counted for operators, and that it names nobody."""

from __future__ import annotations

import socket
import urllib.request

import pytest
from prometheus_client import generate_latest

from gateway.errors import SettingsError
from gateway.metrics import Metrics, serve_metrics
from gateway.settings import load_settings
from tests.gateway.world import DANGER, World, begin, client_of, say

MARKER = "xylophonist"


async def counted(world: World) -> tuple[str, str]:
    """The metrics after a small day, and the id of its conversation."""
    metrics = Metrics()
    world.settings |= {"identity": "none", "messages_per_conversation": 3}
    async with client_of(world.app(metrics), "192.0.2.77") as client:
        path = await begin(client)
        await say(client, path, f"what is maars, asks the {MARKER}")
        world.rasa.fail("silent")
        await say(client, path, "hello")
        await say(client, path, DANGER)
        await say(client, path, "hello")
        await client.get(f"/{MARKER}")
        await client.request(MARKER.upper(), "/health/live")
    return generate_latest(metrics.registry).decode(), path.rpartition("/")[2]


async def test_calls_replies_alarms_and_limits_are_counted(world: World) -> None:
    told, _ = await counted(world)
    for line in (
        'safeguarding_requests_total{method="POST",'
        'route="/api/v1/conversations/{id}/messages",status="200"} 3.0',
        'safeguarding_requests_total{method="POST",'
        'route="/api/v1/conversations/{id}/messages",status="429"} 1.0',
        'safeguarding_requests_total{method="GET",route="none",status="404"} 1.0',
        'safeguarding_alarms_total{level="emergency"} 1.0',
        'safeguarding_limited_total{limit="messages_per_conversation"} 1.0',
        'safeguarding_replies_total{audience="public",kind="answer",'
        'status="answered"} 1.0',
        "safeguarding_reply_seconds_count 3.0",
    ):
        assert line in told.splitlines()


async def test_no_text_address_or_id_is_among_them(world: World) -> None:
    told, name = await counted(world)
    for secret in (MARKER, MARKER.upper(), "192.0.2.77", name):
        assert secret not in told


async def test_the_public_port_does_not_tell_them(world: World) -> None:
    async with world.client() as client:
        assert (await client.get("/metrics")).status_code == 404


def test_the_operations_port_does() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    metrics = Metrics()
    metrics.fault("talk_failed")
    server, thread = serve_metrics(metrics, "127.0.0.1", port)
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as reply:
            told = reply.read().decode()
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert 'safeguarding_faults_total{event="talk_failed"} 1.0' in told


@pytest.mark.parametrize("host", ["0.0.0.0", "8.8.8.8", "::"])
def test_no_public_address_is_taken_for_it(host: str) -> None:
    with pytest.raises(SettingsError, match="SAFEGUARDING_OPERATIONS_HOST"):
        load_settings(operations_host=host)
