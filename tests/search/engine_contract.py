"""What every engine must find; run once for each by `test_engines.py`."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders import make_tweet, place
from tests.search.archive import found, make_archive
from transcripts import search
from transcripts.grouping import Part
from transcripts.models import Chat, Tweet
from transcripts.search import FacetName
from transcripts.search.engines import current_engine

LANGUAGE = [
    ("seeds", "ask answer link picture later"),
    ("SEED", "ask answer link picture later"),
    ("lending tomato", "answer"),
    ("flip", "answer maths"),
    ('"flipped tomato"', "answer"),
    ('"flipping tomato"', ""),
    ('"tomato flipped"', ""),
    ('"library"', "link picture"),
    ('"seed library"', "link"),
    ("seeds -library", "ask answer later"),
    ("seeds -(library OR tomato)", "ask later"),
    ("-seeds", "reply maths"),
    ("cafe OR pancakes", "reply maths"),
    ("pancakes OR -seeds", "reply maths"),
    ("cafe OR seeds library", "link picture"),
    ("(seeds tomato) OR cafe", "answer reply link"),
    ("from:ann", "answer later"),
    ("from:@CY_D", "link"),
    ("from:cyrus", "link"),
    ("-from:bob seeds", "ask answer link later"),
    ("to:ann", "reply"),
    ("@ann", "reply"),
    ("in:gardenlib seeds", "ask answer link picture later"),
    ("in:#GardenLib/2015-05-12", "ask answer reply link picture"),
    ("in:mathschat", "maths"),
    ("in:nowhere", ""),
    ("q:2", "link maths"),
    ("q:2 in:mathschat", "maths"),
    ("since:2015-05-14", "maths later"),
    ("until:2015-05-13 seeds", "ask answer link picture"),
    ("since:2015-05-14 until:2015-05-14", "maths"),
    ("since:2016", ""),
    ("since:2015-05-15 until:2015-05-14", ""),
    ("has:link", "link"),
    ("has:media", "picture"),
    ("has:question", "ask"),
    ("is:host", "ask"),
    ("is:reply", "reply"),
    ("is:retweet", "retweet"),
    ("is:retweet tomato", "retweet"),
    ("tomato OR is:retweet", "answer link retweet"),
    ("#gardenlib", "ask answer"),
    ("gardenlib", "ask answer"),
    ("lang:es", "reply"),
    ("lang:pt", "maths"),
    ("lang:pt-br", "maths"),
    ("doesn't", "answer"),
    ("doesnt", "answer"),
    ("cafe", "reply"),
    ("CAFÉ", "reply"),
    ("tom*", "answer link"),
    ("tom* -lending", "link"),
    ("Pan*", "maths"),
    ("fro*", ""),
    ("q:aside", "picture later"),
    ("q:goodbyes", ""),
    ("C#", "link"),
    ("node.js", "link"),
    ("🎉", "picture"),
    ("example.org", "link"),
    ("https://example.org/tomato-guide", "link"),
    ("nosuch:operator", ""),
    ("since:nonsense", ""),
    ("sort:oldest seeds", "ask answer link picture later"),
    ("", ""),
    ("sort:newest", ""),
    ("!!! ) ( - OR", ""),
]


@pytest.mark.django_db
class EngineContract:
    """Subclassed with an `engine` fixture that sets the engine."""

    @pytest.fixture(autouse=True)
    def _archive(self, engine: None) -> None:
        self.posts = make_archive()

    def keys(self, names: str) -> set[str]:
        return {self.posts[name].key for name in names.split()}

    @pytest.mark.parametrize(("text", "names"), LANGUAGE)
    def test_finds_what_the_query_says(self, text: str, names: str) -> None:
        assert found(text) == self.keys(names)
        assert search.find(text).total == len(names.split())

    def test_sorts_without_changing_the_set(self) -> None:
        newest = [hit.key for hit in search.find("seeds sort:newest").hits]
        oldest = [hit.key for hit in search.find("seeds sort:oldest").hits]
        assert newest == oldest[::-1]
        assert newest[0] == self.posts["later"].key
        assert found("seeds sort:best") == set(newest)

    def test_puts_the_newest_first_where_nothing_is_better(self) -> None:
        assert search.find("from:bob").hits[0].key == self.posts["maths"].key

    @pytest.mark.parametrize("text", ["seed tomato", "seed tomato -pancakes", "seed tomato in:gardenlib"])
    def test_puts_first_what_has_the_words_in_the_order_they_were_typed(self, text: str) -> None:
        chat = self.posts["answer"].chats.get()
        said = [
            make_tweet("Put a seed of any tomato away, seed after seed of tomato", author="bob", minute=7),
            make_tweet("What about the seed tomato that we had last year, and the year before?", minute=8),
            make_tweet("Tomato, seed. Seed of a tomato!", author="bob", minute=9),
        ]
        for tweet in said:
            place(chat, tweet, Part.ASIDE)
        search.index([chat])
        assert search.find(text).hits[0].key == said[1].key
        assert search.find(text, page=2, per_page=1).hits[0].key != said[1].key

    def test_pages_through_all_hits_once(self) -> None:
        pages = [found("seeds", page=page, per_page=2) for page in (1, 2, 3)]
        assert set().union(*pages) == found("seeds")
        assert [len(page) for page in pages] == [2, 2, 1]

    def test_gives_the_last_page_for_pages_beyond(self) -> None:
        results = search.find("seeds", page=99, per_page=2)
        assert (results.page, results.pages, len(results.hits)) == (3, 3, 1)

    def test_never_shows_drafts(self) -> None:
        Chat.objects.filter(series__slug="mathschat").update(published_at=None)
        results = search.find("flip")
        assert (results.total, len(results.hits)) == (1, 1)

    def test_drops_withdrawn_chats_from_the_index(self) -> None:
        chat = Chat.objects.get(series__slug="mathschat")
        chat.withdraw()
        search.index([chat])
        assert search.status().documents == 7
        assert search.status().is_current

    def test_fills_the_page_up_when_a_hit_was_hidden(self) -> None:
        first = search.find("seeds", per_page=2).hits[0]
        Tweet.objects.filter(key=first.key).update(hidden=True)
        results = search.find("seeds", per_page=2)
        assert (len(results.hits), results.total) == (2, 4)
        assert first.key not in {hit.key for hit in results.hits}

    def test_forgets_posts(self) -> None:
        search.forget([self.posts["maths"].key])
        assert search.status().documents == 7
        assert found("pancakes") == set()

    def test_forgets_for_good(self) -> None:
        search.forget([self.posts["maths"].key], for_good=True)
        assert found("pancakes") == set()
        assert found("flip") == self.keys("answer")

    def test_takes_in_changes_of_a_chat(self) -> None:
        Tweet.objects.filter(key=self.posts["maths"].key).update(text="Now about decimals")
        chat = Chat.objects.get(series__slug="mathschat")
        chat.publish()
        assert search.catch_up() == 1
        assert found("decimals") == self.keys("maths")
        assert found("pancakes") == set()

    def test_keeps_a_post_that_left_one_of_its_chats(self) -> None:
        maths, garden = Chat.objects.get(series__slug="mathschat"), Chat.objects.get(date="2015-05-12")
        place_again = self.posts["maths"].placements.get()
        garden.placements.create(tweet=self.posts["maths"], part="aside", method="hand", confidence=1)
        place_again.delete()
        search.index([maths])
        assert found("pancakes in:gardenlib") == self.keys("maths")
        assert found("pancakes in:mathschat") == set()

    def test_indexing_twice_changes_nothing(self) -> None:
        search.index(Chat.objects.all())
        assert search.status().documents == 8
        assert search.find("seeds").total == 5

    def test_finds_what_shares_the_most_telling_words(self) -> None:
        keys = current_engine().sharing(["lends", "tomato", "seeds", "unheard"], 9)
        assert keys[0] == self.posts["answer"].key
        assert self.posts["retweet"].key not in keys

    def test_of_equally_telling_posts_the_oldest_comes_first(self) -> None:
        assert current_engine().sharing(["library"], 9) == (self.posts["link"].key, self.posts["picture"].key)
        assert current_engine().sharing(["library"], 1) == (self.posts["link"].key,)

    def test_nothing_shares_unknown_words(self) -> None:
        assert current_engine().sharing(["unheard", "syllable"], 9) == ()
        assert current_engine().sharing([], 9) == ()

    def test_offers_a_spelling_that_finds_something(self) -> None:
        assert search.find("tomatto lendign from:ann").did_you_mean == "tomato lending from:ann"

    def test_offers_nothing_where_nothing_is_alike(self) -> None:
        assert search.find("zzzzzzzz").did_you_mean == ""

    def test_never_offers_the_words_of_hidden_posts(self) -> None:
        Tweet.objects.filter(key=self.posts["maths"].key).update(hidden=True)
        assert search.find("pankakes").did_you_mean == ""

    def test_counts_all_hits_by_facets(self) -> None:
        facets = {facet.name: facet.values for facet in search.count_facets("seeds")}
        counted = {name: {value.value: value.posts for value in values} for name, values in facets.items()}
        assert counted == {
            FacetName.SERIES: {"gardenlib": 5},
            FacetName.YEAR: {"2015": 5},
            FacetName.PERSON: {"ann": 2, "hosty": 1, "cy_d": 1, "bob": 1},
            FacetName.PLACE: {"1": 2, "2": 1, "aside": 2},
            FacetName.HOLDING: {"link": 1, "media": 1},
        }

    @pytest.mark.parametrize("text", ["seeds", "-seeds", "is:retweet OR seeds", "flip sort:oldest", "from:bob"])
    def test_each_facet_narrows_the_search_to_what_it_counts(self, text: str) -> None:
        facets = search.count_facets(text)
        # One that is chosen leads to the search without it.
        values = [value for facet in facets for value in facet.values if not value.chosen]
        assert values
        assert {value.query: value.posts for value in values} == {
            value.query: search.find(value.query).total for value in values
        }

    def test_shows_the_commonest_values_of_a_facet_only(self) -> None:
        people = search.count_facets("seeds", most=2)[2]
        assert [value.value for value in people.values] == ["ann", "bob"]

    def test_counts_nothing_for_nothing(self) -> None:
        assert search.count_facets("") == search.count_facets("zzz") == ()

    def test_puts_a_word_as_it_was_typed_before_its_other_forms(self) -> None:
        chat = Chat.objects.get(date="2015-05-12")
        typed = make_tweet("Only once: flips, among many other words that make this post long", minute=1)
        other = make_tweet("flip flip flip flipping", minute=50)
        for tweet in (typed, other):
            place(chat, tweet, Part.ASIDE)
        search.index([chat])
        assert search.find("flips").hits[0].key == typed.key
        assert other.key in found("flips")

    def test_ranks_a_common_word_as_it_was_typed_first(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("transcripts.search.engines.base.MOST_RANKED", 1)
        pages = [search.find("seed", page=page, per_page=2).hits for page in (1, 2, 3)]
        assert pages[0][0].key == self.posts["link"].key
        assert {hit.key for hits in pages for hit in hits} == found("seeds")

    def test_ranks_what_is_left_of_a_common_word_without_another(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("transcripts.search.engines.base.MOST_RANKED", 3)
        results = search.find("seeds -library")
        assert results.total == len(results.hits) == 3

    @pytest.mark.parametrize(
        ("typed", "kind", "query"),
        [
            ("gard", "series", "in:gardenlib"),
            ("seeds in:mat", "series", "seeds in:mathschat"),
            ("seeds -from:bo", "person", "seeds -from:bob"),
            ("cy", "person", "from:cyrus"),
            ("Hos", "person", "from:hosty"),
            ("@an", "person", "@ann"),
            ("to:AN", "person", "to:ann"),
            ("#math", "hashtag", "#mathschat"),
            ("garden", "hashtag", "#gardenlib"),
        ],
    )
    def test_suggests(self, typed: str, kind: str, query: str) -> None:
        assert (kind, query) in {(one.kind, one.query) for one in search.suggest(typed)}

    def test_suggests_phrases_that_stand_in_several_posts(self) -> None:
        chat = Chat.objects.get(date="2015-05-12")
        for minute in range(3):
            place(chat, make_tweet(f"{minute}: We do Information Literacy instruction", minute=minute), Part.ASIDE)
        place(chat, make_tweet("information literally everywhere", minute=5), Part.ASIDE)
        search.index([chat])
        (only,) = search.suggest("q:2 information lit")
        assert (only.kind, only.shown, only.posts) == ("phrase", "Information Literacy instruction", 3)
        assert only.query == 'q:2 "Information Literacy instruction"'

    def test_suggests_phrases_of_two_posts_where_few_hold_the_beginning(self) -> None:
        chat = Chat.objects.get(date="2015-05-12")
        for minute in range(2):
            place(chat, make_tweet(f"{minute}: a compost heap for all", minute=minute), Part.ASIDE)
        search.index([chat])
        assert [one.shown for one in search.suggest("compost h") if one.kind == "phrase"] == ["compost heap"]
        for minute in range(50):
            place(chat, make_tweet(f"compost heat {minute}", minute=minute), Part.ASIDE)
        search.index([chat])
        assert [one.shown for one in search.suggest("compost h") if one.kind == "phrase"] == ["compost heat"]

    def test_suggests_nothing_of_hidden_posts(self) -> None:
        Tweet.objects.filter(key=self.posts["maths"].key).update(hidden=True)
        search.forget([self.posts["maths"].key])
        assert search.suggest("#math") == []

    @pytest.mark.parametrize("typed", ["", " ", "-", "#", "@", "from:", "a", '"', "zzzz", "\x00\ud800", "%", "_", "\\"])
    def test_suggests_nothing_for_nothing(self, typed: str) -> None:
        assert search.suggest(typed) == []

    def test_a_post_of_several_chats_stands_in_the_one_asked_for_else_in_the_first(self) -> None:
        first, later = Chat.objects.order_by("date").filter(series__slug="gardenlib")[:2]
        make = {chat: place(chat, self.posts["maths"], Part.ASIDE) for chat in (later, first)}
        search.index([first, later])
        (plain,), (asked,) = (search.find(f"pancakes {where}").hits for where in ("", f"in:gardenlib/{later.address}"))
        assert plain.placement == min(self.posts["maths"].placements.all(), key=lambda one: one.chat.date).pk
        assert asked.placement == make[later].pk

    def test_hits_bring_along_what_they_are_asked_to_tell(self) -> None:
        self.posts["maths"].chats.get().hosts.add(self.posts["maths"].author)
        (hit,) = search.find("pancakes", telling=("tweet__text", "chat__date", "by_host")).hits
        assert hit.told == (self.posts["maths"].text, self.posts["maths"].chats.get().date, True)

    def test_reads_hits_in_a_fixed_number_of_queries(self) -> None:
        assert self.queries_for(per_page=1) == self.queries_for(per_page=5)

    def queries_for(self, per_page: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert len(search.find("seeds", per_page=per_page).hits) == per_page
        return len(queries)
