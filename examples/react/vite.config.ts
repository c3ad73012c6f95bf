import react from "@vitejs/plugin-react";
import articleWidget from "article-widget/vite";
import { defineConfig } from "vite";

export default defineConfig({ base: "./", publicDir: "../public", plugins: [react(), articleWidget()] });
