// What the widget offers, by its published manifest; what the build found for the gallery.

const read = async (path) => (await fetch(path)).json();

const [manifest, gallery] = await Promise.all([read("custom-elements.json"), read("preview/gallery.json")]);
const element = manifest.modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName);

export const attributes = element.attributes.filter(({ description }) => !description.includes("read only"));
export const parts = element.cssParts;
export const variables = element.cssProperties;
export const { formats, languages, looks, version } = gallery;

const ours = new Set([...attributes, ...variables].map(({ name }) => name));

/** Whether the address may set this: another attribute there could be somebody else's script. */
export const isOurs = (name) => ours.has(name);
export const isVariable = (name) => name.startsWith("--");
