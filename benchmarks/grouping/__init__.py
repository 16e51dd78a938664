"""Grouping, measured. The formats of the importer stand behind a door that wants Django ready."""

import os

import django
from django.apps import apps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatarchive.settings")
if not apps.ready:
    django.setup()
