"""Makes random sentences of the grammar."""

NAMES = ["a", "b2", "_x", "Grant", "person", "un", "größe", "rôle", "Ωmega", "P7001", "valid_until", "x9_y", "organisation"]


class Generator:
    """Sentences of a grammar; `random` decides."""

    def __init__(self, grammar, random):
        self.grammar = grammar
        self.random = random
        # Every word of the grammar, for the places where any word may be used.
        self.keywords = sorted({text for rule in grammar.rules if rule not in grammar.lexical
                                for text in self.texts(grammar.rules[rule]) if text[0].isalpha()})
        self.height = {}
        self.measure()

    def texts(self, expression):
        if expression[0] == "text":
            yield expression[1]
        for part in expression[1:]:
            for each in part if isinstance(part, list) else [part]:
                if isinstance(each, tuple):
                    yield from self.texts(each)

    # How deep the shallowest derivation is: the way out when a sentence gets too deep.

    def measure(self):
        changed = True
        while changed:
            changed = False
            for name, expression in self.grammar.rules.items():
                height = self.height_of(expression) + 1
                if height < self.height.get(name, 1000):
                    self.height[name] = height
                    changed = True

    def height_of(self, expression):
        kind = expression[0]
        if kind in ("text", "words", "optional", "repeat"):
            return 0
        if kind == "rule":
            return 0 if expression[1] in self.grammar.lexical else self.height.get(expression[1], 1000)
        if kind == "except":
            return 0
        heights = [self.height_of(part) for part in expression[1]]
        return max(heights) if kind == "sequence" else min(heights)

    # Sentences

    def sentence(self, rule, depth=30):
        """A text that derives from the rule."""
        self.tokens = []
        self.glue = None
        self.expand(("rule", rule), depth)
        return self.joined(self.tokens)

    def expand(self, expression, depth):
        kind = expression[0]
        if kind == "text":
            self.add(expression[1])
        elif kind == "words":
            self.glue = expression[1]
        elif kind == "rule":
            name = expression[1]
            if name in self.grammar.lexical:
                self.add(self.terminal(name))
            elif name == "reference" and self.random.random() < 0.6:
                self.add(self.terminal("variable"))
            elif name == "quantifier":
                # It reaches as far as it can; brackets end it.
                self.add("(")
                self.expand(self.grammar.rules[name], depth - 1)
                self.add(")")
            elif name == "expression" and self.random.random() < 0.05 and depth > 10:
                self.expand(self.grammar.rules["quantifier"], depth - 1)
            else:
                self.expand(self.grammar.rules[name], depth - 1)
        elif kind == "sequence":
            for part in expression[1]:
                self.expand(part, depth)
        elif kind == "choice":
            least = min(self.height_of(part) for part in expression[1])
            fitting = [part for part in expression[1] if self.height_of(part) <= max(depth, least)]
            # The last choice is the common one where others are prefixes such as a minus.
            common = expression[1][-1]
            is_common = common in fitting and expression == self.grammar.rules.get("unary") and self.random.random() < 0.8
            self.expand(common if is_common else self.random.choice(fitting), depth)
        elif self.height_of(expression[1]) <= depth:
            if kind == "optional":
                count = self.random.random() < 0.4
            else:
                count = 0
                while count < 4 and self.random.random() < (0.75 if depth > 26 else 0.3):
                    count += 1
            for _ in range(count):
                self.expand(expression[1], depth)

    def add(self, text):
        self.tokens.append((text, self.glue))
        self.glue = None

    def terminal(self, name):
        random = self.random
        number = str(random.choice([0, 1, 7, 42, 180, "4_000", "10_000"]))
        if name == "word":
            return random.choice(NAMES + self.keywords)
        if name in ("name", "variable", "duty_name", "norm_name"):
            return random.choice(NAMES)
        if name == "string":
            return '"' + "".join(random.choice(["XK01", "PAY_*", " ", "é", "\\n", '\\"', "\\\\", "\\u{41}", "//", "/*"])
                                 for _ in range(random.randrange(4))) + '"'
        return {
            "integer": number,
            "decimal": number + random.choice([".5", ".25", ".0"]),
            "unit": random.choice(["%", "USD", "days", "year", "months", "GB", "MiB", "hours", "kB"]),
            "currency_name": random.choice(["USD", "EUR"]),
            "currency": random.choice(["USD", "EUR", "CHF"]),
            "language": random.choice(["en", "fr", "pt_BR"]),
            "date": random.choice(["2019-06-30", "2016-02-29"]),
            "timestamp": random.choice(["2019-06-30T14:00:00Z", "2019-06-30T14:00:00+02:00"]),
            "version": random.choice(["v1.2", "v11.0.3"]),
            "clause_reference": random.choice(["§2.2(g)", "§32", "§6.3-1(ii)", "§IV"]),
            "closure": random.choice("*+"),
            "byte_order_mark": "",
        }[name]

    def joined(self, tokens):
        """The tokens with white space and comments between them, as the grammar allows."""
        text = ""
        before = None
        for token, glue in tokens:
            if before is not None and glue != "touching":
                choice = self.random.random()
                if glue == "same line" or before == ".":
                    text += " "
                elif glue == "new line":
                    text += "\n  "
                elif (token in (",", ")", "]", "}") or before in ("(", "[", "{")) and choice < 0.6:
                    pass
                elif choice < 0.9:
                    text += " "
                else:
                    text += self.random.choice(
                        ["\n  ", "\n\n    ", " // a comment\n  ", " /* one */ ", " /* a /* b */ c */ ", "\n  /// doc\n  ", "\t"])
            text += token
            before = token
        return text
