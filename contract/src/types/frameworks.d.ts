/** Defines the tag, unless the page has it already. `base` is the folder of the widget's files, where they are not beside the script. */
export function define(name?: string, base?: string | URL): void;

type Handlers<Prefix extends string> = {
  [Name in keyof ArticleWidgetEventMap as `${Prefix}${Name}`]?: (event: ArticleWidgetEventMap[Name]) => void;
};
type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}` ? `${Capitalize<First>}${Camel<Rest>}` : Capitalize<Name>;
type VueHandlers = {
  [Name in keyof ArticleWidgetEventMap as `on${Camel<Name>}`]?: (event: ArticleWidgetEventMap[Name]) => void;
};
/** What a framework sets on the element: attributes, and the property `article`. */
type Props = ArticleWidgetAttributes & { article?: object | null };

declare global {
  interface HTMLElementTagNameMap {
    "article-widget": ArticleWidget;
  }
  interface GlobalEventHandlersEventMap extends ArticleWidgetEventMap {}
}

// A framework that is not installed is none that the page uses.
// @ts-ignore
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      // @ts-ignore
      "article-widget": Props & Handlers<"on"> & DetailedHTMLProps<HTMLAttributes<ArticleWidget>, ArticleWidget>;
    }
  }
}

// @ts-ignore
declare module "vue" {
  interface GlobalComponents {
    // @ts-ignore
    "article-widget": new () => ArticleWidget & { $props: Props & VueHandlers & import("vue").HTMLAttributes };
  }
}

// @ts-ignore
declare module "svelte/elements" {
  interface SvelteHTMLElements {
    // @ts-ignore
    "article-widget": Props & Handlers<"on"> & HTMLAttributes<ArticleWidget>;
  }
}
