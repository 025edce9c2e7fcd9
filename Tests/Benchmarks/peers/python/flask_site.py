"""The compared pages in Flask with Jinja2, for gunicorn."""

from flask import Flask, Response, abort, render_template, request

from facts import FACTS

app = Flask(__name__, template_folder="templates/flask")
app.jinja_env.auto_reload = False


@app.get("/livez")
def livez():
    return Response("ok\n", content_type="text/plain; charset=utf-8")


@app.get("/", defaults={"path": ""})
@app.get("/<path:path>")
def show(path):
    page = FACTS.pages.get("/" + path)
    if page is None:
        abort(404)
    found = FACTS.read(page, request.cookies.get("__Host-session", ""))
    if found is None:
        abort(401)
    table = render_template(
        f"{page['kind']}.html", rows=FACTS.rows(page, found), words=FACTS.words)
    return Response(page["before"] + table + page["after"], content_type="text/html; charset=utf-8")
