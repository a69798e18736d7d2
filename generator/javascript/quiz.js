// <highbar-quiz-item>: a question with choices, or with blanks to fill in, and the reasons. The question, the choices and
// the reasons are in the page already; this only brings them together. <highbar-quiz> keeps the score.
// Fires "highbar-answered" with the answer's event, and "highbar-retried".
"use strict";
(() => {
  if (customElements.get("highbar-quiz-item")) return;
  const { progress, schedule, store } = globalThis.highbar;

  const shuffled = (list) => {
    const left = [...list];
    return list.map(() => left.splice(Math.floor(Math.random() * left.length), 1)[0]);
  };

  // Capitals, accents and signs make no difference, but 1.5 is not 15.
  const folded = (text) =>
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(/(?<!\d)[.:]|[.:](?!\d)|[^\p{L}\p{N}.:]/gu, "");

  // Whether one letter put in, left out or changed makes one word the other.
  const nearly = (a, b) => {
    if (Math.min(a.length, b.length) < 4 || Math.abs(a.length - b.length) > 1 || /\d/.test(a + b)) return false;
    let start = 0;
    while (start < a.length && a[start] === b[start]) start += 1;
    return [[1, 1], [1, 0], [0, 1]].some(([skipA, skipB]) => a.slice(start + skipA) === b.slice(start + skipB));
  };

  const strong = (text) => Object.assign(document.createElement("strong"), { textContent: text });

  class Choice {
    constructor(input, reason) {
      this.input = input;
      this.reason = reason;
      this.place = input.closest("li");
      this.isRight = "right" in reason.dataset;
    }
    get isTouched() {
      return this.input.checked;
    }
    get isMet() {
      return this.input.checked === this.isRight;
    }
    explain() {
      this.place.dataset.mark = this.isRight ? "right" : this.input.checked ? "wrong" : "other";
      const verdict = this.isRight ? "Right. " : this.input.checked ? "Your choice, and not the best one. " : "Not right. ";
      this.verdict = document.createElement("div");
      this.verdict.className = "hb-option-why";
      this.verdict.append(strong(verdict), ...[...this.reason.lastElementChild.cloneNode(true).childNodes]);
      this.place.append(this.verdict);
    }
    clear() {
      this.input.checked = false;
      this.verdict?.remove();
      delete this.place.dataset.mark;
    }
  }

  class Blank {
    constructor(input, reason) {
      this.input = input;
      this.accepted = JSON.parse(reason.dataset.accept);
      input.autocapitalize = "none";
      input.spellcheck = false;
    }
    get isTouched() {
      return this.input.value.trim() !== "";
    }
    get isMet() {
      const value = folded(this.input.value);
      return this.accepted.some((word) => folded(word) === value || nearly(folded(word), value));
    }
    explain() {
      const [word] = this.accepted;
      this.input.dataset.mark = this.isMet ? "right" : "wrong";
      this.verdict = strong(
        !this.isMet ? ` ✗ ${word}` : folded(word) === folded(this.input.value) ? " ✓" : ` ✓ (${word})`,
      );
      this.verdict.className = "hb-blank-verdict";
      this.input.after(this.verdict);
    }
    clear() {
      this.input.value = "";
      this.verdict?.remove();
      delete this.input.dataset.mark;
    }
  }

  class HighbarQuizItem extends HTMLElement {
    connectedCallback() {
      if (this.button) return;
      this.details = this.querySelector("details");
      const reasons = this.details.querySelectorAll(".hb-reasons > li");
      const inputs = [...this.querySelectorAll("input")];
      this.hasBlanks = inputs[0].type === "text";
      this.parts = inputs.map((input, place) => new (this.hasBlanks ? Blank : Choice)(input, reasons[place]));
      // A browser that restores a form on reload would bring the choice back without its reasons.
      for (const input of inputs) input.autocomplete = "off";
      // Once per attempt: whoever tries again finds everything where it was.
      if ("shuffles" in this.dataset) this.shuffle();
      this.ask();
      this.dataset.ready = "";
      this.details.hidden = true;
      this.explanation = this.querySelector(".hb-explanation");
      this.history = document.createElement("p");
      this.history.className = "hb-history";
      this.forget = store.button("Forget my answers", () => {
        store.reset([this.dataset.key]);
        // This button is about to go, which would throw the focus to the top of the page.
        this.button.focus();
      });
      const bar = document.createElement("div");
      bar.className = "hb-quiz-bar";
      bar.innerHTML = `<button type="button" class="md-button md-button--primary">Check</button><p role="status"></p>`;
      [this.button, this.status] = bar.children;
      this.append(bar, this.history);
      this.button.addEventListener("click", () => (this.dataset.result ? this.retry() : this.check()));
      this.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.target.localName !== "input" || this.dataset.result) return;
        event.preventDefault();
        this.check();
      });
      document.addEventListener("highbar-progress", () => this.tellHistory());
      this.tellHistory();
    }

    shuffle() {
      const isLast = ({ place }) => "last" in place.dataset;
      this.parts = [...shuffled(this.parts.filter((part) => !isLast(part))), ...this.parts.filter(isLast)];
      for (const { place, reason } of this.parts) {
        place.parentElement.append(place);
        reason.parentElement.append(reason);
      }
    }

    // Of several questions, this attempt asks one.
    ask() {
      const asked = [...this.querySelectorAll(".hb-asked > li")];
      const one = Math.floor(Math.random() * asked.length);
      for (const [place, question] of asked.entries()) question.hidden = place !== one;
    }

    tellHistory() {
      const { status, changed, last } = progress.states.get(this.dataset.key);
      const date = last === null ? "" : progress.dateOf(schedule.day(last));
      this.history.textContent = changed
        ? `Changed since you answered on ${date}. `
        : { new: "", seen: `Right on ${date}. `, shaky: `Shaky: missed on ${date}. `, known: `Known: right on ${date} and before. ` }[status];
      if (last !== null) this.history.append(this.forget);
    }

    check() {
      if (!this.parts.some((part) => part.isTouched)) {
        this.status.textContent = this.hasBlanks ? "Fill in a gap first." : "Choose an option first.";
        return;
      }
      const right = this.parts.every((part) => part.isMet);
      this.dataset.result = right ? "right" : "wrong";
      this.status.textContent = right ? "Right. " : this.miss();
      this.status.textContent += this.hasBlanks ? " What was missing is below." : " The reasons are with the options.";
      for (const part of this.parts) {
        part.explain();
        part.input.disabled = true;
      }
      if (this.hasBlanks) {
        this.details.hidden = false;
        this.details.open = true;
      } else {
        this.explanation.classList.add("hb-shown");
        this.history.before(this.explanation);
      }
      this.button.textContent = "Try again";
      // The focused option is disabled now, which would throw the focus to the top of the page.
      this.button.focus();
      const answer = store.answer(this.dataset.key, this.dataset.rev, right);
      this.dispatchEvent(new CustomEvent("highbar-answered", { bubbles: true, detail: answer }));
    }

    miss() {
      if (this.hasBlanks) {
        return `Not yet: ${this.parts.filter((part) => part.isMet).length} of ${this.parts.length} are right.`;
      }
      if (this.parts[0].input.type === "radio") return "Not this one.";
      const chosen = this.parts.filter((part) => part.isTouched);
      const found = chosen.filter((part) => part.isRight).length;
      const wanted = this.parts.filter((part) => part.isRight).length;
      const extra = chosen.length - found;
      const besides = extra ? `, and ${extra} that ${extra === 1 ? "does" : "do"} not belong` : "";
      return `Not yet: you chose ${found} of the ${wanted} right options${besides}.`;
    }

    retry() {
      this.clear();
      this.parts[0].input.focus();
      this.dispatchEvent(new Event("highbar-retried", { bubbles: true }));
    }

    // A new attempt, in a new order.
    restart() {
      this.clear();
      if ("shuffles" in this.dataset) this.shuffle();
      this.ask();
    }

    clear() {
      delete this.dataset.result;
      for (const part of this.parts) {
        part.clear();
        part.input.disabled = false;
      }
      this.details.hidden = true;
      this.explanation.classList.remove("hb-shown");
      this.details.append(this.explanation);
      this.button.textContent = "Check";
      this.status.textContent = "";
    }
  }

  const RESULTS = { right: ["✓", "right"], wrong: ["✗", "not yet"], open: ["·", "open"] };

  class HighbarQuiz extends HTMLElement {
    connectedCallback() {
      if (this.score) return;
      this.items = [...this.querySelectorAll("highbar-quiz-item")];
      const bar = document.createElement("div");
      bar.className = "hb-quiz-end";
      bar.innerHTML = `<p class="hb-score" role="status"></p><div><ol></ol></div>`;
      this.score = bar.firstChild;
      this.list = bar.querySelector("ol");
      this.again = store.button("Try the missed ones again", () => this.retryMissed());
      this.over = store.button("Start over", () => this.restart());
      bar.append(this.again, " ", this.over);
      for (const _ of this.items) {
        this.list.append(document.createElement("li"));
        this.list.lastElementChild.append(document.createElement("a"));
      }
      if ("mixes" in this.dataset) this.mix();
      this.append(bar);
      for (const name of ["highbar-answered", "highbar-retried"]) this.addEventListener(name, () => this.show());
      this.show();
    }

    // What came last does not come first again, so that no principle is asked about twice running.
    mix() {
      const last = this.items.at(-1);
      this.items = shuffled(this.items);
      if (this.items[0] === last) this.items.push(this.items.shift());
      this.prepend(...this.items);
    }

    restart() {
      if ("mixes" in this.dataset) this.mix();
      for (const item of this.items) item.restart();
      this.items[0].parts[0].input.focus();
      this.show();
    }

    retryMissed() {
      const missed = this.items.filter((item) => item.dataset.result === "wrong");
      for (const item of missed) item.retry();
      missed[0].parts[0].input.focus();
    }

    show() {
      const results = this.items.map((item) => item.dataset.result ?? "open");
      const right = results.filter((result) => result === "right").length;
      const answered = results.filter((result) => result !== "open").length;
      this.score.textContent = answered ? `${right} of ${this.items.length} right so far.` : "";
      this.list.parentElement.hidden = this.over.hidden = !answered;
      this.again.hidden = !results.includes("wrong");
      for (const [place, entry] of [...this.list.children].entries()) {
        const [sign, word] = RESULTS[results[place]];
        entry.dataset.mark = results[place];
        entry.firstChild.href = `#${this.items[place].id}`;
        entry.firstChild.textContent = `${place + 1} ${sign}`;
        entry.firstChild.setAttribute("aria-label", `Question ${place + 1}: ${word}`);
      }
    }
  }

  customElements.define("highbar-quiz-item", HighbarQuizItem);
  customElements.define("highbar-quiz", HighbarQuiz);
})();
