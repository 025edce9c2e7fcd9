"""The fifty rows of the renderers' table in Jinja2: prints the microseconds of one rendering.

    render.py FILE   (whose bytes must come out)
"""

import sys
import time
from pathlib import Path

from jinja2 import Environment

TIMES = 200
TEMPLATE = """\
<h1>{{ title }}</h1>
<table class="list">
{% for row in rows %}
<tr id="row-{{ row.id }}"{% if row.is_late %} class="is-late"{% endif %}><td><a href="{{ row.url }}">{{ row.name }}</a></td><td class="city">{{ row.city }}</td><td><span class="badge badge-{{ row.state }}">{{ row.state }}</span></td></tr>
{% endfor %}
</table>
"""


class Line:
    __slots__ = ("id", "url", "name", "city", "state", "is_late")

    def __init__(self, index):
        self.id, self.url = 1000 + index, f"/groups/G-7K{index}Q/members/list"
        self.name = f"Samen Hier groep {index} Hatert en omgeving"
        self.city, self.state, self.is_late = "Nijmegen", "waiting", index % 3 == 0


environment = Environment(autoescape=True, trim_blocks=True, keep_trailing_newline=True)
template = environment.from_string(TEMPLATE)
rows = [Line(index) for index in range(50)]
if template.render(title="Groepen in Nijmegen", rows=rows) != Path(sys.argv[1]).read_text():
    sys.exit("the tables are not the same")
begin = time.process_time()
for _ in range(TIMES):
    template.render(title="Groepen in Nijmegen", rows=rows)
print("jinja2", (time.process_time() - begin) / TIMES * 1e6)
