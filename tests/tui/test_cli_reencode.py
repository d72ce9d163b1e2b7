"""A base made with one model, passed on to another."""

import numpy as np

from tests.support import WordEncoder


class OtherEncoder(WordEncoder):
    """The same words in other places, of another name."""

    name = "palabras-al-reves"

    def encode(self, texts, purpose):
        return np.ascontiguousarray(super().encode(texts, purpose)[:, ::-1])


def test_a_base_of_another_model_says_so_and_is_passed_on_to_this_one(filled, monkeypatch):
    before = filled("ask", "¿Quién paga el canon del agua?", "--json").json
    monkeypatch.setattr("kb.encoder.choice.open_encoder", lambda _: OtherEncoder())
    refused = filled("ask", "¿Quién paga el canon del agua?")
    assert refused.code == 1
    assert "se hizo con el modelo «palabras-64»" in refused.err
    assert "kb reencode" in refused.err

    done = filled("reencode")
    assert done.code == 0
    assert "«palabras-al-reves»" in done.out
    after = filled("ask", "¿Quién paga el canon del agua?", "--json").json
    same = {"id", "question", "status", "answer", "values", "citations", "confidence"}
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert filled("verify").code == 0


def test_an_encoder_that_fails_leaves_the_base_as_it_was(filled, monkeypatch):
    class Failing(OtherEncoder):
        def encode(self, texts, purpose):
            return super().encode(texts, purpose)[:, :3]

    with monkeypatch.context() as other:
        other.setattr("kb.encoder.choice.open_encoder", lambda _: Failing())
        failed = filled("reencode")
        assert failed.code == 1
        assert "comprueba el modelo" in failed.err
    assert filled("ask", "¿Quién paga el canon del agua?").code in (0, 3)
    assert filled("verify").code == 0
