//! One text from the network, or why there is none: attempts and the pauses between them, a time for
//! each and for all, statuses, a bound on the size. `fetch.js` sends requests and decodes bytes.

use gloo_net::http::Response;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Date, Math, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::error::{Error, ErrorKind};
use crate::numbers;

/// Bytes of an answer that are read at most. A long article has 100 KB.
const MAX_BYTES: u32 = 5 * 1024 * 1024;

const ATTEMPTS: u32 = 3;

/// Milliseconds before the second attempt, and twice as many before the third.
const PAUSE: f64 = 500.0;

// Why some of them may `catch` is said in element.rs.
#[wasm_bindgen(module = "/src/fetch.js")]
extern "C" {
    /// What is to be asked for, and whether cookies go along to another origin.
    #[wasm_bindgen(js_name = ask)]
    pub(crate) fn ask(url: &str, credentials: bool) -> JsValue;

    /// What relative URLs resolve against in a JSON text that stands in a page.
    #[wasm_bindgen(js_name = baseOf)]
    pub(crate) fn base_of(text: &str, page: &str) -> String;

    /// Ends a request.
    #[wasm_bindgen(js_name = leave)]
    pub(crate) fn leave(asked: &JsValue);

    #[wasm_bindgen(js_name = told)]
    fn told(asked: &JsValue) -> Option<Promise>;

    #[wasm_bindgen(js_name = tell)]
    fn tell(asked: &JsValue, kind: &str, text: &JsValue, place: &JsValue);

    #[wasm_bindgen(js_name = halt)]
    fn halt(asked: &JsValue, is_late: bool);

    #[wasm_bindgen(js_name = send, catch)]
    fn send(asked: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_name = receive)]
    fn receive(asked: &JsValue, response: &web_sys::Response, limit: u32) -> Promise;

    #[wasm_bindgen(js_name = pause, catch)]
    fn pause(asked: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_name = hindrance, catch)]
    fn hindrance(asked: &JsValue) -> Result<Promise, JsValue>;
}

/// A text and the address it came from, redirects followed.
pub(crate) struct Answer {
    pub(crate) text: String,
    pub(crate) url: String,
}

/// How an attempt ended.
struct Outcome {
    /// None for a text.
    kind: Option<ErrorKind>,
    /// The text, or the error's words.
    text: JsValue,
    /// The text's address, or the error's status.
    place: JsValue,
    /// Where another attempt may help: how many milliseconds to wait for it at least.
    wait: Option<f64>,
}

impl Outcome {
    fn error(kind: ErrorKind) -> Self {
        Outcome { kind: Some(kind), text: JsValue::NULL, place: JsValue::NULL, wait: None }
    }
}

/// The answer to what was asked, within so many milliseconds for each attempt and twice as many for
/// all. Those who share a request share its answer.
pub(crate) async fn text(asked: &JsValue, timeout: u32) -> Result<Answer, Error> {
    let answer = loop {
        if let Some(answer) = told(asked) {
            break answer;
        }
        let Outcome { kind, text, place, .. } = persist(asked, timeout).await;
        tell(asked, kind.map_or("", ErrorKind::as_str), &text, &place);
    };
    let network = |_| Error::new(ErrorKind::Network, "");
    let answer: Array = JsFuture::from(answer).await.map_err(network)?.unchecked_into();
    let word = |at| answer.get(at).as_string().unwrap_or_default();
    let kind = word(0);
    if kind.is_empty() {
        return Ok(Answer { text: word(1), url: word(2) });
    }
    let mut error = Error::new(ErrorKind::named(&kind), word(1));
    error.status = answer.get(2).as_f64().map(|status| status as u16);
    Err(error)
}

async fn persist(asked: &JsValue, timeout: u32) -> Outcome {
    let timeout = f64::from(timeout);
    let end = Date::now() + 2.0 * timeout;
    let mut left = ATTEMPTS;
    let mut least = PAUSE;
    loop {
        let timer = halt_after(asked, timeout.min(end - Date::now()));
        let outcome = match attempt(asked).await {
            Ok(outcome) => outcome,
            Err(reason) => failure(asked, &reason).await,
        };
        drop(timer);
        // A body that is of no use may be endless.
        halt(asked, false);
        let Some(wait) = outcome.wait else { return outcome };
        // Readers who failed together should not come back together.
        let time = wait.max(least * (0.5 + Math::random()));
        left -= 1;
        if left == 0 || Date::now() + time >= end {
            return outcome;
        }
        let Ok(pause) = pause(asked) else { return outcome };
        let _timer = halt_after(asked, time);
        if !JsFuture::from(pause).await.is_ok_and(|users| users.is_truthy()) {
            return outcome;
        }
        least *= 2.0;
    }
}

fn halt_after(asked: &JsValue, milliseconds: f64) -> Timeout {
    let asked = asked.clone();
    Timeout::new(milliseconds as u32, move || halt(&asked, true))
}

/// Fails with null where its time is up, with something else where there was no answer.
async fn attempt(asked: &JsValue) -> Result<Outcome, JsValue> {
    let response = JsFuture::from(send(asked)?).await?;
    let response: Response = response.unchecked_into::<web_sys::Response>().into();
    let status = response.status();
    if !response.ok() {
        let may_pass = status == 429 || status >= 500;
        return Ok(Outcome {
            place: status.into(),
            wait: may_pass.then(|| retry_after(&response)),
            ..Outcome::error(ErrorKind::Http)
        });
    }
    let url = response.url();
    let text = JsFuture::from(receive(asked, &response.into(), MAX_BYTES)).await?;
    Ok(if text.is_undefined() {
        let words = "The answer is larger than 5 MB.";
        Outcome { text: words.into(), ..Outcome::error(ErrorKind::TooLarge) }
    } else {
        Outcome { kind: None, text, place: url.into(), wait: None }
    })
}

async fn failure(asked: &JsValue, reason: &JsValue) -> Outcome {
    if reason.is_null() {
        return Outcome { wait: Some(0.0), ..Outcome::error(ErrorKind::Timeout) };
    }
    let why = match hindrance(asked) {
        Ok(why) => JsFuture::from(why).await.unwrap_or_default(),
        Err(error) => error,
    };
    match why.as_string() {
        None => Outcome { wait: Some(0.0), ..Outcome::error(ErrorKind::Network) },
        Some(words) if words.is_empty() => Outcome::error(ErrorKind::Offline),
        Some(_) => Outcome { text: why, ..Outcome::error(ErrorKind::Blocked) },
    }
}

/// The milliseconds that a server wants to be left alone: it says seconds or a date, which other
/// origins may keep to themselves.
fn retry_after(response: &Response) -> f64 {
    let Some(value) = response.headers().get("retry-after") else { return 0.0 };
    match numbers::leading(&value) {
        Some(seconds) => f64::from(seconds) * 1000.0,
        None => Date::parse(&value) - Date::now(),
    }
}
