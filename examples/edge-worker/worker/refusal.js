// Why there is no article, and the page that says so.

const escape = (text) => text.replace(/[&"<>]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** Why there is no article: the status for it, the kind as the widget names it, words for a person. */
export class Refusal extends Error {
  constructor(status, kind, message, retryAfter) {
    super(message);
    Object.assign(this, { status, kind, retryAfter });
  }
}

/** The page, or for programs the JSON, that says why there is no article. */
export const refusal = ({ status, kind, message, retryAfter }, src, isForPrograms) => {
  const again = src && status !== 400 && status !== 403 ? `<p><a href="${escape(src)}">The article's address</a></p>` : "";
  const page = `<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<title>This article could not be loaded</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
</head>
<body>
<main>
<h1>This article could not be loaded</h1>
<p>${escape(message)}</p>
${again}
<p><small>${status}, ${escape(kind)}</small></p>
</main>
</body>
</html>
`;
  return isForPrograms
    ? { status, retryAfter, type: "application/json", body: JSON.stringify({ error: { kind, message } }) }
    : { status, retryAfter, type: "text/html; charset=utf-8", body: page };
};
