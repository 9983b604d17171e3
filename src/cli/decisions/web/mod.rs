//! `review --web`: the report as a page on which findings are decided.
//!
//! In: articles, as for `review`. Out: a page that only this machine can open, until
//! Ctrl-C. What may ask for what stands in `guard`, what is known in `desk`, what
//! is written in `change`, what goes to and fro in `wire` and `api`.

mod api;
mod change;
mod desk;
mod guard;
mod wire;

use super::args::ReviewArgs;
use super::drafts;
use super::prepare::Prepared;
use super::review::user;
use crate::cli::{Outcome, interrupt};
use anyhow::Context;
use desk::Desk;
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

/// How often Ctrl-C is asked for.
const BREATH: Duration = Duration::from_millis(100);

/// Serves the page until Ctrl-C.
pub fn run(args: &ReviewArgs, prepared: Prepared) -> anyhow::Result<Outcome> {
    let who = args.who.clone().or_else(user).unwrap_or_default();
    let drafts = drafts::locate(args.drafts.drafts.as_deref(), &prepared.decisions.path);
    let desk = Desk::new(prepared, drafts, who, args.read_only)?;
    let outcome = if desk.is_unreadable() { Outcome::Unreadable } else { Outcome::Clean };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    interrupt::listen();
    runtime.block_on(async {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, args.port));
        let listener = tokio::net::TcpListener::bind(address).await.with_context(|| format!("{address} cannot be listened on"))?;
        let port = listener.local_addr()?.port();
        let token = guard::token()?;
        let router = api::router(desk, port, &token);
        {
            let mut out = std::io::stdout().lock();
            writeln!(out, "http://127.0.0.1:{port}/?token={token}")?;
            out.flush()?;
        }
        anstream::eprintln!("factlint: open the page above; only this machine can. Ctrl-C ends.");
        let ended = async {
            while !interrupt::asked() {
                tokio::time::sleep(BREATH).await;
            }
        };
        // a browser keeps connections open: they are not waited for
        tokio::select! {
            served = async { axum::serve(listener, router).await } => served?,
            () = ended => {}
        }
        anyhow::Ok(())
    })?;
    Ok(outcome)
}
