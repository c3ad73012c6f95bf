// Where JSON stops being JSON: browsers say it each in their own words, and one of them not at all.

const TOKEN = /[\s]*(?:([{}[\]:,])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-]))/y;
const CLOSING = { "{": "}", "[": "]" };

/** The value, or what is wrong and where: `{ value }` or `{ message, line, column, offset }`. */
export function parse(text) {
  try {
    return { value: JSON.parse(text) };
  } catch {
    const { message, offset } = fault(text);
    const before = text.slice(0, offset).split("\n");
    return { message, offset, line: before.length, column: before.at(-1).length + 1 };
  }
}

// What may come next: a value, a key, a colon, or what separates and ends.
function fault(text) {
  const open = [];
  let expected = "value";
  let isFirst = false;
  TOKEN.lastIndex = 0;
  for (;;) {
    const start = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) return broken(text, start, expected, open);
    const [whole, sign, string, scalar] = found;
    const offset = TOKEN.lastIndex - whole.trimStart().length;
    const here = (message) => ({ message, offset });
    const inside = open.at(-1);
    if (expected === "colon") {
      if (sign !== ":") return here("expected a colon after the key");
      expected = "value";
    } else if (expected === "key") {
      if (sign === "}" && isFirst) {
        open.pop();
        expected = "end";
      } else if (string) expected = "colon";
      else return here(isFirst ? "expected a key in double quotes or }" : "expected another key in double quotes: a comma may not come last");
    } else if (expected === "value") {
      if (sign === "{" || sign === "[") {
        open.push(sign);
        expected = sign === "{" ? "key" : "value";
        isFirst = true;
        continue;
      }
      if (sign === "]" && inside === "[" && isFirst) open.pop();
      else if (!string && !scalar) return here("expected a value");
      expected = "end";
    } else if (inside === undefined) return here("something follows the end");
    else if (sign === ",") expected = inside === "{" ? "key" : "value";
    else if (sign === CLOSING[inside]) open.pop();
    else return here(`expected a comma or ${CLOSING[inside]}`);
    isFirst = false;
  }
}

const NEEDED = { value: "a value", key: "a key in double quotes", colon: "a colon" };

function broken(text, from, expected, open) {
  const offset = from + /^\s*/.exec(text.slice(from))[0].length;
  const needed = NEEDED[expected] ?? (open.length > 0 ? `a comma or ${CLOSING[open.at(-1)]}` : "nothing more");
  if (offset === text.length) return { message: `it ends too soon: expected ${needed}`, offset };
  if (text[offset] === '"') return stringFault(text, offset);
  if (text[offset] === "'" || text[offset] === "“") return { message: "text stands in straight double quotes", offset };
  return { message: `expected ${needed}`, offset };
}

function stringFault(text, start) {
  const inside = /^"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/.exec(text.slice(start))[0];
  const offset = start + inside.length;
  if (offset === text.length) return { message: "a text is not closed", offset: start };
  return { message: text[offset] === "\\" ? "no such escape in a text" : "a text may not run over the line: write \\n", offset };
}
