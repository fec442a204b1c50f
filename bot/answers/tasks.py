"""A tool that waits for something: whether a message gives it that, drops it, or asks something else meanwhile."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.buttons import MOST_FOLLOW_UPS
from bot.answers.context import Context, Draft
from bot.answers.cues import says_only
from bot.answers.held import STAYS_OPEN
from bot.model.conversation import Answer, Button, Outcome, Question, Reading
from bot.model.safety import Finding, Verdict

SLOT = "task"
"""Where the conversation keeps it; the field of a question has the same name."""
GO_ON = "go_on"
"""The step that the button asks for which takes a tool up again."""
LISTENS = "listens"
"""The step of a tool that waits for nothing, and hears what is said about what it just did ("no, yesterday")."""
DROP = "deny"
"""What a message is read as that drops what a tool waits for."""


def in_danger(question: Question) -> bool:
    """Whether help is needed now, or was and still may be: then no tool goes on, and nothing is reckoned."""
    now = question.verdict or Verdict()
    return now.level in STAYS_OPEN or (question.held_level in STAYS_OPEN and not question.denied)


def says_drop(context: Context) -> bool:
    """Whether a message says that what was asked does not matter any more ("never mind")."""
    lists = context.wording.lists
    return says_only(context.question.text, lists["dropping_words"], lists["time_besides"])


def taken_by_tool(context: Context) -> Question | None:
    """The question as a tool's, where a message is what it waits for, or drops it.

    Where none waits, it may be about the answer of one just before ("delete it").

    Args:
        context: the question, about no medicine yet.

    Returns:
        The question that is meant; `None` where something else is asked.
    """
    question, task = context.question, context.question.task
    if in_danger(question):
        return None
    before = question.previous.intents if question.previous and task is None else ()
    for intent in (task.intent,) if task else before:
        tool = context.tools.get(intent)
        if tool is not None and tool.takes is not None and (taken := tool.takes(context)) is not None:
            return taken
    return read_as(question, DROP) if task and says_drop(context) else None


def raised_by_tool(context: Context) -> Finding | None:
    """What a message to a tool makes sure of: that help is needed sooner than its words say to the screen.

    Args:
        context: the question, screened, about no medicine yet.
    """
    question = taken_by_tool(context) or context.question
    tool = context.tools.get(question.intent)
    return tool.raises(replace(context, question=question)) if tool and tool.raises else None


def asks_to_go_on(context: Context) -> bool:
    """Whether the button was pressed that takes a waiting tool up again."""
    return context.question.requested_step == GO_ON


def dropped(context: Context, draft: Draft) -> Draft:
    """What is said to a no, with the waiting tool dropped.

    Args:
        context: the question.
        draft: what is said to a no anyway.
    """
    return replace(draft, sets=(*draft.sets, (SLOT, None))) if context.question.task else draft


def with_way_back(context: Context, answer: Answer) -> Answer:
    """The answer to something else, with a button that goes on with the tool that waits.

    Args:
        context: the question.
        answer: its answer.
    """
    task = context.question.task
    if (
        task is None
        or task.step == LISTENS
        or task.intent not in context.tools
        or in_danger(context.question)
        or answer.outcome is Outcome.ASKED
        or answer.question is not None
        or SLOT in dict(answer.sets)
        or any(section.intent == task.intent for section in answer.sections)
    ):
        return answer
    title = context.say("go_on", what=context.say(f"task_{task.intent}"))
    back = Button(title, task.intent, (("step", GO_ON),))
    return replace(answer, buttons=(*answer.buttons[: MOST_FOLLOW_UPS - 1], back))


def read_as(question: Question, intent: str) -> Question:
    """The question with one reading, which is sure.

    Args:
        question: one message as understood.
        intent: what it is read as.
    """
    return replace(question, readings=(Reading(intent, 1.0),), ranking=())
