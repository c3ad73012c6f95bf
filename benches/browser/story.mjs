// The story that all show, in 18 blocks, and longer ones made of the same blocks.

const BLOCKS = [
  "<p>The branch library in Weaver Street used to lock its doors at six. Since the first of March it locks nothing: whoever holds a card can walk in at midnight, choose a chair and read until the trams run again.</p>",
  "<p>Nobody at the town hall expected much of it. The night hours were a line in a budget for <em>unused public rooms</em>, put there because heating the building cost nearly as much as closing it, and because a councillor had once been locked out with a manuscript inside.</p>",
  "<p>By Easter the chairs were taken. Nurses came after the late shift, bakers before the early one, and a chess club that had lost its café moved in beside the <a href=\"https://harbour.example/atlases\">atlases</a>.</p>",
  "<blockquote><p>We counted eleven people on the first night and thought that eleven was a success.</p></blockquote>",
  "<p>The figures, which the library publishes each month, now stand at <strong>two hundred and forty</strong> on a weekday. Loans have doubled, though most of those who come at night take nothing home.</p>",
  "<h3>A room that asks for nothing</h3>",
  "<p>What they look for is harder to count. Several said that it is the last warm room in the district where nobody has to buy a drink. One, a translator, has moved her whole working day to the hours between ten and three.</p>",
  "<p>The rules are few and hang beside the door: speak as you would near a sleeping child, eat outside, leave the lamp as you found it. In seven months the guard, who reads too, has had to point at them four times.</p>",
  "<ul><li>No card, no entry after eight</li><li>One lamp for each chair</li><li>The last one out feeds the cat</li></ul>",
  "<p>The cat is not in the inventory. It arrived with the chess players and has been given a shelf mark, which the catalogue accepts although it is not a number that any library has ever used.</p>",
  "<blockquote><p>I came to get warm and stayed for the second volume.</p></blockquote>",
  "<p>Not everybody is content. The union points out that a single guard on duty is a saving, not a service, and that the librarians who answer questions by day find the desks in a state that takes an hour to put right.</p>",
  "<p>Neighbours feared noise and got footsteps. A petition against the lit windows was withdrawn when the <a href=\"https://harbour.example/lamps\">lamps were exchanged</a> for others that shine downwards only.</p>",
  "<h3>Other branches wait</h3>",
  "<p>Four more buildings could follow. Each would need a door that reads cards, a guard and a ventilation that does not roar, which the city's architects put at the price of forty metres of new road.</p>",
  "<p>The vote is in November. Until then Weaver Street goes on, and its visitors have begun to keep a book of their own by the entrance, in which they note the hour and what they were reading.</p>",
  "<p>The latest entries are a manual on bees, a tax guide, three crime novels and <em>a letter from my brother, twice</em>. Somebody has drawn a cat beneath them.</p>",
  "<p>At half past five, when the first tram rings at the corner, the chairs empty within minutes. The lamps stay as they were found.</p>",
];

const HERO = {
  src: "/library.jpg",
  width: 720,
  height: 960,
  alt: "A library at night: one lit window above a row of shelves",
  caption: "Weaver Street after midnight: the lamps shine downwards only",
};

const HEAD = {
  kicker: "City life",
  headline: "The library that forgot to close",
  standfirst: "A branch in Weaver Street stays open all night. <em>What was a way to save on heating</em> has become the fullest room in the district.",
  authors: [{ name: "Ines Harrow" }, { name: "Tobias Lund" }],
  published: "2026-09-14T05:30:00Z",
  language: "en",
};

const body = (count) => Array.from({ length: count }, (_, at) => BLOCKS[at % BLOCKS.length]).join("\n");

/** The story as JSON that the widget and its peers read alike. */
export const story = (hero = HERO) => JSON.stringify({ ...HEAD, hero, body: body(BLOCKS.length) });

/** A longer or shorter one, whose headline says how many blocks it has, none of them like another story's. */
export const storyOf = (count) =>
  JSON.stringify({ ...HEAD, headline: `${HEAD.headline}, in ${count} parts`, body: body(count).replace(/<(p|h3|li)>/g, `<$1>${count}: `) });

/** The same as WordPress's REST API has it. */
export const post = () =>
  JSON.stringify({
    id: 7,
    date_gmt: HEAD.published,
    link: "https://harbour.example/library",
    title: { rendered: HEAD.headline },
    excerpt: { rendered: `<p>${HEAD.standfirst}</p>` },
    content: { rendered: body(BLOCKS.length) },
    lang: HEAD.language,
    _embedded: {
      author: HEAD.authors,
      "wp:featuredmedia": [
        {
          source_url: HERO.src,
          alt_text: HERO.alt,
          caption: { rendered: `<p>${HERO.caption}</p>` },
          media_details: { width: HERO.width, height: HERO.height },
        },
      ],
      "wp:term": [[{ taxonomy: "category", name: HEAD.kicker }]],
    },
  });

/** One whose picture does not say how large it is. */
export const storyOfUnknownSize = () => {
  const { width, height, ...rest } = HERO;
  return story(rest);
};

const MARKDOWN = [
  [/<\/?(p|ul)>/g, ""],
  [/<h3>(.*)<\/h3>/g, "### $1"],
  [/<blockquote>(.*)<\/blockquote>/g, "> $1"],
  [/<li>(.*?)<\/li>/g, "- $1\n"],
  [/<\/?em>/g, "*"],
  [/<\/?strong>/g, "**"],
  [/<a href="(.*?)">(.*?)<\/a>/g, "[$2]($1)"],
];

const inMarkdown = (html) => MARKDOWN.reduce((text, [from, to]) => text.replace(from, to), html);

/** The same in Markdown. */
export const markdown = () =>
  [
    HEAD.kicker,
    `## ${HEAD.headline}`,
    inMarkdown(HEAD.standfirst),
    HEAD.authors.map(({ name }) => name).join(", "),
    `![${HERO.alt}](${HERO.src})`,
    HERO.caption,
    ...BLOCKS.map(inMarkdown),
  ].join("\n\n");

/** The same as one writes it into a page. */
export const markup = () => `<article class="article">
<p class="kicker">${HEAD.kicker}</p>
<h2 class="headline">${HEAD.headline}</h2>
<p class="standfirst">${HEAD.standfirst}</p>
<p class="meta">${HEAD.authors.map(({ name }) => name).join(", ")} · <time datetime="${HEAD.published}">September 14, 2026</time></p>
<figure class="hero"><img src="${HERO.src}" width="${HERO.width}" height="${HERO.height}" alt="${HERO.alt}" fetchpriority="high"><figcaption>${HERO.caption}</figcaption></figure>
<div class="body">${body(BLOCKS.length)}</div>
</article>`;
