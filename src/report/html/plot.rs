//! A small plot of a series with the claim marked on it.

use super::super::finding::Finding;
use super::super::scalar::Day;
use crate::measure::interval::grouped;
use chrono::Datelike;
use maud::{Markup, html};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

const WIDTH: f64 = 280.0;
const HEIGHT: f64 = 90.0;
/// Room for labels at the left and below.
const LEFT: f64 = 8.0;
const BELOW: f64 = 16.0;
/// Points that are drawn.
const MOST: usize = 400;

/// Where values stand on the plot.
struct Scale {
    years: [f64; 2],
    values: [f64; 2],
}

impl Scale {
    fn x(&self, year: f64) -> f64 {
        LEFT + share(year, self.years) * (WIDTH - 2.0 * LEFT)
    }

    fn y(&self, value: f64) -> f64 {
        (HEIGHT - BELOW - 6.0) * (1.0 - share(value, self.values)) + 3.0
    }
}

fn share(value: f64, [low, high]: [f64; 2]) -> f64 {
    if high > low { ((value - low) / (high - low)).clamp(0.0, 1.0) } else { 0.5 }
}

fn ends(values: impl Iterator<Item = f64>) -> [f64; 2] {
    values.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], v| [low.min(v), high.max(v)])
}

/// The plot; nothing unless two rows of a series and a number are there.
pub fn plot(finding: &Finding<'_>) -> Markup {
    let series = &finding.judged.series;
    let claimed = finding.judged.allowed.and_then(|[low, high]| {
        let end = |n: Option<super::super::scalar::Number>| n.and_then(|n| n.0.to_f64());
        Some([end(low).or(end(high))?, end(high).or(end(low))?])
    });
    let (Some(claimed), 2..) = (claimed, series.len()) else { return html! {} };
    let period = finding.claim.from.or(finding.claim.to).zip(finding.claim.to.or(finding.claim.from));
    let when = period.map(|(from, to)| f64::midpoint(year(from), year(to))).or(finding.report.date.map(year));
    let last = series.last().map_or(0.0, |p| p.year);
    let at = when.unwrap_or(last);
    let scale = Scale { years: ends(series.iter().map(|p| p.year).chain([at])), values: ends(series.iter().flat_map(|p| [p.low, p.high]).chain(claimed)) };
    let step = series.len().div_ceil(MOST);
    let line: Vec<String> = series.iter().step_by(step).map(|p| format!("{:.1},{:.1}", scale.x(p.year), scale.y(f64::midpoint(p.low, p.high)))).collect();
    let [top, bottom] = [scale.y(claimed[1]), scale.y(claimed[0])];
    let label = format!("{} values of the reference from {:.0} to {last:.0}; the claim stands at {at:.0}", series.len(), series[0].year.floor());
    html! {
        svg.plot viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) width=(WIDTH) height=(HEIGHT) role="img" aria-label=(label) {
            rect.band x=(LEFT) y=(format!("{top:.1}")) width=(WIDTH - 2.0 * LEFT) height=(format!("{:.1}", (bottom - top).max(1.0))) {}
            polyline.line points=(line.join(" ")) {}
            @for p in series.iter().step_by(step) { circle.dot cx=(format!("{:.1}", scale.x(p.year))) cy=(format!("{:.1}", scale.y(f64::midpoint(p.low, p.high)))) r="2" {} }
            circle.claim cx=(format!("{:.1}", scale.x(at))) cy=(format!("{:.1}", f64::midpoint(top, bottom))) r="4" {}
            text.value x=(WIDTH - LEFT) y="11" { (number(scale.values[1])) }
            text.value x=(WIDTH - LEFT) y=(HEIGHT - BELOW - 2.0) { (number(scale.values[0])) }
            text x=(LEFT) y=(HEIGHT - 3.0) { (format!("{:.0}", scale.years[0].floor())) }
            text.end x=(WIDTH - LEFT) y=(HEIGHT - 3.0) { (format!("{:.0}", scale.years[1].floor())) }
        }
    }
}

/// A value as a label: whole, unless it is small.
fn number(value: f64) -> String {
    let places = u32::from(value.abs() < 100.0);
    Decimal::from_f64(value).map_or_else(String::new, |v| grouped(v.round_dp(places).normalize()))
}

fn year(day: Day) -> f64 {
    f64::from(day.0.year()) + f64::from(day.0.ordinal0()) / 365.25
}
