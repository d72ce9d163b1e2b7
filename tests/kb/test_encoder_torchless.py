"""Who loads torch, and who is kept from it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def told(code):
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_finding_facts_loads_no_torch_and_leaves_it_for_the_encoder():
    code = (
        "import sys\nfrom ingest.extraction import Extractor\nprint('torch' in sys.modules)\n"
        "import importlib.util\nprint(importlib.util.find_spec('torch') is not None)"
    )
    assert told(code) == ["False", "True"]


def test_where_torch_is_it_stays():
    code = (
        "import sys, types\nsys.modules['torch'] = mine = types.ModuleType('torch')\n"
        "from kb.encoder.torchless import torchless\n"
        "with torchless():\n    print(sys.modules['torch'] is mine)\nprint(sys.modules['torch'] is mine)"
    )
    assert told(code) == ["True", "True"]
