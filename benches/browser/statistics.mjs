// Medians with their quartiles.

const at = (sorted, share) => {
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place % 1);
};

export const spread = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  return { low: at(sorted, 0.25), median: at(sorted, 0.5), high: at(sorted, 0.75) };
};

const figure = (value, digits) => value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** `880 (860–930)` */
export const told = (values, digits = 0) => {
  const { low, median, high } = spread(values);
  const range = [low, high].map((value) => figure(value, digits)).join("–");
  return `${figure(median, digits)} (${range})`;
};

/** Round by round, since what the machine does beside it changes from round to round. */
export const ratio = (values, basis, digits = 2) => told(values.map((value, at) => value / basis[at]), digits);

export const kilobytes = (bytes) => figure(bytes / 1000, 1);
export const megabytes = (bytes) => figure(bytes / 1e6, 1);

export const table = (head, rows) => {
  const line = (cells) => `| ${cells.join(" | ")} |\n`;
  return line(head) + line(head.map((_, at) => (at ? "--:" : "---"))) + rows.map(line).join("");
};
