"""The plan in short, for people who have a minute."""

from collections.abc import Iterator, Sequence

from byreg.language.labels import N_
from byreg.report import view
from byreg.report.compared import Since
from byreg.report.concerns import behind, to_decide
from byreg.wording.wording import Wording


def standing(
    say: Wording,
    goals: Sequence[view.Goal],
    actions: Sequence[view.Action],
    milestones: Sequence[view.Event],
    since: Since,
) -> view.Standing:
    """Return the plan in short; what has been late longest stands first."""
    return view.Standing(
        sentences=tuple(sentences(say, goals, actions)),
        behind=tuple(concern for _, concern in sorted(behind(say, goals), key=lambda late: late[0])),
        to_decide=tuple(to_decide(say, since)),
        ahead=tuple(event for event in milestones if event.ahead),
    )


def sentences(say: Wording, goals: Sequence[view.Goal], actions: Sequence[view.Action]) -> Iterator[str]:
    """Say how many goals are achieved and how many actions are completed."""
    number, total = say.language.number, len(goals)
    silent = sum(goal.status.tone == "unknown" for goal in goals)
    if goals and silent == total:
        yield say.language.plural(
            N_("The goal has not been judged."), N_("None of the {number} goals has been judged."), total
        )
    elif goals:
        reached = sum(goal.status.tone == "good" for goal in goals)
        words = say.text(N_("{reached} of {total} goals are achieved.")) if total > 1 else say.text(ONE_GOAL)
        yield words.format(reached=number(reached), total=number(total))
        if silent:
            one, many = N_("{number} goal has not been judged."), N_("{number} goals have not been judged.")
            yield say.language.plural(one, many, silent)
    if actions:
        done = sum(action.status.tone == "good" for action in actions)
        words = say.text(N_("{done} of {total} actions are completed.")) if len(actions) > 1 else say.text(ONE_ACTION)
        yield words.format(done=number(done), total=number(len(actions)))


ONE_GOAL = N_("{reached} of {total} goal is achieved.")
ONE_ACTION = N_("{done} of {total} action is completed.")
