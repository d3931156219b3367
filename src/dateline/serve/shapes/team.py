"""Who works at the desk."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from dateline.records.edtf import show_instant
from dateline.serve.book import accounts as kept
from dateline.serve.book import keys
from dateline.serve.shapes.base import Shape
from dateline.serve.shapes.given import Given, Line

Role = Literal["reader", "coder", "reviewer", "admin"]
Password = Annotated[str, Field(min_length=1, max_length=1_000, json_schema_extra={"format": "password"})]


class Myself(Shape):
    """Who asks. `csrf`: the token that changes must bear as X-CSRF-Token; null where none is needed. `can`: the operations allowed."""

    name: str
    role: Role
    author: str | None
    public: bool
    may_see_private: bool
    csrf: str | None
    needs_login: bool
    can: list[str]


class LoginGiven(Given):
    """A name and its password."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "ada", "password": "correct horse battery"}]})

    name: Line
    password: Password


class PasswordGiven(Given):
    """Another password in the place of the old one."""

    old: Password
    new: Password


class Account(Shape):
    """Somebody who may log in; one that is not active was removed, and its name stays taken."""

    name: str
    role: Role
    active: bool
    made: str

    @classmethod
    def of(cls, a: kept.Account) -> Account:
        """The account of a record."""
        return cls(name=a.name, role=a.role, active=a.active, made=show_instant(a.made))


class AccountList(Shape):
    """Accounts, by name."""

    items: list[Account]


class AccountGiven(Given):
    """A new account. The name is what its work is recorded under, for good."""

    name: Line
    role: Role
    password: Password


class AccountChange(Given):
    """What is to be otherwise; whoever was logged in must log in again."""

    role: Role | None = None
    password: Password | None = None
    active: bool | None = None


class Key(Shape):
    """An API key without its secret."""

    id: str
    account: str
    name: str
    role: Role
    made: str
    used: str | None
    ends: str | None

    @classmethod
    def of(cls, k: keys.Key) -> Key:
        """The key of a record."""
        return cls(**told(k))


def told(k: keys.Key) -> dict[str, Any]:
    """The parts of a key."""
    used, ends = (None if at is None else show_instant(at) for at in (k.used, k.ends))
    return {
        "id": k.id,
        "account": k.account,
        "name": k.name,
        "role": k.role,
        "made": show_instant(k.made),
        "used": used,
        "ends": ends,
    }


class NewKey(Key):
    """An API key with its secret, which is told this once: `Authorization: Bearer KEY`."""

    key: str


class KeyList(Shape):
    """API keys, the oldest first."""

    items: list[Key]


class KeyGiven(Given):
    """A new key: what it is called, the role it gives (by default one's own), and for how many days."""

    name: Line
    role: Role | None = None
    days: Annotated[int, Field(ge=1, le=3_650)] | None = None
