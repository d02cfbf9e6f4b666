// Bundles what the pages load into src/sayso/serve/static, packs it with Brotli, and writes down the hashes and
// the licences. Run with: npm ci && npm run build
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { brotliCompressSync, constants } from "node:zlib";

const OUT = new URL("../../src/sayso/serve/static/", import.meta.url);
const ENTRIES = ["page", "plot"];
const shipped = new Map();

// Plot puts a <style> into each drawing, which the pages' Content-Security-Policy does not let in; the same
// rules stand in site.css. A version of Plot in which this is written otherwise must not pass unseen.
const withoutInlineStyle = {
  name: "without-inline-style",
  setup(build) {
    build.onLoad({ filter: /@observablehq[\\/]plot[\\/]src[\\/](plot|legends[\\/]ramp)\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const contents = source.replace(/svg\.append\("style"\)\.text\(\s*`[^`]*`\s*\)/, "svg");
      if (contents === source) throw new Error(`${path}: no inline style found; look at it again`);
      return { contents, loader: "js" };
    });
  },
};

for (const name of ENTRIES) {
  const result = await build({
    entryPoints: [new URL(`${name}.js`, import.meta.url).pathname],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    legalComments: "none",
    metafile: true,
    write: false,
    plugins: [withoutInlineStyle],
  });
  for (const input of Object.keys(result.metafile.inputs)) {
    const found = input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//);
    if (found) shipped.set(found[1], [...(shipped.get(found[1]) ?? []), `${name}.js`]);
  }
  const data = Buffer.from(result.outputFiles[0].contents);
  const packed = brotliCompressSync(data, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: data.length },
  });
  await writeFile(new URL(`${name}.js`, OUT), data);
  await writeFile(new URL(`${name}.js.br`, OUT), packed);
  console.log(`${name}.js: ${data.length} bytes, ${packed.length} packed`);
}

const hashes = {};
for (const name of ENTRIES.flatMap((entry) => [`${entry}.js`, `${entry}.js.br`])) {
  hashes[name] = createHash("sha256").update(await readFile(new URL(name, OUT))).digest("hex");
}
await writeFile(new URL("hashes.json", OUT), JSON.stringify(hashes, null, 2) + "\n");

const licences = [];
for (const name of [...shipped.keys()].sort()) {
  const folder = new URL(`node_modules/${name}/`, import.meta.url);
  const { version, license } = JSON.parse(await readFile(new URL("package.json", folder), "utf8"));
  const files = ["LICENSE", "LICENSE.md", "LICENSE.txt", "license", "LICENCE"];
  let text = null;
  for (const file of files) text ??= await readFile(new URL(file, folder), "utf8").catch(() => null);
  if (text === null) throw new Error(`${name}: no licence found`);
  const where = [...new Set(shipped.get(name))].join(", ");
  licences.push(`${name} ${version} (${license}), in ${where}\n\n${text.trim()}\n`);
}
await writeFile(new URL("LICENCES.txt", OUT), licences.join(`\n${"-".repeat(72)}\n\n`));
