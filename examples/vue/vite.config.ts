import vue from "@vitejs/plugin-vue";
import articleWidget from "article-widget/vite";
import { defineConfig } from "vite";

// Without this Vue takes the tag for a component of its own.
const compilerOptions = { isCustomElement: (tag: string) => tag === "article-widget" };

export default defineConfig({ base: "./", publicDir: "../public", plugins: [vue({ template: { compilerOptions } }), articleWidget()] });
