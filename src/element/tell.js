// Tells what is on the page now.

/** Tells the entry, and whoever reads the console; the detail is that of the event, as JSON. */
export const tell = (notify, json) => {
  const detail = JSON.parse(json);
  for (const { path, message } of detail.warnings ?? []) console.warn(`article-widget: ${path}: ${message}`);
  if (detail.kind) console.error(`article-widget: ${detail.kind}: ${detail.message}`);
  notify(detail);
};
