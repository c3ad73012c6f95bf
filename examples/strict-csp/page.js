const tell = (words) => {
  document.querySelector("#told").textContent = words;
};
const widget = () => document.querySelector("article-widget");
const on = (id, act) => document.querySelector(id).addEventListener("click", act);

document.addEventListener("securitypolicyviolation", () => {
  document.querySelector("#violations").value++;
});
document.addEventListener("article-load", ({ detail }) => tell(detail.headline));
document.addEventListener("article-error", ({ detail }) => tell(detail.message));
document.addEventListener("article-link", (event) => {
  event.preventDefault();
  tell(event.detail.href);
});
on("#theme", () => widget().setAttribute("theme", "dark"));
on("#other", () => widget().setAttribute("src", "/articles/library.json"));
on("#own", () => {
  widget().article = { headline: "An article of the page", body: "<p>No server was asked.</p>" };
});
on("#remove", () => widget().remove());
