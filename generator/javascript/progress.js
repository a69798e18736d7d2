// highbar.progress: what a page's items are, and how well each is known. <highbar-known data-principle="ownership"> (or
// data-group="…") says how many of them are, and <highbar-continue> leads back to where the learner was.
"use strict";
(() => {
  const highbar = (globalThis.highbar ??= {});
  const { schedule, store } = highbar;
  if (customElements.get("highbar-known")) return;

  const now = () => Math.floor(Date.now() / 1000);
  const dateOf = (day, options = { month: "short", day: "numeric" }) =>
    new Date(day * 86_400_000).toLocaleDateString("en-US", { ...options, timeZone: "UTC" });

  // The catalog names every item of the site, or of the part that a page is about; a scenario's page has its items.
  const readCatalog = () => {
    const element = document.querySelector("script.hb-catalog");
    const catalog = element
      ? JSON.parse(element.textContent)
      : { kinds: [], principles: [], groups: [] };
    catalog.items = catalog.groups.flatMap((group) =>
      group.items.map(([name, rev, kind, principle, aliases = []]) => ({
        key: `${group.id}/${name}`,
        rev,
        aliases,
        kind: catalog.kinds[kind].id,
        principle: catalog.principles[principle].id,
        scenario: group.scenario ? group.id : null,
        group,
      })),
    );
    if (!element)
      catalog.items = [...document.querySelectorAll("highbar-quiz-item")].map((item) => ({
        key: item.dataset.key,
        rev: item.dataset.rev,
        aliases: item.dataset.aliases?.split(" ") ?? [],
      }));
    return catalog;
  };

  const readTemplates = () =>
    new Map(
      [...document.querySelectorAll(".hb-items > template")]
        .map((template) => template.content.firstElementChild)
        .map((item) => [item.dataset.key, item]),
    );

  let catalog = null;
  let templates = null;
  let states = null;
  document.addEventListener("highbar-progress", () => (states = null));

  const progress = {
    now,
    dateOf,
    get catalog() {
      return (catalog ??= readCatalog());
    },
    get states() {
      return (states ??= progress.statesOf(store.record));
    },
    // A new element to answer an item with, on a page that holds them all.
    item(key) {
      templates ??= readTemplates();
      return document.importNode(templates.get(key), true);
    },
    statesOf: (record) =>
      schedule.states(record, progress.catalog.items, { now: now(), interview: record.settings.interview.value }),
    // How many items there are of each status, and all together.
    count(items, from = progress.states) {
      const counts = { new: 0, seen: 0, shaky: 0, known: 0, all: items.length };
      for (const { key } of items) counts[from.get(key).status] += 1;
      return counts;
    },
    queue(limit = store.record.settings.limit.value) {
      const { items } = progress.catalog;
      const today = schedule.day(now());
      const answered = schedule.answeredToday(schedule.histories(store.record, items), today, items);
      return schedule.queue(items, progress.states, { today, limit, answered });
    },
  };
  highbar.progress = progress;

  class HighbarKnown extends HTMLElement {
    connectedCallback() {
      if (this.items) return;
      const { principle, group } = this.dataset;
      this.items = progress.catalog.items.filter((item) =>
        principle ? item.principle === principle : item.group.id === group,
      );
      document.addEventListener("highbar-progress", () => this.show());
      this.show();
    }

    show() {
      const { new: unseen, known, all } = progress.count(this.items);
      this.textContent = unseen === all ? "" : `${known} of ${all} known`;
    }
  }

  class HighbarContinue extends HTMLElement {
    connectedCallback() {
      document.addEventListener("highbar-progress", () => this.show());
      this.show();
    }

    show() {
      const answered = progress.catalog.items.filter((item) => progress.states.get(item.key).last);
      this.hidden = !answered.length;
      if (this.hidden) return;
      const lastOf = ({ key }) => progress.states.get(key).last;
      const { group } = answered.reduce((a, b) => (lastOf(b) > lastOf(a) ? b : a));
      const { keys, due } = progress.queue();
      const counts = progress.count(group.items.map(([name]) => ({ key: `${group.id}/${name}` })));
      const [link, review] = this.querySelectorAll("a");
      link.href = group.url;
      link.querySelector("strong").textContent = group.title;
      link.querySelector("span").textContent = `Continue: ${counts.known} of ${counts.all} known.`;
      review.querySelector("span").textContent = due
        ? `${due} due today.`
        : keys.length
          ? `Nothing due today; ${keys.length} new to try.`
          : "Nothing due today.";
    }
  }

  customElements.define("highbar-known", HighbarKnown);
  customElements.define("highbar-continue", HighbarContinue);
})();
