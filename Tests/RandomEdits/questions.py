"""Everything that a client asks of a document, at random places."""

OPTIONS = {"tabSize": 2, "insertSpaces": True}
ABOUT_DOCUMENT = ["documentSymbol", "foldingRange", "semanticTokens/full", "documentLink", "codeLens"]
AT_PLACE = ["hover", "definition", "typeDefinition", "implementation", "documentHighlight", "completion", "signatureHelp",
            "prepareRename", "linkedEditingRange", "prepareCallHierarchy"]


def offsets(document, random, count):
    """Places, most of them in words."""
    from document import WORD
    words = list(WORD.finditer(document.text))
    for _ in range(count):
        if words and random.random() < 0.8:
            word = random.choice(words)
            yield random.randint(word.start(), word.end())
        else:
            yield random.randint(0, len(document.text))


def about(document, random, encoding, places, pulls):
    """Requests, as `(method, params)`."""
    name = {"textDocument": document.identifier}
    whole = {"start": {"line": 0, "character": 0}, "end": document.end(encoding)}
    asked = [("textDocument/" + method, dict(name)) for method in ABOUT_DOCUMENT]
    asked += [
        ("textDocument/formatting", {**name, "options": OPTIONS}),
        ("textDocument/inlayHint", {**name, "range": whole}),
        ("textDocument/codeAction", {**name, "range": whole, "context": {"diagnostics": []}}),
        ("textDocument/codeAction", {**name, "range": whole, "context": {
            "diagnostics": [], "only": ["source.fixAll", "source.organizeImports"]}}),
        ("workspace/symbol", {"query": random.choice(["", "a", "Person", "rule", "x_", "é"])}),
    ]
    if pulls:
        asked.append(("textDocument/diagnostic", dict(name)))
    starts = document.starts()
    for offset in offsets(document, random, places):
        position = document.position(offset, encoding, starts)
        end = document.position(min(len(document.text), offset + random.choice([0, 0, 40, 400])), encoding, starts)
        at = {**name, "position": position}
        asked += [("textDocument/" + method, dict(at)) for method in AT_PLACE]
        asked += [
            ("textDocument/references", {**at, "context": {"includeDeclaration": random.random() < 0.5}}),
            ("textDocument/rename", {**at, "newName": random.choice(["renamed_1", "Other", "a b", ""])}),
            ("textDocument/selectionRange", {**name, "positions": [position, end]}),
            ("textDocument/semanticTokens/range", {**name, "range": {"start": position, "end": end}}),
            ("textDocument/rangeFormatting", {**name, "range": {"start": position, "end": end}, "options": OPTIONS}),
            ("textDocument/onTypeFormatting", {**at, "ch": "}", "options": OPTIONS}),
            ("textDocument/codeAction", {**name, "range": {"start": position, "end": end}, "context": {"diagnostics": []}}),
        ]
    random.shuffle(asked)
    return asked


def following(method, own, other, random):
    """The next requests of a client, with the answers of each server: `(method, params, params for the other)`."""
    if method == "textDocument/prepareCallHierarchy" and isinstance(own, list):
        for one, two in list(zip(own, other))[:2]:
            yield "callHierarchy/incomingCalls", {"item": one}, {"item": two}
            yield "callHierarchy/outgoingCalls", {"item": one}, {"item": two}
    if method == "textDocument/completion" and isinstance(own, dict) and own.get("items"):
        number = random.randrange(len(own["items"]))
        yield "completionItem/resolve", own["items"][number], other["items"][number]


def comparable(answer):
    """Without what only the server itself reads: numbers of answers, and what it keeps in an item."""
    if isinstance(answer, dict):
        return {name: comparable(value) for name, value in answer.items() if name not in ("resultId", "data")
                or name == "data" and isinstance(value, list)}
    return [comparable(value) for value in answer] if isinstance(answer, list) else answer
