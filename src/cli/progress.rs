//! A progress bar on standard error, for long work on a terminal: how much of the bytes is
//! read, how many articles, how fast, and how long it will take; or which step is under way.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// A bar over bytes alone. Invisible unless standard error is a terminal.
pub fn bar(bytes: u64) -> ProgressBar {
    drawn(bytes, "{elapsed_precise} [{wide_bar}] {bytes}/{total_bytes} {msg} ({eta} left)")
}

/// A bar over steps that are told by name as each begins. Invisible unless standard error is a terminal.
pub fn steps(count: usize) -> ProgressBar {
    drawn(count as u64, "{elapsed_precise} [{wide_bar}] {pos} of {len} {msg}")
}

fn drawn(length: u64, template: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() || length == 0 {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr_with_hz(8));
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.enable_steady_tick(Duration::from_millis(500));
    bar
}

/// A bar over bytes and articles read. Invisible unless standard error is a terminal.
pub struct Bar {
    bar: ProgressBar,
    articles: AtomicUsize,
    all: Option<usize>,
    since: Instant,
}

impl Bar {
    /// A bar for so many bytes in so many articles, where their number is known.
    pub fn new(bytes: u64, all: Option<usize>) -> Self {
        let bar = drawn(bytes, "{elapsed_precise} [{wide_bar}] {percent}%, {msg}, {eta} left");
        Bar { bar, articles: AtomicUsize::new(0), all, since: Instant::now() }
    }

    /// One article of so many bytes is done.
    pub fn did(&self, bytes: usize) {
        let articles = self.articles.fetch_add(1, Ordering::Relaxed) + 1;
        if self.bar.is_hidden() {
            return;
        }
        let all = self.all.map_or_else(String::new, |all| format!(" of {all}"));
        let rate = articles as f64 / self.since.elapsed().as_secs_f64().max(0.001);
        self.bar.set_message(format!("{articles}{all} articles, {rate:.0} a second"));
        self.bar.inc(bytes as u64);
    }

    /// Takes the bar away; returns how many articles were done, and of how many.
    pub fn finish(self) -> (usize, Option<usize>) {
        self.bar.finish_and_clear();
        (self.articles.into_inner(), self.all)
    }
}
