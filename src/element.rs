//! One widget on a page: its attributes, what it loads, what it draws, what it reports.
//!
//! The entry (`element/article-widget.js`) owns the custom element and everything that must be there
//! before the Wasm is; it makes one [`Widget`] for each element and is told of each outcome.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, Node};
use yew::{AppHandle, Callback, Component, Context, Html, Properties, Renderer};

use crate::article::Article;
use crate::error::Error;
use crate::fetch::{self, Answer};
use crate::format::{self, ReadOptions, Reading};
use crate::json::Writer;
use crate::labels::Labels;
use crate::numbers;
use crate::platform;
use crate::view::{self, Drawing, Options};

const TIMEOUT: u32 = 15_000;

// wasm-bindgen hands over a whole module where nothing has to be converted, and the tools that make
// the glue small know of functions only: hence `bool` and `catch`. None of them throws.
#[wasm_bindgen(module = "/src/element/contain.js")]
extern "C" {
    /// Whether an element's article is being worked on, until it is drawn: after a trap, nobody in here can tell any more.
    #[wasm_bindgen(js_name = work)]
    fn work(host: &HtmlElement, is_at_it: bool);

    #[wasm_bindgen(js_name = contain, catch)]
    fn contain(trapped: &Function) -> Result<(), JsValue>;

    #[wasm_bindgen(js_name = unmark, catch)]
    fn unmark(root: &Element) -> Result<(), JsValue>;
}

#[wasm_bindgen(module = "/src/element/draw.js")]
extern "C" {
    /// The node that shows a drawing: the one that shows the drawing before, where it can be.
    #[wasm_bindgen(js_name = draw)]
    fn draw(drawing: &str, before: &str, node: Option<&Node>) -> Node;
}

#[wasm_bindgen(module = "/src/element/tell.js")]
extern "C" {
    #[wasm_bindgen(js_name = tell, catch)]
    fn tell(notify: &Function, detail: &str) -> Result<(), JsValue>;
}

/// What there is to draw.
#[derive(Clone)]
enum Content {
    Nothing,
    Article(Rc<Reading>),
    Error(Rc<Error>),
}

impl Content {
    fn article(&self) -> Option<&Article> {
        match self {
            Content::Article(reading) => Some(&reading.article),
            Content::Nothing | Content::Error(_) => None,
        }
    }
}

#[derive(Clone, Properties)]
struct DrawingProps {
    content: Content,
    options: Rc<Options>,
    /// Counts the drawings, so that equal ones need not be compared.
    edition: u32,
    /// Told before and after each drawing: whether it is done.
    drawn: Callback<bool>,
}

impl PartialEq for DrawingProps {
    fn eq(&self, other: &Self) -> bool {
        self.edition == other.edition
    }
}

impl DrawingProps {
    fn drawing(&self) -> Drawing {
        match &self.content {
            Content::Nothing => view::nothing(),
            Content::Article(reading) => view::article(&reading.article, &self.options),
            Content::Error(error) => view::error(error, &self.options),
        }
    }
}

/// The Yew application inside one element. What it shows is made of a whole drawing in one go, and given to Yew as it is:
/// a tree of Yew's own would hold everything a second time.
struct Canvas {
    node: Node,
}

impl Component for Canvas {
    type Message = ();
    type Properties = DrawingProps;

    fn create(context: &Context<Self>) -> Self {
        Canvas { node: draw(context.props().drawing().as_written(), "", None) }
    }

    fn changed(&mut self, context: &Context<Self>, before: &DrawingProps) -> bool {
        let props = context.props();
        props.drawn.emit(false);
        // What was drawn before is not kept, but drawn again.
        self.node =
            draw(props.drawing().as_written(), before.drawing().as_written(), Some(&self.node));
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        Html::VRef(self.node.clone())
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        context.props().drawn.emit(true);
    }
}

/// What the entry holds for one element.
#[wasm_bindgen]
pub struct Widget {
    shared: Rc<Shared>,
}

struct Shared {
    host: HtmlElement,
    notify: Function,
    /// The folder that the widget's own files come from.
    base: String,
    state: RefCell<State>,
}

