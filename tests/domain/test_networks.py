"""Which network an address belongs to, and where a message of some kind of place stands."""

import pytest

from domain.networks import known_network, network_of
from domain.terms import Network


@pytest.mark.parametrize(
    ("url", "network"),
    [
        ("https://vk.com/wall-1_2", Network.VK),
        ("https://m.vk.com/wall-1_2", Network.VK),
        ("http://VK.COM:443/wall?x=1#y", Network.VK),
        ("https://vk.com./wall", Network.VK),
        ("https://vkontakte.ru/id1", Network.VK),
        ("https://vk.ru/id1", Network.VK),
        ("https://ok.ru/group/1", Network.OK),
        ("https://www.odnoklassniki.ru/group/1", Network.OK),
        ("https://www.instagram.com/p/1", Network.INSTAGRAM),
        ("https://ru-ru.facebook.com/1", Network.FACEBOOK),
        ("https://twitter.com/a/status/1", Network.TWITTER),
        ("https://x.com/a/status/1", Network.TWITTER),
        ("https://t.me/channel/1", Network.TELEGRAM),
        ("https://telegram.me/channel/1", Network.TELEGRAM),
        ("https://web.max.ru/1", Network.MAX),
        ("https://user:pass@vk.com/1", Network.VK),
    ],
)
def test_a_host_tells_the_network(url: str, network: Network) -> None:
    """Subdomains, ports, capitals and a root dot change nothing."""
    assert network_of(url) is network


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/vk.com",
        "https://notvk.com/1",
        "https://vk.com.example.org/1",
        "https://vk.com@example.org/1",
        "https://com/",
        "https:///path",
        "http://[",
        "http://[::1]/vk.com",
        "",
        "vk.com/1",
    ],
)
def test_an_unknown_host_tells_nothing(url: str) -> None:
    """Neither a look-alike nor an address that cannot be read is any network."""
    assert network_of(url) is None


@pytest.mark.parametrize(
    ("kind", "url", "network"),
    [
        (Network.VK, None, Network.VK),
        (Network.VK, "https://t.me/1", Network.VK),
        (Network.SITE, None, Network.SITE),
        (Network.FORUM, "https://example.org/1", Network.FORUM),
        (Network.MESSENGER, None, None),
        (Network.MESSENGER, "https://t.me/1", Network.TELEGRAM),
        (Network.VIDEO, "https://vk.com/video1", Network.VK),
        (Network.BLOG, "https://example.org/blog", None),
        (Network.OTHER, None, None),
    ],
)
def test_where_a_message_stands(kind: Network, url: str | None, network: Network | None) -> None:
    """A kind that may be anywhere is told by its address, every other one is the place itself."""
    assert known_network(kind, url) is network
