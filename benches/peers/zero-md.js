// zero-md as its documentation says for those who choose their own parser: the base, marked, and DOMPurify since the
// text is somebody else's.

import DOMPurify from "dompurify";
import { marked } from "marked";
import ZeroMdBase from "zero-md/src/zero-md-base.js";

class ZeroMd extends ZeroMdBase {
  async load() {
    this.template = '<link rel="stylesheet" href="/peers/article.css">';
  }

  async parse({ text }) {
    return DOMPurify.sanitize(marked.parse(text));
  }
}

customElements.define("zero-md", ZeroMd);
