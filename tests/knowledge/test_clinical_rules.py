"""What content may not say, well formed as it is: no claim without a source, no amount that nobody should be told."""

from __future__ import annotations

import pytest

from .breaking import RESTOL, change, check_error


@pytest.mark.parametrize(
    ("file", "old", "new", "on", "expected"),
    [
        pytest.param(
            RESTOL,
            '[{source: restol-label, section: "1"}]',
            "[]",
            "citations: []",
            "facts[0].citations: needs at least one entry",
            id="no-source",
        ),
        pytest.param(
            RESTOL,
            "statement: One source says it helps people nap.",
            "statement: It helps people nap.",
            "statement: It helps people nap.",
            'facts[2].statement: evidence C is shown only as "One source says ..."; say so here',
            id="weak-evidence-not-hedged",
        ),
        pytest.param(
            RESTOL,
            "evidence: B",
            "evidence: seed",
            "evidence: seed",
            "facts[1].evidence: evidence `seed` is no source for an answer, except for the topic `reviews`",
            id="article-as-evidence",
        ),
        pytest.param(
            RESTOL,
            "evidence: B\n    citations: [{source: restol-label}]",
            "evidence: B\n    citations: [{source: old-article}]",
            "citations: [{source: old-article}]",
            "facts[1].citations: cites nothing but an article, which is no source for an answer",
            id="article-as-source",
        ),
        pytest.param(
            RESTOL,
            "    reviewed_by: A. Pharmacist\n",
            "",
            "- id: uses-first",
            "facts[2].reviewed_by: status `reviewed` needs reviewed_by",
            id="reviewed-by-nobody",
        ),
        pytest.param(
            RESTOL,
            "    status: reviewed\n    reviewed_by: A. Pharmacist\n    reviewed_on: 2026-02-01\n",
            "    reviewed_by: A. Pharmacist\n",
            "reviewed_by: A. Pharmacist",
            "facts[2].reviewed_by: is given, but the status is `drafted`",
            id="signed-but-drafted",
        ),
        pytest.param(
            RESTOL,
            "at 2 to 8 C",
            "at 2 to 9 C",
            "statement: Keep it cool, at 2 to 9 C, for one month.",
            "facts[1].statement: the number `9` is not among its quantities",
            id="number-without-quantity",
        ),
        pytest.param(
            RESTOL,
            "      - {value: 1, unit: month, means: how long it keeps}\n",
            "",
            "statement: Keep it cool, at 2 to 8 C, for one month.",
            "facts[1].statement: the number `one` is not among its quantities",
            id="number-word-without-quantity",
        ),
        pytest.param(
            RESTOL,
            "simple: It stops hiccups.",
            "simple: It stops hiccups twice.",
            "simple: It stops hiccups twice.",
            "facts[0].simple: the number `twice` is not among its quantities",
            id="number-in-the-simple-text",
        ),
        pytest.param(
            RESTOL,
            "products: [restolin]\n    evidence",
            "evidence",
            "statement: Each millilitre has 2.5 mg in it.",
            "facts[3].statement: the number `2.5` is not among its quantities",
            id="strength-without-product",
        ),
        pytest.param(
            RESTOL,
            "what_to_do: Drink some water.",
            "what_to_do: The pump gives 90 mcg a day.",
            "what_to_do: The pump gives 90 mcg a day.",
            "side_effects[0].what_to_do: micrograms that are no product's strength: pump doses are never shown",
            id="pump-dose",
        ),
        pytest.param(
            RESTOL,
            "forms: [tablet]\n    steps",
            "forms: [pump]\n    steps",
            "forms: [pump]",
            "regimens[0].forms[0]: a regimen for the form `pump` is never shown",
            id="pump-regimen",
        ),
        pytest.param(
            RESTOL,
            "advice: Ask your doctor first.",
            "advice: Lower the dose by half every week.",
            "advice: Lower the dose by half every week.",
            "interactions[0].advice: tells steps or intervals for lowering a dose, which are never shown",
            id="taper",
        ),
        pytest.param(
            RESTOL,
            "statement: It is not for children.",
            "statement: Give a child 5 mg.\n    quantities: [{value: 5, unit: mg, means: dose}]",
            "statement: Give a child 5 mg.",
            "facts[6].statement: a dose in a fact for children is never shown",
            id="dose-for-children",
        ),
        pytest.param(
            RESTOL,
            "statement: Get help now.",
            "statement: More than 300 mg is bad.\n    quantities: [{value: 300, unit: mg, means: too much}]",
            "statement: More than 300 mg is bad.",
            "facts[5].statement: an amount in a fact on overdose is never shown",
            id="toxic-amount",
        ),
        pytest.param(
            RESTOL,
            "statement: Restol helps with hiccups.",
            "statement: Restol facilitates amelioration of involuntary diaphragmatic contractions.",
            "statement: Restol facilitates amelioration of involuntary diaphragmatic contractions.",
            "facts[0].statement: reads at grade 29.3; at most 8: use shorter words and sentences",
            id="hard-to-read",
        ),
        pytest.param(
            RESTOL,
            "statement: Restol helps with hiccups.",
            "statement: It is so and it is so and it is so and it is so and it is so and it is so and so so.",
            "statement: It is so and it is so and it is so and it is so and it is so and it is so and so so.",
            "facts[0].statement: a sentence has 26 words; at most 25",
            id="sentence-too-long",
        ),
        pytest.param(
            RESTOL,
            "ask: Ask your pharmacist.",
            'ask: ""',
            '- {topic: storage, missing: how long an open bottle keeps, ask: ""}',
            "gaps[0].ask: is empty",
            id="gap-without-advice",
        ),
        pytest.param(
            RESTOL,
            "what_to_do: Drink some water.",
            "what_to_do: water",
            "what_to_do: water",
            "side_effects[0].what_to_do: is not a full sentence: it ends without `.`, `?` or `!`",
            id="not-a-sentence",
        ),
    ],
)
def test_what_may_not_be_said_is_named_with_file_line_and_field(content, file, old, new, on, expected):  # noqa: PLR0917
    change(content, file, old, new)

    check_error(content, file, on, expected)
