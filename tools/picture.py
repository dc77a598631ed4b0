"""Take the README's picture of a report anew: needs Chromium, ChromeDriver and the test extras.

Not part of `generate.py`: other fonts make another picture of the same report.
"""

from __future__ import annotations

import base64
import io
import shutil
from pathlib import Path

from PIL import Image
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

_DOCS = Path(__file__).resolve().parents[1] / "docs"
_SIZE = {"width": 1080, "height": 1290}


def main() -> None:
    """Write docs/images/report.png from docs/reports/riverton.html."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(flag)
    chrome = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        metrics = {**_SIZE, "deviceScaleFactor": 1.25, "mobile": False}
        chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        chrome.get((_DOCS / "reports" / "riverton.html").as_uri())
        taken = chrome.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    finally:
        chrome.quit()
    picture = Image.open(io.BytesIO(base64.b64decode(taken["data"]))).convert("RGB")
    picture.quantize(128).save(_DOCS / "images" / "report.png", optimize=True)


if __name__ == "__main__":
    main()
