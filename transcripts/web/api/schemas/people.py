"""People: accounts on one network each; the archive never guesses that two are one person."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from ....publishing import Person, PersonNumbers
from ..addresses import absolute, person_address
from ..fields import SPARSE
from ..paging import Leaf

NOTHING = PersonNumbers(0, 0, None, None)


class PersonRef(BaseModel):
    """Who it is."""

    network: str = Field(examples=["twitter"])
    handle: str = Field(description="Without “@”, as its network spells it.", examples=["ann"])
    name: str = Field(description="The display name; the handle where none is known.", examples=["Ann Lee"])
    url: str = Field(description="The page.", examples=["https://chats.example.org/people/twitter/ann/"])

    @classmethod
    def of(cls, person: Person) -> PersonRef:
        """Return an account as it is referred to."""
        return cls(network=person.network, handle=person.handle, name=person.name, url=absolute(person.path))


class PersonOut(PersonRef):
    """An account, and how much it wrote in public: retweets are not counted."""

    model_config = SPARSE

    api_url: str = Field(examples=["https://chats.example.org/api/v1/people/twitter/ann"])
    posts: int = Field(examples=[212])
    chats: int = Field(description="In how many chats.", examples=[14])
    first_posted_at: datetime | None
    last_posted_at: datetime | None

    @classmethod
    def counted(cls, person: Person, numbers: PersonNumbers = NOTHING) -> PersonOut:
        """Return an account with what is counted of it."""
        return cls(
            network=person.network,
            handle=person.handle,
            name=person.name,
            url=absolute(person.path),
            api_url=absolute(person_address(person.network, person.folded)),
            posts=numbers.posts,
            chats=numbers.chats,
            first_posted_at=numbers.first_posted_at,
            last_posted_at=numbers.last_posted_at,
        )


class People(Leaf[PersonOut]):
    """A leaf of the list of people."""
