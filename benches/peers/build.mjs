// The peers as their users would ship them: bundled and minified.

import { build, transform } from "esbuild";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** File name → content. */
export const peers = async () => {
  const styles = await transform(await readFile(`${HERE}article.css`, "utf8"), { loader: "css", minify: true });
  const built = await build({
    absWorkingDir: HERE,
    entryPoints: ["by-hand.js", "with-lit.js", "with-react.jsx", "with-vue.js", "zero-md.js", "article.css"],
    outdir: HERE,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    define: {
      "process.env.NODE_ENV": '"production"',
      __VUE_OPTIONS_API__: "false",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
      __VERSION__: '""',
      // Lit takes its style sheet into the script, as its users do.
      STYLES: JSON.stringify(styles.code),
    },
    conditions: ["production"],
    write: false,
    legalComments: "none",
    logLevel: "warning",
  });
  return new Map(built.outputFiles.map(({ path, contents }) => [path.slice(HERE.length), Buffer.from(contents)]));
};
