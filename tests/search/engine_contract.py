"""What every engine must find; run once for each by `test_engines.py`."""

from __future__ import annotations

import pytest

from tests.search.archive import found, make_archive
from transcripts import search
from transcripts.models import Chat, Tweet
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

    def test_reads_hits_in_a_fixed_number_of_queries(self, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
        with django_assert_num_queries(2):
            for hit in search.find("seeds").hits:
                assert hit.tweet.author.handle
                assert hit.placement.chat.series.slug
                assert hit.placement.label
