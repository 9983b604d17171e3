//! How long reading and checking take: `cargo bench`.

use divan::{Bencher, black_box};
use factlint::article::{Article, reader};
use factlint::lexicon::Lexicon;
use factlint::pipeline::{Settings, check, extract_only};
use factlint::reference::{Builder, Loaded, Reference, builtin};
use factlint::text::source::Source;

fn main() {
    divan::main();
}

const STORY: &str = include_str!("../claims/vietnam-economy.txt");

fn article(copies: usize) -> Article {
    let text = vec![STORY; copies].join("\n\n");
    let read = reader("text").and_then(|r| r.read).expect("a reader of plain text");
    read(Source::from_text("story.txt", text, 1)).0
}

fn built_in() -> Loaded {
    let mut builder = Builder::new(Lexicon::english());
    for package in builtin::packages() {
        builder.add(package);
    }
    builder.finish()
}

#[divan::bench]
fn load_built_in_tables() -> usize {
    black_box(built_in()).reference.packages.len()
}

/// Linear in the text: ten times the text, ten times the time.
#[divan::bench(args = [1, 10, 100])]
fn extract(bencher: Bencher, copies: usize) {
    let (article, reference) = (article(copies), Reference::default());
    bencher
        .counter(divan::counter::BytesCount::of_str(&STORY.repeat(copies)))
        .bench(|| extract_only(&article, Lexicon::english(), &reference, &Settings::default()).claims.len());
}

#[divan::bench(args = [1, 10, 100])]
fn check_against_built_in_tables(bencher: Bencher, copies: usize) {
    let (article, loaded) = (article(copies), built_in());
    bencher
        .counter(divan::counter::BytesCount::of_str(&STORY.repeat(copies)))
        .bench(|| check(&article, Lexicon::english(), &loaded.reference, &Settings::default()).judgements.len());
}
