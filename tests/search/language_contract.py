"""The language of posts: which posts are found by which words; run once for each engine by `test_engines.py`."""

from __future__ import annotations

import pytest

from tests.builders import make_chat, make_tweet, place
from tests.search.archive import found
from transcripts import search
from transcripts.grouping import Part

# Each post with its language, the queries that find it, and some that do not.
POSTS = [
    ("Join #InfoLit and #LTHEchat tonight", "en",
     ["infolit", "#infolit", "#INFOLIT", "info lit", '"info lit"', "lit", "lthe chat", "lthechat", "info*"],
     ['"lit and"', '"lit lthe"', "#info"]),
    ("Join #HTML5Rocks, #iPadOnly and #2015Goals", "en",
     ["html5", "html 5", "html5 rocks", "rocks", "ipad", "ipad only", "#iPadOnly", "2015 goals", "2015goals"],
     ["html rocks x", "5rocks"]),
    ("See https://www.Example.org/wiki/Open_access_(law) here", "en",
     ["open access", '"open access"', "open_access",
      "www.example.org", "www.example.org/wiki", "example.org/wiki/Open_access"],
     ["www"]),
    ("Thanks @Ann_Lee and @dr.bob@example.social!", "en",
     ["ann_lee", "@ann_lee", "@Ann_Lee", "to:ann_lee", "@dr.bob", "dr.bob", "@dr.bob@example.social", "thank"],
     ["ann", "@ann", "from:ann_lee"]),
    ("Party 🎉 with 👩🏽‍💻 in 🇬🇧, I ❤️ it ⭐", "en",
     ["🎉", "👩", "💻", "👩🏽‍💻", "🇬🇧", "❤", "❤️", "⭐", '"🎉 with"'],
     ["🇬", "🇧🇬", "🥳"]),
    ("Read https://www.Guardian.co.uk/world/open-access?id=7 today", "en",
     ["guardian.co.uk", "guardian", "open-access", "access", "https://www.guardian.co.uk/world/open-access",
      "has:link -party"],
     ["https", "www"]),
    ("It’s what we can’t say: don`t ‘quote’ the library's books", "en",
     ["it's", "its", "can't", "CAN’T", "cant", "don't", '"‘quote’ the"', "library", "libraries", '"library\'s"'],
     ["can", '"library"']),
    ("Crème brûlée à la façon de Łódź, naïve Zoë", "en",
     ["creme brulee", "CRÈME", "facon", "lodz", "Łódź", "naive", "zoe"], ["cremé bruleé x"]),
    ("Los libros de la educación pública y las bibliotecas", "es",
     ["libros", "libro", "educaciones", "educacion", "biblioteca", "Bibliotecas", '"educacion publica"', "lang:es"],
     ['"libro"', "lang:en"]),
    ("Die Häuser der Bücher für Kinder", "de", ["haus", "hauser", "HÄUSER", "buch", "kindern"], ["houses"]),
    ("L’école et les étudiantes d'hier", "fr", ["ecole", "école", "l'école", "etudiant", "hier"], ["lecole"]),
    ("Le biblioteche dell'università", "it", ["biblioteca", "universita", "dell'università"], ["delluniversita"]),
    ("Книги для учителей", "ru", ["книга", "КНИГИ", "учитель"], ["книжка"]),
    ("図書館で日本語の本を読む", "ja", ["図書館", "日本語", "本", "図書館で", '"日本語の本"'], ["書図", "中国語"]),
    ("도서관에서 책을 읽다", "ko", ["도서관", "책"], ["책도"]),
    ("ห้องสมุดประชาชน", "th", ["ห้องสมุด"], ["สมุดห้อง"]),
    ("ذهبنا إلى المَكْتَبَة الكـــبيرة", "ar", ["المكتبة", "المكتبه", "الي", "المَكْتَبَة",
       "الكبيرة", '"المكتبة الكبيرة"'], ["كتب"]),
    ("שָׁלוֹם לכולם \u200f(היום)\u200e", "he", ["שלום", "היום"], ["שלומ"]),
    ("Flipping out, labelled as what it is not", "in", ["flip", "flipped", "labels"], []),
    ("A so\u00adft hy\u00adphen and a zero\u200dwidth\ufeff joiner", "en",
     ["soft hyphen", "zerowidth", "joiner"], ["so", "phen"]),
    ("Ｆｕｌｌｗｉｄｔｈ ﬁne ①", "en", ["fullwidth", "fine"], []),
    ("C++ and C# at 8:30, 3.5 % of R&D", "en", ["c++", "C#", "3.5", "8:30", "r&d"], ["c", "3"]),
]  # fmt: skip


@pytest.mark.django_db
class LanguageContract:
    """Subclassed with an `engine` fixture that sets the engine."""

    @pytest.fixture(autouse=True)
    def _chat(self, engine: None) -> None:
        chat = make_chat()
        self.keys = []
        for text, lang, _, _ in POSTS:
            links = [{"shown": "", "url": word} for word in text.split() if word.startswith("https:")]
            tweet = make_tweet(text, author="someone", lang=lang, links=links)
            place(chat, tweet, Part.ASIDE)
            self.keys.append(tweet.key)
        search.index([chat])

    @pytest.mark.parametrize("number", range(len(POSTS)), ids=[text[:20] for text, *_ in POSTS])
    def test_finds_a_post_by_its_words_and_by_no_others(self, number: int) -> None:
        _, _, finding, missing = POSTS[number]
        key = self.keys[number]
        assert [query for query in finding if key not in found(query)] == []
        assert [query for query in missing if key in found(query)] == []

    @pytest.mark.parametrize("number", range(len(POSTS)), ids=[text[:20] for text, *_ in POSTS])
    def test_marks_in_a_post_what_it_is_found_by(self, number: int) -> None:
        text, lang, finding, _ = POSTS[number]
        words = [query for query in finding if ":" not in query and not query.startswith("@")]
        unmarked = [query for query in words if not search.find_spans(text, search.parse(query), lang)]
        assert unmarked == []
