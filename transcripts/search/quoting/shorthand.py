"""What short forms stand for, and which words say little. Tables only.

The short forms are those that bloggers were seen to spell out when they quote posts.
"""

from __future__ import annotations

SPELLED_OUT_TEXT = """
u you | ur your | urs yours | r are | n and | & and | + and | 4 for | four for | 2 to | two to | too to | b be | c see
y why | k ok | okay ok | w with | w/ with | wi with | w/o without | w/in within | wo without | b/c because
bc because | cuz because | coz because | cos because | bcz because | b/w between | b/t between | btwn between
bt between | b4 before | ppl people | peeps people | abt about | thx thanks | tx thanks | thanx thanks | tnx thanks
ty thank you | thankyou thank you | pls please | plz please | msg message | msgs messages | yr year | yrs years
hr hour | hrs hours | min minutes | mins minutes | wk week | wks weeks | mo month | mos months | sec seconds
tho though | altho although | thru through | thot thought | gr8 great | l8r later | 2day today | tmrw tomorrow
tmw tomorrow | 2morrow tomorrow | tonite tonight | 2nite tonight | 4ever forever | sth something | smth something
st something | sb somebody | sbdy somebody | diff different | diffs differences | esp especially | def definitely
prob probably | probs problems | prolly probably | pd professional development | sm social media | socmed social media
comm community | org organization | orgs organizations | govt government | mgmt management | mktg marketing
tchr teacher | tchrs teachers | teh the | stu students | sts students | ss students | stdts students | edu education
lib library | libs libraries | info information | appt appointment | approx approximately | asap as soon as possible
btw by the way | imo in my opinion | imho in my humble opinion | fyi for your information | idk i do not know
afaik as far as i know | tbh to be honest | rly really | vs versus | v very | fav favorite | fave favorite
favourite favorite | wd would | wld would | cd could | cld could | shd should | shld should | hv have | gd good
gonna going to | wanna want to | gotta got to | kinda kind of | lotta lot of | dunno do not know | em them | til until
till until | ya you | yo you | dm direct message | ed education | bday birthday | pic picture | pics pictures
dont do not | doesnt does not | didnt did not | cant can not | cannot can not | wont will not | isnt is not
arent are not | wasnt was not | werent were not | couldnt could not | wouldnt would not | shouldnt should not
havent have not | hasnt has not | hadnt had not | im i am | ive i have | youre you are | theyre they are | weve we have
youve you have | theyve they have | thats that is | whats what is | its it is | theres there is | lets let us
one 1 | three 3 | five 5 | six 6 | seven 7 | eight 8 | nine 9 | ten 10 | eleven 11 | twelve 12 | percent %
"""

COMMON_TEXT = """
a about actually after again all also always am an and any anyone are as at awesome back be because been before being
best better big but by can chat cool could day did do does doing done even ever every everybody everyone everything
evening far few find first for found from fun get getting give glad go going good got great guys had happy has have
having he hello help her here hey hi him his hope how i idea if in into is it job join joined joining just keep know
last let like little lol long look looking looks lot lots love made make makes making many may me mean might more
morning most much must my need needs never new next nice night no not nothing now of off oh ok on one only or other
our out over own people please pretty probably question questions real really right rt said same say saying says see
seen she should so some someone something soon still such sure take talk tell than thank thanks that the their them
then there these they thing things think this those though thought through time to today together tomorrow tonight too
totally trying up us use used using very want was way we welcome well were what when where which while who why will
with without wonderful work working works would wow yeah year yes yet you your agree agreed absolutely answer answers
haha hahaha congrats congratulations happen happens put come comes coming thinking kind true interesting
"""


def spelled_out() -> dict[str, tuple[str, ...]]:
    """Return what each short form stands for, as words."""
    entries = (entry.split() for line in SPELLED_OUT_TEXT.splitlines() for entry in line.split("|"))
    return {words[0]: tuple(words[1:]) for words in entries if words}


SPELLED_OUT = spelled_out()
COMMON = frozenset(COMMON_TEXT.split())
