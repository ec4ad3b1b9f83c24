"""Every timed duty at its limit, a second before it and a second after it, on the working clock of its municipality.

A limit that ends where the break begins may be kept until the break's end; one that ends at the close may not be kept
the next morning (R4).
"""

from domain.terms import Action
from tests.conformance.checks import SECOND, missed, shifted
from tests.conformance.limits import gulkevichi, luga, providensky, stavropol, volchikha
from tests.conformance.proof import for_each, proves
from tests.conformance.timed import Kind, Timed, Trial
from tests.domain.lifecycle.builders import announcements

ALL: tuple[Timed, ...] = (
    *providensky.TIMED,
    *volchikha.TIMED,
    *luga.TIMED,
    *gulkevichi.TIMED,
    *stavropol.TIMED,
)
TRIALS = tuple(Trial(timed, stretch) for timed in ALL for stretch in timed.stretches)

of_every_duty = for_each("trial", TRIALS)
of_those_owed = for_each("trial", [trial for trial in TRIALS if trial.timed.kind is Kind.DUTY])
of_windows = for_each("trial", [trial for trial in TRIALS if trial.timed.kind is Kind.WINDOW])
of_marks = for_each("trial", [trial for trial in TRIALS if trial.timed.kind is Kind.MARK])


@of_every_duty
def test_it_ends_as_worked_by_hand(trial: Trial) -> None:
    """From its start it is due at the worked moment, and cites its clause."""
    life = trial.timed.begin(trial.stretch)
    deadline = life.deadline(trial.timed.limit)
    assert (life.due(trial.timed.limit), deadline.clause) == (trial.stretch.due, trial.timed.clause)
    assert deadline.late_after is not None
    assert life.text(deadline.late_after) == trial.stretch.last


@of_every_duty
def test_an_act_at_the_limit_is_in_time(trial: Trial) -> None:
    """Done at the very last moment it is met, and the journal's entry of the act says so with the clause."""
    life = trial.timed.begin(trial.stretch)
    trial.timed.end(life, trial.stretch.last)
    assert life.state(trial.timed.limit) == "met"
    entry = next(item for item in reversed(life.entries) if item.action == trial.timed.ends.command)
    kept = {item["name"]: (item["clause"], item["state"]) for item in entry.details["limits"]}
    assert kept[trial.timed.limit] == (trial.timed.clause, "met")


@of_every_duty
def test_an_act_a_second_before_the_limit_is_in_time(trial: Trial) -> None:
    """A second earlier it still runs, and done then it is met."""
    life, moment = trial.timed.begin(trial.stretch), shifted(trial.stretch.due, -SECOND)
    life.wait(moment)
    assert life.state(trial.timed.limit) == "running"
    trial.timed.end(life, moment)
    assert life.state(trial.timed.limit) == "met"


@of_those_owed
def test_a_second_after_the_limit_it_is_missed(trial: Trial) -> None:
    """A second later it is missed: journalled with clause and debtor, counted as overdue, and valid all the same."""
    timed, moment = trial.timed, shifted(trial.stretch.last, SECOND)
    life = timed.begin(trial.stretch)
    life.wait(moment)
    assert (life.state(timed.limit), life.view.overdue) == ("missed", True)
    (entry,) = missed(life, timed.limit)
    assert (entry.clause, life.text(entry.at)) == (timed.clause, trial.stretch.last)
    assert entry.details["actor"] == life.deadline(timed.limit).actor
    timed.end(life, moment)
    assert life.state(timed.limit) == "missed"


@of_windows
def test_a_window_that_was_used_late_is_late_and_valid(trial: Trial) -> None:
    """A second after it nothing is owed and no breach was announced; that outcome is possible, and was late."""
    timed, moment = trial.timed, shifted(trial.stretch.last, SECOND)
    life = timed.begin(trial.stretch)
    life.wait(moment)
    assert life.deadline(timed.limit).alternative
    assert {kind for kind, name in announcements(life.entries) if name == timed.limit} <= {Action.REMINDER}
    assert not life.limit(timed.limit).overdue(life.now)
    timed.end(life, moment)
    assert life.state(timed.limit) == "missed"


@proves("R13")
@of_marks
def test_a_term_taken_by_analogy_is_never_missed(trial: Trial) -> None:
    """Its end is announced, so that somebody acts, but after it nothing is missed, however late it is done."""
    timed, moment = trial.timed, shifted(trial.stretch.last, SECOND)
    life = timed.begin(trial.stretch)
    life.wait(moment)
    assert life.deadline(timed.limit).by_analogy
    assert life.state(timed.limit) == "running"
    assert missed(life, timed.limit) == []
    timed.end(life, moment)
    assert life.state(timed.limit) == "met"
