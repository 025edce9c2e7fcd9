"""Our templates in the languages of the peers' own templates.

A page that the peers render whole has no second source, so that a change of ours is followed by itself.
Words stand in a peer's template already, which favours it.
"""

from dataclasses import replace

from assembly import Assembly, Text


class Language:
    """How a language writes a step, given the text of its body."""

    def written(self, steps):
        return "".join(step if isinstance(step, str) else self.step(step, self.written(step.body))
                       for step in steps)

    def step(self, step, inside):
        kind = "when" if step.kind == "given" else step.kind
        if kind == "enter":
            return inside
        pattern = getattr(self, kind)
        text = pattern.format(way=self.way(step), row=f"row{step.scope.depth + 1}")
        return text if kind in ("print", "markup") else text + inside + self.ends[kind]

    def names(self, step):
        row = [f"row{step.scope.depth}"] if step.scope.depth else []
        return [*row, *step.scope.way, step.name]


class Django(Language):
    print, markup = "{{{{ {way} }}}}", "{{{{ {way}|safe }}}}"
    when, unless = "{{% if {way} %}}", "{{% if not {way} %}}"
    each = "{{% for {row} in {way} %}}"
    ends = {"when": "{% endif %}", "unless": "{% endif %}", "each": "{% endfor %}"}

    def way(self, step):
        return ".".join(self.names(step))


class Flask(Django):
    """Jinja2, in which a key is found sooner than an attribute."""

    def way(self, step):
        first, *rest = self.names(step)
        return first + "".join(f"['{name}']" for name in rest)


class Go(Language):
    """html/template, with fields of structs: their names begin with a capital."""

    print = markup = "{{{{{way}}}}}"
    when, unless = "{{{{if {way}}}}}", "{{{{if not {way}}}}}"
    each = "{{{{range ${row} := {way}}}}}"
    ends = dict.fromkeys(("when", "unless", "each"), "{{end}}")

    def way(self, step):
        row = f"row{step.scope.depth}" if step.scope.depth else ""
        return ".".join([f"${row}", *(name[0].upper() + name[1:]
                                      for name in (*step.scope.way, step.name))])


class Hummingbird(Language):
    """swift-mustache. An optional text has a flag beside it, `has` and its name: as a section the text
    would become the innermost scope, in which names are then looked for by reflection."""

    def written(self, steps):
        """A tag alone on its line would take the line with it, so an object's end stands before it."""
        steps = list(steps)
        for index, (one, two) in enumerate(zip(steps, steps[1:])):
            if isinstance(two, str) and two.startswith("\n") and getattr(one, "kind", "") == "enter":
                steps[index], steps[index + 1] = replace(one, body=[*one.body, "\n"]), two[1:]
        return super().written(steps)

    def step(self, step, inside):
        name = step.name
        if step.kind == "print":
            return f"{{{{{name}}}}}"
        if step.kind == "markup":
            return f"{{{{{{{name}}}}}}}"
        if isinstance(step.scope.fields[name], Text):
            name = f"has{name[0].upper()}{name[1:]}"
        return f"{{{{{'^' if step.kind == 'unless' else '#'}{name}}}}}{inside}{{{{/{name}}}}}"


LANGUAGES = {"Django": Django(), "Flask": Flask(), "Go": Go(), "Hummingbird": Hummingbird()}


def translated(name, page, frame, words):
    """A template in each language, by the peer's name."""
    steps = Assembly(page, frame, words).template(name)
    return {peer: language.written(steps) for peer, language in LANGUAGES.items()}
