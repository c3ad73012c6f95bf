//! One request: abort, timeout, and a bound on how much is read.

use std::cell::Cell;
use std::rc::Rc;

use gloo_net::http::Response;
use gloo_timers::callback::Timeout;
use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, RequestCredentials, RequestInit, TextDecoder,
};

use crate::error::{Error, ErrorKind};

/// Bytes of an answer that are read at most. A long article has 100 KB.
const MAX_BYTES: usize = 5 * 1024 * 1024;

/// What is asked for.
pub(crate) struct Wanted {
    pub(crate) url: String,
    /// Milliseconds for the whole answer.
    pub(crate) timeout: u32,
    /// Whether cookies go along to another origin.
    pub(crate) credentials: bool,
    /// The `Response` of a request that the page has sent before this code was there.
    pub(crate) first: Option<Promise>,
    /// Ends the request.
    pub(crate) abort: AbortController,
}

/// A text and the address it came from, redirects followed.
pub(crate) struct Answer {
    pub(crate) text: String,
    pub(crate) url: String,
}

/// Fetches a text.
pub(crate) async fn text(wanted: Wanted) -> Result<Answer, Error> {
    let timed_out = Rc::new(Cell::new(false));
    let _timer = Timeout::new(wanted.timeout, {
        let (timed_out, abort) = (timed_out.clone(), wanted.abort.clone());
        move || {
            timed_out.set(true);
            abort.abort();
        }
    });
    match answer(wanted).await {
        // Whatever failed after the time was up failed because of it.
        Err(_) if timed_out.get() => Err(Error::new(ErrorKind::Timeout, "")),
        result => result,
    }
}

async fn answer(wanted: Wanted) -> Result<Answer, Error> {
    let promise = match wanted.first {
        Some(first) => first,
        None => send(&wanted)?,
    };
    let response: Response = JsFuture::from(promise)
        .await
        .map_err(unreachable)?
        .unchecked_into::<web_sys::Response>()
        .into();
    if !response.ok() {
        let mut error = Error::new(ErrorKind::Http, "");
        error.status = Some(response.status());
        // Its body is of no use, and may be endless.
        wanted.abort.abort();
        return Err(error);
    }
    let url = match response.url() {
        url if url.is_empty() => wanted.url,
        url => url,
    };
    let charset = charset(&response);
    let bytes = bytes(&response, &wanted.abort).await?;
    Ok(Answer { text: decode(bytes, charset.as_deref())?, url })
}

/// Without gloo-net's request, which takes whatever a page's own `fetch` may throw for an `Error`.
fn send(wanted: &Wanted) -> Result<Promise, Error> {
    let init = RequestInit::new();
    init.set_signal(Some(&wanted.abort.signal()));
    init.set_credentials(if wanted.credentials {
        RequestCredentials::Include
    } else {
        RequestCredentials::SameOrigin
    });
    let window = web_sys::window().ok_or_else(|| unreachable(JsValue::NULL))?;
    Ok(window.fetch_with_str_and_init(&wanted.url, &init))
}

fn unreachable(_: JsValue) -> Error {
    let offline = web_sys::window().is_some_and(|window| !window.navigator().on_line());
    Error::new(if offline { ErrorKind::Offline } else { ErrorKind::Network }, "")
}

async fn bytes(response: &Response, abort: &AbortController) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let Some(body) = response.body() else { return Ok(bytes) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(unreachable)?;
        let Some(value) =
            Reflect::get(&chunk, &"value".into()).ok().filter(|value| !value.is_undefined())
        else {
            return Ok(bytes);
        };
        let value: Uint8Array = value.unchecked_into();
        if bytes.len() + value.length() as usize > MAX_BYTES {
            abort.abort();
            return Err(Error::new(ErrorKind::TooLarge, "The answer is larger than 5 MB."));
        }
        bytes.append(&mut value.to_vec());
    }
}

fn charset(response: &Response) -> Option<String> {
    let content_type = response.headers().get("content-type")?.to_ascii_lowercase();
    let charset = content_type.split(';').find_map(|part| part.trim().strip_prefix("charset="))?;
    Some(charset.trim_matches('"').into())
}

/// JSON is UTF-8; a byte order mark or the server's word counts where it is not.
fn decode(bytes: Vec<u8>, charset: Option<&str>) -> Result<String, Error> {
    let label = match bytes.as_slice() {
        [0xff, 0xfe, ..] => "utf-16le",
        [0xfe, 0xff, ..] => "utf-16be",
        _ => charset.unwrap_or("utf-8"),
    };
    let bytes = match String::from_utf8(bytes) {
        // What is valid UTF-8 is UTF-8, whatever the server calls it.
        Ok(text) => return Ok(text),
        Err(error) => error.into_bytes(),
    };
    let decoder = TextDecoder::new_with_label(label).or_else(|_| TextDecoder::new());
    decoder
        .and_then(|decoder| decoder.decode_with_u8_array(&bytes))
        .map_err(|_| Error::new(ErrorKind::NotJson, "The answer is in an unknown encoding."))
}
