"""Checks on the safety content itself: every rule's examples are run, every region can be shown."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.everyday import everyday_words
from bot.model.safety import Level
from bot.safety.card import wording
from bot.safety.contacts import UNKNOWN_REGION, all_contacts
from bot.safety.guards.words import guard_words
from bot.safety.rules import RedFlagRules, Rule, Situation, default_rules
from bot.safety.screen import Screen
from bot.safety.words import WordReader


def rule_problems(rules: RedFlagRules) -> list[str]:
    """Run the examples of every rule.

    Args:
        rules: The rules to try.

    Returns:
        One sentence for each example that does not do what it says.
    """
    screen = Screen(rules, everyday_words())
    problems = []
    for situation in rules.situations:
        for rule in situation.rules:
            problems += [
                f"red flag rule {rule.id}: must fire on {example!r}, and does not"
                for example in rule.fires
                if not _fires(screen, situation, rule, example)
            ]
            problems += [
                f"red flag rule {rule.id}: must stay quiet on {example!r}, and fires"
                for example in rule.quiet
                if any(finding.rule == rule.id for finding in screen.screen(example).findings)
            ]
    return problems


def phrase_problems(rules: RedFlagRules) -> list[str]:
    """Find phrases that lose a word that they need: "not just" would be read as "not".

    Args:
        rules: Their phrases, and the words that are passed over.

    Returns:
        One sentence for each phrase of which one word is left that its list does not hold by itself.
    """
    reader = WordReader(rules, everyday_words())
    lists = [concept.phrases for concept in rules.concepts] + [cue.phrases for cue in rules.context.cues]
    lists += [rules.context.masks, rules.context.boundaries]
    return [
        f"red flags: the phrase {phrase!r} is read as {left[0].text if left else 'nothing'!r} only"
        for phrases in lists
        for phrase in phrases
        for left in [reader.read(phrase)]
        if len(left) <= 1 < len(phrase.split()) and not _is_listed(phrase, phrases, reader)
    ]


def _is_listed(phrase: str, phrases: Sequence[str], reader: WordReader) -> bool:
    """Whether one word of the list is read like the phrase."""
    left = [word.text for word in reader.read(phrase)]
    return any(" " not in other and [word.text for word in reader.read(other)] == left for other in phrases)


def _fires(screen: Screen, situation: Situation, rule: Rule, example: str) -> bool:
    """Whether the rule fires, or another of the same situation that is at least as urgent speaks for it."""
    shown = rule.situation or situation.id
    return any(
        finding.situation == shown and finding.level.rank <= rule.level.rank
        for finding in screen.screen(example).findings
    )


def validate() -> list[str]:
    """Check the safety content of the knowledge folder.

    Returns:
        One sentence for each thing that is wrong; empty where all is well.

    Raises:
        ContentErrors: If a file is missing or malformed.
        ValueError: If a rule uses a name that is not defined.
    """
    guard_words()
    problems = [*phrase_problems(default_rules()), *rule_problems(default_rules())]
    regions = [region.id for region in all_contacts()]
    if UNKNOWN_REGION not in regions:
        problems.append(f"contacts.yml: needs a region {UNKNOWN_REGION!r} for everywhere else")
    problems += [
        f"contacts.yml: region {region!r} is there twice" for region in set(regions) if regions.count(region) > 1
    ]
    problems += [
        f"red flags: {situation.id}: advice {text!r} is no whole sentence (quote it where it holds a comma)"
        for situation in default_rules().situations
        for text in situation.advice
        if not (text[0].isupper() and text.endswith("."))
    ]
    wanted = [level for level in Level if level.shows_card]
    problems += [f"cards.yml: no card for level {level.value}" for level in wanted if level not in wording().levels]
    problems += [
        f"cards.yml: no folded line for level {level.value}" for level in wanted if level not in wording().folded
    ]
    return problems
