// Keeps what goes wrong inside an instance of the Wasm from the page, and notices whose articles it was at.

// The elements whose articles the Wasm is at work on, the latest last.
const hosts = new Set();
let depth = 0;
let isLost = false;
let tell;

/** Whether the Wasm is at work on an element's article. */
export const work = (on, isAtIt) => {
  hosts.delete(on);
  if (isAtIt) hosts.add(on);
};

/** From now on tells, once, of an error that left this instance in the middle of its work; what it still knows can be asked for then. */
export const contain = (trapped) => {
  tell = trapped;
};

/** The exports of an instance, of which none throws: what an error leaves half done, no caller can mend. `letGo` is called after the one that is told. */
export const guarded = (exports, letGo) => {
  const guard =
    (run) =>
    (...given) => {
      depth++;
      try {
        return run(...given);
      } catch (error) {
        if (!isLost) {
          // Whoever was called by the Wasm and has called it leaves as well.
          if (depth > 1 || !tell) throw error;
          isLost = true;
          tell(error, [...hosts]);
          hosts.clear();
          letGo();
        }
        // Whoever takes several values finds none of them.
        return [0, 0];
      } finally {
        depth--;
      }
    };
  return Object.fromEntries(Object.entries(exports).map(([name, it]) => [name, it.call ? guard(it) : it]));
};
