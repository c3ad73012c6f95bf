// Runs in the page before anything else: keeps hold of the memory of each Wasm.

(() => {
  const memories = (globalThis.wasmMemories = []);
  const watched = (make) => async (...given) => {
    const made = await make.apply(WebAssembly, given);
    memories.push(...Object.values((made.instance ?? made).exports).filter((item) => item instanceof WebAssembly.Memory));
    return made;
  };
  for (const name of ["instantiate", "instantiateStreaming"]) WebAssembly[name] = watched(WebAssembly[name]);
})();
