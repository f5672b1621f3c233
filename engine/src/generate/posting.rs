//! One posting: what it says, before it is written as JSON.
//!
//! ```text
//! dice(seed, 41) ─► Registered Nurse, Tulsa ─► "Senior Registered Nurse - Tulsa, OK"
//!                                              "Cedar Ridge Hospital is looking for … Active Listening …"
//! ```

use super::dice::Dice;
use super::facts::{City, Facts, Occupation};
use super::words::{
    BENEFITS, BUSINESSES, CLOSINGS, EDUCATION, EMPLOYER_NAMES, EMPLOYMENT, EXPERIENCE, FILLER,
    GRADES, KNOWLEDGE_LINES, OPENINGS, RANKS, SHIFTS, SKILL_LINES, TOOL_LINES,
};

/// The shortest and the longest description, about, in bytes.
const DESCRIPTION_BYTES: (u32, u32) = (950, 2_700);

/// What a posting says.
#[derive(Debug)]
pub(super) struct Posting<'a> {
    pub(super) title: String,
    pub(super) employer: String,
    pub(super) industry: &'static str,
    pub(super) description: String,
    pub(super) city: Option<&'a City>,
    /// The state as this posting writes it: mostly its code, sometimes its name.
    pub(super) region: &'static str,
    pub(super) soc_code: &'static str,
    pub(super) code_given: CodeGiven,
    pub(super) pay: Option<OfferedPay>,
    pub(super) employment: &'static str,
    pub(super) education: &'static str,
    pub(super) experience: &'static str,
    pub(super) skills: String,
    pub(super) qualifications: String,
    pub(super) benefits: &'static str,
    pub(super) open_days: u64,
    pub(super) positions: u32,
}

/// Which field gives the occupation's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CodeGiven {
    Onet,
    Category,
    Empty,
    Nowhere,
}

/// Pay as offered.
#[derive(Debug)]
pub(super) struct OfferedPay {
    pub(super) low: u32,
    pub(super) high: u32,
    pub(super) unit: &'static str,
}

impl<'a> Posting<'a> {
    /// The posting of these throws.
    pub(super) fn compose(facts: &'a Facts, dice: &mut Dice) -> Option<Self> {
        let occupation = facts
            .occupations
            .get(dice.weighted(&facts.occupation_totals))?;
        let city = facts.cities.get(dice.weighted(&facts.city_totals))?;
        let (_, industry, kinds) = BUSINESSES
            .iter()
            .find(|(business, _, _)| *business == occupation.business)?;
        let plain_title = dice.pick(&occupation.titles);
        let employer = format!("{} {}", dice.pick(EMPLOYER_NAMES), dice.pick(kinds));
        let title = noisy_title(plain_title, city, dice);
        let description = describe(occupation, plain_title, &employer, city, dice);
        let named = if dice.percent(15) {
            city.state_name
        } else {
            city.state_code
        };
        Some(Self {
            title,
            employer,
            industry,
            description,
            city: (!dice.percent(2)).then_some(city),
            region: named,
            soc_code: occupation.soc_code,
            code_given: code_given(dice),
            pay: offered_pay(occupation, dice),
            employment: dice.pick(EMPLOYMENT),
            education: dice.pick(EDUCATION),
            experience: dice.pick(EXPERIENCE),
            skills: pair_of(&occupation.skills, dice, ", "),
            qualifications: fill_pair(dice.pick(TOOL_LINES), &occupation.tools, dice),
            benefits: dice.pick(BENEFITS),
            open_days: 14 + u64::from(dice.below(47)),
            positions: if dice.percent(10) {
                2 + dice.below(9)
            } else {
                1
            },
        })
    }
}

fn code_given(dice: &mut Dice) -> CodeGiven {
    match dice.below(100) {
        0..60 => CodeGiven::Onet,
        60..70 => CodeGiven::Category,
        70..78 => CodeGiven::Empty,
        _ => CodeGiven::Nowhere,
    }
}

fn noisy_title(title: &str, city: &City, dice: &mut Dice) -> String {
    match dice.below(100) {
        0..14 => format!("{}{title}", dice.pick(RANKS)),
        14..22 => format!("{title}{}", dice.pick(GRADES)),
        22..34 => format!("{title} - {}, {}", city.name, city.state_code),
        34..40 => format!("{title} (Req #{})", 10_000 + dice.below(90_000)),
        40..48 => format!("{title}{}", dice.pick(SHIFTS)),
        48..53 => title.to_uppercase(),
        53..55 => title.to_lowercase(),
        55..58 => format!(
            "{}{title} - {}, {}",
            dice.pick(RANKS),
            city.name,
            city.state_code
        ),
        _ => title.to_owned(),
    }
}

fn offered_pay(occupation: &Occupation, dice: &mut Dice) -> Option<OfferedPay> {
    if !dice.percent(70) {
        return None;
    }
    let pay = &occupation.pay;
    let span = pay.high - pay.low;
    let low = pay.low + dice.below(span / 2 + 1);
    let high = low + dice.below(span / 2 + 1);
    let (factor, unit) = match (pay.hourly, dice.below(100)) {
        (true, 0..88) => (1, "hourly"),
        (true, 88..96) => (40, "weekly"),
        (true, _) => (2_080, "yearly"),
        (false, 0..90) => (1, "yearly"),
        (false, _) => {
            return Some(OfferedPay {
                low: low / 12,
                high: high / 12,
                unit: "monthly",
            });
        }
    };
    Some(OfferedPay {
        low: low * factor,
        high: high * factor,
        unit,
    })
}

