//! A bar chart of labelled numbers, an eighth of a character fine.

use crate::values::count;

const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// Draws one bar per label, the largest `width` characters long.
pub(crate) fn bars(values: &[(String, u64)], width: usize) -> String {
    let largest = values.iter().map(|(_, value)| *value).max().unwrap_or(0);
    let labels = values.iter().map(|(label, _)| label.chars().count());
    let label_width = labels.max().unwrap_or(0);
    let numbers = values.iter().map(|(_, value)| count(*value).len());
    let number_width = numbers.max().unwrap_or(0);
    let mut text = String::new();
    for (label, value) in values {
        let eighths = (*value as u128 * width as u128 * 8)
            .checked_div(u128::from(largest))
            .unwrap_or(0) as usize;
        let bar = format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8]);
        let line = format!(
            "  {label:<label_width$}  {:>number_width$}  {bar}",
            count(*value)
        );
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_in_proportion() {
        let values = [
            ("Jan".to_string(), 1_000),
            ("Feb".to_string(), 550),
            ("March".to_string(), 0),
        ];
        assert_eq!(
            bars(&values, 10),
            "  Jan    1,000  ██████████\n  Feb      550  █████▌\n  March      0\n"
        );
        assert_eq!(bars(&[], 10), "");
        assert_eq!(bars(&[("x".to_string(), 0)], 10), "  x  0\n");
    }
}
