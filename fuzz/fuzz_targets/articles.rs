//! Any bytes at all, in any format that articles come in: the whole pipeline, up to the
//! report in every format, does not panic. The first byte chooses the reader.

#![no_main]

use factlint::article::READERS;
use factlint::lexicon::Lexicon;
use factlint::pipeline::{Settings, check};
use factlint::reference::{Builder, Reference, builtin};
use factlint::report::{Detail, FORMATS, Run, build};
use factlint::text::source::Source;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static REFERENCE: LazyLock<Reference> = LazyLock::new(|| {
    let mut builder = Builder::new(Lexicon::english());
    for package in builtin::packages() {
        builder.add(package);
    }
    builder.finish().reference
});

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let readers: Vec<_> = READERS.iter().filter_map(|reader| reader.read).collect();
    let source = Source::from_text("fuzz", String::from_utf8_lossy(rest).into_owned(), 1);
    let (article, problems) = readers[usize::from(first) % readers.len()](source);
    let checked = check(&article, Lexicon::english(), &REFERENCE, &Settings::default());
    let report = build(&article, &checked, &REFERENCE, problems, Detail { explain: true, sentences: true, texts: true, closest: true });
    for format in FORMATS {
        (format.article)(&report, &Run { verbose: true, ..Run::default() });
    }
});
