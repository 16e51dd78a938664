"""The address space: the admin and the archive."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("transcripts.web.urls")),
]

handler404 = "transcripts.web.pasted.not_found"
