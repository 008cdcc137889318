#!/usr/bin/env python3
"""Kate and JupyterLab themselves against the built server: graphical.py --policyc PATH [--only NAME] [--keep FOLDER]

Each is set up with what editors/ ships, opens a policy with a fault and a project whose data has a finding, and goes away.
The messages are recorded twice: by `policyc lsp --trace` and, for the framing, by clients/lsp_tee.py in front of it. Every
message of the server is checked against the protocol's own model. Needs the packages that `make test-editors` installs."""
import argparse
import collections
import json
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CLIENTS = HERE / "clients"
LIMIT = 60
PROJECT = """name: Editors
policies: ["*.policy"]
data: ["data/*.yaml"]
languages: [en]
as-of: 2019-10-01
"""
DATA = """managers:
  - { id: M1, name: Head }

people:
  - { id: P1, name: First, manager: M1 }
  - { id: P2, name: Second }
"""
FAULT, FINDING = "P1103", "demo.access.R_01"
# Rejecting a request that the client no longer wants is not a fault.
FORGIVEN = {-32800, -32801}


class Failed(Exception):
    """An action that a client did not take."""


class Session:
    """A folder with a home, two projects, and a `policyc` that records."""

    def __init__(self, name, folder, policyc):
        self.folder = folder / name
        shutil.rmtree(self.folder, ignore_errors=True)
        self.home, self.records = self.folder / "home", self.folder / "records"
        for path in [self.home / ".config", self.home / "bin", self.records]:
            path.mkdir(parents=True)
        self.runtime = self.home / "run"
        self.runtime.mkdir(mode=0o700)
        text = (HERE / "fixtures/demo.policy").read_text()
        # The fixture names a field that is not there; without that its rule finds who has no manager.
        for project, policy in [("faulty", text), ("sound", text.replace("{p.nam}", "{p.name}"))]:
            (self.folder / project / "data").mkdir(parents=True)
            (self.folder / project / "policyc.yaml").write_text(PROJECT)
            (self.folder / project / "demo.policy").write_text(policy)
            (self.folder / project / "data/people.yaml").write_text(DATA)
        program = self.home / "bin/policyc"
        tee, record = shlex.quote(str(CLIENTS / "lsp_tee.py")), f"{shlex.quote(str(self.records))}/$$"
        program.write_text(f"#!/bin/sh\nexec {shlex.quote(sys.executable)} {tee} {record}.jsonl -- "
                           f"{shlex.quote(policyc)} lsp --trace {record}.trace\n")
        program.chmod(0o755)

    def environment(self, **more):
        home = str(self.home)
        return {**os.environ, "HOME": home, "PATH": f"{home}/bin:{os.environ['PATH']}", "XDG_CONFIG_HOME": f"{home}/.config",
                "XDG_DATA_HOME": f"{home}/.local/share", "XDG_CACHE_HOME": f"{home}/.cache",
                "XDG_RUNTIME_DIR": str(self.runtime), **{key: str(value) for key, value in more.items()}}

    def path(self, name):
        return self.folder / name

    def recordings(self):
        """By process of the server: the pairs of direction and message that it traced."""
        sessions = []
        for path in sorted(self.records.glob("*.trace")):
            # The last line may be half written while the server runs.
            lines = [line for line in path.read_text().splitlines(keepends=True) if line.endswith("\n")]
            sessions.append([(entry["from"], entry["message"]) for entry in map(json.loads, lines)])
        return sessions

    def messages(self):
        return [pair for session in self.recordings() for pair in session]

    def shown(self, name):
        """The codes of the diagnostics of a file that some process of the server sent last."""
        codes = set()
        for session in self.recordings():
            sent = [message["params"]["diagnostics"] for side, message in session
                    if side == "server" and message.get("method") == "textDocument/publishDiagnostics"
                    and message["params"]["uri"] == self.path(name).as_uri()]
            codes.update(diagnostic["code"] for diagnostic in (sent or [[]])[-1])
        return codes

    def answered(self):
        """How often the server answered with something, by method."""
        count = collections.Counter()
        for session in self.recordings():
            asked = {message["id"]: message["method"] for side, message in session
                     if side == "client" and "method" in message and "id" in message}
            answers = [message for side, message in session if side == "server" and "method" not in message]
            count.update(asked[message["id"]] for message in answers if message.get("id") in asked and message.get("result"))
        return count

    def is_settled(self):
        """Whether every request of the clients is answered."""
        for session in self.recordings():
            asked = {message["id"] for side, message in session if side == "client" and "method" in message and "id" in message}
            asked -= {message.get("id") for side, message in session if side == "server" and "method" not in message}
            if asked:
                return False
        return True

    def wait(self, holds, what, alive=lambda: True):
        limit = time.monotonic() + LIMIT
        while not holds():
            if not alive():
                raise Failed(f"ended before {what}")
            if time.monotonic() > limit:
                raise Failed(f"no {what} within {LIMIT} s")
            time.sleep(0.1)

    def judge(self, further):
        """The faults of the recorded or exchanged messages."""
        sessions, faults = self.recordings(), []
        if not sessions:
            raise Failed("the server was not started")
        sent = {message.get("method") for side, message in self.messages() if side == "client"}
        answered = self.answered()
        faults += [f"no {method}" for method in ["initialized", "textDocument/didOpen"] if method not in sent]
        faults += [f"no answer to {method}" for method in ["initialize", *further] if not answered[method]]
        for side, message in self.messages():
            error = message.get("error")
            if error and error.get("code") not in FORGIVEN:
                faults.append(f"the {side} rejected {message.get('id')}: {error.get('message')}")
        for number, session in enumerate(sessions):
            (self.records / f"traced-{number}.jsonl").write_text("".join(
                json.dumps({"dir": "c2s" if side == "client" else "s2c", "msg": message}) + "\n" for side, message in session))
        for path in sorted(self.records.glob("*.jsonl")):
            faults += self.validate(path)
        if faults:
            raise Failed("; ".join(faults))
        requests = ", ".join(f"{method.removeprefix('textDocument/')} {number}" for method, number in sorted(answered.items()))
        return f"{len(self.messages())} messages; answered: {requests}"

    def validate(self, path):
        done = subprocess.run(
            [sys.executable, CLIENTS / "lsp_validate.py", path, "--side", "s2c", "--metamodel", CLIENTS / "metaModel-3.17.json"],
            capture_output=True, text=True)
        return [f"messages are not valid: {done.stdout[-1500:]}{done.stderr[-500:]}"] if done.returncode else []


