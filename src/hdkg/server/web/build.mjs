// Bundles the query page: node build.mjs OUT.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const [outdir] = process.argv.slice(2);
const { metafile } = await build({
  entryPoints: ["query.js"],
  outdir,
  external: ["/explore/*"], // the drawing library comes from the server's installed pyvis
  bundle: true,
  splitting: true, // charts and networks are loaded when somebody looks at one
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "linked",
  logLevel: "warning",
  metafile: true,
});

// What is passed on goes with its licences.
const packages = Object.keys(metafile.inputs).map((path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
const told = [...new Set(packages.filter(Boolean))].sort().map(async (folder) => {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
  return `${name} ${version} (${license})\n\n${file ? await readFile(join(folder, file), "utf8") : ""}`;
});
await writeFile(join(outdir, "LICENSES.txt"), (await Promise.all(told)).join("\n\n"));
