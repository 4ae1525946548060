"""4xx: actions that somebody does, at a time, with something, for a goal."""

from byreg.codes.code import CONTRADICTION, GAP, WEAKNESS, Code, entry

CODES: tuple[Code, ...] = (
    entry(
        "BY401", "action-without-responsible", GAP,
        message="nobody answers for the action '{id}'",
        hint="Add 'responsible' with a lead, or {{each: municipality, coordinator: …}}; those who only contribute do not answer for it.",
        demand="Each action has somebody who answers for it.",
        why="What everybody is to do is done by nobody.",
    ),
    entry(
        "BY402", "action-without-schedule", GAP,
        message="the action '{id}' has no schedule",
        hint="Add 'schedule', as precise as it is known: 2018, 2018-autumn, 2018-11/2019-06.",
        demand="Each action says when it is done.",
        why="Without a time nobody can say that it is late.",
    ),
    entry(
        "BY403", "action-without-resources", WEAKNESS,
        message="the action '{id}' says nothing of what it takes",
        hint="Add 'resources', or a line under 'financing' or 'costs' in plan.yaml that says 'pays_for: {id}'.",
        demand="Each action says what it takes: money, hours, or who lends a hand.",
        why="An action without means is a wish.",
    ),
    entry(
        "BY404", "action-outside-chain", WEAKNESS,
        message="the action '{id}' serves no goal, focus area, objective or strategy",
        hint="Add 'under' with what it serves.",
        demand="Each action has a place in the chain from goal to action.",
        why="An action that serves nothing cannot be given priority, and no goal moves by it.",
    ),
    entry(
        "BY405", "strategy-without-action", WEAKNESS,
        message="no action carries out the {kind} '{id}'",
        hint="Let an action say 'under: {id}', or drop the {kind} with a reason.",
        demand="Each strategy has an action; each objective a strategy, an action or an indicator.",
        why="A strategy that nobody carries out is only a sentence.",
    ),
    entry(
        "BY406", "completed-without-result", WEAKNESS,
        message="the action '{id}' is completed, and nothing is told of what came of it",
        hint="Add 'results', a text in the update that completed it, or an indicator with an observation.",
        demand="A completed action tells its result.",
        why="That something was done is not what the council asked.",
    ),
    entry(
        "BY407", "still-planned", WEAKNESS,
        message="the action '{id}' was to begin in {start}, and is still {status}",
        hint="Add an update with its status, or move its schedule.",
        demand="An action that should have begun is under way, put off or ended on record.",
        why="Most actions that fail never began, and nobody noticed.",
    ),
    entry(
        "BY408", "past-its-end", WEAKNESS,
        message="the action '{id}' was to end by {end}, and is {status}",
        hint="Add an update with 'status: completed' or 'cancelled', or move its schedule.",
        demand="An action whose time is over is completed, cancelled or dropped, or its schedule is moved.",
        why="Overdue work that nobody mentions is what a report is asked about.",
    ),
    entry(
        "BY409", "depends-on-later", CONTRADICTION,
        message="'{id}' ends {end} and depends on '{other}', which only comes {start}",
        hint="Move one of the two, or remove the dependency.",
        demand="What an action depends on begins, or is passed, before the action is over.",
        why="An action cannot wait for something that comes after it.",
    ),
    entry(
        "BY410", "cannot-answer", WEAKNESS,
        message="'{id}' names '{who}', which is {kind} and no organisation",
        hint="Name the organisation behind it.",
        demand="Those who answer for and contribute to an action are organisations, bodies or groups; not events or programmes.",
        why="An event or a programme cannot be called to a meeting.",
    ),
    entry(
        "BY411", "financing-never-settled", WEAKNESS,
        message="'{id}' was applied for, and neither granted nor refused by {day}, after the plan ended",
        hint="Write 'state: granted', 'refused' or 'paid', with the decision.",
        demand="Financing that was applied for is granted or refused on record when the plan's period is over.",
        why="The accounts cannot be closed on an open application.",
    ),
    entry(
        "BY412", "unfinished-at-close", WEAKNESS,
        message="the plan is closed, and '{id}' is {status}: neither finished, continued nor dropped",
        hint="Let a later plan or a project in the portfolio say 'continues: [{address}]', name it under 'carried_on', or add an update or 'dropped' with the reason.",
        demand="When a plan is closed, each action is completed, cancelled, dropped, in the portfolio, or continued by a later plan.",
        why="Someone still waits for it, and nobody answers for it any longer.",
    ),
    entry(
        "BY413", "action-left-behind", WEAKNESS,
        message="'{id}' is {status}, and {later} does not continue it",
        hint="Let a record of {later} say 'continues: [{address}]', or add an update or 'dropped' with the reason.",
        demand="Each action of an earlier phase is continued, merged, completed or dropped on record.",
        why="An action that silently disappears between two phases was somebody's promise.",
    ),
)  # fmt: skip
