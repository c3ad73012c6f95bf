// The library, as Wasm.

import module from "./render_bg.wasm";
import { Drawing, Fault, initSync, __wbg_reset_state as startAnew } from "../dist/render.js";
import { Refusal } from "./refusal.js";

initSync({ module });

/** What one large article grew the memory to would stay its size for ever: beyond this it is given back. */
const ENOUGH = 48 * 1024 * 1024;

/** What `draw` makes of a drawing. */
export const drawn = (src, attributes, { stylesheet, script }, draw) => {
  try {
    const drawing = new Drawing(src, stylesheet, script);
    for (const [name, value] of attributes) drawing.set(name, value);
    const text = draw(drawing);
    drawing.free();
    if (initSync().memory.buffer.byteLength > ENOUGH) startAnew();
    return text;
  } catch (error) {
    if (error instanceof Fault) throw new Refusal(error.kind === "restricted" ? 403 : 502, error.kind, error.message);
    // A trap leaves the instance as it was when it happened: the next article gets another.
    startAnew();
    console.error(error);
    throw new Refusal(500, "internal", "The article could not be drawn.");
  }
};
