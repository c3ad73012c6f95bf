// Looks to start from: variables only, as a designer would set them.

export const PRESETS = {
  "As it comes": {},
  Harbour: {
    "--article-color-accent": "light-dark(#005a74, #7fd0e8)",
    "--article-font-headline": '"Avenir Next", "Segoe UI", "Noto Sans", "Helvetica Neue", sans-serif',
    "--article-headline-weight": "800",
    "--article-radius": "12px",
    "--article-measure": "30em",
  },
  Newsprint: {
    "--article-color-accent": "light-dark(#1a1b1e, #e9e7e3)",
    "--article-headline-weight": "500",
    "--article-line-height": "1.5",
    "--article-space": "0em",
    "--article-indent": "1.4em",
    "--article-drop-cap": "3",
    "--article-measure": "27em",
    "--article-radius": "0px",
  },
  Forest: {
    "--article-color": "light-dark(#1d2a22, #e3ece5)",
    "--article-color-muted": "light-dark(#4d6154, #a5b8aa)",
    "--article-color-accent": "light-dark(#1f6b3d, #8fd6a6)",
    "--article-color-background": "light-dark(#f4f8f2, #131a15)",
    "--article-color-surface": "light-dark(#e6eee3, #1e2821)",
    "--article-color-border": "light-dark(#ccdaca, #344239)",
    "--article-padding": "1.5em",
    "--article-radius": "8px",
  },
  "Large print": {
    "--article-font-size": "1.5em",
    "--article-small-size": "0.9em",
    "--article-line-height": "1.75",
    "--article-font-body": '"Atkinson Hyperlegible", "Verdana", "Noto Sans", sans-serif',
  },
  Sidebar: {
    "--article-font-size": "0.95em",
    "--article-headline-size": "1.4em",
    "--article-standfirst-size": "1em",
    "--article-line-height": "1.45",
    "--article-space": "0.8em",
  },
};
