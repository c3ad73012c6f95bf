// The block in the editor: fields for what the tag needs.
((wp) => {
  const { createElement: make, Fragment } = wp.element;
  const { InspectorControls, useBlockProps } = wp.blockEditor;
  const { PanelBody, Placeholder, SelectControl, TextControl } = wp.components;
  const { __ } = wp.i18n;

  const themes = ["", "auto", "light", "dark", "sepia"].map((value) => ({ value, label: value || __("As the widget decides", "article-widget") }));

  const Edit = ({ attributes, setAttributes }) => {
    const field = (name, label, Control = TextControl, more = {}) =>
      make(Control, { label, value: attributes[name], onChange: (value) => setAttributes({ [name]: value }), ...more });
    return make(
      Fragment,
      null,
      make(
        InspectorControls,
        null,
        make(
          PanelBody,
          { title: __("Article", "article-widget") },
          field("theme", __("Theme", "article-widget"), SelectControl, { options: themes }),
          field("headingLevel", __("Level of the headline, 1 to 6", "article-widget")),
          field("item", __("Which article, where there are several", "article-widget")),
          field("hide", __("Parts to leave out", "article-widget")),
        ),
      ),
      make(
        "div",
        useBlockProps(),
        make(Placeholder, { icon: "media-document", label: __("Article", "article-widget") }, field("src", __("Address of the article’s JSON", "article-widget"), TextControl, { type: "url" })),
      ),
    );
  };

  wp.blocks.registerBlockType("article-widget/article", { edit: Edit, save: () => null });
})(window.wp);
