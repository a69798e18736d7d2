"""Projects to test with: a minimal one as YAML text, and a copy of the real one."""

from __future__ import annotations

import shutil
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent

FRAMEWORK = """\
name: House Principles
notice: These principles belong to nobody.
official_page: https://example.org/principles
words_per_minute: 120
sections:
  - {id: situation, letter: S, label: Situation, target_seconds: 10, purpose: Set the scene.}
  - {id: task, letter: T, label: Task, target_seconds: 10, purpose: Say what was yours.}
  - {id: action, letter: A, label: Action, target_seconds: 20, purpose: Say what you did.}
  - {id: result, letter: R, label: Result, target_seconds: 10, purpose: Say what changed.}
  - {id: reflection, letter: "+", label: Reflection, target_seconds: 10, purpose: Look back.}
levels:
  - {id: junior, label: Junior, budget_seconds: [30, 60]}
  - {id: senior, label: Senior, budget_seconds: [60, 90]}
principles:
  - dive-deep
  - ownership
"""

DIVE_DEEP = """\
id: dive-deep
name: Dive Deep
short: Look for yourself.
meaning: Go to the evidence.
is_not: A long list of commands.
listen_for:
  - Read the logs in person.
red_flags:
  - Stopped at the first guess.
prompts:
  - Which bug was your hardest?
"""

OWNERSHIP = """\
id: ownership
name: Ownership
short: Treat it as yours.
meaning: Act for the whole company.
is_not: Doing everything alone.
listen_for:
  - Fixed what nobody had assigned.
red_flags:
  - Said it was another team's job.
prompts:
  - When did you go beyond your job?
"""

SLOW_REPORT = """\
id: slow-report
title: The slow report
principle: dive-deep
level: junior
prompt: Which bug was your hardest?
overview:
  story: A report is slow, and a missing index is the cause.
  takeaways:
    - Measure before you guess.
situation:
  answer: Our monthly report took nine minutes.
  highlights: [nine minutes]
  coaching: The number says why it matters.
  mistake: Explaining the whole system first.
task:
  answer: I was asked to make it fast.
  highlights: [make it fast]
  coaching: One sentence is enough.
  mistake: Leaving out who asked.
action:
  answer: I timed every query and added one index.
  highlights: [timed every query, one index]
  coaching: Each step leads to the next.
  mistake: Saying we all the time.
result:
  answer: The report now takes four seconds.
  highlights: [four seconds]
  coaching: It answers the first number.
  mistake: Saying only that it got better.
reflection:
  coaching: One honest thing is enough.
  mistake: Saying nothing would change.
  levels:
    junior:
      answer: I would measure first.
      highlights: [measure first]
follow_ups:
  - id: why-nine
    question: Why had nobody noticed?
    probes: Whether you know how it came about.
    weak:
      answer: I don't know.
      verdict: Did not ask.
    strong:
      answer: The table had grown slowly for a year.
      key_phrase: grown slowly
weak_answer:
  answer: The report was slow and then we fixed it.
  critique:
    - point: It names no number.
  bar_raiser:
    verdict: Not yet
    thinks: I can't tell who did it.
quiz:
  - id: first-step
    kind: choose-one
    question: What came first?
    options:
      - {id: timing, text: Timing every query, correct: true, why: It shows where to look.}
      - {id: index, text: Adding an index, correct: false, why: That came later.}
      - {id: cache, text: Adding a cache, correct: false, why: It hides the cause.}
    explanation: Measure before you change.
levels:
  junior:
    focus: One bug, found in person.
    bar: The cause is proven.
"""

LOST_ORDERS = """\
id: lost-orders
title: The lost orders
principle: ownership
level: senior
prompt: When did you go beyond your job?
overview:
  story: Orders vanish in another team's service, and nobody looks.
  takeaways:
    - Ask before you take over.
situation:
  answer: Every day three orders vanished.
  highlights: [three orders]
  coaching: A small number that hurts.
  mistake: Blaming the other team.
task:
  answer: It was not my service.
  highlights: [not my service]
  coaching: This makes it a choice.
  mistake: Saying it was assigned.
action:
  answer: I asked the owners and wrote the fix with them.
  highlights: [with them]
  coaching: It shows respect.
  mistake: Going around them.
result:
  answer: No order has been lost since May.
  highlights: [since May]
  coaching: The date makes it easy to check.
  mistake: Leaving out what came after.
reflection:
  coaching: Say what you would do earlier.
  mistake: Praising yourself.
  levels:
    senior:
      answer: I would call the owners on the first day.
      highlights: [on the first day]
follow_ups:
  - id: who-decided
    question: Who decided to fix it?
    probes: Whether it was your idea.
    weak:
      answer: My manager did.
      verdict: Did as told.
    strong:
      answer: I did, after I had asked the owners.
      key_phrase: asked the owners
weak_answer:
  answer: Some orders were lost and I told somebody.
  critique:
    - point: Telling somebody is not a fix.
  bar_raiser:
    verdict: No
    thinks: The problem is still there.
quiz:
  - id: whose-service
    kind: choose-one
    question: Whose service was it?
    options:
      - {id: own, text: The candidate's own, correct: false, why: Then it would be duty.}
      - {id: other, text: Another team's, correct: true, why: That makes it ownership.}
      - {id: nobody, text: Nobody's, correct: false, why: It had owners.}
    explanation: Ownership begins where the job ends.
levels:
  senior:
    focus: A problem between two teams.
    bar: It stays fixed.
"""

FILES = {
    "content/framework.yaml": FRAMEWORK,
    "content/principles/dive-deep.yaml": DIVE_DEEP,
    "content/principles/ownership.yaml": OWNERSHIP,
    "content/scenarios/dive-deep/slow-report.yaml": SLOW_REPORT,
    "content/scenarios/ownership/lost-orders.yaml": LOST_ORDERS,
}
"""The content of a valid project: file to text."""


def valid_project(path: Path) -> Path:
    """Write a minimal valid project: two principles, one scenario each, two levels; return its folder."""
    for name, text in FILES.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return path


def copy_project(path: Path) -> Path:
    """Copy the real project to a new folder, with the code behind links; return the folder."""
    path.mkdir(parents=True, exist_ok=True)
    shutil.copy2(REPOSITORY / "mkdocs.yml", path / "mkdocs.yml")
    shutil.copytree(REPOSITORY / "content", path / "content")
    for folder in ("generator", "overrides"):
        (path / folder).symlink_to(REPOSITORY / folder, target_is_directory=True)
    return path
