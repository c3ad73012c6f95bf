// "Continue reading": opens the rest of the body. The view has drawn both, and draws the rest closed.

export default (kit) => {
  const { root } = kit;

  const onClick = (event) => {
    const target = event.composedPath()[0];
    const button = target.closest?.("[part=continue]");
    if (button) {
      const rest = button.previousElementSibling;
      kit.reveal(rest);
      // The button goes away, and the focus must not go with it.
      kit.focus(rest.firstElementChild);
    }
    const href = target.closest?.("a")?.getAttribute("href") ?? "";
    if (href[0] === "#") {
      const place = root.getElementById(href.slice(1));
      if (place) kit.reveal(place);
    }
  };

  // The browser has found something in it, and is about to show it.
  const onFound = (event) => kit.reveal(event.target);

  root.addEventListener("click", onClick, true);
  root.addEventListener("beforematch", onFound);

  return {
    drawn(kind) {
      // What was opened for one article is closed for the next, but not for a newer edition.
      if (kind === "ready" && !kit.isUpdate) kit.stage.querySelector(".rest")?.setAttribute("hidden", "until-found");
    },
    remove() {
      root.removeEventListener("click", onClick, true);
      root.removeEventListener("beforematch", onFound);
    },
  };
};
