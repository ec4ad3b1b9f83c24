"""How many characters a network takes in one comment or message, as far as that is known.

None of these numbers stands in an act: they are the networks' own and may change; a regulation may name smaller ones
(``[[checklist.lengths]]``). Known by the networks' documents: Telegram (Bot API, ``sendMessage``), MAX (Bot API,
``messages``), Twitter (its counting of characters). By common experience: VK, Instagram, Facebook. Of the other places
nothing reliable is known, and nothing is said.
"""

from collections.abc import Mapping

from domain.terms import Network

LONGEST: Mapping[Network, int] = {
    Network.TELEGRAM: 4096,
    Network.MAX: 4000,
    Network.TWITTER: 280,
    Network.VK: 16_384,
    Network.INSTAGRAM: 2200,
    Network.FACEBOOK: 8000,
}
