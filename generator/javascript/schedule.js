// highbar.schedule: what the events of a record mean. How well each item is known, when it comes back, and what to ask
// next. Pure: the time is an argument. Days are whole local calendar days, numbered since 1970-01-01.
"use strict";
(() => {
  const highbar = (globalThis.highbar ??= {});

  // Days until an item comes back, after it was right on one day, on two days in a row, and so on.
  const INTERVALS = [2, 4, 8, 16, 30];
  const DAY_MS = 86_400_000;

  // By way of the calendar: with daylight saving, not every local day has 24 hours.
  const day = (seconds) => {
    const local = new Date(seconds * 1000);
    return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / DAY_MS;
  };
  const dayOf = (iso) => Date.parse(iso) / DAY_MS;
  const isoOf = (number) => new Date(number * DAY_MS).toISOString().split("T")[0];

  // FNV-1a: spreads keys evenly, and the same way on every device.
  const hash = (key) => {
    let value = 0x811c9dc5;
    for (const character of key) value = Math.imul(value ^ character.codePointAt(0), 0x01000193);
    return value >>> 0;
  };
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  const histories = (record, items) => {
    const live = new Set(items.map((item) => item.key));
    const renamed = new Map();
    for (const { key, aliases } of items)
      for (const alias of aliases) if (!live.has(alias) && !renamed.has(alias)) renamed.set(alias, key);

    const answers = [];
    const undone = new Set();
    const resets = new Map();
    for (const { item, rev, time, outcome } of record.events.values()) {
      const key = renamed.get(item) ?? item;
      if (outcome === "reset") resets.set(key, Math.max(time, resets.get(key) ?? 0));
      else if (outcome === "undone") undone.add(`${key} ${rev} ${time}`);
      else answers.push({ key, rev, time, right: outcome === "right" });
    }
    // Down to the last tie, so that the order in which devices were merged makes no difference.
    answers.sort((a, b) => a.time - b.time || compare(a.rev, b.rev) || a.right - b.right || compare(a.key, b.key));

    const found = new Map();
    for (const { key, rev, time, right } of answers) {
      const reset = Math.max(resets.get(key) ?? 0, resets.get("*") ?? 0);
      if (time <= reset || undone.has(`${key} ${rev} ${time}`)) continue;
      if (!found.has(key)) found.set(key, []);
      found.get(key).push({ rev, time, right });
    }
    return found;
  };

  // The day to come back, or null if it need not before the interview. Without an interview, the eve is infinitely far.
  const dueOn = ({ key, lastDay, streak, changed, answers, days }, today, eve) => {
    if (changed || lastDay > today) return Math.min(today, eve);
    const next = lastDay + (streak ? INTERVALS[Math.min(streak, INTERVALS.length) - 1] : 1);
    if (next <= eve) return next;
    if (lastDay > eve) return null;
    if (lastDay === eve) return answers.length === 1 || !answers.at(-1).right ? eve : null;
    // It came back in the last week, and was right, or it would come back the next day.
    const ready = days.size > 1 && lastDay > eve - 7;
    // Spread over the last week, so that not all falls on the eve.
    return ready ? null : eve - (hash(key) % Math.min(7, eve - lastDay));
  };

  const stateOf = ({ key, rev }, all, today, eve) => {
    if (!all) return { status: "new", changed: false, last: null, due: null };
    // An answer dated after tomorrow was given under a wrong clock. It counts only until there is a better one, or the
    // item would stay due until that date.
    const credible = all.filter(({ time }) => day(time) <= today + 1);
    const answers = credible.length ? credible : all;
    // A clock set back by a day makes it today.
    const dayOn = ({ time }) => (day(time) === today + 1 ? today : day(time));
    const last = answers.at(-1);

    const rightOn = new Map();
    const current = answers.slice(answers.findLastIndex((answer) => answer.rev !== rev) + 1);
    for (const answer of current) rightOn.set(dayOn(answer), answer.right && rightOn.get(dayOn(answer)) !== false);
    const outcomes = [...rightOn.values()];
    const streak = outcomes.length - 1 - outcomes.lastIndexOf(false);

    const changed = last.rev !== rev;
    const status = streak === 0 ? "shaky" : streak === 1 ? "seen" : "known";
    const facts = { key, lastDay: dayOn(last), streak, changed, answers, days: new Set(answers.map(dayOn)) };
    return { status, changed, last: last.time, due: dueOn(facts, today, eve) };
  };

  const states = (record, items, { now, interview }) => {
    const found = histories(record, items);
    const today = day(now);
    const eve = interview && dayOf(interview) >= today ? dayOf(interview) - 1 : Infinity;
    return new Map(items.map((item) => [item.key, stateOf(item, found.get(item.key), today, eve)]));
  };

  // How many items were answered today, and how many of them had been answered on an earlier day.
  const answeredToday = (found, today, items) => {
    const days = items.map(({ key }) => (found.get(key) ?? []).map(({ time }) => day(time)));
    const todays = days.filter((list) => list.includes(today));
    return { all: todays.length, comebacks: todays.filter((list) => list.some((other) => other < today)).length };
  };

  // Always from the principle with the most items left: only then none is left over to follow itself.
  const interleave = (items) => {
    const groups = new Map();
    for (const [place, item] of items.entries()) {
      if (!groups.has(item.principle)) groups.set(item.principle, []);
      groups.get(item.principle).push({ item, place });
    }
    const mixed = [];
    let last = null;
    while (mixed.length < items.length) {
      const open = [...groups.values()].filter((group) => group.length);
      const others = open.filter((group) => group !== last);
      [last] = (others.length ? others : open).sort((a, b) => b.length - a.length || a[0].place - b[0].place);
      mixed.push(last.shift().item);
    }
    return mixed;
  };

  const queue = (items, states, { today, limit, answered }) => {
    const dueOf = ({ key }) => states.get(key).due;
    const isNew = ({ key }) => states.get(key).status === "new";
    const due = items
      .filter((item) => dueOf(item) !== null && dueOf(item) <= today)
      .sort((a, b) => dueOf(a) - dueOf(b) || hash(a.key) - hash(b.key) || compare(a.key, b.key));
    const taken = due.slice(0, Math.max(0, limit - answered.comebacks));
    // New items come from what the learner has begun, and from what belongs to no scenario.
    const begun = new Set([null, ...items.filter((item) => !isNew(item)).map((item) => item.scenario)]);
    const fresh = items
      .filter((item) => isNew(item) && begun.has(item.scenario))
      .slice(0, Math.max(0, limit - answered.all - taken.length));
    return {
      keys: interleave([...taken, ...fresh]).map((item) => item.key),
      due: taken.length,
      fresh: fresh.length,
      waiting: due.length - taken.length,
    };
  };

  highbar.schedule = { INTERVALS, day, dayOf, isoOf, histories, states, answeredToday, queue, interleave };
})();
