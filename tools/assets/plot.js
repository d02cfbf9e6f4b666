// The drawings that Observable Plot makes. Each is a <figure data-drawing="NAME" data-values="ID">, where ID is
// a <script type="application/json"> with its values; a table on the page says the same.
import { dot, gridX, plot, rectY, ruleY } from "@observablehq/plot";
import { utcDay } from "d3";

const DRAWINGS = { coverage, days };

// How many reports each outlet had on each day: the bigger the dot the more, with the number in or beside it.
function coverage({ outlets, cells }, width) {
  const rows = cells.map(([day, outlet, reports]) => ({ day: new Date(day), outlet, reports }));
  const left = Math.min(width * 0.36, Math.max(...outlets.map((name) => name.length)) * 7 + 16);
  const room = Math.floor(left / 7) - 1;
  const short = (name) => (name.length > room ? `${name.slice(0, room - 1)}…` : name);
  const tell = (row) => `${row.outlet}, ${row.day.toISOString().slice(0, 10)}: ${row.reports}`;
  return plot({
    width,
    height: outlets.length * 26 + 40,
    marginLeft: left,
    marginRight: 16,
    x: { type: "utc", label: null, inset: 12, ticks: ticks(rows) },
    y: { type: "band", label: null, domain: outlets, tickFormat: short, tickSize: 0 },
    r: { domain: [0, Math.max(6, ...rows.map((row) => row.reports))], range: [0, 12] },
    ariaLabel: "Reports by outlet and day",
    marks: [
      gridX({ ticks: ticks(rows), stroke: "currentColor", strokeOpacity: 0.12 }),
      ruleY(outlets, { stroke: "currentColor", strokeOpacity: 0.08 }),
      dot(rows, { x: "day", y: "outlet", r: "reports", fill: "var(--drawn)", fillOpacity: 0.75, title: tell }),
    ],
  });
}

// Few days have a tick each: hours would say more than is known.
function ticks(rows) {
  const moments = rows.map((row) => +row.day);
  return Math.max(...moments) - Math.min(...moments) < 9 * 864e5 ? "day" : undefined;
}

// How many statements were published on each day.
function days(values, width) {
  const rows = values.map(([day, number]) => ({ day: new Date(day), number }));
  const tell = (row) => `${row.day.toISOString().slice(0, 10)}: ${row.number}`;
  return plot({
    width,
    height: 110,
    marginLeft: 28,
    marginBottom: 24,
    x: { type: "utc", label: null, ticks: ticks(rows) },
    y: { label: null, ticks: 3, tickFormat: "d", grid: true },
    ariaLabel: "Statements by day",
    marks: [
      rectY(rows, { x: "day", y: "number", interval: utcDay, fill: "var(--drawn)", title: tell }),
      ruleY([0], { stroke: "currentColor", strokeOpacity: 0.4 }),
    ],
  });
}

// One picture with one name: Plot names each of its parts too, which readers of the screen are not to be told.
function asPicture(svg) {
  svg.setAttribute("role", "img");
  for (const part of svg.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  return svg;
}

for (const figure of document.querySelectorAll("figure[data-drawing]")) {
  const make = DRAWINGS[figure.dataset.drawing];
  const values = JSON.parse(document.getElementById(figure.dataset.values)?.textContent ?? "null");
  if (!make || !values) continue;
  let width = 0;
  new ResizeObserver(() => {
    const room = Math.floor(figure.clientWidth);
    if (!room || Math.abs(room - width) < 8) return;
    width = room;
    figure.querySelector("svg")?.remove();
    figure.append(asPicture(make(values, width)));
  }).observe(figure);
}