struct State {
    app: Option<AppHandle<Canvas>>,
    content: Content,
    labels: Labels,
    /// Counts the loads, so that a late answer knows that it is late.
    run: u32,
    edition: u32,
    /// Whether the content has yet to be drawn and reported.
    is_new: bool,
    /// What to report once it is drawn.
    outcome: Option<String>,
}

#[wasm_bindgen]
impl Widget {
    /// Draws into a container. `trapped` is called once, with the error and the elements whose
    /// articles were at work, the latest last, when this instance cannot be used any more. `notify`
    /// is called with the event's detail, whenever that is drawn.
    #[wasm_bindgen(constructor)]
    pub fn new(
        host: HtmlElement,
        container: Element,
        base: String,
        trapped: &Function,
        notify: Function,
    ) -> Widget {
        let _ = contain(trapped);
        let state = State {
            app: None,
            content: Content::Nothing,
            labels: Labels::english(),
            run: 0,
            edition: 0,
            is_new: false,
            outcome: None,
        };
        let shared = Rc::new(Shared { host, notify, base, state: RefCell::new(state) });
        let drawn = shared.drawn();
        let props =
            DrawingProps { content: Content::Nothing, options: Rc::default(), edition: 0, drawn };
        let app = Renderer::<Canvas>::with_root_and_props(container.clone(), props).render();
        shared.state.borrow_mut().app = Some(app);
        let _ = unmark(&container);
        Widget { shared }
    }

    /// Loads and shows the article that `asked` stands for.
    pub fn load(&self, asked: JsValue) {
        let run = self.shared.begin();
        let timeout = self.shared.attribute("timeout");
        let timeout = timeout.as_deref().and_then(numbers::leading).unwrap_or(TIMEOUT);
        let shared = self.shared.clone();
        spawn_local(async move {
            let answer = fetch::text(&asked, timeout).await;
            shared.take(run, answer);
        });
    }

    /// Shows the article in a JSON text that stands in a page.
    pub fn show(&self, text: String, page: &str) {
        let run = self.shared.begin();
        let url = fetch::base_of(&text, page);
        self.shared.take(run, Ok(Answer { text, url }));
    }

    /// The article JSON of the article that is shown; none before there is one.
    pub fn article(&self) -> Option<String> {
        self.shared.state.borrow().content.article().map(Article::to_json)
    }

    /// Draws again with what the attributes say now.
    pub fn redraw(&self) {
        self.shared.draw();
    }

    /// Ends what is under way and takes the article out of the page.
    pub fn destroy(self) {
        self.shared.begin();
        let app = self.shared.state.borrow_mut().app.take();
        if let Some(app) = app {
            app.destroy();
        }
        work(&self.shared.host, false);
    }
}

impl Shared {
    fn attribute(&self, name: &str) -> Option<String> {
        self.host.get_attribute(name).filter(|value| !value.is_empty())
    }

    /// Begins a load; the answer to the one before comes too late.
    fn begin(&self) -> u32 {
        let mut state = self.state.borrow_mut();
        state.is_new = false;
        state.outcome = None;
        state.run += 1;
        state.run
    }

    fn is_current(&self, run: u32) -> bool {
        self.state.borrow().run == run
    }

    /// Shows the article of an answer, or why there is none.
    fn take(self: &Rc<Self>, run: u32, answer: Result<Answer, Error>) {
        if !self.is_current(run) {
            return;
        }
        work(&self.host, true);
        match answer {
            Err(error) => self.show(Err(error)),
            Ok(answer) => self.show(format::read(&answer.text, &self.options_of(&answer))),
        }
    }

    fn options_of(&self, answer: &Answer) -> ReadOptions {
        ReadOptions {
            base: Some(answer.url.clone()),
            format: self.attribute("format"),
            item: self.attribute("item"),
        }
    }

    fn show(self: &Rc<Self>, reading: Result<Reading, Error>) {
        let mut state = self.state.borrow_mut();
        state.is_new = true;
        state.content = match reading {
            Ok(reading) => Content::Article(Rc::new(reading)),
            Err(error) => Content::Error(Rc::new(error)),
        };
        drop(state);
        self.draw();
    }

