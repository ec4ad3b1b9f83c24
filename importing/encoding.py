"""Which encoding a text file is in: UTF-8, or Windows-1251 as Russian office programs still write it."""

import codecs
from functools import partial
from typing import BinaryIO

from domain.importing import UnreadableTable

_CHUNK = 65_536
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def encoding_of(source: BinaryIO) -> str:
    """Recognise the encoding; the file is read once and wound back. Raises UnreadableTable for UTF-16.

    A file whose letters are mostly whole in UTF-8 is in UTF-8 and has some broken rows: read as Windows-1251 all of it
    would turn into garbage.
    """
    source.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    whole = broken = 0
    beginning = b""
    for chunk in iter(partial(source.read, _CHUNK), b""):
        beginning = beginning or chunk[:2]
        text = decoder.decode(chunk)
        escaped = _escaped(text)
        broken += escaped
        whole += len(text) - len(text.encode("ascii", "ignore")) - escaped
    broken += len(decoder.decode(b"", final=True))
    source.seek(0)
    if beginning in _UTF_16:
        raise UnreadableTable("кодировка UTF-16; сохраните файл как «CSV UTF-8»")
    return "utf-8-sig" if broken <= whole else "cp1251"


def _escaped(text: str) -> int:
    """How many bytes of a text were no letter; counted without a loop, for the file may be long."""
    return len(text) - len(text.encode("utf-32-le", "ignore")) // 4
