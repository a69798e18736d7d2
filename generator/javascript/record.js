// highbar.record: what a learner has answered, as a set of events. Nothing is ever taken out of it, so two records are
// merged by putting them together, in any order and as often as one likes. Pure: no page, no clock, no storage.
"use strict";
(() => {
  const highbar = (globalThis.highbar ??= {});

  const VERSION = 1;
  const TIMES_END = 2 ** 40;
  const ITEM = /^[a-z0-9/.-]{1,300}$/;
  const REV = /^[0-9a-f]{8}$/;
  const DATE = /^\d{4}-\d\d-\d\d$/;
  // In a backup an event is its time in base 36 and the letter of its outcome.
  const MARK = /^([1-9a-z][0-9a-z]{0,7})([rwux])$/;
  const LETTERS = new Map([["right", "r"], ["wrong", "w"], ["undone", "u"], ["reset", "x"]]);
  const OUTCOMES = new Map([...LETTERS].map(([outcome, letter]) => [letter, outcome]));

  const isTime = (value, first) => Number.isInteger(value) && value >= first && value < TIMES_END;
  const isLimit = (value) => Number.isInteger(value) && value >= 1 && value <= 999;
  // The way back to text tells February 30 from a real day.
  const isInterview = (value) =>
    value === null || (DATE.test(value) && new Date(value).toJSON()?.slice(0, 10) === value);
  const isEvent = ({ item, rev, time, outcome }) =>
    LETTERS.has(outcome) &&
    isTime(time, 1) &&
    (outcome === "reset" ? rev === "" : REV.test(rev)) &&
    (ITEM.test(item) || (item === "*" && outcome === "reset"));

  const demand = (condition) => {
    if (!condition) throw new RangeError("This can't be part of a record.");
  };

  const empty = () => ({
    events: new Map(),
    settings: { interview: { value: null, time: 0 }, limit: { value: 20, time: 0 } },
    backup: 0,
  });

  const add = (record, { item, rev, time, outcome }) => {
    const event = { item, rev, time, outcome };
    demand(isEvent(event));
    record.events.set(`${item} ${rev} ${time} ${outcome}`, event);
    return record;
  };

  // Of two values set at the same time one has to win, and the same one on both devices.
  const later = (a, b) => {
    const order = a.time - b.time || (JSON.stringify(a.value) > JSON.stringify(b.value) ? 1 : -1);
    return { ...(order > 0 ? a : b) };
  };

  const merge = (a, b) => ({
    events: new Map([...a.events, ...b.events]),
    settings: {
      interview: later(a.settings.interview, b.settings.interview),
      limit: later(a.settings.limit, b.settings.limit),
    },
    backup: Math.max(a.backup, b.backup),
  });

  // Items of one scenario share the part of their key up to the first slash, so a backup holds it only once.
  const headOf = (item) => item.slice(0, item.indexOf("/") + 1);

  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const inOrder = (a, b) =>
    compare(a.item, b.item) || compare(a.rev, b.rev) || a.time - b.time || compare(a.outcome, b.outcome);

  const encode = ({ events, settings: { interview, limit }, backup }, site) => {
    // Without a prototype, so that "constructor" is a key like any other.
    const bare = () => Object.create(null);
    const answers = bare();
    for (const { item, rev, time, outcome } of [...events.values()].sort(inOrder)) {
      const head = headOf(item);
      const marks = ((answers[head] ??= bare())[item.slice(head.length)] ??= bare());
      (marks[rev] ??= []).push(time.toString(36) + LETTERS.get(outcome));
    }
    for (const rests of Object.values(answers))
      for (const marks of Object.values(rests)) for (const rev in marks) marks[rev] = marks[rev].join(" ");
    const settings = { interview: [interview.value, interview.time], limit: [limit.value, limit.time] };
    return JSON.stringify({ highbar: VERSION, site, answers, settings, backup });
  };

  const entriesOf = (value) => {
    demand(typeof value === "object" && !Array.isArray(value));
    return Object.entries(value);
  };

  const readSetting = (pair, isValue) => {
    const [value, time] = pair;
    demand(pair.length === 2 && isValue(value) && isTime(time, 0));
    return { value, time };
  };

  // Whatever is not as `encode` writes it makes this throw, be it by `demand` or by JavaScript's own checks.
  const read = (data) => {
    const members = (value, ...names) => {
      const own = new Map(entriesOf(value));
      demand(own.size === names.length && names.every((name) => own.has(name)));
      return names.map((name) => own.get(name));
    };
    const [answers, settings, backup, site] = members(data, "answers", "settings", "backup", "site", "highbar");
    demand(typeof site === "string");
    const [interview, limit] = members(settings, "interview", "limit");
    const record = empty();
    for (const [head, rests] of entriesOf(answers))
      for (const [rest, revs] of entriesOf(rests)) {
        const item = head + rest;
        demand(headOf(item) === head);
        for (const [rev, marks] of entriesOf(revs))
          for (const mark of marks.split(" ")) {
            const [, digits, letter] = MARK.exec(mark);
            add(record, { item, rev, time: parseInt(digits, 36), outcome: OUTCOMES.get(letter) });
          }
      }
    record.settings = { interview: readSetting(interview, isInterview), limit: readSetting(limit, isLimit) };
    demand(isTime(backup, 0));
    record.backup = backup;
    return record;
  };

  // The sentences are fixed: nothing of what was read is ever shown.
  const parse = (text, site) => {
    const problem = (sentence, newer = false) => ({ problem: sentence, newer });
    let data = null;
    try {
      data = JSON.parse(text);
    } catch {
      // Told below, as for any other text that is no backup.
    }
    const own = (name) => (data !== null && Object.hasOwn(data, name) ? data[name] : undefined);
    const version = own("highbar");
    if (!Number.isInteger(version) || version < 1) return problem("This is not a Highbar backup, or not all of one.");
    if (version > VERSION) return problem("This backup comes from a newer version of Highbar.", true);
    if (typeof own("site") === "string" && data.site !== site) return problem("This is a backup of another site.");
    try {
      return { record: read(data) };
    } catch {
      return problem("This backup is damaged, so it can't be used.");
    }
  };

  highbar.record = { VERSION, empty, add, merge, parse, encode };
})();