def stop(process):
    """Ends a process with those that it started."""
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)
    except (ProcessLookupError, subprocess.TimeoutExpired):
        process.kill()
        process.wait()


def log_end(path):
    return path.read_text(errors="replace")[-500:] if path.exists() else ""


# Arguments: what to open, where to leave the number of the process and the address of the bus.
KATE = """
echo "$DBUS_SESSION_BUS_ADDRESS" > "$3"
kate --new --block "$1" & kate=$!
echo $kate > "$2"
wait $kate
"""


def kate(session):
    """Kate without a screen, told over D-Bus what to open and when to quit."""
    configuration = session.home / ".config"
    syntax = session.home / ".local/share/org.kde.syntax-highlighting/syntax"
    for folder in [configuration / "kate/lspclient", syntax]:
        folder.mkdir(parents=True)
    shutil.copy(ROOT / "editors/kate/lspclient.json", configuration / "kate/lspclient/settings.json")
    shutil.copy(ROOT / "editors/kate/policy.xml", syntax)
    # Kate asks before it starts a server for the first time; this is the answer.
    (configuration / "katerc").write_text(
        "[Kate Plugins]\nlspclientplugin=true\n[lspclient]\n"
        f"AllowedServerCommandLines=policyc lsp,{session.home}/bin/policyc lsp\nDiagnostics=true\nSemanticHighlighting=true\n")
    identity, bus, log = session.path("kate.pid"), session.path("kate.bus"), session.path("kate.log")
    with open(log, "w") as output:
        process = subprocess.Popen(
            ["dbus-run-session", "--", "sh", "-c", KATE, "kate", session.path("faulty/demo.policy"), identity, bus],
            env=session.environment(QT_QPA_PLATFORM="offscreen", LANG="C.UTF-8"), stdout=output, stderr=output,
            start_new_session=True)

    def alive():
        return process.poll() is None

    def call(*arguments):
        done = subprocess.run(
            ["dbus-send", "--session", "--print-reply", f"--dest=org.kde.kate-{identity.read_text().strip()}", "/MainApplication",
             *arguments], env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus.read_text().strip()}, capture_output=True, text=True)
        if done.returncode:
            raise Failed(f"Kate does not answer: {done.stderr.strip()}")

    further = ["textDocument/documentSymbol", "textDocument/semanticTokens/range"]
    try:
        session.wait(lambda: FAULT in session.shown("faulty/demo.policy"), "diagnostic of a policy", alive)
        call("org.kde.Kate.Application.tokenOpenUrlAt", f"string:{session.path('sound/demo.policy').as_uri()}", "int32:10", "int32:8",
             "string:UTF-8", "boolean:false")
        session.wait(lambda: FINDING in session.shown("sound/data/people.yaml"), "finding in the data", alive)
        session.wait(lambda: all(session.answered()[method] > 1 for method in further), "symbols and tokens of both policies", alive)
        session.wait(session.is_settled, "answer to every request", alive)
        # Kate asks for symbols once more while it quits, and does not wait for them; so the verdict comes before.
        said = session.judge(further)
        call("org.qtproject.Qt.QCoreApplication.quit")
        session.wait(lambda: not alive(), "end of Kate")
        if process.returncode:
            raise Failed(f"Kate ended with {process.returncode}")
        return said
    except Failed as failure:
        raise Failed(f"{failure}\n{log_end(log)}") from None
    finally:
        stop(process)


