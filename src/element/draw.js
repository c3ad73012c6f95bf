// Makes nodes of a drawing. That is a text of steps, each ended by a NUL: `<tag` begins an element, `[tag` one that holds
// nothing but elements, `name=value` is an attribute, `"text` a text, `>` ends an element.

const END = "\0";

/** The elements side by side: of each its steps up to what it holds, all of its steps, and what it holds. */
const read = (steps) => {
  const outer = [];
  let it = { inside: [] };
  let start = 0;
  for (let end; (end = steps.indexOf(END, start)) >= 0; start = end + 1) {
    const kind = steps[start];
    const begins = kind === "<" || kind === "[";
    const isText = kind === '"';
    const ends = kind === ">";
    if (begins || isText || ends) it.head ??= steps.slice(it.start, start);
    if (begins) {
      outer.push(it);
      it.inside.push((it = { start, inside: [] }));
    } else if (isText) {
      it.inside.push(steps.slice(start + 1, end));
    } else if (ends) {
      it.all = steps.slice(it.start, end);
      it = outer.pop();
    }
  }
  return it.inside;
};

const make = ({ head, inside }) => {
  const [tag, ...attributes] = head.slice(1, -1).split(END);
  const node = document.createElement(tag);
  for (const attribute of attributes) {
    const at = attribute.indexOf("=");
    node.setAttribute(attribute.slice(0, at), attribute.slice(at + 1));
  }
  return fill(node, inside);
};

const fill = (node, inside) => {
  for (const it of inside) node.append(it.head ? make(it) : it);
  return node;
};

/** The node that shows `now` where `node` shows `before`: the same, where it can be. */
const renew = (node, before, now) => {
  if (!node || before?.head !== now.head) return make(now);
  if (before.all !== now.all) {
    if (now.head[0] === "[") patch(node, before.inside, now.inside);
    else {
      node.replaceChildren();
      fill(node, now.inside);
    }
  }
  return node;
};

const patch = (list, before, now) => {
  const nodes = [...list.children];
  let first = 0;
  let [last, lastNow] = [before.length, now.length];
  while (first < last && first < lastNow && before[first].all === now[first].all) first++;
  while (first < last && first < lastNow && before[last - 1].all === now[lastNow - 1].all) last--, lastNow--;
  const next = nodes[last] ?? null;
  for (let at = first; at < last || at < lastNow; at++) {
    const node = at < last ? nodes[at] : undefined;
    const made = at < lastNow && renew(node, before[at], now[at]);
    if (!made) node?.remove();
    else if (!node) list.insertBefore(made, next);
    else if (node !== made) node.replaceWith(made);
  }
};

/** The node that shows a drawing of one element: the one that shows the drawing `before`, where it can be. */
export const draw = (drawing, before, node) => renew(node, read(before)[0], read(drawing)[0]);
