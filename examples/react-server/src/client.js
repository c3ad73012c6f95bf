import { define } from "article-widget";
import { createElement } from "react";
import { hydrateRoot } from "react-dom/client";
import { App } from "./app.js";

define("article-widget", "/article-widget/");
hydrateRoot(document.querySelector("#root"), createElement(App));
