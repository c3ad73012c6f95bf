// Prints a line for each file below a folder: SHA-256 and name; and one for all of them together.
//   node hashes.mjs FOLDER

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

const folder = process.argv[2];
const hash = (content) => createHash("sha256").update(content).digest("hex");
const lines = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .map((file) => `${hash(readFileSync(file))}  ${relative(folder, file).split(sep).join("/")}`)
  .sort((one, other) => (one.slice(66) < other.slice(66) ? -1 : 1));
console.log(`${lines.join("\n")}\n${hash(lines.join("\n"))}  all ${lines.length} files`);
