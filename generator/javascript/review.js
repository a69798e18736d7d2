// <highbar-review>: what is due today, one question after the other, and the plan up to the interview.
// <highbar-heat-map>: how much is known, by principle and kind. Both read the page's catalog and its item templates.
"use strict";
(() => {
  const { progress, schedule, store } = globalThis.highbar;
  if (customElements.get("highbar-review")) return;

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  class HighbarReview extends HTMLElement {
    connectedCallback() {
      if (this.due) return;
      this.hidden = false;
      const find = (selector) => this.querySelector(selector);
      this.due = find(".hb-due");
      this.session = find(".hb-session");
      this.interview = find("#hb-interview");
      this.limit = find("#hb-limit");
      this.note = find(".hb-plan-note");
      find("form").addEventListener("submit", (event) => event.preventDefault());
      this.interview.addEventListener("change", () => this.setInterview());
      this.limit.addEventListener("change", () => this.limit.checkValidity() && store.set("limit", this.limit.valueAsNumber));
      this.session.addEventListener("highbar-answered", (event) => this.answered(event.detail));
      document.addEventListener("highbar-progress", () => this.show());
      this.show();
    }

    setInterview() {
      // A date that is only half typed is no date, and not the wish to have none.
      if (!this.interview.validity.valid) return;
      store.set("interview", this.interview.value || null);
    }

    show() {
      const { interview, limit } = store.record.settings;
      if (document.activeElement !== this.interview) this.interview.value = interview.value ?? "";
      if (document.activeElement !== this.limit) this.limit.value = limit.value;
      const days = interview.value && schedule.dayOf(interview.value) - schedule.day(progress.now());
      this.note.textContent =
        interview.value === null
          ? "Without a date, questions come back after 2, 4, 8, 16 and then every 30 days."
          : days < 0
            ? "That day has passed. Set the next one, or empty the field."
            : days === 0
              ? "Today is the day. You are as ready as you are; a cheat sheet is all you need now."
              : `${days === 1 ? "1 day" : `${days} days`} to go. Everything you have answered comes back before, and nothing falls due after.`;
      if (!this.keys) this.offer();
    }

    // What there is to do, before it begins and after it ends.
    offer() {
      const { keys, due, fresh, waiting } = progress.queue();
      const more = progress.queue(Infinity);
      const parts = [];
      if (due) parts.push(`${due} due today`);
      if (fresh) parts.push(`${fresh} new`);
      this.due.textContent = keys.length
        ? `${parts.join(", ")}. ${waiting ? `${waiting} more wait for tomorrow.` : ""}`
        : waiting
          ? `You have done what you planned for today. ${waiting} more are due.`
          : "Nothing is due today. Answer a quiz you have not taken yet, or practice a story aloud.";
      const buttons = [];
      if (keys.length) buttons.push(this.starter(`Start: ${keys.length === 1 ? "1 question" : `${keys.length} questions`}`, keys));
      else if (more.keys.length) buttons.push(this.starter("Go on anyway", more.keys));
      const missed = [...(this.results ?? [])].filter(([, outcome]) => outcome === "wrong").map(([key]) => key);
      if (missed.length) buttons.push(this.starter(`Again: the ${missed.length} you missed`, missed));
      if (this.last) buttons.push(this.undoer());
      this.session.replaceChildren(...(this.summary ? [element("p", { textContent: this.summary })] : []), element("p", { className: "hb-session-bar" }, ...buttons));
    }

    starter(label, keys) {
      const button = store.button(label, () => {
        [this.keys, this.place, this.results, this.last, this.summary] = [keys, 0, new Map(), null, ""];
        this.ask();
      });
      button.classList.add("md-button--primary");
      return button;
    }

    undoer() {
      return store.button("Take back the last answer", () => {
        const { event, place } = this.last;
        store.undo(event);
        this.results.delete(event.item);
        this.last = null;
        this.keys ??= this.done;
        this.place = place;
        this.ask();
      });
    }

    ask() {
      const key = this.keys[this.place];
      const { group, principle } = progress.catalog.items.find((item) => item.key === key);
      const { name } = progress.catalog.principles.find(({ id }) => id === principle);
      const where = element("a", { href: group.url, textContent: group.title });
      const tells = group.scenario ? `${name} · ` : "";
      const head = element("p", { className: "hb-session-head" }, `${this.place + 1} of ${this.keys.length} · ${tells}`, where);
      this.next = element("p", { className: "hb-session-bar" });
      if (this.last) this.next.append(this.undoer());
      const item = progress.item(key);
      this.session.replaceChildren(head, item, this.next);
      this.due.textContent = "";
      const legend = item.querySelector("legend");
      legend.tabIndex = -1;
      legend.focus();
    }

    answered(event) {
      this.last = { event, place: this.place };
      // A second try at once shows only that the reasons were read, so the first one counts.
      if (!this.results.has(event.item)) this.results.set(event.item, event.outcome);
      const isLast = this.place + 1 === this.keys.length;
      const go = store.button(isLast ? "Finish" : "Next question", () => (isLast ? this.finish() : this.goOn()));
      go.classList.add("md-button--primary");
      this.next.replaceChildren(go, this.undoer());
    }

    goOn() {
      this.place += 1;
      this.ask();
    }

    finish() {
      const rights = [...this.results.values()].filter((outcome) => outcome === "right").length;
      this.summary = `${rights} of ${this.keys.length} right.`;
      [this.done, this.keys] = [this.keys, null];
      this.offer();
      this.session.querySelector("button")?.focus();
    }
  }

  const SVG = "http://www.w3.org/2000/svg";
  const shape = (name, attributes, ...children) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const STATUSES = ["known", "shaky", "seen"];
  const [NAME_WIDTH, CELL_WIDTH, ROW, HEAD] = [290, 78, 22, 40];

  class HighbarHeatMap extends HTMLElement {
    connectedCallback() {
      if (this.figure) return;
      this.hidden = false;
      this.figure = this.querySelector("figure");
      this.numbers = this.querySelector("details");
      // Made when it is asked for: a table that is there at the start, Material puts into a box that no key can scroll.
      this.numbers.addEventListener("toggle", () => this.show());
      document.addEventListener("highbar-progress", () => this.show());
      this.show();
    }

    show() {
      const { items, kinds, principles } = progress.catalog;
      const { known, shaky, seen, all } = progress.count(items);
      this.querySelector(".hb-heat-total").textContent =
        `Of ${all} questions: ${known} known, ${shaky} shaky, ${seen} seen, ${all - known - shaky - seen} not answered yet.`;
      const rows = principles.map(({ id, name }) => ({
        name,
        cells: kinds.map((kind) => progress.count(items.filter((item) => item.principle === id && item.kind === kind.id))),
      }));
      this.figure.replaceChildren(this.picture(rows, kinds));
      this.numbers.querySelector(".hb-heat-table")?.remove();
      if (this.numbers.open) this.numbers.append(this.table(rows, kinds));
    }

    picture(rows, kinds) {
      const [width, height] = [NAME_WIDTH + CELL_WIDTH * kinds.length, HEAD + ROW * rows.length];
      const picture = shape("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": "What you know, by principle and kind of question; the numbers are in the table below." });
      const hatch = shape("pattern", { id: "hb-hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, shape("rect", { width: 2, height: 5, class: "hb-hatch" }));
      picture.append(shape("defs", {}, hatch));
      const label = (x, y, text, anchor) => shape("text", { x, y, "text-anchor": anchor }, text);
      for (const [column, kind] of kinds.entries()) {
        const words = kind.label.split(" ");
        const half = Math.ceil(words.length / 2);
        for (const [line, text] of [words.slice(0, half), words.slice(half)].entries())
          picture.append(label(NAME_WIDTH + CELL_WIDTH * (column + 0.5) - 3, 14 + 13 * line, text.join(" "), "middle"));
      }
      for (const [row, { name, cells }] of rows.entries()) {
        const y = HEAD + ROW * row;
        picture.append(label(NAME_WIDTH - 10, y + 13, name, "end"));
        for (const [column, counts] of cells.entries()) {
          if (!counts.all) continue;
          let x = NAME_WIDTH + CELL_WIDTH * column;
          picture.append(shape("rect", { x, y, width: CELL_WIDTH - 6, height: ROW - 5, class: "hb-cell" }));
          for (const status of STATUSES) {
            const part = ((CELL_WIDTH - 6) * counts[status]) / counts.all;
            if (part) picture.append(shape("rect", { x, y, width: part, height: ROW - 5, class: `hb-${status}` }));
            x += part;
          }
        }
      }
      return picture;
    }

    table(rows, kinds) {
      const cell = (name, textContent, scope) => element(name, scope ? { textContent, scope } : { textContent });
      const head = element("tr", {}, cell("th", "Principle", "col"), ...kinds.map((kind) => cell("th", kind.label, "col")));
      const body = rows.map(({ name, cells }) =>
        element("tr", {}, cell("th", name, "row"), ...cells.map((counts) =>
          cell("td", counts.all ? `${counts.known} known, ${counts.shaky} shaky, ${counts.seen} seen of ${counts.all}` : "none"))),
      );
      const table = element("table", { tabIndex: 0 }, element("thead", {}, head), element("tbody", {}, ...body));
      return element("div", { className: "hb-heat-table" }, table);
    }
  }

  customElements.define("highbar-review", HighbarReview);
  customElements.define("highbar-heat-map", HighbarHeatMap);
})();
