// Takes out of a Wasm module what the widget never runs but no linker can know to be unused.

import { called } from "./glue.mjs";
import { Module } from "./wasm.mjs";

// Names as `plain` makes them.

// Whoever gets here has found a fault of ours. It is told by a trap, which the entry turns into an
// error; a panic's words are for developers, whose build has them.
const PANICS = [
  /^core::panicking::/,
  /^std::panicking::/,
  /^core::(option|result)::(expect|unwrap)_failed/,
  /^core::cell::panic_/,
  /^core::str::slice_error_fail/,
  /^core::slice::.*(_fail$|len_mismatch)/,
  /^alloc::(alloc::handle_alloc_error|raw_vec::(capacity_overflow|handle_error))/,
  /^std::(alloc::rust_oom|sys::backtrace::__rust_end)/,
  /^__rustc::(rust_begin_unwind|rust_panic)/,
  /^console_error_panic_hook::/,
];

// Only the words of panics are formatted.
const FORMATTING = [/[ :]fmt::/, /escape_debug/];

// Parts of Yew for what the widget has not: elements and texts, which are given to it as nodes, and lists of them; event
// handlers, raw markup, portals, suspense, messages, components within components, drawings that are kept and used again.
const YEW = [
  /^yew::dom_bundle::subtree_root::SubtreeData::add_listener/,
  /^yew::dom_bundle::subtree_root::EventDescriptor as/,
  /^yew::dom_bundle::subtree_root::BSubtree::ensure_handled/,
  /^yew::dom_bundle::btag::listeners::(ListenerRegistration::register|Registry::unregister)/,
  /VRaw( as .*)?::attach/,
  /VPortal( as .*)?::attach/,
  /VSuspense( as .*)?::attach/,
  /^yew::dom_bundle::braw::BRaw::/,
  /ComponentState::suspend/,
  /^yew::html::component::scope::AnyScope::find_parent_scope/,
  /^yew::html::component::scope::Scope.*::send_message/,
  /^yew::html::component::lifecycle::UpdateRunner as /,
  /VComp( as .*)?::attach/,
  /^yew::dom_bundle::bnode::BNode as .*::shift/,
  /^yew::virtual_dom::(vnode::VNode|vlist::VList) as core::clone::Clone/,
  /^indexmap::/,
  /VTag( as .*)?::(attach|reconcile)/,
  /VText( as .*)?::(attach|reconcile)/,
  /VList( as .*)?::(attach|reconcile)/,
  /^yew::dom_bundle::btag::/,
];

// The compiler makes one function of several that are alike, under the name of any of them: what is
// short, as drops are, may be somebody else's as well. What panics is alike only among itself.
const DROP = /^core::ptr::drop_in_place/;
const SHORT = 64;

const TRAP = Uint8Array.of(0, 0x00, 0x0b);

const PATTERNS = [
  ...PANICS.map((pattern) => ({ pattern, least: 0 })),
  ...[...FORMATTING, ...YEW].map((pattern) => ({ pattern, least: SHORT })),
];

/** A name without what differs between compilers: hashes, and the brackets around types. */
function plain(name) {
  return name
    .replace(/\[[0-9a-f]+\]|::h[0-9a-f]{16}/g, "")
    .replace(/[<>]/g, "");
}

/**
 * Empties functions of a module, which must carry its names, and forgets what its glue never calls;
 * the optimiser then removes what only they needed. A pattern for Yew that fits nothing is told: Yew has changed under it.
 */
export function empty(linked, glue) {
  const module = new Module(linked);
  const names = module.names();
  const imported = module.imported();
  const unused = new Set(YEW);
  module.bodies = module.bodies.map((body, index) => {
    const name = plain(names.get(imported + index) ?? "");
    if (DROP.test(name)) return body;
    const found = PATTERNS.find(({ pattern, least }) => body.length >= least && pattern.test(name));
    unused.delete(found?.pattern);
    return found ? TRAP : body;
  });
  module.keepExports(called(glue, module.outer("export")));
  module.drop((name) => /^(linking|reloc\.)/.test(name));
  return { bytes: module.bytes(), unused: [...unused] };
}

/**
 * Leaves in a module's memory only the constants that it needs: what nothing refers to any more (words of
 * panics, names of source files, tables of what was emptied) is blanked.
 * `linked` is the module as the linker left it, with its notes; `numbers` are those that the code names.
 */
export function keepConstants(linked, module, numbers) {
  const constants = new Module(linked).constants();
  const memory = new Memory(module.data());
  const holders = new Map();
  for (const constant of constants) {
    for (let at = constant.start; at < constant.end; at++) holders.set(at, [...(holders.get(at) ?? []), constant]);
  }
  const live = new Set();
  const keep = (constant) => {
    if (live.has(constant)) return;
    live.add(constant);
    for (let at = Math.ceil(constant.start / 4) * 4; at + 4 <= constant.end; at += 4) {
      holders.get(memory.word(at))?.forEach(keep);
    }
  };
  for (const constant of constants) if ([...constant.reached].some((address) => numbers.has(address))) keep(constant);
  // The optimiser may have added to an address.
  for (const number of numbers) holders.get(number)?.forEach(keep);

  for (const [at, constants] of holders) if (!constants.some((constant) => live.has(constant))) memory.blank(at);
}

/** Segments of a memory as one. */
class Memory {
  constructor(segments) {
    this.segments = segments;
  }

  #find(at) {
    return this.segments.find(({ address, bytes }) => at >= address && at < address + bytes.length);
  }

  byte(at) {
    const segment = this.#find(at);
    return segment ? segment.bytes[at - segment.address] : 0;
  }

  word(at) {
    return (this.byte(at) | (this.byte(at + 1) << 8) | (this.byte(at + 2) << 16) | (this.byte(at + 3) << 24)) >>> 0;
  }

  blank(at) {
    const segment = this.#find(at);
    if (segment) segment.bytes[at - segment.address] = 0;
  }
}
