#!/usr/bin/env python3
"""Opens the pages of policyc in headless Chromium: no script error, no request to a network, no fault of accessibility.

    run.py --policyc PATH [--chromium PATH] [--screenshots FOLDER]

Needs Chromium (Debian's package) and the packages of requirements-pages.txt. Accessibility is checked by axe-core. Pages
are opened wide and narrow, light and dark, in English and French.
"""
import argparse
import os
import subprocess
import sys
import tempfile

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
EXAMPLE = os.path.join(ROOT, "policies", "examples", "access-and-procurement")
REVIEW = os.path.join(ROOT, "Tests", "Acceptance", "cases", "review-page")


def make_pages(policyc, folder):
    """The pages by name."""
    pages = {}

    def add(name, arguments, where):
        pages[name] = os.path.join(folder, name + ".html")
        subprocess.run([policyc, *arguments, "--output", pages[name]], cwd=where, capture_output=True)

    for language in ("en", "fr"):
        add(f"report-{language}", ["check", "--format", "html", "--language", language], EXAMPLE)
        add(f"trace-{language}", ["trace", "--format", "html", "--language", language], EXAMPLE)
    for language in ("en", "fr"):
        add(f"review-{language}", ["review", "request.yaml", "--policy", "../../shared/office/office.policy", "--data",
                                   "../../shared/office/data.yaml", "--as-of", "2019-06-30", "--format", "html",
                                   "--language", language], REVIEW)
    subprocess.run([policyc, "doc", "--output", os.path.join(folder, "handbook")], cwd=EXAMPLE, capture_output=True)
    for language in ("en", "fr"):
        for page in ("index", "clauses", "duties", "example.access"):
            pages[f"handbook-{language}-{page}"] = os.path.join(folder, "handbook", language, page + ".html")
    return pages


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--policyc", required=True)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--screenshots")
    arguments = parser.parse_args()
    faults, count = [], 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages = make_pages(os.path.abspath(arguments.policyc), folder)
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        for name, path in pages.items():
            for scheme, width in (("light", 1200), ("dark", 1200), ("light", 390)):
                count += 1
                page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
                page.on("console", lambda message: faults.append(f"{name}: {message.text}") if message.type == "error" else None)
                page.on("pageerror", lambda error: faults.append(f"{name}: {error}"))
                page.on("request", lambda request: None if request.url.startswith(("file:", "data:")) else faults.append(
                    f"{name}: asks for {request.url}"))
                page.goto("file://" + path)
                if page.query_selector("#filter"):
                    page.fill("#filter", "ACC_01")
                    shown = page.text_content("#shown")
                    if not shown or shown.startswith("0 "):
                        faults.append(f"{name}: the filter shows {shown}")
                    page.fill("#filter", "")
                    if width > 800:
                        page.click("#findings thead button")
                results = Axe().run(page)
                for violation in results.response["violations"]:
                    faults.append(f"{name} {scheme} {width}: {violation['id']}: {violation['help']} "
                                  f"({violation['nodes'][0]['html'][:120]})")
                overflow = page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
                if overflow:
                    faults.append(f"{name} {width}: wider than the window")
                if arguments.screenshots:
                    os.makedirs(arguments.screenshots, exist_ok=True)
                    page.screenshot(path=os.path.join(arguments.screenshots, f"{name}-{scheme}-{width}.png"))
                page.close()
        browser.close()
    for fault in faults:
        print("FAILED", fault)
    print(f"{count} pages opened, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
