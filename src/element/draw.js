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
    if ('<[">'.includes(kind)) it.head ??= steps.slice(it.start, start);
    if (kind === "<" || kind === "[") {
      outer.push(it);
      it.inside.push((it = { start, inside: [] }));
    } else if (kind === '"') {
      it.inside.push(steps.slice(start + 1, end));
    } else if (kind === ">") {
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
  return add(node, inside);
};

const add = (node, inside) => {
  for (const it of inside) node.append(it.head ? make(it) : it);
  return node;
};

const fill = (node, inside) => {
  node.replaceChildren();
  return add(node, inside);
};

/** The node that shows `now` where `node` shows `before`: the same, where it can be. */
const renew = (node, before, now) => {
  if (!node || before?.head !== now.head) return make(now);
  if (before.all !== now.all) {
    if (now.head[0] === "[") patch(node, before.inside, now.inside);
    else fill(node, now.inside);
  }
  return node;
};

// Whatever says the same stays, in the order of before. What has changed takes the place of what is not wanted any more.
const patch = (list, before, now) => {
  const nodes = [...list.children];
  // Somebody else has been here.
  if (nodes.length !== before.length) return fill(list, now);
  const places = new Map(before.map(({ all }, place) => [all, place]).reverse());
  const wanted = new Set(now.map(({ all }) => all));
  let next = 0;
  for (const piece of now) {
    const place = places.get(piece.all);
    const node = nodes[next];
    if (place >= next) {
      while (next < place) nodes[next++].remove();
      next++;
    } else if (node && !wanted.has(before[next].all)) {
      const made = renew(node, before[next++], piece);
      if (made !== node) node.replaceWith(made);
    } else {
      list.insertBefore(make(piece), node ?? null);
    }
  }
  for (const node of nodes.slice(next)) node.remove();
};

/** The node that shows a drawing of one element: the one that shows the drawing `before`, where it can be. */
export const draw = (drawing, before, node) => renew(node, read(before)[0], read(drawing)[0]);

// How many elements are shown as if each were the only one of its page.
const FEW = 10;
let elements = 0;

/** Makes ready what Yew draws into. Yew's mark is taken off: there are no events of Yew's in there, but an application
    around it may be made with Yew too, and would take the mark for one of its own. And the style sheet is told of a crowd. */
export const prepare = (root) => {
  delete root.__yew_subtree_id;
  if (++elements > FEW) root.classList.add("later");
};

/** Promises a task of its own. */
export const turn = () => new Promise((begin) => setTimeout(begin));
