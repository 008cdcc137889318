"""A language server in a process of its own, and what it has said."""
import json
import subprocess
import threading
import time


class Failure(Exception):
    """The server broke a promise: it ended, or left a request without an answer."""


class Server:
    def __init__(self, command, root, capabilities, patience=120):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.patience = patience
        self.number = 0
        self.arrived = threading.Condition()
        self.answers = {}
        self.asked = {}
        self.published = {}
        self.news = 0
        self.ended = False
        threading.Thread(target=self._read_all, daemon=True).start()
        self.answer(self.ask("initialize", {
            "processId": None, "rootUri": root.as_uri() if root else None, "capabilities": capabilities}))
        self.notify("initialized", {})

    # Outgoing

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        try:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            self.process.stdin.flush()
        except OSError:
            raise Failure(f"the server is gone: {self.process.wait()}") from None

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params):
        self.number += 1
        self.asked[self.number] = method
        self.send({"id": self.number, "method": method, "params": params})
        return self.number

    # Incoming

    def _read_all(self):
        out = self.process.stdout
        while True:
            length = 0
            line = out.readline()
            while line.strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
                line = out.readline()
            if not line and not length:
                break
            message = json.loads(out.read(length))
            with self.arrived:
                self._take(message)
                self.arrived.notify_all()
        with self.arrived:
            self.ended = True
            self.arrived.notify_all()

    def _take(self, message):
        method, number = message.get("method"), message.get("id")
        if method is None:
            if number in self.answers:
                raise Failure(f"two answers to {number}")
            self.answers[number] = message
        elif number is not None:
            items = message.get("params", {}).get("items", []) if method == "workspace/configuration" else None
            # Not from this thread: the server may be waiting until what it says is read.
            threading.Thread(target=self._reply, args=(number, None if items is None else [None] * len(items))).start()
        elif method == "textDocument/publishDiagnostics":
            self.published[message["params"]["uri"]] = message["params"]
            self.news += 1

    def _reply(self, number, result):
        try:
            self.send({"id": number, "result": result})
        except Failure:
            pass

    def answer(self, number):
        """The answer to a request: its result, or its error."""
        limit = time.monotonic() + self.patience
        with self.arrived:
            while number not in self.answers:
                rest = limit - time.monotonic()
                if self.ended or rest <= 0:
                    why = f"the server ended with {self.process.wait()}" if self.ended else f"nothing in {self.patience} s"
                    raise Failure(f"no answer to {self.asked[number]}: {why}")
                self.arrived.wait(rest)
            message = self.answers.pop(number)
        self.asked.pop(number, None)
        return message["result"] if "result" in message else {"error": message["error"]}

    def diagnostics(self):
        """The last diagnostics published for each document, without empty ones."""
        with self.arrived:
            return {uri: params["diagnostics"] for uri, params in self.published.items() if params["diagnostics"]}

    def end(self):
        self.answer(self.ask("shutdown", None))
        if self.asked:
            raise Failure(f"without an answer: {sorted(set(self.asked.values()))}")
        self.notify("exit", {})
        code = self.process.wait(self.patience)
        if code != 0:
            raise Failure(f"the server ended with {code}")

    def kill(self):
        self.process.kill()
        self.process.wait()
