// As much of the Wasm binary format as the tools here need: sections, names, imports and exports,
// bodies of functions, data.

// From the tool conventions of WebAssembly's object files.
const SEGMENT_INFO = 5;
const SYMBOL_TABLE = 8;
const KIND = { function: 0, data: 1, global: 2, section: 3, tag: 4, table: 5 };
const UNDEFINED = 0x10;
const EXPLICIT_NAME = 0x40;
// R_WASM_MEMORY_ADDR_LEB and _SLEB; these, R_WASM_MEMORY_ADDR_I32 and the offsets into functions and
// sections have addends.
const IS_ADDRESS = new Set([3, 4]);
const HAS_ADDEND = new Set([3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23, 25]);

const SECTION = { custom: 0, import: 2, export: 7, code: 10, data: 11 };

export class Module {
  constructor(bytes) {
    this.start = bytes.subarray(0, 8);
    this.sections = [];
    const reader = new Reader(bytes, 8);
    while (reader.at < bytes.length) {
      const id = reader.byte();
      const content = reader.bytes(reader.number());
      this.sections.push({ id, content });
    }
  }

  /** Leaves out the custom sections whose names a test names. */
  drop(test) {
    this.sections = this.sections.filter(({ id, content }) => id !== SECTION.custom || !test(new Reader(content).text()));
  }

