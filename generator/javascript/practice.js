// <highbar-attempt data-key="scenario/section" data-pace="150">: one part of an answer, practiced before the strong
// example can be seen. What is written is kept in this browser; where it can't be, the page says so.
"use strict";
(() => {
  if (customElements.get("highbar-attempt")) return;

  const { drafts } = globalThis.highbar.store;
  const SAVE_AFTER_MS = 400;

  class HighbarAttempt extends HTMLElement {
    connectedCallback() {
      if (this.bar) return;
      this.textarea = this.querySelector("textarea");
      this.example = this.querySelector("details");
      this.bar = document.createElement("div");
      this.bar.className = "hb-attempt-bar";
      this.bar.innerHTML = `
        <button type="button" class="md-button">Skip to the strong example</button>
        <span class="hb-draft-length"></span>`;
      this.button = this.bar.querySelector("button");
      this.length = this.bar.querySelector(".hb-draft-length");
      this.example.before(this.bar);
      this.example.hidden = true;

      this.textarea.value = drafts.read(this.dataset.key, this.dataset.aliases?.split(" "));
      this.saved = this.textarea.value;
      this.textarea.addEventListener("input", () => this.edited());
      // The part's own clock, or the one for the whole answer, which stands outside of all parts.
      document.addEventListener("highbar-timer-start", (event) => {
        if (this.contains(event.target) || !event.target.closest("highbar-attempt")) this.attempted();
      });
      this.button.addEventListener("click", () => this.reveal());
      addEventListener("pagehide", () => this.save());
      // Another tab may have edited the same draft; take it over unless this one has unsaved words.
      addEventListener("storage", (event) => {
        if (event.key !== drafts.PREFIX + this.dataset.key || this.textarea.value !== this.saved) return;
        this.saved = this.textarea.value = event.newValue ?? "";
        this.measure();
      });
      this.measure();
    }

    edited() {
      clearTimeout(this.saving);
      this.saving = setTimeout(() => this.save(), SAVE_AFTER_MS);
      this.measure();
    }

    save() {
      clearTimeout(this.saving);
      const text = this.textarea.value;
      if (text !== this.saved && drafts.write(this.dataset.key, text)) this.saved = text;
    }

    measure() {
      const words = this.textarea.value.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
      const seconds = Math.round((words * 60) / Number(this.dataset.pace));
      this.length.textContent = words ? `${words} word${words === 1 ? "" : "s"}, about ${seconds} s spoken` : "";
      if (words) this.attempted();
    }

    attempted() {
      this.button.textContent = "I've answered: show the strong example";
      this.button.classList.add("md-button--primary");
    }

    reveal() {
      for (const timer of this.querySelectorAll("highbar-timer[data-state=running]")) timer.pause();
      this.button.hidden = true;
      this.example.hidden = false;
      this.example.open = true;
      this.example.querySelector("summary").focus();
    }
  }

  customElements.define("highbar-attempt", HighbarAttempt);
})();
