//! One widget on a page: its attributes, what it loads, what it draws, what it reports.
//!
//! The entry (`element/article-widget.js`) owns the custom element and everything that must be there
//! before the Wasm is; it makes one [`Widget`] for each element and is told of each outcome.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, Node};
use yew::{AppHandle, Callback, Component, Context, Html, Properties, Renderer};

use crate::error::Error;
use crate::fetch::{self, Answer};
use crate::format::{self, ReadOptions, Reading};
use crate::json::Writer;
use crate::labels::Labels;
use crate::numbers;
use crate::platform;
use crate::view::{self, Drawing, Options};

const TIMEOUT: u32 = 15_000;

/// Bytes of JSON from which on an article is drawn in another task than it is read in, so that the page can answer its
/// reader in between.
const LONG: usize = 64 * 1024;

// wasm-bindgen hands over a whole module where nothing has to be converted, and the tools that make
// the glue small know of functions only: hence `bool` and `catch`. None of them throws.
#[wasm_bindgen(module = "/src/element/contain.js")]
extern "C" {
    /// Whether an element's article is being worked on, until it is drawn: after a trap, nobody in here can tell any more.
    #[wasm_bindgen(js_name = work)]
    fn work(host: &HtmlElement, is_at_it: bool);

    #[wasm_bindgen(js_name = contain, catch)]
    fn contain(trapped: &Function) -> Result<(), JsValue>;
}

#[wasm_bindgen(module = "/src/element/draw.js")]
extern "C" {
    /// The node that shows a drawing: the one that shows the drawing before, where it can be.
    #[wasm_bindgen(js_name = draw)]
    fn draw(drawing: &str, before: &str, node: Option<&Node>) -> Node;

    /// To be said once of what Yew draws into.
    #[wasm_bindgen(js_name = prepare, catch)]
    fn prepare(root: &Element) -> Result<(), JsValue>;

    #[wasm_bindgen(js_name = turn, catch)]
    fn turn() -> Result<Promise, JsValue>;
}

#[wasm_bindgen(module = "/src/element/tell.js")]
extern "C" {
    #[wasm_bindgen(js_name = tell, catch)]
    fn tell(notify: &Function, detail: &str) -> Result<(), JsValue>;
}

/// What there is to draw.
#[derive(Clone)]
enum Content {
    Article(Rc<Source>),
    Error(Rc<Error>),
}

impl Content {
    fn reading(&self) -> Result<Rc<Reading>, Rc<Error>> {
        match self {
            Content::Article(source) => source.reading().map_err(Rc::new),
            Content::Error(error) => Err(error.clone()),
        }
    }

    /// Whether what it looks like has little to do with what was there before.
    fn is_another(&self, before: &Content) -> bool {
        match (self, before) {
            (Content::Article(now), Content::Article(before)) => {
                now.options.base != before.options.base
            }
            _ => false,
        }
    }

    /// To be said when nothing more will be asked of it for now.
    fn rest(&self) {
        if let Content::Article(source) = self {
            source.rest();
        }
    }
}

/// Where an article comes from. The text takes half of the memory that the article does, so it is what is kept between
/// two drawings, and read again for the next.
struct Source {
    text: String,
    options: ReadOptions,
    reading: RefCell<Option<Rc<Reading>>>,
}

impl Source {
    fn reading(&self) -> Result<Rc<Reading>, Error> {
        let kept = self.reading.borrow().clone();
        match kept {
            Some(reading) => Ok(reading),
            None => {
                let reading = Rc::new(format::read(&self.text, &self.options)?);
                *self.reading.borrow_mut() = Some(reading.clone());
                Ok(reading)
            }
        }
    }

    fn rest(&self) {
        *self.reading.borrow_mut() = None;
    }
}

/// What is drawn, and how.
struct Shown {
    content: Content,
    options: Options,
}

impl Shown {
    fn drawing(&self) -> Drawing {
        match self.content.reading() {
            Ok(reading) => view::article(&reading.article, &self.options),
            Err(error) => view::error(&error, &self.options),
        }
    }

    /// What there is to report of it.
    fn outcome(&self) -> String {
        match self.content.reading() {
            Ok(reading) => loaded(&reading, &self.options),
            Err(error) => failed(&error),
        }
    }
}

#[derive(Clone, Properties)]
struct CanvasProps {
    node: Node,
    /// Counts the drawings: the node may be the one of before, and shows another.
    edition: u32,
    drawn: Callback<()>,
}

