// What the peers share: asking for a story, and its date.

export const load = async (src) => {
  const answer = await fetch(src);
  if (!answer.ok) throw new Error(`${answer.status} ${src}`);
  return answer.json();
};

export const day = (date) => new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(new Date(date));

export const FAILED = "The article could not be loaded.";
