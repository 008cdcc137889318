"""Reads the EBNF of grammar/policy.ebnf (ISO 14977 without commas) into plain tuples.

An expression is one of
    ("text", t)          a terminal
    ("words", t)         a special sequence, ?t?
    ("rule", name)
    ("sequence", [...]), ("choice", [...]), ("optional", e), ("repeat", e)
    ("except", e, out)   e, but not what `out` says
Rules under the heading `Tokens` are lexical: they contain no white space.
"""
import re

TOKEN = re.compile(
    r"""\s+|\(\*.*?\*\)|(?P<name>[A-Za-z_]\w*)|"(?P<double>[^"]*)"|'(?P<single>[^']*)'|\?(?P<words>[^?]*)\?"""
    r"""|(?P<sign>[=|;()\[\]{}-])""", re.S)


class Grammar:
    def __init__(self, text):
        self.rules = {}
        lexical_from = text.index("(* --- Tokens")
        self.lexical = set()
        self.tokens = []
        position = 0
        while position < len(text):
            match = TOKEN.match(text, position)
            if not match:
                raise SyntaxError(f"line {text.count(chr(10), 0, position) + 1}: {text[position:position + 20]!r}")
            if match.lastgroup:
                kind = "text" if match.lastgroup in ("double", "single") else match.lastgroup
                value = match.group(match.lastgroup)
                self.tokens.append((kind, value.strip() if kind == "words" else value, position))
            position = match.end()
        self.index = 0
        while self.index < len(self.tokens):
            name, at = self.take("name"), self.tokens[self.index - 1][2]
            if name in self.rules:
                raise SyntaxError(f"{name} is defined twice")
            self.take("sign", "=")
            self.rules[name] = self.choice()
            self.take("sign", ";")
            if at > lexical_from:
                self.lexical.add(name)
        for name in self.rules:
            for used in self.used(self.rules[name]):
                if used not in self.rules:
                    raise SyntaxError(f"{name} uses {used}, which is not defined")

    def used(self, expression):
        if expression[0] == "rule":
            yield expression[1]
        for part in expression[1:]:
            for each in part if isinstance(part, list) else [part]:
                if isinstance(each, tuple):
                    yield from self.used(each)

    def peek(self, *signs):
        return self.index < len(self.tokens) and self.tokens[self.index][:2] in [("sign", sign) for sign in signs]

    def take(self, kind, value=None):
        if self.index >= len(self.tokens):
            raise SyntaxError("unexpected end")
        found, text, at = self.tokens[self.index]
        if found != kind or value is not None and text != value:
            raise SyntaxError(f"at {at}: expected {value or kind}, found {text!r}")
        self.index += 1
        return text

    def choice(self):
        parts = [self.sequence()]
        while self.peek("|"):
            self.take("sign")
            parts.append(self.sequence())
        return parts[0] if len(parts) == 1 else ("choice", parts)

    def sequence(self):
        parts = []
        while self.index < len(self.tokens) and not self.peek("|", ";", ")", "]", "}"):
            part = self.part()
            if self.peek("-"):
                self.take("sign")
                part = ("except", part, self.part())
            parts.append(part)
        return parts[0] if len(parts) == 1 else ("sequence", parts)

    def part(self):
        for opening, closing, kind in [("(", ")", None), ("[", "]", "optional"), ("{", "}", "repeat")]:
            if self.peek(opening):
                self.take("sign")
                inner = self.choice()
                self.take("sign", closing)
                return (kind, inner) if kind else inner
        kind = self.tokens[self.index][0]
        text = self.take(kind)
        return ("rule" if kind == "name" else kind, text)
