"""Fetch the browser's parts anew with npm: python tools/vendor.py."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

VENDOR = Path(__file__).parent.parent / "yeshi" / "web" / "frame" / "static" / "vendor"
PARTS = {
    "maplibre-gl@6.17.0": (
        "maplibre-gl",
        ["maplibre-gl.mjs", "maplibre-gl-shared.mjs", "maplibre-gl-worker.mjs", "maplibre-gl.css"],
    ),
    "pmtiles@4.5.0": ("pmtiles", ["pmtiles.js"]),
    "vega@6.4.0": ("vega", ["vega.min.js"]),
    "vega-lite@6.4.3": ("vega", ["vega-lite.min.js"]),
    "vega-embed@7.3.0": ("vega", ["vega-embed.min.js"]),
    "idiomorph@0.8.0": ("idiomorph", ["idiomorph.min.js"]),
    "swagger-ui-dist@5.35.0": ("swagger-ui", ["swagger-ui-bundle.js", "swagger-ui.css"]),
}


def main() -> None:
    """Install the parts into a folder of their own and copy what the pages need."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "install", "--prefix", folder, *PARTS], check=True)
        for part, (target, names) in PARTS.items():
            package = Path(folder) / "node_modules" / part.rsplit("@", 1)[0]
            (VENDOR / target).mkdir(parents=True, exist_ok=True)
            for name in names:
                shutil.copy(next(package.rglob(name)), VENDOR / target / name)


if __name__ == "__main__":
    main()
