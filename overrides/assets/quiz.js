// <highbar-quiz-item>: a question whose options can be checked, with the reason for each; <highbar-quiz> keeps the score.
// The question, the options and the reasons are in the page already; this only brings them together.
"use strict";
(() => {
  if (customElements.get("highbar-quiz-item")) return;

  class HighbarQuizItem extends HTMLElement {
    connectedCallback() {
      if (this.button) return;
      this.inputs = [...this.querySelectorAll("input")];
      // A browser that restores a form on reload would bring the choice back without its reasons.
      for (const input of this.inputs) input.autocomplete = "off";
      this.reasons = new Map(
        [...this.querySelectorAll("[data-option]")].map((reason) => [
          reason.dataset.option,
          { correct: "correct" in reason.dataset, why: reason.lastElementChild },
        ]),
      );
      this.explanation = this.querySelector(".hb-explanation");
      this.querySelector("details").hidden = true;
      const bar = document.createElement("div");
      bar.className = "hb-quiz-bar";
      bar.innerHTML = `<button type="button" class="md-button md-button--primary">Check</button><p role="status"></p>`;
      [this.button, this.status] = bar.children;
      this.append(bar);
      this.button.addEventListener("click", () => (this.dataset.result ? this.retry() : this.check()));
      this.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.target.localName !== "input" || this.dataset.result) return;
        event.preventDefault();
        this.check();
      });
    }

    check() {
      if (!this.inputs.some((input) => input.checked)) {
        this.status.textContent = "Choose an option first.";
        return;
      }
      const right = this.inputs.every((input) => input.checked === this.reasons.get(input.value).correct);
      this.dataset.result = right ? "right" : "wrong";
      for (const input of this.inputs) this.explain(input);
      this.explanation.classList.add("hb-shown");
      this.append(this.explanation);
      this.button.textContent = "Try again";
      this.status.textContent = right ? "Right. The reasons are below the options." : this.miss();
      // The focused option is disabled now, which would throw the focus to the top of the page.
      this.button.focus();
      this.dispatchEvent(new Event("highbar-quiz-checked", { bubbles: true }));
    }

    miss() {
      const several = this.inputs.some((input) => input.type === "checkbox");
      if (!several) return "Not this one. The reasons are below the options.";
      const chosen = this.inputs.filter((input) => input.checked);
      const found = chosen.filter((input) => this.reasons.get(input.value).correct).length;
      const wanted = [...this.reasons.values()].filter((reason) => reason.correct).length;
      const extra = chosen.length - found;
      const besides = extra ? `, and ${extra} that ${extra === 1 ? "does" : "do"} not belong` : "";
      return `Not yet: you chose ${found} of the ${wanted} right options${besides}. The reasons are below the options.`;
    }

    explain(input) {
      const { correct, why } = this.reasons.get(input.value);
      const option = input.closest("li");
      option.dataset.mark = correct ? "right" : input.checked ? "wrong" : "other";
      const verdict = document.createElement("p");
      verdict.className = "hb-option-why";
      const label = document.createElement("strong");
      label.textContent = correct ? "Right. " : input.checked ? "Your choice, and not the best one. " : "Wrong. ";
      verdict.append(label, ...[...why.cloneNode(true).childNodes]);
      option.append(verdict);
      input.disabled = true;
    }

    retry() {
      delete this.dataset.result;
      for (const verdict of this.querySelectorAll(".hb-option-why")) verdict.remove();
      for (const input of this.inputs) {
        input.checked = input.disabled = false;
        delete input.closest("li").dataset.mark;
      }
      this.explanation.classList.remove("hb-shown");
      this.querySelector("details").append(this.explanation);
      this.button.textContent = "Check";
      this.status.textContent = "";
      this.inputs[0].focus();
      this.dispatchEvent(new Event("highbar-quiz-checked", { bubbles: true }));
    }
  }

  class HighbarQuiz extends HTMLElement {
    connectedCallback() {
      if (this.score) return;
      this.score = document.createElement("p");
      this.score.className = "hb-score";
      this.score.setAttribute("role", "status");
      this.append(this.score);
      this.addEventListener("highbar-quiz-checked", () => this.show());
    }

    show() {
      const items = [...this.querySelectorAll("highbar-quiz-item")];
      const answered = items.filter((item) => item.dataset.result);
      const right = answered.filter((item) => item.dataset.result === "right").length;
      this.score.textContent = answered.length
        ? `${right} of ${items.length} right so far.`
        : "";
    }
  }

  customElements.define("highbar-quiz-item", HighbarQuizItem);
  customElements.define("highbar-quiz", HighbarQuiz);
})();
