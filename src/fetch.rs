//! One text from the network, or why there is none. How often and how long is tried is said in
//! `fetch.js`, where it costs fewer bytes than here.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::error::{Error, ErrorKind};

/// Bytes of an answer that are read at most. A long article has 100 KB.
const MAX_BYTES: u32 = 5 * 1024 * 1024;

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

    #[wasm_bindgen(js_name = answer)]
    fn answer(asked: &JsValue, timeout: u32, limit: u32) -> Promise;
}

/// A text and the address it came from, redirects followed.
pub(crate) struct Answer {
    pub(crate) text: String,
    pub(crate) url: String,
}

/// The answer to what was asked, within so many milliseconds for each attempt.
pub(crate) async fn text(asked: &JsValue, timeout: u32) -> Result<Answer, Error> {
    let network = |_| Error::new(ErrorKind::Network, "");
    let answer = JsFuture::from(answer(asked, timeout, MAX_BYTES)).await.map_err(network)?;
    let answer: Array = answer.unchecked_into();
    let word = |at| answer.get(at).as_string().unwrap_or_default();
    let kind = word(0);
    if kind.is_empty() {
        return Ok(Answer { text: word(1), url: word(2) });
    }
    let mut error = Error::new(ErrorKind::named(&kind), word(1));
    error.status = answer.get(2).as_f64().map(|status| status as u16);
    Err(error)
}
