//! Which of a file's columns a name in a mapping means.
//!
//! ```text
//! job_id   ─►   "job_id", else "JOB_ID", else "Job ID" (its snake case is job_id)
//! ```

/// A column that a mapping names.
#[derive(Debug)]
pub(crate) struct Column {
    name: String,
    snake: String,
}

impl Column {
    pub(super) fn new(name: String) -> Self {
        let snake = snake_case(&name);
        Self { name, snake }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// A name of a file that may stand for a column of the mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match {
    /// The mapping's column.
    pub(crate) column: usize,
    /// How well it fits: 0 is best.
    pub(crate) rank: u8,
}

/// How well a file's name fits: exactly, but for case, or by its snake case.
pub(super) fn rank(column: &Column, name: &str) -> Option<u8> {
    if column.name == name {
        Some(0)
    } else if column.name.to_lowercase() == name.to_lowercase() {
        Some(1)
    } else if !column.snake.is_empty() && column.snake == snake_case(name) {
        Some(2)
    } else {
        None
    }
}

/// For each column, the best of a file's names; the first of equals.
pub(super) fn match_columns(columns: &[Column], header: &[String]) -> Vec<Option<usize>> {
    let best = |column: &Column| {
        let ranked = header.iter().enumerate();
        let ranked = ranked.filter_map(|(at, name)| Some((rank(column, name)?, at)));
        ranked.min().map(|(_, at)| at)
    };
    columns.iter().map(best).collect()
}

/// `# Of Positions` is `of_positions`, `jobTitle` and `Job-Title` are `job_title`.
pub(super) fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len());
    let mut previous = ' ';
    for character in name.chars() {
        if character.is_alphanumeric() {
            let word_begins = character.is_uppercase() && previous.is_lowercase();
            if (word_begins || !previous.is_alphanumeric()) && !snake.is_empty() {
                snake.push('_');
            }
            snake.extend(character.to_lowercase());
        }
        previous = character;
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snake_cases() {
        for (name, snake) in [
            ("Job ID", "job_id"),
            ("# Of Positions", "of_positions"),
            ("jobTitle", "job_title"),
            ("PRIMARY/SUB", "primary_sub"),
            (
                "Full-Time/Part-Time indicator",
                "full_time_part_time_indicator",
            ),
            ("CASE_NO", "case_no"),
            ("a__b", "a_b"),
            ("#", ""),
        ] {
            assert_eq!(snake_case(name), snake);
        }
    }

    #[test]
    fn the_best_match_is_taken() {
        let columns = [
            Column::new("job_id".into()),
            Column::new("Job ID".into()),
            Column::new("no".into()),
        ];
        let header = ["JOB_ID", "Job ID", "other"].map(str::to_owned);
        assert_eq!(match_columns(&columns, &header), [Some(0), Some(1), None]);
    }
}
