//! An application in Yew that shows articles, by address and from its own JSON; at `?element`, the element in it.

mod around;

use std::rc::Rc;

use article_widget::Error;
use article_widget::component::{Article, ArticleView, styles};
use article_widget::format::{ReadOptions, Reading, read};
use yew::prelude::*;

const OWN: &str =
    r#"{"headline": "An article of the page", "body": "<p>No server was asked.</p>"}"#;

#[component]
fn App() -> Html {
    let src = use_state(|| "/articles/ferry.json");
    let theme = use_state(|| "auto");
    let is_own = use_state(|| false);
    let is_there = use_state(|| true);
    let told = use_state(String::new);

    let on_load = {
        let told = told.clone();
        move |reading: Rc<Reading>| told.set(reading.article.headline.to_plain())
    };
    let on_error = {
        let told = told.clone();
        move |error: Error| told.set(error.to_string())
    };
    let sets = |state: &UseStateHandle<&'static str>, value: &'static str| {
        let state = state.clone();
        move |_: MouseEvent| state.set(value)
    };
    let flips = |state: &UseStateHandle<bool>, value: bool| {
        let state = state.clone();
        move |_: MouseEvent| state.set(value)
    };
    let own = match read(OWN, &ReadOptions::default()) {
        Ok(reading) => html! { <ArticleView article={Rc::new(reading.article)} theme={*theme} /> },
        Err(error) => html! { <p role="alert">{ error.to_string() }</p> },
    };
    html! {
        <main>
            <style>{ styles() }</style>
            <button id="theme" onclick={sets(&theme, "dark")}>{ "Dark" }</button>
            <button id="other" onclick={sets(&src, "/articles/library.json")}>{ "Another article" }</button>
            <button id="own" onclick={flips(&is_own, true)}>{ "An article of the page" }</button>
            <button id="remove" onclick={flips(&is_there, false)}>{ "Remove" }</button>
            <output id="told">{ told.to_string() }</output>
            <div id="article">
                if *is_there {
                    if *is_own {
                        { own }
                    } else {
                        <Article src={*src} theme={*theme} {on_load} {on_error} />
                    }
                }
            </div>
        </main>
    }
}

fn main() {
    let query = gloo_utils::window().location().search().unwrap_or_default();
    if query == "?element" {
        yew::Renderer::<around::Around>::new().render();
    } else {
        yew::Renderer::<App>::new().render();
    }
}
