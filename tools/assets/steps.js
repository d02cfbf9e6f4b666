// Steps through the statements of a report: j and k (or n and p) go on and back, Enter opens the statement's own
// page, Escape lets go. The statement and its words light up by the rules of lit.css; those behind the last rule
// are lit here.
export function steps(report) {
  if (!report) return;
  const cards = [...report.querySelectorAll("[data-statement]")];
  if (!cards.length) return;
  for (const hint of document.querySelectorAll("[data-needs-script]")) hint.hidden = false;
  for (const card of cards) card.tabIndex = -1;
  let at = cards.findIndex((card) => `#${card.id}` === location.hash);

  const light = (card, on) => {
    card.classList.toggle("at", on);
    for (const words of report.querySelectorAll(`.words .${CSS.escape(card.dataset.statement)}`)) {
      words.classList.toggle("lit", on);
    }
  };
  const go = (to) => {
    if (cards[at]) light(cards[at], false);
    at = Math.max(0, Math.min(cards.length - 1, to));
    const card = cards[at];
    light(card, true);
    card.focus({ preventScroll: true });
    const words = document.getElementById(`t${card.id}`) ?? card;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    words.scrollIntoView({ block: "center", behavior: calm ? "instant" : "smooth" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    if (event.key === "j" || event.key === "n") go(at + 1);
    else if (event.key === "k" || event.key === "p") go(at < 0 ? 0 : at - 1);
    else if (event.key === "Escape" && cards[at]) light(cards[at], false);
    else if (event.key === "Enter" && event.target === cards[at]) {
      cards[at].querySelector("[data-permanent]")?.click();
    } else return;
    event.preventDefault();
  });
}