def jupyterlab(session):
    """JupyterLab with jupyterlab-lsp in headless Chromium; the caret is put on a word, and completion is requested."""
    from playwright.sync_api import Error, sync_playwright
    configuration = session.home / "jupyter"
    (configuration / "jupyter_server_config.d").mkdir(parents=True)
    shutil.copy(ROOT / "editors/jupyterlab/policyc.json", configuration / "jupyter_server_config.d")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base, log = f"http://127.0.0.1:{port}", session.path("jupyterlab.log")
    with open(log, "w") as output:
        process = subprocess.Popen(
            [Path(sys.executable).parent / "jupyter-lab", "--allow-root", "--no-browser", f"--port={port}", "--ip=127.0.0.1",
             "--ServerApp.port_retries=0", "--IdentityProvider.token=", f"--ServerApp.root_dir={session.folder}",
             "--LanguageServerManager.autodetect=False"],
            env=session.environment(JUPYTER_CONFIG_DIR=configuration),
            stdout=output, stderr=output, start_new_session=True)

    def alive():
        return process.poll() is None

    def listens():
        try:
            with urllib.request.urlopen(base + "/api", timeout=5):
                return True
        except OSError:
            return False

    further = ["textDocument/documentHighlight", "textDocument/hover", "textDocument/completion"]
    try:
        session.wait(listens, "page", alive)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1300, "height": 900})
            page.set_default_timeout(LIMIT * 1000)

            def answered(method):
                # The page works only while Playwright is waited for.
                page.wait_for_timeout(100)
                return session.answered()[method] > 0

            page.goto(f"{base}/lab/tree/faulty/demo.policy")
            page.wait_for_selector(".cm-lintRange")
            session.wait(lambda: FAULT in session.shown("faulty/demo.policy"), "diagnostic of a policy", alive)
            word = page.locator(".cm-line", has_text="manager : Manager?")
            word.click(position={"x": 116, "y": 8})
            session.wait(lambda: answered("textDocument/documentHighlight"), "highlights", alive)
            word.hover(position={"x": 118, "y": 9})
            page.keyboard.down("Control")
            word.hover(position={"x": 122, "y": 8})
            session.wait(lambda: answered("textDocument/hover"), "hover", alive)
            page.keyboard.up("Control")
            page.keyboard.press("Tab")
            session.wait(lambda: answered("textDocument/completion"), "completion", alive)
            page.wait_for_timeout(500)
            page.screenshot(path=session.path("policy.png"))
            session.wait(session.is_settled, "answer to every request", alive)
            page.goto(f"{base}/lab/tree/sound/data/people.yaml?reset")
            page.wait_for_selector(".cm-lintRange")
            session.wait(lambda: FINDING in session.shown("sound/data/people.yaml"), "finding in the data", alive)
            page.screenshot(path=session.path("data.png"))
            session.wait(session.is_settled, "answer to every request", alive)
            browser.close()
        return session.judge(further)
    except (Failed, Error) as failure:
        raise Failed(f"{failure}\n{log_end(log)}") from None
    finally:
        stop(process)


def version(command):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}).stdout.strip().split(" ")[-1]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--policyc", required=True)
    parser.add_argument("--only", help="clients whose names have this in them")
    parser.add_argument("--keep", help="a folder for recordings and pictures")
    arguments = parser.parse_args()
    folder = Path(arguments.keep or tempfile.mkdtemp(prefix="policyc-editors-")).resolve()
    failures = 0
    for name, client, program in [("Kate", kate, "kate"), ("JupyterLab", jupyterlab, Path(sys.executable).parent / "jupyter-lab")]:
        if arguments.only and arguments.only.lower() not in name.lower():
            continue
        start = time.monotonic()
        try:
            said = client(Session(name.lower(), folder, os.path.abspath(arguments.policyc)))
            print(f"ok      {name} {version([program, '--version'])}, {time.monotonic() - start:.1f} s, {said}", flush=True)
        except (Failed, OSError, ValueError) as failure:
            failures += 1
            print(f"FAILED  {name}, {time.monotonic() - start:.1f} s: {failure}", flush=True)
    if failures:
        print(f"recordings in {folder}")
    elif not arguments.keep:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
