//! Builds the report of an article: the one place where spans are mapped back to the
//! source, and where a verdict of the article against itself is laid over one against
//! the reference.

use super::finding::{
    ArticleReport, ClaimOut, Coverage, Excerpt, MentionOut, Place, Point, SCHEMA_VERSION, ScoreTerm, SentenceOut, Shown, SpanOut, TextOut, VerdictOut,
};
use super::row::{ClosestOut, EvidenceOut, MissingOut, RunnerUp, ValueOut};
use super::scalar::{Day, Number, UnitName};
use crate::article::{Article, Part};
use crate::claim::{Claim, Modality};
use crate::consistency::Inconsistency;
use crate::lexicon::Lexicon;
use crate::link::closest::{Closest, Finder, Lack};
use crate::link::{Context, Link, Missing};
use crate::measure::interval::Interval;
use crate::measure::when::When;
use crate::mention::Mention;
use crate::mention::draft::Bound;
use crate::pipeline::Checked;
use crate::problem::Problem;
use crate::reference::{EntityId, Fact, FactValue, Reference, RowTexts, Temporal};
use crate::rule::Level;
use crate::text::chars::CharMap;
use crate::text::phrase::combine;
use crate::text::span::{Plain, Span};
use crate::verdict::confidence::SHARP;
use crate::verdict::kind::{Bucket, Verdict};
use crate::verdict::{self, Agreement, Evidence, Judgement};
use chrono::Datelike;
use rust_decimal::prelude::ToPrimitive;
use std::ops::Range;

/// What goes into a report beside what every format needs.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
pub struct Detail {
    /// How each link was made.
    pub explain: bool,
    /// The words of each claim's sentence.
    pub sentences: bool,
    /// The article as it reads, and the series of each row.
    pub texts: bool,
    /// What comes closest to claims that no row decides.
    pub closest: bool,
}

/// Builds the report of an article.
pub fn build(article: &Article, checked: &Checked<'_>, reference: &Reference, problems: Vec<Problem>, detail: Detail) -> ArticleReport {
    let maps: Vec<CharMap> = article.parts.iter().map(|p| CharMap::new(p.text.text())).collect();
    let context = Context::new(&checked.parts, reference, Lexicon::english(), checked.date, checked.as_of);
    let builder = Builder { article, checked, reference, maps, detail, nearest: Finder::new(context) };
    let mut mentions = Vec::with_capacity(checked.parts.iter().map(|p| p.reading.mentions.len()).sum());
    let mut offsets = Vec::new();
    for (number, part) in checked.parts.iter().enumerate() {
        offsets.push(mentions.len());
        mentions.extend(part.reading.mentions.iter().map(|m| builder.mention(number, m)));
    }
    let claims = builder.claims(&offsets, &mentions);
    let coverage = (!checked.judgements.is_empty() || checked.claims.is_empty()).then(|| coverage(checked, &claims));
    let mut report = ArticleReport {
        schema_version: SCHEMA_VERSION,
        id: Some(article.id.clone()),
        path: article.source.name.clone(),
        date: checked.date.map(Day),
        mentions,
        claims,
        coverage,
        problems,
        left_out: 0,
        texts: if detail.texts { article.parts.iter().map(text).collect() } else { Vec::new() },
    };
    let waiting = report.waiting_for_date().count();
    if let Some(coverage) = &mut report.coverage {
        coverage.waiting_for_date = waiting;
    }
    report
}

fn text(part: &Part) -> TextOut {
    TextOut { field: part.field.name(), text: part.text.text().to_owned(), blocks: part.text.blocks().to_vec() }
}

