// Text in an address: compressed, in the letters that need no escape there.

const through = (bytes, stream) => new Response(new Blob([bytes]).stream().pipeThrough(stream));

export async function pack(text) {
  const bytes = new Uint8Array(await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw")).arrayBuffer());
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The text again; `undefined` where the address was cut or is not ours. */
export async function unpack(packed) {
  try {
    const letters = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    return await through(bytes, new DecompressionStream("deflate-raw")).text();
  } catch {
    return undefined;
  }
}
