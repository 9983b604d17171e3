//! The few statistics that checks of series and pairs of tables need.

/// The middle value; none of nothing. Values that are not numbers sort last.
pub fn median(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    quantile(values, 0.5)
}

/// The value below which a share of the values lies.
pub fn quantile(values: impl IntoIterator<Item = f64>, share: f64) -> Option<f64> {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let at = last as f64 * share;
    let (below, above) = (values[at.floor() as usize], values[at.ceil() as usize]);
    Some(below + (above - below) * at.fract())
}

/// Spearman's rank correlation of pairs: 1 if one always grows with the other. None for fewer than three.
pub fn rank_correlation(pairs: &[(f64, f64)]) -> Option<f64> {
    if pairs.len() < 3 {
        return None;
    }
    let ranks = |values: Vec<f64>| -> Vec<f64> {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
        let mut ranks = vec![0.0; values.len()];
        // equal values share the mean of their places
        for tied in order.chunk_by(|&a, &b| values[a].total_cmp(&values[b]).is_eq()) {
            let first = order.iter().position(|i| *i == tied[0]).unwrap_or(0);
            let mean = first as f64 + (tied.len() - 1) as f64 / 2.0;
            for &i in tied {
                ranks[i] = mean;
            }
        }
        ranks
    };
    let (x, y) = (ranks(pairs.iter().map(|p| p.0).collect()), ranks(pairs.iter().map(|p| p.1).collect()));
    let mean = (pairs.len() - 1) as f64 / 2.0;
    let sum = |f: &dyn Fn(f64, f64) -> f64| x.iter().zip(&y).map(|(a, b)| f(a - mean, b - mean)).sum::<f64>();
    let spread = (sum(&|a, _| a * a) * sum(&|_, b| b * b)).sqrt();
    (spread > 0.0).then(|| sum(&|a, b| a * b) / spread)
}

#[cfg(test)]
mod tests {
    use super::{median, quantile, rank_correlation};

    fn near(a: Option<f64>, b: f64) -> bool {
        a.is_some_and(|a| (a - b).abs() < 1e-9)
    }

    #[test]
    fn the_middle_is_between_two_where_there_are_two() {
        assert!(near(median([3.0, 1.0, 2.0]), 2.0));
        assert!(near(median([4.0, 1.0]), 2.5));
        assert_eq!(median([]), None);
        assert!(near(quantile([0.0, 10.0, 20.0, 30.0, 40.0], 0.75), 30.0));
    }

    #[test]
    fn ranks_tell_growth_from_noise() {
        assert!(near(rank_correlation(&[(1.0, 2.0), (2.0, 30.0), (3.0, 31.0)]), 1.0));
        assert!(near(rank_correlation(&[(1.0, 9.0), (2.0, 5.0), (3.0, 1.0)]), -1.0));
        assert!(near(rank_correlation(&[(1.0, 1.0), (2.0, 5.0), (3.0, 1.0)]), 0.0));
        assert_eq!(rank_correlation(&[(1.0, 7.0), (2.0, 7.0), (3.0, 7.0)]), None);
    }
}
