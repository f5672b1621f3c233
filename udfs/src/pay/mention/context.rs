//! What the words around a statement say about it: pay, or other money.
//!
//! ```text
//!  "… bonus. Annual salary for this role: $50,000 plus a $500 bonus"
//!             ╰unit─╯ ╰pay╯◄───────────── ▲      ─►╰ ends here
//! ```
//!
//! The nearest word that decides wins. A word of other money decides only on its own line and side
//! of a comma; a word of pay also heads the lines below it.

use super::stated_unit::{label_unit, rate_unit};
use super::statement::{Lead, Statement};
use super::walk::{Lower, Step, backward, forward};
use super::words::{
    excuses, is_benefit, is_conjunction, is_cost, is_differential, is_link, is_negotiable,
    is_not_pay, is_pay, is_role,
};
use crate::pay::unit::PayUnit;

/// How far the words before are heard.
const BEFORE_WORDS: usize = 14;
/// How far a word of other money is heard.
const NOT_PAY_WORDS: usize = 8;
/// How far away a word of pay is still near.
pub(crate) const NEAR_WORDS: usize = 4;
/// How far the words after are heard.
const AFTER_WORDS: usize = 5;

/// What the words around say.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Evidence {
    /// How many words before the nearest word of pay stands.
    pub(crate) pay_before: Option<usize>,
    /// Whether a word of pay follows, or one that is only said of pay.
    pub(crate) pay_after: bool,
    /// Whether the nearest deciding word is one of other money.
    pub(crate) not_pay: bool,
    /// Whether the words up to the word of pay are all links, so that it is the number's label.
    pub(crate) labelled: bool,
    /// Whether a colon separates label and number.
    pub(crate) colon: bool,
    /// Whether a role stands directly before: "Assistant Director ($137,637)".
    pub(crate) role: bool,
    /// The unit that the label names.
    pub(crate) label_unit: Option<PayUnit>,
    /// The end of a range that the label names: "Maximum salary: $90,000".
    pub(crate) label_end: Option<Lead>,
    /// Whether it is said to be what one earns with commissions: "OTE".
    pub(crate) on_target: bool,
    /// Whether "DOE" follows, which is said of nothing but pay.
    pub(crate) depends: bool,
}

/// Listens to the words around, those before from byte `from` on: a statement before it is none of them.
pub(crate) fn evidence(text: &str, statement: &Statement<'_>, from: usize) -> Evidence {
    let mut found = before(text, statement, from);
    let next = next_word(text, statement.span.end);
    found.depends = matches!(next.as_str(), "doe" | "doq");
    found.on_target |= next.as_str() == "ote";
    match after(text, statement) {
        Some(After::Pay) if !found.not_pay => found.pay_after = true,
        Some(After::NotPay(distance)) => {
            // "Salary $45,000 for a project": the label outweighs a word that is not adjacent.
            let near = found.pay_before.is_some_and(|distance| distance <= 3);
            let label = near || (found.pay_before.is_some() && found.labelled);
            found.not_pay |= !(label && distance > 1);
        }
        _ => {}
    }
    found
}

/// The word that follows on the same line.
fn next_word(text: &str, end: usize) -> Lower {
    let next = forward(text, end).next().filter(|step| !step.gap.line);
    next.map(|step| step.lower()).unwrap_or_default()
}

fn before(text: &str, statement: &Statement<'_>, from: usize) -> Evidence {
    let mut found = Evidence {
        labelled: true,
        ..Evidence::default()
    };
    let heard = not_pay_reach(statement);
    let mut nearer = Step::default();
    let (mut line, mut comma) = (false, false);
    let hourly = statement.unit == Some(PayUnit::Hour);
    let mut words = backward(text, from..statement.span.start).enumerate();
    while let Some((distance, step)) = words.next() {
        if distance >= BEFORE_WORDS || step.gap.sentence || step.gap.money {
            break;
        }
        line |= step.gap.line;
        comma |= step.gap.comma;
        found.colon |= step.gap.colon && distance < 4;
        let word = step.lower();
        let word = word.as_str();
        found.role |= distance == 0 && !line && is_role(word);
        let excused = excuses(nearer.lower().as_str());
        // "Per diem of $59 per day" is what a traveller eats for; a "Per Diem RN" is paid by the hour.
        let diem = word == "diem" && distance <= 1 && !hourly;
        let other = diem || is_other_money(word, hourly);
        if other && !excused && !line && !comma && distance < heard {
            found.not_pay = true;
            return found;
        }
        found.label_unit = found.label_unit.or_else(|| label_unit(word));
        if is_pay(word) {
            found.on_target = word == "ote" && !comma;
            let further = words.map(|(_, step)| step);
            return label(found, distance, step, further);
        }
        found.labelled &= is_link(word) || is_number(word) || names_grade(word, nearer);
        nearer = step;
    }
    Evidence {
        label_unit: None,
        ..found
    }
}

