"""The compared pages in Flask with Jinja2, for gunicorn."""

from flask import Flask, Response, abort, render_template, request

from facts import FACTS

app = Flask(__name__)
app.jinja_env.auto_reload = False
app.jinja_env.keep_trailing_newline = True
TEMPLATES = {"groups": app.jinja_env.from_string(FACTS.templates["Flask"]),
             "cities": app.jinja_env.get_template("cities.html")}


@app.get("/livez")
def livez():
    return Response("ok\n", content_type="text/plain; charset=utf-8")


@app.get("/", defaults={"path": ""})
@app.get("/<path:path>")
def show(path):
    query = request.query_string.decode()
    page = FACTS.pages.get(f"/{path}?{query}" if query else f"/{path}")
    if page is None:
        abort(404)
    found = FACTS.read(page, request.cookies.get("__Host-session", ""))
    if found is None:
        abort(401)
    text = render_template(TEMPLATES[page["kind"]], **FACTS.model(page, found))
    return Response(page["before"] + text + page["after"], content_type="text/html; charset=utf-8")
