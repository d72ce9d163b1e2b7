"""What bytes are, by looking at them: a name lies more often than a first line."""

from __future__ import annotations

import re

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"BZh", "application/x-bzip2"),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "application/vnd.oasis.opendocument"),
    (b"mimetypeapplication/epub", "application/epub+zip"),
)
_NAMES = {
    "application/pdf": "un PDF",
    "application/rtf": "un documento RTF",
    "application/x-ole-storage": "un documento de Office antiguo",
    "application/vnd.oasis.opendocument": "un documento de LibreOffice",
    "application/epub+zip": "un libro electrónico",
    "application/xml": "XML",
    "application/json": "JSON",
    "text/html": "una página HTML",
    "application/octet-stream": "un archivo binario",
}
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_XML = re.compile(rb"<(?:\?xml|!DOCTYPE|documento|response|sumario|bloque)\b")
_JSON = re.compile(rb"[{\[]\s*(?:\"[^\"\n]*\"\s*:|\{)")
_MARKDOWN = re.compile(rb"---[ \t]*\r?\n[\w\"'-]+[ \t]*:|#{1,6}[ \t]+\S")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")

_HEAD = 4096


def sniff(data: bytes) -> str:
    """The media type; `text/plain` for whatever reads as text, `application/octet-stream` for the rest."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    if head.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _ZIPPED if mark in data[: 64 * _HEAD]), "application/zip")
    if data.startswith(_BYTE_ORDER_MARKS):
        return "text/plain"
    if b"\x00" in data or len(_CONTROL.findall(head)) > len(head) // 50:
        return "application/octet-stream"
    if _HTML.search(head[:1024]) and head.startswith(b"<"):
        return "text/html"
    if _XML.match(head):
        return "application/xml"
    if _JSON.match(head):
        return "application/json"
    return "text/markdown" if _MARKDOWN.match(head) else "text/plain"


def looks_like(media_type: str) -> str:
    """How a person is told what a media type is."""
    if media_type in _NAMES:
        return _NAMES[media_type]
    family = media_type.partition("/")[0]
    if family == "image":
        return "una imagen"
    return "un documento de Office" if "officedocument" in media_type else "un archivo comprimido"
