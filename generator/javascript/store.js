// highbar.store: the learner's record in this browser, shared by all tabs, and what a page says where it can't be kept.
// Fires "highbar-progress" on the document when the record has changed.
"use strict";
(() => {
  const highbar = (globalThis.highbar ??= {});
  const { empty, add, merge, parse, encode } = highbar.record;

  const SITE = document.querySelector("meta[name=highbar-site]").content;
  const KEY = `${SITE}:progress`;
  const ASIDE = `${KEY}:aside:`;

  const NOTICES = {
    blocked: "This browser keeps nothing for this site, so your answers last only until you leave this page.",
    full: "This browser's storage is full, so your latest answers last only until you leave this page.",
    newer: "Your earlier progress was saved by a newer version of this site. It is set aside, untouched. Reload this page to get the newer version.",
    damaged: "Your earlier progress can't be read. It is set aside, untouched, and new answers are kept from here on.",
    stuck: "Your earlier progress can't be read, and there is no room to set it aside. It stays as it is, and your answers last only until you leave this page.",
    apart: "Opened from disk, this browser keeps the progress of each page apart from the others. Answer on the Review page to keep it in one place; a backup carries it over.",
  };

  let record = empty();
  let known = null; // the text in storage that `record` holds already
  let isNewer = false; // whether that text is of a version that this one can't read
  let unsaved = false;
  let saving = null;

  // Material puts a page's content here; the notice stands above it, where nobody has to scroll to.
  const notices = document.createElement("div");
  notices.className = "hb-storage-notice";
  notices.setAttribute("role", "status");
  notices.hidden = true;
  const shown = new Map();

  const tell = (text, action) => {
    if (shown.has(text)) return;
    const paragraph = document.createElement("p");
    paragraph.textContent = `${text} `;
    if (action) paragraph.append(action);
    shown.set(text, paragraph);
    if (!notices.isConnected) document.querySelector(".md-content h1").after(notices);
    notices.hidden = false;
    notices.append(paragraph);
  };
  const untell = (text) => {
    shown.get(text)?.remove();
    shown.delete(text);
    notices.hidden = !shown.size;
  };

  const button = (label, act) => {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "md-button";
    element.textContent = label;
    element.addEventListener("click", act);
    return element;
  };

  const save = (name, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  const notice = (kind, raw) =>
    tell(
      NOTICES[kind],
      raw === undefined
        ? button("Download a backup", () => store.download())
        : button("Download what was set aside", () => save(`${SITE}-set-aside.json`, raw)),
    );

  // Reading `localStorage` throws where it is blocked; some browsers have null there.
  const storage = () => {
    const found = globalThis.localStorage;
    if (!found) throw new Error("There is no storage.");
    return found;
  };

  // A text that is no record of ours is never thrown away: it moves to a name of its own before ours takes its place.
  const setAside = (raw, newer) => {
    const kept = storage();
    let number = 0;
    while (![null, raw].includes(kept.getItem(ASIDE + number))) number += 1;
    try {
      kept.setItem(ASIDE + number, raw);
    } catch {
      notice("stuck", raw);
      throw new RangeError("stuck");
    }
    untell(NOTICES.stuck);
    notice(newer ? "newer" : "damaged", raw);
  };

  // Take in what other tabs have written.
  const read = (raw = storage().getItem(KEY)) => {
    if (raw === null || raw === known) return;
    const found = parse(raw, SITE);
    if (found.record) record = merge(record, found.record);
    else setAside(raw, found.newer);
    known = raw;
    isNewer = found.newer === true;
  };

  const write = () => {
    unsaved = true;
    try {
      read();
    } catch (error) {
      if (error.message !== "stuck") notice("blocked");
      return;
    }
    const text = encode(record, SITE);
    try {
      if (text !== storage().getItem(KEY)) storage().setItem(KEY, text);
      known = text;
      unsaved = false;
      untell(NOTICES.full);
    } catch {
      notice("full");
    }
  };

  // A long record takes a while to write; what an answer shows must not wait for it.
  const SAVE_AFTER_MS = 20;
  const changed = () => {
    unsaved = true;
    clearTimeout(saving);
    saving = setTimeout(() => {
      write();
      document.dispatchEvent(new Event("highbar-progress"));
    }, SAVE_AFTER_MS);
  };

  // Each draft is a record of its own, so two tabs that work on different parts never overwrite each other.
  const DRAFT = `${SITE}:draft:`;
  const drafts = {
    PREFIX: DRAFT,
    // A draft that was begun before its scenario was renamed is under an alias, until it is edited.
    read(key, aliases = []) {
      try {
        return [key, ...aliases].map((name) => storage().getItem(DRAFT + name)).find((text) => text !== null) ?? "";
      } catch {
        tell("This browser keeps nothing for this page. Copy what you write before you leave.");
        return "";
      }
    },
    // Whether it could be kept.
    write(key, text) {
      try {
        storage().setItem(DRAFT + key, text);
        return true;
      } catch {
        tell("What you write can't be kept: this browser's storage is full or blocked. Copy it before you leave.");
        return false;
      }
    },
    all() {
      try {
        const keys = Object.keys(storage()).filter((key) => key.startsWith(DRAFT));
        return Object.fromEntries(keys.map((key) => [key.slice(DRAFT.length), storage().getItem(key)]));
      } catch {
        return {};
      }
    },
    // What is here with what a backup has: neither takes the place of the other, and what both have stands once, or two
    // devices that exchange backups would never be done.
    merged(key, text) {
      const here = drafts.read(key);
      if (text.includes(here)) return text;
      return [here, ...text.split("\n\n").filter((paragraph) => !here.includes(paragraph))].join("\n\n");
    },
  };

  const now = () => Math.floor(Date.now() / 1000);
  const LAST_TIME = 2 ** 40 - 1; // that a record can hold
  // Times beyond that come from a clock that was wrong, and nothing has to wait for them.
  const CREDIBLE_SECONDS = 2 * 86_400;
  const latest = (wanted) => {
    const times = [...record.events.values()].filter(wanted).map((event) => event.time);
    return times.filter((time) => time <= now() + CREDIBLE_SECONDS).reduce((a, b) => Math.max(a, b), 0);
  };

  const store = {
    SITE,
    get record() {
      return record;
    },
    drafts,
    tell,
    button,
    save,

    // Later than the item's answers so far, even if the clock was set back meanwhile.
    answer(item, rev, right) {
      const time = Math.max(now(), latest((event) => event.item === item || event.item === "*") + 1);
      const event = { item, rev, time, outcome: right ? "right" : "wrong" };
      add(record, event);
      changed();
      return event;
    },
    undo(event) {
      add(record, { ...event, outcome: "undone" });
      changed();
    },
    // Forget the answers to these items; ["*"] forgets all.
    reset(items) {
      const wanted = (event) => items.includes(event.item) || items[0] === "*";
      const time = Math.max(now(), latest(wanted));
      for (const item of items) add(record, { item, rev: "", time, outcome: "reset" });
      // What a wrong clock has dated later is taken back one by one, or answers from now on would be forgotten, too.
      for (const event of [...record.events.values()])
        if (event.time > time && event.rev && wanted(event)) add(record, { ...event, outcome: "undone" });
      changed();
    },
    set(name, value) {
      record.settings[name] = { value, time: Math.min(Math.max(now(), record.settings[name].time + 1), LAST_TIME) };
      changed();
    },
    take(other) {
      record = merge(record, other);
      changed();
    },
    download() {
      record.backup = Math.max(now(), record.backup);
      save(`${SITE}-backup-${new Date().toLocaleDateString("sv")}.json`, highbar.backup.text());
      changed();
    },
  };
  highbar.store = store;

  const start = () => {
    try {
      read();
      // An answer on one page of a folder shows on another only where the browser lets them share.
      if (location.protocol !== "file:" || !CSS.supports("-moz-appearance", "none")) return;
      const page = location.pathname;
      const first = storage().getItem(`${SITE}:page`) ?? page;
      storage().setItem(`${SITE}:page`, first);
      if (first === page) notice("apart");
    } catch (error) {
      if (error.message !== "stuck") notice("blocked");
    }
  };

  // Another tab may have written what it read before this one wrote; whoever misses something there writes again.
  // What it wrote is taken from the event: this tab may have written over it at the same moment.
  const catchUp = (text) => {
    try {
      const before = known;
      read(text);
      // With a newer version in the other tab, each would answer the other's writing without end.
      if (!isNewer) write();
      if (known !== before) document.dispatchEvent(new Event("highbar-progress"));
    } catch {
      // Told at the start, or with the next answer.
    }
  };
  addEventListener("storage", (event) => event.key === KEY && event.newValue !== null && catchUp(event.newValue));
  addEventListener("pageshow", (event) => event.persisted && catchUp());
  addEventListener("pagehide", () => unsaved && write());

  if (document.querySelector("highbar-quiz, highbar-known, highbar-review, highbar-attempt")) start();
})();
