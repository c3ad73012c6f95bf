// The entry: the one file that a page loads. Bundlers and pages that want another name for the tag
// import define.js, which does nothing by itself.

import { define } from "./define.js";

define();
