"""A public source of Piper voices on this computer: an index, a model card and a tiny voice, over HTTP."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.conftest import need_package
from tests.speech.test_piper import make_voice

THORSTEN, EVA, JOE, PAOLA = (
    "de_DE-thorsten-medium", "de_DE-eva_k-x_low", "en_US-joe-medium", "it_IT-paola-medium"
)  # fmt: skip
CARD = """# Model card for thorsten (medium)

* Language: de_DE (German, Germany)
* Speakers: 1

## Dataset

* URL: https://example.org/recordings
* License: CC0

## Training

Trained from scratch.
"""


@dataclass
class PublicSource:
    """What the source serves, by path; ``spoil`` changes how a request for a path is answered."""

    address: str
    files: dict[str, bytes] = field(default_factory=dict)
    spoil: dict[str, Callable[[BaseHTTPRequestHandler, bytes], None]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def add_voice(self, folder: Path, name: str, **how: object) -> None:
        """Serve a voice that hums, and list it in the index."""
        language, speaker, quality = name.split("-")
        model = make_voice(folder / f"{name}.onnx", language=language, **how)
        base = f"/{language[:2]}/{language}/{speaker}/{quality}/"
        self.files |= {base + path.name: path.read_bytes() for path in (model, model.with_name(f"{model.name}.json"))}
        self.files[f"{base}MODEL_CARD"] = CARD.encode()
        self.index()

    def index(self, **changes: object) -> None:
        """Write the index of what is served."""
        entries: dict[str, dict] = {}
        for path, data in self.files.items():
            if path.count("/") == 5:
                _, family, language, speaker, quality, _ = path.split("/")
                entry = entries.setdefault(
                    f"{language}-{speaker}-{quality}",
                    {
                        "language": {"code": language, "name_english": {"de": "German", "en": "English"}.get(family)},
                        "quality": quality,
                        "files": {},
                    },
                )
                digest = hashlib.md5(data).hexdigest()
                entry["files"][path[1:]] = {"size_bytes": len(data), "md5_digest": digest}
        self.files["/voices.json"] = json.dumps(entries | changes).encode()


def answer(handler: BaseHTTPRequestHandler, data: bytes, *, length: int | None = None, code: int = 200) -> None:
    """Answer a request; with a ``length`` that is not that of the data, the answer ends too early."""
    handler.send_response(code)
    handler.send_header("Content-Length", str(len(data) if length is None else length))
    handler.end_headers()
    handler.wfile.write(data)


@contextmanager
def public_source(folder: Path) -> Iterator[PublicSource]:
    """Serve two German voices, an English and an Italian one."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            path = self.path.partition("?")[0]
            source.asked.append(path)
            data = source.files.get(path)
            with suppress(ConnectionError):  # Who asks may have had enough.
                if path in source.spoil:
                    source.spoil[path](self, data or b"")
                else:
                    answer(self, data or b"", code=200 if data else 404)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        source = PublicSource(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        folder.mkdir()
        for name in (THORSTEN, EVA, JOE, PAOLA):
            source.add_voice(folder, name)
        try:
            yield source
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PublicSource]:
    """Serve voices where Piper's downloader looks for them."""
    need_package("piper")
    from piper import download_voices

    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with public_source(tmp_path / "source") as serving:
        place = "/{lang_family}/{lang_code}/{voice_name}/{voice_quality}/"
        file = "{lang_code}-{voice_name}-{voice_quality}{extension}?download=true"
        monkeypatch.setattr(download_voices, "VOICES_JSON", f"{serving.address}/voices.json?download=true")
        monkeypatch.setattr(download_voices, "URL_FORMAT", f"{serving.address}{place}{file}")
        yield serving
