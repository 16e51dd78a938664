"""Every public address."""

from django.urls import URLPattern, path

from . import (
    deciding,
    desk,
    desk_chat,
    desk_guests,
    desk_journal,
    desk_questions,
    feeds,
    machines,
    pages,
    people,
    quoting,
    reporting,
    requests,
    searching,
    uploads,
)

urlpatterns: list[URLPattern] = [
    path("", pages.home, name="home"),
    path("search/", searching.search_page, name="search"),
    path("quotes/", quoting.quotes_page, name="quotes"),
    path("search/facets/", searching.facets, name="search_facets"),
    path("search/suggest.json", searching.suggestions, name="search_suggestions"),
    path("feeds/search.atom", feeds.search_feed, name="search_feed"),
    path("about/", pages.about, name="about"),
    path("robots.txt", machines.robots, name="robots"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("uploads/", uploads.uploads, name="uploads"),
    path("uploads/<int:pk>/", uploads.upload, name="upload"),
    path("uploads/<int:pk>/progress.json", uploads.upload_progress, name="upload_progress"),
    path("uploads/publish/<slug:slug>/<slug:address>/", deciding.publish, name="publish"),
    path("guest/<str:token>/", desk_guests.enter, name="guest"),
    # A handle may hold whatever its network allows, "/" too.
    path("people/<str:network>/<path:handle>/", people.person, name="person"),
    path("requests/", requests.requests, name="requests"),
    path("t/<str:key>/report/", reporting.report_post, name="report_post"),
    path("t/<str:key>/", people.tweet, name="tweet"),
    path("<slug:slug>/", pages.series, name="series"),
    path("<slug:slug>/<slug:address>.<slug:format>", pages.chat_export, name="chat_export"),
    path("<slug:slug>/<slug:address>/", pages.chat, name="chat"),
    path("<slug:slug>/<slug:address>/edit/", desk.desk, name="desk"),
    path("<slug:slug>/<slug:address>/missing/", reporting.report_missing, name="report_missing"),
    path("<slug:slug>/<slug:address>/edit/questions/", desk_questions.questions, name="desk_questions"),
    path("<slug:slug>/<slug:address>/edit/chat/", desk_chat.about_chat, name="desk_chat"),
    path("<slug:slug>/<slug:address>/edit/guests/", desk_guests.guests, name="desk_guests"),
    path("<slug:slug>/<slug:address>/edit/journal/", desk_journal.journal, name="desk_journal"),
    path("<slug:slug>/<slug:address>/edit/why/<str:key>/", desk_journal.why, name="desk_why"),
    path("<slug:slug>/<slug:address>/<slug:anchor>/", pages.question, name="question"),
]
