"""The compared pages in Django with its own templates, for gunicorn: no middleware, no debugging."""

from pathlib import Path

from django.conf import settings

settings.configure(
    DEBUG=False, ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, MIDDLEWARE=[], USE_I18N=False,
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # The loader that keeps compiled templates is the default without debugging.
        "DIRS": [Path(__file__).parent / "templates"],
    }])

import django  # noqa: E402

django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpResponse, HttpResponseNotFound  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import re_path  # noqa: E402

from facts import FACTS  # noqa: E402

TEMPLATES = {"groups": engines["django"].from_string(FACTS.templates["Django"]),
             "cities": engines["django"].get_template("cities.html")}


def show(request):
    page = FACTS.pages.get(request.get_full_path())
    if page is None:
        return HttpResponseNotFound()
    found = FACTS.read(page, request.COOKIES.get("__Host-session", ""))
    if found is None:
        return HttpResponse(status=401)
    text = TEMPLATES[page["kind"]].render(FACTS.model(page, found))
    answer = HttpResponse(page["before"] + text + page["after"])
    answer["Content-Length"] = len(answer.content)
    return answer


def livez(request):
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


urlpatterns = [re_path("^livez$", livez), re_path("", show)]
app = get_wsgi_application()
