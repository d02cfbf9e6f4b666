// What pages do with a script that they cannot do without: progress that comes by itself, and stepping through
// a report's statements.
import "htmx.org/dist/htmx.esm.js";
import { steps } from "./steps.js";

steps(document.querySelector("[data-steps]"));
