"""Which network an address belongs to, as far as that can be told from its host."""

from urllib.parse import urlsplit

from domain.terms import Network

_HOSTS = {
    "vk.com": Network.VK,
    "vk.ru": Network.VK,
    "vkontakte.ru": Network.VK,
    "ok.ru": Network.OK,
    "odnoklassniki.ru": Network.OK,
    "instagram.com": Network.INSTAGRAM,
    "facebook.com": Network.FACEBOOK,
    "twitter.com": Network.TWITTER,
    "x.com": Network.TWITTER,
    "t.me": Network.TELEGRAM,
    "telegram.me": Network.TELEGRAM,
    "max.ru": Network.MAX,
}


_ANYWHERE = frozenset({Network.BLOG, Network.VIDEO, Network.MESSENGER, Network.OTHER})
"""Kinds of place that are found inside other networks too: a channel of Telegram, a video in VK."""


def network_of(url: str) -> Network | None:
    """The network of an address, subdomains included; None where the host is none of those that are known."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return None
    labels = host.split(".")
    return next((_HOSTS[name] for n in range(len(labels)) if (name := ".".join(labels[n:])) in _HOSTS), None)


def known_network(kind: Network, url: str | None) -> Network | None:
    """The network that a message stands in; of a kind that may be anywhere its address tells, or nobody can."""
    if kind in _ANYWHERE:
        return None if url is None else network_of(url)
    return kind
