"""The compared pages in Django with its own templates, for gunicorn: no middleware, no debugging."""

from pathlib import Path

from django.conf import settings

settings.configure(
    DEBUG=False, ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, MIDDLEWARE=[], USE_I18N=False,
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # The loader that keeps compiled templates is the default without debugging.
        "DIRS": [Path(__file__).parent / "templates/django"],
    }])

import django  # noqa: E402

django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpResponse, HttpResponseNotFound  # noqa: E402
from django.template.loader import render_to_string  # noqa: E402
from django.urls import re_path  # noqa: E402

from facts import FACTS  # noqa: E402

# A template of Django cannot ask a dictionary for a key with a dot.
WORDS = {key.replace(".", "_"): text for key, text in FACTS.words.items()}


def show(request):
    page = FACTS.pages.get(request.path)
    if page is None:
        return HttpResponseNotFound()
    found = FACTS.read(page, request.COOKIES.get("__Host-session", ""))
    if found is None:
        return HttpResponse(status=401)
    table = render_to_string(
        f"{page['kind']}.html", {"rows": FACTS.rows(page, found), "words": WORDS})
    answer = HttpResponse(page["before"] + table + page["after"])
    answer["Content-Length"] = len(answer.content)
    return answer


def livez(request):
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


urlpatterns = [re_path("^livez$", livez), re_path("", show)]
app = get_wsgi_application()
