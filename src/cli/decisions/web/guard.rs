//! Who may ask.
//!
//! In: a request. Out: the same, or why it is refused. The page is on a port of this
//! machine, which any page in the browser can send requests to, and any name can be made
//! to lead to; so the name, the origin and a secret are all looked at. The token is in the
//! address that the terminal shows, then in a cookie for the page and in a header of every
//! request that the page makes: what only has the cookie can read no more than the page.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The header that carries the token.
const HEADER: &str = "x-factlint-token";

/// What requests are held against.
pub struct Guard {
    port: u16,
    token: String,
    /// The page's policy.
    pub policy: String,
    /// Nothing may be written.
    pub read_only: bool,
}

/// A secret of 128 bits.
///
/// # Errors
/// If the system gives none.
pub fn token() -> anyhow::Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no secret can be had for the page: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat())
}

impl Guard {
    /// A guard of a port.
    pub fn new(port: u16, token: &str, policy: String, read_only: bool) -> Self {
        Guard { port, token: token.to_owned(), policy, read_only }
    }

    fn hosts(&self) -> [String; 2] {
        [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)]
    }

    fn cookie(&self) -> String {
        format!("factlint-{}", self.port)
    }

    /// Why a request is refused, if it is.
    fn refusal(&self, request: &Request) -> Option<&'static str> {
        let headers = request.headers();
        let host = text(headers, header::HOST);
        if !host.is_some_and(|host| self.hosts().iter().any(|own| own == host)) {
            return Some("the request names another host");
        }
        let own = |origin: &str| self.hosts().iter().any(|host| origin.strip_prefix("http://") == Some(host));
        if text(headers, header::ORIGIN).is_some_and(|origin| !own(origin)) || headers.get_all(header::ORIGIN).iter().count() > 1 {
            return Some("the request comes from another page");
        }
        let site = text(headers, HeaderName::from_static("sec-fetch-site"));
        if site.is_some_and(|site| !["same-origin", "none"].contains(&site)) {
            return Some("the request comes from another page");
        }
        let is_page = request.uri().path() == "/" && request.method() == Method::GET;
        let sent = if is_page { in_address(request).or_else(|| self.in_cookie(headers)) } else { text(headers, HeaderName::from_static(HEADER)) };
        if !sent.is_some_and(|sent| same(sent, &self.token)) {
            return Some("the request lacks this session's token; open the address that the terminal shows");
        }
        if self.read_only && request.method() != Method::GET {
            return Some("this page is for reading only");
        }
        None
    }

    fn in_cookie<'r>(&self, headers: &'r HeaderMap) -> Option<&'r str> {
        let name = self.cookie();
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        cookies.flat_map(|all| all.split(';')).find_map(|pair| pair.trim().strip_prefix(name.as_str())?.strip_prefix('='))
    }
}

fn in_address(request: &Request) -> Option<&str> {
    request.uri().query()?.split('&').find_map(|pair| pair.strip_prefix("token="))
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).map(|value| value.to_str().unwrap_or("?"))
}

/// Compares all bytes, so that the time tells nothing.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differ, (x, y)| differ | (x ^ y)) == 0
}

/// Refuses what may not ask, and gives every answer its headers.
pub async fn watch(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    let page = request.uri().path() == "/";
    let mut response = match guard.refusal(&request) {
        Some(why) => (StatusCode::FORBIDDEN, axum::Json(serde_json::json!({ "error": why }))).into_response(),
        None => next.run(request).await,
    };
    let granted = response.status().is_success();
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &str| HeaderValue::from_str(value).map(|value| headers.insert(name, value)).is_ok();
    set(header::CONTENT_SECURITY_POLICY, &format!("{}; frame-ancestors 'none'", guard.policy));
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::REFERRER_POLICY, "no-referrer");
    set(header::CACHE_CONTROL, "no-store");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    if page && granted {
        set(header::SET_COOKIE, &format!("{}={}; HttpOnly; SameSite=Strict; Path=/", guard.cookie(), guard.token));
    }
    response
}

/// What is nowhere.
pub async fn nowhere() -> Response<Body> {
    (StatusCode::NOT_FOUND, axum::Json(serde_json::json!({ "error": "there is nothing here" }))).into_response()
}
