"""Turns the grammar into one for Lark's Earley parser, which finds a derivation of a text if there is any."""
import re

import lark

# The special sequences of the grammar, as regular expressions.
SPECIAL = {
    "three capital letters, a code of ISO 4217": r"[A-Z]{3}(?!\w)",
    "two letters, or five characters with a region, such as en, fr or pt_BR": r"[A-Za-z]{2}(?:_[A-Za-z]{2})?(?!\w)",
    "a time of ISO 8601 with Z or an offset": r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)",
    "letters, digits, points, hyphens and groups in parentheses, such as 2.2(g)": r"\w+(?:[.-]\w+|\(\w{1,10}\))*",
    "any character but a quote, a backslash and the end of the line": r'[^"\\\r\n]',
    "any character but a quote, a brace and the end of the line": r'[^"{}\r\n]',
    "a character with the Unicode property Alphabetic": r"[^\W\d_]",
    "no letter, digit or quote after it": r'(?![A-Za-z0-9"])',
    "before `.` `,` `)` `]` or a comparison sign": r"(?!\w)(?=\s*(?:\.(?!\.)|[,)\]]|==|!=|<|>))",
    "U+FEFF": "\ufeff",
}
# A token is as long as it can be: the pattern that may not follow it.
BEHIND = {
    **dict.fromkeys(("word", "name", "variable", "currency_name", "duty_name", "norm_name", "unit"), r"(?!\w)"),
    "integer": r"(?![0-9_]|\.\d)",
    "decimal": r"(?![0-9_])",
    "date": r"(?!\d|T\d)",
}
# Nor may it begin where a longer one of another kind would.
BEFORE = {"integer": r"(?!\d{4}-\d\d-\d\d(?!\d))"}
SPACE = r"[ \t\r\n]+|//[^\r\n]*"
# Comments nest; three levels are enough for the policies of the repository.
COMMENT = r"/\*(?:[^*/]|\*(?!/)|/(?!\*)|/\*(?:[^*/]|\*(?!/)|/(?!\*)|/\*(?:[^*/]|\*(?!/)|/(?!\*))*\*/)*\*/)*\*/"


class Recogniser:
    def __init__(self, grammar, start="file"):
        self.grammar = grammar
        self.terminals = {}
        self.signs = set()
        lines = []
        for name, expression in grammar.rules.items():
            if name not in grammar.lexical:
                self.collect(expression)
        for name, expression in grammar.rules.items():
            if name not in grammar.lexical:
                lines.append(f"r_{name}: {self.lark(expression)}")
        lines += [f"{name}: /{pattern}/" for pattern, name in self.terminals.items()]
        lines += [f"SPACE: /{self.slashed(SPACE)}/", f"COMMENT: /{self.slashed(COMMENT)}/", "%ignore SPACE",
                  "%ignore COMMENT"]
        self.parser = lark.Lark(
            "\n".join(lines), start=f"r_{start}", parser="earley", lexer="dynamic", ambiguity="forest")

    def derives(self, text):
        """Nothing where the text derives from the grammar, else where it stops to."""
        try:
            self.parser.parse(text)
            return None
        except lark.exceptions.UnexpectedInput as error:
            return f"line {error.line}, column {error.column}: {error.get_context(text, 30).splitlines()[0]}"

    def collect(self, expression):
        if expression[0] == "text" and not expression[1][0].isalpha():
            self.signs.add(expression[1])
        for part in expression[1:]:
            for each in part if isinstance(part, list) else [part]:
                if isinstance(each, tuple):
                    self.collect(each)

    def lark(self, expression, glue=None):
        kind = expression[0]
        if kind == "text":
            return self.terminal(self.word(expression[1]), glue)
        if kind == "rule":
            name = expression[1]
            if name not in self.grammar.lexical:
                return f"r_{name}"
            return self.terminal(BEFORE.get(name, "") + self.pattern(("rule", name)) + BEHIND.get(name, ""), glue)
        if kind == "sequence":
            parts, glue = [], None
            for part in expression[1]:
                if part[0] == "words":
                    glue = part[1]
                    continue
                parts.append(self.lark(part, glue))
                glue = None
            return "(" + " ".join(parts) + ")"
        if kind == "choice":
            return "(" + " | ".join(self.lark(part, glue) for part in expression[1]) + ")"
        return f"({self.lark(expression[1])})" + ("?" if kind == "optional" else "*")

    def terminal(self, pattern, glue):
        pattern = {None: "", "touching": r"(?<!\s)", "same line": r"(?<!\s)[ \t]*", "new line": ""}[glue] + pattern
        return self.terminals.setdefault(self.slashed(pattern), f"T{len(self.terminals)}")

    @staticmethod
    def slashed(pattern):
        return re.sub(r"(?<!\\)/", r"\/", pattern)

    def word(self, text):
        if text[0].isalpha():
            return re.escape(text) + r"(?!\w)"
        longer = [re.escape(sign[len(text):]) for sign in self.signs if sign.startswith(text) and sign != text]
        if text == "/":
            longer += ["/", r"\*"]
        if text in "*+":
            # A sign that touches the token before it and nothing after it begins a closure.
            return rf'(?:(?<!\S)\{text}|\{text}(?=[A-Za-z0-9"]))'
        return re.escape(text) + (f"(?!{'|'.join(longer)})" if longer else "")

    def pattern(self, expression):
        """The regular expression of a lexical rule."""
        kind = expression[0]
        if kind == "text":
            return re.escape(expression[1])
        if kind == "words":
            return SPECIAL[expression[1]]
        if kind == "rule":
            return self.pattern(self.grammar.rules[expression[1]])
        if kind == "sequence":
            return "".join(self.pattern(part) for part in expression[1])
        if kind == "choice":
            return "(?:" + "|".join(self.pattern(part) for part in expression[1]) + ")"
        if kind == "except":
            return rf"(?!{self.pattern(expression[2])}(?!\w)){self.pattern(expression[1])}"
        return f"(?:{self.pattern(expression[1])})" + ("?" if kind == "optional" else "*")
