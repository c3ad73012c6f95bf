import { svelte } from "@sveltejs/vite-plugin-svelte";
import articleWidget from "article-widget/vite";
import { defineConfig } from "vite";

export default defineConfig({ base: "./", publicDir: "../public", plugins: [svelte(), articleWidget()] });
