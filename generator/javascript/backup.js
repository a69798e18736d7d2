// <highbar-backup>: the learner's data as a file and back, what of it to forget, and how safe it is in this browser.
"use strict";
(() => {
  const { record: records, progress, schedule, store } = globalThis.highbar;
  if (customElements.get("highbar-backup")) return;

  const LARGEST_BYTES = 20_000_000;
  const DRAFT = /^[a-z0-9-]{1,300}\/[a-z0-9-]{1,300}$/;

  const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
  const element = (name, text, ...children) => {
    const made = Object.assign(document.createElement(name), { textContent: text });
    made.append(...children);
    return made;
  };

  // A backup is the record, and beside it the drafts by their keys.
  const text = () =>
    JSON.stringify({ progress: JSON.parse(records.encode(store.record, store.SITE)), drafts: store.drafts.all() });

  // Gives { record, drafts }, or { problem } as a sentence.
  const read = (source) => {
    const damaged = { problem: "This file is no backup of this site, or not all of one. Nothing was changed." };
    try {
      const own = new Map(Object.entries(JSON.parse(source)));
      const { record, problem } = records.parse(JSON.stringify(own.get("progress") ?? null), store.SITE);
      if (problem) return { problem: `${problem} Nothing was changed.` };
      const drafts = Object.entries(own.get("drafts") ?? {});
      const isDraft = ([key, draft]) => DRAFT.test(key) && typeof draft === "string";
      return drafts.every(isDraft) ? { record, drafts } : damaged;
    } catch {
      return damaged;
    }
  };

  globalThis.highbar.backup = { text, read };

  class HighbarBackup extends HTMLElement {
    connectedCallback() {
      if (this.file) return;
      this.hidden = false;
      const find = (selector) => this.querySelector(selector);
      this.state = find(".hb-backup-state");
      this.file = find("input[type=file]");
      this.outcome = find(".hb-import");
      this.what = find("select");
      find(".hb-backup-bar").append(store.button("Download a backup", () => store.download()));
      find(".hb-forget-bar").append(store.button("Forget", () => this.forget()));
      this.file.addEventListener("change", () => this.open());
      document.addEventListener("highbar-progress", () => this.show());
      this.show();
      this.tellSafety();
    }

    show() {
      const { backup, events } = store.record;
      this.state.textContent = backup
        ? `Last backup: ${progress.dateOf(schedule.day(backup), { dateStyle: "medium" })}.`
        : `No backup yet${events.size ? "" : ", and nothing to back up"}.`;
      const found = schedule.histories(store.record, progress.catalog.items);
      const chosen = this.what.value;
      const options = [new Option("Everything", "*")];
      for (const group of progress.catalog.groups) {
        const items = progress.catalog.items.filter((item) => item.group === group && found.has(item.key));
        if (items.length) options.push(new Option(group.title, items.map((item) => item.key).join(" ")));
      }
      this.what.replaceChildren(...options);
      if (options.some((option) => option.value === chosen)) this.what.value = chosen;
    }

    // Where the browser has promised to keep the data, there is nothing to say.
    async tellSafety() {
      const kept = await navigator.storage?.persisted?.().catch(() => false);
      if (kept) return;
      const note = element("p", "This browser may clear what it keeps when space is short, and Safari does after a week without a visit. ");
      note.className = "hb-evictable";
      if (navigator.storage?.persist) {
        const ask = store.button("Ask it to keep your answers", async () => {
          const granted = await navigator.storage.persist().catch(() => false);
          note.textContent = granted
            ? "This browser keeps your answers until you clear them."
            : "This browser made no promise. A backup now and then keeps your answers safe.";
        });
        note.append(ask);
      }
      this.state.after(note);
    }

    say(...contents) {
      this.outcome.replaceChildren(...contents);
    }

    async open() {
      const [file] = this.file.files;
      if (!file) return;
      this.file.value = "";
      if (file.size > LARGEST_BYTES) {
        this.say(element("p", "This file is too large to be a backup of this site. Nothing was changed."));
        return;
      }
      const found = read(await file.text());
      if (found.problem) this.say(element("p", found.problem));
      else this.preview(found);
    }

    preview(found) {
      const { record } = store;
      const merged = records.merge(record, found.record);
      const before = progress.count(progress.catalog.items);
      const after = progress.count(progress.catalog.items, progress.statesOf(merged));
      const more = merged.events.size - record.events.size;
      const lines = [];
      const compare = (what, a, b) => a !== b && lines.push(`${what}: ${a} now, ${b} then`);
      compare("Known", before.known, after.known);
      compare("Shaky", before.shaky, after.shaky);
      compare("Seen", before.seen, after.seen);
      compare("Not answered yet", before.new, after.new);
      const settings = ({ settings: { interview, limit } }) => [interview.value ?? "not set", limit.value];
      for (const [place, what] of ["Interview", "Questions a day"].entries())
        compare(what, settings(record)[place], settings(merged)[place]);
      const drafts = found.drafts.filter(([key, draft]) => store.drafts.merged(key, draft) !== store.drafts.read(key));
      if (drafts.length) lines.push(`${plural(drafts.length, "draft")} added or added to`);
      if (!more && !lines.length) {
        this.say(element("p", "Everything in this backup is here already."));
        return;
      }
      const intro = `New in this backup: ${plural(more, "answer")}. Nothing here is replaced.`;
      const add = store.button("Add it", () => {
        store.take(found.record);
        const kept = drafts.every(([key, draft]) => store.drafts.write(key, store.drafts.merged(key, draft)));
        this.say(element("p", kept ? "Added." : "Added, but there is no room for all the drafts. Keep the file."));
      });
      const leave = store.button("Leave it", () => this.say(element("p", "Nothing was changed.")));
      const list = element("ul", "", ...lines.map((line) => element("li", line)));
      this.say(element("p", intro), ...(lines.length ? [list] : []), element("p", "", add, " ", leave));
      add.focus();
    }

    forget() {
      const keys = this.what.value.split(" ");
      store.reset(keys);
      this.say(element("p", keys[0] === "*" ? "All answers are forgotten." : `The answers to ${plural(keys.length, "question")} are forgotten.`));
    }
  }

  customElements.define("highbar-backup", HighbarBackup);
})();