    /// Draws the present content; its language's words may have to be fetched first.
    fn draw(self: &Rc<Self>) {
        let language = self.language();
        let file = Labels::file(&language);
        let mut state = self.state.borrow_mut();
        if file.is_none() {
            state.labels = Labels::built_in(&language);
        } else if state.labels.language() != language {
            let (shared, run) = (self.clone(), state.run);
            return spawn_local(async move {
                let labels = labels(&language, &shared.base).await;
                // The host may have chosen another meanwhile, which is drawn already.
                if shared.is_current(run) && shared.language() == language {
                    shared.state.borrow_mut().labels = labels;
                    shared.put();
                }
            });
        }
        drop(state);
        self.put();
    }

    fn put(self: &Rc<Self>) {
        work(&self.host, true);
        let mut state = self.state.borrow_mut();
        let options = Rc::new(self.options(state.labels.clone()));
        let content = state.content.clone();
        if std::mem::take(&mut state.is_new) {
            state.outcome = match &content {
                Content::Nothing => None,
                Content::Article(reading) => Some(loaded(reading, &options)),
                Content::Error(error) => Some(failed(error)),
            };
        }
        state.edition += 1;
        let props = DrawingProps { content, options, edition: state.edition, drawn: self.drawn() };
        if let Some(app) = &mut state.app {
            app.update(props);
        }
    }

    fn drawn(self: &Rc<Self>) -> Callback<bool> {
        let weak = Rc::downgrade(self);
        Callback::from(move |is_done: bool| {
            if let Some(shared) = weak.upgrade() {
                work(&shared.host, !is_done);
                if is_done {
                    shared.report();
                }
            }
        })
    }

    /// Tells the entry what is on the page now. It may call back, so nothing is borrowed.
    fn report(&self) {
        let outcome = self.state.borrow_mut().outcome.take();
        if let Some(detail) = outcome {
            // What a listener throws is the listener's affair; the browser has reported it.
            let _ = tell(&self.notify, &detail);
        }
    }

    /// The language of the widget's own words.
    fn language(&self) -> String {
        view::language(|name| self.attribute(name), self.state.borrow().content.article())
    }

    fn options(&self, labels: Labels) -> Options {
        let host = self.host.clone();
        let width = Callback::from(move |()| {
            u32::try_from(host.client_width()).ok().filter(|width| *width > 0)
        });
        let mut options = Options::of_attributes(|name| self.attribute(name), labels, width);
        options.saves_data = platform::saves_data() == Some(true);
        options
    }
}

/// The words of a language, or English ones where there are none.
async fn labels(language: &str, base: &str) -> Labels {
    let Some(file) = Labels::file(language) else { return Labels::english() };
    let mut url = String::from(base);
    url.push_str("labels/");
    url.push_str(file);
    url.push_str(".json");
    match fetch::text(&fetch::ask(&url, false), TIMEOUT).await {
        Ok(answer) => Labels::read(language, &answer.text),
        Err(_) => Labels::english(),
    }
}

/// The detail of `article-load`.
fn loaded(reading: &Reading, options: &Options) -> String {
    let mut json = Writer::new();
    json.open('{');
    json.key("headline");
    json.string(&reading.article.headline.to_plain());
    json.key("words");
    json.number(reading.article.words().into());
    json.key("minutes");
    json.number(reading.article.minutes(options.words_per_minute).into());
    json.key("format");
    json.string(reading.format);
    json.key("warnings");
    json.open('[');
    for warning in &reading.warnings {
        json.separate();
        json.open('{');
        json.key("path");
        json.string(&warning.path);
        json.key("message");
        json.string(&warning.message);
        json.close('}');
    }
    json.close(']');
    json.close('}');
    json.0
}

/// The detail of `article-error`.
fn failed(error: &Error) -> String {
    let reason = view::reason(error);
    let mut json = Writer::new();
    json.open('{');
    json.key("kind");
    json.string(error.kind.as_str());
    json.key("message");
    json.string(if error.message.is_empty() { &reason } else { &error.message });
    if let Some(status) = error.status {
        json.key("status");
        json.number(status.into());
    }
    json.close('}');
    json.0
}
