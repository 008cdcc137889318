"""A document as an editor holds it, and random changes of it."""
import bisect
import re

SNIPPETS = [
    "", " ", "\n", "\r\n", "\r", "\t", "x", "é", "𝄞", "\"", "{", "}", "(", ")", "[", "]", ".", ",", ":", "=", "§", "%", "..", "//", "/*",
    "*/", "///", "// ä𝄞\n", "§1", "1_000 USD", "15 %", "2019-02-31", "30 days", " and ", " or ", " not ", " is present", " in force ",
    "p.", "count(", "where ", "for q in ", "must ", "unless ", "let a = 1\n", "define f(): Integer = 1\n", "enum Q_1 { a, b }\n",
    "rule R_99 \"t\" {\n", "test \"t\" {\n", "import ", "policy x.y\n", "cites ", "message \"{}\"\n", "allow P7001\n", "entity E from e {\n",
    "key id : Text\n", "parameter n : Integer = 3\n", "duty D { a }\n", "record V { a : Text }\n", "\ufeff", "\0", "(" * 40,
]
TYPED = [" and p.level > 0", "  where x.kind == other\n", "  unless  p is absent\n", "  // a remark\n", "\n  cites A §2"]
WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
NUMBER = re.compile(r"\d[\d_]*")
BREAK = re.compile(r"\r\n|\n|\r")


class Document:
    def __init__(self, path, text, language):
        self.path, self.uri, self.language = path, path.as_uri(), language
        self.original = self.text = text
        self.version = 1
        self.undo = []

    @property
    def item(self):
        return {"uri": self.uri, "languageId": self.language, "version": self.version, "text": self.text}

    @property
    def identifier(self):
        return {"uri": self.uri}

    # Positions

    def starts(self):
        return [0] + [found.end() for found in BREAK.finditer(self.text)]

    def position(self, offset, encoding, starts=None):
        starts = starts or self.starts()
        line = bisect.bisect_right(starts, offset) - 1
        before = self.text[starts[line]:offset]
        width = {"utf-8": lambda: len(before.encode()), "utf-16": lambda: len(before.encode("utf-16-le")) // 2,
                 "utf-32": lambda: len(before)}[encoding]()
        return {"line": line, "character": width}

    def range(self, start, end, encoding):
        starts = self.starts()
        return {"start": self.position(start, encoding, starts), "end": self.position(end, encoding, starts)}

    def end(self, encoding):
        return self.position(len(self.text), encoding)

    # Changes

    def replace(self, start, end, new, encoding, keeps=True):
        """Changes the text; the change as the protocol has it."""
        # The caret of an editor cannot be between the two signs of a line's end.
        def apart(offset):
            return offset - 1 if 0 < offset < len(self.text) and self.text[offset - 1:offset + 1] == "\r\n" else offset
        start, end = apart(start), apart(end)
        change = {"range": self.range(start, end, encoding), "text": new}
        if keeps:
            self.undo.append((start, new, self.text[start:end]))
        self.text = self.text[:start] + new + self.text[end:]
        return change

    def replace_all(self, text):
        self.text, self.undo = text, []
        return {"text": text}

    def change(self, random, others, encoding):
        """One to a dozen random changes, of one kind: `(changes, is one notification)`."""
        text = self.text
        kind = random.choices(
            ["undo", "snippet", "cut", "word", "number", "line", "block", "foreign", "type", "space", "whole"],
            [14, 8, 8, 12, 6, 8, 6, 4, 6, 10, 0.4])[0]
        if len(text) > 3 * len(self.original) + 4_000:
            kind = "whole"
        at = random.randint(0, len(text))
        if kind == "undo" and self.undo:
            changes = []
            for _ in range(min(len(self.undo), random.choice([1, 2, 5, 40]))):
                start, new, old = self.undo.pop()
                changes.append(self.replace(start, start + len(new), old, encoding, keeps=False))
            return changes, random.random() < 0.3
        if kind == "whole":
            return [self.replace_all(self.original)], True
        if kind == "cut":
            return [self.replace(at, min(len(text), at + random.choice([1, 1, 2, 5, 20, 200])), "", encoding)], True
        if kind in ("word", "number"):
            found = list((WORD if kind == "word" else NUMBER).finditer(text))
            if found:
                old = random.choice(found)
                new = random.choice(found).group() if random.random() < 0.7 else random.choice(SNIPPETS)
                return [self.replace(old.start(), old.end(), new, encoding)], True
        if kind == "line":
            starts = self.starts() + [len(text)]
            line = random.randrange(len(starts) - 1)
            start, end = starts[line], starts[line + 1]
            new = random.choice(["", text[start:end] * 2, text[start:end] + "\n", random.choice(others)])
            return [self.replace(start, end, new, encoding)], True
        if kind in ("block", "foreign"):
            blocks = [m for m in re.finditer(r"(?:[^\n]+\n)+", text)]
            if blocks:
                block = random.choice(blocks)
                if kind == "foreign":
                    return [self.replace(block.end(), block.end(), "\n" + random.choice(others), encoding)], True
                other = random.choice(blocks)
                if random.random() < 0.5 or other is block:
                    return [self.replace(block.start(), block.end(), random.choice(["", block.group() * 2]), encoding)], True
                moved = block.group()
                changes = [self.replace(block.start(), block.end(), "", encoding)]
                target = other.start() if other.start() < block.start() else other.start() - len(moved)
                return changes + [self.replace(target, target, moved, encoding)], True
        if kind == "type":
            starts = self.starts()
            at = random.choice(starts)
            at = at - 1 if at > 0 and random.random() < 0.7 else at
            changes = []
            for letter in random.choice(TYPED):
                changes.append(self.replace(at, at, letter, encoding))
                at = min(at + 1, len(self.text))
            return changes, False
        if kind == "space":
            words = list(WORD.finditer(text))
            if words:
                at = random.choice(words).start()
                return [self.replace(at, at, random.choice([" ", "\n", "  ", " // x\n", " /* y */ "]), encoding)], True
        end = at if random.random() < 0.6 else min(len(text), at + random.choice([1, 3, 9]))
        return [self.replace(at, end, random.choice(SNIPPETS), encoding)], True
