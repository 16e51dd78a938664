from urllib.parse import quote

import django.utils.timezone
from django.db import migrations, models

AT_ONCE = 2000


def enter_what_was_public(apps, schema_editor):
    """Enter what archives showed before they kept a ledger: what stands in chats that were ever public, and what was there."""
    Chat, Alias = apps.get_model("transcripts", "Chat"), apps.get_model("transcripts", "Alias")
    for chat in Chat.objects.exclude(first_published_at=None).select_related("series").iterator():
        write(apps, chat.first_published_at, entries_of(chat))
    entered = apps.get_model("transcripts", "LedgerEntry").objects
    for alias in Alias.objects.iterator():
        # One without a target was written only for what had been public.
        if not alias.target or entered.filter(path=alias.target).exists():
            kind, key = ("post", alias.path.split("/")[2]) if alias.path.startswith("/t/") else ("question", "")
            write(apps, alias.made_at, {alias.path: (kind, key)})
    # That they are gone is told by the ledger.
    Alias.objects.filter(target="").delete()


def entries_of(chat):
    """Return path → kind and key of all that stands in a chat."""
    path = f"/{chat.series.slug}/{chat.address}/"
    entries = {f"/{chat.series.slug}/": ("series", ""), path: ("chat", "")}
    placed = chat.placements.order_by("-tweet__posted_at", "-tweet__sequence", "-tweet__key")
    asked = dict(placed.filter(role="ask", tweet__hidden=False).values_list("question__slug", "tweet__key"))
    for slug in chat.questions.values_list("slug", flat=True):
        entries[f"{path}{slug}/"] = ("question", asked.get(slug, ""))
    if chat.annotations.exclude(kind="remark").exists():
        entries[f"{path}recap/"] = ("recap", "")
    for key, network, handle in placed.values_list("tweet__key", "tweet__author__network", "tweet__author__handle"):
        entries[f"/t/{key}/"] = ("post", key)
        folded = handle.strip().removeprefix("@").lower()
        entries[f"/people/{quote(network, safe='')}/{quote(folded, safe='@')}/"] = ("person", "")
    return entries


def write(apps, since, entries):
    """Write entries that are not there yet."""
    LedgerEntry = apps.get_model("transcripts", "LedgerEntry")
    rows = [LedgerEntry(path=path, kind=kind, key=key, since=since) for path, (kind, key) in sorted(entries.items())]
    LedgerEntry.objects.bulk_create(rows, ignore_conflicts=True, batch_size=AT_ONCE)


def note_who_withdrew(apps, schema_editor):
    """Note of chats with posts that are public no more that a person withdrew them: the others were emptied by an undo."""
    withdrawn = apps.get_model("transcripts", "Chat").objects.filter(published_at=None).exclude(first_published_at=None)
    for chat in withdrawn.exclude(placements=None).distinct():
        chat.by_hand = sorted({*chat.by_hand, "withdrawn"})
        chat.save(update_fields=["by_hand"])


class Migration(migrations.Migration):

    dependencies = [
        ('transcripts', '0007_recap'),
    ]

    operations = [
        migrations.CreateModel(
            name='LedgerEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.TextField(unique=True)),
                ('kind', models.CharField(choices=[('series', 'Series'), ('chat', 'Chat'), ('question', 'Question'), ('recap', 'Recap'), ('post', 'Post'), ('person', 'Person')], max_length=8)),
                ('key', models.CharField(blank=True, max_length=40)),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'public address',
                'verbose_name_plural': 'public addresses',
                'indexes': [models.Index(fields=['kind', 'key'], name='transcripts_kind_5ddf8a_idx')],
            },
        ),
        migrations.AddField(
            model_name='importrun',
            name='zone',
            field=models.CharField(blank=True, help_text='The zone of its times that come without one.', max_length=60),
        ),
        migrations.RunPython(enter_what_was_public, migrations.RunPython.noop),
        migrations.RunPython(note_who_withdrew, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='alias',
            name='target',
            field=models.CharField(max_length=300),
        ),
    ]
