//! The element inside an application in Yew: for applications that take the widget as its publisher serves it.

use yew::prelude::*;

/// A handler that counts what it hears.
fn counter(state: &UseStateHandle<u32>) -> impl Fn(MouseEvent) + use<> {
    let state = state.clone();
    move |_| state.set(*state + 1)
}

#[component]
pub fn Around() -> Html {
    let src = use_state(|| "/articles/ferry.json");
    let is_there = use_state(|| true);
    let drawings = use_state(|| 0);
    let (outer, inner, widget) = (use_state(|| 0), use_state(|| 0), use_state(|| 0));
    let slotted = use_state(|| 0);
    let another = {
        let src = src.clone();
        move |_: MouseEvent| src.set("/articles/library.json")
    };
    let remove = {
        let is_there = is_there.clone();
        move |_: MouseEvent| is_there.set(false)
    };
    html! {
        <main>
            <script type="module" src="/article-widget/article-widget.js"></script>
            <button id="again" onclick={counter(&drawings)}>{ format!("Drawn again: {}", *drawings) }</button>
            <button id="other" onclick={another}>{ "Another article" }</button>
            <button id="remove" onclick={remove}>{ "Remove" }</button>
            <output id="heard">{ format!("{} {} {} {}", *outer, *inner, *widget, *slotted) }</output>
            <div id="outer" onclick={counter(&outer)}>
                <div onclick={counter(&inner)}>
                    if *is_there {
                        <article-widget
                            src={*src}
                            collapse="1"
                            title={drawings.to_string()}
                            onclick={counter(&widget)}
                        >
                            <p slot="after-body">
                                <button id="slotted" onclick={counter(&slotted)}>{ "Of the page" }</button>
                            </p>
                        </article-widget>
                    }
                </div>
            </div>
        </main>
    }
}
