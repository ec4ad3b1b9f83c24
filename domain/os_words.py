"""Why the system refuses a file, in Russian: what it says itself is in English, or in the language of the machine."""

import errno
from collections.abc import Mapping

_REASONS: Mapping[int, str] = {
    errno.ENOENT: "такого файла или папки нет",
    errno.EACCES: "нет прав",
    errno.EPERM: "нет прав",
    errno.EISDIR: "это папка, а не файл",
    errno.ENOTDIR: "на пути к нему файл, а не папка",
    errno.EEXIST: "уже есть",
    errno.ENOSPC: "нет места на диске",
    errno.EROFS: "диск только для чтения",
    errno.ENAMETOOLONG: "слишком длинное имя",
    errno.EADDRINUSE: "адрес занят",
    errno.EADDRNOTAVAIL: "такого адреса у этой машины нет",
}


def reason(error: OSError) -> str:
    """Say why; what is not known here, in the system's own words."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