impl PartialEq for CanvasProps {
    fn eq(&self, other: &Self) -> bool {
        self.edition == other.edition
    }
}

/// The Yew application inside one element. What it shows is made of a whole drawing in one go, and given to Yew as it is:
/// a tree of Yew's own would hold everything a second time.
struct Canvas;

impl Component for Canvas {
    type Message = ();
    type Properties = CanvasProps;

    fn create(_: &Context<Self>) -> Self {
        Canvas
    }

    fn view(&self, context: &Context<Self>) -> Html {
        Html::VRef(context.props().node.clone())
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        context.props().drawn.emit(());
    }
}

/// What the entry holds for one element.
#[wasm_bindgen]
pub struct Widget {
    shared: Rc<Shared>,
}

struct Shared {
    host: HtmlElement,
    container: Element,
    notify: Function,
    /// The folder that the widget's own files come from.
    base: String,
    state: RefCell<State>,
}

struct State {
    content: Option<Content>,
    app: Option<AppHandle<Canvas>>,
    /// What is drawn now, and its node.
    shown: Option<(Shown, Node)>,
    labels: Rc<Labels>,
    /// Counts the loads, so that a late answer knows that it is late.
    run: u32,
    edition: u32,
    /// Whether what is drawn is not what the attributes say any more, and somebody sees to it.
    is_stale: bool,
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
            content: None,
            app: None,
            shown: None,
            labels: Rc::new(Labels::english()),
            run: 0,
            edition: 0,
            is_stale: false,
            is_new: false,
            outcome: None,
        };
        let shared = Shared { host, container, notify, base, state: RefCell::new(state) };
        Widget { shared: Rc::new(shared) }
    }

    /// Loads and shows the article that `asked` stands for.
    pub fn load(&self, asked: JsValue) {
        let run = self.shared.begin();
        let timeout = self.shared.attribute("timeout");
        let timeout = timeout.as_deref().and_then(numbers::leading).unwrap_or(TIMEOUT);
        let shared = self.shared.clone();
        spawn_local(async move {
            let answer = fetch::text(&asked, timeout).await;
            if !shared.is_current(run) {
                return;
            }
            let source = shared.read(answer);
            if source.as_ref().is_ok_and(|source| source.text.len() > LONG)
                && let Ok(turn) = turn()
            {
                // Nobody is at work on it for now.
                work(&shared.host, false);
                let _ = JsFuture::from(turn).await;
            }
            if shared.is_current(run) {
                shared.show(source);
            }
        });
    }

    /// Shows the article in a JSON text that stands in a page.
    pub fn show(&self, text: String, page: &str) {
        self.shared.begin();
        let url = fetch::base_of(&text, page);
        self.shared.show(self.shared.read(Ok(Answer { text, url })));
    }

    /// The article JSON of the article that is shown; none before there is one.
    pub fn article(&self) -> Option<String> {
        let content = self.shared.content()?;
        let json = content.reading().ok().map(|reading| reading.article.to_json());
        content.rest();
        json
    }

    /// Draws again with what the attributes say then: several changes in one go make one drawing.
    pub fn redraw(&self) {
        let mut state = self.shared.state.borrow_mut();
        if std::mem::replace(&mut state.is_stale, true) {
            return;
        }
        let run = state.run;
        let shared = self.shared.clone();
        spawn_local(async move {
            // A load draws by itself.
            if shared.is_current(run) {
                shared.state.borrow_mut().is_stale = false;
                shared.draw();
            }
        });
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
        state.is_stale = false;
        state.is_new = false;
        state.outcome = None;
        state.run += 1;
        state.run
    }

    fn is_current(&self, run: u32) -> bool {
        self.state.borrow().run == run
    }

    /// The article of an answer, or why there is none.
    fn read(&self, answer: Result<Answer, Error>) -> Result<Source, Error> {
        work(&self.host, true);
        let Answer { text, url } = answer?;
        let options = self.options_of(url);
        let source = Source { text, options, reading: RefCell::default() };
        source.reading().map(|_| source)
    }

    fn options_of(&self, url: String) -> ReadOptions {
        ReadOptions {
            base: Some(url),
            format: self.attribute("format"),
            item: self.attribute("item"),
        }
    }

    fn content(&self) -> Option<Content> {
        self.state.borrow().content.clone()
    }

    fn show(self: &Rc<Self>, source: Result<Source, Error>) {
        let mut state = self.state.borrow_mut();
        state.is_new = true;
        state.content = Some(match source {
            Ok(source) => Content::Article(Rc::new(source)),
            Err(error) => Content::Error(Rc::new(error)),
        });
        drop(state);
        self.draw();
    }

    /// Draws the present content; its language's words may have to be fetched first.
    fn draw(self: &Rc<Self>) {
        let language = self.language();
        let mut state = self.state.borrow_mut();
        match Labels::file(&language) {
            None => state.labels = Rc::new(Labels::built_in(&language)),
            Some(file) if state.labels.language() != language => {
                let (shared, run) = (self.clone(), state.run);
                return spawn_local(async move {
                    let labels = labels(&language, file, &shared.base).await;
                    // The host may have chosen another meanwhile, which is drawn already.
                    if shared.is_current(run) && shared.language() == language {
                        shared.state.borrow_mut().labels = labels;
                        shared.put();
                    }
                });
            }
            Some(_) => {}
        }
        drop(state);
        self.put();
    }

    /// Nothing is borrowed while it draws: after a trap somebody may ask for the article.
    fn put(self: &Rc<Self>) {
        let Some(content) = self.content() else { return };
        work(&self.host, true);
        let now = Shown { content, options: self.options(self.state.borrow().labels.clone()) };
        let shown = self.state.borrow_mut().shown.take();
        let node = match &shown {
            // What was drawn before is not kept, but drawn again.
            Some((before, node)) if !now.content.is_another(&before.content) => {
                draw(now.drawing().as_written(), before.drawing().as_written(), Some(node))
            }
            _ => draw(now.drawing().as_written(), "", None),
        };
        let mut state = self.state.borrow_mut();
        if std::mem::take(&mut state.is_new) {
            state.outcome = Some(now.outcome());
        }
        now.content.rest();
        if let Some((before, _)) = shown {
            before.content.rest();
        }
        state.shown = Some((now, node.clone()));
        state.edition += 1;
        let props = CanvasProps { node, edition: state.edition, drawn: self.drawn() };
        match &mut state.app {
            Some(app) => app.update(props),
            None => {
                let container = self.container.clone();
                state.app = Some(Renderer::with_root_and_props(container, props).render());
                let _ = prepare(&self.container);
            }
        }
    }

    fn drawn(self: &Rc<Self>) -> Callback<()> {
        let weak = Rc::downgrade(self);
        Callback::from(move |()| {
            if let Some(shared) = weak.upgrade() {
                work(&shared.host, false);
                shared.report();
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
        let reading = self.content().and_then(|content| content.reading().ok());
        let article = reading.as_ref().map(|reading| &reading.article);
        view::language(|name| self.attribute(name), article)
    }

    fn options(&self, labels: Rc<Labels>) -> Options {
        let host = self.host.clone();
        let width = Callback::from(move |()| {
            u32::try_from(host.client_width()).ok().filter(|width| *width > 0)
        });
        let mut options = Options::of_attributes(|name| self.attribute(name), labels, width);
        options.saves_data = platform::saves_data() == Some(true);
        options
    }
}

thread_local! {
    /// The words that were fetched last: articles that share a page mostly share their language.
    static FETCHED: RefCell<Option<Rc<Labels>>> = const { RefCell::new(None) };
}

fn fetched(language: &str) -> Option<Rc<Labels>> {
    FETCHED.with_borrow(|labels| labels.clone()).filter(|labels| labels.language() == language)
}

/// The words of a language, from its file, or English ones where that cannot be had.
async fn labels(language: &str, file: &str, base: &str) -> Rc<Labels> {
    if let Some(labels) = fetched(language) {
        return labels;
    }
    let mut url = String::from(base);
    url.push_str("labels/");
    url.push_str(file);
    url.push_str(".json");
    let labels = match fetch::text(&fetch::ask(&url, false), TIMEOUT).await {
        Ok(answer) => Labels::read(language, &answer.text),
        Err(_) => Labels::english(),
    };
    // Others may have asked at the same time.
    fetched(language).unwrap_or_else(|| {
        let labels = Rc::new(labels);
        FETCHED.set(Some(labels.clone()));
        labels
    })
}

/// The detail of `article-load`.
fn loaded(reading: &Reading, options: &Options) -> String {
    let mut json = Writer::new();
    json.open('{');
    json.key("headline");
    json.string(&reading.article.headline.to_plain());
    let (words, minutes) = reading.article.words_and_minutes(options.words_per_minute);
    json.key("words");
    json.number(words.into());
    json.key("minutes");
    json.number(minutes.into());
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
