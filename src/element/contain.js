// Notices that an instance of the Wasm has trapped, and whose article it was at.

// The elements whose articles the Wasm is at work on; of several the latest is the likeliest.
const hosts = new Set();
let tell;
let letGo;

/** What lets go of this instance; a release's glue gives it. */
export const atTrap = (free) => {
  letGo = free;
};

/** Whether the Wasm is at work on an element's article. */
export const work = (on, isAtIt) => {
  hosts.delete(on);
  if (isAtIt) hosts.add(on);
};

/** Takes Yew's mark off what it draws into. There are no events of Yew's in there, but an application around it may be made with Yew too, and would take the mark for one of its own. */
export const unmark = (root) => {
  delete root.__yew_subtree_id;
};

/** From now on tells, once, of an error that left this instance in the middle of its work. */
export const contain = (trapped) => {
  if (tell) return;
  tell = trapped;
  addEventListener("error", watch);
  addEventListener("unhandledrejection", watch);
};

// Most of the Wasm's work begins in the browser, where only these events tell how it ended. An instance
// before this one has been let go of and fails no more.
const files = [import.meta.url, import.meta.url.replace(".js", "_bg.wasm")];

const watch = ({ error, reason = error }) => {
  const stack = String(reason?.stack);
  const host = [...hosts].at(-1);
  if (!(host && reason?.name === "RuntimeError") && !files.some((file) => stack.includes(`${file}:`))) return;
  removeEventListener("error", watch);
  removeEventListener("unhandledrejection", watch);
  hosts.clear();
  letGo?.();
  tell(reason, host);
};
