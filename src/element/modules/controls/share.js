// The system's share sheet, where there is one, and copying the link, which is always there.

const title = (kit) => kit.article?.querySelector("[part=headline]")?.textContent ?? kit.article?.ariaLabel ?? "";

const copyLink = async (kit) => {
  const { url } = kit;
  try {
    await navigator.clipboard.writeText(url);
    kit.say(kit.words.copied);
  } catch {
    // Where the page may not write, the reader still can.
    kit.say(url);
  }
};

export function share(kit, { button }) {
  if (!navigator.share) return undefined;
  const send = async () => {
    try {
      await navigator.share({ title: title(kit), url: kit.url });
    } catch (error) {
      // The reader thought better of it, or the page forbids it.
      if (error.name !== "AbortError") await copyLink(kit);
    }
  };
  return { nodes: [button("share", "share", send)] };
}

export function copy(kit, { button }) {
  return { nodes: [button("copy", "copy", () => copyLink(kit))] };
}
