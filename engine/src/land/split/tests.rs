use proptest::prelude::*;

use super::*;

/// Cuts text fed in pieces; returns each record and its line.
fn cut(mut cutter: Cutter, text: &str, piece: usize) -> Vec<(String, i64)> {
    let mut records = Vec::new();
    let mut buffer = Vec::new();
    let mut fed = 0;
    loop {
        let end = text.len().min(fed + piece);
        buffer.extend_from_slice(&text.as_bytes()[fed..end]);
        fed = end;
        let mut spans = Vec::new();
        let done = cutter.cut(&buffer, fed == text.len(), &mut spans);
        for span in spans {
            let record = String::from_utf8_lossy(&buffer[span.range]).into_owned();
            records.push((record, span.line));
        }
        buffer.drain(..done);
        if fed == text.len() {
            assert!(buffer.is_empty());
            return records;
        }
    }
}

fn records(found: &[(&str, i64)]) -> Vec<(String, i64)> {
    found
        .iter()
        .map(|(record, line)| ((*record).to_owned(), *line))
        .collect()
}

#[test]
fn lines_in_any_pieces() {
    for piece in 1..9 {
        let found = cut(
            Cutter::Lines(LineCutter::new()),
            "a\r\n\n  \nbc\n\nlast",
            piece,
        );
        assert_eq!(found, records(&[("a", 1), ("bc", 4), ("last", 6)]));
    }
}

#[test]
fn array_entries_in_any_pieces() {
    let text = " [ {\"a\":\"],\\\"\"} ,\n{\"b\":[1,2]}, 3 ] x";
    for piece in 1..12 {
        let found = cut(Cutter::Array(ArrayCutter::new()), text, piece);
        let wanted = [
            ("{\"a\":\"],\\\"\"}", 1),
            ("{\"b\":[1,2]}", 2),
            ("3", 3),
            ("x", 4),
        ];
        assert_eq!(found, records(&wanted));
    }
}

#[test]
fn csv_records_in_any_pieces() {
    let text = "a,b\r\n\"x\"\"\n\ny\",1\n\n5\" pipe,\"q\" z\nlast,\"";
    for piece in 1..12 {
        let found = cut(Cutter::Csv(CsvCutter::new(b',')), text, piece);
        let wanted = [
            ("a,b", 1),
            ("\"x\"\"\n\ny\",1", 2),
            ("5\" pipe,\"q\" z", 6),
            ("last,\"", 7),
        ];
        assert_eq!(found, records(&wanted));
    }
}

proptest! {
    /// Our cutting agrees with the csv crate on how many records there are, if every quote is closed.
    #[test]
    fn csv_agrees_with_the_csv_crate(text in "[ab,\"\n]{0,60}") {
        let ended = format!("{text}\n");
        let done = CsvCutter::new(b',').cut(ended.as_bytes(), false, &mut Vec::new());
        prop_assume!(done == ended.len());
        let ours = cut(Cutter::Csv(CsvCutter::new(b',')), &text, 7);
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        prop_assert_eq!(ours.len(), reader.byte_records().count());
    }
}

#[test]
fn a_quote_that_is_never_closed_spoils_its_own_line() {
    let text = "id,title\n1,\"two\nlines\"\n2,\"B\n3,C\n4,D";
    for piece in 1..text.len() {
        let found = cut(Cutter::Csv(CsvCutter::new(b',')), text, piece);
        let wanted = [
            ("id,title", 1),
            ("1,\"two\nlines\"", 2),
            ("2,\"B", 4),
            ("3,C", 5),
            ("4,D", 6),
        ];
        assert_eq!(found, records(&wanted));
    }
}
