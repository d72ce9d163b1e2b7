"""What can go wrong, as one tree; each skin maps it to its own codes.

KbError                     anything a person is told in one line
├── SourceError             a file or folder that cannot become a document
│   ├── UnreadableSource    missing, forbidden, vanished, a broken link
│   ├── EmptySource         nothing in it
│   ├── UnsupportedSource   a format that no reader knows, binary data
│   └── SourceTooLarge      over the size that is read
├── FetchError              the BOE did not give what was asked of it
│   ├── NotPublished        it has no such text, or no issue of that day
│   ├── ServiceDown         nobody answers, or the service says to come back later
│   └── BadAnswer           too large, from elsewhere or something else than was asked
│       └── CutShort        damaged on the way
├── NotFound                an identifier that the base does not hold
│   ├── DocumentNotFound
│   ├── UnitNotFound
│   ├── ObligationNotFound
│   └── WordingNotFound     a document, but not as it was on that day
├── InvalidInput            a question, identifier or gold file that is not one
├── Overtaken               somebody else has changed it since it was read
├── BaseError               the folder of the knowledge base
│   ├── BaseMissing         no base there yet
│   ├── BaseBusy            another process is writing
│   ├── BaseTooNew          written by a newer release
│   ├── BaseCorrupted       the store cannot be read
│   ├── IndexCorrupted      an index file is damaged; it can be rebuilt
│   │   ├── IndexMissing    no index was built yet
│   │   └── IndexOutdated   it is of another version
│   └── StorageFull         no room or no permission to write
├── EncoderError            the embedding model cannot be loaded or differs from the base's
└── GenerationError         the language model that may phrase answers gave nothing usable
"""

from __future__ import annotations


class KbError(Exception):
    """Base of the tree. The message is one Spanish line: what happened and what to do."""


class SourceError(KbError):
    """A file or folder that cannot become a document; the others of the run go on."""


class UnreadableSource(SourceError):
    """Missing, forbidden, vanished or a broken link."""


class EmptySource(SourceError):
    """A source without any visible text."""


class UnsupportedSource(SourceError):
    """No reader knows the format."""


class SourceTooLarge(SourceError):
    """Over the size that is read."""


class FetchError(KbError):
    """The BOE did not give what was asked of it; the rest of the run goes on."""


class NotPublished(FetchError):
    """The BOE has no such text, or no issue of that day."""


class ServiceDown(FetchError):
    """Nobody answers, or the service says to come back later."""


class BadAnswer(FetchError):
    """Too large, from elsewhere or something else than was asked."""


class CutShort(BadAnswer):
    """Damaged on the way, so that it is worth asking again."""


class NotFound(KbError):
    """An identifier that the base does not hold."""


class DocumentNotFound(NotFound):
    """No document of that id."""


class UnitNotFound(NotFound):
    """No unit of that id in the document."""


class ObligationNotFound(NotFound):
    """No obligation of that id."""


class WordingNotFound(NotFound):
    """The document was not there on that day, or nothing is known of what it said then."""


class InvalidInput(KbError):
    """A question, an identifier or a gold file that is not one."""


class Overtaken(KbError):
    """Somebody else has changed it since it was read; read again and decide anew."""


class BaseError(KbError):
    """The folder of the knowledge base cannot be used as it is."""


class BaseMissing(BaseError):
    """There is no base in the folder yet."""


class BaseBusy(BaseError):
    """Another process is writing to the base."""


class BaseTooNew(BaseError):
    """A newer release wrote the base."""


class BaseCorrupted(BaseError):
    """The store cannot be read."""


class IndexCorrupted(BaseError):
    """An index file is damaged; it is derived and can be rebuilt."""


class IndexMissing(IndexCorrupted):
    """No index was built yet; whoever can rebuild a damaged one can build it."""


class IndexOutdated(IndexCorrupted):
    """The index is another version's; it can be rebuilt as a damaged one is."""


class StorageFull(BaseError):
    """No room, or no permission, to write the base."""


class EncoderError(KbError):
    """The embedding model cannot be loaded, or is not the one the base was built with."""


class GenerationError(KbError):
    """The language model that may phrase answers gave nothing usable; the answer stays as it was found."""
