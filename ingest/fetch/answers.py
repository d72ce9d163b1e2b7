"""What an answer is, by its bytes: the service calls its errors 200 and pages XML at times."""

from __future__ import annotations

import json

from ingest.fetch.addresses import HTML, JSON, PLAIN, Address
from ingest.readers.safe_xml import Element, all_text, local_name, parse
from ingest.sniffing import looks_like, sniff
from kb.documents import Source
from kb.errors import BadAnswer, CutShort, FetchError, NotPublished, ServiceDown, SourceError


def check(address: Address, data: bytes) -> None:
    """Nothing, when the bytes are what was asked for.

    NotPublished, ServiceDown or BadAnswer when they say that something is wrong, CutShort when
    they break off.
    """
    kind = sniff(data)
    if address.accept in (HTML, PLAIN):
        _refuse_another(address, kind, data)
        return
    if kind == "application/xml":
        root = tree(address, data)
        _refuse_errors(address, root)
        if address.accept != JSON and local_name(root) in {"documento", "response"}:
            return
        raise BadAnswer(f"{address.what}: el BOE ha contestado otra cosa (<{local_name(root)[:40]}>)")
    if address.accept == JSON and kind == "application/json":
        _refuse_cut_json(address, data)
        return
    if not data.strip():
        raise CutShort(f"{address.what}: el BOE ha contestado sin contenido; vuelve a intentarlo")
    what = looks_like(kind)
    raise BadAnswer(
        f"{address.what}: ha llegado {what} en lugar de los datos; mira si hay un portal o proxy de por medio"
    )


def tree(address: Address, data: bytes) -> Element:
    """The root of an answer in XML; CutShort."""
    source = Source(name=address.name, data=data, sha256="", origin="")
    try:
        return parse(source)
    except SourceError as error:
        raise CutShort(f"{address.what}: {error}") from error


def failure(address: Address, status: int, data: bytes = b"") -> FetchError:
    """The error that a status of HTTP, or one inside an answer, stands for."""
    if status in (404, 410):
        return NotPublished(f"{address.what}: el BOE no lo tiene; comprueba el identificador o la fecha")
    if status == 429 or status >= 500:
        return ServiceDown(f"{address.what}: el servicio del BOE no está disponible ({status}); prueba más tarde")
    told = _told(data)
    return BadAnswer(f"{address.what}: el BOE rechaza la petición ({status}{told})")


def _refuse_errors(address: Address, root: Element) -> None:
    """Errors are XML whatever was asked for, some under a status that says all is well."""
    if local_name(root) == "error" or (local_name(root) == "documento" and root.find("error") is not None):
        raise NotPublished(f"{address.what}: el BOE no lo tiene («{all_text(root)[:80]}»)")
    code = all_text(root.find("status/code"))
    if local_name(root) == "response" and code != "200":
        raise failure(address, int(code) if code.isdecimal() else 0, all_text(root.find("status/text")).encode())


def _refuse_another(address: Address, kind: str, data: bytes) -> None:
    """A page has to be that of the text; a plain file has no check but that it is no page."""
    fits = kind == HTML and address.what.encode() in data if address.accept == HTML else kind != HTML
    if not fits:
        raise BadAnswer(f"{address.what}: el BOE ha contestado otra página; prueba más tarde")


def _refuse_cut_json(address: Address, data: bytes) -> None:
    try:
        json.loads(data)
    except ValueError as error:
        raise CutShort(f"{address.what}: la respuesta está cortada o dañada; vuelve a intentarlo") from error


def _told(data: bytes) -> str:
    """What a service said of its refusal, where it is a short text."""
    text = " ".join(data.decode("utf-8", "replace").split())
    return f", «{text}»" if 0 < len(text) <= 80 and not text.startswith("<") else ""