/// Each claim's mention in one bucket; of a group the first claim counts, unless another is checked.
fn coverage(checked: &Checked<'_>, claims: &[ClaimOut]) -> Coverage {
    let mut coverage = Coverage { mentions_total: checked.claims.len(), ..Coverage::default() };
    for group in claims.chunk_by(|a, b| a.mention == b.mention) {
        let buckets = group.iter().filter_map(|c| c.judged.as_ref()).map(|j| j.verdict.bucket());
        let best = buckets.min_by_key(|b| match b {
            Bucket::Checked => 0,
            Bucket::Ambiguous => 1,
            Bucket::NoReference => 2,
            Bucket::NotCheckable => 3,
        });
        match best {
            Some(Bucket::Checked) => coverage.checked += 1,
            Some(Bucket::NoReference) => coverage.no_reference += 1,
            Some(Bucket::NotCheckable) => coverage.not_checkable += 1,
            Some(Bucket::Ambiguous) => coverage.ambiguous += 1,
            None => {}
        }
    }
    coverage
}

struct Builder<'a> {
    article: &'a Article,
    checked: &'a Checked<'a>,
    reference: &'a Reference,
    maps: Vec<CharMap>,
    detail: Detail,
    nearest: Finder<'a>,
}

impl Builder<'_> {
    fn part(&self, part: usize) -> &Part {
        &self.article.parts[part]
    }

    fn span(&self, part: usize, span: Span<Plain>) -> SpanOut {
        let text = &self.part(part).text;
        let map = &self.maps[part];
        let in_source = text.source_span(span);
        let position = self.article.source.position(in_source.start);
        let same = text.is_identical() && self.article.source.is_plain_utf8();
        let line_based = self.article.source.text().starts_with('{');
        let raw = |offset| self.article.source.raw_offset(offset);
        let runs = self.article.runs.as_ref();
        let own = || (!same && !line_based).then(|| [raw(in_source.start), raw(in_source.end)]);
        SpanOut {
            char: [map.before(text.text(), span.start), map.before(text.text(), span.end)],
            byte: [span.start, span.end],
            line: position.line,
            column: position.column,
            source_byte: runs.map_or_else(own, |runs| runs.bytes(in_source)),
            run: runs.and_then(|runs| runs.run(in_source)),
        }
    }

    /// What a format that shows sentences shows of a claim's.
    fn shown(&self, part: usize, sentence: Span<Plain>, mention: Span<Plain>) -> Shown {
        let (near, from) = around(self.part(part).text.text(), sentence.range(), mention.range());
        Shown { sentence: near.to_owned(), at: mention.start as usize - from, excerpt: self.excerpt(part, sentence, mention), place: self.place(part, mention) }
    }

    fn place(&self, part: usize, mention: Span<Plain>) -> Place {
        let source = &self.article.source;
        let span = self.part(part).text.source_span(mention);
        let (start, end) = (source.position(span.start), source.position(span.end));
        Place {
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            byte_column: source.byte_column(span.start),
            end_byte_column: source.byte_column(span.end),
        }
    }

    /// The lines of the source around a mention. A line of JSONL is no sight: its sentence is shown.
    fn excerpt(&self, part: usize, sentence: Span<Plain>, mention: Span<Plain>) -> Excerpt {
        let text = &self.part(part).text;
        let source = self.article.source.text();
        let line = self.article.source.position(text.source_span(mention).start).line;
        if source.starts_with('{') {
            let (shown, from) = around(text.text(), sentence.range(), mention.range());
            return Excerpt { text: shown.replace('\n', " "), mention: [mention.start as usize - from, mention.end as usize - from], line };
        }
        let span = text.source_span(mention);
        // where bytes were lost in decoding, a span of the source is only near
        let (first, last) = (source.floor_char_boundary(span.start as usize), source.ceil_char_boundary(span.end as usize));
        let start = source[..first].rfind('\n').map_or(0, |at| at + 1);
        let end = source[last..].find('\n').map_or(source.len(), |at| at + last);
        let (shown, from) = around(source, start..end, first..last);
        let shown = shown.trim_end();
        Excerpt { text: shown.to_owned(), mention: [(first - from).min(shown.len()), (last - from).min(shown.len())], line }
    }

    fn words(&self, part: usize, span: Span<Plain>) -> String {
        span.of(self.part(part).text.text()).to_owned()
    }

    fn mention(&self, part: usize, mention: &Mention) -> MentionOut {
        let (from, to) = days(mention.when.as_ref());
        MentionOut {
            span: self.span(part, mention.span),
            field: self.part(part).field.name(),
            text: self.words(part, mention.span),
            kind: mention.kind.name(),
            value: mention.value.map(|v| Number(v.value)),
            value_high: mention.high.map(|v| Number(v.value)),
            bound: bound_name(mention),
            unit: mention.unit.clone().map(UnitName),
            noun: mention.noun.as_ref().map(|n| n.lemma.clone()),
            noun_phrase: mention.noun.as_ref().map(|n| self.words(part, n.span)),
            hedge: mention.hedge.map(|h| self.words(part, h.span).to_lowercase()),
            from,
            to,
            grain: mention.when.map(|w| w.grain.name()),
            rule: mention.rule,
        }
    }

    /// What is judged, and of what is only read whatever is said of something: a bare number is a mention and no claim.
    fn claims(&self, offsets: &[usize], mentions: &[MentionOut]) -> Vec<ClaimOut> {
        let judged = !self.checked.judgements.is_empty();
        let mut sentence: Option<((usize, usize), u64)> = None;
        let mut seen = rustc_hash::FxHashMap::default();
        let mut claims = Vec::with_capacity(self.checked.claims.len());
        for (number, claim) in self.checked.claims.iter().enumerate() {
            let words = match sentence {
                Some((of, words)) if of == (claim.part, claim.sentence) => words,
                _ => self.words_of(claim.part, &self.checked.parts[claim.part].reading.sentences[claim.sentence].tokens),
            };
            sentence = Some(((claim.part, claim.sentence), words));
            let own = &self.checked.parts[claim.part].reading.mentions[claim.mention].tokens;
            let fingerprint = combine(words, self.words_of(claim.part, own));
            // the same words again in the same article are another claim
            let again = seen.entry(fingerprint).and_modify(|n| *n += 1).or_insert(0_u32);
            if !judged && claim.subject_text.is_none() && claim.property_text.is_none() {
                continue;
            }
            let id = if *again == 0 { hex(fingerprint) } else { format!("{}-{again}", hex(fingerprint)) };
            let judgements = self.checked.judgements.get(number);
            let first = claims.len();
            // a claim is large: it is put where it stays, and filled there
            claims.push(self.claim(id, claim, offsets, mentions));
            for _ in 1..judgements.map_or(1, Vec::len) {
                claims.push(claims[first].clone());
            }
            let wrong: Vec<&Inconsistency> = self.checked.inconsistencies.iter().filter(|i| i.part == claim.part && i.mention == claim.mention).collect();
            for (number, (out, judgement)) in claims[first..].iter_mut().zip(judgements.into_iter().flatten()).enumerate() {
                self.judge(out, number, judgement, &wrong, (claim, offsets[claim.part]));
            }
        }
        claims
    }

    /// A hash of words in their order; white space and capitals aside.
    fn words_of(&self, part: usize, tokens: &Range<usize>) -> u64 {
        self.checked.parts[part].reading.tokens[tokens.clone()].iter().map(|t| t.hash).fold(0, combine)
    }

    /// The claim without its verdict.
    fn claim(&self, id: String, claim: &Claim, offsets: &[usize], mentions: &[MentionOut]) -> ClaimOut {
        let reading = &self.checked.parts[claim.part].reading;
        let mention = &reading.mentions[claim.mention];
        let sentence = &reading.sentences[claim.sentence];
        let text = self.part(claim.part).text.text();
        let map = &self.maps[claim.part];
        let dated = mention.kind.is_date();
        let (value_from, value_to) = if dated { days(mention.named.or(mention.when).as_ref()) } else { (None, None) };
        let (from, to) = days(claim.time.as_ref());
        let words = |span: Option<Span<Plain>>| span.map(|s| self.words(claim.part, s));
        let told = &mentions[offsets[claim.part] + claim.mention];
        ClaimOut {
            group: id.clone(),
            id,
            span: told.span.clone(),
            field: self.part(claim.part).field.name(),
            sentence: SentenceOut {
                char: [map.before(text, sentence.span.start), map.before(text, sentence.span.end)],
                shown: self.detail.sentences.then(|| self.shown(claim.part, sentence.span, mention.span)),
            },
            mention: offsets[claim.part] + claim.mention,
            related: claim.related.iter().map(|r| offsets[claim.part] + r).collect(),
            subject: None,
            subject_text: words(claim.subject_text),
            property: None,
            property_text: words(claim.property_text),
            object: None,
            value: told.value.filter(|_| !dated),
            value_high: told.value_high,
            bound: told.bound,
            unit: told.unit.clone(),
            value_from,
            value_to,
            value_name: None,
            hedge: told.hedge.clone(),
            from,
            to,
            attribution: claim.attribution.clone(),
            negated: matches!(claim.modality, Modality::Denied | Modality::Rejected),
            pattern: self.checked.parts[claim.part].linked.then_some(claim.pattern),
            silenced: None,
            decided: None,
            judged: None,
        }
    }

    /// Gives the claim its verdict; `number` counts the subjects of one mention.
    fn judge(&self, claim: &mut ClaimOut, number: usize, judgement: &Judgement, wrong: &[&Inconsistency], (said, offset): (&Claim, usize)) {
        if number > 0 {
            claim.id = format!("{}/{}", claim.id, number + 1);
        }
        // a link that is not sure enough to judge is none; one that only lacks a row for the time or of the size is
        let told = judgement.verdict != Verdict::NoReference || matches!(judgement.missing, Some(Missing::Period | Missing::Size));
        let linked = judgement.link.as_ref().filter(|_| told);
        if let Some(link) = linked {
            claim.subject = Some(self.reference.entity(link.subject).id.to_owned());
            claim.property = Some(self.reference.property(link.property).id.clone());
            claim.object = link.object.map(|o| self.reference.entity(o).id.to_owned());
        }
        if let Some(subject) = judgement.derived_of {
            claim.subject = Some(self.reference.entity(subject).id.to_owned());
        }
        let out = claim.judged.insert(self.verdict(judgement));
        if self.detail.closest && wrong.is_empty() && judgement.verdict == Verdict::NoReference && !self.reference.is_empty() {
            self.add_closest(out, judgement, said);
        }
        if let Some(first) = wrong.first() {
            let own = std::mem::take(&mut out.explanation);
            let arithmetic = wrong.iter().map(|i| i.explanation.as_str()).collect::<Vec<_>>().join(" ");
            out.explanation = if judgement.link.is_some() { format!("{arithmetic} {own}") } else { arithmetic }.into();
            if out.verdict != Verdict::Contradicted {
                out.verdict = Verdict::Inconsistent;
                out.code = first.code;
                out.severity = wrong.iter().map(|i| i.severity).max();
                let level = Verdict::Inconsistent.level();
                out.level = if claim.attribution.is_some() { level.lowered() } else { level };
                out.would_pass = Some(first.would_pass.clone());
                out.suggestion.clone_from(&first.suggestion);
                out.confidence = 1.0;
                out.correction = None;
            }
            claim.related.extend(wrong.iter().flat_map(|i| i.related.iter().map(|r| offset + r)));
        } else if self.reference.is_empty() {
            // nobody asked for a reference: its absence is no finding
            out.level = Level::None;
        }
    }

    fn verdict(&self, judgement: &Judgement) -> VerdictOut {
        VerdictOut {
            allowed: judgement.allowed.as_ref().map(ends),
            allowed_unit: judgement.allowed_unit.clone(),
            verdict: judgement.verdict,
            code: judgement.rule.code,
            level: judgement.level,
            severity: None,
            confidence: judgement.confidence(),
            evidence: judgement.evidence.iter().map(|e| self.evidence(e)).collect(),
            explanation: judgement.explanation.clone(),
            would_pass: judgement.would_pass.clone(),
            suggestion: judgement.suggestion.clone(),
            correction: judgement.correction.clone(),
            missing: None,
            closest: Vec::new(),
            runners_up: judgement.runners_up.iter().map(|other| self.runner_up(other, judgement.verdict)).collect(),
            score: if self.detail.explain { score_terms(judgement) } else { Vec::new() },
            series: judgement.link.as_ref().filter(|_| self.detail.texts).map_or_else(Vec::new, |link| self.series(link)),
        }
    }

    /// All numbers of the series that a link's rows belong to, in the order of time.
    fn series(&self, link: &Link) -> Vec<Point> {
        if self.reference.property(link.property).temporal != Temporal::Series {
            return Vec::new();
        }
        let unit = link.rows.deciding.first().and_then(|fact| fact.unit.clone());
        let facts = self.reference.facts_of(link.subject, link.property);
        let mut points: Vec<Point> = facts.filter(|f| f.object == link.object && f.unit == unit).filter_map(|fact| point(&fact)).collect();
        points.sort_by(|a, b| a.year.total_cmp(&b.year));
        points
    }

    fn runner_up(&self, other: &verdict::RunnerUp, verdict: Verdict) -> RunnerUp {
        let link = &other.link;
        let rows = if verdict == Verdict::Ambiguous { &other.evidence[..other.evidence.len().min(RIVAL_ROWS)] } else { &[] };
        RunnerUp {
            verdict: other.verdict,
            evidence: rows.iter().map(|e| self.evidence(e)).collect(),
            subject: self.reference.entity(link.subject).id.to_owned(),
            property: self.reference.property(link.property).id.clone(),
            object: link.object.map(|o| self.reference.entity(o).id.to_owned()),
            confidence: link.score.confidence(),
        }
    }

    /// What is missing for a verdict, and the rows that come closest.
    fn add_closest(&self, out: &mut VerdictOut, judgement: &Judgement, claim: &Claim) {
        let closest = self.nearest.find(claim, judgement.link.as_ref(), judgement.missing);
        out.missing = Some(self.missing(&closest, claim, &judgement.evidence));
        out.closest = closest.rows.iter().map(|fact| self.closest(fact)).collect();
    }

    fn missing(&self, closest: &Closest, claim: &Claim, compared: &[Evidence]) -> MissingOut {
        let id = |entity: EntityId| self.reference.entity(entity).id.to_owned();
        let unknown = closest.unknown.map(|span| self.words(claim.part, span));
        MissingOut {
            what: name_of(closest.lack),
            subject: closest.subject.map(id),
            property: closest.property.map(|p| self.reference.property(p).id.clone()),
            alike: closest.alike.map(id),
            said: self.lack(closest, unknown.as_deref(), claim, !compared.is_empty()),
            unknown,
        }
    }

    /// What is missing, in a sentence.
    fn lack(&self, closest: &Closest, unknown: Option<&str>, claim: &Claim, compared: bool) -> String {
        let who = closest.subject.map_or("", |s| self.reference.entity(s).name);
        let what = closest.property.map_or("it", |p| self.reference.property(p).label.as_str());
        let when = || claim.time.or(self.checked.date.map(When::day)).map_or_else(|| "that time".to_owned(), |when| when.to_string());
        match (closest.lack, unknown) {
            (Lack::Subject, Some(name)) => {
                let alike = closest.alike.map_or_else(String::new, |a| format!("; \u{201c}{}\u{201d} is", self.reference.entity(a).name));
                format!("Missing: the name \u{201c}{name}\u{201d} is not known{alike}.")
            }
            (Lack::Subject, None) => "Missing: nobody whom the reference knows is named near it.".to_owned(),
            (Lack::Property, _) if closest.property.is_some() => format!("Missing: {who} is known, but has no row for {what}."),
            (Lack::Property, _) => format!("Missing: {who} is known, but no words near the value name a property of its kind."),
            (Lack::Period, _) => format!("Missing: a row for {what} of {who} in {}.", when()),
            (Lack::Size, _) => format!("Missing: a row for {what} of {who} of about that size."),
            (Lack::Certainty, _) if compared => format!("Missing: certainty that {what} of {who} is meant."),
            (Lack::Certainty, _) => format!("Missing: words that tie the value to {what} of {who}."),
        }
    }

    fn closest(&self, fact: &Fact) -> ClosestOut {
        let texts = self.reference.texts(fact);
        ClosestOut {
            subject: self.reference.entity(fact.subject).id.to_owned(),
            property: self.reference.property(fact.property).id.clone(),
            value: self.value(fact, &texts),
            fact: texts.id.to_owned(),
            unit: some(texts.unit),
            as_of: some(texts.as_of),
            source: texts.source.to_owned(),
        }
    }

    /// A row's value: a number where it is one.
    fn value(&self, fact: &Fact, texts: &RowTexts<'_>) -> ValueOut {
        match fact.value {
            FactValue::Number { range, .. } if range.is_point() => ValueOut::Number(Number(range.low.unwrap_or_default())),
            FactValue::Name => ValueOut::Text(fact.object.map_or_else(String::new, |o| self.reference.entity(o).name.to_owned())),
            _ => ValueOut::Text(texts.value.clone()),
        }
    }

    fn evidence(&self, evidence: &Evidence) -> EvidenceOut {
        let texts = self.reference.texts(&evidence.fact);
        EvidenceOut {
            value: self.value(&evidence.fact, &texts),
            fact: texts.id.to_owned(),
            unit: some(texts.unit),
            as_of: some(texts.as_of),
            source: texts.source.to_owned(),
            source_url: some(texts.source_url),
            agrees: evidence.agreement == Agreement::Agrees,
            place: texts.place(),
            note: some(texts.note),
        }
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A row as a point in time; none for dates, names and rows without one.
fn point(fact: &Fact) -> Option<Point> {
    let FactValue::Number { range, .. } = fact.value else { return None };
    let low = range.low.or(range.high)?.to_f64()?;
    let high = range.high.or(range.low)?.to_f64()?;
    let day = fact.as_of.or(fact.valid)?.midpoint()?;
    Some(Point { year: f64::from(day.year()) + f64::from(day.ordinal0()) / 365.25, low, high })
}

fn score_terms(judgement: &Judgement) -> Vec<ScoreTerm> {
    let Some(score) = &judgement.score else { return Vec::new() };
    let terms = score.terms.iter().zip(&score.reasons);
    let sharp = ScoreTerm { term: SHARP, value: 1.0, reason: "three significant digits, or a day, agree with a row" };
    terms.map(|(&(term, value), reason)| ScoreTerm { term, value: (value * 100.0).round() / 100.0, reason }).chain(judgement.sharp.then_some(sharp)).collect()
}

fn name_of(lack: Lack) -> &'static str {
    match lack {
        Lack::Subject => "subject",
        Lack::Property => "property",
        Lack::Period => "period",
        Lack::Size => "size",
        Lack::Certainty => "certainty",
    }
}

