// Bundles the query page: node build.mjs OUT VIS, where VIS is the vis-network file of the installed pyvis.
import { build } from "esbuild";

const [outdir, vis] = process.argv.slice(2);
await build({
  entryPoints: ["query.js"],
  outdir,
  alias: { "vis-network": vis },
  bundle: true,
  splitting: true, // charts and networks are loaded when somebody looks at one
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "linked",
  logLevel: "warning",
});
