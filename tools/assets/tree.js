// Trees of where a claim came from, drawn by Cytoscape: a <figure data-tree="ID">, where ID is a
// <script type="application/json"> with {"nodes": [{"id", "label", "kind", "row", "column", "url"}],
// "edges": [{"from", "to", "how", "label"}]}. Rows count from the origins at the top; columns from the left.
// A list on the page says the same.
import cytoscape from "cytoscape";

// Cytoscape would put a <style> into the page unless one of this id is there; its one rule stands in site.css.
const there = document.createElement("meta");
there.id = "__________cytoscape_stylesheet";
document.head.append(there);

// How kinds are told apart besides by colour: by shape and by the line around.
const SHAPES = { named: "round-rectangle", anonymous: "hexagon", public: "rectangle", unsourced: "rhomboid", outlet: "ellipse", relay: "ellipse" };
const LINES = { copied: "dashed", witnessed: "dotted", told: "solid", cited: "solid" };

function style(figure) {
  const token = (name) => getComputedStyle(figure).getPropertyValue(name).trim();
  const kinds = Object.entries(SHAPES).map(([kind, shape]) => ({ selector: `node[kind="${kind}"]`, style: { shape } }));
  const lines = Object.entries(LINES).map(([how, line]) => ({ selector: `edge[how="${how}"]`, style: { "line-style": line } }));
  return [
    {
      selector: "node",
      style: {
        label: "data(label)", color: token("--ink"), "background-color": token("--card"), "border-width": 1.5,
        "border-color": token("--soft"), "font-size": 12, "font-family": "system-ui, sans-serif", "text-wrap": "wrap",
        "text-max-width": 130, "text-valign": "center", "text-halign": "center", width: 148, height: 52,
      },
    },
    { selector: 'node[kind="anonymous"]', style: { "border-style": "dashed", "border-width": 2.5 } },
    { selector: "node:selected", style: { "border-color": token("--link"), "border-width": 3 } },
    {
      selector: "edge",
      style: {
        label: "data(label)", color: token("--soft"), "font-size": 11, "text-background-color": token("--paper"),
        "text-background-opacity": 1, "text-background-padding": 2, width: 1.5, "line-color": token("--soft"),
        "target-arrow-color": token("--soft"), "target-arrow-shape": "triangle", "curve-style": "bezier",
      },
    },
    ...kinds,
    ...lines,
  ];
}

for (const figure of document.querySelectorAll("figure[data-tree]")) {
  const values = JSON.parse(document.getElementById(figure.dataset.tree)?.textContent ?? "null");
  if (!values?.nodes?.length) continue;
  const canvas = document.createElement("div");
  canvas.className = "tree";
  figure.append(canvas);
  const drawn = cytoscape({
    container: canvas,
    elements: [
      ...values.nodes.map((data) => ({ data, position: { x: data.column * 190, y: data.row * 120 } })),
      ...values.edges.map((edge, number) => ({ data: { ...edge, id: `e${number}`, source: edge.from, target: edge.to } })),
    ],
    layout: { name: "preset", fit: true, padding: 16 },
    style: style(figure),
    userZoomingEnabled: false,
    maxZoom: 1.2,
    autoungrabify: true,
  });
  drawn.on("tap", "node", ({ target }) => target.data("url") && location.assign(target.data("url")));
  new ResizeObserver(() => { drawn.resize(); drawn.fit(undefined, 16); }).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawn.style(style(figure)));
}
