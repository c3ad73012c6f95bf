// Line drawings of 24 by 24, made node by node: a picture from a data: URL may be forbidden.

const SVG = "http://www.w3.org/2000/svg";

// Those that point somewhere are mirrored where the text runs from the right.
const MIRRORED = new Set(["contents", "listen", "share"]);

const PATHS = {
  contents: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
  listen: "M4 9.5v5h3.5L12 19V5L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11",
  pause: "M8 5v14M16 5v14",
  resume: "M7 4.5v15l12-7.5z",
  stop: "M6 6h12v12H6z",
  share: "M14 5l6 6-6 6v-3.7C9 13.3 6 15 4 18.5c.5-5.5 4-9.5 10-10z",
  copy: "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1",
  smaller: "M4 18l5-12 5 12M5.7 14h6.6M17 12h5",
  larger: "M4 18l5-12 5 12M5.7 14h6.6M17 12h5M19.5 9.5v5",
  theme: "M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16",
};

export function icon(name) {
  const picture = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  picture.setAttribute("class", MIRRORED.has(name) ? "icon mirrored" : "icon");
  if (name === "theme") {
    const half = document.createElementNS(SVG, "path");
    half.setAttribute("d", "M12 4a8 8 0 0 0 0 16z");
    half.setAttribute("class", "solid");
    picture.append(half);
  }
  picture.append(path);
  return picture;
}
