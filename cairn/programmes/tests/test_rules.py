import pytest

from cairn.programmes import rules
from cairn.programmes.choices import Role
from cairn.programmes.rules import ABILITIES, Ability

RULES = [name for name in vars(rules) if name.startswith("can_")]


def test_every_role_has_a_line_in_the_table():
    assert set(ABILITIES) == set(Role)


def test_every_ability_has_a_rule():
    assert {name.removeprefix("can_") for name in RULES} == set(Ability)


@pytest.mark.parametrize("name", RULES)
def test_rule_when_not_a_member(cast, name):
    assert getattr(rules, name)(cast.dev, cast.programme) is False


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("person", ["lowri", "amina", "ben", "rhys"])
def test_rule_says_what_the_table_says(cast, name, person):
    user = getattr(cast, person)
    role = cast.programme.role_of(user)
    expected = Ability(name.removeprefix("can_")) in ABILITIES[role]
    assert getattr(rules, name)(user, cast.programme) is expected
