import pytest
from tests.workflows.scripts import routing, interim, questions, joint, endings, terms, remarks
ALL=[s for m in (routing, interim, questions, joint, endings, terms, remarks) for s in m.SCRIPTS]
@pytest.mark.parametrize("s", ALL, ids=lambda s:s.name)
async def test_x(s, live):
    told = await live(s)
    print()
    print(s.name, told.case.outcome, told.acts)
    for d in told.case.deadlines: print("   ", d.name, d.clause, d.state.value, told.due(d.name), told.played.days.text(d.done_at) if d.done_at else None, d.authority)
    print("missed", told.missed, [ (e.action, e.details.get('name')) for e in told.entries if e.action in('limit_due','limit_corrected')])
    for r in told.played.refusals: print("refused", r)
