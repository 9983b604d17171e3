//! What the page asks for, and what it is told.

use super::desk::Desk;
use super::guard::{Guard, nowhere, watch};
use super::wire::{Fix, Refused, Target, Wanted};
use axum::extract::rejection::JsonRejection;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Serialize;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes of a request: a decision is short.
const MOST_BYTES: usize = 64 << 10;

/// What all requests share.
struct Shared {
    desk: Mutex<Desk>,
    token: String,
}

type Desks = Arc<Shared>;

/// Everything that can be asked for.
pub fn router(desk: Desk, port: u16, token: &str) -> Router {
    let policy = desk.page(token).policy;
    let guard = Arc::new(Guard::new(port, token, policy, desk.read_only));
    let shared = Arc::new(Shared { desk: Mutex::new(desk), token: token.to_owned() });
    Router::new()
        .route("/", get(page))
        .route("/api/state", get(|State(all): State<Desks>| async move { answer(&all, Desk::state) }))
        .route("/api/version", get(|State(all): State<Desks>| async move { answer(&all, Desk::versions) }))
        .route("/api/article/{id}", get(|State(all): State<Desks>, Path(id): Path<String>| async move { answer(&all, |desk| desk.article(&id)) }))
        .route("/api/decide", post(|State(all): State<Desks>, body: Body<Wanted>| async move { asked(&all, body, Desk::decide) }))
        .route("/api/undo", post(|State(all): State<Desks>, body: Body<Target>| async move { asked(&all, body, Desk::undo) }))
        .route("/api/fix", post(|State(all): State<Desks>, body: Body<Fix>| async move { asked(&all, body, Desk::fix) }))
        .route("/api/unfix", post(|State(all): State<Desks>, body: Body<Target>| async move { asked(&all, body, Desk::unfix) }))
        .route("/api/draft", post(|State(all): State<Desks>, body: Body<Target>| async move { asked(&all, body, Desk::draft) }))
        .fallback(nowhere)
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(from_fn_with_state(guard, watch))
        .with_state(shared)
}

type Body<T> = Result<Json<T>, JsonRejection>;

async fn page(State(all): State<Desks>) -> Response {
    let desk = all.desk.lock().unwrap_or_else(PoisonError::into_inner);
    Html(desk.page(&all.token).html).into_response()
}

/// What the desk says.
fn answer<T: Serialize>(all: &Shared, ask: impl FnOnce(&mut Desk) -> Result<T, Refused>) -> Response {
    match ask(&mut all.desk.lock().unwrap_or_else(PoisonError::into_inner)) {
        Ok(said) => Json(said).into_response(),
        Err(refused) => refused.into_response(),
    }
}

/// The same, for what the body asks.
fn asked<B, T: Serialize>(all: &Shared, body: Body<B>, ask: impl FnOnce(&mut Desk, &B) -> Result<T, Refused>) -> Response {
    match body {
        Ok(Json(body)) => answer(all, |desk| ask(desk, &body)),
        Err(wrong) => (wrong.status(), Json(serde_json::json!({ "error": wrong.body_text() }))).into_response(),
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status: StatusCode = self.status;
        (status, Json(serde_json::json!({ "error": self.why, "article": self.article }))).into_response()
    }
}