/// How a description sets out its lists.
#[derive(Clone, Copy)]
enum Layout {
    Prose,
    Bullets,
    Html,
}

fn describe(
    occupation: &Occupation,
    title: &str,
    employer: &str,
    city: &City,
    dice: &mut Dice,
) -> String {
    let layout = match dice.below(100) {
        0..35 => Layout::Prose,
        35..85 => Layout::Bullets,
        _ => Layout::Html,
    };
    let (least, most) = DESCRIPTION_BYTES;
    let wanted = (least + dice.below(most - least)) as usize;
    let place = format!("{}, {}", city.name, city.state_code);
    let fill = |line: &str| {
        line.replace("{e}", employer)
            .replace("{t}", title)
            .replace("{p}", &place)
    };
    let mut text = String::with_capacity(wanted + 400);
    paragraph(&mut text, layout, &fill(dice.pick(OPENINGS)));
    duties(&mut text, layout, occupation, dice);
    heading(&mut text, layout, "Requirements");
    let mut asked = fill_pair(dice.pick(SKILL_LINES), &occupation.skills, dice);
    for (lines, names) in [
        (KNOWLEDGE_LINES, &occupation.knowledge),
        (TOOL_LINES, &occupation.tools),
    ] {
        asked.push(' ');
        asked.push_str(&fill_pair(dice.pick(lines), names, dice));
    }
    paragraph(&mut text, layout, &asked);
    let closing = fill(dice.pick(CLOSINGS));
    let mut filler = Filler::shuffled(dice);
    while text.len() + closing.len() < wanted {
        let mut more = format!("{} {} {}", filler.next(), filler.next(), filler.next());
        if dice.percent(25) {
            more.push(' ');
            more.push_str(&fill_pair(dice.pick(SKILL_LINES), &occupation.skills, dice));
        }
        paragraph(&mut text, layout, &more);
    }
    paragraph(&mut text, layout, &closing);
    text.truncate(text.trim_end().len());
    text
}

/// The filler sentences in an order of their own: none comes twice before all have come once.
pub(super) struct Filler {
    at: usize,
    step: usize,
}

impl Filler {
    pub(super) fn shuffled(dice: &mut Dice) -> Self {
        let count = u32::try_from(FILLER.len()).unwrap_or(1);
        Self {
            at: dice.below(count) as usize,
            // Steps without a common divisor with the 34 sentences visit all of them.
            step: dice.pick(&[1, 3, 5, 7, 9, 11, 13, 15, 19, 21]),
        }
    }

    pub(super) fn next(&mut self) -> &'static str {
        self.at = (self.at + self.step) % FILLER.len();
        FILLER[self.at]
    }
}

fn heading(text: &mut String, layout: Layout, words: &str) {
    match layout {
        Layout::Prose => {}
        Layout::Bullets => {
            text.push_str(words);
            text.push_str(":\n");
        }
        Layout::Html => {
            text.push_str("<p><strong>");
            text.push_str(words);
            text.push_str("</strong></p>");
        }
    }
}

fn paragraph(text: &mut String, layout: Layout, words: &str) {
    match layout {
        Layout::Prose => {
            text.push_str(words);
            text.push(' ');
        }
        Layout::Bullets => {
            text.push_str(words);
            text.push_str("\n\n");
        }
        Layout::Html => {
            text.push_str("<p>");
            text.push_str(&words.replace('&', "&amp;"));
            text.push_str("</p>");
        }
    }
}

fn duties(text: &mut String, layout: Layout, occupation: &Occupation, dice: &mut Dice) {
    heading(
        text,
        layout,
        dice.pick(&["Responsibilities", "What you will do", "Duties"]),
    );
    if matches!(layout, Layout::Html) {
        text.push_str("<ul>");
    }
    let bullet = dice.pick(&["- ", "* ", "• "]);
    let (before, from) = occupation
        .duties
        .split_at(dice.below(3) as usize % occupation.duties.len());
    for duty in from.iter().chain(before) {
        match layout {
            Layout::Prose => {
                text.push_str("You will ");
                text.push_str(duty);
                text.push_str(". ");
            }
            Layout::Bullets => {
                text.push_str(bullet);
                push_capitalised(text, duty);
                text.push('\n');
            }
            Layout::Html => {
                text.push_str("<li>");
                push_capitalised(text, duty);
                text.push_str("</li>");
            }
        }
    }
    text.push_str(match layout {
        Layout::Prose => "",
        Layout::Bullets => "\n",
        Layout::Html => "</ul>",
    });
}

fn push_capitalised(text: &mut String, words: &str) {
    let mut letters = words.chars();
    text.extend(letters.next().map(|first| first.to_ascii_uppercase()));
    text.push_str(letters.as_str());
}

/// Two names of a list, different ones when there are two.
fn two_of(names: &[&'static str], dice: &mut Dice) -> (&'static str, &'static str) {
    let count = u32::try_from(names.len()).unwrap_or(0);
    let first = dice.below(count);
    let second = (first + 1 + dice.below(count.saturating_sub(1))) % count.max(1);
    let name = |at: u32| names.get(at as usize).copied().unwrap_or_default();
    (name(first), name(second))
}

fn pair_of(names: &[&'static str], dice: &mut Dice, between: &str) -> String {
    let (first, second) = two_of(names, dice);
    format!("{first}{between}{second}")
}

fn fill_pair(line: &str, names: &[&'static str], dice: &mut Dice) -> String {
    let (first, second) = two_of(names, dice);
    line.replace("{a}", first).replace("{b}", second)
}