fn ends(interval: &Interval) -> [Option<Number>; 2] {
    [interval.low.map(Number), interval.high.map(Number)]
}

fn days(when: Option<&When>) -> (Option<Day>, Option<Day>) {
    when.map_or((None, None), |w| (w.from.map(Day), w.to.map(Day)))
}

/// Rows of a runner-up that are shown where the claim is ambiguous.
const RIVAL_ROWS: usize = 3;

/// Bytes shown on either side of a mention: a table without a full stop is one long sentence.
const SIGHT: usize = 2000;

/// The part of `whole` that is near `mention`, and where it begins in `text`.
fn around(text: &str, whole: Range<usize>, mention: Range<usize>) -> (&str, usize) {
    // a mention may end behind its sentence ("1 B.C.E.")
    let whole = whole.start.min(mention.start)..whole.end.max(mention.end);
    let from = text.floor_char_boundary(mention.start.saturating_sub(SIGHT)).max(whole.start);
    let to = text.ceil_char_boundary((mention.end + SIGHT).min(text.len())).min(whole.end);
    (text.get(from..to).unwrap_or_default(), from)
}

/// Sixteen digits; by hand, since every claim has some.
fn hex(value: u64) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(16);
    text.extend((0..16).map(|place| char::from(DIGITS[(value >> (60 - 4 * place)) as usize & 15])));
    text
}

fn bound_name(mention: &Mention) -> Option<&'static str> {
    mention.bound.map(|b| match b {
        Bound::Lower => "lower",
        Bound::Upper => "upper",
    })
}