/// Whether the word makes the money near it something else than pay: budgets and sales are not counted by the hour.
fn is_other_money(word: &str, hourly: bool) -> bool {
    if hourly {
        is_benefit(word) || is_cost(word)
    } else {
        is_not_pay(word)
    }
}

/// Whether the word is a short number.
fn is_number(word: &str) -> bool {
    (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the word and the number behind it name a grade: "Salary Grade 12".
fn names_grade(word: &str, behind: Step<'_>) -> bool {
    matches!(word, "grade" | "step" | "level" | "band") && is_number(behind.word)
}

/// How far a word of other money before is heard: an hour is hardly said of anything but pay.
fn not_pay_reach(statement: &Statement<'_>) -> usize {
    match statement.unit {
        Some(PayUnit::Hour) => 3,
        _ => NOT_PAY_WORDS,
    }
}

/// The evidence of a word of pay, after a look at the words before it.
fn label<'t>(
    mut found: Evidence,
    distance: usize,
    pay: Step<'t>,
    further: impl Iterator<Item = Step<'t>>,
) -> Evidence {
    let pay = pay.lower();
    // What one can "earn" is as often a reward: it says as little as a word further away.
    let verb = is_verb(pay.as_str());
    found.pay_before = Some(if verb {
        distance + NEAR_WORDS + 1
    } else {
        distance
    });
    let own_line = |step: &Step<'_>| !step.gap.sentence && !step.gap.line && !step.gap.comma;
    let mut in_label = true;
    for (place, step) in further.take_while(own_line).take(3).enumerate() {
        let word = step.lower();
        let word = word.as_str();
        found.label_unit = match (word, found.label_unit) {
            ("bi", Some(PayUnit::Week)) => Some(PayUnit::Biweek),
            ("semi", _) => None,
            (word, None) if place == 0 && matches!(pay.as_str(), "rate" | "rates") => {
                rate_unit(word)
            }
            (word, unit) => unit.or_else(|| label_unit(word)),
        };
        if in_label && found.labelled {
            found.label_end = found.label_end.or_else(|| label_end(word, pay.as_str()));
        }
        in_label &= is_pay(word);
        if place == 0 {
            said_of_other_money(&mut found, pay.as_str(), word);
        }
    }
    found
}

/// The end of a range that a word before a word of pay names. A minimum wage is a law.
fn label_end(word: &str, pay: &str) -> Option<Lead> {
    match word {
        "maximum" | "max" | "highest" => Some(Lead::UpTo),
        "minimum" | "min" | "lowest" if pay != "wage" => Some(Lead::From),
        _ => None,
    }
}

fn is_verb(pay: &str) -> bool {
    matches!(pay, "earn" | "earns" | "earning")
}

/// "bonus pay" and "interest rate" are other money, and who "must pay" is the applicant.
fn said_of_other_money(found: &mut Evidence, pay: &str, before: &str) {
    found.not_pay |= is_benefit(before) || matches!(before, "interest" | "tax" | "bill");
    // "families earning less than $30,000" are those that are served.
    found.not_pay |= is_verb(pay) && is_not_pay(before);
    if pay == "pay" {
        found.not_pay |= matches!(
            before,
            "must" | "not" | "cannot" | "applicants" | "candidates" | "students" | "you"
        );
        found.pay_before = found.pay_before.filter(|_| !matches!(before, "to" | "who"));
    }
}

/// What the words after decide, and how many words after.
enum After {
    Pay,
    NotPay(usize),
}

fn after(text: &str, statement: &Statement<'_>) -> Option<After> {
    let hourly = statement.unit == Some(PayUnit::Hour);
    let heard = if hourly { 2 } else { AFTER_WORDS };
    let words = forward(text, statement.span.end);
    let mut words = words.take(AFTER_WORDS + 1).peekable();
    let mut distance = 0;
    while let Some(step) = words.next() {
        let word = step.lower();
        let word = word.as_str();
        let next = words.peek().copied().unwrap_or_default();
        // "$50,000 Bonus: 10%": what a colon follows is the label of something else.
        if ends(&step) || distance >= AFTER_WORDS || next.gap.colon {
            return None;
        }
        distance += usize::from(step.gap.bracket);
        if distance < heard && is_negotiable(word) && !excuses(next.lower().as_str()) {
            return Some(After::Pay);
        }
        if is_conjunction(word) || (hourly && word == "for") {
            return None;
        }
        let other = is_other_money(word, hourly) && distance < heard;
        if (other || is_differential(word)) && !excuses(next.lower().as_str()) {
            return Some(After::NotPay(distance));
        }
        distance += 1;
    }
    None
}

/// Whether what was said about an amount ends before this word.
fn ends(step: &Step<'_>) -> bool {
    let gap = step.gap;
    let lost_line = gap.stop && step.word.starts_with(char::is_uppercase);
    let column = gap.line || gap.comma || gap.colon;
    lost_line || gap.sentence || column || gap.money || gap.plus
}
