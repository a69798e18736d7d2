// <highbar-timer data-target="90" data-name="Action">: a stopwatch against a target time, in seconds.
// Fires "highbar-timer-start".
"use strict";
(() => {
  if (customElements.get("highbar-timer")) return;

  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const spoken = (seconds) => {
    const minutes = Math.floor(seconds / 60);
    const parts = [];
    if (minutes) parts.push(`${minutes} minute${minutes === 1 ? "" : "s"}`);
    if (seconds % 60) parts.push(`${seconds % 60} second${seconds % 60 === 1 ? "" : "s"}`);
    return parts.join(" ") || "0 seconds";
  };

  class HighbarTimer extends HTMLElement {
    connectedCallback() {
      if (this.readout) return;
      this.target = Number(this.dataset.target);
      this.elapsed = 0; // milliseconds before the present run
      this.startedAt = null;
      this.setAttribute("role", "group");
      this.setAttribute("aria-label", `Timer for ${this.dataset.name}`);
      this.innerHTML = `
        <button type="button" class="md-button hb-timer-toggle">Start</button>
        <span class="hb-timer-readout" role="timer" aria-live="off"></span>
        <progress max="${this.target}" value="0" aria-label="Time used of ${spoken(this.target)}"></progress>
        <button type="button" class="md-button hb-timer-reset" hidden>Reset</button>
        <span class="hb-timer-status" role="status"></span>`;
      this.toggle = this.querySelector(".hb-timer-toggle");
      this.readout = this.querySelector(".hb-timer-readout");
      this.progress = this.querySelector("progress");
      this.resetButton = this.querySelector(".hb-timer-reset");
      this.status = this.querySelector(".hb-timer-status");
      this.toggle.addEventListener("click", () => (this.startedAt === null ? this.start() : this.pause()));
      this.resetButton.addEventListener("click", () => this.reset());
      this.show();
    }

    disconnectedCallback() {
      clearInterval(this.ticking);
    }

    get seconds() {
      const running = this.startedAt === null ? 0 : performance.now() - this.startedAt;
      return Math.floor((this.elapsed + running) / 1000);
    }

    start() {
      // One part at a time: the timer of another part that still runs was forgotten.
      if (this.closest("highbar-attempt")) {
        for (const other of document.querySelectorAll("highbar-attempt highbar-timer[data-state=running]")) other.pause();
      }
      this.status.textContent = "";
      this.startedAt = performance.now();
      this.ticking = setInterval(() => this.show(), 250);
      this.dispatchEvent(new Event("highbar-timer-start", { bubbles: true }));
      this.show();
    }

    pause() {
      clearInterval(this.ticking);
      this.elapsed += performance.now() - this.startedAt;
      this.startedAt = null;
      this.show();
      this.status.textContent = this.verdict();
    }

    reset() {
      clearInterval(this.ticking);
      this.elapsed = 0;
      this.startedAt = null;
      this.status.textContent = "";
      this.show();
      this.toggle.focus();
    }

    verdict() {
      const over = this.seconds - this.target;
      if (over > 0) return `${spoken(this.seconds)}, ${spoken(over)} over the target.`;
      if (over < 0) return `${spoken(this.seconds)}, ${spoken(-over)} under the target.`;
      return `${spoken(this.seconds)}, right on target.`;
    }

    show() {
      const { seconds, target } = this;
      const running = this.startedAt !== null;
      this.readout.textContent = `${clock(seconds)} / ${clock(target)}`;
      this.progress.value = Math.min(seconds, target);
      this.dataset.state = running ? "running" : this.elapsed ? "paused" : "idle";
      this.toggleAttribute("data-over", seconds > target);
      this.toggle.textContent = running ? "Pause" : this.elapsed ? "Continue" : "Start";
      this.toggle.setAttribute("aria-label", `${this.toggle.textContent} the timer for ${this.dataset.name}`);
      this.resetButton.setAttribute("aria-label", `Reset the timer for ${this.dataset.name}`);
      this.resetButton.hidden = !running && !this.elapsed;
      if (running && seconds >= target && this.status.textContent === "") {
        this.status.textContent = `${spoken(target)}: time to close.`;
      } else if (running && seconds < target) {
        this.status.textContent = "";
      }
    }
  }

  customElements.define("highbar-timer", HighbarTimer);
})();
