// The reader's choice of a theme, put where the page's own would stand. It ends with the widget.

const THEMES = ["auto", "light", "dark", "sepia"];

export function theme(kit, { disclosure }) {
  const { host, make } = kit;
  const before = host.getAttribute("theme");
  const choice = (name) => {
    const radio = make("input", { type: "radio", name: "theme", value: name });
    radio.addEventListener("change", () => host.setAttribute("theme", name));
    return make("label", { class: "choice" }, radio, kit.words[`theme-${name}`]);
  };
  const panel = make("fieldset", { part: "themes", class: "panel themes" }, make("legend", {}, kit.words.theme), ...THEMES.map(choice));
  const changed = () => {
    const now = host.getAttribute("theme");
    for (const radio of panel.querySelectorAll("input")) radio.checked = radio.value === (THEMES.includes(now) ? now : "auto");
  };
  changed();
  return {
    nodes: [disclosure("theme", "theme", panel)],
    changed,
    remove() {
      if (before === null) host.removeAttribute("theme");
      else host.setAttribute("theme", before);
    },
  };
}
