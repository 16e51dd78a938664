"""The admin, for someone who runs an archive: look up, publish, hide, mend. Nothing that was public is deleted."""

from django.contrib import admin

from . import chats, keys, posts, records

__all__ = ["chats", "keys", "posts", "records"]

admin.site.site_header = admin.site.site_title = "Chatarchive"
admin.site.index_title = "The archive"