  #section(kind) {
    return this.sections.find(({ id }) => id === SECTION[kind]);
  }

  /** The names of functions, imported ones included, by index. */
  names() {
    const names = new Map();
    for (const { id, content } of this.sections) {
      if (id !== SECTION.custom) continue;
      const reader = new Reader(content);
      if (reader.text() !== "name") continue;
      while (reader.at < content.length) {
        const kind = reader.byte();
        const part = new Reader(reader.bytes(reader.number()));
        if (kind !== 1) continue;
        for (let count = part.number(); count > 0; count--) names.set(part.number(), part.text());
      }
    }
    return names;
  }

  /** The names of a kind of outer things: `import` gives those of fields, `export` of what is exported. */
  outer(kind) {
    const found = [];
    this.#outer(kind, (name) => found.push(name) && name);
    return found;
  }

  /** How many functions are imported. */
  imported() {
    let functions = 0;
    this.#outer("import", (name, what) => {
      functions += what === 0;
      return name;
    });
    return functions;
  }

  /** Gives imports and exports other names, and the one module that is imported from. */
  rename({ imports, exports }, [module, shortModule]) {
    this.#outer("import", (name) => imports.get(name) ?? name, (name) => (name === module ? shortModule : name));
    this.#outer("export", (name) => exports.get(name) ?? name);
  }

  /** Leaves out all exports but these. */
  keepExports(kept) {
    this.#outer("export", (name) => (kept.includes(name) ? name : undefined));
  }

  #outer(kind, rename, renameModule = (name) => name) {
    const section = this.#section(kind);
    if (!section) return;
    const reader = new Reader(section.content);
    const out = [];
    let kept = 0;
    for (let count = reader.number(); count > 0; count--) {
      const module = kind === "import" ? [encodeText(renameModule(reader.text()))] : [];
      const name = reader.text();
      const start = reader.at;
      const what = reader.byte();
      if (kind === "export") reader.number();
      else reader.importType(what);
      const renamed = rename(name, what);
      if (renamed === undefined) continue;
      kept++;
      out.push(...module, encodeText(renamed), section.content.subarray(start, reader.at));
    }
    section.content = join([encode(kept), ...out]);
  }

  /** The bodies of the functions that are not imported. */
  get bodies() {
    const reader = new Reader(this.#section("code").content);
    return Array.from({ length: reader.number() }, () => reader.bytes(reader.number()));
  }

  set bodies(bodies) {
    this.#section("code").content = join([encode(bodies.length), ...bodies.flatMap((body) => [encode(body.length), body])]);
  }

  /** The active segments of the memory: where they lie, and their bytes, which may be written to. */
  data() {
    const reader = new Reader(this.#section("data").content);
    return Array.from({ length: reader.number() }, () => {
      const kind = reader.number();
      if (kind !== 0) throw new Error(`a data segment of kind ${kind}`);
      if (reader.byte() !== 0x41) throw new Error("a data segment without a fixed place");
      const address = reader.number();
      reader.byte();
      return { address, bytes: reader.bytes(reader.number()) };
    });
  }

  /**
   * The constants that the linker placed, where it was told to keep its notes (`--emit-relocs`): for
   * each its place in the memory, and the addresses that code reaches it by, which may lie outside of it.
   */
  constants() {
    const segments = this.data();
    const custom = (wanted) => {
      for (const { id, content } of this.sections) {
        const reader = new Reader(content);
        if (id === SECTION.custom && reader.text() === wanted) return reader;
      }
    };
    const linking = custom("linking");
    const relocations = custom("reloc.CODE");
    if (!linking || !relocations) return [];
    const symbols = [];
    linking.number();
    while (linking.at < linking.source.length) {
      const kind = linking.byte();
      const part = new Reader(linking.bytes(linking.number()));
      if (kind === SEGMENT_INFO) {
        const count = part.number();
        for (const segment of segments.slice(0, count)) {
          segment.isConstant = part.text().startsWith(".rodata");
          part.number();
          part.number();
        }
      }
      if (kind === SYMBOL_TABLE) {
        for (let count = part.number(); count > 0; count--) symbols.push(part.symbol(segments));
      }
    }
    relocations.number();
    for (let count = relocations.number(); count > 0; count--) {
      const type = relocations.byte();
      relocations.number();
      const symbol = symbols[relocations.number()];
      const addend = HAS_ADDEND.has(type) ? relocations.signed() : 0;
      if (IS_ADDRESS.has(type)) symbol?.reached.add(symbol.start + addend);
    }
    return symbols.filter((symbol) => symbol?.segment.isConstant && symbol.end > symbol.start);
  }

  bytes() {
    return join([this.start, ...this.sections.flatMap(({ id, content }) => [Uint8Array.of(id), encode(content.length), content])]);
  }
}

class Reader {
  constructor(source, at = 0) {
    this.source = source;
    this.at = at;
  }

  byte() {
    return this.source[this.at++];
  }

  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  }

  bytes(count) {
    this.at += count;
    return this.source.subarray(this.at - count, this.at);
  }

  text() {
    return Buffer.from(this.bytes(this.number())).toString();
  }

  signed() {
    const start = this.at;
    const value = this.number();
    const bits = 7 * (this.at - start);
    return value >= 2 ** (bits - 1) ? value - 2 ** bits : value;
  }

  symbol(segments) {
    const kind = this.byte();
    const flags = this.number();
    if (kind === KIND.section) return void this.number();
    if (kind !== KIND.data) {
      this.number();
      if (!(flags & UNDEFINED) || flags & EXPLICIT_NAME) this.text();
      return undefined;
    }
    const name = this.text();
    if (flags & UNDEFINED) return undefined;
    const segment = segments[this.number()];
    const start = segment.address + this.number();
    return { name, segment, start, end: start + this.number(), reached: new Set() };
  }

  importType(kind) {
    const limits = () => {
      const flags = this.byte();
      this.number();
      if (flags & 1) this.number();
    };
    if (kind === 0) this.number();
    else if (kind === 1) this.byte(), limits();
    else if (kind === 2) limits();
    else if (kind === 3) this.at += 2;
    else throw new Error(`an import of kind ${kind}`);
  }
}

function encode(number) {
  const bytes = [];
  do {
    bytes.push((number % 128) + (number >= 128 ? 128 : 0));
    number = Math.floor(number / 128);
  } while (number > 0);
  return Uint8Array.from(bytes);
}

function encodeText(text) {
  const bytes = Buffer.from(text);
  return join([encode(bytes.length), bytes]);
}

function join(parts) {
  return Buffer.concat(parts);
}
